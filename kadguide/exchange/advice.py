"""Advice in words: one page for screen, linear text and files, every statement with its source and its entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kadguide.exchange.document import Block, Checks, Document, Items, Line, Section, Sources, make_document, source_row
from kadguide.guiding.adviser import Advice, Reason, Standing
from kadguide.guiding.interview import Interview
from kadguide.knowledge.adviser import UNKNOWN, Point, Question
from kadguide.knowledge.model import Bilingual, Citation, Lang, Source
from kadguide.knowledge.places import say_citation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.wording import Wording

SCHEMA = 1
MOST_TO_FIND_OUT = 4
"""Questions that are named as worth answering first; more would not help."""


class AdvicePage(NamedTuple):
    """The advice: its sections, the answers that it rests on, and the entries that numbers in brackets stand for."""

    sections: tuple[Section, ...]
    answers: Section
    entries: tuple[str, ...]


def option_text(question: Question, option: str | None, wording: Wording) -> str:
    """An answer in words; empty when the question has none yet."""
    if option == UNKNOWN:
        return wording.catalog("adviser.unknown")
    return next((choice.text.get(wording.lang) for choice in question.options if choice.id == option), "")


def advice_page(interview: Interview, snapshot: Snapshot, wording: Wording) -> AdvicePage:
    """What follows from the answers of an interview."""
    writer = _Writer(interview, snapshot, wording)
    sections = tuple(section for section in writer.sections() if section.blocks)
    return AdvicePage(sections, writer.answers(), tuple(writer.entries))


def advice_document(interview: Interview, snapshot: Snapshot, lang: Lang, made_at: datetime) -> Document:
    """The advice with the answers that it rests on, to be taken along."""
    wording = Wording(snapshot, lang)
    writer = _Writer(interview, snapshot, wording)
    sections = [section for section in writer.sections() if section.blocks]
    sections += [writer.answers(), writer.references()]
    title = wording.catalog("adviser.title")
    return make_document(title, sections, _data(interview), snapshot, wording, made_at, schema=SCHEMA)


class _Writer:
    """Writes the sections of one page, and numbers the entries as they are named."""

    def __init__(self, interview: Interview, snapshot: Snapshot, wording: Wording) -> None:
        self._interview = interview
        self._advice: Advice = interview.advice
        self._snapshot = snapshot
        self._wording = wording
        self._word = wording.catalog
        self._numbers = {question.id: n for n, question in enumerate(interview.questions, start=1)}
        self.entries: list[str] = []
        self._cited: dict[str, None] = {}

    def sections(self) -> Iterable[Section]:
        """The page, in the order of reading."""
        yield self._recommendation()
        yield self._law()
        for model in self._advice.best:
            yield self._weight_against(model)
        if self._advice.runner_up:
            yield self._runner_up(self._advice.runner_up)
        yield self._excluded()
        yield self._form()
        yield self._checks()

    # -- sections

    def _recommendation(self) -> Section:
        advice, word = self._advice, self._word
        names = [self._model(model) for model in advice.best]
        key = "recommended" if len(names) == 1 else "recommended_tied" if names else f"recommended_{advice.firmness}"
        blocks: list[Block] = [Line(word(f"adviser.{advice.firmness}"))]
        for key_of_notes, clash in (("clash", True), ("notes", False)):
            if rows := self._rows(note.point for note in advice.notes if note.clash is clash):
                blocks += [Line(word(f"adviser.{key_of_notes}"), "tag"), *rows]
        for model in advice.best:
            tag = self._model(model) if len(names) > 1 else word("adviser.reasons")
            blocks.append(Line(tag, "tag"))
            blocks.append(Items([self._reason(reason) for reason in advice.standing(model).reasons]))
        if advice.find_out:
            asked = [self._question(name) for name in advice.find_out[:MOST_TO_FIND_OUT]]
            blocks += [Line(word("adviser.find_out"), "tag"), Items(asked)]
        if names:
            blocks.append(Line(f"{word('adviser.no_formula')} {self._number('model-memilih')}".strip(), "small"))
        return self._section(word(f"adviser.{key}", models=self._wording.join(names)), blocks)

    def _law(self) -> Section:
        ruling = self._advice.ruling
        blocks: list[Block] = [Line(self._point(ruling.point))]
        if ruling.decides:
            asked = [self._question(name) for name in ruling.decides]
            blocks += [Line(self._word("adviser.decides"), "tag"), Items(asked)]
        heading = self._word("adviser.undecided" if ruling.verdict == "open" else f"adviser.{ruling.verdict}")
        if ruling.point.reading and ruling.verdict != "open":
            heading = f"{heading} ({self._word('adviser.reading')})"
        return self._section(heading, blocks)

    def _weight_against(self, model: str) -> Section:
        standing = self._advice.standing(model)
        rows = [self._reason(reason) for reason in standing.objections]
        note = next(note for note in self._interview.adviser.models if note.subject == model)
        weak = [self._point(point) for point in note.weaknesses]
        blocks: list[Block] = [Items(rows)] if rows else []
        blocks += [Line(self._word("adviser.weaknesses"), "tag"), Items(weak)]
        return self._section(self._word("adviser.against", model=self._model(model)), blocks)

    def _runner_up(self, model: str) -> Section:
        standing = self._advice.standing(model)
        blocks: list[Block] = [Items([self._reason(reason) for reason in standing.reasons])]
        if standing.objections:
            blocks.append(Line(self._word("adviser.but"), "tag"))
            blocks.append(Items([self._reason(reason) for reason in standing.objections]))
        return self._section(self._word("adviser.runner_up", model=self._model(model)), blocks)

    def _excluded(self) -> Section:
        out = [standing for standing in self._advice.standings if standing.exclusions]
        if len({standing.exclusions for standing in out}) == 1 and len(out) == len(self._advice.standings):
            rows = [self._reason(reason) for reason in out[0].exclusions]
        else:
            rows = [self._exclusion(standing) for standing in out]
        return self._section(self._word("adviser.out"), [Items(rows)] if rows else [])

    def _exclusion(self, standing: Standing) -> str:
        said = " ".join(self._reason(reason) for reason in standing.exclusions)
        return f"{self._model(standing.model)}. {said}"

    def _form(self) -> Section:
        notes = [note for note in self._interview.adviser.models if note.subject in self._advice.best]
        rows = [self._point(note.form) for note in notes]
        if len(rows) > 1:
            rows = [f"{self._model(note.subject)}. {row}" for note, row in zip(notes, rows, strict=True)]
        blocks: list[Block] = [Line(self._word("adviser.form_note")), Items(rows)] if rows else []
        return self._section(self._word("adviser.form"), blocks)

    def _checks(self) -> Section:
        rows = [(False, self._point(check.point)) for check in self._advice.checks]
        return self._section(self._word("adviser.checks"), [Checks(rows)] if rows else [])

    def answers(self) -> Section:
        """The questions with their answers."""
        rows = [
            f"{question.text.get(self._wording.lang)} {self._answer(question)}"
            for question in self._interview.questions
        ]
        return self._section(self._word("adviser.your_answers"), [Items(rows, numbered=True)])

    def references(self) -> Section:
        """The entries that the numbers stand for, and the sources with their status."""
        sources = [self._snapshot.sources[id_] for id_ in self._cited]
        wording = self._wording
        lines = [
            source_row(s.cite.get(wording.lang), wording.status(s), s.checked_on.isoformat(), wording) for s in sources
        ]
        titles = [f"{self._wording.title(entry)} ({entry})" for entry in self.entries]
        blocks: list[Block] = [Items(titles, numbered=True), Sources(self._word("transcript.sources"), lines)]
        return self._section(self._word("adviser.read_on"), blocks)

    # -- words

    def _section(self, heading: str, blocks: Sequence[Block]) -> Section:
        return Section(heading, blocks, self._wording.lang)

    def _rows(self, points: Iterable[Point]) -> list[Block]:
        rows = [self._point(point) for point in points]
        return [Items(rows)] if rows else []

    def _model(self, model: str) -> str:
        return self._snapshot.subjects[model].title.get(self._wording.lang)

    def _question(self, name: str) -> str:
        return self._interview.adviser.question(name).text.get(self._wording.lang)

    def _answer(self, question: Question) -> str:
        given = option_text(question, self._interview.answers.get(question.id), self._wording)
        return given or self._word("adviser.no_answer")

    def _reason(self, reason: Reason) -> str:
        said = self._point(reason.effect.point)
        return self._word("adviser.because", number=self._numbers[reason.question], text=said)

    def _point(self, point: Point) -> str:
        """A statement, the places where it stands, and the number of its entry."""
        cites = []
        for citation in point.sources:
            if source := self._snapshot.source(citation.source):
                cites.append(self._cite(citation, source))
                self._cited[source.id] = None
        if point.reading:
            cites.append(self._word("adviser.reading"))
        numbers = " ".join(filter(None, map(self._number, point.entries)))
        return f"{point.text.get(self._wording.lang)} ({'; '.join(cites)}) {numbers}".strip()

    def _cite(self, citation: Citation, source: Source) -> str:
        if source.kind != "paper":
            return say_citation(citation, source, self._wording.lang)
        paper = self._word("layer.paper")
        return say_citation(citation, source._replace(cite=Bilingual(paper, paper)), self._wording.lang)

    def _number(self, entry: str) -> str:
        if entry not in self._snapshot.position:
            return ""
        if entry not in self.entries:
            self.entries.append(entry)
        return f"[{self.entries.index(entry) + 1}]"


def _data(interview: Interview) -> dict[str, Any]:
    advice = interview.advice
    return {
        "answers": {question.id: interview.answers.get(question.id) for question in interview.questions},
        "best": list(advice.best),
        "runner_up": advice.runner_up,
        "firmness": advice.firmness,
        "find_out": list(advice.find_out),
        "models": [
            {
                "model": standing.model,
                "points": standing.score,
                "for": [_reason_data(reason) for reason in standing.reasons],
                "against": [_reason_data(reason) for reason in standing.objections],
                "excluded_by": [_reason_data(reason) for reason in standing.exclusions],
            }
            for standing in advice.standings
        ],
        "law": {
            "verdict": advice.ruling.verdict,
            "decides": list(advice.ruling.decides),
            **_point_data(advice.ruling.point),
        },
        "notes": [_point_data(note.point) for note in advice.notes],
        "checks": [_point_data(check.point) for check in advice.checks],
    }


def _reason_data(reason: Reason) -> dict[str, Any]:
    return {"question": reason.question, "answer": reason.answer, **_point_data(reason.effect.point)}


def _point_data(point: Point) -> dict[str, Any]:
    return {
        "text": point.text._asdict(),
        "entries": list(point.entries),
        "sources": [citation._asdict() for citation in point.sources],
        "reading": point.reading,
    }
