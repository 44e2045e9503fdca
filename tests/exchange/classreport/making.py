"""Reports of made-up classes."""

from __future__ import annotations

from kadguide.answering.engine import Engine
from kadguide.exchange.classreport.gathering import gather
from kadguide.exchange.classreport.writing import ReportFiles
from kadguide.knowledge.model import Lang
from kadguide.store.register import SqlRegister
from kadguide.wording import Wording
from tests.teaching.class_sample import NOW, material


def files_of(
    register: SqlRegister, engine: Engine, lang: Lang = "id", *, hidden: bool = False, exam: str = "",
    pass_percent: float | None = None,
) -> ReportFiles:  # fmt: skip
    """The files of the report that is made at :data:`NOW`."""
    wording = Wording(engine.snapshot, lang)
    report = gather(register, wording.catalog, NOW, exam, hidden=hidden, pass_percent=pass_percent)
    return ReportFiles(report, engine.snapshot, material(engine), wording)
