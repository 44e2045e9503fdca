"""There and back: every response to an item earns the same."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.choosing import chosen_groups
from kadguide.exchange.bank.reading import known_names, read_bank
from kadguide.exchange.bank.sheet import write_sheet
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.grading import grade
from kadguide.learning.material import Material
from kadguide.learning.responses import Response
from tests.exchange.bank.giving import credit, credits_of
from tests.exchange.bank.sample import DAY, FORMS, exported, material_of, there_and_back
from tests.learning.sample_items import ALL, ARTICLE, MATCHING, MULTIPLE, ORDERING, SINGLE, TIED, option

ODD = SINGLE._replace(
    id="ganjil",
    options=tuple(
        option(name, 100 if name == "a" else 0)._replace(text=Bilingual(text, text))
        for name, text in zip("abcd", ("=1+1", "50% ~ {a}: <b>x</b>", "'007 # \\n", "@SUM(A1) & “-”"), strict=True)
    ),
)
MOVED = ORDERING._replace(id="pindah", steps=ORDERING.steps[2:] + ORDERING.steps[:2])
SHARED = MATCHING._replace(
    id="bersama", pairs=(*MATCHING.pairs[:2], MATCHING.pairs[2]._replace(right=MATCHING.pairs[0].right))
)
THREE = MULTIPLE._replace(id="tiga", options=(*MULTIPLE.options[:2], option("c", 100), option("d"), option("e")))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("one", [*ALL, ODD, MOVED, SHARED, THREE], ids=lambda one: one.id)
def test_every_response_earns_the_same(engine: Engine, form: str, one: Item) -> None:
    made, back = there_and_back(form, material_of(one), engine)
    if not made.items:
        assert made.remarks[0].weight == "left_out"
        assert (form, one.type) in {("gift", "ordering"), ("moodle", "ordering")}
        assert form == "gift" or one is TIED
        return
    assert [problem.key for problem in back.problems] == []
    (item,) = back.items
    before = credits_of(one)
    if one is not ARTICLE:
        assert {said: credit(item, said) for said in before} == before
    assert item.stem.id.startswith(one.stem.id)


@pytest.mark.parametrize("form", ["gift", "moodle"])
@pytest.mark.parametrize("said", ["363(3)b", "Pasal 363 ayat (3) huruf b", "ps. 363", "Pasal 363", "364", ""])
def test_usual_spellings_of_a_place_earn_the_same(engine: Engine, form: str, said: str) -> None:
    _, back = there_and_back(form, material_of(ARTICLE), engine)
    (item,) = back.items
    assert grade(item, Response(text=said)).fraction == grade(ARTICLE, Response(text=said)).fraction


def test_the_whole_bank_comes_back_from_the_spreadsheet_as_it_was(engine: Engine) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    made = write_sheet(chosen_groups(material), material, ("id", "en"))
    assert made.remarks == ()
    back = read_bank(made.data, "semua", "id", DAY, known_names(snapshot))
    assert back.problems == ()
    assert len(back.items) == len(material.items)
    cases = {case.id: case for case in back.cases}
    for item in back.items:
        old = material.items[item.id.removeprefix("semua-")]
        assert _bare(item) == _bare(old)
        told = material.case(old)
        assert (told.title, told.text) == cases[item.case or ""][2:] if told else item.case is None


def _bare(item: Item) -> Item:
    """Without what belongs to the file: ids of the item and of its parts, the order of steps, the days of review."""
    steps = tuple(sorted((step.rank, step.text) for step in item.steps))
    return item._replace(
        id="", quiz="", case=None, reviewed_on=None, origin=None,
        options=tuple(option._replace(id="") for option in item.options),
        lures=tuple(lure._replace(id="") for lure in item.lures),
        pairs=tuple(pair._replace(id="") for pair in item.pairs),
        steps=steps,  # type: ignore[arg-type]
        mistakes=tuple(mistake for mistake in item.mistakes),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_the_whole_bank_comes_back_gradable(engine: Engine, form: str) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    made = exported(form, material, engine)
    back = read_bank(made.data, "semua", "id", DAY, known_names(snapshot))
    assert back.problems == ()
    assert len(back.items) == made.items
    for item in back.items:
        old = material.items[item.id.removeprefix("semua-")]
        if old.type not in ("short", "number", "article", "ordering", "matching"):
            before = credits_of(old)
            assert {said: credit(item, said) for said in before} == before
        assert item.explanation.id == old.explanation.id


def test_a_second_import_keeps_the_ids(engine: Engine) -> None:
    _, back = there_and_back("gift", material_of(SINGLE), engine)
    _, again = there_and_back("moodle", material_of(*back.items), engine)
    assert [item.id for item in again.items] == [item.id for item in back.items] == ["contoh-single"]
