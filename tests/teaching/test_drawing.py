"""A test is drawn from its fields, each with its share, and the second one asks other questions."""

from __future__ import annotations

from collections import Counter

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.agendas import Blueprint
from kadguide.knowledge.items import Item
from kadguide.learning.material import Material
from kadguide.teaching.drafting import Draft, draft_test
from kadguide.teaching.drawing import cases_of, draw_items, together
from tests.learning.sample_items import item
from tests.learning.sample_items import material as made_of

AGENDAS = ("setengah-hari", "dua-hari")
SEEDS = [f"benih-{number}" for number in range(12)]


@pytest.fixture(scope="module")
def material(engine: Engine) -> Material:
    return Material(engine.snapshot.bank, engine.snapshot.competencies, engine.snapshot.terms)


def blueprint(engine: Engine, agenda: str, kind: str = "pre") -> Blueprint:
    step = engine.snapshot.agendas[agenda].test("post" if kind == "post" else "pre")
    assert step is not None
    assert step.blueprint is not None
    return step.blueprint


def field(material: Material, name: str) -> list[Item]:
    return [item for item in material.bank.items if item.competencies[:1] == (name,)]


def in_groups(items: tuple[Item, ...]) -> bool:
    """Whether the items of each case stand one after the other."""
    seen: list[str] = []
    for one in items:
        if one.case and one.case in seen and seen[-1] != one.case:
            return False
        seen.append(one.case or one.id)
    return True


@pytest.mark.parametrize("agenda", AGENDAS)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_field_gets_its_share(engine: Engine, material: Material, agenda: str, seed: str) -> None:
    plan = blueprint(engine, agenda)
    drawn = draw_items(material, plan, seed)
    assert len(drawn) == len({one.id for one in drawn}) == plan.size
    shares = Counter(one.competencies[0] for one in drawn)
    assert set(shares) <= set(plan.competencies)
    least = plan.size // len(plan.competencies)
    for name in plan.competencies:
        assert min(least, len(field(material, name))) <= shares[name] <= least + 1 + sum(
            len(field(material, other)) < least for other in plan.competencies
        ), name  # fmt: skip
    assert in_groups(drawn)


@pytest.mark.parametrize("agenda", AGENDAS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_test_repeats_a_question_only_where_its_field_has_no_other(
    engine: Engine, material: Material, agenda: str, seed: str
) -> None:
    plan = blueprint(engine, agenda)
    first = draw_items(material, plan, seed)
    used = {one.id for one in first}
    second = draw_items(material, blueprint(engine, agenda, "post"), f"{seed}/2", used)
    assert len(second) == len({one.id for one in second}) == plan.size
    wanted = Counter(one.competencies[0] for one in second)
    for name in plan.competencies:
        fresh = sum(one.id not in used for one in field(material, name))
        repeated = sum(one.id in used for one in second if one.competencies[0] == name)
        assert repeated == max(wanted[name] - fresh, 0), name


@pytest.mark.parametrize("agenda", AGENDAS)
def test_the_shipped_agendas_have_enough_questions_for_two_tests(
    engine: Engine, material: Material, agenda: str
) -> None:
    first = draw_items(material, blueprint(engine, agenda), "a")
    second = draw_items(material, blueprint(engine, agenda, "post"), "b", {one.id for one in first})
    assert {one.id for one in first}.isdisjoint(one.id for one in second)


def test_a_draw_is_the_same_each_time_and_another_with_another_seed(engine: Engine, material: Material) -> None:
    plan = blueprint(engine, AGENDAS[0])
    assert draw_items(material, plan, "a") == draw_items(material, plan, "a")
    orders = {tuple(one.id for one in draw_items(material, plan, seed)) for seed in SEEDS}
    assert len(orders) == len(SEEDS)


def test_every_question_of_a_field_can_be_drawn(engine: Engine, material: Material) -> None:
    plan = blueprint(engine, AGENDAS[0])
    drawn = {one.id for number in range(300) for one in draw_items(material, plan, str(number))}
    assert drawn == {one.id for name in plan.competencies for one in field(material, name)}


# -- small banks that can be counted

SMALL = tuple(
    item("short", f"a{number}", competencies=("satu",), case="k" if number < 3 else None) for number in range(5)
)
OTHER = tuple(item("short", f"b{number}", competencies=("dua",)) for number in range(2))


@pytest.mark.parametrize(
    ("plan", "shares"),
    [
        (Blueprint(4, ("satu", "dua")), {"satu": 2, "dua": 2}),
        (Blueprint(6, ("satu", "dua")), {"satu": 4, "dua": 2}),  # a field that is used up leaves its share to others
        (Blueprint(3, ("dua", "satu")), {"dua": 2, "satu": 1}),
        (Blueprint(99, ("satu", "dua")), {"satu": 5, "dua": 2}),
        (Blueprint(0, ("satu",)), {}), (Blueprint(5, ("tiga",)), {}), (Blueprint(5), {}),
        (Blueprint(4, (), ("contoh",)), {"satu": 4}),
        (Blueprint(3, ("satu", "satu")), {"satu": 3}),
    ],
)  # fmt: skip
def test_shares_of_a_small_bank(plan: Blueprint, shares: dict[str, int]) -> None:
    drawn = draw_items(made_of((*SMALL, *OTHER)), plan, "benih")
    found = Counter(one.competencies[0] for one in drawn)
    if plan.quizzes:
        assert sum(found.values()) == sum(shares.values())
    else:
        assert found == shares
    assert in_groups(drawn)


def test_what_was_used_comes_last() -> None:
    bank = made_of((*SMALL, *OTHER))
    used = {"a0", "a1", "a2"}
    for seed in SEEDS:
        drawn = draw_items(bank, Blueprint(2, ("satu",)), seed, used)
        assert {one.id for one in drawn} == {"a3", "a4"}
        drawn = draw_items(bank, Blueprint(3, ("satu",)), seed, used)
        assert {one.id for one in drawn} > {"a3", "a4"}


def test_items_of_one_case_stay_together_in_their_order() -> None:
    mixed = (SMALL[0], OTHER[0], SMALL[1], OTHER[1], SMALL[2])
    assert [one.id for one in together(mixed)] == ["a0", "a1", "a2", "b0", "b1"]
    assert together(()) == ()


def test_the_cases_of_a_draw_are_named_once(engine: Engine, material: Material) -> None:
    cases = cases_of(material, material.bank.items)
    assert len(cases) == len({case.id for case in cases}) == len(engine.snapshot.bank.cases)
    assert cases_of(material, [one for one in material.bank.items if not one.case]) == ()


@pytest.mark.parametrize("agenda", AGENDAS)
def test_both_tests_of_an_agenda_become_drafts(engine: Engine, material: Material, agenda: str) -> None:
    plan = engine.snapshot.agendas[agenda]
    first, second = (draft_test(material, plan, kind, "x", ()) for kind in ("pre", "post"))
    for draft, kind in ((first, "pre"), (second, "post")):
        assert isinstance(draft, Draft)
        step = plan.test("post" if kind == "post" else "pre")
        assert step is not None
        assert (draft.kind, draft.minutes, draft.title) == (kind, step.minutes, step.title)
        assert {case.id for case in draft.cases} == {one.case for one in draft.items if one.case}
