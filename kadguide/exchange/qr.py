"""An address as a QR code of half blocks, for a terminal and a projector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

FULL_QUIET, LEAST_QUIET = 4, 2
"""Modules of white around a code, as the standard wants them, and as nearly every phone is content with."""
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@lru_cache(maxsize=8)
def qr_modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The code without its margin, dark modules being true; empty when the library is not installed.

    In capitals, which addresses do not tell apart up to their path, a code is smaller. The path is left out.
    """
    try:
        import segno
    except ImportError:
        return ()
    text = address.rstrip("/")
    text = text.upper() if "/" not in text.partition("://")[2] else text
    return tuple(tuple(bool(module) for module in row) for row in segno.make(text, micro=False, error="m").matrix)


def qr_rows(modules: Sequence[Sequence[bool]], width: int, height: int) -> list[str]:
    """The code in rows of text, dark on white, as large as fits into ``width`` columns and ``height`` rows.

    Empty when it does not fit at all. A column and half a row are one square.
    """
    best: tuple[int, int] | None = None
    for quiet in (LEAST_QUIET, FULL_QUIET):
        size = len(modules) + 2 * quiet
        scale = min(width // size, 2 * height // size) if modules else 0
        if scale and (best is None or scale >= best[0]):
            best = (scale, quiet)
    return _draw(modules, *best) if best else []


def _draw(modules: Sequence[Sequence[bool]], scale: int, quiet: int) -> list[str]:
    size = len(modules) + 2 * quiet
    blank = (False,) * size
    side = (False,) * quiet
    grid = [*[blank] * quiet, *((*side, *row, *side) for row in modules), *[blank] * quiet]
    dots = [[dark for dark in row for _ in range(scale)] for row in grid for _ in range(scale)]
    if len(dots) % 2:
        dots.append([False] * (size * scale))
    return [
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(dots[at], dots[at + 1], strict=True))
        for at in range(0, len(dots), 2)
    ]
