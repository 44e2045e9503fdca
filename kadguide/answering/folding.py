"""Brings typed text into one form: harmless characters, lower case, plain letters, separate numbers."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_CHARACTERS = 4000
"""Longer questions are cut here: nobody asks that much, and time stays bounded."""
MAX_TOKENS = 250

_ESCAPES = r"\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?|\x9b[0-?]*[ -/]*[@-~]?"
"""Only for texts that are not plain: it is compiled when one comes, which saves time at every start."""
_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
_INVERTED = r"(^|\bwhy )(do|does|did|would|could|should|must|is|are|was|were)n't ((?:the |an? |some |all |local )?\w+) "
_NOT = r"n't\b"
"""These are compiled when a text needs them, which saves time at every start."""
_ELONGATED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"[a-z]+|\d+")
_REDUPLICATED = re.compile(r"\b([a-z]{4,})2(?=[a-z]*\b)(nya|kan|an)?\b")
_COUNTED = frozenset("pasal ayat butir nomor angka tahun article".split())
"""Words of places: glued to a number, they mean it (“pasal2”). Of all others a glued 2 makes the plural."""
_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡӏвкмнт", "aeopcyxijsdglbkmht")


@lru_cache(256)
def clean(text: str) -> str:
    """``text`` without escape sequences, control, format, surrogate and private characters; white space is one blank.

    What remains can be shown anywhere.
    """
    text = text[: MAX_CHARACTERS * 4]
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:MAX_CHARACTERS]
    import unicodedata  # loaded only for texts that are not plain

    text = re.sub(_ESCAPES, " ", text, flags=re.S)
    shown = "".join(" " if c.isspace() or unicodedata.category(c) in _FORBIDDEN_CATEGORIES else c for c in text)
    return " ".join(shown.split())[:MAX_CHARACTERS]


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, each with what ends it."""
    return re.split(r"(?<=[.!?])\s+", text)


@lru_cache(2048)
def fold(text: str) -> str:
    """Lower-case letters without marks, digits and blanks; look-alike letters of other scripts become Latin."""
    text = clean(text)
    if text.isascii():
        text = text.lower()
    else:
        import unicodedata

        text = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKALIKES)
        text = "".join(_digit(c) for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = text.replace("’", "'")
    if "n't" in text:
        text = re.sub(_INVERTED, r"\1\3 \2 not ", text)  # “why don't they want”: it is denied to want, not they.
        text = re.sub(_NOT, " not", text)
    text = text.replace("&", " dan ")
    text = _ELONGATED.sub(r"\1", text)
    return _REDUPLICATED.sub(_undouble, text) if "2" in text else text


def _digit(character: str) -> str:
    """Decimal digits of any script as ASCII; other number-like characters stay what they are."""
    return str(int(character)) if character.isdecimal() else character


def _undouble(match: re.Match[str]) -> str:
    """``daerah2`` is *daerah-daerah*, ``prinsip2`` all principles, but ``pasal2`` is *pasal 2*."""
    word, suffix = match.group(1), match.group(2) or ""
    return f"{word} 2 {suffix}" if word in _COUNTED else word + suffix


@lru_cache(256)
def tokens(text: str) -> tuple[str, ...]:
    """Words and numbers of ``text`` after folding, at most :data:`MAX_TOKENS`."""
    return tuple(_TOKEN.findall(fold(text))[:MAX_TOKENS])
