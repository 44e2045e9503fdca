"""The columns of the spreadsheet, and how the parts of an item stand in them. One row is one item, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kadguide.exchange.bank.question import UnfitError
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.items import FULL, ITEM_TYPES, ArticleKey, Item, ItemType, Option
from kadguide.knowledge.model import Bilingual, Citation, Lang, Names

LETTERS = "abcdefgh"
"""One column for each part of an item: options, pairs, steps, known mistakes."""
ARROW = "->"
SHEETS: dict[Lang, str] = {"id": "Soal", "en": "Items"}
_PARTS = tuple(LETTERS)
COLUMNS: tuple[str, ...] = (
    "id", "type", "stem", *_PARTS, "key", "tolerance", "near", "unit", "explanation",
    *(f"feedback_{letter}" for letter in LETTERS), "feedback", "hint", "case_title", "case", "layer", "difficulty",
    "keep_order", "competencies", "claims", "entry", "contrast", "sources", "version", "updated",
    *(f"misconception_{letter}" for letter in LETTERS), "misconception",
)  # fmt: skip
WIDE = frozenset(("stem", "explanation", "case", *_PARTS, *(f"feedback_{letter}" for letter in LETTERS)))
MOST_CITATION = 200
"""Letters of a citation."""
_HALF = re.compile(r"\s*\(\s*(\d{1,3})\s*%\s*\)\s*$")
_CITATION = re.compile(
    r"(?P<source>[a-z0-9-]+)(?:\s+(?!§)(?P<article>[^§(][^§]*?))?(?:\s*§\s*(?P<section>.+?))?(?P<plus>\s*\(\+\))?"
)
_PLACE = re.compile(
    r"(?P<source>[a-z0-9-]+)\s+(?P<article>\d{1,3}[A-Za-z]?)\s*(?:\((?P<paragraph>\d{1,2}[a-z]?)\))?(?P<letter>[a-z])?(?P<plus>\s*\(\+\))?"
)


class Header(NamedTuple):
    """What a column is called, and what it is for."""

    name: str
    use: str


def header(key: str, word: Catalog) -> Header:
    """The words of a column in one language."""
    stem, _, letter = key.rpartition("_")
    if key in _PARTS:
        return Header(key.upper(), word("bank.use_part"))
    if stem and len(letter) == 1:
        return Header(word(f"bank.col_{stem}_of", letter=letter.upper()), word(f"bank.use_{stem}_of"))
    return Header(word(f"bank.col_{key}"), word(f"bank.use_{key}"))


def keys_by_name() -> dict[str, str]:
    """The columns by their names in either language."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        word = Catalog(lang)
        found |= {header(key, word).name.casefold(): key for key in COLUMNS}
    return found


def types_by_name() -> dict[str, ItemType]:
    """The types of items by their names in either language."""
    found: dict[str, ItemType] = {name: name for name in ITEM_TYPES}
    for lang in LANGUAGES:
        word = Catalog(lang)
        found |= {word(f"bank.type_{name}").casefold(): name for name in ITEM_TYPES}
    return found


# -- parts of a cell


def say_credit(text: str, credit: int) -> str:
    """A letter or word with what it earns, where that is not everything."""
    return text if credit == FULL else f"{text} ({credit}%)"


def read_credit(text: str) -> tuple[str, int]:
    """What :func:`say_credit` wrote."""
    found = _HALF.search(text)
    return (text[: found.start()].strip(), min(int(found.group(1)), FULL)) if found else (text.strip(), FULL)


def say_list(texts: tuple[str, ...]) -> str:
    return "; ".join(texts)


def read_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def say_citation(citation: Citation) -> str:
    """``uu-23-2014 364(1)``, ``radji § C.1``; a plus for an elucidation."""
    article = f" {citation.article}" if citation.article else ""
    section = f" § {citation.section}" if citation.section else ""
    return f"{citation.source}{article}{section}{' (+)' if citation.elucidation else ''}"


def read_citation(text: str) -> Citation | None:
    """What :func:`say_citation` wrote; ``None`` for anything else."""
    found = _CITATION.fullmatch(text.strip()) if len(text) < MOST_CITATION else None
    if not found:
        return None
    return Citation(found["source"], found["article"], found["section"], found["plus"] is not None)


def say_place(key: ArticleKey) -> str:
    """``uu-23-2014 363(3)b``; a plus where the answer must name the regulation, too."""
    paragraph = f"({key.paragraph})" if key.paragraph else ""
    return f"{key.source} {key.article}{paragraph}{key.letter or ''}{' (+)' if key.asks_source else ''}"


def read_place(text: str) -> ArticleKey:
    """What :func:`say_place` wrote. Raises :class:`UnfitError`."""
    found = _PLACE.fullmatch(text.strip())
    if not found:
        raise UnfitError("bad_place", text=text[:40])
    article, letter = found["article"], found["letter"]
    return ArticleKey(found["source"], article, found["paragraph"], letter, found["plus"] is not None)


# -- an item as a row


def row_of(item: Item, lang: Lang, word: Catalog, case: tuple[str, str], *, alone: bool) -> dict[str, str]:
    """The cells of ``item``. ``case`` holds title and text. ``alone`` when the other language has no sheet: typed words
    of both are then right in this one. Raises :class:`UnfitError` when the item has too many parts."""
    say: Callable[[Bilingual], str] = lambda text: text.get(lang)  # noqa: E731
    names: Callable[[Names], tuple[str, ...]] = lambda texts: _words(texts, lang, alone=alone)  # noqa: E731
    parts: list[tuple[str, str, str | None]] = [
        (say(option.text), say(option.feedback), option.misconception) for option in item.options
    ]
    parts += [(f"{_left(say(pair.left))} {ARROW} {say(pair.right)}", say(pair.feedback), None) for pair in item.pairs]
    parts += [(f"{ARROW} {say(lure.text)}", say(lure.feedback), lure.misconception) for lure in item.lures]
    steps = sorted(item.steps, key=lambda step: step.rank)
    parts += [(say(step.text), "", None) for step in steps]
    parts += [
        (say_list(names(mistake.answers)), say(mistake.feedback), mistake.misconception) for mistake in item.mistakes
    ]
    if len(parts) > len(LETTERS):
        raise UnfitError("out_parts", most=len(LETTERS))
    row = {
        "id": item.id, "type": word(f"bank.type_{item.type}"), "stem": say(item.stem), "key": _key(item, names, word),
        "explanation": say(item.explanation), "feedback": say(item.feedback), "hint": say(item.hint),
        "case_title": case[0], "case": case[1], "layer": word(f"bank.layer_{item.layer}"),
        "difficulty": str(item.difficulty), "keep_order": word("bank.yes") if item.keep_order else "",
        "competencies": say_list(item.competencies), "claims": say_list(item.claims), "entry": item.entry,
        "contrast": item.contrast or "", "sources": say_list(tuple(map(say_citation, item.citations))),
        "version": str(item.version), "updated": item.updated.isoformat(), "misconception": item.misconception or "",
    }  # fmt: skip
    for letter, (text, feedback, misconception) in zip(LETTERS, parts, strict=False):
        row |= {letter: text, f"feedback_{letter}": feedback, f"misconception_{letter}": misconception or ""}
    if item.number:
        key = item.number
        row |= {"tolerance": _digits(key.tolerance), "near": _digits(key.near), "unit": say(key.unit)}
    return row


def _words(names: Names, lang: Lang, *, alone: bool) -> tuple[str, ...]:
    own, other = (names.id, names.en) if lang == "id" else (names.en, names.id)
    return tuple(dict.fromkeys((*own, *other))) if alone else own


def _key(item: Item, names: Callable[[Names], tuple[str, ...]], word: Catalog) -> str:
    """What is right: letters, a verdict, words, a number, a place; the ranks of steps that may stand either way."""
    letters = [say_credit(letter.upper(), option.credit) for letter, option in _credited(item.options)]
    match item.type:
        case "single" | "multiple":
            return ", ".join(letters)
        case "true_false":
            return ", ".join([word("bank.true" if item.truth else "bank.false"), *letters])
        case "ordering" if item.ties:
            return " ".join(str(rank) for rank in sorted(step.rank for step in item.steps))
        case "short":
            return say_list((*names(item.accepted), *(say_credit(text, 50) for text in names(item.partial))))
        case "number" if item.number:
            return _digits(item.number.value) or "0"
        case "article" if item.article:
            return say_place(item.article)
        case _:
            return ""


def _credited(options: tuple[Option, ...]) -> list[tuple[str, Option]]:
    return [(letter, option) for letter, option in zip(LETTERS, options, strict=False) if option.credit]


def _left(text: str) -> str:
    return text.replace(ARROW, "→")


def _digits(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".") if value else ""
