"""Every command, defined once: help and README are made from this table."""

from __future__ import annotations

from typing import NamedTuple


class CommandRow(NamedTuple):
    """A command's name and what it does, in one line. ``module`` is where it is, if not in one of its name."""

    name: str
    summary: str
    module: str = ""
    aliases: tuple[str, ...] = ()


COMMANDS: tuple[CommandRow, ...] = (
    CommandRow("chat", "Open the chat (also without a command).", "chat", ("obrolan",)),
    CommandRow("ask", "Answer one question, or many with --batch.", "ask", ("tanya",)),
    CommandRow("lanjut", "Go on learning: the next step of the path."),
    CommandRow("quiz", "Practise: one module, one quiz, or a mix.", "quiz", ("kuis",)),
    CommandRow("progress", "Show what you have learned, or write it as JSON or HTML.", "progress", ("kemajuan",)),
    CommandRow("certificate", "Write the certificate of completion, or verify one.", "certificate", ("sertifikat",)),
    CommandRow("anki", "Write the questions as an Anki package."),
    CommandRow("bank", "Export and import questions: GIFT, Moodle XML, xlsx.", "bank", ("soal",)),
    CommandRow("data", "Write what you did as JSON, or read it back."),
    CommandRow("topics", "List what is taught, or print one entry.", "topics", ("topik",)),
    CommandRow("class", "Run a class: its exams, agenda and projector.", "classroom", ("kelas",)),
    CommandRow("sit", "Sit an exam from a file, without a network.", "sit", ("ujian",)),
    CommandRow(
        "gaps", "List unanswered questions, and answers and quiz questions said to be wrong.", "gaps", ("celah",)
    ),
    CommandRow("check", "Check the knowledge files and say what to mend.", "check", ("periksa",)),
    CommandRow("serve", "Open the app in a browser on this machine.", "serve", ("peramban",)),
    CommandRow("doctor", "Report what matters for help from afar.", "doctor", ("diagnosis",)),
)

CLASS_COMMANDS: tuple[CommandRow, ...] = (
    CommandRow("serve", "Run a class for the room, and show its live board.", "class_serve", ("buka",)),
    CommandRow("new", "Make a class: its tests, its trainees.", "class_new", ("baru",)),
    CommandRow("roster", "Add trainees from CSV or xlsx, or write an empty list.", "class_roster", ("peserta",)),
    CommandRow("codes", "Write the one-time codes as slips to cut out.", "class_codes", ("kode",)),
    CommandRow("exam", "Add a quiz, a module or a test as an exam.", "class_exam", ("ujian",)),
    CommandRow("show", "Show exams and trainees, and where each one stands.", "class_show", ("lihat",)),
    CommandRow("control", "Open, pause or close an exam; help single trainees.", "class_control", ("atur",)),
    CommandRow("papers", "Write an exam as a file, for laptops without a network.", "class_papers", ("berkas",)),
    CommandRow("collect", "Take the results of an exam by files.", "class_collect", ("kumpulkan",)),
    CommandRow("agenda", "List the agendas, or print one with its times.", "class_agenda"),
    CommandRow("projector", "Show an agenda, a quiz or a module on the wall.", "class_projector", ("proyektor",)),
    CommandRow("results", "Show marks, item analysis and advice.", "class_results", ("hasil",)),
    CommandRow("report", "Write the report: xlsx, CSV, pages to print.", "class_report", ("laporan",)),
    CommandRow("regrade", "Mend a key, after showing who is touched by it.", "class_regrade", ("koreksi",)),
    CommandRow("forget", "Delete a trainee, or the names of all.", "class_forget", ("hapus",)),
    CommandRow("copy", "Copy a class into a new file, for another room or to keep.", "class_copy", ("salin",)),
    CommandRow("merge", "Take the results of other rooms into a class.", "class_merge", ("gabung",)),
)
"""The commands of ``kadguide class``, one row each."""
