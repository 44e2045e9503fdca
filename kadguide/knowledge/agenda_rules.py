"""Rules for agendas (KAD780 to KAD789): what they name exists, the times add up, both tests measure the same."""

from __future__ import annotations

from collections.abc import Iterator

from kadguide.knowledge.agendas import Agenda, AgendaStep
from kadguide.knowledge.library import Library
from kadguide.knowledge.model import LANGS

SLACK = 5
"""Minutes by which the steps of a day may miss its stated length."""
TITLE_LENGTH = 60

Finding = tuple[str, str, str, str]
"""Rule code, file, key, detail."""


def check_agendas(library: Library) -> Iterator[Finding]:
    """Every finding about the agendas."""
    checker = _AgendaChecker(library)
    for agenda in library.agendas:
        file = f"{f'{agenda.origin}/' if agenda.origin else ''}agendas/{agenda.id}.toml"
        for code, key, detail in checker.agenda(agenda):
            yield code, file, key, detail


class _AgendaChecker:
    def __init__(self, library: Library) -> None:
        self._entries = {entry.id for entry in library.entries}
        self._quizzes = {quiz.id for quiz in library.bank.quizzes}
        self._items = {item.id: item for item in library.bank.items}
        self._cases = {case.id for case in library.bank.cases}
        self._competencies = {competency.id for competency in library.competencies}

    def agenda(self, agenda: Agenda) -> Iterator[tuple[str, str, str]]:
        for index, step in enumerate(agenda.steps):
            key = f"steps.{index}"
            yield from self._names(step, key)
            yield from self._content(step, key)
            yield from self._words(step, key)
        yield from self._tests(agenda)
        yield from self._times(agenda)

    def _names(self, step: AgendaStep, key: str) -> Iterator[tuple[str, str, str]]:
        for entry in step.entries:
            if entry not in self._entries:
                yield "KAD780", f"{key}.entries", f"“{entry}”"
        for name, found, known in (("quiz", step.quiz, self._quizzes), ("case", step.case, self._cases)):
            if found and found not in known:
                yield "KAD781", f"{key}.{name}", f"no {name} “{found}”"
        for item in step.items:
            if item not in self._items:
                yield "KAD781", f"{key}.items", f"no item “{item}”"
        if plan := step.blueprint:
            unknown = [*(set(plan.competencies) - self._competencies), *(set(plan.quizzes) - self._quizzes)]
            for name in sorted(unknown):
                yield "KAD784", f"{key}.blueprint", f"“{name}”"

    @staticmethod
    def _content(step: AgendaStep, key: str) -> Iterator[tuple[str, str, str]]:
        has = {
            "read": bool(step.entries),
            "discuss": bool(step.prompt.id),
            "quiz": bool(step.quiz or step.items),
            "case": bool(step.case or step.items),
            "test": step.test is not None,
        }
        if not has.get(step.kind, True):
            yield "KAD785", key, f"{step.kind} “{step.title.id}”"
        foreign = {
            "entries": bool(step.entries) and step.kind != "read",
            "prompt": bool(step.prompt.id) and step.kind not in ("discuss", "case"),
            "quiz": bool(step.quiz) and step.kind != "quiz",
            "case": bool(step.case) and step.kind != "case",
            "items": bool(step.items) and step.kind not in ("quiz", "case"),
            "test": step.test is not None and step.kind != "test",
        }
        for name in (name for name, wrong in foreign.items() if wrong):
            yield "KAD786", f"{key}.{name}", f"{name} in a step of the kind {step.kind}"

    @staticmethod
    def _words(step: AgendaStep, key: str) -> Iterator[tuple[str, str, str]]:
        for lang in LANGS:
            if len(step.title.get(lang)) > TITLE_LENGTH:
                yield "KAD789", f"{key}.title", f"{len(step.title.get(lang))} characters in “{lang}”"
        for name, text in (("note", step.note), ("prompt", step.prompt)):
            if text.untranslated:
                yield "KAD788", f"{key}.{name}", f"“{text.id[:40]}”"

    def _tests(self, agenda: Agenda) -> Iterator[tuple[str, str, str]]:
        tests = [step.test for step in agenda.steps if step.test]
        first, last = agenda.test("pre"), agenda.test("post")
        if tests != ["pre", "post"] or first is None or last is None:
            yield "KAD783", "steps", " and ".join(tests) or "no test"
            return
        if first.blueprint != last.blueprint:
            yield "KAD783", "steps", "the blueprints differ"
        for step in (first, last):
            index = agenda.steps.index(step)
            if step.blueprint and (room := self._room(step)) < step.blueprint.size:
                yield "KAD784", f"steps.{index}.blueprint", f"{step.blueprint.size} items wanted, {room} there"

    def _room(self, step: AgendaStep) -> int:
        """How many items the blueprint can draw from."""
        plan = step.blueprint
        if plan is None:
            return 0
        return sum(
            item.quiz in plan.quizzes or bool(set(item.competencies) & set(plan.competencies))
            for item in self._items.values()
        )

    @staticmethod
    def _times(agenda: Agenda) -> Iterator[tuple[str, str, str]]:
        for index, step in enumerate(agenda.steps):
            if step.minutes <= 0:
                yield "KAD782", f"steps.{index}.minutes", f"{step.minutes}"
            if not 1 <= step.day <= len(agenda.days) or (index and step.day < agenda.steps[index - 1].day):
                yield "KAD787", f"steps.{index}.day", f"day {step.day} of {len(agenda.days)}"
        for day, length in enumerate(agenda.days, start=1):
            total = sum(step.minutes for step in agenda.steps if step.day == day)
            if abs(total - length) > SLACK or length <= 0:
                yield "KAD787", f"days.{day - 1}", f"{total} minutes in day {day}, {length} stated"
        if not agenda.days:
            yield "KAD787", "days", "no [[days]]"
