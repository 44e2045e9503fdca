"""An exam before it stands in the register: its questions, and the words that typed answers are graded with."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from kadguide.knowledge.agendas import Agenda, TestKind
from kadguide.knowledge.items import Case, Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.material import Material
from kadguide.learning.responses import TYPED
from kadguide.learning.spelling import Words
from kadguide.teaching.drawing import cases_of, draw_items, together
from kadguide.teaching.register import ExamKind

Missing = Literal["no_test", "unknown_quiz", "unknown_module", "no_items"]
"""Why there is no draft: the agenda has no such test, nothing has that name, or it holds no questions."""


class Draft(NamedTuple):
    """What an exam is made of. ``minutes`` is the time for it, 0 for none; ``words`` grade what is typed."""

    kind: ExamKind
    title: Bilingual
    minutes: int
    items: tuple[Item, ...]
    cases: tuple[Case, ...] = ()
    words: Words = Words()
    reveal: bool = True


def draft_test(
    material: Material, agenda: Agenda, kind: TestKind, seed: str, used: Collection[str] = ()
) -> Draft | Missing:
    """The test of an agenda, drawn by ``seed``, without what was ``used`` before as far as its fields allow."""
    step = agenda.test(kind)
    if step is None or step.blueprint is None:
        return "no_test"
    items = draw_items(material, step.blueprint, seed, used)
    return _draft(material, kind, step.title, step.minutes, items)


def draft_quiz(material: Material, name: str, minutes: int = 0) -> Draft | Missing:
    """All questions of a quiz, in its order."""
    quiz = next((quiz for quiz in material.bank.quizzes if quiz.id == name), None)
    if quiz is None:
        return "unknown_quiz"
    items = tuple(material.items[id_] for id_ in quiz.items if id_ in material.items)
    return _draft(material, "quiz", quiz.title, minutes, together(items))


def draft_module(material: Material, name: str, minutes: int = 0) -> Draft | Missing:
    """All questions of a module of the path, in the order of their files."""
    module = material.modules.get(name)
    if module is None:
        return "unknown_module"
    return _draft(material, "quiz", module.title, minutes, together(material.items_of(module)))


def _draft(
    material: Material, kind: ExamKind, title: Bilingual, minutes: int, items: tuple[Item, ...]
) -> Draft | Missing:
    if not items:
        return "no_items"
    words = material.words if any(item.type in TYPED for item in items) else Words()
    return Draft(kind, title, minutes, items, cases_of(material, items), words)
