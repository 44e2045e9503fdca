"""An exam that was open while the server was not there: nobody could answer, so nobody's time should have run."""

from __future__ import annotations

from datetime import timedelta

from kadguide.teaching.conducting import Conductor, open_exams
from kadguide.teaching.register import Event, Exam, moment, read_moment

QUIET = timedelta(seconds=90)
"""Trainees who can answer are seldom all silent for longer than that."""


def recover(conductor: Conductor) -> str:
    """Let what is open stand still since the last sign of a trainee, if that was a while ago; returns that moment.

    Called before the server starts again. Empty where there is nothing to make up for: no exam is open, it stands still
    anyway, nobody has begun, or somebody has just answered. Rooms that stand still have lost nothing.
    """
    return min(filter(None, (_recover(conductor, exam) for exam in open_exams(conductor.register))), default="")


def set_back(conductor: Conductor) -> timedelta:
    """By how much, at least, the clock was set back while the server was not there: trainees in an open exam have given
    signs later than now. Nothing gives that time back to the proctor, who is told."""
    register, now = conductor.register, conductor.now()
    signs = [read_moment(one.seen_at) for exam in open_exams(register) for one in register.attempts(exam.id)]
    ahead = max(signs, default=now) - now
    return ahead if ahead > QUIET else timedelta(0)


def _recover(conductor: Conductor, exam: Exam) -> str:
    register = conductor.register
    still = {pause.room for pause in register.pauses(exam.id) if not pause.ended_at}
    if "" in still:
        return ""
    signs = [one.seen_at for one in register.attempts(exam.id) if not one.finished_at and one.room not in still]
    now = conductor.now()
    last = max(signs, default="")
    if not last or now - read_moment(last) < QUIET:
        return ""
    event = Event(conductor.chance.token(), moment(now), "paused", exam.id)
    return last if register.pause(exam.id, "", last, event) else ""
