"""Puts HTML together. Whatever is not HTML already is escaped, so no name and no answer ever becomes part of a page."""

from __future__ import annotations

from functools import lru_cache
from html import escape


class Html(str):
    """Text that is HTML."""

    __slots__ = ()


_escaped = lru_cache(maxsize=4096)(escape)
"""The same words come on every page, hundreds of times a second."""
_EMPTY = frozenset(("br", "input", "link", "meta"))


def tag(element: str, /, *inside: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. ``True`` writes an attribute without a value, ``False`` and ``None`` leave it out; ``class_`` is
    ``class``, and other ``_`` are hyphens."""
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")  # noqa: PLW2901
        written.append(f" {key}" if value is True else f' {key}="{_escaped(str(value))}"')
    start = f"<{element}{''.join(written)}>"
    return Html(start if element in _EMPTY else f"{start}{joined(*inside)}</{element}>")


def joined(*inside: str | None) -> Html:
    """Parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in inside if part))


def lines(text: str) -> Html:
    """Text with its line breaks."""
    return Html("<br>".join(escape(line) for line in text.splitlines()))
