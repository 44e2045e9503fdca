"""The marks that trainees are told after an exam."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from kadguide.keeping.kept import StoreError
from kadguide.teaching.register import Exam, Register, Trainee
from kadguide.teaching.results import exam_result, read_exam

FRESH_SECONDS = 20.0
"""How long marks are told as they were reckoned; a mended key shows after that."""


class _Reckoned(NamedTuple):
    """Percents by trainee, and when they were reckoned."""

    at: float
    marks: dict[str, float]


class ToldMarks:
    """Reckons the marks of a whole exam at once, beside the pages: hundreds ask for theirs in the same seconds."""

    def __init__(self, open_register: Callable[[], Register], fresh: float = FRESH_SECONDS) -> None:
        self._open_register = open_register
        self._fresh = fresh
        self._kept: dict[str, _Reckoned] = {}
        self._under_way: set[str] = set()

    def __call__(self, register: Register, exam: Exam, trainee: Trainee) -> float | None:
        """The mark in percent; ``None`` without an attempt, and as long as it is being reckoned."""
        kept = self._kept.get(exam.id)
        old = kept is None or time.monotonic() - kept.at > self._fresh
        if old and exam.id not in self._under_way:
            self._under_way.add(exam.id)
            threading.Thread(target=self._reckon, args=(exam,), name="marks", daemon=True).start()
        return kept.marks.get(trainee.id) if kept else None

    def _reckon(self, exam: Exam) -> None:
        marks: dict[str, float] = {}
        register = self._open_register()
        try:
            result = exam_result(read_exam(register, exam))
            marks = {one.trainee.id: one.percent for one in result.trainees if one.percent is not None}
        except (StoreError, ValueError, KeyError):
            pass  # nobody is told a mark for now, and it is tried again
        finally:
            register.close()
            self._kept[exam.id] = _Reckoned(time.monotonic(), marks)
            self._under_way.discard(exam.id)
