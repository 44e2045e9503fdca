"""The colours, and the only place where colours are written down."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="kadguide-dark",
    primary="#6cb6c4",
    secondary="#c9a86a",
    accent="#e0b04f",
    foreground="#d8dee4",
    background="#12181f",
    surface="#18212b",
    panel="#1f2a36",
    success="#7fb77e",
    warning="#e0a458",
    error="#e07a6f",
    dark=True,
    variables={
        "footer-key-foreground": "#e0b04f",
        "footer-background": "#18212b",
        "input-cursor-background": "#d8dee4",
    },
)
LIGHT = Theme(
    name="kadguide-light",
    primary="#0b6472",
    secondary="#7a5a12",
    accent="#8a4b08",
    foreground="#1c2329",
    background="#faf8f3",
    surface="#f0ece2",
    panel="#e6e0d2",
    success="#2f6b34",
    warning="#8a4b08",
    error="#a32a1c",
    dark=False,
    variables={"footer-key-foreground": "#8a4b08", "footer-background": "#f0ece2"},
)
CONTRAST = Theme(
    name="kadguide-contrast",
    primary="#ffffff",
    secondary="#ffff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#5a5a5a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    variables={"footer-key-foreground": "#ffff00", "footer-background": "#000000", "border": "#ffffff"},
)
_PAPER, _INK, _MARK, _KEY = "ansi_black", "ansi_white", "ansi_bright_cyan", "ansi_bright_yellow"
_SHADES = ("", *(f"-{way}-{step}" for way in ("lighten", "darken") for step in (1, 2, 3)))
SIXTEEN = Theme(
    name="kadguide-16",
    ansi=True,
    primary=_MARK,
    secondary=_KEY,
    accent=_KEY,
    foreground=_INK,
    background=_PAPER,
    success="ansi_bright_green",
    warning=_KEY,
    error="ansi_bright_red",
    dark=True,
    variables={
        # A theme of this kind takes the rest from what the terminal is set to, which can be black text on white
        # or the other way round: nothing may be left to that.
        **{f"{name}{end}": _PAPER for name in ("boost", "surface") for end in _SHADES},
        **{f"panel{end}": "ansi_blue" for end in _SHADES},
        **dict.fromkeys(("button-foreground", "button-color-foreground"), _INK),
        "ansi-background": _PAPER,
        "ansi-foreground": _INK,
        "border": _MARK,
        "border-blurred": "ansi_blue",
        **dict.fromkeys(("text", "text-muted", "text-disabled", "foreground-muted"), _INK),
        **dict.fromkeys(("footer-foreground", "footer-description-foreground"), _INK),
        **dict.fromkeys(("footer-background", "footer-description-background", "footer-item-background"), _PAPER),
        "footer-key-foreground": _KEY,
        "footer-key-background": _PAPER,
        "background-muted": _PAPER,
        "block-cursor-foreground": _PAPER,
        "block-cursor-background": _MARK,
        "block-cursor-blurred-foreground": _INK,
        "block-cursor-blurred-background": "ansi_blue",
        "block-hover-background": "ansi_blue",
        "input-cursor-foreground": _PAPER,
        "input-cursor-background": _INK,
        "input-cursor-text-style": "none",
        "input-selection-foreground": _PAPER,
        "input-selection-background": _MARK,
        "screen-selection-foreground": _PAPER,
        "screen-selection-background": _MARK,
        "scrollbar": "ansi_blue",
        "scrollbar-background": _PAPER,
        "scrollbar-corner-color": _PAPER,
        "link-color": _MARK,
        **{f"markdown-h{level}-color": _MARK for level in range(1, 7)},
    },
)
THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, SIXTEEN)


def theme_for(chosen: str, environ: Mapping[str, str] = os.environ) -> str:
    """The theme that was ``chosen``; without a choice the one that this terminal can show."""
    if chosen in {theme.name for theme in THEMES}:
        return chosen
    return SIXTEEN.name if _has_few_colours(environ) else DARK.name


def _has_few_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has 16 colours or fewer. A browser, and a terminal of Windows, has more."""
    if "TEXTUAL_DRIVER" in environ or sys.platform == "win32":
        return False
    from rich.console import Console

    console = Console(force_terminal=True, legacy_windows=False, _environ=environ)
    return environ.get("TEXTUAL_COLOR_SYSTEM", console.color_system) not in ("truecolor", "256")


def next_theme(name: str) -> str:
    """The theme after ``name``; the first one after an unknown name."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
