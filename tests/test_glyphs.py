"""Plain signs, for consoles that have no lines and arrows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.config import knowledge_root
from kadguide.glyphs import ERRORS, know_errors, plain_text, wants_plain
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.tui.app import KadguideApp
from kadguide.tui.commands import COMMANDS
from tests.hostile import HOSTILE
from tests.tui.driving import DARK, press, running
from tests.tui.test_chat import say, screen_text

PLACES = [command.id for command in COMMANDS if command.screen]


@pytest.mark.parametrize(
    ("chosen", "environ", "encoding", "plain"),
    [
        ("auto", {"TERM": "xterm-256color"}, "utf-8", False), ("auto", {"TERM": "linux"}, "utf-8", True),
        ("auto", {"TERM": "vt220"}, "utf-8", True), ("auto", {}, "ascii", True), ("auto", {}, "cp437", True),
        ("auto", {}, "iso8859-1", True), ("auto", {}, "utf-8", False), ("auto", {}, "no-such-encoding", True),
        ("auto", {"TERM": "linux", "TEXTUAL_DRIVER": "x"}, "ascii", False), ("plain", {}, "utf-8", True),
        ("full", {"TERM": "linux"}, "ascii", False),
    ],
)  # fmt: skip
def test_plain_signs_are_taken_by_choice_or_where_there_are_no_others(
    chosen: str, environ: Mapping[str, str], encoding: str, plain: bool
) -> None:
    assert wants_plain(chosen, environ, encoding) is plain


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("╭─┐│├┼╯", "utf-8", "+-+|+++"), ("‹ gelap ›", "ascii", "< gelap >"), ("“kata” …", "ascii", '"kata" .'),
        ("José", "utf-8", "José"), ("José", "cp437", "José"), ("José", "ascii", "Jose"), ("Ａ", "ascii", "A "),
        ("Jose\u0301", "ascii", "Jose"), ("漢", "ascii", "??"), ("漢", "utf-8", "漢"), ("█▀▄", "utf-8", "█▀▄"),
        ("█▀▄", "ascii", "###"), ("60×18 · ↑ ↓", "utf-8", "60x18 . ^ v"), ("ﬁ", "ascii", "f"), ("😀", "utf-8", "??"),
    ],
)  # fmt: skip
def test_each_sign_becomes_one_that_every_console_has(text: str, encoding: str, expected: str) -> None:
    assert plain_text(text, encoding) == expected


def test_the_signs_of_interface_and_knowledge_have_plain_ones_as_wide() -> None:
    texts = [Catalog(lang)(key) for lang in LANGUAGES for key in Catalog(lang).keys()]  # noqa: SIM118
    texts += [path.read_text(encoding="utf-8") for path in Path(knowledge_root()).rglob("*.md")]
    for sign in sorted(sign for sign in set("".join(texts)) if not sign.isascii()):
        plain = plain_text(sign, "ascii")
        assert plain.isascii()
        assert plain != "?", f"{sign!r} ({sign.encode('unicode_escape')!r})"
        assert cell_len(plain) == cell_len(sign)


def test_hostile_text_keeps_its_width() -> None:
    for text in HOSTILE:
        for sign in text:
            if cell_len(sign):
                assert cell_len(plain_text(sign, "ascii")) == cell_len(sign), hex(ord(sign))


@pytest.mark.parametrize(
    ("encoding", "expected"), [("ascii", '"a" -> b...'), ("cp437", '"a" -> b...'), ("iso8859-1", '"a" -> b...')]
)
def test_a_stream_says_in_plain_signs_what_it_cannot_carry(encoding: str, expected: str) -> None:
    know_errors()
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors=ERRORS)
    stream.write("“a” → b…")
    stream.flush()
    assert raw.getvalue().decode(encoding) == expected


def assert_plain(app: KadguideApp) -> None:
    odd = {sign for sign in screen_text(app) if not sign.isascii() and not sign.isalpha()}
    assert not odd - set("█▀▄")


@pytest.mark.parametrize("place", PLACES)
async def test_every_place_is_drawn_with_plain_signs(engine: Engine, place: str) -> None:
    async with running(engine, DARK._replace(glyphs="plain")) as (app, pilot):
        await app.action_visit(place)
        await pilot.pause()
        assert_plain(app)
        await press(pilot, "f1")
        assert_plain(app)


async def test_the_chat_is_drawn_with_plain_signs_and_changes_at_once(engine: Engine) -> None:
    async with running(engine, DARK._replace(glyphs="plain")) as (app, pilot):
        await say(pilot, "bandingkan handshake dengan fee for service")
        assert_plain(app)
        assert "> Tanyakan sesuatu ." in screen_text(app)
        assert app.screen.query_one(Footer).display
        await app.change_setting("glyphs", "full")
        await pilot.pause()
        assert "› Tanyakan sesuatu …" in screen_text(app)
        await app.change_setting("glyphs", "plain")
        await pilot.pause()
        assert_plain(app)


async def test_the_terminal_decides_where_nobody_has_chosen(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with running(engine) as (app, _):
        assert_plain(app)
