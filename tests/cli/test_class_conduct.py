"""From a list to an exam that is open, by the commands that an instructor types."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.cli.class_control import ACTS
from kadguide.cli.class_file import class_path
from kadguide.cli.main import main
from kadguide.i18n import LANGUAGES
from kadguide.store.classes import open_register
from kadguide.teaching.register import Register
from tests.killed import kill_after_one_write
from tests.teaching.room import Clock

NIP = "198703152010121002"
LIST = f"NIP;Nama;Waktu tambahan\n{NIP};Siti;50%\n;Budi;\n"


def call(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["class", *arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def here(warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a list of two trainees."""
    folder = tmp_path / "kerja"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "peserta.csv").write_text(LIST)
    return folder


def register(name: str = "kelas.kadkelas") -> Register:
    return open_register(name, Clock())


def states() -> list[str]:
    return [exam.state for exam in register().exams()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_a_list_to_an_open_exam(here: Path, lang: str) -> None:
    made = call("new", "kelas", "--agenda", "setengah-hari", "--roster", "peserta.csv", "--lang", lang)
    assert "kelas.kadkelas" in made
    assert ("15 soal" if lang == "id" else "15 questions") in made
    found = register()
    room = found.classroom()
    assert room is not None
    assert (room.agenda, room.lang, room.walk_in) == ("setengah-hari", lang, False)
    assert [(t.number, t.nip, t.name, t.factor) for t in found.trainees()] == [
        (1, NIP, "Siti", 1.5),
        (2, "", "Budi", 1),
    ]
    assert [(exam.kind, exam.minutes) for exam in found.exams()] == [("pre", 20), ("post", 20)]
    pre, post = ({key.content.id for key in found.keys(exam.id)} for exam in found.exams())
    assert len(pre) == len(post) == 15
    assert pre.isdisjoint(post)
    call("codes", "kelas", "-o", "kode.html", "--lang", lang)
    assert found.trainees()[0].code[:4] in (here / "kode.html").read_text()
    call("control", "kelas", "open", "--lang", lang)
    assert states() == ["open", "ready"]


def test_everybody_is_given_more_minutes_from_a_second_window(here: Path) -> None:
    call("new", "kelas", "--agenda", "setengah-hari", "--roster", "peserta.csv")
    assert "No exam is open" in call("control", "kelas", "extend", "10", "--lang", "en", code=1)
    call("control", "kelas", "open")
    assert "30 menit" in call("control", "kelas", "tambah", "10", "--lang", "id")
    assert "1 to 570 minutes" in call("control", "kelas", "extend", "--lang", "en", code=1)
    assert [exam.minutes for exam in register().exams()] == [30, 20]


def test_a_class_is_never_written_over(here: Path) -> None:
    call("new", "kelas", "--roster", "peserta.csv")
    before = register().classroom()
    assert "kelas.kadkelas" in call("new", "kelas.kadkelas", "--title", "Lain", code=1)
    assert register().classroom() == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_nobody_else_reads_names_and_codes(here: Path) -> None:
    call("new", "kelas", "--walk-in")
    call("codes", "kelas", code=1)
    assert (here / "kelas.kadkelas").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--agenda", "tidak-ada"), ("--roster", "buruk.csv"), ("--agenda", "dua-hari", "--roster", "kosong.csv"),
        ("--roster", "rusak.xlsx"),
    ],
)  # fmt: skip
def test_with_an_error_no_class_is_made(here: Path, arguments: tuple[str, ...]) -> None:
    (here / "buruk.csv").write_text("Nama;NIP\nSiti;1.9E+17\n")
    (here / "kosong.csv").write_text("")
    (here / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    call("new", "kelas", *arguments, code=1)
    assert not (here / "kelas.kadkelas").exists()


def test_a_class_without_anything_says_what_comes_next(here: Path) -> None:
    told = call("new", "Kelas Bogor", "--title", "  Angkatan\n1 ", "--lang", "en")
    assert "“Angkatan 1”" in told
    assert 'kadguide class roster "Kelas Bogor"' in told
    assert "kadguide class exam" in told
    assert "There is no exam yet." in call("show", "Kelas Bogor", "--lang", "en")


def test_a_list_is_added_with_a_report_of_its_rows(here: Path) -> None:
    call("new", "kelas", "--roster", "peserta.csv")
    (here / "lagi.csv").write_text(f"Nama,NIP\nSiti Baru,{NIP}\nTono,1E+17\n,\n,7\n")
    told = call("roster", "kelas", "lagi.csv", "--lang", "en", code=1)
    assert "lagi.csv row 3: The NIP “1E+17” has lost digits" in told
    assert "lagi.csv row 5: the name is empty" in told
    assert [t.name for t in register().trainees()] == ["Siti", "Budi"]
    (here / "lagi.csv").write_text(f"Nama,NIP\nSiti Baru,{NIP}\nTono,\n")
    assert "Added 1, updated 1, unchanged 0." in call("roster", "kelas", "lagi.csv", "--lang", "en")
    assert [t.name for t in register().trainees()] == ["Siti Baru", "Budi", "Tono"]
    assert "Added 0, updated 0, unchanged 2." in call("roster", "kelas", "lagi.csv", "--lang", "en")


def test_a_sheet_that_is_not_read_is_named(here: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for title in ("Angkatan 1", "Angkatan\x852"):
        page = book.create_sheet(title)
        page.append(["Nama"])
        page.append([f"Orang {title[:8]}"])
    book.save(here / "dua.xlsx")
    told = call("new", "kelas", "--roster", "dua.xlsx", "--lang", "en")
    assert "the sheet “Angkatan 2” of dua.xlsx was not read" in told
    assert len(register().trainees()) == 1


def test_a_long_report_is_cut(here: Path) -> None:
    call("new", "kelas")
    (here / "lagi.csv").write_text("Nama,NIP\n" + "x,1E+17\n" * 100)
    told = call("roster", "kelas", "lagi.csv", "--lang", "en", code=1)
    assert "… and 60 more." in told
    assert "100 errors" in told


def test_the_template(here: Path) -> None:
    call("roster", "--template", "kosong.xlsx")
    assert (here / "kosong.xlsx").read_bytes().startswith(b"PK")
    call("roster", "--template", "kosong.xlsx", code=1)
    call("roster", "--template", "kosong.xlsx", "--force")
    call("roster", "--template", "kosong.csv", code=1)
    call("roster", "kelas", code=2)
    call("roster", code=2)


@pytest.mark.parametrize(
    ("arguments", "kind", "minutes", "title"),
    [
        (("--quiz", "kak", "--minutes", "7"), "quiz", 7, None), (("--quiz", "kak"), "quiz", 0, None),
        (("--module", "dokumen", "--title", "Latihan", "--minutes", "9"), "quiz", 9, "Latihan"),
        (("--test", "pre"), "pre", 20, None), (("--test", "post", "--agenda", "dua-hari"), "post", 30, None),
    ],
)  # fmt: skip
def test_one_more_exam(here: Path, arguments: tuple[str, ...], kind: str, minutes: int, title: str | None) -> None:
    call("new", "kelas", "--agenda", "setengah-hari")
    call("exam", "kelas", *arguments)
    exam = register().exams()[-1]
    assert (exam.number, exam.kind, exam.minutes, exam.reveal) == (3, kind, minutes, True)
    assert title in (None, exam.title.id)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2), (("--quiz", "kak", "--module", "dokumen"), 2), (("--quiz", "tidak-ada"), 1), (("--module", "x"), 1),
        (("--test", "pre"), 1), (("--test", "pre", "--agenda", "x"), 1), (("--quiz", "kak", "--minutes", "601"), 2),
        (("--test", "akhir"), 2),
    ],
)  # fmt: skip
def test_exams_that_cannot_be_made(here: Path, arguments: tuple[str, ...], code: int) -> None:
    call("new", "kelas")
    call("exam", "kelas", *arguments, code=code)
    assert register().exams() == ()


def test_codes_in_all_forms(here: Path) -> None:
    call("new", "kelas", "--roster", "peserta.csv")
    shown = call("codes", "kelas")
    found = re.findall(r"\w{4}-\w{4}", shown)
    assert len(found) == 2
    assert re.findall(r"\w{4}-\w{4}", call("codes", "kelas", "--who", "2")) == found[1:]
    for name in ("kode.html", "kode.txt", "kode.xlsx"):
        call("codes", "kelas", "-o", name, "--address", "http://192.168.1.5:8000/")
        assert (here / name).stat().st_size
        call("codes", "kelas", "-o", name, code=1)
        call("codes", "kelas", "-o", name, "--force")
    call("codes", "kelas", "-o", "kode.pdf", code=1)
    call("codes", "kelas", "--who", "Tidak Ada", code=1)
    assert not re.search(r"\w{4}-\w{4}", call("show", "kelas"))
    assert re.findall(r"\w{4}-\w{4}", call("show", "kelas", "--codes")) == found


def test_a_missing_library_says_what_to_install(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("new", "kelas", "--roster", "peserta.csv")
    for library, arguments in (
        ("segno", ("codes", "kelas", "-o", "a.html", "--address", "x")),
        ("xlsxwriter", ("codes", "kelas", "-o", "a.xlsx")),
        ("xlsxwriter", ("roster", "--template", "a.xlsx")), ("openpyxl", ("roster", "kelas", "a.xlsx")),
    ):  # fmt: skip
        (here / "a.xlsx").unlink(missing_ok=True)
        if library == "openpyxl":
            (here / "a.xlsx").write_bytes(b"PK\x03\x04")
        monkeypatch.setitem(sys.modules, library, None)
        told = call(*arguments, code=2)
        assert library in told
        assert "kadguide[class]" in told
    monkeypatch.setitem(sys.modules, "kadguide.store.postgres", None)
    assert ".[postgres]" in call("show", "postgresql://siapa:rahasia@tidak.ada/x", code=2)


def test_one_act_at_a_time(here: Path) -> None:
    call("new", "kelas", "--agenda", "setengah-hari", "--roster", "peserta.csv")
    call("control", "kelas", "close", code=1)
    call("control", "kelas", "pause", code=1)
    assert "“Pre-test” is open now." in call("control", "kelas", "buka", "--lang", "en")
    call("control", "kelas", "open", "post", code=1)
    assert "was open already" in call("control", "kelas", "open", "pre", "--lang", "en")
    assert "Paused: all rooms" in call("control", "kelas", "jeda", "--lang", "en")
    assert "Paused already" in call("control", "kelas", "pause", "--lang", "en")
    assert "Dijeda: semua ruang" in call("show", "kelas", "--lang", "id")
    assert "Resumed" in call("control", "kelas", "resume", "--lang", "en")
    assert "1,5 kali" in call("control", "kelas", "waktu", "Budi", "1,5", "--lang", "id")
    assert register().trainees()[1].factor == 1.5
    for typed, factor in (("25%", 1.25), ("2x", 2), ("1.5 kali", 1.5)):
        call("control", "kelas", "time", "2", typed)
        assert register().trainees()[1].factor == factor
    assert "Write 1.5 or 50%" in call("control", "kelas", "time", "2", "9", "--lang", "en", code=1)
    call("control", "kelas", "time", "2", code=1)
    call("control", "kelas", "time", code=2)
    assert "Nobody is logged in as 1. Siti." in call("control", "kelas", "reset", NIP, "--lang", "en")
    call("control", "kelas", "finish", "1", code=1)
    call("control", "kelas", "reopen", "77", code=1)
    call("control", "kelas", "close")
    assert states() == ["closed", "ready"]
    call("control", "kelas", "open")
    assert states() == ["closed", "open"]
    call("control", "kelas", "close")
    call("control", "kelas", "open", code=1)
    call("control", "kelas", "open", "1")
    assert states() == ["open", "closed"]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_without_a_class(here: Path, act: str) -> None:
    assert "tidak-ada.kadkelas" in call("control", "tidak-ada", act, "1", "1", code=1)
    assert not (here / "tidak-ada.kadkelas").exists()


@pytest.mark.parametrize("name", ["show", "codes"])
@pytest.mark.parametrize("content", [b"", b"bukan kelas" * 100])
def test_files_that_are_no_class(here: Path, name: str, content: bytes) -> None:
    (here / "lain.kadkelas").write_bytes(content)
    call(name, "lain", code=1)
    assert "Traceback" not in call(name, ".", code=1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kelas", "kelas.kadkelas"), ("kelas.kadkelas", "kelas.kadkelas"), ("24-11.2026", "24-11.2026.kadkelas"),
        ("a/b.db", "a/b.db"), ("postgresql://x/y", "postgresql://x/y"), ("Kelas Bogor 1", "Kelas Bogor 1.kadkelas"),
    ],
)  # fmt: skip
def test_the_usual_ending_is_added(typed: str, expected: str) -> None:
    assert class_path(typed) == expected


def test_a_class_is_made_whole_or_not_at_all(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process may be killed after any transaction."""
    with monkeypatch.context() as killed:
        kill_after_one_write(killed)
        CliRunner().invoke(main, ["class", "new", "kelas", "--agenda", "setengah-hari", "--roster", "peserta.csv"])
    found = register()
    assert found.classroom() is not None
    assert (len(found.exams()), len(found.trainees())) == (2, 2)
    assert all(found.keys(exam.id) for exam in found.exams())
