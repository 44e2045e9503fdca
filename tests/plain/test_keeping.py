"""Keeping in linear text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.config import load_settings
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.kept import StoreError
from kadguide.keeping.memory import MemoryShelf
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Complaint, MemoryJournal
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE
from tests.keeping.test_keeper import BrokenShelf

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
ENTRY = "handshake-kelemahan"
QUESTION = "apa kelemahan handshake agreement"


def talk(engine: Engine, keeper: Keeper, *lines: str, lang: Lang = "id") -> str:
    out = io.StringIO()
    converse(Services(engine, lambda: NOW, keeper), lang, lines, out, prompt=False)
    return out.getvalue()


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(MemoryShelf())


def test_the_last_answer_is_marked_noted_and_flagged(engine: Engine, keeper: Keeper) -> None:
    out = talk(engine, keeper, QUESTION, "/tandai", "/catatan tanya Bu Camat", "/catatan", "/salah keliru", QUESTION)
    kept = keeper.all()
    assert [mark.entry for mark in kept.bookmarks] == [ENTRY]
    assert keeper.note(ENTRY) == "tanya Bu Camat"
    assert [(flag.question, flag.entry, flag.reason) for flag in kept.flags] == [(QUESTION, ENTRY, "keliru")]
    assert "Ditandai: Kelemahan Handshake Agreement" in out
    assert out.count("tanya Bu Camat") == 2
    assert out.rstrip().endswith("Catatan Anda:\ntanya Bu Camat")


def test_an_entry_that_was_shown_counts_as_the_last(engine: Engine, keeper: Keeper) -> None:
    talk(engine, keeper, QUESTION, "/topik ksdd-pengertian", "/mark", "/wrong usang", "/note baca lagi")
    other = keeper.all().bookmarks[0].entry
    assert other != ENTRY or "ksdd-pengertian" not in engine.snapshot.position
    assert keeper.all().flags[0].entry == other
    assert "baca lagi" in talk(engine, keeper, f"/topik {other}")


def test_what_was_done_is_said_again_the_last_one_first(engine: Engine, keeper: Keeper) -> None:
    lines = ("/pesan", QUESTION, "/tandai", "/apaini", "/salah keliru", "/baru", "/simpan", "/notices")
    out = talk(engine, keeper, *lines)
    assert "Belum ada pesan." in out
    told = " ".join(out.partition("Yang terbaru lebih dahulu:")[2].split())
    parts = (
        "Belum ada percakapan",
        "Percakapan baru.",
        "Dicatat sebagai jawaban yang salah",
        "/apaini tidak dikenal",
        "Ditandai: Kelem",
    )
    assert [told.count(part) for part in parts] == [1] * len(parts)
    assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)
    assert QUESTION not in told


@pytest.mark.parametrize("line", ["/tandai", "/catatan", "/catatan x", "/salah", "/salah x"])
def test_without_an_answer_there_is_nothing_to_keep(engine: Engine, keeper: Keeper, line: str) -> None:
    assert "Belum ada jawaban" in talk(engine, keeper, line)
    assert keeper.all().is_empty


def test_consent_comes_first(engine: Engine, keeper: Keeper) -> None:
    out = talk(engine, keeper, "resep rendang padang", "cara memancing ikan lele")
    assert out.count("Ketik /catat.") == 1
    assert keeper.all().is_empty
    talk(engine, keeper, "resep rendang padang", "/catat", "cara memancing ikan lele", "/catat")
    assert [gap.question for gap in keeper.all().gaps] == ["cara memancing ikan lele", "resep rendang padang"]
    assert load_settings().keep_gaps == "yes"
    talk(engine, keeper, "/catat off", "resep soto betawi", "/catat besok")
    assert len(keeper.all().gaps) == 2
    assert load_settings().keep_gaps == "no"


def test_the_list_is_read_opened_saved_and_deleted(
    engine: Engine, keeper: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Belum ada yang disimpan" in talk(engine, keeper, "/tersimpan")
    talk(engine, keeper, QUESTION, "/tandai", "/catatan a", "/salah", "resep rendang padang", "/catat")
    out = talk(engine, keeper, "/tersimpan", "1", "/tersimpan", "/simpan semua.md")
    assert "Penanda\n1. Kelemahan Handshake Agreement" in out
    assert "4. resep rendang padang" in out
    assert "MAKALAH · Kelemahan Handshake Agreement" in out
    assert "resep rendang padang" in (tmp_path / "semua.md").read_text(encoding="utf-8")
    for line in ("/tersimpan hapus 1", "/kept delete 9", "/kept delete", "/kept x 1"):
        assert "lalu /tersimpan hapus" in talk(engine, keeper, line)
    assert "Tidak ada yang dihapus" in talk(engine, keeper, "/tersimpan", "/tersimpan hapus 1", "tidak")
    assert len(keeper.all().bookmarks) == 1
    out = talk(engine, keeper, "/kept", "/kept delete 4", "yes", "/kept delete 1", lang="en")
    assert "Deleted." in out
    assert keeper.all().gaps == ()
    assert len(keeper.all().bookmarks) == 1


def test_own_words_are_found(engine: Engine, keeper: Keeper) -> None:
    out = talk(engine, keeper, QUESTION, "/catatan bawa gubuk", "/cari gubuk", "1", "/cari apa kelemahan handshake")
    assert "1. Kelemahan Handshake Agreement · catatan · bawa gubuk" in out
    assert f"1. {QUESTION} · pertanyaan · Kelemahan Handshake Agreement" in " ".join(out.split())


def test_without_a_folder_it_is_said_and_the_rest_works(engine: Engine) -> None:
    out = talk(
        engine, Keeper(BrokenShelf()), QUESTION, "/tandai", "/catatan x", "/salah", "/tersimpan", "resep rendang"
    )
    assert out.count("Tidak ada yang dapat disimpan") >= 3
    assert "MAKALAH" in out
    assert "Itu tidak ada dalam materi" in out


def test_hostile_lines_are_kept_as_text(engine: Engine, keeper: Keeper) -> None:
    for text in HOSTILE:
        out = talk(engine, keeper, QUESTION, f"/catatan {text}", f"/salah {text}", "/tersimpan")
        assert "\x1b" not in out
        keeper.write_note(ENTRY, "", NOW)


def test_bad_questions_are_listed_and_can_be_withdrawn(engine: Engine, keeper: Keeper) -> None:
    item, journal, out = engine.snapshot.bank.items[0], MemoryJournal(), io.StringIO()
    journal.complain(Complaint(item.id, item.version, "dua jawaban benar", NOW.isoformat()))
    journal.complain(Complaint("soal-hilang", 1, "usang", NOW.isoformat()))
    lines = ("/kept", "1", "/kept", "/kept delete 2", "no", "/kept delete 1", "yes")
    converse(Services(engine, lambda: NOW, keeper, journal), "en", lines, out, prompt=False)
    said = " ".join(out.getvalue().split())
    for piece in (
        "Questions of the quiz said to be bad", f"1. {item.stem.en}", "dua jawaban benar · 25 November 2026",
        "2. this question is no longer there [soal-hilang] · usang", "Deleted.",
    ):  # fmt: skip
        assert piece in said, piece
    assert [complaint.reason for complaint in journal.complaints()] == ["usang"]


def test_a_broken_journal_is_told_when_the_list_is_asked_for(engine: Engine, keeper: Keeper) -> None:
    class Broken(MemoryJournal):
        def complaints(self) -> tuple[Complaint, ...]:
            raise StoreError("newer")

    out = io.StringIO()
    converse(Services(engine, lambda: NOW, keeper, Broken()), "id", ("/tersimpan",), out, prompt=False)
    assert "kadguide yang lebih baru" in " ".join(out.getvalue().split())
