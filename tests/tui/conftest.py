"""Screens are waited for until they have settled, not for a length of time."""

from __future__ import annotations

import pytest

from tests.tui.settling import until_settled


@pytest.fixture(autouse=True)
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pilot", "app"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", until_settled)
