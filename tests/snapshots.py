"""Pictures of screens as text, kept under ``tests/data/snapshots`` and compared line by line.

``KADGUIDE_UPDATE_SNAPSHOTS=1 python -m pytest tests/tui/test_snapshots.py`` writes them anew; look at the difference
before committing it. Bold, dim, reversed and coloured runs are listed below the picture, by the names of the colours.
"""

from __future__ import annotations

import asyncio
import difflib
import os
import re
import time
from pathlib import Path

from rich.style import Style
from textual.app import App

from kadguide import __version__

FOLDER = Path(__file__).parent / "data" / "snapshots"
SETTLE_SECONDS = 3.0
"""How long a screen may take until it looks as it is to look."""
UPDATE = bool(os.environ.get("KADGUIDE_UPDATE_SNAPSHOTS"))
_DAY = re.compile(r"\b\d{1,2} (?:\w+) 20\d\d\b")
_COUNT = re.compile(r"(?<=\()\d+\b|(?<=dari )\d+(?=\))|\b\d+(?= (?:·|entri|topik|ditemukan|istilah|aturan))")
"""Numbers that grow with the material."""


def picture(app: App[None]) -> str:
    """What stands on the screen: a frame with the text, then the runs of each line that are not plain."""
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    runs = [line for number, strip in enumerate(strips, start=1) if (line := _runs(app, number, list(strip)))]
    width = app.size.width
    text = "\n".join(["┌" + "─" * width + "┐", *(f"│{line}│" for line in lines), "└" + "─" * width + "┘", *runs])
    text = text.replace(__version__, "V" * len(__version__))
    for pattern in (_DAY, _COUNT):
        text = pattern.sub(lambda found: re.sub(r"[^\W_]", "#", found.group()), text)
    return text + "\n"


def _runs(app: App[None], number: int, segments: list[object]) -> str:
    """The styled runs of one line, as ``row column-column: style``."""
    names = {value.lower(): name for name, value in reversed(app.current_theme.to_color_system().generate().items())}
    told: list[tuple[int, int, str]] = []
    column = 0
    for segment in segments:
        text, style = segment.text, segment.style  # type: ignore[attr-defined]
        name = _style_name(style, names) if style else ""
        if name and text.strip():
            if told and told[-1][1] == column and told[-1][2] == name:
                told[-1] = (told[-1][0], column + len(text), name)
            else:
                told.append((column, column + len(text), name))
        column += len(text)
    return f"{number:3d} " + "; ".join(f"{start}-{end} {name}" for start, end, name in told) if told else ""


def _style_name(style: Style, names: dict[str, str]) -> str:
    parts = [word for word in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, word)]
    for color, mark in ((style.color, ""), (style.bgcolor, "on ")):
        if color is not None and color.triplet is not None:
            name = names.get(color.triplet.hex.lower(), "")
            if name not in ("foreground", "background", "surface", ""):
                parts.append(mark + name)
    return " ".join(parts)


async def check(name: str, app: App[None]) -> None:
    """Compare the screen, as soon as it is whole, with the picture ``name``; fail with the lines that differ."""
    path = FOLDER / f"{name}.txt"
    end = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < end and (UPDATE or not path.is_file() or picture(app) != path.read_text(encoding="utf-8")):
        await asyncio.sleep(0.1)
    now = picture(app)
    if UPDATE:
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        return
    assert path.is_file(), f"{path} is missing; write it with KADGUIDE_UPDATE_SNAPSHOTS=1"
    kept = path.read_text(encoding="utf-8")
    difference = difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1)
    assert kept == now, "\n".join(["the screen has changed:", *difference])
