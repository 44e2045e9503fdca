"""An exam without a network by the commands alone: handed out, sat, collected."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.cli.main import main
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.store.classes import open_register
from kadguide.teaching.codes import show_code
from kadguide.teaching.examfile import write_exam
from kadguide.teaching.register import Trainee
from tests.offline_class import OfflineClass
from tests.teaching.sealed import APP, world
from tests.web.classroom.sample import Clock

Call = Callable[..., str]


def call(*arguments: object, given: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, [str(one) for one in arguments], input=given)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def file(warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A class of two, made by its command."""
    monkeypatch.chdir(tmp_path)
    Path("daftar.csv").write_text(
        "Nama,NIP\nSiti Aminah,198703152010121002\nBudi Santoso,198703152010121003\n", encoding="utf-8"
    )
    call("class", "new", "uji", "--agenda", "setengah-hari", "--roster", "daftar.csv")
    return "uji.kadkelas"


def trainees(file: str) -> list[Trainee]:
    register = open_register(file, Clock())
    found = list(register.trainees())
    register.close()
    return found


def codes(file: str) -> list[str]:
    return [show_code(trainee.code) for trainee in trainees(file)]


def proof_in(said: str) -> str:
    found = re.search(r"^    ((?:\w ){4}  -   (?:\w ?){4})$", said, re.M)
    assert found, said
    return found[1].replace(" ", "")


def test_the_whole_circle(file: str) -> None:
    said = call("class", "papers", file, "--exam", "pre", "-o", "keluar", "--from", "00:00", "--until", "23.59")
    assert re.search(r"Sidik jari kelas:  (\w{4}-){3}\w{4}", said)
    exam = Path("keluar/tes-awal.kadujian")
    assert exam.is_file()
    (first, second), proofs = codes(file), []
    for code, lines in ((first, "\n\na\n/kumpul\nya\n"), (second, "\nmulai\n\n/kumpul\nya\n")):
        done = call("ujian", exam, given=f"{code.lower()}{lines}")
        proofs.append(proof_in(done))
        assert ".kadhasil" in done
    said = call("kelas", "kumpulkan", file, "keluar")
    assert all(proof in said for proof in proofs)
    assert Catalog("id")("offline.sums", taken=2, same=0, refused=0) in said
    told = json.loads(call("class", "collect", file, "keluar", "--json"))
    assert [(row["trainee"], row["verdict"], row["proof"]) for row in told] == [
        (1, "same", proofs[0]), (2, "same", proofs[1]),
    ]  # fmt: skip
    register = open_register(file, Clock())
    attempts = register.attempts(register.exams()[0].id)
    register.close()
    assert sorted(attempt.proof for attempt in attempts) == sorted(proofs)
    assert {attempt.door for attempt in attempts} == {"file"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_refused_is_said_with_the_reason_and_what_to_do(file: str, lang: str) -> None:
    word = Catalog(lang)
    call("class", "papers", file, "--exam", "1", "-o", "keluar")
    exam, (first, _) = Path("keluar/tes-awal.kadujian"), codes(file)
    call("sit", exam, given=f"{first}\n\n/kumpul\nya\n")
    good = next(Path("keluar").glob("*.kadhasil"))
    Path("keluar/rusak.kadhasil").write_bytes(good.read_bytes()[:-5])
    said = call("class", "collect", file, "keluar", "--lang", lang, code=1)
    assert word("offline.why_damaged") in said
    assert word("offline.do_again") in said
    assert word("offline.sums", taken=1, same=0, refused=1) in said
    other = Path("lain")
    os.environ["KADGUIDE_HOME"] += "2"  # another laptop; the fixture puts it back
    other.mkdir()
    call("sit", exam, "-o", other, given=f"{first}\n\n/soal 3\n/kumpul\nya\n")
    said = " ".join(call("class", "collect", file, other, "--lang", lang, code=1).split())
    assert word("offline.do_conflict", file=file, name=other / good.name) in said
    assert word("offline.why_conflict", proof="", code="")[:30] in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exam_file_that_cannot_be_read_is_named_and_the_others_collected(file: str, lang: str) -> None:
    word = Catalog(lang)
    for name in ("satu", "dua"):
        call("class", "papers", file, "--exam", "1", "-o", name, "--force")
    for code, name in zip(codes(file), ("satu", "dua"), strict=True):
        call("sit", f"{name}/tes-awal.kadujian", given=f"{code}\n\n/kumpul\nya\n")
    register = open_register(file, Clock())
    handout = register.handouts()[0]
    register._database.write(("UPDATE handout SET data = 'x' WHERE digest = ?", (handout.digest,)))
    register.close()
    said = call("class", "collect", file, "satu", "dua", "--lang", lang, code=1)
    title = register.exams()[0].title.get(lang)  # type: ignore[arg-type]
    assert word("offline.handout_unread", exam=title, mark=handout.digest[:8]) in said
    assert word("offline.sums", taken=1, same=0, refused=1) in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_among_the_results_is_not_waited_for(file: str) -> None:
    call("class", "papers", file, "--exam", "1", "-o", "keluar")
    os.mkfifo("keluar/a.kadhasil")
    command = [sys.executable, "-m", "kadguide", "class", "collect", file, "keluar", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert Catalog("en")("offline.no_results") in done.stderr


def test_the_sheet_decides(file: str) -> None:
    call("class", "papers", file, "--exam", "1")
    first, second = codes(file)
    proof = proof_in(call("sit", "tes-awal.kadujian", given=f"{first}\n\n/kumpul\nya\n"))
    call("sit", "tes-awal.kadujian", given=f"{second}\n\n/kumpul\nya\n")
    Path("bukti.csv").write_text(f"No;Kode\n1;{proof}\n", encoding="utf-8")
    told = json.loads(call("class", "collect", file, ".", "--proofs", "bukti.csv", "--json", code=1))
    assert [(row["trainee"], row["verdict"], row["reason"]) for row in told] == [
        (1, "taken", ""), (2, "refused", "no_proof"),
    ]  # fmt: skip
    said = call("class", "collect", file, ".", "--ask", given=f"{proof}\nABCD-EFGH\n\n", code=1)
    assert Catalog("id")("offline.proof_typo") in said
    assert "no_proof" not in said
    Path("bukti.csv").write_text("No;Kode\n9;ABCD\n", encoding="utf-8")
    assert "baris 2" in call("class", "collect", file, ".", "--proofs", "bukti.csv", code=1)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("9;{0}\n2;{1}\n", "baris 1"),  # no header, but somebody who is not there
        ("No;Kode\n1;{0}\n1;{1}\n", "baris 3: 1 sudah ada pada baris 2"),
    ],
)
def test_no_line_of_the_sheet_is_passed_over(file: str, lines: str, said: str) -> None:
    call("class", "papers", file, "--exam", "1")
    made = codes(file)  # any code will do
    call("sit", "tes-awal.kadujian", given=f"{made[0]}\n\n/kumpul\nya\n")
    Path("bukti.csv").write_text(lines.format(*made), encoding="utf-8")
    assert said in call("class", "collect", file, ".", "--proofs", "bukti.csv", code=1)
    assert json.loads(call("class", "results", file, "--json"))["exams"][0]["trainees"][0]["state"] == "absent"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["collect", "uji", ".", "--replace"], "daftar hadir"), (["copy", "a", "b", "c"], "Terlalu banyak berkas"),
        (["collect", "uji", ".", "--ask", "--proofs", "daftar.csv"], "Pilih salah satu"),
        (["exam", "uji"], "Pilih satu"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_are_told_in_the_language_of_the_user(
    file: str, arguments: list[str], said: str
) -> None:
    assert said in call("class", *arguments, "--lang", "id", code=2)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["papers", "uji"], 2),
        (["papers", "uji", "--exam", "9"], 1),
        (["papers", "uji", "--exam", "1", "--from", "later"], 2),
        (["papers", "uji", "--exam", "1", "--from", "10:00", "--until", "9.00"], 1),
        (["papers", "none"], 1),
        (["collect", "uji", "."], 1),
        (["collect", "uji", "daftar.csv"], 1),
        (["collect", "uji"], 2),
        (["collect", "uji", ".", "--replace"], 2),
        (["collect", "uji", ".", "--ask", "--proofs", "daftar.csv"], 2),
        (["papers", "--help"], 0),
        (["collect", "--help"], 0),
    ],
)
def test_exit_codes(file: str, arguments: list[str], code: int) -> None:
    assert "Traceback" not in call("class", *arguments, code=code)


def test_no_exam_file_is_made_that_nobody_can_open(file: str) -> None:
    """Codes go with the names; what stands in their place cannot be typed."""
    call("class", "forget", file, "--names", "--yes")
    said = call("class", "papers", file, "--exam", "1", "-o", str(Path(file).parent / "lain"), code=1)
    assert "Belum ada peserta yang punya kode" in said
    assert not (Path(file).parent / "lain").exists()


def test_an_exam_file_is_not_written_over(file: str) -> None:
    call("class", "papers", file, "--exam", "1")
    before = Path("tes-awal.kadujian").read_bytes()
    call("class", "papers", file, "--exam", "1", code=1)
    assert Path("tes-awal.kadujian").read_bytes() == before
    call("class", "papers", file, "--exam", "1", "--force")
    assert Path("tes-awal.kadujian").read_bytes() != before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_that_are_no_exams_are_refused_in_words(tmp_path: Path, lang: str) -> None:
    room, word = OfflineClass(tmp_path), Catalog(lang)
    data, w = room.made.data, world()
    empty = write_exam(
        w.keys, class_id="k", class_title="Kelas", exam="kosong", minimum_app=APP, paper={}, roster=w.exam.roster
    )
    made = {
        "rusak.kadujian": (data[:-9], "seal.damaged"),
        "ubah.kadujian": (data.replace(b"Kelas Uji", b"Kelas Lain"), "seal.not_signed"),
        "baru.kadujian": (data.replace(b"exam 1", b"exam 2", 1), "seal.newer_format"),
        "kosong.kadujian": (b"", "seal.damaged"),
        "foto.kadujian": (b"\x89PNG", "seal.damaged"),
        "tanpa-soal.kadujian": (empty, "seal.damaged"),
    }
    for name, (content, key) in made.items():
        path = tmp_path / name
        path.write_bytes(content)
        said = call("sit", path, "--lang", lang, code=1)
        assert word(key, format="2") in said, name
        assert name in said
    said = call("sit", room.sit(), "--lang", lang, code=1)
    assert word("offline.is_result", file="ujian-uji-001.kadhasil") in said
    assert "tidak-ada.kadujian" in call("sit", tmp_path / "tidak-ada.kadujian", "--lang", lang, code=1)
    room.register.close()


def test_a_process_that_is_killed_goes_on_at_the_same_question(warm_home: Path, tmp_path: Path) -> None:
    room = OfflineClass(tmp_path, 1)
    exam = tmp_path / "ujian.kadujian"
    exam.write_bytes(room.made.data)
    command = [sys.executable, "-u", "-m", "kadguide", "sit", str(exam), "--plain", "--lang", "en"]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def until(process: subprocess.Popen[bytes], text: str) -> str:
        """What is said until ``text`` is."""
        assert process.stdout is not None
        said = b""
        while text.encode() not in said:
            ready, _, _ = select.select([process.stdout], [], [], 60)
            piece = os.read(process.stdout.fileno(), 4096) if ready else b""
            assert piece, said.decode()
            said += piece
        return said.decode()

    def tell(process: subprocess.Popen[bytes], *lines: str) -> None:
        assert process.stdin is not None
        process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        process.stdin.flush()

    process = start()
    tell(process, room.codes[0], "", "/question 6", "/clear")
    until(process, Catalog("en")("offline.cleared"))
    process.kill()
    process.communicate()
    process = start()
    tell(process, room.codes[0])
    said = until(process, "Question 6 of 8")
    assert "Question 1 of 8" not in said
    tell(process, "/submit", "yes")
    out, _ = process.communicate()
    assert proof_in(out.decode())
    assert [one.verdict for one in room.collect(list(tmp_path.glob("*.kadhasil")))] == ["taken"]
    room.register.close()


def test_no_key_and_no_knowledge_is_loaded_where_an_exam_is_sat(warm_home: Path, tmp_path: Path) -> None:
    room = OfflineClass(tmp_path, 1)
    exam = tmp_path / "ujian.kadujian"
    exam.write_bytes(room.made.data)
    code = (
        "import sys, gc; from kadguide.__main__ import main\n"
        f"sys.argv = ['kadguide', 'sit', {str(exam)!r}, '--plain']\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "from kadguide.knowledge.items import Item\n"
        "names = ('kadguide.services', 'kadguide.answering.engine', 'kadguide.knowledge.reader', 'textual')\n"
        "items = sum(isinstance(one, Item) for one in gc.get_objects())\n"
        "print([name for name in names if name in sys.modules], items, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=f"{room.codes[0]}\n\na\n", capture_output=True, text=True, check=True
    )
    assert done.stderr.strip().endswith("[] 0")
    secret = room.register.exams()[0].secret
    assert secret.encode() not in room.made.data
    room.register.close()
