"""Imported quizzes in a folder of one's own knowledge: written whole, loadable, never over another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.config import knowledge_root
from kadguide.exchange.bank.question import BankError, Imported
from kadguide.exchange.bank.reading import known_names, read_bank, taken_elsewhere
from kadguide.exchange.bank.storing import store_quiz
from kadguide.knowledge import reader
from kadguide.knowledge.bank_rules import check_bank
from kadguide.knowledge.checker import check_library
from kadguide.knowledge.items import Case, Quiz
from kadguide.knowledge.library import Library
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.reader import read_library
from kadguide.knowledge.rules import Problem
from tests.exchange.bank.sample import DAY, FORMS, KNOWN, exported, material_of
from tests.hostile import HOSTILE
from tests.learning.sample_items import ALL, SINGLE
from tests.sample import write_sample

_BASE: list[tuple[Library, tuple[Problem, ...]]] = []
"""What was read of the real knowledge."""
GIFT = b"::a::Siapa yang menetapkan tarif?{=bupati ~camat#hanya mengusulkan ~warga}"


def gift(data: bytes = GIFT, quiz: str = "kelas") -> Imported:
    return read_bank(data, quiz, "id", DAY, KNOWN)


def store(folder: Path, found: Imported, quiz: str = "kelas", *, replace: bool = False) -> Path:
    return store_quiz(folder, quiz, "Soal kelas", DAY, found, "id", replace=replace)


@pytest.fixture(autouse=True)
def base_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every overlay is laid over the real knowledge, which no test changes and which takes seconds to read."""
    read = reader._Reader.read

    def once(one: reader._Reader) -> Library:
        if one._root != Path(knowledge_root()):
            return read(one)
        if not _BASE:
            _BASE.append((read(one), tuple(one.problems)))
        library, problems = _BASE[0]
        one.problems[:] = problems
        return library

    monkeypatch.setattr(reader._Reader, "read", once)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_imported_is_loaded_without_errors(engine: Engine, tmp_path: Path, form: str) -> None:
    made = exported(form, material_of(*ALL), engine)
    found = read_bank(made.data, "contoh", "id", DAY, known_names(engine.snapshot))
    folder = tmp_path / "daerah"
    path = store(folder, found, "contoh")
    assert path == folder / "quizzes" / "contoh.toml"
    reading = read_library(knowledge_root(), [folder])
    quiz = next(quiz for quiz in reading.library.bank.quizzes if quiz.id == "contoh")
    assert (quiz.imported, quiz.origin, len(quiz.items)) == (True, "daerah", len(found.items))
    loaded = [item for item in reading.library.bank.items if item.quiz == "contoh"]
    assert loaded == [item._replace(origin="daerah") for item in found.items]
    problems = check_library(reading, tmp_path, DAY, local=True)
    mine = [problem for problem in problems if problem.file.startswith("daerah/")]
    assert mine
    assert {problem.rule.severity for problem in mine} == {"warning"}
    assert {problem.code for problem in mine} <= {f"KAD76{n}" for n in range(5)}
    assert all(problem.line for problem in mine)


def test_what_is_missing_is_said_item_by_item(tmp_path: Path) -> None:
    store(tmp_path / "daerah", gift())
    reading = read_library(knowledge_root(), [tmp_path / "daerah"])
    problems = check_library(reading, tmp_path, DAY, local=True)
    mine = {problem.code: problem.detail for problem in problems if problem.file.startswith("daerah/")}
    assert set(mine) == {"KAD760", "KAD761", "KAD762", "KAD763", "KAD764"}
    assert mine["KAD763"] == "kelas-a: options.1, options.2"


def test_items_of_other_programs_weigh_nothing_in_coverage(tmp_path: Path) -> None:
    store(tmp_path / "daerah", gift())
    library = read_library(knowledge_root(), [tmp_path / "daerah"]).library
    assert "kelas-a" in [item.id for item in library.bank.items]
    assert "KAD747" not in [code for code, *_ in check_bank(library, DAY, with_coverage=True)]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_no_text_breaks_the_file(tmp_path: Path, text: str) -> None:
    encoded = text[:5_000].encode("utf-8", "replace").translate(None, b"\x00~=#{}:\\")
    found = gift(b"::a::x " + encoded.replace(b"\n", b" ") + b"{=" + encoded.replace(b"\n", b" ") + b" y~c}")
    if found.items:
        root = write_sample(tmp_path / "root")
        assert read_library(root, [store(tmp_path / "d", found).parent.parent]).problems == ()


def test_a_quiz_is_never_overwritten_unless_that_is_wished(tmp_path: Path) -> None:
    path = store(tmp_path / "d", gift())
    before = path.read_bytes()
    other = gift(GIFT.replace(b"camat", b"lurah"))
    with pytest.raises(BankError, match="quiz_exists"):
        store(tmp_path / "d", other)
    assert path.read_bytes() == before
    store(tmp_path / "d", other, replace=True)
    assert b"lurah" in path.read_bytes()
    assert sorted(child.name for child in path.parent.iterdir()) == ["kelas.toml"]


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.docx").write_bytes(b"x")
    with pytest.raises(BankError, match="not_knowledge"):
        store(tmp_path, gift())
    assert [child.name for child in tmp_path.iterdir()] == ["surat.docx"]
    with pytest.raises(BankError, match="not_knowledge"):
        store(tmp_path / "surat.docx", gift())


def test_the_manifest_of_the_user_stays(tmp_path: Path) -> None:
    text = 'format_version = 1\nchecked_on = 2026-01-01\ntopics = []\n[title]\nid = "Punya saya"\nen = "Mine"\n'
    (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    store(tmp_path, gift())
    assert (tmp_path / "manifest.toml").read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(BankError, match="not_written"):
        store(tmp_path / "berkas" / "d", gift())


def test_what_would_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    broken = gift()
    broken = broken._replace(items=(broken.items[0]._replace(stem=Bilingual("", "")),))
    with pytest.raises(BankError, match="not_readable"):
        store(tmp_path / "d", broken)
    assert not (tmp_path / "d").exists()


def test_cases_are_written_beside_their_items(engine: Engine, tmp_path: Path) -> None:
    one = SINGLE._replace(case="sumur")
    material = material_of(one)
    material._cases["sumur"] = Case("sumur", "contoh", Bilingual("Sumur", "Well"), Bilingual("Dua desa.", "Two."))
    found = read_bank(exported("xlsx", material, engine).data, "contoh", "id", DAY, KNOWN)
    path = store(tmp_path / "d", found, "contoh")
    library = read_library(knowledge_root(), [tmp_path / "d"]).library
    assert [case.text.id for case in library.bank.cases if case.quiz == "contoh"] == ["Dua desa."]
    assert 'case = "contoh-kasus-1"' in path.read_text(encoding="utf-8")


def test_ids_of_other_material_are_not_taken(engine: Engine) -> None:
    snapshot = engine.snapshot
    quiz = snapshot.bank.quizzes[0]
    assert [r.key for r in taken_elsewhere(Imported(()), snapshot, quiz.id, "d")] == ["quiz_taken"]
    taken = Imported((snapshot.bank.items[0],))
    assert [r.key for r in taken_elsewhere(taken, snapshot, "baru", "d")] == ["item_taken"]
    assert taken_elsewhere(gift(), snapshot, "kelas", "d") == ()
    assert Quiz("a", Bilingual("", ""), "", date(2026, 1, 1), ()).imported is False
