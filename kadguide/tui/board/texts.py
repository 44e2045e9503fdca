"""What stands on the board, as text: from what was seen and how it is told."""

from __future__ import annotations

from kadguide.exchange.classboard import Telling, clock, open_exam
from kadguide.exchange.qr import qr_modules, qr_rows
from kadguide.teaching.admission import tidy
from kadguide.teaching.hosting import HostState
from kadguide.teaching.overview import Overview, Row
from kadguide.tui.board.keys import BOARD_KEYS
from kadguide.tui.board.roll import BAR, Cells, Column

_MOST_EXAMS = 3
_SPARED = ("trainee", "wall", "pause")
"""Hints that a narrow footer leaves out, in this order; the window of keys has them all."""


def is_rehearsal(seen: Overview | None) -> bool:
    return bool(seen and seen.classroom and seen.classroom.rehearsal)


def title_text(seen: Overview | None, telling: Telling) -> str:
    """The name of the class; that it counts for nothing comes first."""
    title = tidy(seen.classroom.title) if seen and seen.classroom else ""
    return f"{telling.word('board.rehearsal')} · {title}" if is_rehearsal(seen) else title


def address_text(address: str, state: HostState, telling: Telling) -> str:
    """Where to come in, and the keys that have to do with it."""
    if not address:
        return telling.word("board.no_network") if state.phase == "running" else ""
    others = len(state.addresses) - 1
    hints = [telling.word("board.hint_wall"), telling.word("board.hint_others", count=others) if others > 0 else ""]
    return "   ".join([address, " · ".join(filter(None, hints))])


def exams_text(seen: Overview | None, telling: Telling) -> str:
    """One line an exam; of many those around the one that is next."""
    if seen is None or not seen.exams:
        return telling.word("board.no_exams") if seen else ""
    lines = [telling.exam(exam) for exam in seen.exams]
    if len(lines) > _MOST_EXAMS:
        at = next((n for n, exam in enumerate(seen.exams) if exam.state != "closed"), len(lines) - 1)
        first = max(min(at, len(lines) - _MOST_EXAMS), 0)
        more = telling.word("board.more_exams", count=len(lines) - _MOST_EXAMS)
        lines = lines[first : first + _MOST_EXAMS]
        lines[-1] += f" · {more}"
    return "\n".join(lines)


def sums_text(seen: Overview | None, telling: Telling) -> str:
    """Whether everything stands still, and how many are where."""
    return " · ".join(filter(None, [telling.paused(seen), telling.sums(seen)])) if seen else ""


def welcome_text(seen: Overview, telling: Telling) -> str:
    """What to do as long as nobody has come."""
    keys = [
        "welcome", "welcome_opened" if open_exam(seen) else "welcome_open",
        "rehearsal_steps" if is_rehearsal(seen) else "welcome_rehearse",
    ]  # fmt: skip
    first, *rest = (telling.word(f"board.{key}") for key in keys)
    return "\n\n".join([first, telling.how_to_come_in(seen), *rest])


def code_text(address: str, width: int, height: int) -> str:
    """The QR code in its normal size; empty where it does not fit."""
    modules = qr_modules(address) if address else ()
    most = len(modules) + 8
    return "\n".join(qr_rows(modules, min(width, most), min(height, most // 2 + 1)))


def foot_text(seen: Overview | None, telling: Telling, width: int) -> str:
    """The keys that matter now, as many as fit."""
    opened = open_exam(seen) if seen else None
    labels = {
        "turn_exam": "close_exam" if opened else "turn_exam",
        "pause": "resume" if seen and seen.paused else "pause",
    }
    hints = {
        row.id: f"{row.shown.split(' ')[0]} {telling.word(f'board.{labels.get(row.id, row.id)}')}"
        for row in BOARD_KEYS
        if row.in_footer and (row.id != "pause" or opened)
    }
    for spared in (*_SPARED, ""):
        for gap in ("   ", "  "):
            if len(line := gap.join(hints.values())) <= width:
                return line
        hints.pop(spared, None)
    return "  ".join(hints.values())


def cells_of(row: Row, columns: tuple[Column, ...], seen: Overview | None, telling: Telling) -> Cells:
    """One trainee in the columns of the list."""
    questions = seen.exam.questions if seen and seen.exam and row.door else 0
    done = max(BAR * row.answered // questions, row.answered > 0) if questions else 0
    values = {
        "number": str(row.trainee.number), "name": telling.name(row.trainee),
        "unit": tidy(row.trainee.unit) if telling.names else "", "state": telling.state(row),
        "bar": "█" * done + "░" * (BAR - done) if questions else "",
        "answered": f"{row.answered}/{questions}" if questions else "", "left": telling.left(row.left),
        "door": telling.word(f"board.door_{row.door}") if row.door else "", "room": tidy(row.room),
        "seen": clock(row.seen_at),
    }  # fmt: skip
    return tuple(values[column.id] for column in columns)
