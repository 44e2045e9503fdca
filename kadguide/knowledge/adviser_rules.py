"""What must hold for the adviser's rules: known names, nothing that can never count, sources that the entries cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from kadguide.knowledge.adviser import GROUP, UNKNOWN, Adviser, Point, Question, When
from kadguide.knowledge.library import Library
from kadguide.knowledge.model import Citation
from kadguide.knowledge.places import article_numbers

Finding = tuple[str, str, str]
"""Code, path in the file, detail."""


def check_adviser(library: Library) -> Iterator[Finding]:
    """Every breach of the rules KAD611 to KAD619."""
    checks = _Checks(library)
    yield from checks.run()


class _Checks:
    def __init__(self, library: Library) -> None:
        self._adviser: Adviser = library.adviser
        self._options = {
            question.id: {*(option.id for option in question.options), UNKNOWN} for question in self._adviser.questions
        }
        self._models = {subject.id for subject in library.subjects if subject.group == GROUP}
        self._cited = {entry.id: entry.citations for entry in library.entries}

    def run(self) -> Iterator[Finding]:
        if not self._adviser.questions:
            return
        yield from self._names()
        yield from self._points()
        yield from self._questions()
        yield from self._effects()
        yield from self._verdicts()

    # -- names

    def _names(self) -> Iterator[Finding]:
        adviser = self._adviser
        for index, model in enumerate(adviser.models):
            if model.subject not in self._models:
                yield "KAD611", f"models.{index}.subject", f"“{model.subject}”"
        for index, effect in enumerate(adviser.effects):
            yield from self._known_models(effect.models, f"effects.{index}.models")
            yield from self._known_answers(((effect.question, effect.answers),), f"effects.{index}")
        for index, rule in enumerate(adviser.verdicts):
            yield from self._known_answers(rule.when, f"verdicts.{index}")
            yield from self._known_answers(tuple((name, ()) for name in rule.decides), f"verdicts.{index}")
        for name, remarks in (("notes", adviser.notes), ("checks", adviser.checks)):
            for index, remark in enumerate(remarks):
                yield from self._known_answers(remark.when, f"{name}.{index}")
                yield from self._known_models(remark.models, f"{name}.{index}.models")

    def _known_models(self, names: tuple[str, ...], path: str) -> Iterator[Finding]:
        for name in names:
            if name not in self._models:
                yield "KAD611", path, f"“{name}”"

    def _known_answers(self, when: When, path: str) -> Iterator[Finding]:
        for question, answers in when:
            if question not in self._options:
                yield "KAD613", path, f"no question “{question}”"
            for answer in answers:
                if question in self._options and answer not in self._options[question]:
                    yield "KAD613", path, f"“{question}” has no answer “{answer}”"

    # -- statements and their sources

    def _points(self) -> Iterator[Finding]:
        for path, point in self._all_points():
            for entry in point.entries:
                if entry not in self._cited:
                    yield "KAD612", path, f"“{entry}”"
            known = [place for entry in point.entries for place in self._cited.get(entry, ())]
            if not point.sources:
                yield "KAD616", path, "no sources"
            for source in point.sources:
                if not any(_covers(place, source) for place in known):
                    said = source.article or source.section or ""
                    yield "KAD616", path, f"{source.source} {said} in {', '.join(point.entries)}"

    def _all_points(self) -> Iterator[tuple[str, Point]]:
        adviser = self._adviser
        for index, model in enumerate(adviser.models):
            yield f"models.{index}.form", model.form
            for number, weakness in enumerate(model.weaknesses):
                yield f"models.{index}.weaknesses.{number}", weakness
        for name in ("effects", "verdicts", "notes", "checks"):
            for index, rule in enumerate(getattr(adviser, name)):
                yield f"{name}.{index}", rule.point

    # -- questions

    def _questions(self) -> Iterator[Finding]:
        adviser = self._adviser
        used = {effect.question for effect in adviser.effects}
        conditions = [rule.when for rule in adviser.verdicts]
        conditions += [remark.when for remark in (*adviser.notes, *adviser.checks)]
        used.update(question for when in conditions for question, _ in when)
        earlier: dict[str, Question] = {}
        for index, question in enumerate(adviser.questions):
            path = f"questions.{index}"
            names = Counter(option.id for option in question.options)
            for name, count in names.items():
                if count > 1 or name == UNKNOWN:
                    yield "KAD614", path, f"the answer “{name}” cannot be told from another"
            if question.id in earlier:
                yield "KAD614", path, f"“{question.id}” stands twice"
            if question.id not in used:
                yield "KAD615", path, f"“{question.id}”"
            if question.skip:
                before, answers = question.skip
                if before not in earlier:
                    yield "KAD614", path, f"“{before}” is no earlier question, so the answer is not there yet"
                else:
                    yield from self._known_answers((question.skip,), path)
                    if {option.id for option in earlier[before].options} <= set(answers):
                        yield "KAD614", path, f"“{question.id}” is skipped after every answer to “{before}”"
            if question.options and all(option.ends for option in question.options):
                yield "KAD614", path, f"every answer to “{question.id}” ends the questions"
            earlier[question.id] = question

    # -- effects

    def _effects(self) -> Iterator[Finding]:
        said: dict[tuple[str, str, str], str] = {}
        for index, effect in enumerate(self._adviser.effects):
            for answer in effect.answers:
                for model in effect.models:
                    kind = said.setdefault((effect.question, answer, model), effect.kind)
                    if kind != effect.kind:
                        detail = f"“{answer}” to “{effect.question}”: {kind} and {effect.kind} {model}"
                        yield "KAD617", f"effects.{index}", detail
        noted = {model.subject: model for model in self._adviser.models}
        supported = {model for effect in self._adviser.effects if effect.kind == "for" for model in effect.models}
        for model in sorted(self._models):
            if model not in supported:
                yield "KAD619", "effects", f"no answer speaks for “{model}”"
            if model not in noted or not noted[model].weaknesses:
                yield "KAD619", "models", f"“{model}” has no table with its weaknesses"

    # -- verdicts

    def _verdicts(self) -> Iterator[Finding]:
        rules = self._adviser.verdicts
        names = list(dict.fromkeys(question for rule in rules for question, _ in rule.when))
        if any(name not in self._options for name in names):
            return
        heard: set[int] = set()
        without = 0
        for answers in product(*(sorted(self._options[name]) for name in names)):
            given = dict(zip(names, answers, strict=True))
            index = next((index for index, rule in enumerate(rules) if holds(rule.when, given)), None)
            if index is None:
                without += 1
            else:
                heard.add(index)
        if without:
            yield "KAD618", "verdicts", f"{without} ways to answer have none; end with a rule without conditions"
        for index in range(len(rules)):
            if index not in heard:
                yield "KAD618", f"verdicts.{index}", "earlier rules always speak first"


def holds(when: When, given: dict[str, str]) -> bool:
    """Whether every question of ``when`` has one of its answers; a question without an answer is unknown."""
    return all(given.get(question, UNKNOWN) in answers for question, answers in when)


def _covers(place: Citation, source: Citation) -> bool:
    """Whether an entry that cites ``place`` teaches what stands in ``source``."""
    if place.source != source.source:
        return False
    if source.section:
        return source.section == place.section
    if source.elucidation and not place.elucidation:
        return False
    return article_numbers(source.article or "") <= article_numbers(place.article or "")
