"""A key that was wrong, mended: who gets another mark by it, and the new key as a further revision.

Nothing is written over: answers stay as they were given, and every key that ever counted stays with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import isfinite
from typing import Literal, NamedTuple

from kadguide.knowledge.items import FULL, ArticleKey, Item, Mistake, NumberKey, Option, Step
from kadguide.knowledge.model import Names
from kadguide.learning.places import read_place
from kadguide.learning.quantities import read_quantity
from kadguide.learning.spelling import normalise, same_spelling
from kadguide.teaching.register import Changes, Event, Key, Register, Trainee, moment
from kadguide.teaching.results import ExamRecord, exam_result

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST = 200
"""Letters of an accepted answer, and of a reason."""
TRUE_WORDS, FALSE_WORDS = ("benar", "true"), ("salah", "false")
Kind = Literal["right", "accept", "value", "all_right"]


class Correction(NamedTuple):
    """What is to be mended.

    ``right``: letters of the options that are right, in the order of the bank; for an ordering all letters in the right
    order; for a true/false item ``benar`` or ``salah``, the letter of the right reason, or both. ``accept``: one more
    accepted answer to a short item. ``value``: the number, or the place in the regulation, with a ``tolerance``.
    ``all_right``: full marks for everybody.
    """

    kind: Kind
    text: str = ""
    tolerance: float | None = None


class CorrectionError(ValueError):
    """A correction that does not fit the question. ``code`` says why:

    ``wrong_kind`` (this type of question is not mended in this way), ``no_letter``, ``one_right`` (one must stay
    wrong), ``all_letters`` (an ordering needs each once), ``no_text``, ``no_number``, ``no_place``,
    ``other_unit`` (``unit_id``, ``unit_en``) and ``other_source``: the question asks for another unit or regulation;
    ``same`` (nothing would change).
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Standing(NamedTuple):
    """One trainee by one key. ``passed`` is ``None`` where no pass mark was given."""

    mark: float
    percent: float
    rank: int
    passed: bool | None


class Change(NamedTuple):
    """One trainee who is touched by a correction, before and after."""

    trainee: Trainee
    before: Standing
    after: Standing


def corrected(key: Key, correction: Correction, reason: str, at: str) -> Key:
    """The next revision of ``key``. Raises :class:`CorrectionError`."""
    item, free = key.content, correction.kind == "all_right"
    if not free:
        item = _MENDED[correction.kind](item, correction)
    if item == key.content and free == key.all_right:
        raise CorrectionError("same")
    return key._replace(content=item, revision=key.revision + 1, reason=reason, made_at=at, all_right=free)


def compare(record: ExamRecord, key: Key, pass_percent: float | None = None) -> tuple[Change, ...]:
    """Those whose mark, rank or passing would be another one by ``key``, in the order of the list."""
    old = exam_result(record)
    new = exam_result(record, [key if own.item == key.item else own for own in record.keys])
    index = next(at for at, own in enumerate(record.keys) if own.item == key.item)
    old_ranks, new_ranks = old.ranks, new.ranks
    found = []
    for before, after in zip(old.trainees, new.trainees, strict=True):
        if before.percent is None or after.percent is None:
            continue
        id_ = before.trainee.id
        first = Standing(
            before.answers[index].mark, before.percent, old_ranks[id_], passes(before.percent, pass_percent)
        )
        second = Standing(
            after.answers[index].mark, after.percent, new_ranks[id_], passes(after.percent, pass_percent)
        )  # fmt: skip
        if first != second:
            found.append(Change(before.trainee, first, second))
    return tuple(found)


def passes(percent: float | None, pass_percent: float | None) -> bool | None:
    """Whether a percentage reaches the pass mark; ``None`` without either."""
    return None if percent is None or pass_percent is None else percent >= pass_percent - 1e-9


def write_revision(register: Register, key: Key, now: datetime, token: Callable[[], str]) -> None:
    """Keep the key as the one that counts from now on, and log that: both or neither.

    Raises ``StoreError("conflict")`` when somebody mended the same question meanwhile.
    """
    logged = Event(token(), moment(now), "regraded", exam=key.exam, detail=f"{key.item} r{key.revision}")
    register.apply(Changes(keys=(key,), events=(logged,)))


# -- by kind


def _right(item: Item, correction: Correction) -> Item:
    match item.type:
        case "single" | "multiple":
            return item._replace(options=_keyed(item.options, _letters(correction.text, len(item.options))))
        case "true_false":
            return _judged(item, correction.text)
        case "ordering":
            places = _letters(correction.text, len(item.steps))
            if len(places) != len(item.steps):
                raise CorrectionError("all_letters", letters=LETTERS[: len(item.steps)])
            ranks = {place: rank for rank, place in enumerate(places, start=1)}
            steps = tuple(Step(step.id, step.text, ranks[place]) for place, step in enumerate(item.steps))
            return item._replace(steps=steps, ties=False)
        case _:
            raise CorrectionError("wrong_kind", type=item.type)


def _judged(item: Item, text: str) -> Item:
    """The reasons belong to the verdict: when it changes and no reason is named, none is asked for any more."""
    words = text.replace(",", " ").casefold().split()
    verdicts = [word in TRUE_WORDS for word in words if word in (*TRUE_WORDS, *FALSE_WORDS)]
    letters = "".join(word for word in words if word not in (*TRUE_WORDS, *FALSE_WORDS))
    if len(verdicts) > 1 or not (verdicts or letters):
        raise CorrectionError("no_verdict")
    truth = verdicts[0] if verdicts else item.truth
    if letters:
        return item._replace(truth=truth, options=_keyed(item.options, _letters(letters, len(item.options))))
    return item._replace(truth=truth, options=item.options if truth == item.truth else ())


def _keyed(options: tuple[Option, ...], places: tuple[int, ...]) -> tuple[Option, ...]:
    """The options with those at ``places`` right. What earned a part goes on earning it."""
    if len(places) == len(options):
        raise CorrectionError("one_right")
    return tuple(
        option._replace(credit=FULL if place in places else 0 if option.credit == FULL else option.credit)
        for place, option in enumerate(options)
    )


def _letters(text: str, count: int) -> tuple[int, ...]:
    """The places of letters such as ``B``, ``AC`` or ``a, c``."""
    letters = [sign for sign in text.upper() if sign not in " ,;"]
    places = tuple(dict.fromkeys(LETTERS.find(sign) for sign in letters))
    if not places or not all(0 <= place < count for place in places):
        raise CorrectionError("no_letter", text=text[:LONGEST], last=LETTERS[max(count, 1) - 1])
    return places


def _accept(item: Item, correction: Correction) -> Item:
    text = " ".join(correction.text.split())[:LONGEST]
    if item.type != "short":
        raise CorrectionError("wrong_kind", type=item.type)
    if not normalise(text):
        raise CorrectionError("no_text")
    if any(same_spelling(normalise(text), normalise(known)) for known in item.accepted.all):
        raise CorrectionError("same")
    accepted = Names((*item.accepted.id, text), (*item.accepted.en, text))
    return item._replace(accepted=accepted, mistakes=_without(item.mistakes, text))


def _without(mistakes: tuple[Mistake, ...], text: str) -> tuple[Mistake, ...]:
    """The known mistakes without ``text``: they are looked for before what is accepted."""

    def others(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if not same_spelling(normalise(text), normalise(name)))

    left = [m._replace(answers=Names(others(m.answers.id), others(m.answers.en))) for m in mistakes]
    return tuple(mistake for mistake in left if mistake.answers.all)


def _value(item: Item, correction: Correction) -> Item:
    if item.type == "number" and item.number:
        found = read_quantity(correction.text)
        tolerance = item.number.tolerance if correction.tolerance is None else correction.tolerance
        if found is None or not isfinite(found.value) or not tolerance >= 0 or not isfinite(tolerance):
            raise CorrectionError("no_number")
        unit = item.number.unit
        if found.unit is not None and unit.id and not found.fits(unit.id, unit.en):
            raise CorrectionError("other_unit", unit_id=unit.id, unit_en=unit.en)
        near = max(item.number.near, tolerance) if item.number.near else item.number.near
        return item._replace(number=NumberKey(found.value, tolerance, near, item.number.unit))
    if item.type == "article" and item.article:
        place = read_place(correction.text)
        if place is None:
            raise CorrectionError("no_place")
        key = item.article
        if place.sources and not any(source.matches(key.source) for source in place.sources):
            raise CorrectionError("other_source")
        mistakes = tuple(m for m in item.mistakes if not any(read_place(one) == place for one in m.answers.all))
        mended = ArticleKey(key.source, place.article, place.paragraph, place.letter, key.asks_source)
        return item._replace(article=mended, mistakes=mistakes)
    raise CorrectionError("wrong_kind", type=item.type)


_MENDED: dict[str, Callable[[Item, Correction], Item]] = {"right": _right, "accept": _accept, "value": _value}
