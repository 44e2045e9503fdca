"""Regulations and articles that a text names, to be compared with its sources."""

from __future__ import annotations

import re

from kadguide.knowledge.places import article_numbers

LAW_IN_TEXT = re.compile(
    r"\b(UU|PP|Permendagri|Perpres|Keppres|Inpres|PMK|Perppu|Law|GR|MoHA Regulation|Presidential Regulation|"
    r"Presidential Decree|Presidential Instruction|MoF Regulation)\s+(?:No(?:mor|\.)?\s*)?(\d+)"
    r"(?:/|\s+(?:Tahun|of)\s+)(\d{4})\b"
)
"""A regulation named in a text, in the notation that STYLE.md asks for."""

ARTICLES_IN_TEXT = re.compile(
    r"\b(?:Pasal|Pasal-pasal|Art\.|Arts\.|Article|Articles)\s+"
    r"(\d+[A-Z]?(?!\d*/)(?:\s*(?:\([^)]*\)|[–-]|ayat|huruf [a-z]\b|angka \d+|,|dan|and|\d+[A-Z]?(?![\d/])))*)"
)
"""Articles named in a text: the word and what follows it as far as it is still numbers."""

_KINDS = {
    "UU": "uu", "Law": "uu", "PP": "pp", "GR": "pp", "Permendagri": "permendagri", "MoHA Regulation": "permendagri",
    "Perpres": "perpres", "Presidential Regulation": "perpres", "Keppres": "keppres", "Presidential Decree": "keppres",
    "Inpres": "inpres", "Presidential Instruction": "inpres", "PMK": "pmk", "MoF Regulation": "pmk", "Perppu": "perppu",
}  # fmt: skip


def laws_in_text(text: str) -> set[str]:
    """Source ids of the regulations that ``text`` names."""
    return {f"{_KINDS[kind]}-{number}-{year}" for kind, number, year in LAW_IN_TEXT.findall(text)}


def articles_in_text(text: str) -> set[str]:
    """Article numbers that ``text`` names, of whatever regulation."""
    found: set[str] = set()
    for run in ARTICLES_IN_TEXT.findall(text):
        cut = LAW_IN_TEXT.split(run)[0]
        cut = re.sub(
            r"\([^)]*\)|\b(?:ayat|huruf|angka|item)\b\s*(?:\(\d+\)|\w+)?(?:\s*(?:dan|and|,|[–-])\s*\(\d+\))*",
            " ",
            cut,
        )
        found |= article_numbers(cut.replace("–", "-"))
    return found
