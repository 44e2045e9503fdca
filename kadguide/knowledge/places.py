"""Places in a regulation: the compact notation of the files, and how it is said in each language."""

from __future__ import annotations

import re
from functools import lru_cache

from kadguide.knowledge.model import Citation, Lang, Source
from kadguide.light import NamedTuple

_NUMBERS = re.compile(r"\d+[A-Z]?")
_RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")
_PARAGRAPHS = re.compile(r"\((\d+)\)(?:[a-z]\b)?(?:\s*-\s*\((\d+)\))?")
_PARENTHESES = re.compile(r"\([^)]*\)(?:[a-z]\b)?(?:\s*-\s*\([^)]*\)(?:[a-z]\b)?)?")

_OTHER_PLACES = {
    "catatan kaki": "footnote", "hal.": "p.", "halaman artikel": "page of the article", "lampiran": "annex",
    "tanya jawab": "questions and answers", "berita": "news", "portal kerja sama": "cooperation portal",
    "portal": "portal", "penjelasan umum": "general elucidation", "peraturan gubernur": "governor's regulation",
    "penyebutan": "mention of", "laporan penelitian": "research report", "penelitian": "research",
    "tanggal naskah": "date of the text", "naskah": "text", "rancangan": "draft", "salinan": "copy",
    "sejarah": "history", "tahun": "year", "seluruhnya": "all of it",
}  # fmt: skip
"""What a place that is no heading begins with. Headings stay as they stand in the source, to be found there."""
_OTHER_PLACE = rf"(?:{'|'.join(map(re.escape, _OTHER_PLACES))})(?!\w)"
_JOINING = {"butir": "point", "dan": "and", "sampai": "to"}
_AFTER_HEADING = re.compile(r",\s+butir\b.*")
_JOINED = re.compile(rf"\b(?:{'|'.join(_JOINING)})\b")


@lru_cache(2048)
def article_numbers(article: str) -> frozenset[str]:
    """The article numbers of a compact place: ``363-365`` → 363, 364, 365; ``6(1)-(3)`` → 6; ``1 angka 2`` → 1."""
    plain = re.sub(r"\b(?:angka|huruf|butir)\s+\w+", "", _PARENTHESES.sub(" ", article))
    found = set(_NUMBERS.findall(plain))
    for first, last in _RANGE.findall(plain):
        if 0 < int(last) - int(first) < 1000:
            found.update(str(number) for number in range(int(first), int(last) + 1))
    return frozenset(found)


class Part(NamedTuple):
    """One of the places that a citation joins. Without paragraphs the whole of the articles is meant."""

    articles: frozenset[str]
    paragraphs: frozenset[str]


@lru_cache(2048)
def parts_of(article: str) -> frozenset[Part]:
    """The places that commas join: ``364(6)-(8), 365`` → 364 with 6, 7 and 8; 365."""
    return frozenset(Part(article_numbers(part), _paragraph_numbers(part)) for part in article.split(",") if part)


def _paragraph_numbers(part: str) -> frozenset[str]:
    ranges = ((int(first), int(last or first)) for first, last in _PARAGRAPHS.findall(part))
    return frozenset(str(number) for first, last in ranges for number in range(first, last + 1))


def say_article(article: str, lang: Lang, elucidation: bool = False) -> str:
    """``"101(1)i"`` → ``"Pasal 101 ayat (1) huruf i"`` or ``"Art. 101(1)(i)"``."""
    if lang == "en":
        said = re.sub(r"(\))([a-z])\b", r"\1(\2)", article).replace("angka", "item").replace("huruf", "letter")
        said = ("Arts. " if len(article_numbers(article)) > 1 else "Art. ") + said
        return f"elucidation of {said}" if elucidation else said
    said = re.sub(r"(\))([a-z])\b", r"\1 huruf \2", article)
    said = re.sub(r"(?<=[\dA-Z])\((\d)", r" ayat (\1", said)
    said = f"Pasal {said}"
    return f"Penjelasan {said}" if elucidation else said


def say_place(citation: Citation, lang: Lang) -> str:
    """The place alone, such as ``Pasal 9 ayat (2)``; empty when all of the source is meant."""
    return ", ".join(_place(citation, lang))


def say_citation(citation: Citation, source: Source, lang: Lang) -> str:
    """A source with its place, such as ``PP 28/2018 Pasal 9 ayat (2)``."""
    parts = [source.cite.get(lang), *_place(citation, lang)]
    return ", ".join(parts) if citation.section else " ".join(parts)


def _place(citation: Citation, lang: Lang) -> list[str]:
    parts = []
    if citation.article:
        parts.append(say_article(citation.article, lang, citation.elucidation))
    elif citation.elucidation:
        parts.append("Penjelasan Umum" if lang == "id" else "general elucidation")
    if citation.section:
        parts.append(f"bagian {citation.section}" if lang == "id" else _english_section(citation.section))
    return parts


def _english_section(section: str) -> str:
    """``"Model, butir 4"`` → ``"section Model, point 4"``; ``"Catatan kaki 5"`` → ``"footnote 5"``."""

    def joined(text: str) -> str:
        return _JOINED.sub(lambda found: _JOINING[found[0]], text)

    if other := re.match(_OTHER_PLACE, section, re.I):
        return _OTHER_PLACES[other[0].casefold()] + joined(section[other.end() :])
    return "section " + _AFTER_HEADING.sub(lambda found: joined(found[0]), section)
