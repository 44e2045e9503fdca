"""Sets the lines of a slide in rows of the wall: wide gaps where there is room, none where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kadguide.exchange.slides import RIGHT, Line

_BOLD = ("headline", "title", "solved", "answer")
_HANGING = ("option", "solved")
_BAR, _RULE = "▆", "━"
_NUMBER_ROOM = 12
"""Columns for the number and the percentage behind a bar."""


def set_rows(lines: Sequence[Line], width: int, height: int) -> list[Content]:
    """The rows of a slide, ``width`` columns wide; the loosest setting that fits into ``height`` rows.

    When none does, the tightest one: it is read page by page.
    """
    rows: list[Content] = []
    for gaps in (2, 1, 0):
        rows = _set(lines, max(width, 8), gaps)
        if len(rows) <= height:
            break
    return rows


def _set(lines: Sequence[Line], width: int, gaps: int) -> list[Content]:
    rows: list[Content] = []
    column = max((_mark_width(line) for line in lines if line.look in _HANGING), default=0)
    before: Line | None = None
    for line in lines:
        if before is not None and _gap(before, line, gaps):
            rows.append(Content(""))
        rows += _paragraph(line, width, column)
        before = line
    return rows


def _gap(before: Line, line: Line, gaps: int) -> bool:
    """Whether an empty row stands between two lines."""
    if line.look == "tag":
        return True
    if before.look == "tag":
        return gaps == 2 and (line.right or line.look not in _HANGING)
    if before.look == line.look and line.look in _HANGING:
        return gaps == 2 or (gaps == 1 and line.hands is not None)
    return gaps >= 1 or before.look in ("headline", "title")


def _mark_width(line: Line) -> int:
    return len(line.mark) + 4


def _paragraph(line: Line, width: int, column: int) -> list[Content]:
    """One line broken into rows, hanging beside its mark; the right answer stands out as a bar with a sign."""
    mark = ""
    if line.look in _HANGING:
        mark = f"{RIGHT if line.right and line.mark != RIGHT else ' '} {line.mark}".ljust(column)
        if len(mark) > width // 2:
            mark = mark.strip() + " "
    elif line.mark:
        mark = f" {line.mark} "
    style = "bold reverse" if line.right else "bold" if line.look in _BOLD else ""
    room = width - len(mark)
    rows = []
    for number, part in enumerate(Content(line.text).wrap(room)):
        lead = mark if number == 0 else " " * len(mark)
        lead_style = style or ("bold" if line.look == "option" else "")
        body = part.pad_right(max(room - part.cell_length, 0)) if line.right else part.rstrip()
        rows.append(Content.assemble(Content.styled(lead, lead_style), body.stylize(style) if style else body))
    if line.look == "headline":
        rows.append(Content(_RULE * max(row.cell_length for row in rows)))
    if line.hands is not None:
        rows.append(_bar(line, width, len(mark)))
    return rows


def _bar(line: Line, width: int, indent: int) -> Content:
    """How many hands, as a bar with number and share."""
    hands = line.hands or 0
    return Content(" " * indent) + bar(hands, line.most, width - indent, share(hands, line.total))


def share(count: int, total: int) -> str:
    """A number, with its share of the whole."""
    return f"{count} ({round(100 * count / total)}%)" if total else str(count)


def bar(count: int, most: int, width: int, said: str) -> Content:
    """A bar as long as ``count`` beside ``most``, and behind it what is ``said``."""
    if width < len(said) + 2:
        said = said.partition(" ")[0]
    room = max(width - max(min(_NUMBER_ROOM, width // 2), len(said) + 1), 1)
    length = max(round(room * count / most), 1) if most and count else 0
    return Content.assemble(_BAR * length, " " if length else "", Content.styled(said, "bold"))
