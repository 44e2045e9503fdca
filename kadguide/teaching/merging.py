"""Brings the results of several rooms together: what of one class file goes into another.

Both files come from the same class, copied before the day. Nothing is taken twice, nothing that contradicts the target
is taken at all, and nothing is ever taken out of the target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from kadguide.teaching.register import Attempt, Changes, Contents, Event, Exam, Handout, Key, Pause, Recorded, Trainee

Reason = Literal["exam", "secret_keys", "nip", "key", "answers", "finish", "removed"]
"""Why something was refused: another paper of that exam, other secret keys for exams without a network, another NIP of
that trainee, another key of that revision, other answers in that attempt, another end of it, or a trainee whose data
was deleted."""
_R = TypeVar("_R", Attempt, Trainee)
Answers = Mapping[tuple[str, str], Sequence[Recorded]]


class MergeError(Exception):
    """The source as a whole cannot be taken: ``no_class``, ``other_class`` or ``rehearsal``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(NamedTuple):
    """Something of the source that was not taken. What it is about may be empty."""

    reason: Reason
    exam: str = ""
    trainee: str = ""
    """As it is called in the target."""
    item: str = ""
    revision: int = 0


class Tally(NamedTuple):
    """How many of one kind were taken, of how many it is known already."""

    taken: int = 0
    there: int = 0


class Merge(NamedTuple):
    """What is to be done. ``longer`` attempts go on in the source where the target stops."""

    changes: Changes
    refused: tuple[Refused, ...]
    exams: Tally
    trainees: Tally
    attempts: Tally
    longer: int
    keys: Tally

    @property
    def changes_anything(self) -> bool:
        """Whether the target will be another one afterwards."""
        return self.changes != Changes()


def plan_merge(target: Contents, source: Contents, label: str) -> Merge:
    """What of ``source`` goes into ``target``. Raises :class:`MergeError` when it is no copy of the same class.

    ``label`` names the room where the source has no name for it.
    """
    here, there = target.classroom, source.classroom
    if here is None or there is None:
        raise MergeError("no_class")
    if here.id != there.id:
        raise MergeError("other_class")
    if here.rehearsal != there.rehearsal:
        raise MergeError("rehearsal")
    return _Merger(target, source, there.room or label).merge()


class _Merger:
    """Goes through one source. The order matters: attempts need their exam and their trainee."""

    def __init__(self, target: Contents, source: Contents, room: str) -> None:
        self._target = target
        self._source = source
        self._room = room
        self._refused: list[Refused] = []
        self._names: dict[str, str] = {}
        """What trainees of the source are called in the target."""
        self._exams: set[str] = set()
        """Exams whose results can be taken."""
        self._removed = {event.trainee for event in target.events if event.kind == "removed"} - {""}
        """Trainees whose data was deleted in the target. They do not come back."""

    def merge(self) -> Merge:
        secret_keys = self._secret_keys()
        exams, known_exams = self._merge_exams()
        keys = self._merge_keys()
        trainees, moved = self._merge_trainees()
        attempts, longer, answers, same = self._merge_attempts()
        pauses, ended_pauses = self._merge_pauses()
        changes = Changes(
            secret_keys, trainees, moved, exams, known_exams, keys, pauses, attempts, longer, answers,
            self._merge_events(), self._merge_handouts(), ended_pauses,
            seen_exams=self._target.exams if known_exams else (),
            seen_trainees=_as_seen(self._target.trainees, moved, 1),
            seen_attempts=_as_seen(self._target.attempts, longer, 2),
        )  # fmt: skip
        return Merge(
            changes, tuple(self._refused), Tally(len(exams), len(self._exams) - len(exams)),
            Tally(len(trainees), len(self._source.trainees) - len(trainees)), Tally(len(attempts), same), len(longer),
            Tally(len(keys), len(self._source.keys) - len(keys)),
        )  # fmt: skip

    def _refuse(self, reason: Reason, exam: str = "", trainee: str = "", item: str = "", revision: int = 0) -> None:
        self._refused.append(Refused(reason, exam, trainee, item, revision))

    def _secret_keys(self) -> str:
        here, there = (found.classroom.keys if found.classroom else "" for found in (self._target, self._source))
        if here and there and here != there:
            self._refuse("secret_keys")
        return "" if here else there

    def _merge_handouts(self) -> tuple[Handout, ...]:
        """Exam files that the source handed out, which only its own secret keys fit."""
        if any(refused.reason == "secret_keys" for refused in self._refused):
            return ()
        known = {handout[:2] for handout in self._target.handouts}
        return tuple(one for one in self._source.handouts if one.exam in self._exams and one[:2] not in known)

    # -- exams and their keys

    def _merge_exams(self) -> tuple[tuple[Exam, ...], tuple[Exam, ...]]:
        new, known = [], []
        here = {exam.id: exam for exam in self._target.exams}
        for exam in self._source.exams:
            mine = here.get(exam.id)
            if mine is not None and _what_is_asked(mine) != _what_is_asked(exam):
                self._refuse("exam", exam.id)
                continue
            self._exams.add(exam.id)
            if mine is None:
                new.append(exam)
            elif (both := _both_states(mine, exam)) != mine:
                known.append(both)
        return tuple(new), tuple(known)

    def _merge_keys(self) -> tuple[Key, ...]:
        here = {key[:3]: key for key in self._target.keys}
        wrong: set[tuple[str, str]] = set()
        taken = []
        for key in sorted(self._source.keys, key=lambda key: key.revision):
            mine = here.get(key[:3])
            if key.exam not in self._exams or key[:2] in wrong:
                continue
            if mine is None:
                taken.append(key)
            elif _what_counts(mine) != _what_counts(key):
                wrong.add(key[:2])  # what was mended after it rests on the other key
                self._refuse("key", key.exam, item=key.item, revision=key.revision)
        return tuple(taken)

    # -- people

    def _merge_trainees(self) -> tuple[tuple[Trainee, ...], tuple[Trainee, ...]]:
        new: list[Trainee] = []
        moved: list[Trainee] = []
        by_id = {trainee.id: trainee for trainee in self._target.trainees}
        by_nip = {trainee.nip: trainee for trainee in self._target.trainees if trainee.nip}
        codes = {trainee.code for trainee in self._target.trainees}
        nameless = any(event.kind == "names_removed" for event in self._target.events)
        for trainee in self._source.trainees:
            if trainee.id in self._removed:
                self._refuse("removed", trainee=trainee.id)
                continue
            mine = by_id.get(trainee.id) or by_nip.get(trainee.nip)
            self._names[trainee.id] = mine.id if mine else trainee.id
            if mine is None:
                # Nobody logs in any more with the code of a room that is over; but codes are unique.
                code = trainee.id if nameless or trainee.code in codes else trainee.code
                trainee = trainee._replace(code=code, room=trainee.room or self._room, login="")  # noqa: PLW2901
                new.append(trainee._replace(nip="", name="", unit="", login_at="") if nameless else trainee)
                codes.add(code)
                continue
            if mine.nip and trainee.nip and mine.nip != trainee.nip:
                self._refuse("nip", trainee=mine.id)
            both = _both_places(mine, trainee)
            if both != mine:
                moved.append(both)
        return tuple(new), tuple(moved)

    # -- results

    def _merge_attempts(
        self,
    ) -> tuple[tuple[Attempt, ...], tuple[Attempt, ...], tuple[Recorded, ...], int]:
        """New attempts, those that go on in the source, the answers of both, and how many were known."""
        new: dict[tuple[str, str], Attempt] = {}
        longer: dict[tuple[str, str], Attempt] = {}
        answers: list[Recorded] = []
        same = 0
        here = {attempt[:2]: attempt for attempt in self._target.attempts}
        my_answers, their_answers = _by_attempt(self._target.answers), _by_attempt(self._source.answers)
        for found in self._source.attempts:
            if found.exam not in self._exams or found.trainee in self._removed:
                continue
            attempt = found._replace(
                trainee=self._names.get(found.trainee, found.trainee), room=found.room or self._room
            )
            place = attempt[:2]
            mine, given = here.get(place), their_answers.get(found[:2], ())
            known = my_answers.get(place, ())
            if place in new or place in longer:  # two people of the source are one in the target
                self._refuse("answers", *place)
            elif mine is None:
                new[place] = attempt
                answers += _renamed(given, attempt.trainee, 0)
            elif reason := _contradiction(mine, known, attempt, given):
                self._refuse(reason, *place)
            elif _goes_on(mine, known, attempt, given):
                longer[place] = attempt
                answers += _renamed(given[len(known) :], attempt.trainee, len(known))
            else:
                same += 1
        return tuple(new.values()), tuple(longer.values()), tuple(answers), same

    # -- what happened

    def _merge_pauses(self) -> tuple[tuple[Pause, ...], tuple[Pause, ...]]:
        """Pauses of the source, of its rooms only: what stood still there did not stand still here. Also those that
        had no end when they were taken before, and have one now."""
        here = {pause[:3]: pause for pause in self._target.pauses}
        new: dict[tuple[str, str, str], Pause] = {}
        ended: dict[tuple[str, str, str], Pause] = {}
        for pause in self._source.pauses:
            if pause.exam not in self._exams or (not pause.room and pause[:3] in here):
                continue
            for room in (pause.room,) if pause.room else self._rooms_of(pause.exam):
                own = pause._replace(room=room)
                mine = here.get(own[:3])
                if mine is None:
                    new[own[:3]] = own
                elif own.ended_at and not mine.ended_at:
                    ended[own[:3]] = own
        return tuple(new.values()), tuple(ended.values())

    def _rooms_of(self, exam: str) -> list[str]:
        """The rooms of the source: its own, and those that only its trainees sat in."""
        sat = {(self._names.get(a.trainee, a.trainee), a.room or self._room) for a in self._source.attempts
               if a.exam == exam}  # fmt: skip
        people = {trainee for trainee, _ in sat}
        others = {a.room for a in self._target.attempts if a.exam == exam and a.trainee not in people}
        return sorted({self._room} | {room for _, room in sat if room not in others})

    def _merge_events(self) -> tuple[Event, ...]:
        here = {event.id for event in self._target.events}
        return tuple(
            event._replace(trainee=self._names.get(event.trainee, ""), room=event.room or self._room)
            for event in self._source.events
            if event.id not in here
        )


def _as_seen(rows: Sequence[_R], changed: Sequence[_R], key: int) -> tuple[_R, ...]:
    """How those rows were that are changed; the first ``key`` columns name a row."""
    names = {row[:key] for row in changed}
    return tuple(row for row in rows if row[:key] in names)


def _what_is_asked(exam: Exam) -> tuple[str, ...]:
    return exam.kind, exam.secret, exam.paper, exam.words


def _what_counts(key: Key) -> tuple[object, ...]:
    return key.content, key.weight, key.all_right


def _both_states(mine: Exam, other: Exam) -> Exam:
    """From the first opening to the last end, with the most time that was given. An exam that is open here stays so:
    somebody may be sitting in it."""
    opened = min(filter(None, (mine.opened_at, other.opened_at)), default="")
    closed = max(mine.closed_at, other.closed_at)
    state = other.state if mine.state == "ready" and other.state == "closed" else mine.state
    minutes = max(mine.minutes, other.minutes) if mine.minutes and other.minutes else 0
    return mine._replace(state=state, opened_at=opened, closed_at=closed, minutes=minutes)


def _both_places(mine: Trainee, other: Trainee) -> Trainee:
    """The room and the extra time that a trainee got only in the other room."""
    factor = other.factor if mine.factor == 1.0 else mine.factor
    return mine._replace(room=mine.room or other.room, factor=factor)


def _by_attempt(answers: Iterable[Recorded]) -> Answers:
    found: dict[tuple[str, str], list[Recorded]] = defaultdict(list)
    for answer in sorted(answers, key=lambda answer: answer.number):
        found[answer.exam, answer.trainee].append(answer)
    return found


def _renamed(answers: Sequence[Recorded], trainee: str, behind: int) -> list[Recorded]:
    return [answer._replace(trainee=trainee, number=number) for number, answer in enumerate(answers, start=behind + 1)]


def _contradiction(
    mine: Attempt, known: Sequence[Recorded], other: Attempt, given: Sequence[Recorded]
) -> Reason | None:
    """Why two records of one attempt cannot both be true."""
    if any(one[3:] != two[3:] for one, two in zip(known, given, strict=False)):
        return "answers"
    ends = [(attempt.finished_at, attempt.finish, attempt.proof) for attempt in (mine, other)]
    if len(known) == len(given) and all(end[0] for end in ends) and ends[0] != ends[1]:
        return "finish"
    return None


def _goes_on(mine: Attempt, known: Sequence[Recorded], other: Attempt, given: Sequence[Recorded]) -> bool:
    if len(given) != len(known):
        return len(given) > len(known)
    return bool(other.finished_at and not mine.finished_at)
