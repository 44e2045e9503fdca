"""What the projector shows, slide by slide: the steps of an agenda, or the items of one quiz or module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kadguide.knowledge.agendas import Agenda, AgendaStep
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.material import Material

SlideKind = Literal["step", "entry", "case", "item"]


class Slide(NamedTuple):
    """One picture on the wall. ``id`` names the entry, case or item; ``step`` is the position in the agenda."""

    kind: SlideKind
    id: str = ""
    step: int = 0

    @property
    def key(self) -> str:
        """The slide by name, so that it is found again when the agenda has changed."""
        return f"{self.step}:{self.kind}:{self.id}"


class Deck(NamedTuple):
    """The slides of one class. ``id`` is kind and name: ``agenda:setengah-hari``."""

    id: str
    title: Bilingual
    slides: tuple[Slide, ...]
    agenda: Agenda | None = None

    def step_of(self, slide: Slide) -> AgendaStep | None:
        """The step of the agenda that the slide belongs to."""
        return self.agenda.steps[slide.step] if self.agenda else None

    @property
    def numbers(self) -> int:
        """How many numbers one can go to: those of the steps, or of the slides where there is no agenda."""
        return len(self.agenda.steps) if self.agenda else len(self.slides)

    def starts(self, step: int) -> int | None:
        """The position of the first slide of a step, counted from 0."""
        return next((at for at, slide in enumerate(self.slides) if slide.kind == "step" and slide.step == step), None)


def agenda_deck(agenda: Agenda, material: Material) -> Deck:
    """Every step as a card, and behind it what it reads or asks. Items that are unknown are left out."""
    slides: list[Slide] = []
    for position, step in enumerate(agenda.steps):
        slides.append(Slide("step", "", position))
        slides += [Slide("entry", id_, position) for id_ in step.entries]
        slides += _item_slides(step_items(step, material), position)
    return Deck(f"agenda:{agenda.id}", agenda.title, tuple(slides), agenda)


def items_deck(id_: str, title: Bilingual, items: Sequence[Item]) -> Deck:
    """The items alone, with the cases that they need."""
    return Deck(id_, title, tuple(_item_slides(items, 0)))


def named_deck(kind: str, name: str, material: Material, agendas: dict[str, Agenda]) -> Deck | None:
    """The deck of that kind and name; ``None`` when there is none, or it has nothing to show."""
    deck = None
    if kind == "agenda" and name in agendas:
        deck = agenda_deck(agendas[name], material)
    elif kind == "module" and name in material.modules:
        module = material.modules[name]
        deck = items_deck(f"module:{name}", module.title, material.items_of(module))
    elif kind == "quiz":
        quiz = next((quiz for quiz in material.bank.quizzes if quiz.id == name), None)
        if quiz:
            items = [material.items[id_] for id_ in quiz.items if id_ in material.items]
            deck = items_deck(f"quiz:{name}", quiz.title, items)
    return deck if deck and deck.slides else None


def step_items(step: AgendaStep, material: Material) -> list[Item]:
    """The items that a step projects: those it names, else those of its case or quiz."""
    if step.items:
        return [material.items[id_] for id_ in step.items if id_ in material.items]
    return [
        item
        for item in material.bank.items
        if (step.case and item.case == step.case) or (step.quiz and item.quiz == step.quiz)
    ]


def _item_slides(items: Sequence[Item], step: int) -> Iterator[Slide]:
    case = None
    for item in items:
        if item.case and item.case != case:
            yield Slide("case", item.case, step)
        case = item.case
        yield Slide("item", item.id, step)
