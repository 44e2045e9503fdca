"""Reads an answer that was typed in one line: numbers, letters, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.knowledge.items import Item, ItemType
from kadguide.learning.responses import FALSE, TRUE, TYPED, Response

_TRUE_WORDS = ("b", "benar", "betul", "ya", "true", "t", "yes", "y", "1")
_FALSE_WORDS = ("s", "salah", "tidak", "false", "f", "no", "n", "2")

_UNKNOWN_WORDS = (
    "tidak tahu", "tak tahu", "gak tahu", "nggak tahu", "saya tidak tahu", "belum tahu", "lupa", "saya lupa",
    "don't know", "i don't know", "dont know", "do not know", "i do not know", "no idea",
)  # fmt: skip


def is_unknown(line: str) -> bool:
    """Whether ``line`` says that one does not know, which is no wrong answer."""
    return " ".join(line.casefold().replace("’", "'").strip(" .!?").split()) in _UNKNOWN_WORDS


def read_response(item: Item, order: Sequence[str], line: str) -> Response | None:
    """The response that ``line`` gives, when the parts stand in ``order``; ``None`` when it cannot be understood.

    Single: ``2`` or ``b``. Multiple: ``1 3`` or ``a,c``. True/false: ``benar``, ``s`` and so on. Ordering: all numbers
    in the right order, ``3 1 2``. Matching: for each pair the letter put to it, ``1c 2a 3b`` or ``c a b``, ``-`` for
    none. Typed items take the line as it is. Who says that they do not know gives no answer, whatever the type.
    """
    return read_line(item.type, order if item.type != "true_false" else (), line, len(item.pairs))


def read_line(type_: ItemType, order: Sequence[str], line: str, pairs: int = 0) -> Response | None:
    """As :func:`read_response`, for a question of which only the type is known, and how many ``pairs`` a matching has.

    A true/false item with reasons, then in ``order``, takes the letter of one behind the verdict: ``salah b``.
    """
    said = line.strip()
    if is_unknown(said):
        return Response()
    if type_ in TYPED:
        return Response(text=said) if said else None
    words = [word for word in re.split(r"[\s,;]+", said.casefold()) if word]
    match type_:
        case "true_false":
            return _verdict(order, words)
        case "matching":
            return _matching(pairs, order, words)
        case _:
            if len(words) == 1 and len(words[0]) > 1 and (type_ != "single") and len(order) < 10:
                words = list(words[0])  # “132” or “acd”
            picked = [_part(word, order) for word in words]
            chosen = tuple(part for part in picked if part)
            wanted = {"single": len(chosen) == 1, "multiple": bool(chosen), "ordering": len(chosen) == len(order)}
            whole = len(chosen) == len(picked) and len(set(chosen)) == len(chosen)
            return Response(chosen) if whole and wanted[type_] else None


def _verdict(reasons: Sequence[str], words: Sequence[str]) -> Response | None:
    if not words or len(words) > 1 + bool(reasons) or words[0] not in _TRUE_WORDS + _FALSE_WORDS:
        return None
    verdict = TRUE if words[0] in _TRUE_WORDS else FALSE
    if len(words) == 1:
        return Response((verdict,))
    reason = _part(words[1], reasons)
    return Response((verdict, reason)) if reason else None


def _part(word: str, order: Sequence[str]) -> str:
    """The part that a number or a letter stands for, or nothing."""
    word = word.strip(".)(")
    if word.isdecimal():
        position = int(word) - 1
    elif len(word) == 1 and "a" <= word <= "z":
        position = ord(word) - ord("a")
    else:
        return ""
    return order[position] if 0 <= position < len(order) else ""


def _matching(pairs: int, order: Sequence[str], words: Sequence[str]) -> Response | None:
    given: dict[int, str] = {}
    for place, word in enumerate(words):
        found = re.fullmatch(r"(\d+)[-=:.]?([a-z])", word)
        index = int(found.group(1)) - 1 if found else place
        letter = found.group(2) if found else word
        answer = "" if letter == "-" else _part(letter, order)
        if not 0 <= index < pairs or index in given or (not answer and letter != "-") or letter.isdecimal():
            return None
        given[index] = answer
    return Response(tuple(given.get(index, "") for index in range(pairs))) if any(given.values()) else None
