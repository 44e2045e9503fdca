"""A session stands where its answers say, in the same order each time, whatever happened in between."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from kadguide.knowledge.items import Quiz
from kadguide.learning.journal import Answer, Kind, MemoryJournal
from kadguide.learning.material import Material
from kadguide.learning.practice import MovedOnError, Practice, shown_order, upcoming
from kadguide.learning.reading import read_response
from kadguide.learning.responses import Response, right_response
from kadguide.learning.shuffling import keyed_order, keyed_shuffle
from kadguide.learning.trainer import Trainer
from tests.learning.sample_items import (
    ALL,
    MATCHING,
    MULTIPLE,
    ORDERING,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    both,
    item,
    material,
)


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=30)
        return self.at


def trainer(journal: MemoryJournal | None = None, clock: Clock | None = None) -> Trainer:
    return Trainer(material(), journal or MemoryJournal(), clock or Clock(), "2026-11-25", lambda: "benih")


def begun(kind: str = "quiz") -> Practice:
    made = trainer()
    practice = made._begin(kind, "contoh", tuple(one.id for one in ALL))  # type: ignore[arg-type]
    assert practice is not None
    return practice


def test_known_orders_of_the_shuffle() -> None:
    assert keyed_order(5, "seed", "a", "b") == keyed_order(5, "seed", "a", "b")
    assert keyed_order(6, "kadguide", "ujian", "peserta", "soal") == (0, 2, 1, 4, 5, 3)
    assert keyed_shuffle("abc", "x") == tuple("abc"[index] for index in keyed_order(3, "x"))


def test_every_order_is_about_equally_likely() -> None:
    counts = Counter(keyed_order(3, f"seed {number}") for number in range(3000))
    assert set(counts) == set(permutations(range(3)))
    assert all(400 < count < 600 for count in counts.values())


def test_an_ordering_never_stands_solved() -> None:
    for number in range(50):
        assert shown_order(ORDERING, "benih", number) != ("a", "b", "c", "d", "e")


def test_options_keep_their_order_where_it_means_something() -> None:
    kept = item("single", "kept", options=SINGLE.options, keep_order=True)
    assert shown_order(kept, "benih", 1) == ("a", "b", "c")


def test_a_session_goes_on_where_it_stands() -> None:
    journal, clock = MemoryJournal(), Clock()
    first = trainer(journal, clock)
    practice = first._begin("quiz", "contoh", tuple(one.id for one in ALL))
    assert practice is not None
    for answered in range(len(ALL)):
        question = practice.question
        again = trainer(journal, clock)
        session = again.open_session()
        assert session is not None
        resumed = again.resume(session)
        assert resumed.question == question  # the same item, in the same order
        assert len(resumed.answers) == answered
        assert question is not None
        practice = resumed
        practice.answer(right_response(question.item))
    assert practice.question is None
    assert trainer(journal, clock).open_session() is None


def test_a_missed_item_comes_back_after_three_others_and_twice_at_most() -> None:
    practice = begun()
    order: list[str] = []
    while (question := practice.question) and len(order) < 40:
        order.append(question.item.id)
        wrong = question.item.id == "single"
        practice.answer(Response(("b",)) if wrong else right_response(question.item))
    assert [place for place, name in enumerate(order) if name == "single"] == [0, 4, 8]
    assert len(order) == len(ALL) + 2


def test_a_placement_test_asks_everything_once() -> None:
    practice = begun("placement")
    count = 0
    while practice.question:
        practice.answer(Response())
        count += 1
    assert (count, practice.silent) == (len(ALL), True)


def test_an_item_that_left_the_bank_is_left_out() -> None:
    journal = MemoryJournal()
    made = trainer(journal)
    practice = made._begin("quiz", "contoh", ("gone", "single"))
    assert practice is not None
    assert practice.question is not None
    assert practice.question.item.id == "single"


def test_hints_cost_and_are_written_down() -> None:
    practice = begun()
    assert [practice.take_hint() for _ in range(4)] == [1, 2, 3, 3]
    practice.answer(Response(("a",)), "sure")
    answer = practice.answers[0]
    assert (answer.hints, answer.credit, answer.unaided, answer.confidence) == (3, 0.0, False, "sure")
    assert practice.hints == 0
    assert answer.shown == shown_order(SINGLE, practice.session.seed, 1)


def test_hints_that_were_read_still_count_after_a_break() -> None:
    journal = MemoryJournal()
    practice = trainer(journal)._begin("quiz", "contoh", (SINGLE.id,))
    assert practice is not None
    practice.take_hint()
    practice.take_hint()
    back = trainer(journal).resume(practice.session)
    assert back.hints == 2
    back.answer(Response(("a",)))
    assert [back.answers[0].hints, back.hints, trainer(journal).resume(practice.session).hints] == [2, 0, 0]


def test_what_was_answered_in_another_window_stays_and_the_session_goes_on_from_there() -> None:
    journal = MemoryJournal()
    here = trainer(journal)._begin("quiz", "contoh", (SINGLE.id, MULTIPLE.id))
    assert here is not None
    there = trainer(journal).resume(here.session)
    there.answer(Response(("a",)))
    with pytest.raises(MovedOnError):
        here.answer(Response(("b",)))
    assert [answer.fraction for answer in journal.answers()] == [1.0]
    assert here.question == there.question
    here.answer(Response(("a", "b")))
    assert [answer.sequence for answer in journal.answers()] == [1, 2]


def test_a_new_session_ends_the_open_one() -> None:
    journal = MemoryJournal()
    made = trainer(journal)
    made.start("quiz", "contoh")
    one = made.start("mixed")
    two = made.start("mixed")
    assert one is not None
    assert two is not None
    left = made.open_session()
    assert left is not None
    assert left.id == two.session.id


def test_questions_on_an_entry_come_in_between_and_the_open_session_goes_on_behind_them() -> None:
    made = trainer()
    placement = made.start("placement")
    assert placement is not None
    for entry in range(2):  # the first one is left in the middle
        between = made.start("entry", "air-tarif")
        assert between is not None
        left = made.open_session()
        assert left is not None
        assert left.id == between.session.id
        while entry and between.question is not None:
            between.answer(right_response(between.question.item))
    step = made.step()
    assert step.session is not None
    assert step.session.id == placement.session.id


@pytest.mark.parametrize(("kind", "about"), [("module", "awal"), ("mixed", ""), ("cram", ""), ("entry", "air-tarif")])
def test_a_placement_test_is_kept_whatever_is_begun_after_it(kind: Kind, about: str) -> None:
    made = trainer()
    test = made._begin("placement", "", tuple(one.id for one in ALL))
    assert test is not None
    assert test.question is not None
    test.answer(right_response(test.question.item))
    other = made.start(kind, about)
    assert other is not None
    assert made.has_test_aside()
    assert made.open_session() == other.session
    assert other.question is not None
    other.answer(right_response(other.question.item))
    other.close()
    step = made.step()
    assert (step.session == test.session, made.has_test_aside()) == (kind == "entry", kind != "entry")
    again = made.start("placement")
    assert again is not None
    assert (again.session, again.answers) == (test.session, test.answers)
    while again.question is not None:
        again.answer(right_response(again.question.item))
        assert not made.has_test_aside()
        assert made.open_session() == (test.session if again.question else None)
    fresh = made.start("placement")
    assert fresh is not None
    assert fresh.session.id != test.session.id


def test_questions_on_an_entry_that_were_left_end_with_the_next_session() -> None:
    made = trainer()
    made.start("entry", "air-tarif")
    made.start("mixed")
    assert [session.kind for session in made.journal.sessions() if not session.ended_at] == ["mixed"]


def test_a_name_is_offered_once() -> None:
    quizzes = tuple(Quiz(id_, both(id_), "kadguide", date(2026, 11, 25), ()) for id_ in ("awal", "contoh"))
    bank = Material(material().bank._replace(quizzes=quizzes))
    assert Trainer(bank, MemoryJournal(), Clock()).names_like("contoh") == ("contoh",)
    assert Trainer(bank, MemoryJournal(), Clock()).names_like("zzz") == ("awal", "lanjut", "acak", "ulangan")
    assert Trainer(bank, MemoryJournal(), Clock()).names_like("zzz", "en")[2:] == ("mixed", "review")


def test_a_name_opens_what_it_names() -> None:
    made = trainer()
    for typed, kind in (("", "mixed"), ("acak", "mixed"), ("kilat", "cram"), ("kilat 1", "cram"), ("1", "module"),
                        ("penempatan", "placement"), ("Placement", "placement")):  # fmt: skip
        practice = trainer().named(typed)
        assert practice is not None, typed
        assert practice.session.kind == kind
    assert made.named("tidak ada") is None
    assert made.named("ulangan") is None, "nothing is due"
    assert made.named("kilat tidak ada") is None


READ = [
    (SINGLE, "2", ("b",)), (SINGLE, "b", ("b",)), (SINGLE, "B.", ("b",)), (SINGLE, "4", None), (SINGLE, "1 2", None),
    (SINGLE, "", None), (MULTIPLE, "1 3", ("a", "c")), (MULTIPLE, "1,3", ("a", "c")), (MULTIPLE, "ac", ("a", "c")),
    (MULTIPLE, "1 1", None), (TRUE_FALSE, "benar", ("true",)), (TRUE_FALSE, "S", ("false",)), (TRUE_FALSE, "x", None),
    (ORDERING, "21345", ("b", "a", "c", "d", "e")), (ORDERING, "2 1", None),
    (MATCHING, "1b 2a 3d", ("b", "a", "x")), (MATCHING, "b a -", ("b", "a", "")), (MATCHING, "1", None),
    (MATCHING, "9a", None), (MATCHING, "1b 1a 2a", None), (MATCHING, "2a 1b", ("b", "a", "")), (SHORT, " wajib ", ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "line", "chosen"), READ)
def test_a_typed_line_is_read(question: object, line: str, chosen: tuple[str, ...] | None) -> None:
    from kadguide.knowledge.items import Item

    assert isinstance(question, Item)
    order = {"matching": ("a", "b", "c", "x"), "ordering": ("a", "b", "c", "d", "e")}.get(question.type)
    found = read_response(question, order or tuple(option.id for option in question.options), line)
    assert (found.chosen if found else None) == chosen


def test_what_is_to_come_depends_on_nothing_but_the_answers() -> None:
    def answer(number: int, name: str, fraction: float) -> Answer:
        return Answer("s", number, "quiz", name, 1, "{}", fraction, (), 0, "", 1.0, "2026-11-25T08:00:00+00:00")

    answers = [answer(1, "a", 0.0), answer(2, "b", 1.0)]
    assert upcoming(["a", "b", "c", "d", "e"], answers) == ("c", "d", "a", "e")
    assert upcoming(["a", "b"], [answer(1, "a", 0.0), answer(2, "b", 1.0)]) == ("a",)
