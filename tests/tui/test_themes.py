# ruff: noqa: E501
"""Text can be read in every theme, on every terminal, and without colours."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from kadguide.answering.engine import Engine
from kadguide.config import AUTO, CHOICES, Settings
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.tui.app import KadguideApp
from kadguide.tui.theme import DARK, SIXTEEN, THEMES, theme_for
from tests.tui.driving import press, running

NAMES = [theme.name for theme in THEMES]
LEAST = 4.5
"""Contrast of text, as the guidelines for accessible pages ask for."""
DIM = 0.7
"""Hints in the style sheet."""
TEXT_ON_GROUND = [
    ("foreground", "background"), ("foreground", "surface"), ("foreground", "panel"), ("primary", "background"),
    ("primary", "surface"), ("secondary", "background"), ("secondary", "surface"), ("accent", "background"),
    ("accent", "surface"), ("warning", "surface"), ("background", "primary"), ("background", "warning"),
    ("footer-key-foreground", "footer-background"), ("foreground", "footer-background"),
]  # fmt: skip
_COLOURS = "black red green yellow blue magenta cyan white".split()
_ANSI = [*_COLOURS, *(f"bright_{name}" for name in _COLOURS)]
TERMINALS = {
    "linux": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "windows before": "000000 800000 008000 808000 000080 800080 008080 c0c0c0 808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff",
}
"""What widespread terminals make of the 16 colours."""


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shown(theme: Theme, name: str, palette: str = "") -> Color:
    """A colour of the theme as a terminal shows it."""
    text = theme.to_color_system().generate()[name]
    if text.startswith("ansi_"):
        return Color.parse("#" + TERMINALS[palette].split()[_ANSI.index(text[5:])])
    return Color.parse(text)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_text_has_enough_contrast(theme: Theme) -> None:
    weak = [pair for pair in TEXT_ON_GROUND if contrast(*(shown(theme, name) for name in pair)) < LEAST]
    for ground in ("background", "surface"):
        under = shown(theme, ground)
        if contrast(under.blend(shown(theme, "foreground"), DIM), under) < LEAST:
            weak.append(("dim", ground))
    assert weak == []


@pytest.mark.parametrize("palette", TERMINALS)
def test_the_sixteen_colours_have_enough_contrast_on_every_terminal(palette: str) -> None:
    pairs = {pair: contrast(*(shown(SIXTEEN, name, palette) for name in pair)) for pair in TEXT_ON_GROUND}
    assert {pair: round(value, 1) for pair, value in pairs.items() if value < LEAST} == {}


def test_the_sixteen_colours_leave_nothing_to_the_terminal() -> None:
    left = {name: value for name, value in SIXTEEN.to_color_system().generate().items() if "default" in value}
    assert left == {}


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"TERM": "xterm-256color"}, DARK.name),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, DARK.name),
        ({"TERM": "xterm-kitty"}, DARK.name),
        ({"TERM": "linux"}, SIXTEEN.name),
        ({"TERM": "xterm-16color"}, SIXTEEN.name),
        ({"TERM": "vt100"}, SIXTEEN.name),
        ({"TERM": "screen", "COLORTERM": "24bit"}, DARK.name),
        ({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}, DARK.name),
        ({"TEXTUAL_DRIVER": "web"}, DARK.name),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Windows has many colours")
def test_without_a_choice_the_terminal_decides(environ: dict[str, str], name: str) -> None:
    assert theme_for(AUTO, environ) == name
    assert theme_for("kadguide-light", environ) == "kadguide-light"


def test_the_themes_are_those_that_can_be_chosen() -> None:
    assert CHOICES["theme"] == (AUTO, *NAMES)
    for word in map(Catalog, LANGUAGES):
        assert all(word.has(f"settings.theme_{name}") for name in CHOICES["theme"])


def segments(app: KadguideApp) -> Iterator[tuple[Segment, Style]]:
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() and segment.style is not None:
                yield segment, segment.style


@pytest.mark.parametrize(
    ("name", "no_color"), [*((name, True) for name in NAMES), (NAMES[0], False), (NAMES[-1], False)]
)
async def test_no_text_has_the_colour_of_its_ground(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with running(engine, Settings(theme=name), (100, 36)) as (app, pilot):
        ways: tuple[tuple[str, ...], ...] = (
            (),
            ("f1",),
            ("f6",),
            ("ctrl+p",),
            ("f5", "enter", "down", "enter"),
            ("f5",),
        )
        await app._chat.ask("PP 50/2007 masih berlaku nggak?")
        app.say("Tersimpan.")
        for keys in (*ways, ("settings",)):
            if keys == ("settings",):
                await app.action_visit("settings")
                await pilot.pause()
            else:
                await press(pilot, *keys)
            seen = list(segments(app))
            assert seen
            for segment, style in seen:
                if no_color:
                    assert style.color is not None
                    assert style.color.is_default, segment
                    assert style.bgcolor is None or style.bgcolor.is_default, segment
                elif style.color is not None:
                    assert style.color != style.bgcolor, segment
                    assert app.current_theme.ansi is False or not style.color.is_default, segment
            if app.screen.is_modal:
                await press(pilot, "escape")


async def test_without_colours_the_choice_is_in_reverse(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(engine) as (app, pilot):
        await press(pilot, "f6")
        assert any(style.reverse and "Topik" in segment.text for segment, style in segments(app))


@pytest.mark.parametrize("name", NAMES)
async def test_a_theme_can_change_while_running(engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(engine, Settings(theme=name)) as (app, pilot):
        for _ in THEMES:
            await press(pilot, "f4")
            assert "NO_COLOR mematikan warna" in app.notices[-1]
            assert all(style.color is not None and style.color.is_default for _, style in segments(app))
