"""Plain text out of what other programs write: HTML, several lines, signs that no terminal should see."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]"
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_PICTURE = re.compile(r"@@PLUGINFILE@@|data:image/", re.I)
_QUIET = {"script", "style", "template"}
_PICTURES = {"img", "audio", "video", "object", "embed", "iframe", "svg", "canvas"}
_BREAKS = {"p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "td", "th", "pre"}


class Plain(NamedTuple):
    """A text in one line, and whether a picture or sound was in it."""

    text: str
    picture: bool = False


def one_line(text: str) -> str:
    """``text`` without control signs, in one line."""
    return " ".join(without_unseen(text).split())


def without_unseen(text: str) -> str:
    """``text`` without signs that steer terminals or mark nothing; lines stay."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_html(text: str) -> bool:
    return _TAG.search(text) is not None


def from_html(text: str) -> Plain:
    """What a reader of the HTML in ``text`` reads.

    The usual parser takes ever longer for tags that never end; this one goes through the text once.
    """
    bare = _without_comments(text)
    parts: list[str] = []
    picture = _PICTURE.search(text) is not None
    quiet = 0
    at = 0
    for found in _TAG.finditer(bare):
        if not quiet:
            parts.append(bare[at : found.start()])
        at = found.end()
        tag = found["name"].casefold()
        picture |= tag in _PICTURES
        if tag in _QUIET:
            quiet = max(quiet - 1, 0) if found["end"] else quiet + 1
        elif tag in _BREAKS:
            parts.append(" ")
    if not quiet:
        parts.append(bare[at:])
    return Plain(one_line(unescape("".join(parts))), picture)


def _without_comments(text: str) -> str:
    parts = []
    while (start := text.find("<!--")) >= 0:
        parts.append(text[:start])
        _, _, text = text[start:].partition("-->")
    return "".join((*parts, text))
