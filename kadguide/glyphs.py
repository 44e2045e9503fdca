"""Signs for consoles that have no lines, arrows or typographic marks: each becomes one that every console has.

A console may lack them since its encoding cannot carry them, or since its font does not have them; the second cannot be
asked for, so there is a setting.
"""

from __future__ import annotations

import codecs
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

FULL, PLAIN = "full", "plain"
SAMPLE = "─│╭▌▅●›→…“"
"""Signs that the screen is drawn with."""
_POOR_TERMINALS = ("linux", "ansi", "cons25", "vt52", "vt100", "vt102", "vt220")
"""Terminals with a font of a few hundred signs, or of a time before Unicode."""
_MEANT = {
    "-": "─━┄┅┈┉╌╍═‐‑‒–—−―", "|": "│┃┆┇┊┋╎╏║▌▐▍▎▏▋▊▉‖", "<": "←‹◀◁◄⟨«", ">": "→›▶▷►⟩»▸", "^": "↑▲△", "v": "↓▼▽✓✔",
    "*": "•●★◆■", "o": "○◦◇", "_": "☐□", ".": "·…∙", "'": "’‘‛′‚", '"': "“”„‟″", "x": "×✕✗✘☑☒", "#": "█▓▒▀▄", ":": "░",
    "S": "§", "=": "≡≈", " ": "▁▂▃▅▆▇\u00a0\u2007\u2009\u202f",
}  # fmt: skip
_SIGNS = {sign: plain for plain, signs in _MEANT.items() for sign in signs}
_LONGER = {
    "…": "...", "→": "->", "←": "<-", "↔": "<->", "—": "--", "≥": ">=", "≤": "<=", "«": "<<", "»": ">>", "½": "1/2",
    "©": "(c)",
}  # fmt: skip
"""For running text, where a sign may become several."""
_OF_EVERY_FONT = "█▀▄"
"""Blocks that the fonts of all PC consoles have; a code to scan is made of them."""
_OF_PAPER = "§²³½°©"
"""Signs of running text that stay where they can."""


def wants_plain(chosen: str, environ: Mapping[str, str], encoding: str) -> bool:
    """Whether plain signs are to be used: as was ``chosen``, or else where terminal or ``encoding`` have no others."""
    if chosen in (FULL, PLAIN):
        return chosen == PLAIN
    if "TEXTUAL_DRIVER" in environ:  # a browser
        return False
    return environ.get("TERM", "") in _POOR_TERMINALS or not _carries(encoding, SAMPLE)


def screen_encoding() -> str:
    """The encoding of what is drawn on the screen."""
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


@lru_cache(maxsize=4096)
def plain_text(text: str, encoding: str = "utf-8") -> str:
    """``text`` in signs that every console has, each in as many columns as before. Letters stay where ``encoding`` can
    carry them, and else lose their accents."""
    return text if text.isascii() else "".join(_plain(sign, encoding) for sign in text)


def _plain(sign: str, encoding: str) -> str:
    if sign.isascii() or (sign in _OF_EVERY_FONT and _carries(encoding, sign)):
        return sign
    if sign in _SIGNS and not (sign in _OF_PAPER and _carries(encoding, sign)):
        return _SIGNS[sign]
    if "\u2500" <= sign <= "\u257f":
        return "+"  # corners and crossings of lines
    is_text = sign.isalpha() or sign.isdecimal() or unicodedata.combining(sign) or sign in _OF_PAPER
    if is_text and _carries(encoding, sign):
        return sign
    wide = unicodedata.east_asian_width(sign) in "WF" and unicodedata.category(sign) != "Cn"
    base = unicodedata.normalize("NFKD", sign)[0]
    if base.isascii() and base.isprintable():
        return f"{base} " if wide else base
    if unicodedata.combining(sign):
        return ""
    return "??" if wide else "?"


@lru_cache(maxsize=512)
def _carries(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


ERRORS = "kadguide-plain"
"""Name of the way in which a stream writes what its encoding cannot carry."""


def know_errors() -> None:
    """Let streams use :data:`ERRORS`."""
    codecs.register_error(ERRORS, _instead)


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    said = "".join(_LONGER.get(sign) or _plain(sign, "ascii") for sign in signs)
    return said, error.end
