"""Bar charts as SVG inside of a page: in black and one tone, every bar with its number, so that nothing is told by
colour alone and a copy machine keeps it all."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from kadguide.exchange.bank.plaintext import without_unseen

_WIDTH = 680
_TONE, _PALE = "#1f4e5f", "#b9cdd4"
_FONT = 'font-family="Liberation Sans, Arial, Helvetica, sans-serif" fill="#111"'
_MOST = 100.0


class Bar(NamedTuple):
    """One line of a chart: what it is, its value in percent, and what is written behind it. ``pale`` bars are those of
    the test before."""

    name: str
    percent: float
    said: str
    pale: bool = False


def columns(names: Sequence[str], counts: Sequence[int], title: str) -> str:
    """Standing bars with their counts, for a distribution."""
    height, floor, top = 170, 140, 18
    step, most = _WIDTH / max(len(names), 1), max((*counts, 1))
    parts = []
    for index, (name, count) in enumerate(zip(names, counts, strict=True)):
        tall = (floor - top) * count / most
        left, middle = index * step + step * 0.12, (index + 0.5) * step
        if count:
            parts.append(_rect(left, floor - tall, step * 0.76, tall, _TONE))
            parts.append(_text(middle, floor - tall - 5, str(count), "middle"))
        parts.append(_text(middle, floor + 17, name, "middle"))
    parts.append(f'<line x1="0" y1="{floor}" x2="{_WIDTH}" y2="{floor}" stroke="#111"/>')
    return _svg(height, title, parts)


def bars(rows: Sequence[Bar], title: str, names: int = 60) -> str:
    """Lying bars from 0 to 100 percent, with a thin line at the half. ``names`` is the room for names."""
    step, room = 19, 60
    full = _WIDTH - names - room
    half = names + full / 2
    parts = [
        f'<line x1="{half:.1f}" y1="0" x2="{half:.1f}" y2="{len(rows) * step}" stroke="#999" stroke-dasharray="2 3"/>'
    ]
    for index, row in enumerate(rows):
        top = index * step
        parts.append(_text(0, top + 13, row.name))
        long = full * min(max(row.percent, 0.0), _MOST) / _MOST
        parts.append(_rect(names, top + 3, long, step - 6, _PALE if row.pale else _TONE))
        parts.append(_text(names + long + 5, top + 13, row.said))
    parts.append(f'<line x1="{names}" y1="0" x2="{names}" y2="{len(rows) * step}" stroke="#111"/>')
    return _svg(len(rows) * step + 2, title, parts)


def _svg(height: float, title: str, parts: Sequence[str]) -> str:
    said = escape(without_unseen(title))
    start = f'<svg viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-label="{said}" font-size="12">'
    return "\n".join([start, *parts, "</svg>"])


def _rect(left: float, top: float, wide: float, tall: float, colour: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{colour}"'
        ' stroke="#1f4e5f" stroke-width="0.8"/>'
    )


def _text(left: float, base: float, text: str, anchor: str = "start") -> str:
    said = escape(without_unseen(text))
    return f'<text x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}" {_FONT}>{said}</text>'
