"""Every response to a small item, said by what its parts say, so that two items can be asked the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, permutations, product

from kadguide.knowledge.items import Item
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response

TYPED = (
    "", "sukarela", "Sukarela.", "voluntary", "tidak wajib", "not mandatory", "wajib", "Mandatory", "sukarelo",
    "apa saja", "45", "45,0", "46", "47", "48", "44", "43", "30", "empat puluh lima",
)  # fmt: skip


def given(item: Item) -> Iterator[tuple[str, ...]]:
    """Each response as the texts that are chosen, put in order, put to each stem, or typed."""
    texts = [option.text.id for option in item.options] + [step.text.id for step in item.steps]
    match item.type:
        case "single":
            yield from chain([()], ((text,) for text in texts), combinations(texts, 2))
        case "multiple":
            yield from chain.from_iterable(combinations(texts, size) for size in range(len(texts) + 1))
        case "true_false":
            yield from ((), ("true",), ("false",))
        case "matching":
            sides = ["", *dict.fromkeys(pair.right.id for pair in item.pairs), *(lure.text.id for lure in item.lures)]
            yield from product(sides, repeat=len(item.pairs))
        case "ordering":
            yield from permutations(texts)
        case _:
            yield from ((text,) for text in TYPED)


def credit(item: Item, said: Sequence[str]) -> float:
    """What ``item`` gives for it."""
    if item.type in ("short", "number", "article"):
        return grade(item, Response(text=said[0] if said else "")).fraction
    parts = {option.text.id: option.id for option in (*item.options, *item.lures)}
    parts |= {step.text.id: step.id for step in item.steps}
    parts |= {pair.right.id: pair.id for pair in item.pairs}
    parts |= {"": "", "true": "true", "false": "false"} if item.type in ("true_false", "matching") else {}
    return grade(item, Response(tuple(parts[text] for text in said))).fraction


def credits_of(item: Item) -> dict[tuple[str, ...], float]:
    return {said: credit(item, said) for said in given(item)}
