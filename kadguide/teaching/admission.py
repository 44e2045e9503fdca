"""Who gets into a class: by a one-time code, or by name where the class lets people walk in.

A code opens the class once. The device gets a ticket, and keeps its place in the class by it; the register knows only
the ticket's digest. Another device can use the code after the proctor has reset the login.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from kadguide.teaching.codes import new_code, read_code
from kadguide.teaching.register import Classroom, Event, Register, Trainee, moment

LONGEST_NAME = 120
"""Signs of a name, a unit or a NIP that somebody types in."""
MOST_WALK_INS = 1000
"""People who may join one class by name: more than come, and fewer than a script would like to write down."""
MANY_WALK_INS = 200
"""People who joined a class by name after which its proctor is asked whether all of them are trainees."""
Refusal = Literal["no_code", "unknown_code", "in_use", "no_walk_in", "no_name", "full"]


class Chance(NamedTuple):
    """The random sources of a class: ``token()`` a long name that nobody can guess, ``draw(n)`` a number below n."""

    token: Callable[[], str]
    draw: Callable[[int], int]


class Admitted(NamedTuple):
    """Somebody who got in. ``ticket`` goes to the device and nowhere else."""

    trainee: Trainee
    ticket: str


def admit(register: Register, typed: str, now: datetime, chance: Chance, room: str = "") -> Admitted | Refusal:
    """Let somebody in who typed a code. Refused are texts that cannot be a code, unknown codes, and used ones."""
    code = read_code(typed)
    if code is None:
        return "no_code"
    trainee = register.with_code(code)
    if trainee is None:
        return "unknown_code"
    ticket = chance.token()
    event = Event(chance.token(), moment(now), "login", trainee=trainee.id, room=room)
    if not register.claim(code, ticket_digest(ticket), moment(now), room, event):
        register.log(event._replace(kind="login_refused"))
        return "in_use"
    return Admitted(trainee._replace(room=room or trainee.room), ticket)


def walk_in(
    register: Register,
    classroom: Classroom,
    name: str,
    now: datetime,
    chance: Chance,
    *,
    unit: str = "",
    room: str = "",
) -> Admitted | Refusal:
    """Let somebody in who is on no list, with a new code, if the class does, and not too many have come so."""
    if not classroom.walk_in:
        return "no_walk_in"
    name, unit = tidy(name), tidy(unit)
    if not name:
        return "no_name"
    present = register.trainees()
    if sum(trainee.walk_in for trainee in present) >= MOST_WALK_INS:
        return "full"
    code = new_code(chance.draw, {trainee.code for trainee in present})
    trainee = Trainee(
        chance.token(), 0, "", name, unit, code, room=room, walk_in=True, added_at=moment(now)
    )  # fmt: skip
    register.add_trainees([trainee])
    register.log(Event(chance.token(), moment(now), "walk_in", trainee=trainee.id, room=room))
    return admit(register, code, now, chance, room)


def recognise(register: Register, ticket: str) -> Trainee | None:
    """The trainee whose device has this ticket."""
    return register.with_login(ticket_digest(ticket)) if ticket else None


def ticket_digest(ticket: str) -> str:
    """What the register keeps of a ticket."""
    return hashlib.sha256(ticket.encode(errors="surrogatepass")).hexdigest()  # a browser may send anything


def tidy(text: str) -> str:
    """One line of printable text, blanks joined, cut at :data:`LONGEST_NAME` signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_NAME].rstrip()
