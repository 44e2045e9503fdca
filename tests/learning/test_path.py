"""The path and the reviews: mastery by the rule, the schedule of the library, and a learner who gets there."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from kadguide.knowledge.items import ItemType
from kadguide.learning.journal import Answer, Kind, MemoryJournal, OwnCard, Skip
from kadguide.learning.mastery import module_state
from kadguide.learning.material import Material
from kadguide.learning.path import block, next_step, placement_items
from kadguide.learning.progress import progress_of
from kadguide.learning.responses import Response, right_response
from kadguide.learning.review import DAILY_CAP, due_items, forecast, interleave, rating_of, schedule
from kadguide.learning.trainer import Trainer
from tests.learning.sample_items import SINGLE, item, material

START = datetime(2026, 11, 25, 8, tzinfo=UTC)


def many(count: int = 12) -> Material:
    items = [item("single", f"satu-{n}", options=SINGLE.options) for n in range(count)]
    items += [item("single", f"dua-{n}", options=SINGLE.options, competencies=("dua",)) for n in range(count)]
    items += [item("single", f"tiga-{n}", options=SINGLE.options, competencies=("tiga",)) for n in range(count)]
    return material(tuple(items))


def answer(
    name: str, day: int = 0, fraction: float = 1.0, hints: int = 0, kind: Kind = "module", confidence: str = ""
) -> Answer:
    at = (START + timedelta(days=day)).isoformat()
    return Answer("s", 0, kind, name, 1, "{}", fraction, (), hints, confidence, 20.0, at)  # type: ignore[arg-type]


def state(answers: list[Answer], module: str = "awal", skipped: bool = False) -> str:
    bank = many()
    return module_state(bank.modules[module], bank, answers, skipped).state


TEN = [answer(f"satu-{n}") for n in range(10)]
CASES = [
    ([], "new"), (TEN[:3], "started"), (TEN[:4], "learned"), (TEN, "learned"),
    ([*TEN, answer("satu-0", 1)], "mastered"),
    ([*TEN, answer("satu-0", 0)], "learned"),  # the same day is not another day
    ([*TEN, answer("satu-0", 1, hints=1)], "learned"),  # a hint shows nothing
    ([*TEN[:3], answer("satu-8", fraction=0)], "started"),  # missed, and not right since
    ([*TEN[:3], answer("satu-8", fraction=0), answer("satu-8")], "learned"),
    ([*TEN[:4], answer("satu-8", 1, 0), answer("satu-0", 1)], "learned"),  # what was learned once stays so
    ([*TEN[:8], answer("satu-8", fraction=0), answer("satu-9", fraction=0), answer("satu-0", 1)], "learned"),  # 8 of 10
    ([*TEN, answer("satu-0", 1, kind="cram")], "learned"),  # cramming does not count
    ([*TEN, answer("satu-0", 1)._replace(version=2)], "learned"),  # another version of the item does not count
    ([answer("satu-1", kind="placement")], "placed"), ([answer("satu-1", fraction=0, kind="placement")], "started"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), CASES)
def test_the_state_of_a_module(answers: list[Answer], expected: str) -> None:
    assert state(answers) == expected


def test_every_objective_must_be_shown() -> None:
    answers = [answer(f"dua-{n % 10}", n // 10) for n in range(20)]
    assert state(answers, "lanjut") == "started"
    assert state([*answers, answer("tiga-1", 0), answer("tiga-2", 1)], "lanjut") == "mastered"


def test_skipping_is_seen_and_opens_the_way() -> None:
    bank, journal = many(), MemoryJournal()
    assert state([], skipped=True) == "skipped"
    step = next_step(bank, journal, START)
    assert (step.kind, step.module and step.module.id) == ("learn", "awal")
    journal.skip(Skip("awal", START.isoformat()))
    step = next_step(bank, journal, START)
    assert (step.kind, step.module and step.module.id) == ("learn", "lanjut")


@pytest.mark.parametrize(
    ("given", "rating"),
    [
        (answer("satu-1", fraction=0.0), 1), (answer("satu-1", fraction=0.4), 1), (answer("satu-1", fraction=0.5), 2),
        (answer("satu-1", hints=1), 2), (answer("satu-1", hints=3), 1), (answer("satu-1", confidence="guess"), 2),
        (answer("satu-1"), 3), (answer("satu-1", confidence="sure"), 4),
        (answer("satu-1", confidence="sure")._replace(seconds=90.0), 3),
    ],
)  # fmt: skip
def test_a_rating_comes_from_the_answer(given: Answer, rating: int) -> None:
    assert rating_of(given, 30.0) == rating


def test_the_schedule_is_that_of_the_library() -> None:
    log = [(0, 1.0), (2, 1.0), (9, 0.0), (10, 0.5), (14, 1.0), (30, 1.0)]
    answers = [answer("satu-1", day, fraction) for day, fraction in log]
    due = schedule(answers, many(), START)["satu-1"]
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    for (day, _), given in zip(log, answers, strict=True):
        rating = Rating(rating_of(given, 20.0))
        card, _ = scheduler.review_card(card, rating, START + timedelta(days=day))
    assert (due.at, due.stability, due.difficulty) == (card.due, card.stability, card.difficulty)


def test_a_first_right_answer_has_the_known_memory() -> None:
    due = schedule([answer("satu-1")], many(), START)["satu-1"]
    assert due.stability == pytest.approx(2.3065)
    assert due.difficulty == pytest.approx(2.1181, abs=1e-4)


def test_cramming_never_touches_the_schedule() -> None:
    before = schedule([answer("satu-1")], many(), START)
    assert schedule([answer("satu-1"), answer("satu-1", 1, 0.0, kind="cram")], many(), START) == before


def test_reviews_are_capped_and_confident_errors_come_first() -> None:
    bank = many()
    answers = [answer(name) for name in bank.items]
    answers += [answer("tiga-5", 0, 0.0, confidence="sure")]
    later = START + timedelta(days=30)
    due = due_items(answers, bank, later)
    assert len(due) == DAILY_CAP
    assert "tiga-5" in due
    done = [answer(name, 30, kind="review") for name in due[:15]]
    assert len(due_items([*answers, *done], bank, later)) == DAILY_CAP - 15


def test_what_is_mixed_up_stands_side_by_side() -> None:
    items = [item("single", f"a{n}", options=SINGLE.options, contrast="pasangan" if n < 2 else None) for n in range(4)]
    items += [item("single", f"b{n}", options=SINGLE.options, competencies=("dua",)) for n in range(2)]
    mixed = interleave([one.id for one in reversed(items)], material(tuple(items)))
    assert abs(mixed.index("a0") - mixed.index("a1")) == 1
    assert abs(mixed.index("b0") - mixed.index("b1")) > 1


def test_the_forecast_counts_what_is_overdue_today() -> None:
    dues = schedule([answer("satu-1"), answer("satu-2", 20)], many(), START)
    counts = forecast(dues.values(), START + timedelta(days=20))
    assert counts[0] == 1
    assert sum(counts) == 2


@pytest.mark.parametrize(
    ("done", "expected"), [(0, (20, 20, 5, 0)), (15, (5, 20, 20, 0)), (30, (0, 20, 20, 5))]
)  # fmt: skip
def test_the_forecast_spreads_what_is_beyond_a_day(done: int, expected: tuple[int, ...]) -> None:
    dues = schedule([answer(f"satu-{n}") for n in range(45)], many(45), START).values()
    assert forecast(dues, START + timedelta(days=30), 4, DAILY_CAP, done) == expected


def test_a_question_from_the_chat_is_reviewed() -> None:
    bank, journal = many(1), MemoryJournal()
    journal.add_card(OwnCard("air-tarif", "siapa?", START.isoformat()))
    step = next_step(bank, journal, START)
    assert step.kind == "review"
    assert set(step.items) == set(bank.items)


def of_types(*kinds: tuple[ItemType, int]) -> Material:
    """A bank with one objective, and items of these types and difficulties."""
    return material(tuple(item(type_, f"satu-{n}", difficulty=hard) for n, (type_, hard) in enumerate(kinds)))


def test_a_module_is_met_by_choosing_before_by_typing() -> None:
    bank = of_types(*(("short", 1), ("single", 2)) * 3, ("true_false", 3), ("number", 1))
    first = block(module_state(bank.modules["awal"], bank, []), bank, [], "benih")
    assert [bank.items[id_].type for id_ in first] == ["single", "single", "single", "true_false"]
    some = [answer(name) for name in ("satu-1", "satu-3", "satu-5")]
    assert block(module_state(bank.modules["awal"], bank, some), bank, some, "benih") == ("satu-6",)


def test_a_placement_test_asks_what_a_coin_does_not_answer() -> None:
    assert placement_items(of_types(("true_false", 3), ("single", 1), ("short", 2)), "benih") == ("satu-2",)
    assert placement_items(of_types(("true_false", 3)), "benih") == ("satu-0",)


def test_a_learner_gets_there_in_four_sittings() -> None:
    """Forty seconds an item, twenty minutes a day: right at first four times in five, then nearly always."""
    dice, journal, bank = random.Random(3), MemoryJournal(), many()  # noqa: S311 - chance in a test
    seen: set[str] = set()
    for sitting in range(4):
        at = [START + timedelta(days=2 * sitting)]

        def clock(at: list[datetime] = at) -> datetime:
            at[0] += timedelta(seconds=20)
            return at[0]

        trainer = Trainer(bank, journal, clock, seed=lambda: "benih")
        for _ in range(30):
            step = trainer.step()
            practice = trainer.take(step)
            if practice is None or practice.question is None:
                break
            one = practice.question.item
            knows = dice.random() < (0.97 if one.id in seen else 0.8)
            practice.answer(right_response(one) if knows else Response(("b",)))
            seen.add(one.id)
    assert {one.state for one in trainer.states()} == {"mastered"}
    figures = progress_of(trainer)
    assert figures.answers == len(journal.answers())
    assert sum(figures.history) == figures.answers
    assert figures.errors[0][0] == "keliru"
