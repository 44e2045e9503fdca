"""Questions and what is said after an answer, as plain paragraphs for every front end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kadguide.exchange.document import Block, Items, Line, Section
from kadguide.knowledge.items import FULL, Item
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.places import say_citation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.cards import is_card
from kadguide.learning.draft import Draft
from kadguide.learning.grading import Grade, grade
from kadguide.learning.journal import HINT_FACTORS, Answer, Session
from kadguide.learning.mastery import ModuleState
from kadguide.learning.material import Material
from kadguide.learning.path import Step
from kadguide.learning.practice import Question
from kadguide.learning.responses import TRUE, Response, decode_response, right_response, say_place
from kadguide.wording import Wording

SECONDS_AN_ITEM = 40
"""What an item takes, to say how long a step is."""
LETTERS = "abcdefghijklmnop"
BLANK = Response()
STEM = 110
"""Characters of a question that is only to be remembered."""


class RightAnswer(NamedTuple):
    """What is right: one line, or a list under it where the answer has several places. Nothing: it needs no saying."""

    lead: str = ""
    rows: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def text(self) -> str:
        rows = [f"{number}. {row}" if self.numbered else row for number, row in enumerate(self.rows, start=1)]
        return "\n".join([self.lead, *rows])

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (Line(self.lead), Items(self.rows, self.numbered)) if self.rows else _lines(self.lead)


class Feedback(NamedTuple):
    """What is said after an answer. ``right`` is the right answer, ``remarks`` what was wrong with the given one,
    ``entry`` what teaches it."""

    verdict: str
    right: RightAnswer
    explanation: str
    remarks: tuple[str, ...]
    sources: str
    entry: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All but the verdict, to be set out."""
        sources = (Line(self.sources, "small"),) if self.sources else ()
        return (*_lines(*self.remarks), *self.right.blocks, *_lines(self.explanation), *sources)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.verdict, *self.remarks, self.right.text, self.explanation, self.sources)))


class QuizText:
    """Says questions and feedback in the language of ``wording``."""

    def __init__(self, snapshot: Snapshot, material: Material, wording: Wording) -> None:
        self._snapshot = snapshot
        self._material = material
        self._wording = wording
        self._word = wording.catalog

    def say(self, text: Bilingual) -> str:
        return text.get(self._wording.lang)

    # -- the question

    def progress(self, question: Question, session: Session | None = None) -> str:
        """Where the session stands, in which module, and that an item was missed before."""
        key = "learn.progress" if question.left else "learn.progress_last"
        said = [self._word(key, number=question.number, left=question.left)]
        if session and (name := self.session(session)):
            said.insert(0, name)
        if question.again:
            said.append(self._word("learn.again"))
        return " · ".join(said)

    def session(self, session: Session) -> str:
        """The module or quiz of a session, or its kind; empty where neither has a name."""
        bank = self._material.bank
        modules, quizzes = ({home.id: home.title for home in homes} for homes in (bank.modules, bank.quizzes))
        titles = {"module": modules, "quiz": quizzes}.get(session.kind, {})
        if session.about in titles:
            return self.say(titles[session.about])
        return self._word(f"learn.kind_{session.kind}") if self._word.has(f"learn.kind_{session.kind}") else ""

    def step(self, step: Step) -> str:
        """The next step in words."""
        if step.session:
            entry = step.session.about if step.session.kind == "entry" else ""
            name = self._wording.title(entry) if entry in self._snapshot.position else self.session(step.session)
            return self._word("learn.step_resume_named" if name else "learn.step_resume", session=name)
        minutes = max(1, round(len(step.items) * SECONDS_AN_ITEM / 60))
        module = self.say(step.module.title) if step.module else ""
        kind = "confirm_all" if step.kind == "confirm" and step.module is None else step.kind
        return self._word(f"learn.step_{kind}", count=len(step.items), module=module, minutes=minutes)

    def parts(self, question: Question) -> tuple[str, ...]:
        """The parts to choose from, in the order in which they stand."""
        texts = _part_texts(question.item)
        return tuple(self.say(texts[id_]) for id_ in question.order)

    def verdicts(self) -> tuple[str, str]:
        """True and false, in words."""
        return self._word("learn.true"), self._word("learn.false")

    def paragraphs(self, question: Question) -> tuple[str, ...]:
        """The whole question for linear reading: case, stem, parts, how to answer."""
        item = question.item
        case = (self.say(question.case.title), self.say(question.case.text)) if question.case else ()
        rows: list[str] = []
        sides: list[str] = []
        if item.type == "true_false":
            rows = [f"{number}. {verdict}" for number, verdict in enumerate(self.verdicts(), start=1)]
        elif item.type == "matching":
            rows = [f"{number}. {self.say(pair.left)}" for number, pair in enumerate(item.pairs, start=1)]
            sides = [f"{LETTERS[index]}) {text}" for index, text in enumerate(self.parts(question))]
        elif item.type in ("single", "multiple", "ordering"):
            rows = [f"{number}. {text}" for number, text in enumerate(self.parts(question), start=1)]
        return tuple(filter(None, (*case, self.say(item.stem), "\n".join(rows), "\n".join(sides), self.how(item))))

    def card(self, item: Item) -> tuple[str, ...]:
        """The back of a card of the learner's own: the short answer, and where it stands."""
        cites = self.cites(item)
        return tuple(
            filter(None, (self.say(item.explanation), self._word("learn.sources", sources=cites) if cites else ""))
        )

    def choices(self, question: Question, draft: Draft) -> list[str]:
        """The lines to choose from on a screen, each with a mark that says what was chosen."""
        item = question.item
        if item.type == "true_false":
            return list(self.verdicts())
        if item.type == "matching":
            sides = dict(zip(draft.sides, LETTERS, strict=False))
            return [f"[{sides.get(draft.side(p), ' ')}] {self.say(pair.left)}" for p, pair in enumerate(item.pairs)]
        texts = [] if draft.typed else list(self.parts(question))
        if item.type == "single":
            return texts
        marks = [draft.place(position) for position in range(len(texts))]
        sign = "x" if item.type == "multiple" else ""
        return [f"[{(sign or str(mark)) if mark else ' '}] {text}" for mark, text in zip(marks, texts, strict=True)]

    def how(self, item: Item) -> str:
        """How an answer is typed."""
        if item.number and item.number.unit.id:
            return self._word("learn.how_unit", unit=self.say(item.number.unit))
        return self._word(f"learn.how_{item.type}")

    def hints(self, item: Item, level: int) -> tuple[str, ...]:
        """The hints up to that level, and what they leave of the credit."""
        if not level:
            return ()
        said = list(dict.fromkeys(self._hint(item, one) for one in range(1, level + 1)))
        cost = self._word("learn.hint_cost", share=round(HINT_FACTORS[level] * 100))
        return (*said[:-1], f"{said[-1]} {cost}")

    def _hint(self, item: Item, level: int) -> str:
        if level == 1:
            if item.hint.id or not item.entry:
                said = self.say(item.hint) or self._word("learn.hint_none")
            else:
                said = self._word("learn.hint_where", title=self._wording.title(item.entry))
        elif level == 2:
            cites = self.cites(item)
            said = self._word("learn.hint_source", sources=cites) if cites else self._word("learn.hint_none")
        else:
            said = self._word("learn.hint_answer", answer=self.right(item), why=self.say(item.explanation))
        return said

    # -- after the answer

    def right(self, item: Item) -> str:
        """The right answer in words."""
        join = "; ".join
        match item.type:
            case "single" | "multiple":
                return join(self.say(option.text) for option in item.options if option.credit == FULL)
            case "true_false":
                return self.verdicts()[0 if item.truth else 1]
            case "matching":
                return join(f"{self.say(pair.left)} = {self.say(pair.right)}" for pair in item.pairs)
            case "ordering":
                return " → ".join(self.say(step.text) for step in sorted(item.steps, key=lambda step: step.rank))
            case "article":
                source = self._snapshot.source(item.article.source) if item.article else None
                place = say_place_words(item, self._wording.lang)
                return f"{self.say(source.cite)} {place}" if source else say_place(item)
            case "number":
                unit = self.say(item.number.unit) if item.number else ""
                return f"{right_response(item).text} {unit}".strip()
            case _:
                return right_response(item, self._wording.lang).text

    def given(self, item: Item, response: Response) -> str:
        """A response in words."""
        texts = _part_texts(item)
        match item.type:
            case "true_false":
                return self.verdicts()[0 if response.chosen[:1] == (TRUE,) else 1]
            case "matching":
                sides = [self.say(texts[id_]) if id_ in texts else "–" for id_ in response.chosen]
                return "; ".join(f"{self.say(p.left)} = {side}" for p, side in zip(item.pairs, sides, strict=False))
            case "ordering":
                return " → ".join(self.say(texts[id_]) for id_ in response.chosen if id_ in texts)
            case "single" | "multiple":
                return "; ".join(self.say(texts[id_]) for id_ in response.chosen if id_ in texts)
            case _:
                return response.text

    def asked(self, item: Item, response: Response) -> tuple[str, ...]:
        """What was asked, then what was answered, short, to stand over the feedback. Where the parts have their places,
        the right answer says beside each of them what was given."""
        stem = self.say(item.stem)
        said = stem if len(stem) <= STEM else stem[: stem.rfind(" ", 0, STEM)] + " …"
        if response.blank or item.type in ("matching", "ordering"):
            return (said,)
        return said, self._word("learn.given", answer=self.given(item, response))

    def _right_against(self, item: Item, response: Response) -> RightAnswer:
        """The right answer; where it has several places, below one another, with what stood there instead."""
        rows: list[str] = []
        if item.type == "ordering":
            steps = sorted(item.steps, key=lambda step: step.rank)
            places = {id_: place for place, id_ in enumerate(response.chosen, start=1)}
            for place, step in enumerate(steps, start=1):
                given = places.get(step.id, place)
                there = steps[given - 1].rank == step.rank if given <= len(steps) else False
                rows.append(f"{self.say(step.text)}{'' if there else self._instead(str(given))}")
        elif item.type == "matching":
            texts = _part_texts(item)
            given_sides = [texts.get(id_) for id_ in response.chosen]
            for place, pair in enumerate(item.pairs):
                side = given_sides[place] if place < len(given_sides) else None
                instead = "" if response.blank or side == pair.right else self._instead(self.say(side) if side else "–")
                rows.append(f"{self.say(pair.left)} = {self.say(pair.right)}{instead}")
        lead = self._word("learn.right_answer", answer="" if rows else self.right(item)).rstrip()
        return RightAnswer(lead, tuple(rows), item.type == "ordering")

    def _instead(self, given: str) -> str:
        return f" ({self._word('learn.instead', answer=given)})"

    def feedback(self, item: Item, grade: Grade, hints: int = 0, response: Response = BLANK) -> Feedback:
        """Whether it was right, what was wrong with it, what is right and why, with the place."""
        verdict = self._word(f"learn.{grade.outcome}", share=round(grade.fraction * 100))
        if grade.forgiven:
            verdict += " " + self._word("learn.forgiven", spelling=grade.forgiven)
        if hints and grade.fraction:
            share = round(grade.fraction * HINT_FACTORS[hints] * 100)
            verdict += " " + self._word("learn.with_hints", count=hints, share=share)
        shown = grade.outcome != "right" or item.type == "ordering"
        remarks = []
        for remark in grade.remarks:
            why, part = self.say(remark.why), self.say(remark.part)
            error = self._material.misconception(remark.misconception)
            if not why and not error:
                continue
            said = self._word("learn.remark", part=part, why=why) if part else why
            remarks.append(f"{said} {self._word('learn.error', text=self.say(error.text))}" if error else said)
        cites = self.cites(item)
        return Feedback(
            verdict, self._right_against(item, response) if shown else RightAnswer(), self.say(item.explanation),
            tuple(remarks), self._word("learn.sources", sources=cites) if cites else "", item.entry,
        )  # fmt: skip

    def debrief(self, answers: Sequence[Answer]) -> tuple[Section, ...]:
        """What was not wholly right in a session that explained nothing: each question, what was wrong with the answer,
        what is right and why."""
        sections = []
        for answer in answers:
            item = self._material.items.get(answer.item)
            if item is None or answer.fraction == 1:
                continue
            response = decode_response(answer.response)
            feedback = self.feedback(item, grade(item, response, self._material.words), response=response)
            stem, *given = self.asked(item, response)
            sections.append(Section(stem, (*_lines(*given), *feedback.blocks), self._wording.lang))
        return tuple(sections)

    def cites(self, item: Item) -> str:
        """Where the answer stands."""
        said = []
        for citation in item.citations:
            source = self._snapshot.source(citation.source)
            if source:
                said.append(say_citation(citation, source, self._wording.lang))
        return "; ".join(said)

    # -- the path

    def objective(self, id_: str) -> str:
        """What an objective is called: the competency, or the quiz."""
        for competency in self._material.competencies:
            if competency.id == id_:
                return self.say(competency.text)
        return next((self.say(quiz.title) for quiz in self._material.bank.quizzes if quiz.id == id_), id_)

    def state(self, state: ModuleState) -> str:
        """A module with its state in words."""
        done = sum(bool(objective.days) for objective in state.objectives)
        return self._word(
            f"learn.state_{state.state}", share=round(state.share * 100), answered=state.answered, done=done,
            total=len(state.objectives), day=self._wording.day(state.mastered_on) if state.mastered_on else "",
        )  # fmt: skip


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts if text)


def _part_texts(item: Item) -> dict[str, Bilingual]:
    """The texts of the parts of an item: options, lures, steps, right sides of pairs."""
    texts = {option.id: option.text for option in (*item.options, *item.lures)}
    return texts | {step.id: step.text for step in item.steps} | {pair.id: pair.right for pair in item.pairs}


def say_place_words(item: Item, lang: str) -> str:
    """The place that an article item asks for: ``Pasal 363 ayat (3) huruf b`` or ``Art. 363(3)(b)``."""
    key = item.article
    if key is None:
        return ""
    if lang == "en":
        paragraph = f"({key.paragraph})" if key.paragraph else ""
        return f"Art. {key.article}{paragraph}{f'({key.letter})' if key.letter else ''}"
    paragraph = f" ayat ({key.paragraph})" if key.paragraph else ""
    return f"Pasal {key.article}{paragraph}{f' huruf {key.letter}' if key.letter else ''}"


def summary(answers: Sequence[Answer], wording: Wording) -> str:
    """One line about a finished session: how many answers, how much was earned. Cards that learners judge themselves
    earn nothing."""
    graded = [answer.credit for answer in answers if not is_card(answer.item)]
    cards = len(answers) - len(graded)
    said = []
    if graded or not cards:
        share = round(100 * sum(graded) / len(graded)) if graded else 0
        said.append(wording.catalog("learn.finished", count=len(graded), share=share))
    if cards:
        said.append(wording.catalog("learn.finished_cards", count=cards))
    return " ".join(said)
