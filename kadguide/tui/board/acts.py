"""What the keys of the board do to the class: each asks where something ends or opens, and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from textual.screen import ModalScreen

from kadguide.exchange.classboard import (
    Telling,
    allows_walk_in,
    clock,
    next_ready,
    open_exam,
    opened_exams,
    rooms_of,
    told_extended,
)
from kadguide.keeping.kept import StoreError
from kadguide.teaching.admission import tidy
from kadguide.teaching.conducting import Conductor, read_minutes
from kadguide.teaching.hosting import ClassPlace, keep_copy
from kadguide.teaching.overview import ExamRow, Overview, Row
from kadguide.teaching.roster import read_factor
from kadguide.tui.board.screens import MenuScreen, TextScreen
from kadguide.tui.dialogues import LineScreen

_ALL = "all"


class Stage(Protocol):
    """What acting needs of the screen."""

    @property
    def telling(self) -> Telling: ...

    @property
    def seen(self) -> Overview | None: ...

    @property
    def place(self) -> ClassPlace: ...

    def ask(self, screen: ModalScreen[Any]) -> Coroutine[Any, Any, Any]:
        """Show a window and wait for what it returns."""

    async def did(self, act: Callable[[Conductor], Any]) -> Any:
        """Do ``act`` and look again. ``None`` when it failed, which has been said then."""

    def tell(self, text: str) -> None:
        """Say something below the list."""

    def leave(self) -> None:
        """Close the board."""


class Acts:
    """The acts of a proctor."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def _word(self, key: str, **values: object) -> str:
        return self._stage.telling.word(key, **values)

    async def _sure(self, title: str, text: str, yes: str, *, first: bool = False) -> bool:
        """Ask; what ends something is not the first choice."""
        choices = [("no", self._word("board.no")), ("yes", yes)]
        menu = MenuScreen(title, text, choices[::-1] if first else choices, self._word("board.hint_menu"))
        return bool(await self._stage.ask(menu) == "yes")

    async def _choose(self, title: str, choices: Sequence[tuple[str, str]], text: str = "") -> str | None:
        found: str | None = await self._stage.ask(MenuScreen(title, text, choices, self._word("board.hint_menu")))
        return found

    # -- exams

    async def turn_exam(self) -> None:
        """Open the next exam, or close the one that is open."""
        seen = self._stage.seen
        if seen is None:
            return
        if len(opened_exams(seen)) > 1:
            await self.choose_exam()
        elif found := open_exam(seen):
            await self.close(found)
        elif found := next_ready(seen):
            await self.open(found)
        else:
            self._stage.tell(self._word("board.none_ready" if seen.exams else "board.no_exams"))

    async def choose_exam(self) -> None:
        """Any exam by its name: open it, close it, or open it again."""
        seen, telling = self._stage.seen, self._stage.telling
        if seen is None:
            return
        if not seen.exams:
            self._stage.tell(self._word("board.no_exams"))
            return
        chosen = await self._choose(
            self._word("board.exams_title"), [(exam.id, telling.exam(exam)) for exam in seen.exams],
            telling.two_open(seen),
        )  # fmt: skip
        exam = next((exam for exam in seen.exams if exam.id == chosen), None)
        if exam is not None and exam.state == "open":
            await self.close(exam)
        elif exam is not None:
            await self.open(exam)

    async def open(self, exam: ExamRow) -> None:
        """Open an exam, after a question."""
        key = "again" if exam.state == "closed" else "open"
        title = self._stage.telling.exam_title(exam)
        minutes = self._word("board.minutes", count=exam.minutes) if exam.minutes else self._word("board.no_limit")
        text = self._word(f"board.ask_{key}_text", questions=exam.questions, minutes=minutes)
        if not await self._sure(
            self._word(f"board.ask_{key}", title=title), text, self._word("board.yes_open"), first=key == "open"
        ):
            return
        if await self._stage.did(lambda conductor: conductor.open(exam.id)):
            self._stage.tell(self._word("board.did_open", title=title))

    async def close(self, exam: ExamRow) -> None:
        """Close an exam, after a question; then copy the register and say what comes next."""
        seen = await self._about(exam)
        if seen is None:
            return
        title, working = self._stage.telling.exam_title(exam), seen.sums.answering + seen.sums.paused
        text = self._word("board.ask_close_text" if working else "board.ask_close_done", count=working)
        if not await self._sure(self._word("board.ask_close", title=title), text, self._word("board.yes_close")):
            return
        if await self._stage.did(lambda conductor: conductor.close(exam.id)):
            await self._closed(exam, title)

    async def _about(self, exam: ExamRow) -> Overview | None:
        """What is going on in one exam, which need not be the one on the board."""
        found: Overview | None = await self._stage.did(lambda conductor: conductor.overview(exam.id))
        return found

    async def _closed(self, exam: ExamRow, title: str) -> None:
        copied, seen = await self._copy(), await self._about(exam)
        if seen is None:
            return
        text = summary(seen, self._stage.place, self._stage.telling, copied)
        self._stage.tell(self._word("board.did_close", title=title))
        window = TextScreen(self._word("board.closed", title=title), text, self._word("board.hint_text"), passing="o")
        if await self._stage.ask(window) == "o":  # as the window says of the exam that is next
            await self.turn_exam()

    async def _copy(self) -> str:
        """Copy the register. A class goes on without a copy, but it is said."""
        place = self._stage.place

        def act(conductor: Conductor) -> str:
            try:
                path = keep_copy(conductor.register, place, conductor.now().astimezone())
                return path.name if path else ""
            except StoreError as error:
                return f"!{error.code}"

        found = str(await self._stage.did(act) or "")
        if found.startswith("!"):
            return self._word("board.copy_failed", reason=found[1:])
        return self._word("board.copied", path=found) if found else ""

    # -- rooms

    async def turn_pause(self) -> None:
        """Let the room stand still, or go on; with several rooms ask for which."""
        seen, exam = self._stage.seen, self._one_open()
        if seen is None or exam is None:
            return
        if seen.paused:
            if await self._stage.did(lambda conductor: conductor.resume(exam.id)):
                self._stage.tell(self._word("board.did_resume"))
            return
        room: str | None = ""
        if len(rooms := rooms_of(seen)) > 1:
            choices = [(_ALL, self._word("board.every_room"))]
            choices += [(f"room:{name}", self._word("board.room", room=tidy(name))) for name in rooms]
            chosen = await self._choose(self._word("board.ask_pause"), choices)
            room = None if chosen is None else "" if chosen == _ALL else chosen.partition(":")[2]
        if room is not None:
            still = room
            if await self._stage.did(lambda conductor: conductor.pause(exam.id, still)):
                self._stage.tell(self._word("board.did_pause"))

    def _one_open(self) -> ExamRow | None:
        """The exam that is open. When it is none, or several, that is said."""
        seen = self._stage.seen
        opened = opened_exams(seen) if seen else ()
        if len(opened) == 1:
            return opened[0]
        self._stage.tell(self._stage.telling.two_open(seen) if seen and opened else (
            self._word("classroom.error_not_open")
        ))  # fmt: skip
        return None

    async def extend(self) -> None:
        """More time for everybody, after the network was gone perhaps."""
        telling, exam = self._stage.telling, self._one_open()
        if exam is None:
            return
        if not exam.minutes:
            self._stage.tell(self._word("classroom.error_no_limit"))
            return
        title = telling.exam_title(exam)
        text = self._word("board.ask_extend_text", title=title, minutes=exam.minutes)
        typed = await self._stage.ask(
            LineScreen(self._word("board.ask_extend"), text, "10", self._word("board.hint_line"))
        )
        if typed is None:
            return
        more = read_minutes(typed)
        going_on = await self._stage.did(lambda conductor: conductor.extend(exam.id, more))
        if going_on is not None:
            now = open_exam(self._stage.seen) if self._stage.seen else None
            minutes = now.minutes if now else exam.minutes + more
            self._stage.tell(told_extended(title, minutes, more, going_on, telling.word))

    async def turn_walk_in(self) -> None:
        """Let people join who are on no list, or no longer, after a question."""
        seen = self._stage.seen
        if seen is None:
            return
        key = "shut" if allows_walk_in(seen) else "let"
        title, text = self._word(f"board.ask_{key}"), self._word(f"board.ask_{key}_text")
        if await self._sure(title, text, self._word(f"board.yes_{key}")) and (
            await self._stage.did(lambda conductor: conductor.allow_walk_in(key == "let")) is not None
        ):
            self._stage.tell(self._word(f"board.did_{key}"))

    # -- the end of the day

    async def leave(self) -> None:
        """Close the class for today, after a question."""
        seen = self._stage.seen
        exam = open_exam(seen) if seen else None
        choices = [("no", self._word("board.stay"))]
        if exam and seen and len(opened_exams(seen)) == 1 and not seen.paused:
            choices.append(("pause", self._word("board.pause_and_leave")))
        choices.append(("yes", self._word("board.yes_leave")))
        rehearsal = bool(seen and seen.classroom and seen.classroom.rehearsal)
        text = self._word(f"board.ask_leave_{'rehearsal' if rehearsal else 'open' if exam else 'text'}")
        chosen = await self._choose(self._word("board.ask_leave"), choices, text)
        if chosen == "pause" and exam and await self._stage.did(lambda conductor: conductor.pause(exam.id)) is None:
            return  # why it does not stand still has been said
        if chosen in ("pause", "yes"):
            self._stage.leave()

    # -- single trainees

    async def menu(self, row: Row) -> None:
        """Everything that can be done for one trainee."""
        acts: dict[str, Callable[[Row], Coroutine[Any, Any, None]]] = {
            "code": self.show_code, "reset": self.reset, "time": self.give_time,
        }  # fmt: skip
        if row.state in ("answering", "paused"):
            acts["finish"] = self.finish
        if row.state in ("finished", "time_over"):
            acts["reopen"] = self.reopen
        telling = self._stage.telling
        about = [telling.state(row), *self._details(row)]
        chosen = await self._choose(
            telling.whom(row.trainee), [(id_, self._word(f"board.menu_{id_}")) for id_ in acts], " · ".join(about)
        )
        if chosen in acts:
            await acts[chosen](row)

    def _details(self, row: Row) -> list[str]:
        trainee = row.trainee
        parts = [tidy(trainee.unit) if self._stage.telling.names else ""]
        parts.append(self._word(f"board.door_{row.door}") if row.door else "")
        parts.append(self._word("board.room", room=tidy(row.room)) if row.room else "")
        parts.append(self._word("board.last_seen", time=clock(row.seen_at)) if row.seen_at else "")
        if trainee.factor != 1:
            parts.append(self._word("classroom.factor", factor=self._stage.telling.word.decimal(f"{trainee.factor:g}")))
        if row.state in ("answering", "paused") and not row.logged_in:
            parts.append(self._word("board.logged_out"))
        return [part for part in parts if part]

    async def show_code(self, row: Row) -> None:
        """The one-time code, large enough to be read across the table."""
        telling = self._stage.telling
        code = telling.code(row.trainee)
        if not code:
            self._stage.tell(self._word("board.no_code"))
            return
        text = self._word("board.code_used" if row.logged_in else "board.code_free")
        await self._stage.ask(TextScreen(telling.whom(row.trainee), text, self._word("board.hint_text"), big=code))

    async def reset(self, row: Row) -> None:
        """Let the code be used once more."""
        whom = self._stage.telling.whom(row.trainee)
        if not row.logged_in:
            self._stage.tell(self._word("classroom.not_reset", whom=whom))
            return
        title = self._word("board.ask_reset", whom=whom)
        if not await self._sure(title, self._word("board.ask_reset_text"), self._word("board.yes_reset")):
            return
        if await self._stage.did(lambda conductor: conductor.reset_login(row.trainee.id)):
            self._stage.tell(
                self._word("board.did_reset", whom=whom, code=self._stage.telling.code(row.trainee))
            )  # fmt: skip

    async def give_time(self, row: Row) -> None:
        """A longer time for one trainee."""
        word, whom = self._stage.telling.word, self._stage.telling.whom(row.trainee)
        now, how = word.decimal(f"{row.trainee.factor:g}"), word("classroom.error_bad_factor")
        text = word("board.ask_time_text", factor=now, how=how)
        typed = await self._stage.ask(
            LineScreen(word("board.ask_time", whom=whom), text, word.decimal("1.5"), word("board.hint_line"), now)
        )
        if typed is None:
            return
        if not typed.strip():
            self._stage.tell(word("board.time_empty", how=how))
            return
        factor = read_factor(typed)
        done = await self._stage.did(lambda conductor: conductor.set_factor(row.trainee.id, factor))
        if done is not None:
            key = "classroom.did_time" if done else "classroom.not_time"
            self._stage.tell(self._word(key, whom=whom, value=word.decimal(f"{factor:g}")))

    async def finish(self, row: Row) -> None:
        """End one attempt."""
        seen, whom = self._stage.seen, self._stage.telling.whom(row.trainee)
        exam = seen.exam if seen else None
        title = self._word("board.ask_finish", whom=whom)
        if exam is None or not await self._sure(
            title, self._word("board.ask_finish_text"), self._word("board.yes_finish")
        ):
            return
        if await self._stage.did(lambda conductor: conductor.finish(exam.id, row.trainee.id)):
            self._stage.tell(self._word("classroom.did_finish", whom=whom))

    async def reopen(self, row: Row) -> None:
        """Let somebody go on who had ended."""
        seen, whom = self._stage.seen, self._stage.telling.whom(row.trainee)
        exam = seen.exam if seen else None
        title = self._word("board.ask_reopen", whom=whom)
        if exam is None or not await self._sure(
            title, self._word("board.ask_reopen_text"), self._word("board.yes_reopen")
        ):
            return
        if await self._stage.did(lambda conductor: conductor.reopen(exam.id, row.trainee.id)):
            self._stage.tell(self._word("classroom.did_reopen", whom=whom))


def summary(seen: Overview, place: ClassPlace, telling: Telling, copied: str) -> str:
    """How an exam went, and what comes next."""
    word, sums = telling.word, seen.sums
    lines = [word("board.sum_line", came=sums.came, all=sums.trainees, finished=sums.finished, over=sums.time_over)]
    if seen.classroom and seen.classroom.rehearsal:
        return "\n\n".join([*lines, word("board.rehearsal_over")])
    lines += [copied] if copied else []
    following = next_ready(seen)
    lines.append(word("board.next_steps"))
    steps = [word("board.step_results", file=place.typed), word("board.step_report", file=place.typed)]
    if following:
        steps.append(word("board.step_next", title=telling.exam_title(following)))
    return "\n\n".join([*lines, "\n".join(f"- {step}" for step in steps)])
