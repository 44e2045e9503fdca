"""What a learner answered. The response is kept, never only the mark, so that everything can be graded again."""

from __future__ import annotations

import json
from typing import NamedTuple

from kadguide.knowledge.items import FULL, Item

TRUE, FALSE = "true", "false"
TYPED = ("short", "number", "article")


class Response(NamedTuple):
    """One answer to one item.

    ``chosen`` holds, by type of the item: the option (single); the options (multiple); the verdict ``"true"`` or
    ``"false"``, then the option that is the reason (true/false); for each pair in the order of the item the id of the
    right side that was put to it, or ``""`` (matching); the steps in the order given (ordering). ``text`` holds what
    was typed.
    """

    chosen: tuple[str, ...] = ()
    text: str = ""

    @property
    def blank(self) -> bool:
        """Nothing was answered, which is not the same as a wrong answer."""
        return not self.text.strip() and not any(self.chosen)

    def encode(self) -> str:
        """As JSON, for the store. Halves of characters, which no file can hold, become question marks."""
        row = json.dumps({"chosen": list(self.chosen), "text": self.text}, ensure_ascii=False)
        return row.encode(errors="replace").decode()


def decode_response(text: str) -> Response:
    """What :meth:`Response.encode` wrote. Anything else is a blank response."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return Response()
    if not isinstance(data, dict):
        return Response()
    chosen, typed = data.get("chosen", []), data.get("text", "")
    if not isinstance(chosen, list) or not all(isinstance(part, str) for part in chosen):
        chosen = []
    return Response(tuple(chosen), typed if isinstance(typed, str) else "")


def right_response(item: Item, lang: str = "id") -> Response:
    """A response that earns everything."""
    right = tuple(option.id for option in item.options if option.credit == FULL)
    match item.type:
        case "single" | "multiple":
            return Response(right)
        case "true_false":
            return Response((TRUE if item.truth else FALSE, *right))
        case "matching":
            return Response(tuple(pair.id for pair in item.pairs))
        case "ordering":
            return Response(tuple(step.id for step in sorted(item.steps, key=lambda step: step.rank)))
        case "short":
            return Response(text=getattr(item.accepted, lang)[0])
        case "number":
            return Response(text=f"{item.number.value:g}" if item.number else "")
        case "article":
            return Response(text=say_place(item))


def say_place(item: Item) -> str:
    """The place that an article item asks for, in the compact notation: ``363(3)b``."""
    key = item.article
    if key is None:
        return ""
    paragraph = f"({key.paragraph})" if key.paragraph else ""
    prefix = ""
    if key.asks_source and key.source.count("-") == 2:
        kind, number, year = key.source.split("-")
        prefix = f"{kind.upper() if len(kind) < 4 else kind.capitalize()} {number}/{year} Pasal "
    return f"{prefix}{key.article}{paragraph}{key.letter or ''}"
