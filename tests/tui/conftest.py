"""Screens are waited for until they have settled, and share what none of them changes."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.finding import Finder
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from tests.tui.settling import until_settled

REPAINT_SECONDS = 0.1
"""Until a screen repaints by itself. Waiting makes it repaint at once, and what it paints in between nobody sees."""
_FINDERS: dict[Engine, dict[Lang, Finder]] = {}
"""The tables of the search, of each engine: making them takes longer than opening the screen."""


@pytest.fixture(autouse=True)
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pilot", "app"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", until_settled)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", REPAINT_SECONDS)


@pytest.fixture(autouse=True)
def shared_finders(monkeypatch: pytest.MonkeyPatch) -> None:
    def of(services: Services) -> dict[Lang, Finder]:
        return _FINDERS.setdefault(services.engine, {})

    monkeypatch.setattr(Services, "_finders", property(of))
