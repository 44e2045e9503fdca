"""The form door: takes answers from plain HTML forms.

Every form that is sent is answered with a redirect, so that no reload sends it again. Where a trainee stands is read
from the register at every step; the browser holds nothing but the ticket and the language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

from aiohttp import web

from kadguide.keeping.kept import StoreError
from kadguide.learning.responses import Response
from kadguide.teaching.sitting import Sitting
from kadguide.web.classroom.browsers import Browsers, Reply, Visit, last
from kadguide.web.classroom.door import DoorContext
from kadguide.web.classroom.entrance import Entrance, minutes_for, told_mark
from kadguide.web.classroom.pages import exam_path
from kadguide.web.classroom.questions import Fields, QuestionForm, stamp

Work = Callable[[Visit, Sitting], Reply]


class FormDoor:
    """The pages of the entrance, and those under ``/exam``."""

    def __init__(self, context: DoorContext) -> None:
        self._context = context
        self._browsers = Browsers(context)
        self._entrance = Entrance(context, self._browsers)

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        guarded = self._browsers.guarded
        return [
            *self._entrance.routes(),
            web.get("/exam/{exam}", guarded(self._exam)),
            web.post("/exam/{exam}/begin", guarded(self._begin)),
            web.get(r"/exam/{exam}/{place:\d{1,4}}", guarded(self._question)),
            web.post("/exam/{exam}/answer", guarded(self._answer)),
            # Whoever asks for the address of a form sees where the exam stands.
            *(web.get(f"/exam/{{exam}}/{name}", guarded(self._exam)) for name in ("begin", "answer")),
            web.get("/exam/{exam}/left", guarded(self._left)),
            web.get("/exam/{exam}/end", guarded(self._confirm)),
            web.post("/exam/{exam}/end", guarded(self._hand_in)),
        ]

    async def close(self) -> None:
        """Nothing is under way here."""

    async def _sit(self, request: web.Request, work: Work, fields: Fields | None = None) -> web.StreamResponse:
        """Do ``work`` for the trainee whose device this is, in the exam of this address. Whoever is not logged in comes
        to the login, and whoever asks for an exam that is not there to the list."""

        def visit(visit: Visit) -> Reply:
            exam = visit.step.exam(request.match_info["exam"])
            if exam is None:
                return Reply(to="/")
            return work(visit, Sitting(visit.step, exam, visit.trainee, "form", self._context.now))

        return await self._browsers.visit(request, visit, fields)

    async def _exam(self, request: web.Request) -> web.StreamResponse:
        return await self._sit(request, partial(self._show_exam, "late" in request.query))

    def _show_exam(self, late: bool, visit: Visit, sitting: Sitting) -> Reply:
        found, attempt = sitting.look()
        if found.phase == "open" and attempt is not None:
            return Reply(to=f"{exam_path(sitting.exam)}/{attempt.place + 1}")
        if found.phase == "ready":
            return Reply(visit.pages.ready(sitting, minutes_for(sitting.exam, sitting.trainee)))
        if found.phase in ("waiting", "paused"):
            return Reply(visit.pages.waiting(sitting, found.phase, found.left))
        mark = told_mark(self._context, visit.step.register, sitting.exam, visit.trainee)
        return Reply(visit.pages.over(sitting, found.phase, attempt, sitting.responses(), mark, late=late))

    async def _left(self, request: web.Request) -> web.StreamResponse:
        """For the clock of a page that stays open: the seconds that are left now, since everybody may have been given
        more, or stood still."""

        def work(visit: Visit, sitting: Sitting) -> Reply:
            left = sitting.look()[0].left
            return Reply(json.dumps(left and left.total_seconds()))

        return await self._sit(request, work)

    async def _begin(self, request: web.Request) -> web.StreamResponse:
        def work(visit: Visit, sitting: Sitting) -> Reply:
            sitting.begin()
            return Reply(to=exam_path(sitting.exam))

        return await self._sit(request, work, await self._browsers.fields(request))

    async def _question(self, request: web.Request) -> web.StreamResponse:
        def work(visit: Visit, sitting: Sitting) -> Reply:
            found, attempt = sitting.look()
            place = int(request.match_info["place"]) - 1
            if found.phase != "open" or attempt is None or not 0 <= place < len(sitting.items):
                return Reply(to=exam_path(sitting.exam))
            if attempt.place != place:
                sitting.go(place)
            check = "check" in request.query
            return Reply(visit.pages.question(sitting, place, found, sitting.responses(), check=check))

        return await self._sit(request, work)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        fields = await self._browsers.fields(request)
        try:
            return await self._sit(request, self._take_answer, fields)
        except StoreError:
            # What was typed is not lost: the page comes back with it.
            return await self._sit(request, partial(self._show_unsaved, "door.unsaved_trouble"), fields)

    def _take_answer(self, visit: Visit, sitting: Sitting) -> Reply:
        """Write the answer down, unless it is there already, and say where to go on."""
        path = exam_path(sitting.exam)
        place = _position(sitting, last(visit.fields, "q"))
        found, attempt = sitting.look()
        if place is None or attempt is None:
            return Reply(to=path)
        item = sitting.items[place]
        form = QuestionForm(visit.word, sitting, item)
        response = form.read(visit.fields)
        changed = response != sitting.responses().get(item.id, Response()) and not _untouched(visit.fields, response)
        if not sitting.may_answer(found, attempt):
            if found.phase == "paused":
                return self._show_unsaved("door.unsaved_paused", visit, sitting)
            return Reply(to=f"{path}?late" if changed else path)
        go = last(visit.fields, "go")
        unfinished = changed and go == "next" and bool(form.gaps(response))
        target = place if unfinished or visit.fields.get("lang") else _target(go, place)
        if changed:
            visit.step.give([sitting.given(item, response, target)])
        elif attempt.place != target:
            sitting.go(target)
        if found.phase != "open":
            return Reply(to=path)
        if unfinished:
            return Reply(to=f"{path}/{place + 1}?check")
        if go == "end" or target >= len(sitting.items):
            return Reply(to=f"{path}/end")
        return Reply(to=f"{path}/{target + 1}")

    def _show_unsaved(self, why: str, visit: Visit, sitting: Sitting) -> Reply:
        """The question with what was sent, which could not be kept."""
        place = _position(sitting, last(visit.fields, "q"))
        if place is None:
            return Reply(to="/")
        found, _ = sitting.look()
        form = QuestionForm(visit.word, sitting, sitting.items[place])
        text = visit.pages.question(
            sitting, place, found, sitting.responses(), unsaved=form.read(visit.fields), why=visit.word(why)
        )
        return Reply(text, 409)

    # -- handing in

    async def _confirm(self, request: web.Request) -> web.StreamResponse:
        def work(visit: Visit, sitting: Sitting) -> Reply:
            found, attempt = sitting.look()
            if found.phase != "open" or attempt is None:
                return Reply(to=exam_path(sitting.exam))
            return Reply(visit.pages.confirm(sitting, found, sitting.responses()))

        return await self._sit(request, work)

    async def _hand_in(self, request: web.Request) -> web.StreamResponse:
        def work(visit: Visit, sitting: Sitting) -> Reply:
            found, attempt = sitting.look()
            if found.phase == "open" and attempt is not None:
                sitting.hand_in()
            return Reply(to=exam_path(sitting.exam))

        return await self._sit(request, work, await self._browsers.fields(request))


def _untouched(fields: Fields, response: Response) -> bool:
    """Whether a page only says what it said at first. The answer may have been given in the terminal or in another tab
    since, and such a page must not take it back."""
    return last(fields, "was") == stamp(response)


def _position(sitting: Sitting, item: str) -> int | None:
    return next((place for place, other in enumerate(sitting.items) if other.id == item), None)


def _target(go: str, place: int) -> int:
    """The place to go to: a number, the next one, or the same for the end and for a page that the clock sent."""
    if go in ("end", ""):
        return place
    return int(go) if go.isascii() and go.isdecimal() and len(go) < 5 else place + 1
