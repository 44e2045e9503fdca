"""What an instructor does to a class: exams, their beginning and end, pauses, logins, and the time of single trainees.

Everything that somebody may ask about afterwards is logged. What is so already is no error: those methods return
whether anything changed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from kadguide.knowledge.model import Bilingual, Lang
from kadguide.learning.spelling import encode_words
from kadguide.teaching.admission import Chance
from kadguide.teaching.drafting import Draft
from kadguide.teaching.overview import ExamRow, Overview, Watch
from kadguide.teaching.paper import MOST_ITEMS, encode_paper, item_id, make_paper
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Event,
    EventKind,
    Exam,
    Key,
    Register,
    Trainee,
    moment,
    read_moment,
)
from kadguide.teaching.sitting import time_left

LONGEST_TIME = 600
"""Minutes of one exam."""
MOST_FACTOR = 3.0
ConductCode = Literal[
    "class_exists", "no_class", "unknown_exam", "unknown_trainee", "other_open", "not_open", "not_begun", "no_time",
    "no_items", "many_items", "bad_minutes", "bad_factor", "unknown_room", "all_paused", "bad_more", "no_limit",
    "two_trainees", "two_open",
]  # fmt: skip


class ConductError(Exception):
    """Something that cannot be done to a class. ``code`` names what, ``values`` fill the words about it.

    ``class_exists`` · ``no_class`` · ``unknown_exam`` (``name``) · ``unknown_trainee`` (``name``) · ``other_open``
    (``exam``: its number; ``title_id``, ``title_en``): exams are opened one at a time · ``not_open`` · ``not_begun``:
    no attempt · ``no_time``: an attempt whose time is over needs a longer time first · ``no_items`` · ``many_items``
    (``count``, ``most``) · ``bad_minutes`` (``most``) · ``bad_factor`` · ``unknown_room`` (``name``, ``rooms``): nobody
    is there · ``all_paused``: no single room can go on · ``bad_more`` (``most``): minutes that cannot be added ·
    ``no_limit``: an exam without a time to which more could be added · ``two_trainees``: ``name`` is a number of the
    list (of ``listed``), and the NIP of somebody else (``other``, who is ``number`` on the list) · ``two_open``: a file
    from elsewhere has several open exams (``exams``: their numbers), and none of them is guessed.
    """

    def __init__(self, code: ConductCode, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class Conductor:
    """Acts on one register. Raises :class:`ConductError`, and ``StoreError`` when the register cannot be used."""

    def __init__(self, register: Register, now: Callable[[], datetime], chance: Chance) -> None:
        self.register = register
        self.chance = chance
        self.now = now
        self._watch = Watch(register, now)

    # -- class

    def found(
        self, title: str, lang: Lang, *, agenda: str = "", knowledge: str = "", walk_in: bool = False,
        rehearsal: bool = False, drafts: Sequence[Draft] = (), trainees: Sequence[Trainee] = (),
    ) -> Classroom:  # fmt: skip
        """Begin a class with its exams and trainees, all or nothing. ``knowledge`` is the mark of the material it is
        made with."""
        if self.register.classroom() is not None:
            raise ConductError("class_exists")
        made = Classroom(self.chance.token(), title, lang, agenda, knowledge, walk_in, rehearsal, "", self._at())
        exams = [self._made(draft, knowledge) for draft in drafts]
        self.register.apply(
            Changes(
                classroom=made, trainees=tuple(trainees), exams=tuple(exam for exam, _ in exams),
                keys=tuple(key for _, keys in exams for key in keys),
            )
        )  # fmt: skip
        return made

    def classroom(self) -> Classroom:
        """The class, which must have begun."""
        found = self.register.classroom()
        if found is None:
            raise ConductError("no_class")
        return found

    def allow_walk_in(self, allowed: bool) -> bool:
        """Let people join by name who are on no list, or no longer. Whoever has joined stays."""
        event = self._event("walk_in_opened" if allowed else "walk_in_shut", self._at())
        return self.register.set_walk_in(allowed, event)

    # -- finding

    def find_exam(self, name: str) -> Exam:
        """An exam by its id, its number, or its kind where there is one of that kind only."""
        exams = self.register.exams()
        kinds = Counter(exam.kind for exam in exams)
        for exam in exams:
            if name in (exam.id, str(exam.number)) or (name == exam.kind and kinds[exam.kind] == 1):
                return exam
        raise ConductError("unknown_exam", name=name)

    def find_trainee(self, name: str) -> Trainee:
        """A trainee by id, NIP, number in the list (``no.3`` is never a NIP), or whole name where only one is called
        so. A number that means two people means none of them."""
        trainees = self.register.trainees()
        wanted = name.strip()
        numbered = re.fullmatch(r"no\.?\s*(\d{1,9})", wanted, re.ASCII | re.IGNORECASE)
        number = numbered[1] if numbered else wanted
        listed = [t for t in trainees if number == str(t.number)]
        with_nip = [t for t in trainees if wanted and wanted in (t.id, t.nip)]
        if listed and with_nip and listed != with_nip:
            one, other = listed[0], with_nip[0]
            raise ConductError("two_trainees", name=wanted, listed=one.name, other=other.name, number=other.number)
        named = [t for t in trainees if wanted and t.name.casefold() == wanted.casefold()]
        for matching in (with_nip, listed, named):
            if len(matching) == 1:
                return matching[0]
        raise ConductError("unknown_trainee", name=wanted)

    # -- exams

    def current(self) -> Exam:
        """The exam that is open, which must be one."""
        opened = open_exams(self.register)
        if not opened:
            raise ConductError("not_open")
        if len(opened) > 1:
            raise ConductError("two_open", exams=numbers_of(opened))
        return opened[0]

    def used_items(self) -> frozenset[str]:
        """The questions of the bank that stand in an exam of this class already."""
        return frozenset(key.content.id for exam in self.register.exams() for key in self.register.keys(exam.id))

    def add_exam(self, draft: Draft, knowledge: str) -> Exam:
        """Put an exam into the register, ready to be opened. ``knowledge`` is the mark of the material."""
        exam, keys = self._made(draft, knowledge)
        self.register.add_exam(exam, keys)
        return self._exam(exam.id)

    def _made(self, draft: Draft, knowledge: str) -> tuple[Exam, list[Key]]:
        """An exam and its keys."""
        if not draft.items:
            raise ConductError("no_items")
        if len(draft.items) > MOST_ITEMS:
            raise ConductError("many_items", count=len(draft.items), most=MOST_ITEMS)
        if not 0 <= draft.minutes <= LONGEST_TIME:
            raise ConductError("bad_minutes", most=LONGEST_TIME)
        id_, secret, at = self.chance.token(), self.chance.token(), self._at()
        paper = make_paper(id_, draft.title, draft.minutes, draft.items, draft.cases, secret)
        exam = Exam(
            id_, 0, draft.kind, draft.title, draft.minutes, draft.reveal, secret, encode_paper(paper),
            encode_words(draft.words), knowledge, at,
        )  # fmt: skip
        return exam, [Key(id_, item_id(place), 1, item, 1.0, "", at) for place, item in enumerate(draft.items)]

    def open(self, exam: str) -> bool:
        """Open an exam. One that was closed goes on: who was ended by the closing may answer again, with the time that
        was left then."""
        self._exam(exam)
        at = self._at()
        if self.register.set_state(exam, "open", at, event=self._event("exam_opened", at, exam=exam)):
            return True
        opened = open_exams(self.register)
        if opened and exam not in {one.id for one in opened}:
            other = opened[0]
            raise ConductError("other_open", exam=other.number, title_id=other.title.id, title_en=other.title.en)
        return False

    def close(self, exam: str) -> bool:
        """Close an exam. Attempts that are open end now, or when their time was over."""
        found = self._exam(exam)
        if found.state != "open":
            return False
        at = self._at()
        trainees = {trainee.id: trainee for trainee in self.register.trainees()}
        pauses, now = self.register.pauses(exam), read_moment(at)
        under_way = [attempt for attempt in self.register.attempts(exam) if not attempt.finished_at]
        over = []
        for attempt in under_way:
            trainee = trainees.get(attempt.trainee)
            left = time_left(found, trainee, attempt, pauses, now) if trainee else None
            if left is not None and left <= timedelta(0):
                over.append(attempt._replace(finished_at=moment(now + left), finish="time"))
        event = self._event("exam_closed", at, exam=exam, detail=str(len(under_way) - len(over)))
        return self.register.set_state(exam, "closed", at, over, event)

    def pause(self, exam: str, room: str = "") -> bool:
        """Let a room stand still, or all of them (``""``). Nobody's time runs meanwhile."""
        self._open_exam(exam)
        room = self._room(exam, room)
        at = self._at()
        done = self.register.pause(exam, room, at, self._event("paused", at, exam=exam, room=room))
        return done or self._nothing_done(exam)

    def resume(self, exam: str, room: str = "") -> bool:
        """Let a room go on; without one everything that stands still, whichever rooms were paused."""
        still = {pause.room for pause in self.register.pauses(exam) if not pause.ended_at}
        rooms = sorted(name for name in still if not room or name.casefold() == room.casefold())
        if not rooms and "" in still:
            raise ConductError("all_paused")
        at = self._at()
        gone_on = [
            name for name in rooms
            if self.register.resume(exam, name, at, self._event("resumed", at, exam=exam, room=name))
        ]  # fmt: skip
        return bool(gone_on)

    def _room(self, exam: str, name: str) -> str:
        """A room as it is called in the class: a pause of one that nobody is in would stop no time."""
        seats = [trainee.room for trainee in self.register.trainees()]
        rooms = {room for room in (*seats, *(attempt.room for attempt in self.register.attempts(exam))) if room}
        if not name or name in rooms:
            return name
        like = [room for room in rooms if room.casefold() == name.casefold()]
        if len(like) != 1:
            raise ConductError("unknown_room", name=name, rooms=", ".join(sorted(rooms)) or "-")
        return like[0]

    def extend(self, exam: str, minutes: int) -> int:
        """Give everybody more time in the exam that is open. Whoever had run out of time goes on, if there is some left
        now; how many these are."""
        found = self._open_exam(exam)
        if not found.minutes:
            raise ConductError("no_limit")
        if not 1 <= minutes <= LONGEST_TIME - found.minutes:
            raise ConductError("bad_more", most=LONGEST_TIME - found.minutes)
        at, longer = self._at(), found._replace(minutes=found.minutes + minutes)
        going_on = self._in_time(longer, read_moment(at))
        event = self._event("extended", at, exam=exam, detail=str(minutes))
        if not self.register.extend(found, minutes, [one.trainee for one in going_on], event):
            return self.extend(exam, minutes)  # another board was faster: with the time that there is now
        return sum(one.finish == "time" for one in going_on)

    def _in_time(self, exam: Exam, now: datetime) -> list[Attempt]:
        """The attempts at ``exam`` that have time left, ended or not."""
        trainees = {trainee.id: trainee for trainee in self.register.trainees()}
        pauses = self.register.pauses(exam.id)
        begun = [(one, trainees[one.trainee]) for one in self.register.attempts(exam.id) if one.trainee in trainees]
        left = [(one, time_left(exam, trainee, one, pauses, now)) for one, trainee in begun]
        return [one for one, time in left if time is None or time > timedelta(0)]

    # -- single trainees

    def reset_login(self, trainee: str) -> bool:
        """Let the code be used once more, on another device. False when nobody was logged in."""
        found = self._trainee(trainee)
        event = self._event("reset_login", self._at(), trainee=trainee, room=found.room)
        return self.register.release(trainee, event)

    def set_factor(self, trainee: str, factor: float) -> bool:
        """Give somebody more time in all exams: 1.5 makes 30 minutes 45."""
        if not (math.isfinite(factor) and 1 <= factor <= MOST_FACTOR):
            raise ConductError("bad_factor")
        found = self._trainee(trainee)
        event = self._event("factor", self._at(), trainee=trainee, room=found.room, detail=f"{factor:g}")
        return self.register.set_factor(trainee, factor, event)

    def finish(self, exam: str, trainee: str) -> bool:
        """End one attempt. False when it had ended."""
        attempt = self._attempt(exam, trainee)
        at = self._at()
        event = self._event("finished", at, exam=exam, trainee=trainee, room=attempt.room, detail="proctor")
        return self.register.finish(exam, trainee, at, "proctor", event=event)

    def reopen(self, exam: str, trainee: str) -> bool:
        """Let somebody go on who had ended. The time has run on meanwhile. False when it had not ended."""
        found = self._open_exam(exam)
        attempt = self._attempt(exam, trainee)
        left = time_left(found, self._trainee(trainee), attempt, self.register.pauses(exam), self.now())
        if left is not None and left <= timedelta(0):
            raise ConductError("no_time")
        event = self._event("reopened", self._at(), exam=exam, trainee=trainee, room=attempt.room)
        return self.register.reopen(exam, trainee, event) or self._nothing_done(exam)

    # -- board

    def overview(self, exam: str = "") -> Overview:
        """What is going on, for a board that looks every second; of the current exam unless another is named."""
        return self._watch.look(exam)

    # -- parts

    def _at(self) -> str:
        return moment(self.now())

    def _exam(self, id_: str) -> Exam:
        found = self.register.exam(id_)
        if found is None:
            raise ConductError("unknown_exam", name=id_)
        return found

    def _open_exam(self, id_: str) -> Exam:
        if self._exam(id_).state != "open":
            raise ConductError("not_open")
        return self.current()

    def _nothing_done(self, exam: str) -> Literal[False]:
        """It is so already, unless another board has closed the exam meanwhile."""
        self._open_exam(exam)
        return False

    def _trainee(self, id_: str) -> Trainee:
        found = self.register.trainee(id_)
        if found is None:
            raise ConductError("unknown_trainee", name=id_)
        return found

    def _attempt(self, exam: str, trainee: str) -> Attempt:
        self._trainee(trainee)
        found = self.register.attempt(exam, trainee)
        if found is None:
            raise ConductError("not_begun")
        return found

    def _event(
        self, kind: EventKind, at: str, *, exam: str = "", trainee: str = "", room: str = "", detail: str = ""
    ) -> Event:
        return Event(self.chance.token(), at, kind, exam, trainee, room, detail)


def open_exams(register: Register) -> tuple[Exam, ...]:
    """One, or none. Several only in a file that was changed by hand, or that two rooms were brought together in."""
    return tuple(exam for exam in register.exams() if exam.state == "open")


def numbers_of(exams: Iterable[Exam | ExamRow]) -> str:
    """Exams by their numbers, as they are typed."""
    return ", ".join(str(exam.number) for exam in exams)


def read_minutes(text: str) -> int:
    """Minutes that were typed: ``10``, ``+10`` or ``10 menit``; 0 for anything else."""
    found = re.fullmatch(r"\+?\s*(\d{1,3})\s*(?:menit|mnt|minutes?|min)?", text.strip().casefold(), re.ASCII)
    return int(found[1]) if found else 0


def same_title(text: str) -> Bilingual:
    """A title that was typed, in both languages."""
    return Bilingual(text, text)
