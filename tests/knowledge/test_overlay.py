"""A region lays its own rules over the base, and they show as local."""

from __future__ import annotations

from kadguide.answering.engine import Engine
from kadguide.config import knowledge_root
from kadguide.knowledge.reader import read_library
from tests.conftest import OVERLAY


def test_the_example_overlay_is_faultless() -> None:
    assert [str(p) for p in read_library(knowledge_root(), [OVERLAY]).problems if p.file.startswith("overlay")] == []


def test_an_overlay_entry_answers_beside_an_untouched_base(overlay_engine: Engine) -> None:
    engine = overlay_engine
    assert engine.snapshot.entry("handshake-definisi").origin is None
    reply, _ = engine.ask("perbup contoh: usulan kerja sama harus masuk tanggal berapa")
    assert reply.entry == "setempat-tenggat-usulan"
    assert engine.snapshot.entry("setempat-tenggat-usulan").origin == "overlay"
