"""The usual spellings of a place in a regulation, for programs that compare letter by letter."""

from __future__ import annotations

from itertools import product

from kadguide.knowledge.items import ArticleKey
from kadguide.knowledge.model import Lang

_HEADS: dict[Lang, tuple[str, ...]] = {
    "id": ("", "Pasal ", "Ps. ", "Ps "),
    "en": ("", "Article ", "Art. ", "Art "),
}
_MOST = 48
"""Spellings of one place at most, so that no question drowns in them."""


def article_spellings(key: ArticleKey, lang: Lang, cites: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The place that ``key`` asks for, as people write it; with one of ``cites`` where the regulation is asked, too."""
    heads = _HEADS[lang]
    bodies = _bodies(key.article, key.paragraph, key.letter, lang)
    places = [f"{head}{body}" for body, head in product(bodies, heads)]
    named = [
        said
        for cite in cites
        for body in bodies[:3]
        for said in (f"{cite} {heads[1]}{body}", f"{heads[1]}{body} {cite}")
    ]
    found = named if key.asks_source else places + named
    return tuple(dict.fromkeys(found))[:_MOST]


def _bodies(article: str, paragraph: str | None, letter: str | None, lang: Lang) -> tuple[str, ...]:
    word_paragraph, word_letter = ("ayat", "huruf") if lang == "id" else ("paragraph", "point")
    paragraphs = [""]
    if paragraph:
        paragraphs = [
            f"({paragraph})",
            f" ({paragraph})",
            f" {word_paragraph} ({paragraph})",
            f" {word_paragraph} {paragraph}",
        ]
    letters = [""]
    if letter:
        letters = [f" {word_letter} {letter}", letter, f"({letter})"] if paragraph else [f" {word_letter} {letter}"]
    return tuple(f"{article}{one}{two}" for one, two in product(paragraphs, letters))
