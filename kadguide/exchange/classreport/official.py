"""The official record of an exam (berita acara) and the attendance list (daftar hadir), to be printed and signed.

Only what the register knows is filled in; place, names and signatures are left to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from kadguide.exchange.classreport import sheets
from kadguide.exchange.classreport.gathering import ClassReport, ExamReport
from kadguide.exchange.classreport.tables import Tables
from kadguide.teaching.register import Event, EventKind, read_moment
from kadguide.teaching.results import ExamResult, TraineeResult, late_by
from kadguide.wording import Wording

_INCIDENTS: tuple[EventKind, ...] = (
    "reset_login", "factor", "extended", "reopened", "regraded", "merged", "merge_refused", "removed",
    "names_removed", "server_started", "server_restarted", "server_stopped", "clock_set",
)  # fmt: skip
"""What the record lists; logins and the rest stand in the log. Whoever joined by name is counted, since that may be
everybody."""
_LATER: tuple[EventKind, ...] = ("regraded", "merged", "merge_refused", "removed", "names_removed")
"""What touches the record of an exam that is over, too."""
_NOTES = 4
"""Empty lines for what the register cannot know."""
_EMPTY_ROWS = 3
"""Rows of the attendance list for people who are on no list."""


class OfficialPapers:
    """Both papers for the exams of one report, in one language."""

    def __init__(self, report: ClassReport, tables: Tables, wording: Wording) -> None:
        self._report = report
        self._tables = tables
        self._wording = wording
        self._word = wording.catalog

    def records(self) -> list[str]:
        """A record of each exam."""
        return [sheets.article(self._record(exam), "official") for exam in self._report.exams]

    def attendance(self) -> list[str]:
        """A list for each exam; without any, one for the class."""
        if not self._report.exams:
            return [sheets.article(self._attendance(None), "official")]
        return [sheets.article(self._attendance(exam), "official") for exam in self._report.exams]

    # -- the record

    def _record(self, exam: ExamReport) -> Iterator[str]:
        word, result = self._word, exam.result
        title = result.exam.title.get(self._wording.lang)
        yield f"<h1>{sheets.say(word('report.record_title'))}</h1>"
        if self._report.classroom.rehearsal:
            yield sheets.line(word("report.rehearsal"), "mark")
        opened = self._local(result.exam.opened_at)
        day = self._day(opened) if opened else sheets.BLANK
        weekday = word(f"report.weekday_{opened.weekday()}") if opened else sheets.BLANK
        yield sheets.line(
            word(
                "report.record_opening", weekday=weekday, day=day, place=sheets.BLANK, exam=title,
                title=self._report.classroom.title or sheets.BLANK,
            )
        )  # fmt: skip
        absent = [one for one in result.trainees if one.state == "absent"]
        minutes = word("report.record_minutes", minutes=result.exam.minutes)
        yield sheets.facts(
            [
                (word("report.record_kind"), word(f"report.kind_{result.exam.kind}")),
                (word("report.record_questions"), str(len(result.keys))),
                (word("report.record_time"), minutes if result.exam.minutes else word("report.record_no_limit")),
                (word("report.record_opened"), self._clock(opened)),
                (word("report.record_closed"), self._clock(self._closed(exam))),
                (word("report.registered"), self._people(len(result.trainees))),
                *self._walk_ins(result),
                (word("report.present"), self._people(len(result.present))),
                (word("report.absent"), self._people(len(absent))),
                (word("report.record_door"), self._doors(result.present)),
            ]
        )
        yield from self._rows("report.record_absent", [self._named(one) for one in absent])
        yield from self._rows("report.record_pauses", self._pauses(exam))
        yield from self._rows("report.record_incidents", self._incidents(exam))
        yield f"<h2>{sheets.say(word('report.record_notes'))}</h2>"
        yield from (sheets.rule() for _ in range(_NOTES))
        yield sheets.line(word("report.record_closing"))
        named = word("report.record_nip")
        roles = [sheets.signature(word(f"report.record_role_{role}"), named) for role in ("proctor", "trainer")]
        yield f'<div class="signs">{"".join(roles)}</div>'

    def _closed(self, exam: ExamReport) -> datetime | None:
        """The last closing, of an exam that is closed still."""
        return self._local(exam.result.exam.closed_at) if exam.result.exam.state == "closed" else None

    def _people(self, count: int) -> str:
        return self._word("report.record_people", count=count)

    def _walk_ins(self, result: ExamResult) -> Iterator[tuple[str, str]]:
        """How many of the list joined by name, and which numbers they have."""
        numbers = [one.trainee.number for one in result.trainees if one.trainee.walk_in]
        if numbers:
            said = self._word("report.record_numbers", count=len(numbers), numbers=spans(numbers))
            yield self._word("report.record_walk_ins"), said

    def _doors(self, present: tuple[TraineeResult, ...]) -> str:
        doors = [one.attempt.door for one in present if one.attempt]
        counted = [(door, doors.count(door)) for door in dict.fromkeys(doors)]
        return "; ".join(self._word(f"report.door_{door}", count=count) for door, count in counted) or "–"

    def _rows(self, heading: str, rows: list[str]) -> Iterator[str]:
        yield f"<h2>{sheets.say(self._word(heading))}</h2>"
        yield sheets.listed(rows) if rows else sheets.line(self._word("report.record_none"))

    def _named(self, one: TraineeResult) -> str:
        nip = f" ({self._word('report.col_nip')} {one.trainee.nip})" if one.trainee.nip else ""
        return f"{one.trainee.number}. {one.trainee.name}{nip}"

    def _pauses(self, exam: ExamReport) -> list[str]:
        return [
            self._word(
                "report.record_pause", began=self._clock(self._local(pause.began_at)),
                ended=self._clock(self._local(pause.ended_at)),
                room=pause.room or self._word("report.every_room"),
            )
            for pause in exam.pauses
        ]  # fmt: skip

    def _incidents(self, exam: ExamReport) -> list[str]:
        """What happened, in the order of time: the log of this exam, and who began late."""
        found = [(event.at, self._incident(event, exam)) for event in exam.events if _belongs(event, exam)]
        for one in exam.result.present:
            if one.attempt and (late := late_by(exam.result.exam, one.attempt, exam.pauses, exam.events)):
                minutes = int(late.total_seconds() // 60)
                said = self._word("report.record_late", name=self._named(one), minutes=minutes)
                found.append((one.attempt.started_at, said))
        return [
            self._word("report.record_at", at=self._stamp(at), text=text)
            for at, text in sorted(found, key=lambda row: read_moment(row[0]))
        ]

    def _incident(self, event: Event, exam: ExamReport) -> str:
        detail = self._tables.detail(event)
        if event.kind == "factor":
            detail = self._word.decimal(detail)
        kind = self._word(f"report.event_{event.kind}")
        if event.kind == "regraded":
            item = event.detail.partition(" ")[0]
            reason = next((key.reason for key in exam.mended if f"{key.item} r{key.revision}" == event.detail), "")
            return self._word("report.record_regraded", number=item.removeprefix("q"), reason=reason)
        trainee = self._report.trainee(event.trainee)
        about = f"{trainee.number}. {trainee.name}" if trainee else ""
        return ": ".join(filter(None, (kind, " · ".join(filter(None, (about, event.room, detail))))))

    # -- the attendance list

    def _attendance(self, exam: ExamReport | None) -> Iterator[str]:
        word, hidden = self._word, self._report.hidden
        yield f"<h1>{sheets.say(word('report.attendance_title'))}</h1>"
        opened = self._local(exam.result.exam.opened_at) if exam else None
        weekday = word(f"report.weekday_{opened.weekday()}") if opened else ""
        yield sheets.facts(
            [
                (word("report.attendance_class"), self._report.classroom.title or sheets.BLANK),
                (word("report.col_exam"), exam.result.exam.title.get(self._wording.lang) if exam else sheets.BLANK),
                (word("report.attendance_day"), f"{weekday}, {self._day(opened)}" if opened else sheets.BLANK),
                (word("report.attendance_place"), sheets.BLANK),
            ]
        )
        keys = ["number", *(() if hidden else ("nip",)), "name", *(() if hidden else ("unit",)), "signature", "code"]
        styles = ["n", *(() if hidden else ("id",)), "", *(() if hidden else ("",)), "wide", "id"]
        proofs = {one.trainee.id: one.attempt.proof for one in exam.result.present if one.attempt} if exam else {}
        rows = [
            [
                str(t.number), *(() if hidden else (t.nip,)), t.name, *(() if hidden else (t.unit,)),
                f"{t.number}. {'.' * 16}", proofs.get(t.id, ""),
            ]
            for t in self._report.trainees
        ]  # fmt: skip
        rows += [[""] * len(keys)] * _EMPTY_ROWS
        yield sheets.table([word(f"report.col_{key}") for key in keys], rows, styles, "grid")
        yield sheets.line(word("report.attendance_note"), "small")
        sign = sheets.signature(word("report.record_role_proctor"), word("report.record_nip"))
        yield f'<div class="signs"><div></div>{sign}</div>'

    # -- time

    def _local(self, at: str) -> datetime | None:
        return read_moment(at).astimezone(self._report.made_at.tzinfo) if at else None

    def _stamp(self, at: str) -> str:
        found = self._local(at)
        return f"{self._wording.day(found.date().isoformat())}, {found:%H.%M}" if found else ""

    def _clock(self, at: datetime | None) -> str:
        return f"{at:%H.%M}" if at else sheets.BLANK

    def _day(self, at: datetime) -> str:
        return self._wording.day(at.date().isoformat())


def spans(numbers: Sequence[int]) -> str:
    """Numbers in their order, those that follow one another drawn together: ``3, 5–9``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{own[0]}–{own[-1]}" if len(own) > 1 else str(own[0]) for own in found)


def _belongs(event: Event, exam: ExamReport) -> bool:
    """Whether an event stands in the record of this exam: what happened in the room while it was open, and what
    changed its outcome later."""
    if event.kind not in _INCIDENTS or not exam.result.exam.opened_at:
        return False
    if event.exam:
        return True
    at, own = read_moment(event.at), exam.result.exam
    if at < read_moment(own.opened_at):
        return False
    return event.kind in _LATER or own.state != "closed" or at <= read_moment(own.closed_at)
