"""The delayed check: as few items as show mastery, another form first, several modules in one sitting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kadguide.knowledge.items import Item
from kadguide.learning.checks import check_items, form
from kadguide.learning.journal import Answer, Kind, MemoryJournal
from kadguide.learning.mastery import module_state
from kadguide.learning.material import Material
from kadguide.learning.path import block, next_step
from kadguide.learning.responses import right_response
from kadguide.learning.trainer import Trainer
from tests.learning.sample_items import NUMBER, SHORT, SINGLE, TRUE_FALSE, item, material

START = datetime(2026, 11, 25, 8, tzinfo=UTC)


def single(name: str, **parts: Any) -> Item:
    return item("single", name, options=SINGLE.options, **{"entry": f"uraian-{name}", **parts})


def right(name: str, day: int = 0, fraction: float = 1.0, kind: Kind = "module") -> Answer:
    at = (START + timedelta(days=day)).isoformat()
    return Answer("s", 0, kind, name, 1, "{}", fraction, (), 0, "", 20.0, at)


def asked(bank: Material, answers: list[Answer], day: int, module: str = "awal") -> tuple[str, ...]:
    state = module_state(bank.modules[module], bank, answers)
    return check_items(state, bank, answers, (START + timedelta(days=day)).date().isoformat())


PLAIN = material(tuple(single(f"satu-{n}") for n in range(12)))
FOUR = [right(f"satu-{n}") for n in range(4)]


def test_a_check_asks_as_much_as_the_ten_lack_and_nothing_on_the_same_day() -> None:
    assert asked(PLAIN, FOUR[:3], 2) == ()  # not learned yet
    assert asked(PLAIN, FOUR, 0) == ()
    chosen = asked(PLAIN, FOUR, 2)
    assert set(chosen) == {answer.item for answer in FOUR}  # what was met is relearned before new items come
    again = [*FOUR, *(right(id_, 2) for id_ in chosen)]
    assert module_state(PLAIN.modules["awal"], PLAIN, again).state == "learned"
    new = asked(PLAIN, again, 2)
    assert len(new) == 2
    assert not set(new) & set(chosen)
    assert len(asked(PLAIN, again, 4)) == 2  # on a later day, with what was met
    assert set(asked(PLAIN, again, 4)) <= set(chosen)
    whole = [*again, *(right(id_, 2) for id_ in new)]
    assert module_state(PLAIN.modules["awal"], PLAIN, whole).state == "mastered"
    assert asked(PLAIN, whole, 2) == ()


def test_one_miss_is_allowed_and_two_need_more() -> None:
    first = [right("satu-8", fraction=0), *FOUR, right("satu-8")]
    assert len(asked(PLAIN, first, 2)) == 4
    assert len(asked(PLAIN, [right("satu-9", fraction=0), right("satu-9"), *first], 2)) == 3  # the first one falls out


def test_what_was_answered_today_is_not_asked_again() -> None:
    today = [right(f"satu-{n}", 2, 0.0) for n in range(4)]
    chosen = asked(PLAIN, [*FOUR, *today], 2)
    assert chosen
    assert not {answer.item for answer in today} & set(chosen)


def test_a_fact_is_asked_in_another_form() -> None:
    known = single("satu-0", entry="tarif", claims=("K1",), contrast="pasangan")
    others = {
        "same text": item("short", "pendek", accepted=SHORT.accepted, entry="tarif"),
        "same claim": item("number", "angka", number=NUMBER.number, entry="lain", claims=("K1", "K2")),
        "same pair": item("true_false", "bs", options=TRUE_FALSE.options, entry="beda", contrast="pasangan"),
    }
    rest = [single(f"satu-{n}") for n in range(1, 12)]
    answers = [right(f"satu-{n}") for n in range(10)]
    assert [form(other, known) for other in others.values()] == [0, 1, 2]
    assert form(single("x", entry="tarif"), known) == 5  # the same form
    for name in ("same text", "same claim", "same pair"):
        bank = material((known, *rest, *others.values()))
        assert asked(bank, answers, 2) == (others.pop(name).id,)
    bank = material((known, *rest))
    assert set(asked(bank, answers, 2)) <= {answer.item for answer in answers}  # no other form: the item itself


def test_what_was_passed_in_the_placement_test_can_be_mastered() -> None:
    answers = [right("satu-1", kind="placement")]
    assert module_state(PLAIN.modules["awal"], PLAIN, answers).state == "placed"
    answers += [right(id_, 2) for id_ in asked(PLAIN, answers, 2)]
    assert module_state(PLAIN.modules["awal"], PLAIN, answers).state == "mastered"


def test_a_day_begins_with_the_checks_of_all_modules_mixed() -> None:
    items = [
        single(f"{objective}-{n}", competencies=(objective,)) for objective in ("satu", "dua", "tiga") for n in range(9)
    ]
    bank, journal, at = material(tuple(items)), MemoryJournal(), [START]
    trainer = Trainer(bank, journal, lambda: at[0], seed=lambda: "benih")

    def work() -> list[tuple[str, str]]:
        """The steps of one sitting, all answered right: kind and module."""
        steps: list[tuple[str, str]] = []
        while practice := trainer.take(step := trainer.step()):
            steps.append((step.kind, step.module.id if step.module else ""))
            while practice.question:
                practice.answer(right_response(practice.question.item))
        return steps

    assert work() == [("learn", "awal"), ("learn", "lanjut")]
    assert [state.answered for state in trainer.states()] == [4, 4]
    at[0] += timedelta(days=2)
    step = next_step(bank, journal, at[0])
    assert (step.kind, step.module, len(step.items)) == ("confirm", None, 8)
    homes = [home.id for id_ in step.items if (home := bank.module_of(id_))]
    assert homes[:4] == ["awal", "lanjut", "awal", "lanjut"]
    assert work()[:2] == [("confirm", ""), ("confirm", "")]
    assert {state.state for state in trainer.states()} == {"mastered"}


def test_after_the_first_check_of_a_day_comes_what_is_new_and_then_the_rest_of_the_checks() -> None:
    items = [
        single(f"{objective}-{n}", competencies=(objective,), case="" if n < 9 else f"kasus-{objective}")
        for objective in ("satu", "dua", "tiga")
        for n in range(12)
    ]
    bank, journal, at = material(tuple(items)), MemoryJournal(), [START]
    trainer = Trainer(bank, journal, lambda: at[0], seed=lambda: "benih")

    def take() -> tuple[str, str]:
        step = trainer.step()
        practice = trainer.take(step)
        while practice and practice.question:
            practice.answer(right_response(practice.question.item))
        return step.kind, step.module.id if step.module else ""

    assert take() == ("learn", "awal")
    at[0] += timedelta(days=2)
    assert [take() for _ in range(4)] == [
        ("confirm", "awal"),
        ("learn", "lanjut"),
        ("confirm", "awal"),
        ("rest", ""),
    ]
    at[0] += timedelta(days=2)
    steps = [take() for _ in range(7)]
    assert [state.state for state in trainer.states()] == ["mastered", "mastered"]
    assert [step for step in steps if step[0] == "case"] == [("case", "awal"), ("case", "lanjut"), ("case", "lanjut")]
    kinds = [kind for kind, _ in steps if kind != "done"]
    assert kinds[-3:] == ["case", "case", "case"]  # they ask what was learned, together


def test_a_first_meeting_that_was_broken_off_asks_for_the_rest_only() -> None:
    answers = [right("satu-1"), right("satu-2"), right("satu-3", fraction=0)]
    state = module_state(PLAIN.modules["awal"], PLAIN, answers)
    assert (state.state, block(state, PLAIN, answers, "2026-11-25")) == ("started", ("satu-3",))
