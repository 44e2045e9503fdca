"""Remarks at a terminal."""

from __future__ import annotations

import sys

import pytest

from kadguide.cli.prepare import say_error
from kadguide.i18n import LANGUAGES, Catalog


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_remark_is_broken_between_words_at_a_narrow_terminal(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    say_error("error.preparing", lang)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 60
    assert " ".join(lines) == Catalog("en" if lang == "en" else "id")("error.preparing")
