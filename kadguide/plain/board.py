"""The board of a class line by line: what stands on the screen, by typed words. For screen readers and simple lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from kadguide.answering.folding import clean
from kadguide.exchange.classboard import (
    Telling,
    allows_walk_in,
    next_ready,
    open_exam,
    told_extended,
)
from kadguide.exchange.qr import FULL_QUIET, qr_modules, qr_rows
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.linear import wrapped
from kadguide.teaching.admission import tidy
from kadguide.teaching.conducting import ConductError, Conductor, read_minutes
from kadguide.teaching.hosting import ClassPlace, Host, keep_copy
from kadguide.teaching.overview import ExamRow, Overview, Row
from kadguide.teaching.roster import read_factor

_WORDS: dict[str, tuple[str, ...]] = {
    "status": ("", "keadaan", "status"),
    "trainees": ("peserta", "trainees"),
    "open": ("buka", "open"),
    "close": ("tutup", "close"),
    "pause": ("jeda", "pause"),
    "resume": ("lanjut", "resume"),
    "extend": ("tambah", "extend"),
    "code": ("kode", "code"),
    "reset": ("reset",),
    "time": ("waktu", "time"),
    "finish": ("akhiri", "finish"),
    "reopen": ("teruskan", "reopen"),
    "address": ("alamat", "address"),
    "names": ("nama", "names"),
    "guests": ("tamu", "guests"),
    "events": ("kejadian", "events"),
    "start": ("mulai", "start"),
    "language": ("bahasa", "language"),
    "help": ("?", "bantuan", "help"),
    "quit": ("selesai", "quit", "keluar", "/quit", "/keluar"),
}
_MOST_EVENTS = 20


def lead(
    conductor: Conductor, host: Host, place: ClassPlace, telling: Telling, lines: Iterable[str],
    out: TextIO | None = None, *, prompt: bool = True, told: str = "",
) -> None:  # fmt: skip
    """Lead a class until the lines end or the instructor leaves."""
    telling = telling._replace(typed=True)
    board = _Board(conductor, host, place, telling, iter(lines), out or sys.stdout, prompt=prompt)
    for said in (told, telling.word("board.plain_intro")):
        board.say(said)
    board.guarded(lambda: board.status(""))
    board.listen()


class _Board:
    """One class in linear text."""

    def __init__(
        self, conductor: Conductor, host: Host, place: ClassPlace, telling: Telling, lines: Iterator[str], out: TextIO,
        *, prompt: bool,
    ) -> None:  # fmt: skip
        self._conductor = conductor
        self._host = host
        self._place = place
        self._telling = telling
        self._lines = lines
        self._out = out
        self._prompt = prompt
        self._server = telling.server(host.state)
        self._restarts = host.state.restarts
        self._clock = host.state.clock
        self._does: dict[str, Callable[[str], None]] = {
            "status": self.status, "trainees": lambda _: self._trainees(), "open": self._open, "close": self._close,
            "pause": self._pause, "resume": self._resume, "extend": self._extend, "code": self._code,
            "reset": self._reset, "time": self._time, "finish": self._finish,
            "reopen": self._reopen, "address": lambda _: self._address(),
            "names": lambda _: self._names(), "guests": lambda _: self._guests(),
            "events": lambda _: self._events(), "start": lambda _: self._start(),
            "language": lambda _: self._language(), "help": lambda _: self.say(self._word("board.plain_help")),
        }  # fmt: skip

    def _word(self, key: str, **values: object) -> str:
        return self._telling.say(key, **values)

    def say(self, text: str) -> None:
        """Say paragraphs."""
        for line in text.split("\n") if text else ():
            self._out.write(wrapped(line) + "\n")

    def listen(self) -> None:
        """Do what is typed, until the end."""
        while True:
            line = self._next()
            if line is None:
                return
            first, _, rest = line.strip().partition(" ")
            name = next((name for name, words in _WORDS.items() if first.casefold() in words), "")
            if name == "quit":
                if self._may_leave():
                    return
            elif not name:
                self.say(self._word("board.plain_unknown"))
            else:
                self.guarded(lambda name=name, rest=rest: self._does[name](rest.strip()))  # type: ignore[misc]
            self._tell_server()

    def _next(self) -> str | None:
        if self._prompt:
            self._out.write(self._word("board.plain_prompt"))
        self._out.flush()
        raw = next(self._lines, None)
        return None if raw is None else clean(raw)

    def guarded(self, act: Callable[[], None]) -> None:
        """Do something; say it in plain words when it cannot be done."""
        try:
            act()
        except (ConductError, StoreError) as error:
            self.say(self._telling.failed(error, self._place.shown))

    def _tell_server(self) -> None:
        """Say it once when something about the server has changed."""
        state = self._host.state
        said = self._telling.server(state)
        if said and said != self._server:
            self.say(said)
        if state.phase == "running" and state.restarts != self._restarts:
            self._restarts = state.restarts
            self.say(self._word("board.host_came_back", count=state.restarts))
        if state.clock != self._clock:
            self._clock = state.clock
            self.say(self._telling.clock_set(state))
        self._server = said

    def _sure(self, key: str, **values: Any) -> bool:
        count = values.pop("text", f"board.ask_{key}_text")
        question, text = self._word(f"board.ask_{key}", **values), self._word(count, **values)
        self.say(self._word("board.plain_sure", question=question, text=text))
        line = self._next()
        yes = (line or "").strip().casefold() in ("ya", "y", "yes")
        if not yes:
            self.say(self._word("board.plain_cancelled"))
        return yes

    def _may_leave(self) -> bool:
        try:
            found = open_exam(self._conductor.overview())
        except (ConductError, StoreError):
            found = None
        return self._sure("leave", text="board.ask_leave_open" if found else "board.ask_leave_text")

    # -- looking

    def status(self, _: str) -> None:
        """Exams and sums."""
        seen = self._conductor.overview()
        room = seen.classroom
        if room:
            self.say(self._word("board.plain_class", title=tidy(room.title)))
            if room.rehearsal:
                self.say(self._word("board.rehearsal_wall"))
        self._say_addresses()
        if self._server:
            self.say(self._server)
        self.say(self._telling.joined(seen))
        self.say(self._telling.two_open(seen))
        for exam in seen.exams:
            self.say(self._telling.exam(exam))
        if not seen.exams:
            self.say(self._word("board.no_exams"))
        self.say(self._telling.paused(seen))
        self.say(self._telling.sums(seen))

    def _trainees(self) -> None:
        seen = self._conductor.overview()
        for row in seen.rows:
            self.say(self._row(row, seen.exam))
        if not seen.rows:
            self.say(self._word("board.nobody"))

    def _row(self, row: Row, exam: ExamRow | None) -> str:
        parts = [self._telling.whom(row.trainee), self._telling.state(row)]
        if exam and row.door:
            parts.append(self._word("classroom.answered", answered=row.answered, questions=exam.questions))
        if row.left is not None:
            parts.append(self._word("board.plain_left", left=self._telling.left(row.left)))
        if row.room:
            parts.append(self._word("board.room", room=tidy(row.room)))
        return " · ".join(parts)

    def _address(self) -> None:
        self._say_addresses()
        modules = qr_modules(next(iter(self._host.state.addresses), ""))
        size = len(modules) + 2 * FULL_QUIET
        if self._prompt and modules:  # a picture helps nobody who reads a file
            self._out.write("\n".join(_inverted(row) for row in qr_rows(modules, size, size)) + "\n")
        self.say(self._telling.how_to_come_in(self._conductor.overview()))

    def _say_addresses(self) -> None:
        state = self._host.state
        for address in state.addresses:
            self.say(self._word("board.plain_address", address=address))
        if not state.addresses and state.phase == "running":
            self.say(self._word("board.no_network"))

    def _events(self) -> None:
        seen = self._conductor.overview()
        for line in self._telling.events(self._conductor.register.events(), seen)[:_MOST_EVENTS]:
            self.say(line)

    # -- exams and rooms

    def _open(self, rest: str) -> None:
        seen = self._conductor.overview()
        found = self._exam(rest, seen) if rest else next_ready(seen)
        if found is None:
            self.say(self._word("board.none_ready" if seen.exams else "board.no_exams"))
            return
        minutes = self._word("board.minutes", count=found.minutes) if found.minutes else self._word("board.no_limit")
        key, title = "again" if found.state == "closed" else "open", self._telling.exam_title(found)
        if self._sure(key, title=title, questions=found.questions, minutes=minutes):
            self._conductor.open(found.id)
            self.say(self._word("board.did_open", title=title))

    def _close(self, rest: str) -> None:
        named = self._conductor.find_exam(rest) if rest else self._conductor.current()
        seen = self._conductor.overview(named.id)
        found = seen.exam
        if found is None:
            return
        working, title = seen.sums.answering + seen.sums.paused, self._telling.exam_title(found)
        text = "board.ask_close_text" if working else "board.ask_close_done"
        if self._sure("close", title=title, count=working, text=text) and self._conductor.close(found.id):
            self.say(self._word("board.did_close", title=title))
            self._copy()
            self.status("")
            self.say(self._word("board.step_results", file=self._place.typed))

    def _exam(self, name: str, seen: Overview) -> ExamRow | None:
        id_ = self._conductor.find_exam(name).id
        return next((exam for exam in seen.exams if exam.id == id_), None)

    def _copy(self) -> None:
        try:
            path = keep_copy(self._conductor.register, self._place, self._conductor.now().astimezone())
        except StoreError as error:
            self.say(self._word("board.copy_failed", reason=error.code))
        else:
            self.say(self._word("board.copied", path=path.name) if path else "")

    def _pause(self, room: str) -> None:
        done = self._conductor.pause(self._conductor.current().id, room)
        self._tell_pause("board.did_pause" if done else "classroom.is_still", room)

    def _resume(self, room: str) -> None:
        done = self._conductor.resume(self._conductor.current().id, room)
        self._tell_pause("board.did_resume" if done else "classroom.is_running", room)

    def _tell_pause(self, key: str, room: str) -> None:
        self.say(self._word(key, room=tidy(room) or self._word("classroom.all_rooms")))

    def _extend(self, typed: str) -> None:
        exam, more = self._conductor.current(), read_minutes(typed)
        going_on = self._conductor.extend(exam.id, more)
        title, minutes = tidy(exam.title.get(self._telling.lang)), exam.minutes + more
        self.say(told_extended(title, minutes, more, going_on, self._telling.word))

    # -- single trainees

    def _find(self, name: str, example: str) -> Row | None:
        if not name:
            self.say(self._word("board.plain_who", example=example))
            return None
        return self._conductor.overview().row(self._conductor.find_trainee(name).id)

    def _code(self, rest: str) -> None:
        if row := self._find(rest, "kode" if self._telling.lang == "id" else "code"):
            code = self._telling.code(row.trainee) or self._word("board.no_code")
            self.say(f"{self._telling.whom(row.trainee)}: {code}")

    def _reset(self, rest: str) -> None:
        if row := self._find(rest, "reset"):
            whom = self._telling.whom(row.trainee)
            if not row.logged_in:
                self.say(self._word("classroom.not_reset", whom=whom))
            elif self._sure("reset", whom=whom) and self._conductor.reset_login(row.trainee.id):
                self.say(self._word("board.did_reset", whom=whom, code=self._telling.code(row.trainee)))

    def _time(self, rest: str) -> None:
        name, _, typed = rest.rpartition(" ")
        if row := self._find(name, "waktu" if self._telling.lang == "id" else "time"):
            factor = read_factor(typed)
            done = self._conductor.set_factor(row.trainee.id, factor)
            key = "classroom.did_time" if done else "classroom.not_time"
            value = self._telling.word.decimal(f"{factor:g}")
            self.say(self._word(key, whom=self._telling.whom(row.trainee), value=value))

    def _finish(self, rest: str) -> None:
        if row := self._find(rest, "akhiri" if self._telling.lang == "id" else "finish"):
            exam, whom = self._conductor.current(), self._telling.whom(row.trainee)
            if self._sure("finish", whom=whom):
                done = self._conductor.finish(exam.id, row.trainee.id)
                self.say(self._word("classroom.did_finish" if done else "classroom.not_finish", whom=whom))

    def _reopen(self, rest: str) -> None:
        if row := self._find(rest, "teruskan" if self._telling.lang == "id" else "reopen"):
            exam, whom = self._conductor.current(), self._telling.whom(row.trainee)
            if self._sure("reopen", whom=whom):
                done = self._conductor.reopen(exam.id, row.trainee.id)
                self.say(self._word("classroom.did_reopen" if done else "classroom.not_reopen", whom=whom))

    # -- the board itself

    def _names(self) -> None:
        self._telling = self._telling._replace(names=not self._telling.names)
        self.say(self._word("board.names_shown" if self._telling.names else "board.names_hidden"))

    def _guests(self) -> None:
        key = "shut" if allows_walk_in(self._conductor.overview()) else "let"
        if self._sure(key):
            self._conductor.allow_walk_in(key == "let")
            self.say(self._word(f"board.did_{key}"))

    def _start(self) -> None:
        if self._host.state.phase == "failed":
            self._host.again()
            self.say(self._word("board.host_again"))
        else:
            self.say(self._word("board.host_fine"))

    def _language(self) -> None:
        self._telling = self._telling._replace(word=Catalog("id" if self._telling.lang == "en" else "en"))
        self.say(self._word("board.plain_intro"))


def _inverted(row: str) -> str:
    """Dark and light exchanged: most terminals that have no colours write light on dark."""
    return row.translate(str.maketrans("█ ▀▄", " █▄▀"))
