"""The commands about a class that is over: results, report, regrade, forget."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.answering.engine import Engine
from kadguide.cli.main import main
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from tests.teaching.class_sample import NOW, made_class


@pytest.fixture
def path(tmp_path: Path, warm_home: Path, engine: Engine) -> str:
    """The file of the class of thirty."""
    made_class(tmp_path / "kelas.kadkelas", engine).close()
    return str(tmp_path / "kelas.kadkelas")


def call(*arguments: str, given: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, ["class", *arguments], input=given)
    assert done.exit_code == code, done.output
    return done.output


def register_of(path: str) -> SqlRegister:
    return open_register(path, lambda: NOW)


def test_results_are_shown_and_given_as_json(path: str) -> None:
    said = call("results", path, "--pass", "50")
    assert "30 terdaftar, 30 hadir, 15 soal" in said
    assert "konsistensi internal" in said
    data = json.loads(call("hasil", path, "--json", "--exam", "pre", "--lang", "en"))
    (exam,) = data["exams"]
    assert [one["mark"] for one in exam["trainees"]] == [n // 2 for n in range(1, 31)]
    assert exam["figures"]["n"] == 30
    assert len(exam["items"]) == 15
    assert "Qornelius" not in call("results", path, "--json", "--anonymous")


def test_a_report_fills_a_folder_or_writes_one_file(path: str, tmp_path: Path) -> None:
    said = call("report", path, "-o", str(tmp_path / "lap" / "oran"))
    assert said.count("Ditulis") == 13
    assert (tmp_path / "lap" / "oran" / "berita-acara.html").is_file()
    for name in ("a.xlsx", "a.html", "a.csv"):
        call("laporan", path, "-o", str(tmp_path / name), "--lang", "en", "--anonymous", "--bom")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfexam,")
    assert b"Qornelius" not in (tmp_path / "a.html").read_bytes()


def test_no_file_is_written_over_unless_that_is_wanted(path: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "daftar-hadir.html").write_text("mine")
    assert "Sudah ada" in call("report", path, "-o", str(tmp_path / "out"), code=1)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["daftar-hadir.html"]
    call("report", path, "-o", str(tmp_path / "out"), "--force")
    assert (tmp_path / "out" / "daftar-hadir.html").read_text() != "mine"


def test_a_report_that_cannot_be_written_is_said_with_its_own_name(path: str, tmp_path: Path) -> None:
    said = call("report", path, "-o", str(tmp_path / "gone" / "a.csv"), code=1)
    assert f"{tmp_path / 'gone' / 'a.csv'} tidak dapat ditulis: berkas atau foldernya tidak ada" in said


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["results", "tidak-ada.kadkelas"], 1, "tidak-ada"),
        (["results", "{path}", "--exam", "post"], 1, ""),
        (["results", "{path}", "--pass", "101"], 2, "101"),
        (["report", "{path}"], 2, "--output"),
        (["report", "{path}", "-o", "x.docx"], 2, ".xlsx"),
        (["report", "{path}", "-o", "x.csv", "--exam", "9"], 1, ""),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--right", "B"], 2, "--reason"),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--right", "B", "--reason", " "], 2, "--reason"),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--reason", "x"], 2, "--all-right"),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--right", "B", "--all-right", "--reason", "x"], 2,
         "--all-right"),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--all-right", "--tolerance", "1", "--reason", "x"],
         2, "--value"),
        (["regrade", "{path}", "--exam", "pre", "--question", "16", "--all-right", "--reason", "x"], 1, "1 sampai 15"),
        (["regrade", "{path}", "--exam", "pos", "--question", "1", "--all-right", "--reason", "x"], 1, ""),
        (["regrade", "{path}", "--exam", "pre", "--question", "1", "--right", "Z", "--reason", "x"], 1, "A sampai D"),
        (["regrade", "{path}", "--exam", "pre", "--question", "4", "--right", "A", "--reason", "x"], 1, "mencocokkan"),
        (["forget", "{path}"], 2, "--names"),
        (["forget", "{path}", "--names", "--trainee", "1"], 2, "--names"),
        (["forget", "{path}", "--trainee", "99"], 1, "99"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(path: str, arguments: list[str], code: int, said: str) -> None:
    assert said in call(*(part.replace("{path}", path) for part in arguments), code=code)


def test_a_damaged_file_is_said(tmp_path: Path, warm_home: Path) -> None:
    (tmp_path / "rusak.kadkelas").write_bytes(b"bukan basis data" * 100)
    assert "rusak" in call("results", str(tmp_path / "rusak.kadkelas"), code=1)


def test_a_key_is_mended_after_the_list_was_seen(path: str) -> None:
    arguments = ("regrade", path, "--exam", "pre", "--question", "15", "--all-right", "--reason", "Soal kabur")
    refused = call(*arguments, given="tidak\n", code=1)
    assert "29 dari 30 peserta" in refused
    assert "Nilai soal" in refused
    assert "0,00 → 1,00" in refused
    assert "Tidak ada yang diubah." in refused
    register = register_of(path)
    assert len(register.revisions("pre")) == 15
    register.close()
    assert "Lulus" in call(*arguments, "--pass", "50", given="ya\n")
    register = register_of(path)
    (key,) = [key for key in register.revisions("pre") if key.revision == 2]
    assert (key.item, key.all_right, key.reason) == ("q15", True, "Soal kabur")
    assert [event.kind for event in register.events()].count("regraded") == 1
    register.close()
    assert "Kunci diperbaiki (1×): Soal kabur" in call("results", path)
    assert "Kuncinya sudah begitu" in call(*arguments, "--yes", code=1)


def test_a_trainee_and_all_names_can_be_forgotten(path: str) -> None:
    assert "Hapus 3. Zubaedah03 Qornelius" in call("forget", path, "--trainee", "3", given="tidak\n", code=1)
    call("forget", path, "--trainee", "198703152010100002", "--yes")
    call("hapus", path, "--trainee", "3", given="ya\n")
    register = register_of(path)
    assert [trainee.number for trainee in register.trainees()][:2] == [1, 4]
    assert [event.detail for event in register.events() if event.kind == "removed"] == ["2", "3"]
    register.close()
    assert "28 peserta" in call("forget", path, "--names", given="ya\n")
    said = call("results", path)
    assert "Qornelius" not in said
    assert "Peserta 4" in said
    register = register_of(path)
    assert {(t.nip, t.name, t.unit) for t in register.trainees()} == {("", "", "")}
    register.close()
    assert b"Qornelius" not in b"".join(file.read_bytes() for file in Path(path).parent.glob("kelas.kadkelas*"))


@pytest.mark.parametrize("arguments", [("--names",), ("--trainee", "3")])
def test_nothing_is_left_beside_a_class_that_is_in_use(path: str, arguments: tuple[str, ...]) -> None:
    """A board that is open keeps the log of the file, and all that went through it."""
    board = register_of(path)
    board.trainees()
    register = register_of(path)
    for trainee in register.trainees():
        register.change_trainee(trainee._replace(room="B"))
    call("forget", path, *arguments, "--yes")
    left = b"".join(file.read_bytes() for file in Path(path).parent.glob("kelas.kadkelas*"))
    assert b"Zubaedah03" not in left
    assert (b"Zubaedah04" in left) == ("--names" not in arguments)
    register.close()
    board.close()


def test_traces_that_cannot_be_deleted_yet_are_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadguide.store.database.PATIENCE", 0.1)
    board = register_of(path)
    board.trainees()
    connection = board._database._connection  # type: ignore[attr-defined]
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM trainee").fetchone()
    assert "papan kelas" in call("forget", path, "--names", "--yes", code=1)
    assert {trainee.name for trainee in register_of(path).trainees()} == {""}
    board.close()


def test_who_was_deleted_does_not_come_back_from_a_copy(path: str, tmp_path: Path) -> None:
    call("copy", path, str(tmp_path / "b.kadkelas"))
    call("forget", path, "--trainee", "3", "--yes")
    said = call("merge", path, str(tmp_path / "b.kadkelas"), code=1)
    assert "3. Zubaedah03 Qornelius dengan semua jawabannya" in said
    register = register_of(path)
    assert register.trainee("id-3") is None
    assert register.attempt("pre", "id-3") is None
    register.close()
