"""Hostile text does no harm: a reply comes, and nothing in it can harm a terminal."""

from __future__ import annotations

import re

import pytest

from kadguide.answering.engine import Engine
from kadguide.linear import reply_text
from kadguide.wording import Wording
from tests.hostile import HOSTILE

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_harmless_reply_comes(engine: Engine, text: str) -> None:
    reply, context = engine.ask(text)
    wording = Wording(engine.snapshot, reply.lang)
    shown = reply.question + reply_text(reply, wording) + (wording.answer(reply) or "")
    assert not CONTROL.search(shown)
    engine.ask(text, context)
