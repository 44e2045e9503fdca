"""``kadguide bank``: files out, files in, and what is said about them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kadguide.answering.loading import load_engine
from kadguide.cli.main import main
from kadguide.knowledge.reader import read_library
from kadguide.learning.journal import MemoryJournal
from kadguide.learning.material import Material
from kadguide.learning.trainer import Trainer
from tests.sample import write_sample

GOOD = "::a::Siapa menetapkan tarif?{=bupati ~camat ~warga}\n"
MIXED = f"{GOOD}\n::b::Jelaskan!{{}}\n"


@pytest.fixture(autouse=True)
def place(engine: object, shared_cache: Path, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("kadguide.config.cache_folder", lambda: str(shared_cache))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small knowledge of its own below the overlay, so that nothing large is made ready."""
    base = write_sample(place / "base")
    monkeypatch.setattr("kadguide.config.knowledge_root", lambda: str(base))
    monkeypatch.setattr("kadguide.config.cache_folder", lambda: str(place / "cache"))


def bank(*arguments: str, name: str = "bank") -> Result:
    return CliRunner().invoke(main, [name, *arguments])


def test_both_languages_make_two_files(place: Path) -> None:
    done = bank("export", "--format", "gift", "--quiz", "wajib-sukarela", "soal.gift", "--lang", "en")
    assert done.exit_code == 0
    assert sorted(path.name for path in place.glob("*.gift")) == ["soal-en.gift", "soal-id.gift"]
    assert "soal-id.gift" in done.stderr
    assert "Left out, 1 questions: GIFT cannot hold an order of steps" in done.stderr
    assert "wajib-sampah-langkah-gubernur" in done.stderr


@pytest.mark.parametrize(
    ("form", "choice"),
    [("gift", ("--module", "landasan")), ("moodle", ("--case", "kasus-wajib-sampah")), ("xlsx", ("--quiz", "jenis"))],
)
def test_each_format_and_choice_writes_one_file_in_one_language(
    place: Path, form: str, choice: tuple[str, str], engine: object
) -> None:
    if choice[0] == "--module":
        from kadguide.answering.engine import Engine

        assert isinstance(engine, Engine)
        choice = ("--module", engine.snapshot.bank.modules[0].id)
    done = bank("export", "--format", form, *choice, "--language", "id", "keluar", name="soal")
    assert done.exit_code == 0, done.stderr
    assert (place / "keluar").stat().st_size > 1_000
    assert bank("export", "--format", form, *choice, "--language", "id", "keluar").exit_code == 1
    assert bank("export", "--format", form, *choice, "--language", "id", "keluar", "--force").exit_code == 0


def test_an_unknown_choice_is_said(place: Path) -> None:
    done = bank("export", "--format", "gift", "--quiz", "hilang", "x.gift")
    assert done.exit_code == 2
    assert "Tidak ada kuis “hilang”" in done.stderr
    assert list(place.glob("*.gift")) == []


def test_a_format_that_can_hold_nothing_writes_nothing(small: None, place: Path) -> None:
    (place / "d").mkdir()
    (place / "u.gift").write_text("Urut{>3 ALL VERTICAL ALL_OR_NOTHING SHOW none\na\nb\n}", encoding="utf-8")
    assert bank("import", "u.gift", "--to", "d").exit_code == 0
    done = bank("export", "--format", "gift", "--quiz", "u", "--knowledge", "d", "keluar.gift")
    assert done.exit_code == 1
    assert "Tidak ada soal yang dapat dimuat" in done.stderr
    assert list(place.glob("keluar*")) == []


def test_a_good_file_becomes_a_quiz_that_can_be_asked(small: None, place: Path) -> None:
    (place / "Soal Kelas.gift").write_text(GOOD, encoding="utf-8")
    done = bank("import", "Soal Kelas.gift", "--to", "daerah")
    assert done.exit_code == 0, done.output
    assert "kadguide quiz --knowledge daerah soal-kelas" in done.stderr
    assert (place / "daerah" / "quizzes" / "soal-kelas.toml").is_file()
    snapshot = load_engine(str(place / "base"), [place / "daerah"]).snapshot
    trainer = Trainer(Material(snapshot.bank), MemoryJournal(), lambda: datetime(2026, 11, 25, tzinfo=UTC))
    practice = trainer.named("soal-kelas")
    assert practice is not None
    assert practice.question is not None
    assert practice.question.item.stem.en == "Siapa menetapkan tarif?"
    checked = CliRunner().invoke(main, ["check", "--local", "daerah"])
    assert checked.exit_code == 0
    assert "KAD760" in checked.stdout
    assert bank("import", "Soal Kelas.gift", "--to", "daerah").exit_code == 2
    assert bank("import", "Soal Kelas.gift", "--to", "daerah", "--replace").exit_code == 0


def test_with_one_error_nothing_is_written_unless_wished(place: Path) -> None:
    (place / "x.gift").write_text(MIXED, encoding="utf-8")
    done = bank("import", "x.gift", "--to", "d")
    assert done.exit_code == 1
    assert "x.gift:3 kesalahan [b] Soal esai" in done.stdout
    assert "tidak ada yang ditulis; 1 soal baik" in done.stderr
    assert not (place / "d").exists()
    assert bank("import", "x.gift", "--to", "d", "--only-good").exit_code == 0
    items = read_library(write_sample(place / "s"), [place / "d"]).library.bank.items
    assert [item.id for item in items] == ["x-a"]


@pytest.mark.parametrize("text", ["", "<quiz>", "::b::Jelaskan!{}\n"])
def test_a_file_without_good_questions_writes_nothing(place: Path, text: str) -> None:
    (place / "x.xml").write_text(text, encoding="utf-8")
    assert bank("import", "x.xml", "--to", "d", "--only-good").exit_code in (1, 2)
    assert not (place / "d").exists()


def test_names_of_quizzes_are_not_taken_from_the_material(place: Path) -> None:
    (place / "jenis.gift").write_text(GOOD, encoding="utf-8")
    done = bank("import", "jenis.gift", "--to", "d", "--only-good")
    assert done.exit_code == 1
    assert "pilih nama lain dengan --quiz" in done.stdout
    assert bank("import", "jenis.gift", "--to", "d", "--quiz", "Jenis Saya").exit_code == 2
    assert bank("import", "jenis.gift", "--to", "d", "--quiz", "jenis-saya").exit_code == 0


def test_the_template_goes_there_and_back(place: Path) -> None:
    assert bank("template", "soal.xlsx").exit_code == 0
    assert bank("template", "soal.xlsx").exit_code == 1
    assert bank("template", "soal.xlsx", "--force").exit_code == 0
    assert bank("import", "soal.xlsx", "--to", "d").exit_code == 0


@pytest.mark.parametrize(("module", "arguments"), [
    ("xlsxwriter", ("template", "t.xlsx")), ("xlsxwriter", ("export", "--format", "xlsx", "t.xlsx")),
    ("openpyxl", ("import", "soal.xlsx", "--to", "d")),
])  # fmt: skip
def test_a_missing_library_is_said_with_how_to_install_it(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: str, arguments: tuple[str, ...]
) -> None:
    assert bank("template", "soal.xlsx").exit_code == 0
    monkeypatch.setitem(sys.modules, module, None)
    done = bank(*arguments)
    assert done.exit_code == 2
    assert f"{module}. Pasang sekali: .venv/bin/pip install '.[class]'" in done.stderr
    assert not (place / "t.xlsx").exists()


def test_control_signs_of_a_file_never_reach_the_terminal(place: Path) -> None:
    (place / "x.gift").write_text("::\x1b[2J\u202ea::\x1b]0;x\x07{}\n", encoding="utf-8")
    done = bank("import", "x.gift", "--to", "d")
    assert done.exit_code == 1
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output
