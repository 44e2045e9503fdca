"""When an item is asked again: the FSRS schedule, from answers that were graded and not from what learners think of
themselves.

The schedule is made anew from the journal each time, by the library ``fsrs`` with its default parameters, a desired
retention of 0.90, without fuzz, and with intervals of whole days from the first answer on (no learning steps: within a
sitting a missed item comes back anyway). So a corrected mark, an imported journal and a new version of an item need no
repair of stored states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import NamedTuple

from kadguide.learning.journal import UNSCHEDULED, Answer
from kadguide.learning.material import Material

RETENTION = 0.90
DAILY_CAP = 20
"""Reviews a day. What is due beyond them waits, without being counted as a debt."""
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
"""Ratings of FSRS."""


class Due(NamedTuple):
    """When an item is due, and how likely it is still known then (0 to 1, at the moment asked for)."""

    item: str
    at: datetime
    stability: float
    difficulty: float
    recall: float


def rating_of(answer: Answer, usual_seconds: float) -> int:
    """The FSRS rating of an answer.

    Wrong: again. Right with a hint, partly right, or right while guessing: hard. Right: good. Right, sure, and faster
    than usual: easy. A wrong answer that the learner was sure of is no worse than again, but is asked first.
    """
    if answer.fraction < 0.5 or answer.hints >= 3:
        return AGAIN
    if answer.fraction < 1 or answer.hints or answer.confidence == "guess":
        return HARD
    if answer.confidence == "sure" and answer.seconds < usual_seconds:
        return EASY
    return GOOD


def usual_seconds(answers: Iterable[Answer]) -> float:
    """The learner's own median time for a right answer; 0 when there is none."""
    times = [answer.seconds for answer in answers if answer.unaided]
    return median(times) if times else 0.0


def counted(answers: Iterable[Answer], material: Material) -> list[Answer]:
    """The answers that count: not from cramming, not to items from other programs, and given to the present version of
    an item that is still there."""
    items = material.items
    return [
        answer
        for answer in answers
        if answer.kind not in UNSCHEDULED
        and answer.item in items
        and items[answer.item].version == answer.version
        and material.guided(items[answer.item])
    ]


def schedule(answers: Sequence[Answer], material: Material, now: datetime) -> dict[str, Due]:
    """When each item that was ever answered is due. ``now`` needs an offset."""
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    valid = counted(answers, material)
    usual = usual_seconds(valid)
    by_item: dict[str, list[Answer]] = defaultdict(list)
    for answer in valid:
        by_item[answer.item].append(answer)
    found = {}
    for item, log in by_item.items():
        card = Card(card_id=1, due=_utc(log[0].at))
        for answer in log:
            card, _ = scheduler.review_card(card, Rating(rating_of(answer, usual)), _utc(answer.at))
        recall = scheduler.get_card_retrievability(card, now.astimezone(UTC))
        found[item] = Due(item, card.due, card.stability or 0.0, card.difficulty or 0.0, recall)
    return found


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def due_items(
    answers: Sequence[Answer], material: Material, now: datetime, extra: Iterable[str] = (), cap: int = DAILY_CAP
) -> tuple[str, ...]:
    """What to review today, at most ``cap`` less what was reviewed today already.

    Errors made with confidence come first, then what a module still waits for on another day, then what is most likely
    forgotten; what people mix up stands side by side.
    ``extra`` are items that the learner asked for and that were never answered.
    """
    done = reviewed(answers, now)
    room = max(cap - len(done), 0)
    dues = schedule(answers, material, now)
    last = {answer.item: answer for answer in counted(answers, material)}
    ready = [due for due in dues.values() if due.at <= now.astimezone(UTC) and due.item not in done]
    unproven = unproven_items(answers, material)
    ready.sort(key=lambda due: (not _sure_and_wrong(last[due.item]), due.item not in unproven, due.recall, due.item))
    wanted = [id_ for id_ in extra if id_ in material.items and id_ not in dues]
    return interleave((wanted + [due.item for due in ready])[:room], material)


def reviewed(answers: Iterable[Answer], now: datetime) -> set[str]:
    """What was reviewed today already."""
    return {answer.item for answer in answers if answer.kind == "review" and answer.day == now.date().isoformat()}


def unproven_items(answers: Sequence[Answer], material: Material) -> set[str]:
    """The items of objectives that were shown on one day only."""
    days: dict[str, set[str]] = defaultdict(set)
    for answer in counted(answers, material):
        if answer.unaided:
            days[material.objective_of(material.items[answer.item])].add(answer.day)
    return {item.id for item in material.bank.items if len(days[material.objective_of(item)]) == 1}


def _sure_and_wrong(answer: Answer) -> bool:
    return answer.confidence == "sure" and answer.fraction < 0.5


def interleave(ids: Sequence[str], material: Material) -> tuple[str, ...]:
    """``ids`` mixed: no two of a module in a row where it can be helped, but what people mix up side by side."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        item = material.items[id_]
        module = material.module_of(id_)
        groups[f"contrast {item.contrast}" if item.contrast else f"module {module.id if module else ''}"].append(id_)
    mixed: list[str] = []
    while groups:
        for name in list(groups):
            take = 2 if name.startswith("contrast") else 1
            mixed += groups[name][:take]
            groups[name] = groups[name][take:]
            if not groups[name]:
                del groups[name]
    return tuple(mixed)


def forecast(
    dues: Iterable[Due], now: datetime, days: int = 14, cap: int = DAILY_CAP, done: int = 0
) -> tuple[int, ...]:
    """How many reviews will be asked on each of the next ``days`` days, today first, if none but these are due: at most
    ``cap`` a day, today less what is ``done`` already. What is beyond them waits for the next day."""
    counts = [0] * days
    for due in dues:
        ahead = (due.at.astimezone(now.tzinfo).date() - now.date()).days
        if ahead < days:
            counts[max(ahead, 0)] += 1
    asked, waiting = [], 0
    for ahead, count in enumerate(counts):
        waiting += count
        asked.append(min(waiting, max(cap - done, 0) if ahead == 0 else cap))
        waiting -= asked[-1]
    return tuple(asked)
