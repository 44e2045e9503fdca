"""From what a register keeps to the results of an exam: who earned what, for which answer, in how much time.

Nothing here is kept: a mended key gives other results at once, and the answers stay as they were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from math import fsum
from typing import Literal, NamedTuple

from kadguide.knowledge.items import Item
from kadguide.learning.grading import PLACES, Grade, grade
from kadguide.learning.responses import Response, decode_response
from kadguide.learning.spelling import Words, decode_words
from kadguide.teaching.gain import GroupGain, Points, competency_gains, group_gain
from kadguide.teaching.paper import translate
from kadguide.teaching.register import (
    Attempt,
    Event,
    Exam,
    Key,
    Pause,
    Recorded,
    Register,
    Trainee,
    last_answers,
    read_moment,
)
from kadguide.teaching.sitting import time_allowed, time_paused

State = Literal["absent", "answering", "finished"]
"""Did not begin; has begun and may still go on; handed in, or the time or the exam is over."""
LATE = timedelta(minutes=5)
"""Who begins later than that after the opening came late."""
_ALL_RIGHT = Grade(1.0, "right")


class ExamRecord(NamedTuple):
    """All that the register keeps of one exam. ``originals`` are the questions as they were printed, by their names on
    paper: the way back from the paper to the bank goes through them, whatever was mended since."""

    exam: Exam
    originals: Mapping[str, Item]
    keys: tuple[Key, ...]
    trainees: tuple[Trainee, ...]
    attempts: Mapping[str, Attempt]
    answers: Mapping[str, tuple[Recorded, ...]]
    pauses: tuple[Pause, ...]


class Answered(NamedTuple):
    """What one trainee answered to one question, in the ids of the bank, and what it earned. ``at`` is empty where
    nothing was answered."""

    response: Response
    grade: Grade
    mark: float
    at: str = ""


class TraineeResult(NamedTuple):
    """One trainee in one exam. ``answers`` are in the order of the paper, none of them without an attempt; ``used`` is
    the time without pauses."""

    trainee: Trainee
    state: State = "absent"
    attempt: Attempt | None = None
    answers: tuple[Answered, ...] = ()
    possible: float = 0.0
    used: timedelta | None = None

    @property
    def total(self) -> float:
        return round(fsum(answer.mark for answer in self.answers), PLACES)

    @property
    def percent(self) -> float | None:
        """0 to 100; ``None`` without an attempt."""
        return 100 * self.total / self.possible if self.answers and self.possible else None

    @property
    def answered(self) -> int:
        """Questions that are not blank."""
        return sum(not answer.response.blank for answer in self.answers)


class ExamResult(NamedTuple):
    """The results of one exam, for every trainee of the class in the order of the list."""

    exam: Exam
    keys: tuple[Key, ...]
    trainees: tuple[TraineeResult, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(key.content for key in self.keys)

    @property
    def maxima(self) -> tuple[float, ...]:
        return tuple(key.weight for key in self.keys)

    @property
    def present(self) -> tuple[TraineeResult, ...]:
        """Those who began."""
        return tuple(result for result in self.trainees if result.state != "absent")

    @property
    def marks(self) -> tuple[tuple[float | None, ...], ...]:
        """The marks of each trainee; ``None`` in every question for those who have no attempt."""
        none = (None,) * len(self.keys)
        return tuple(tuple(answer.mark for answer in one.answers) or none for one in self.trainees)

    def responses(self, index: int) -> tuple[Response | None, ...]:
        """What each trainee answered to one question; ``None`` without an attempt."""
        return tuple(one.answers[index].response if one.answers else None for one in self.trainees)

    @property
    def ranks(self) -> dict[str, int]:
        """The rank of each trainee who began, from 1; who earned the same has the same rank, and the next ones are
        counted behind all of them."""
        scores = {one.trainee.id: one.percent or 0.0 for one in self.present}
        return {id_: 1 + sum(_above(other, score) for other in scores.values()) for id_, score in scores.items()}

    def points(self) -> dict[str, Points]:
        """What each trainee who began earned of what could be earned."""
        return {one.trainee.id: Points(one.total, one.possible) for one in self.present}

    def objective_points(self) -> dict[str, dict[str, Points]]:
        """The same for each competency, by trainee. A question counts for its main competency, or for its quiz."""
        fields: dict[str, list[int]] = {}
        for index, item in enumerate(self.items):
            fields.setdefault(objective_of(item), []).append(index)
        return {
            name: {
                one.trainee.id: Points(
                    round(fsum(one.answers[index].mark for index in own), PLACES),
                    fsum(self.maxima[index] for index in own),
                )
                for one in self.present
            }
            for name, own in fields.items()
        }


class ExamGain(NamedTuple):
    """What was learned between two tests: of the whole, and of each competency that both measured."""

    before: Exam
    after: Exam
    whole: GroupGain
    objectives: tuple[tuple[str, GroupGain], ...]


def late_by(
    exam: Exam, attempt: Attempt, pauses: Sequence[Pause], events: Iterable[Event] = ()
) -> timedelta | None:  # fmt: skip
    """How long after the opening a trainee began, if that was late; the room may have stood still meanwhile."""
    at = opening(exam, attempt, events)
    if not at:
        return None
    opened, began = read_moment(at), read_moment(attempt.started_at)
    late = began - opened - time_paused(attempt.room, opened, pauses, began)
    return late if late > LATE else None


def opening(exam: Exam, attempt: Attempt, events: Iterable[Event]) -> str:
    """When the exam was opened for a trainee. Rooms whose results were merged opened it each at their own time; where
    it is not known in which of them somebody sat, the last opening before the beginning counts."""
    rooms: dict[str, str] = {}
    for event in events:
        if event.kind == "exam_opened" and event.exam == exam.id:
            rooms[event.room] = min(rooms.get(event.room, event.at), event.at)
    if len(rooms) < 2:
        return exam.opened_at
    before = [at for at in rooms.values() if at <= attempt.started_at]
    return rooms.get(attempt.room) or max(before, default=exam.opened_at)


def objective_of(item: Item) -> str:
    """What a question counts for: its main competency, or its quiz where it has none."""
    return item.competencies[0] if item.competencies else item.quiz


def read_exam(register: Register, exam: Exam) -> ExamRecord:
    """Everything about one exam. Raises ``StoreError``."""
    answers: dict[str, list[Recorded]] = {}
    for answer in register.answers(exam.id):
        answers.setdefault(answer.trainee, []).append(answer)
    originals: dict[str, Item] = {}
    newest: dict[str, Key] = {}
    for key in register.revisions(exam.id):
        originals.setdefault(key.item, key.content)
        newest[key.item] = key
    return ExamRecord(
        exam, originals, tuple(newest.values()), register.trainees(),
        {attempt.trainee: attempt for attempt in register.attempts(exam.id)},
        {trainee: tuple(given) for trainee, given in answers.items()}, register.pauses(exam.id),
    )  # fmt: skip


def exam_result(record: ExamRecord, keys: Sequence[Key] = ()) -> ExamResult:
    """The results by ``keys``; without any, by those that count now."""
    keys = tuple(keys) or record.keys
    words = decode_words(record.exam.words)
    results = []
    for trainee in record.trainees:
        attempt = record.attempts.get(trainee.id)
        if attempt is None:
            results.append(TraineeResult(trainee))
            continue
        last = last_answers(record.answers.get(trainee.id, ()))
        answers = tuple(_answered(record, key, last.get(key.item), words) for key in keys)
        possible = fsum(key.weight for key in keys)
        state: State = "finished" if attempt.finished_at or record.exam.state == "closed" else "answering"
        results.append(TraineeResult(trainee, state, attempt, answers, possible, _used(record, trainee, attempt)))
    return ExamResult(record.exam, keys, tuple(results))


def exam_gains(results: Sequence[ExamResult]) -> tuple[ExamGain, ...]:
    """The gain at every post-test since the last pre-test before it."""
    found = []
    before: ExamResult | None = None
    for result in results:
        if result.exam.kind == "pre":
            before = result
        elif result.exam.kind == "post" and before is not None:
            objectives = competency_gains(before.objective_points(), result.objective_points())
            found.append(
                ExamGain(before.exam, result.exam, group_gain(before.points(), result.points()), tuple(objectives))
            )
    return tuple(found)


def _answered(record: ExamRecord, key: Key, given: Recorded | None, words: Words) -> Answered:
    response = Response()
    if given is not None:
        response = translate(record.originals[key.item], record.exam.secret, decode_response(given.response))
    found = _ALL_RIGHT if key.all_right else grade(key.content, response, words, with_reason=True)
    return Answered(response, found, round(found.fraction * key.weight, PLACES), given.at if given else "")


def _used(record: ExamRecord, trainee: Trainee, attempt: Attempt) -> timedelta:
    """Time from beginning to end without pauses; never more than there was."""
    ended = attempt.finished_at or (record.exam.closed_at if record.exam.state == "closed" else attempt.seen_at)
    began, end = read_moment(attempt.started_at), read_moment(ended)
    used = max(end - began - time_paused(attempt.room, began, record.pauses, end), timedelta(0))
    if not record.exam.minutes:
        return used
    return min(used, time_allowed(record.exam, trainee))


def _above(one: float, other: float) -> bool:
    """Whether a percentage is higher by more than the last digits of a float."""
    return one > other + 1e-9
