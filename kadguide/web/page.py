"""The page, in the language of the interface. It names no address but its own."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kadguide.i18n import Catalog

ASSETS = Path(__file__).parent / "assets"
SMALLEST_LETTERS, USUAL_LETTERS, LARGEST_LETTERS = 8, 16, 60
_WORDS = ("wait", "ended", "lost", "full", "again", "no_script")


def page(word: Catalog, socket: str, letters: int | None = None, base: str = "", section: str = "web") -> str:
    """The HTML of the page that shows the app of ``socket`` (a ``ws:`` address) in ``letters`` pixels. Its files lie
    under ``base``, its words in ``section`` of the catalog."""
    size = min(max(letters or USUAL_LETTERS, SMALLEST_LETTERS), LARGEST_LETTERS)
    values = {"lang": word.lang, "socket": socket, "base": base, "letters": str(size)}
    values |= {name: word(f"{section}.{name}") for name in _WORDS}
    text = (ASSETS / "page.html").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", escape(value))
    return text
