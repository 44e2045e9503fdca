"""What is made once and kept says the same as what is made anew: the line of keys, and the style sheets."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from kadguide.answering.engine import Engine
from kadguide.tui.app import KadguideApp
from kadguide.tui.commands import COMMANDS
from kadguide.tui.theme import THEMES
from kadguide.tui.widgets.footer import KeyFooter, _Key, _StandingKey
from tests.tui.driving import press, running

PLACES = [command.id for command in COMMANDS if command.screen]


def footer_keys(app: KadguideApp) -> list[tuple[str, str, str]]:
    """The line of keys as it stands at the bottom: what it says, and the key that a click presses."""
    return [(key.key_display, key.description, key.key) for key in app.screen.query_one(Footer).query(FooterKey)]


def usable_keys(app: KadguideApp) -> list[tuple[str, str, str]]:
    """What it should say, each action once."""
    shown = [active.binding for active in app.screen.active_bindings.values() if active.binding.show]
    first = {binding.action: binding for binding in reversed(shown)}
    actions = list(dict.fromkeys(binding.action for binding in shown))
    return [(app.get_key_display(one), one.description, one.key) for one in map(first.__getitem__, actions)]


@pytest.mark.parametrize("place", PLACES)
async def test_the_line_of_keys_follows_whatever_is_done(engine: Engine, place: str) -> None:
    """Apart from a change of the language or the size, after which :mod:`tests.tui.test_places` looks at it."""
    async with running(engine) as (app, pilot):
        assert footer_keys(app) == usable_keys(app)
        await app.action_visit(place)
        for key in ("", "tab", "down", "tab", "f1", "escape", "escape"):
            await press(pilot, *[key] * bool(key))
            await pilot.pause()
            if app.screen.query(Footer):
                assert footer_keys(app) == usable_keys(app), key
                assert footer_keys(app), key


async def test_the_keys_of_the_line_stand_and_say_something_else_where_something_changes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: list[FooterKey] = []
    become = _StandingKey.become

    def note(key: _StandingKey, said: _Key) -> None:
        changed.append(key)
        become(key, said)

    monkeypatch.setattr(_StandingKey, "become", note)
    async with running(engine) as (app, pilot):
        line = app.screen.query_one(KeyFooter)
        keys = list(line.children)
        changed.clear()
        app.screen.refresh_bindings()
        await press(pilot, "a", "backspace", "f5", "escape")
        assert list(line.children) == keys
        assert not [key for key in changed if key in keys]
        await press(pilot, "f2")
        assert line.children[0] is keys[0]
        assert keys[0] in changed
        assert footer_keys(app) == usable_keys(app)


def rules_of(stylesheet: Stylesheet) -> list[tuple[str, str]]:
    return [(rule.selectors, repr(rule.styles.get_rules())) for rule in stylesheet.rules]


async def test_rules_that_were_kept_are_those_of_a_fresh_start(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        for place in PLACES:
            await app.action_visit(place)
        for theme in (THEMES[1].name, THEMES[3].name, THEMES[1].name):
            app.theme = theme
            await pilot.pause()
            fresh = Stylesheet(variables=app.get_css_variables())
            fresh.source = app.stylesheet.source.copy()
            fresh.parse()
            assert rules_of(app.stylesheet) == rules_of(fresh)
            assert len(fresh.rules) > 100
