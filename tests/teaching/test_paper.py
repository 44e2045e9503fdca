"""A paper tells nothing about its key, and whoever holds the secret finds the way back to the bank."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.grading import grade
from kadguide.learning.material import Material
from kadguide.learning.practice import distinct_sides
from kadguide.learning.responses import Response, right_response
from kadguide.teaching.drawing import cases_of
from kadguide.teaching.paper import (
    Paper,
    PaperError,
    PaperItem,
    decode_paper,
    encode_paper,
    item_id,
    make_paper,
    person_items,
    person_order,
    translate,
)
from tests.learning.sample_items import ALL

TITLE = Bilingual("Uji", "Test")
SECRETS = [f"rahasia-{number}" for number in range(60)]
GROUP = 150
"""Items on one paper here; the whole bank is more than a paper takes."""


@pytest.fixture(scope="module")
def material(engine: Engine) -> Material:
    return Material(engine.snapshot.bank, engine.snapshot.competencies, engine.snapshot.terms)


def papers(material: Material, secret: str = SECRETS[0]) -> list[tuple[Paper, tuple[Item, ...]]]:
    """The whole bank, on several papers."""
    items = material.bank.items
    groups = [items[start : start + GROUP] for start in range(0, len(items), GROUP)]
    return [
        (make_paper(f"u{number}", TITLE, 30, group, cases_of(material, group), secret), group)
        for number, group in enumerate(groups)
    ]


def pairs(material: Material, secret: str = SECRETS[0]) -> list[tuple[PaperItem, Item]]:
    return [pair for paper, items in papers(material, secret) for pair in zip(paper.items, items, strict=True)]


def strings(value: Any) -> set[str]:
    """All texts anywhere in plain data."""
    if isinstance(value, dict):
        return {text for part in value.values() for text in strings(part)}
    if isinstance(value, list):
        return {text for part in value for text in strings(part)}
    return {value} if isinstance(value, str) else set()


def own_ids(item: Item) -> set[str]:
    """The ids of the bank that give an answer away."""
    options = {option.id for option in (*item.options, *item.lures)}
    return options | {pair.id for pair in item.pairs} | {step.id for step in item.steps} | {item.id}


def shown_texts(item: Item) -> set[str]:
    """What the trainee reads anyway."""
    texts = [item.stem, *(o.text for o in (*item.options, *item.lures)), *(s.text for s in item.steps)]
    texts += [side for pair in item.pairs for side in (pair.left, pair.right)]
    texts += [item.number.unit] if item.number else []
    return {said for text in texts for said in text}


def told_after(item: Item) -> set[str]:
    """What is said only after the answer, and what is accepted."""
    texts = [item.explanation, item.hint, item.feedback]
    texts += [option.feedback for option in (*item.options, *item.lures)] + [pair.feedback for pair in item.pairs]
    texts += [mistake.feedback for mistake in item.mistakes]
    said = {part for text in texts for part in text if part}
    for names in (item.accepted, item.partial, *(mistake.answers for mistake in item.mistakes)):
        said.update(*names)
    return said | {item.misconception or ""} | {option.misconception or "" for option in item.options}


def test_no_paper_of_the_bank_holds_an_id_of_the_bank_or_a_word_of_the_key(material: Material) -> None:
    for paper, items in papers(material):
        plain = json.loads(encode_paper(paper))
        for row, item in zip(plain["items"], items, strict=True):
            found = strings(row)
            names = {part["id"] for part in (*row["parts"], *row["sides"])}
            assert found - names - {row["id"], row["type"], row["case"], ""} <= shown_texts(item), item.id
            assert found.isdisjoint(told_after(item) - shown_texts(item) - {""}), item.id
            assert names <= set("abcdefghijklmnopqrstuvwxyz"), item.id
            assert (own_ids(item) & names) <= set("abcdefghijklmnopqrstuvwxyz"), item.id
            assert item.id not in found
            assert set(row) == {
                "id", "type", "stem", "case", "parts", "sides", "keep_order", "unit", "asks_source"
            }  # fmt: skip


def test_a_paper_has_every_part_that_the_item_has(material: Material) -> None:
    for shown, item in pairs(material):
        many = len(item.options) or len(item.pairs) or len(item.steps)
        assert len(shown.parts) == many, item.id
        assert len(shown.sides) == (len(distinct_sides(item)) if item.type == "matching" else 0)


@pytest.mark.parametrize("kind", ["single", "multiple", "ordering", "matching", "true_false"])
def test_neither_name_nor_place_of_a_line_tells_that_it_is_right(material: Material, kind: str) -> None:
    """Over many secrets, a line of an item gets every name. Where the order of options is meant, it stays."""
    for item in material.bank.items:
        many = len(item.options) or len(item.pairs) or len(item.steps)
        if item.type != kind or not many or (item.keep_order and kind != "ordering"):
            continue
        first = {make_paper("u", TITLE, 0, [item], [], secret).items[0].parts[0].text for secret in SECRETS}
        assert len(first) == many, item.id
        if kind == "matching":
            same = [
                secret for secret in SECRETS
                if translate(item, secret, Response(tuple("abcdefgh"[: len(item.pairs)]))) == right_response(item)
            ]  # fmt: skip
            assert len(same) < len(SECRETS) / 2, item.id


def paper_answer(shown: PaperItem, item: Item) -> Response:
    """The right answer by what the lines say, as somebody gives it who reads the paper."""
    by_text = {part.text: part.id for part in shown.parts}
    right = right_response(item)
    match item.type:
        case "matching":
            side_of = {pair.left: pair.right for pair in item.pairs}
            sides = {side.text: side.id for side in shown.sides}
            return Response(tuple(sides[side_of[part.text]] for part in shown.parts))
        case "ordering":
            text_of = {step.id: step.text for step in item.steps}
            return Response(tuple(by_text[text_of[id_]] for id_ in right.chosen))
        case "single" | "multiple" | "true_false":
            text_of = {option.id: option.text for option in item.options}
            return Response(tuple(by_text[text_of[id_]] if id_ in text_of else id_ for id_ in right.chosen))
        case _:
            return right


@pytest.mark.parametrize("secret", ["", "rahasia", "lain ✓"])
def test_the_right_answer_by_the_names_of_the_paper_earns_everything(material: Material, secret: str) -> None:
    found = pairs(material, secret)
    assert {item.type for _, item in found} >= {"single", "multiple", "true_false", "matching", "ordering", "short"}
    for shown, item in found:
        given = translate(item, secret, paper_answer(shown, item))
        assert grade(item, given, material.words, with_reason=True).fraction == 1.0, item.id


def test_the_right_answer_in_english_earns_everything(material: Material) -> None:
    for shown, item in pairs(material):
        response = right_response(item, "en") if item.type == "short" else paper_answer(shown, item)
        given = translate(item, SECRETS[0], response)
        assert grade(item, given, material.words, with_reason=True).fraction == 1.0, item.id


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_each_type_makes_the_way_there_and_back(item: Item) -> None:
    shown = make_paper("u", TITLE, 0, [item], [], "rahasia").items[0]
    given = translate(item, "rahasia", paper_answer(shown, item))
    assert grade(item, given, with_reason=True).fraction == 1.0
    blank = translate(item, "rahasia", Response())
    assert grade(item, blank, with_reason=True).outcome == "blank"


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
@pytest.mark.parametrize(
    "response",
    [
        Response(("zz",)), Response(("a",)), Response(("", "", "")), Response(("a", "a", "a", "a", "a", "a", "a")),
        Response(("true", "zz")), Response(("benar",)), Response(("A",)), Response(text="\ud800"),
        Response(("x" * 99,)),
    ],
)  # fmt: skip
def test_what_no_paper_asks_for_is_wrong_and_breaks_nothing(item: Item, response: Response) -> None:
    given = translate(item, "rahasia", response)
    assert given.blank == response.blank or response.text  # text is no answer where lines are chosen
    assert grade(item, given, with_reason=True).fraction < 1


def test_ids_of_the_bank_are_no_answer_to_a_paper(material: Material) -> None:
    """Whoever has read the bank and not the paper cannot answer it with what stands there."""
    for shown, item in pairs(material):
        letters = {part.id for part in (*shown.parts, *shown.sides)}
        right = [id_ for id_ in right_response(item).chosen if id_ not in ("true", "false")]
        if right and letters.isdisjoint(right):
            given = translate(item, SECRETS[0], right_response(item))
            assert grade(item, given, with_reason=True).fraction < 1, item.id


def test_a_paper_is_the_same_each_time_and_another_with_another_secret(material: Material) -> None:
    one, two = ([encode_paper(paper) for paper, _ in papers(material)] for _ in range(2))
    assert one == two
    assert one != [encode_paper(paper) for paper, _ in papers(material, "lain")]


def test_a_paper_comes_back_from_its_text(material: Material) -> None:
    for paper, items in papers(material):
        assert decode_paper(encode_paper(paper)) == paper
        for shown, item in zip(paper.items, items, strict=True):
            case = paper.case(shown)
            assert (case is None) == (item.case is None)
            told = material.case(item)
            assert case is None or (told is not None and case.text == told.text)


# -- the order of one person


def test_each_person_has_an_order_that_stays_and_cases_stay_together(material: Material) -> None:
    paper, _ = papers(material)[0]
    orders = {trainee: person_items(paper, trainee) for trainee in ("t1", "t2", "t3")}
    assert len({tuple(item.id for item in order) for order in orders.values()}) == 3
    for trainee, order in orders.items():
        assert person_items(decode_paper(encode_paper(paper)), trainee) == order
        assert sorted(item.id for item in order) == sorted(item.id for item in paper.items)
        seen: list[str] = []
        for item in order:
            if item.case and (not seen or seen[-1] != item.case):
                assert item.case not in seen
            seen.append(item.case)
        for item in order:
            assert sorted(person_order(item.parts, item, trainee, paper.exam)) == sorted(item.parts)


def test_options_whose_order_is_meant_stay_in_it(material: Material) -> None:
    kept = [(shown, item) for shown, item in pairs(material) if item.keep_order]
    assert kept
    for shown, item in kept:
        assert [part.text for part in person_order(shown.parts, shown, "t1", "u")] == [o.text for o in item.options]


# -- damaged text

GOOD = encode_paper(make_paper("u", TITLE, 30, ALL, [], "rahasia"))


def broken(*path: str | int, value: Any = None) -> str:
    """The paper with something else at one place."""
    row = json.loads(GOOD)
    part = row
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return json.dumps(row)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "3", '"x"', "{}", "[" * 100_000, GOOD[:-1], GOOD[: len(GOOD) // 2],
        broken("items"), broken("items", value=[]), broken("items", value={}), broken("items", value=7),
        broken("items", 0), broken("items", 0, "id", value=1), broken("items", 0, "type", value="essay"),
        broken("items", 0, "type", value=[]), broken("items", 0, "stem"), broken("items", 0, "stem", "en"),
        broken("items", 0, "parts"), broken("items", 0, "parts", value=[1]), broken("items", 0, "parts", value="ab"),
        broken("items", 1, "id", value="q1"), broken("minutes", value=-1), broken("minutes", value="x"),
        broken("minutes", value=None), broken("minutes", value=float("inf")), broken("minutes", value=float("nan")),
        broken("title"), broken("exam"), broken("cases"), broken("cases", value=[{"id": "c1"}]),
        json.dumps({**json.loads(GOOD), "items": json.loads(GOOD)["items"] * 30}),
    ],
)  # fmt: skip
def test_damaged_text_is_refused(text: str) -> None:
    with pytest.raises(PaperError):
        decode_paper(text)


def test_every_cut_of_a_paper_is_refused() -> None:
    for end in range(0, len(GOOD), 37):
        with pytest.raises(PaperError):
            decode_paper(GOOD[:end])


def test_questions_are_counted_from_one() -> None:
    assert [item_id(place) for place in range(3)] == ["q1", "q2", "q3"]
