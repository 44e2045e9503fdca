"""Questions of other programs as items that can be asked and graded here.

Marks follow our own rules. Where another program would give another mark, a note says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from kadguide.exchange.bank.question import Answer, Imported, Parsed, Question, Remark, UnfitError
from kadguide.exchange.bank.weights import say_weight
from kadguide.knowledge.item_rules import folded
from kadguide.knowledge.items import FULL, NOTHING, Item, ItemType, Mistake, NumberKey, Option, Pair, Step
from kadguide.knowledge.model import Bilingual, Layer, Names

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAPER_TAGS = ("makalah", "paper")
HALF = 50.0
_SAME = 0.01
"""Percents that differ by less are the same."""


@dataclass
class Arriving:
    """Turns questions into the items of one quiz. ``day`` is the day of the import."""

    quiz: str
    day: date
    competencies: frozenset[str] = frozenset()
    remarks: list[Remark] = field(default_factory=list)

    def take(self, parsed: Parsed) -> Imported:
        """All questions that can be asked, and everything to say about the others."""
        self.remarks = list(parsed.remarks)
        ids = item_ids(self.quiz, [question.id for question in parsed.questions])
        items: list[Item] = []
        given: set[str] = set()
        for question, id_ in zip(parsed.questions, ids, strict=True):
            try:
                if question.id and question.id in given:
                    raise UnfitError("twice", name=question.id)
                given.add(question.id)
                items.append(self.item(question, id_))
            except UnfitError as unfit:
                self._remark("error", unfit.key, question, **unfit.values)
        problems = sorted(self.remarks, key=lambda remark: (remark.place, remark.weight, remark.key))
        return Imported(tuple(items), (), tuple(problems))

    def item(self, question: Question, id_: str) -> Item:
        """One item. Raises :class:`UnfitError`."""
        if not question.text:
            raise UnfitError("no_text")
        tags = [tag.casefold() for tag in question.tags]
        layer: Layer = "paper" if any(tag in PAPER_TAGS for tag in tags) else "law"
        plain = Item(
            id_, self.quiz, "single", layer, both_of(question.text), both_of(question.explanation), "", self.day,
            competencies=tuple(tag for tag in tags if tag in self.competencies), keep_order=question.keep_order,
        )  # fmt: skip
        return _TAKERS[question.kind](self, question, plain)

    def _note(self, key: str, question: Question, **values: object) -> None:
        self._remark("note", key, question, **values)

    def _remark(self, weight: str, key: str, question: Question, **values: object) -> None:
        name = question.id or question.text[:40]
        made = Remark("error" if weight == "error" else "note", key, name, question.place, values)
        if made not in self.remarks:
            self.remarks.append(made)

    # -- kind by kind

    def single(self, question: Question, plain: Item) -> Item:
        full = [answer for answer in question.answers if answer.percent == FULL]
        check_choice(question.answers, right=len(full))
        if len(full) > 1:
            raise UnfitError("several_right")
        options = []
        for letter, answer in zip(LETTERS, question.answers, strict=False):
            if answer.percent < 0:
                self._note("note_negative", question)
            credit = FULL if answer.percent == FULL else min(max(round(answer.percent), 0), FULL - 1)
            if abs(credit - max(answer.percent, 0)) > _SAME:
                self._note("note_rounded", question, given=say_weight(answer.percent), taken=credit)
            options.append(Option(letter, both_of(answer.text), credit, both_of(answer.feedback)))
        return plain._replace(type="single", options=tuple(options))

    def multiple(self, question: Question, plain: Item) -> Item:
        """What earns something is right. Every other share than equal ones is not kept."""
        right = [answer for answer in question.answers if answer.percent > 0]
        wrong = [answer for answer in question.answers if answer.percent <= 0]
        check_choice(question.answers, right=len(right))
        if not wrong:
            raise UnfitError("no_wrong")
        kind: ItemType = "multiple" if len(right) > 1 else "single"
        if kind == "single":
            self._note("note_single", question)
        elif any(abs(answer.percent - 100 / len(right)) > _SAME for answer in right) or any(
            abs(answer.percent + 100 / len(wrong)) > _SAME for answer in wrong
        ):
            self._note("note_shares", question)
        options = (
            Option(letter, both_of(answer.text), FULL if answer.percent > 0 else 0, both_of(answer.feedback))
            for letter, answer in zip(LETTERS, question.answers, strict=False)
        )
        return plain._replace(type=kind, options=tuple(options))

    def true_false(self, question: Question, plain: Item) -> Item:
        answer = question.answers[0]
        feedback = both_of(answer.feedback)
        return plain._replace(type="true_false", truth=answer.text == "true", feedback=feedback, keep_order=False)

    def matching(self, question: Question, plain: Item) -> Item:
        pairs = [(left, right) for left, right in question.pairs if left]
        if len(pairs) < 2 or not all(right for _, right in question.pairs):
            raise UnfitError("few_pairs")
        check_different(left for left, _ in pairs)
        rights = {right for _, right in pairs}
        lures = list(dict.fromkeys(right for left, right in question.pairs if not left))
        named = [
            Pair(letter, both_of(left), both_of(right)) for letter, (left, right) in zip(LETTERS, pairs, strict=False)
        ]
        tempting = [
            Option(f"x{number}", both_of(right))
            for number, right in enumerate((lure for lure in lures if lure not in rights), start=1)
        ]
        return plain._replace(type="matching", pairs=tuple(named), lures=tuple(tempting), keep_order=False)

    def ordering(self, question: Question, plain: Item) -> Item:
        if len(question.answers) < 2:
            raise UnfitError("few_steps")
        check_different(answer.text for answer in question.answers)
        steps = (
            Step(letter, both_of(answer.text), rank)
            for rank, (letter, answer) in enumerate(zip(LETTERS, question.answers, strict=False), start=1)
        )
        return plain._replace(type="ordering", steps=tuple(steps), keep_order=False)

    def short(self, question: Question, plain: Item) -> Item:
        right: list[str] = []
        half: list[str] = []
        wrong: list[Mistake] = []
        for answer in question.answers:
            text = answer.text.replace("*", " ").strip() if "*" in answer.text else answer.text
            if not re.search(r"\w", text):
                if answer.percent > 0:
                    raise UnfitError("takes_all")
                self._note("note_any", question)
                continue
            if "*" in answer.text:
                self._note("note_star", question, text=answer.text)
            if answer.percent == FULL:
                right.append(text)
            elif answer.percent > 0:
                if answer.percent != HALF:
                    self._note("note_half", question, given=say_weight(answer.percent))
                half.append(text)
            else:
                wrong.append(Mistake(_names([text]), both_of(answer.feedback), None))
        if not right:
            raise UnfitError("no_right")
        known = {folded(text) for text in (*right, *half)}
        mistakes = tuple(mistake for mistake in wrong if folded(mistake.answers.id[0]) not in known)
        return plain._replace(
            type="short", accepted=_names(right), partial=_names(half), mistakes=mistakes, keep_order=False
        )

    def number(self, question: Question, plain: Item) -> Item:
        full = [answer for answer in question.answers if answer.percent == FULL]
        if not full:
            raise UnfitError("no_right")
        value, tolerance = number_of(full[0].text), full[0].tolerance
        if any(number_of(answer.text) != value for answer in full):
            raise UnfitError("several_numbers")
        near = 0.0
        mistakes = []
        for answer in question.answers:
            if answer.percent == FULL:
                continue
            if "*" in answer.text:
                self._note("note_any", question)
            elif answer.percent <= 0 and answer.tolerance == 0:
                mistakes.append(Mistake(_names([answer.text]), both_of(answer.feedback), None))
            elif answer.percent > 0 and number_of(answer.text) == value and answer.tolerance > tolerance:
                if answer.percent != HALF:
                    self._note("note_half", question, given=say_weight(answer.percent))
                near = answer.tolerance
            else:
                self._note("note_numbers", question, text=answer.text)
        key = NumberKey(value, tolerance, near, NOTHING)
        return plain._replace(type="number", number=key, mistakes=tuple(mistakes), keep_order=False)


_TAKERS: dict[str, Callable[[Arriving, Question, Item], Item]] = {
    "single": Arriving.single, "multiple": Arriving.multiple, "true_false": Arriving.true_false,
    "matching": Arriving.matching, "ordering": Arriving.ordering, "short": Arriving.short, "number": Arriving.number,
}  # fmt: skip


def item_ids(quiz: str, given: Iterable[str]) -> tuple[str, ...]:
    """An id for each item, with the quiz in front so that none takes the place of an item of another quiz."""
    taken: set[str] = set()
    found = []
    for number, name in enumerate(given, start=1):
        slug = slug_of(name) or f"{number:03d}"
        base = slug if slug.startswith(f"{quiz}-") else f"{quiz}-{slug}"
        free = next(id_ for id_ in chain((base,), (f"{base}-{n}" for n in count(2))) if id_ not in taken)
        taken.add(free)
        found.append(free)
    return tuple(found)


def slug_of(name: str, most: int = 60) -> str:
    """``name`` in lower-case words with hyphens, as ids are written; empty when nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:most].strip("-")


def number_of(text: str) -> float:
    """A number with a point or a comma. Raises :class:`UnfitError`."""
    if not re.fullmatch(r"[-+]?\d{1,15}(?:[.,]\d{1,10})?(?:[eE][-+]?\d)?", text.strip()):
        raise UnfitError("bad_number", text=text[:40])
    return float(text.replace(",", "."))


def both_of(text: str) -> Bilingual:
    """One text for both languages, as long as nobody has translated it."""
    return Bilingual(text, text)


def _names(texts: list[str]) -> Names:
    unique = tuple(dict.fromkeys(texts))
    return Names(unique, unique)


def check_choice(answers: tuple[Answer, ...], right: int) -> None:
    """Raises :class:`UnfitError` when nobody could choose among ``answers``."""
    if not 2 <= len(answers) <= len(LETTERS):
        raise UnfitError("few_answers", most=len(LETTERS))
    if not all(answer.text for answer in answers):
        raise UnfitError("empty_answer")
    if not right:
        raise UnfitError("no_right")
    check_different(answer.text for answer in answers)


def check_different(texts: Iterable[str]) -> None:
    """Raises :class:`UnfitError` when two texts are the same."""
    seen: set[str] = set()
    for text in texts:
        if text.casefold() in seen:
            raise UnfitError("same_answers", text=text[:40])
        seen.add(text.casefold())
