"""The colours, and the only place where colours are written down."""

from __future__ import annotations

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
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    variables={"footer-key-foreground": "#ffff00", "footer-background": "#000000", "border": "#ffffff"},
)
THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST)


def next_theme(name: str) -> str:
    """The theme after ``name``; the first one after an unknown name."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
