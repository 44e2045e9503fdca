"""What screens and linear rooms ask for: marks, notes, flags, gaps; with a file that works, and without."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kadguide import __version__
from kadguide.answering.engine import Engine
from kadguide.keeping.keeper import ASK, MOST_ASKED, NO, YES, Keeper, Subject
from kadguide.keeping.kept import MOST_NOTE, Bookmark, Kept, Note, StoreError, Thing, safe_text
from kadguide.keeping.memory import MemoryShelf
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


class BrokenShelf(MemoryShelf):
    """A shelf whose file cannot be used."""

    code = "unwritable"

    def _fail(self) -> StoreError:
        return StoreError(self.code)

    def all(self) -> Kept:
        raise self._fail()

    def bookmark(self, entry: str) -> Bookmark | None:
        raise self._fail()

    def note(self, entry: str) -> Note | None:
        raise self._fail()

    def keep(self, thing: Thing) -> None:
        raise self._fail()


def test_a_mark_is_set_and_taken_away() -> None:
    keeper = Keeper(MemoryShelf())
    assert keeper.toggle_mark("a", NOW)
    assert keeper.is_marked("a")
    assert not keeper.toggle_mark("a", NOW)
    assert keeper.all().is_empty


def test_a_note_is_written_added_to_and_removed() -> None:
    keeper = Keeper(MemoryShelf())
    keeper.write_note("a", "satu  dua\n\n  tiga\n\n", NOW)
    assert keeper.note("a") == "satu  dua\n\n  tiga"
    keeper.add_to_note("a", "empat", NOW)
    assert keeper.note("a").endswith("tiga\nempat")
    keeper.write_note("a", " \n", NOW)
    assert keeper.note("a") == ""
    assert keeper.notes() == ()


def test_a_note_that_would_be_too_long_stays_whole() -> None:
    keeper = Keeper(MemoryShelf())
    keeper.write_note("a", "x" * (MOST_NOTE - 2), NOW)
    with pytest.raises(StoreError) as error:
        keeper.add_to_note("a", "yy", NOW)
    assert error.value.code == "too_long"
    assert keeper.note("a") == "x" * (MOST_NOTE - 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_are_harmless(text: str) -> None:
    safe = safe_text(text)
    assert len(safe) <= MOST_NOTE
    assert all(c == "\n" or c.isprintable() or c.isspace() for c in safe)
    safe.encode()


def test_unanswered_questions_are_kept_only_with_consent(engine: Engine) -> None:
    keeper = Keeper(MemoryShelf())
    refused, _ = engine.ask("resep rendang padang")
    assert refused.status == "not_found"
    for consent in (ASK, NO, "apa saja"):
        keeper = Keeper(MemoryShelf(), consent)
        assert not keeper.hear(refused, NOW)
        assert keeper.all().is_empty
    keeper = Keeper(MemoryShelf(), YES)
    assert keeper.hear(refused, NOW)
    assert keeper.hear(engine.ask("RESEP  rendang padang?")[0], NOW)
    assert not keeper.hear(engine.ask("apa itu TKKSD")[0], NOW)
    assert not keeper.hear(engine.ask("halo")[0], NOW)
    (gap,) = keeper.all().gaps
    assert (gap.question, gap.count) == ("RESEP rendang padang?", 2)


def test_the_questions_of_this_run_are_remembered(engine: Engine) -> None:
    keeper = Keeper(MemoryShelf())
    for question in ("apa itu TKKSD", "apa itu PKS", "Apa itu tkksd", "halo"):
        keeper.hear(engine.ask(question)[0], NOW)
    assert [asked.question for asked in keeper.asked] == ["Apa itu tkksd", "apa itu PKS"]
    reply, _ = engine.ask("apa itu TKKSD")
    for number in range(MOST_ASKED + 5):
        keeper.hear(reply._replace(question=f"soal {number}"), NOW)
    assert len(keeper.asked) == MOST_ASKED


def test_a_flag_says_what_gave_the_answer() -> None:
    keeper = Keeper(MemoryShelf())
    keeper.flag(Subject("a", "apa\x1b[2J itu", "a"), "salah\npasal", "2026-11-23", NOW)
    (flag,) = keeper.all().flags
    assert (flag.question, flag.entry, flag.reason) == ("apa itu", "a", "salah pasal")
    assert (flag.program, flag.material, flag.at[:10]) == (__version__, "2026-11-23", "2026-11-25")


def test_without_a_file_reading_goes_on_and_is_said_once(engine: Engine) -> None:
    said: list[str] = []
    keeper = Keeper(BrokenShelf(), YES)
    keeper.listen(lambda error: said.append(error.code))
    assert keeper.all() == Kept()
    assert not keeper.is_marked("a")
    assert keeper.note("a") == ""
    assert not keeper.hear(engine.ask("resep rendang padang")[0], NOW)
    assert said == ["unwritable"]


def test_a_note_that_cannot_be_kept_stays_until_the_end(engine: Engine) -> None:
    shelf = BrokenShelf()
    keeper = Keeper(shelf)
    for text in ("penting", "penting sekali"):
        with pytest.raises(StoreError):
            keeper.write_note("a", text, NOW)
        assert keeper.note("a") == text
    assert [note.text for note in keeper.notes()] == ["penting sekali"]
    with pytest.raises(StoreError):
        keeper.write_note("a", "penting sekali", NOW)


def test_remarks_of_the_shelf_are_passed_on() -> None:
    class Remarking(MemoryShelf):
        def remarks(self) -> tuple[StoreError, ...]:
            return (StoreError("set_aside", path="/x"),)

    said: list[StoreError] = []
    keeper = Keeper(Remarking())
    keeper.listen(said.append)
    keeper.toggle_mark("a", NOW)
    assert {error.code for error in said} == {"set_aside"}
