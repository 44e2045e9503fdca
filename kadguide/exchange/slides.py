"""Slides of a class in words, line by line, for the wall and for linear reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from kadguide.exchange.quiztext import LETTERS, QuizText
from kadguide.knowledge.agendas import AgendaStep
from kadguide.knowledge.items import FULL, Item
from kadguide.knowledge.model import short_answer
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.material import Material
from kadguide.learning.practice import Question, shown_order
from kadguide.learning.responses import FALSE, TRUE
from kadguide.linear import to_plain
from kadguide.teaching.deck import Deck, Slide, step_items
from kadguide.wording import Wording

Look = Literal["tag", "headline", "title", "text", "option", "solved", "answer", "small"]
RIGHT = "✔"
_ONE_LINE = 100_000
"""A width at which no paragraph is broken: the wall breaks lines itself."""


class Line(NamedTuple):
    """One paragraph of a slide. ``solved`` is a part that stands where it belongs.

    ``mark`` stands before it: a letter or number. ``right`` is the right answer; ``hands`` are how many chose it, of
    ``total``, ``most`` how many chose the option with the most.
    """

    look: Look
    text: str
    mark: str = ""
    right: bool = False
    hands: int | None = None
    most: int = 0
    total: int = 0


class SlideText:
    """Says slides in the language of ``wording``. ``seed`` decides in which order the parts of items stand."""

    def __init__(self, snapshot: Snapshot, material: Material, wording: Wording, deck: Deck, seed: str) -> None:
        self._snapshot = snapshot
        self._material = material
        self._wording = wording
        self._word = wording.catalog
        self._quiz = QuizText(snapshot, material, wording)
        self._deck = deck
        self._seed = seed

    def levels(self, slide: Slide) -> int:
        """How often something can be revealed on a slide."""
        return {"step": 0, "case": 0, "entry": 1, "item": 2}[slide.kind]

    def options(self, slide: Slide) -> tuple[str, ...]:
        """The ids of the options for which hands can be counted, in the order of their letters."""
        if slide.kind != "item":
            return ()
        item = self._material.items[slide.id]
        if item.type == "true_false":
            return TRUE, FALSE
        return self._question(item).order if item.type in ("single", "multiple") else ()

    def head(self, slide: Slide) -> str:
        """Where in the class the slide stands, in a few words."""
        step = self._deck.step_of(slide)
        if step is None:
            return self._deck.title.get(self._wording.lang)
        title = self._deck.title if slide.kind == "step" else step.title
        return f"{slide.step + 1}/{self._deck.numbers} {title.get(self._wording.lang)}"

    def lines(self, slide: Slide, shown: int = 0, hands: Mapping[str, int] | None = None) -> list[Line]:
        """The slide with ``shown`` of its levels revealed."""
        match slide.kind:
            case "step":
                step = self._deck.step_of(slide)
                return self._step(step, slide.step) if step else []
            case "entry":
                return self._entry(slide.id, shown)
            case "case":
                return self._case(slide.id)
            case _:
                item = self._material.items[slide.id]
                tag = self._item_tag(slide, item)
                if shown > 1:
                    return [tag, *self._explanation(item)]
                return [tag, Line("title", self._quiz.say(item.stem)), *self._parts(item, shown, hands or {})]

    # -- steps, entries, cases

    def _step(self, step: AgendaStep, position: int) -> list[Line]:
        say = self._quiz.say
        kind = self._word(f"agenda.kind_{step.kind}").upper()
        minutes = self._word("agenda.minutes", count=step.minutes)
        tag = minutes.upper() if say(step.title).upper().startswith(kind) else f"{kind} · {minutes}"
        found = [Line("tag", tag), Line("headline", say(step.title))]
        if step.prompt.id and step.kind == "discuss":
            found.append(Line("text", say(step.prompt)))
        if does := self._does(step):
            found.append(Line("text", does))
        if step.prompt.id and step.kind != "discuss":
            found.append(Line("text", say(step.prompt)))
        if step.note.id:
            found.append(Line("text", say(step.note)))
        following = self._deck.agenda.steps[position + 1 :] if self._deck.agenda else ()
        if step.kind == "break" and following:
            found.append(Line("small", self._word("projector.then", title=say(following[0].title))))
        return found

    def _does(self, step: AgendaStep) -> str:
        if step.blueprint:
            return self._word("projector.does_test", count=step.blueprint.size)
        if step.kind == "read":
            return self._word("projector.does_read", count=len(step.entries))
        if step.kind in ("quiz", "case"):
            return self._word(f"projector.does_{step.kind}", count=len(step_items(step, self._material)))
        return ""

    def _entry(self, id_: str, shown: int) -> list[Line]:
        entry = self._snapshot.entry(id_)
        layer = self._word(f"layer.{entry.layer}").upper()
        short = to_plain(short_answer(entry.body.get(self._wording.lang)), _ONE_LINE)
        found = [Line("tag", layer), Line("title", self._quiz.say(entry.title)), Line("text", short)]
        if shown:
            cites = self._wording.cites_of(entry)
            said = "; ".join(f"{cite.cite} ({cite.status_words})" for cite in cites)
            found.append(Line("small", self._word("learn.sources", sources=said)))
        return found

    def _case(self, id_: str) -> list[Line]:
        case = next(case for case in self._material.bank.cases if case.id == id_)
        tag = self._word("projector.case").upper()
        return [Line("tag", tag), Line("title", self._quiz.say(case.title)), Line("text", self._quiz.say(case.text))]

    # -- items

    def _question(self, item: Item) -> Question:
        return Question(item, self._material.case(item), shown_order(item, self._seed, 1), 1, 0, False)

    def _item_tag(self, slide: Slide, item: Item) -> Line:
        same = [other for other in self._deck.slides if other.kind == "item" and other.step == slide.step]
        number = same.index(slide) + 1 if slide in same else 1
        parts = [self._word("projector.item", number=number, count=len(same)).upper()]
        if item.type not in ("single", "short"):
            parts.append(self._word(f"projector.how_{item.type}"))
        return Line("tag", " · ".join(parts))

    def _parts(self, item: Item, shown: int, hands: Mapping[str, int]) -> list[Line]:
        question = self._question(item)
        texts = self._quiz.parts(question)
        match item.type:
            case "single" | "multiple":
                right = {option.id for option in item.options if option.credit == FULL}
                rows = list(zip(question.order, texts, strict=True))
                return _options(rows, right if shown else set(), hands if shown else {})
            case "true_false":
                rows = list(zip((TRUE, FALSE), self._quiz.verdicts(), strict=True))
                right = {TRUE if item.truth else FALSE}
                return _options(rows, right if shown else set(), hands if shown else {})
            case "matching":
                return self._pairs(question, texts, shown)
            case "ordering":
                return self._order(question, texts, shown)
            case _:
                if not shown:
                    return [Line("text", self._word("projector.open_question"))]
                return [Line("answer", self._quiz.right(item), RIGHT, right=True)]

    def _pairs(self, question: Question, texts: tuple[str, ...], shown: int) -> list[Line]:
        sides = dict(zip(texts, LETTERS, strict=False))
        found = []
        for number, pair in enumerate(question.item.pairs, start=1):
            letter = sides.get(self._quiz.say(pair.right), "")
            mark = f"{number} = {letter}" if shown else f"{number}"
            found.append(Line("solved" if shown else "option", self._quiz.say(pair.left), mark))
        found.append(Line("tag", self._word("projector.match_with").upper()))
        return found + [Line("option", text, letter) for text, letter in sides.items()]

    def _order(self, question: Question, texts: tuple[str, ...], shown: int) -> list[Line]:
        letters = dict(zip(question.order, LETTERS.upper(), strict=False))
        said = dict(zip(question.order, texts, strict=True))
        if not shown:
            return [Line("option", said[id_], letters[id_]) for id_ in question.order]
        steps = sorted(question.item.steps, key=lambda step: step.rank)
        return [
            Line("solved", said[step.id], f"{number}. {letters[step.id]}") for number, step in enumerate(steps, start=1)
        ]

    def _explanation(self, item: Item) -> list[Line]:
        answers = [Line("answer", self._quiz.right(item), RIGHT, right=True)]
        if item.type in ("single", "multiple", "true_false"):
            answers = [line._replace(hands=None) for line in self._parts(item, 1, {}) if line.right]
        elif item.type in ("matching", "ordering"):
            answers = []  # the list before said it already, and says it better
        return [
            *answers,
            Line("text", self._quiz.say(item.explanation)),
            Line("small", self._word("learn.sources", sources=self._quiz.cites(item))),
        ]


def _options(rows: list[tuple[str, str]], right: set[str], hands: Mapping[str, int]) -> list[Line]:
    """Options with their letters; with the hands that were counted, if there are any."""
    most, total = max(hands.values(), default=0), sum(hands.values())
    return [
        Line("option", text, letter, id_ in right, hands.get(id_, 0) if hands else None, most, total)
        for (id_, text), letter in zip(rows, LETTERS.upper(), strict=False)
    ]
