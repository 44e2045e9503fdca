"""The pages of the form door. They work without a script, with a screen reader and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import Response
from kadguide.teaching.codes import LENGTH, show_code
from kadguide.teaching.paper import PaperItem
from kadguide.teaching.register import Attempt, Classroom, Exam, Trainee, read_moment
from kadguide.teaching.sitting import Phase, Sitting, Standing, whole_minutes
from kadguide.web.classroom.markup import Html, joined, lines, tag
from kadguide.web.classroom.questions import QuestionForm, stamp, whole

REFRESH_SECONDS = 5
"""How often a page that waits asks again."""
ASK_SECONDS = 20
"""How often the clock of a question asks how much time is left."""


class Row(NamedTuple):
    """One exam as a trainee sees it in the list: where it stands, how many questions, how many answered, the mark."""

    exam: Exam
    phase: Phase
    minutes: int
    questions: int
    answered: int = 0
    mark: float | None = None


class Pages:
    """Makes pages in one language. ``word`` are its words."""

    def __init__(
        self, word: Catalog, classroom: Classroom | None, *, rehearsal: bool = False, terminal: bool = False
    ) -> None:
        self._word = word
        self._class = classroom
        self._rehearsal = rehearsal or bool(classroom and classroom.rehearsal)
        self._terminal = terminal

    def _say(self, text: Bilingual) -> str:
        return text.en if self._word.lang == "en" else text.id

    # -- around every page

    def frame(
        self, title: str, *body: Html | None, refresh: bool = False, trainee: Trainee | None = None,
        switch: Html | None = None, script: bool = False,
    ) -> str:  # fmt: skip
        """A whole page. ``switch`` takes the place of the links to the other language."""
        name = self._class.title if self._class else "kadguide"
        head = joined(
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", http_equiv="refresh", content=REFRESH_SECONDS) if refresh else None,
            tag("title", f"{title} · {name}" if title != name else title),
            tag("link", rel="icon", href="data:,"),
            tag("link", rel="stylesheet", href="/assets/form.css"),
            tag("script", src="/assets/form.js", defer=True) if script else None,
        )
        who = tag("span", trainee.name or self._word("door.number", number=trainee.number)) if trainee else None
        header = tag("header", tag("strong", name), who)
        banner = tag("p", self._word("door.rehearsal"), class_="banner") if self._rehearsal else None
        main = tag("main", *body)
        footer = tag("footer", switch or self._languages())
        return f'<!DOCTYPE html>\n<html lang="{self._word.lang}">' + joined(
            tag("head", head), tag("body", header, banner, main, footer)
        ) + "</html>\n"  # fmt: skip

    def _languages(self) -> Html:
        return tag(
            "nav",
            *(
                tag("a", self._word(f"door.language_{lang}"), href=f"?lang={lang}", hreflang=lang, lang=lang)
                for lang in LANGUAGES if lang != self._word.lang
            ),
            aria_label=self._word("door.language"),
        )  # fmt: skip

    def _button(self, text: str, action: str, *, quiet: bool = False) -> Html:
        button = tag("button", text, type="submit", class_="quiet" if quiet else None)
        return tag("form", button, method="post", action=action)

    def _errors(self, heading: str, errors: Sequence[tuple[str, str]]) -> Html | None:
        """What is wrong, with links to the fields; the first thing that is read."""
        if not errors:
            return None
        rows = [tag("li", tag("a", text, href=f"#{field}") if field else text) for field, text in errors]
        return tag(
            "div", tag("h2", heading), tag("ul", *rows), class_="errors", id="errors", role="alert", tabindex=-1,
            autofocus=True,
        )  # fmt: skip

    def notice(self, title: str, text: str, back: str, *, refresh: bool = False) -> str:
        """A page that only says something."""
        link = tag("p", tag("a", self._word("door.again"), href=back, class_="button"))
        return self.frame(title, tag("h1", title), tag("p", text, role="status"), link, refresh=refresh)

    # -- coming in

    def login(
        self, once: str, *, code: str = "", name: str = "", unit: str = "", error: tuple[str, str] | None = None,
        remark: str = "", listed: bool = True,
    ) -> str:  # fmt: skip
        """The login. ``once`` names this form, so that sending it twice is the same as once. Where nobody is ``listed``
        nobody was handed a code, so the name comes first."""
        title = self._word("door.login")
        errors = self._errors(self._word("door.errors"), [error] if error else [])
        field, said = error or ("", "")
        by_code = tag(
            "form", self._hidden("once", once),
            self._field("code", self._word("door.code"), code, self._word("door.code_hint"),
                        said if field == "code" else "",
                        autocomplete="off", autocapitalize="characters", spellcheck="false", maxlength=LENGTH * 5,
                        required=True, class_="code"),
            tag("button", self._word("door.enter"), type="submit", class_="" if listed else "quiet"),
            method="post", action="/login",
        )  # fmt: skip
        by_name = None
        if self._class and self._class.walk_in:
            by_name = tag(
                "form", self._hidden("once", once),
                self._field("name", self._word("door.name"), name, "", said if field == "name" else "",
                            autocomplete="name", maxlength=120, required=True),
                self._field("unit", self._word("door.unit"), unit, self._word("door.unit_hint"), "",
                            autocomplete="organization", maxlength=120),
                tag("button", self._word("door.join"), type="submit", class_="quiet" if listed else ""),
                method="post", action="/join",
            )  # fmt: skip
        if by_name is None:
            ways = [by_code]
        elif listed:
            ways = [by_code, tag("section", tag("h2", self._word("door.no_code")), by_name)]
        else:
            ways = [by_name, tag("section", tag("h2", self._word("door.have_code")), by_code)]
        notice = tag("p", remark, class_="notice", role="status") if remark else None
        heading = f"{self._word('door.error_title')}{title}" if error else title
        return self.frame(heading, tag("h1", title), notice, errors, *ways)

    def _hidden(self, name: str, value: str) -> Html:
        return tag("input", type="hidden", name=name, value=value)

    def _field(self, name: str, label: str, value: str, hint: str, error: str, **attributes: str | int | bool) -> Html:
        described = " ".join(filter(None, (f"{name}-hint" if hint else "", f"{name}-error" if error else "")))
        return tag(
            "div",
            tag("label", label, for_=name),
            tag("p", hint, class_="hint", id=f"{name}-hint") if hint else None,
            tag("p", error, class_="error", id=f"{name}-error") if error else None,
            tag("input", type="text", name=name, id=name, value=value, aria_describedby=described or None,
                aria_invalid="true" if error else None, **attributes),
            class_="field",
        )  # fmt: skip

    # -- between exams

    def lobby(self, trainee: Trainee, rows: Sequence[Row]) -> str:
        """Which exams there are, and where each stands."""
        title = self._word("door.lobby")
        some = any(row.phase in ("ready", "open", "paused") for row in rows)
        lead = tag("p", self._word("door.wait"), role="status") if not some else None
        code = (
            tag("p", self._word("door.own_code", code=show_code(trainee.code)), class_="hint")
            if trainee.walk_in
            else None
        )
        terminal = tag("p", tag("a", self._word("door.terminal"), href="/terminal")) if self._terminal else None
        items = [tag("li", self._row(row)) for row in rows]
        return self.frame(
            title, tag("h1", self._word("door.hello", name=trainee.name or trainee.number)), lead,
            tag("ul", *items, class_="exams") if items else None, code, terminal,
            tag("p", self._word("door.refreshes"), class_="hint"), refresh=True, trainee=trainee,
        )  # fmt: skip

    def _row(self, row: Row) -> Html:
        facts = [self._word("door.questions", count=row.questions)]
        if row.minutes:
            facts.append(self._word("door.minutes", count=row.minutes))
        state = self._word(f"door.state_{row.phase}", answered=row.answered, all=row.questions)
        to_begin = {"ready": "look_ready", "open": "look_open", "paused": "look_open"}.get(row.phase)
        return joined(
            tag("h2", self._say(row.exam.title)), tag("p", " · ".join(facts), class_="hint"), tag("p", state),
            tag("p", tag("strong", self._mark(row.mark))) if row.mark is not None else None,
            tag("a", self._word(f"door.{to_begin}"), href=exam_path(row.exam), class_="button") if to_begin else None,
        )  # fmt: skip

    def _mark(self, mark: float) -> str:
        written = f"{mark:.1f}".removesuffix(".0")
        return self._word("door.mark", mark=self._word.decimal(written))

    def ready(self, sitting: Sitting, minutes: int) -> str:
        """Before the first question."""
        title = self._say(sitting.exam.title)
        rows = [self._word("door.questions", count=len(sitting.items))]
        rows += [self._word("door.minutes_from_start", count=minutes)] if minutes else [self._word("door.no_limit")]
        rows += [self._word("door.rule_saved"), self._word("door.rule_back")]
        return self.frame(
            title, tag("h1", title), tag("ul", *(tag("li", row) for row in rows)),
            self._button(self._word("door.begin"), f"{exam_path(sitting.exam)}/begin"), trainee=sitting.trainee,
        )  # fmt: skip

    def waiting(self, sitting: Sitting, phase: Phase, left: timedelta | None = None) -> str:
        """The exam is not open yet, or the room stands still."""
        key = "paused" if phase == "paused" else "waiting"
        title = self._word(f"door.{key}_title")
        kept = self._word("door.time_kept", left=self.time_words(left)) if left is not None else None
        return self.frame(
            title, tag("h1", title), tag("p", self._word(f"door.{key}"), role="status"),
            tag("p", kept) if kept else None, tag("p", self._word("door.refreshes"), class_="hint"),
            refresh=True, trainee=sitting.trainee,
        )  # fmt: skip

    # -- a question

    def question(
        self, sitting: Sitting, place: int, standing: Standing, responses: dict[str, Response], *,
        unsaved: Response | None = None, why: str = "", check: bool = False,
    ) -> str:  # fmt: skip
        """The question at ``place``. ``unsaved`` is what was sent and could not be kept, for the reason ``why``."""
        item, count = sitting.items[place], len(sitting.items)
        form = QuestionForm(self._word, sitting, item)
        response = unsaved if unsaved is not None else responses.get(item.id, Response())
        gaps = form.gaps(response) if check else ()
        errors = [(gap.field, self._word(f"door.{gap.key}", line=gap.line)) for gap in gaps]
        if why:
            errors = [("", why)]
        saved = unsaved is None and item.id in responses and not gaps
        case = sitting.paper.case(item)
        title = self._word("door.question", number=place + 1, count=count)
        path = exam_path(sitting.exam)
        buttons = [self._go(self._word("door.save_next" if place + 1 < count else "door.save_last"), "next")]
        if place:
            buttons.append(self._go(self._word("door.previous"), str(place - 1), quiet=True))
        body = tag(
            "form",
            self._hidden("q", item.id),
            self._hidden("was", stamp(responses.get(item.id, Response()))),
            form.show(response, gaps),
            tag("p", self._word("door.saved"), class_="saved") if saved else None,
            tag("div", *buttons, class_="buttons"),
            self._overview(sitting, place, responses),
            tag("div", self._go(self._word("door.to_end"), "end", quiet=True), class_="buttons"),
            method="post", action=f"{path}/answer", id="answer",
        )  # fmt: skip
        return self.frame(
            f"{self._word('door.error_title') if errors else ''}{title} · {self._say(sitting.exam.title)}",
            tag("div", tag("h1", title), self.clock(standing.left, sitting.exam), class_="top"),
            self._errors(self._word("door.unsaved" if why else "door.errors"), errors),
            tag("section", tag("h2", self._say(case.title)), tag("p", lines(self._say(case.text))), class_="case",
                aria_label=self._word("door.case")) if case else None,
            body,
            trainee=sitting.trainee, switch=self._switch(),
            script=standing.phase == "open",  # while the room stands still, so does the clock
        )  # fmt: skip

    def _go(self, text: str | Html, value: str, *, quiet: bool = False, **more: str | None) -> Html:
        return tag(
            "button", text, type="submit", name="go", value=value, class_="quiet" if quiet else None, **more
        )  # fmt: skip

    def _overview(self, sitting: Sitting, place: int, responses: dict[str, Response]) -> Html:
        """Every question with its mark. Each is a button of the form, so that nothing typed is lost on the way."""
        states = [state_of(item, responses.get(item.id)) for item in sitting.items]
        rows = [
            _spot(number, state, self._word(f"door.is_{state}"), number == place) for number, state in enumerate(states)
        ]
        done = states.count("done")
        heading = self._word("door.overview", answered=done, all=len(rows))
        return tag(
            "nav", tag("h2", heading), tag("ol", *rows, class_="overview"),
            tag("p", self._word("door.overview_hint"), class_="hint"), aria_label=self._word("door.overview_label"),
        )  # fmt: skip

    def _switch(self) -> Html:
        """The other language, without losing what was typed."""
        return tag(
            "nav",
            *(
                tag("button", self._word(f"door.language_{lang}"), type="submit", form="answer", name="lang",
                    value=lang, lang=lang, class_="link")
                for lang in LANGUAGES if lang != self._word.lang
            ),
            aria_label=self._word("door.language"),
        )  # fmt: skip

    def clock(self, left: timedelta | None, exam: Exam) -> Html | None:
        """The time that is left, in words; the script makes a clock of it, and asks from time to time."""
        if left is None:
            return None
        seconds, ask = max(int(left.total_seconds()), 0), f"{exam_path(exam)}/left"
        return tag(
            "p", f"{self._word('door.left')} ", tag("b", self.time_words(left), id="clock"), role="timer",
            class_="clock", data_left=seconds, data_soon=self._word("door.soon"), data_ask=ask, data_every=ASK_SECONDS,
            id="left",
        )  # fmt: skip

    def time_words(self, left: timedelta) -> str:
        """“12 minutes”."""
        minutes = whole_minutes(left)
        if not minutes:
            return self._word("door.under_a_minute")
        return self._word("door.minute" if minutes == 1 else "door.minutes", count=minutes)

    # -- the end

    def confirm(self, sitting: Sitting, standing: Standing, responses: dict[str, Response]) -> str:
        """Asks before handing in, and names what is not answered."""
        title = self._word("door.end_title")
        path = exam_path(sitting.exam)
        lists = []
        for state in ("open", "partly"):
            places = [
                number for number, item in enumerate(sitting.items)
                if state_of(item, responses.get(item.id)) == state
            ]  # fmt: skip
            if places:
                links = [tag("li", self._spot_link(path, place + 1)) for place in places]
                lists += [
                    tag("h2", self._word(f"door.end_{state}", count=len(places))),
                    tag("ul", *links, class_="overview"),
                ]
        lead = self._word("door.end_all" if not lists else "door.end_some")
        return self.frame(
            title, tag("div", tag("h1", title), self.clock(standing.left, sitting.exam), class_="top"),
            tag("p", lead), *lists,
            tag("p", self._word("door.end_final")),
            tag("div", self._button(self._word("door.end_yes"), f"{path}/end"),
                tag("a", self._word("door.end_no"), href=path, class_="button quiet"), class_="buttons"),
            trainee=sitting.trainee, script=True,
        )  # fmt: skip

    def _spot_link(self, path: str, number: int) -> Html:
        before, _, after = self._word("door.question_number").partition("{number}")
        text = joined(tag("span", before, class_="unseen"), str(number), tag("span", after, class_="unseen"))
        return tag("a", text, href=f"{path}/{number}", class_="button spot")

    def over(
        self, sitting: Sitting, phase: Phase, attempt: Attempt | None, responses: dict[str, Response],
        mark: float | None, *, late: bool = False,
    ) -> str:  # fmt: skip
        """After the end: what was counted. ``late``: an answer came after it."""
        by_time = phase == "time_over" or (attempt is not None and attempt.finish == "time")
        by_proctor = attempt is not None and attempt.finish == "proctor"
        by_closing = phase == "closed" or (by_proctor and sitting.exam.state == "closed")
        key = "time_over" if by_time else "closed" if by_closing else "finished"
        title = self._word(f"door.{key}_title")
        done, state = len(responses), sitting.exam.state
        counted = self._word("door.counted", answered=done, all=len(sitting.items))
        at = attempt.finished_at if attempt else ""
        moment = (
            self._word("door.received_at", time=f"{read_moment(at).astimezone():%H:%M}") if at and not by_time else None
        )
        return self.frame(
            title, tag("h1", title),
            tag("p", self._word("door.too_late"), class_="notice", role="alert") if late else None,
            tag("p", self._word(f"door.{key}")),
            tag("p", tag("strong", counted)) if attempt else tag("p", self._word("door.not_begun")),
            tag("p", moment) if moment else None,
            tag("p", tag("strong", self._mark(mark))) if mark is not None else None,
            tag("p", tag("a", self._word("door.to_class"), href="/", class_="button")), trainee=sitting.trainee,
            refresh=(by_time and state == "open")  # everybody may be given more time
            or (mark is None and attempt is not None and sitting.exam.reveal and state == "closed"),
        )  # fmt: skip


def exam_path(exam: Exam) -> str:
    """Where the pages of an exam begin."""
    return f"/exam/{quote(exam.id, safe='')}"


def state_of(item: PaperItem, response: Response | None) -> str:
    """``done``, ``partly`` or ``open``."""
    return "open" if response is None else "done" if whole(item, response) else "partly"


@lru_cache(maxsize=4096)
def _spot(number: int, state: str, said: str, current: bool) -> Html:
    """One question in the overview. There are few different ones, and they are on every page."""
    text = joined(str(number + 1), tag("span", f" {said}", class_="unseen"))
    here = "true" if current else None
    button = tag("button", text, type="submit", name="go", value=number, class_=f"spot {state}", aria_current=here)
    return tag("li", button)
