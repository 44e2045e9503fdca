"""An exam by keys alone: every type of question, the list, pauses, the end; all of it kept at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response, decode_response, right_response
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.paper import PaperItem, translate
from kadguide.teaching.register import last_answers, moment
from kadguide.teaching.sitting import Sitting, current_sitting
from kadguide.tui.sitting.app import SitApp
from kadguide.tui.sitting.screen import SitScreen
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines
from tests.hostile import HOSTILE
from tests.web.classroom.sample import Clock, chance, make_class

SIZES = ((60, 18), (80, 24), (120, 40))


class Desk:
    """A trainee before the app, with a proctor's hand on the register."""

    def __init__(self, folder: Path, lang: Lang = "id") -> None:
        self.clock = Clock()
        self.register: SqlRegister = open_register(str(folder / "uji.kadkelas"), self.clock)
        make_class(self.register, 1)
        self.app = SitApp(self.find, lang, "kadguide-dark")
        self.word = Catalog(lang)

    def find(self) -> Sitting | None:
        trainee = self.register.trainee("t0")
        return current_sitting(self.register, trainee, "terminal", self.clock) if trainee else None

    def set_state(self, state: str) -> None:
        self.register.set_state("uji", state, moment(self.clock()))  # type: ignore[arg-type]

    @property
    def screen(self) -> SitScreen:
        screen = self.app.screen
        assert isinstance(screen, SitScreen)
        return screen

    def seen(self) -> str:
        """All that stands on the screen, with the lines to choose from."""
        said = [str(part.render()) for part in self.screen.query(Static) if part.display]
        lines = self.screen.query_one("#rows", Lines)
        return "\n".join([*said, *(str(option.prompt) for option in lines.options if lines.display)])

    def items(self) -> tuple[PaperItem, ...]:
        found = self.find()
        assert found is not None
        return found.items

    def fractions(self) -> dict[str, float]:
        """What each answer earns."""
        answers = last_answers(self.register.answers("uji", "t0"))
        keys = {key.item: key.content for key in self.register.keys("uji")}
        secret = self.register.exams()[0].secret
        return {
            item: grade(keys[item], translate(keys[item], secret, decode_response(answer.response)),
                        with_reason=True).fraction
            for item, answer in answers.items()
        }  # fmt: skip


@asynccontextmanager
async def sitting(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot
    desk.register.close()


async def poll(desk: Desk, pilot: Pilot[None]) -> None:
    """As if the time for the next look had come."""
    desk.screen._poll()
    await pilot.pause()


def short_place(desk: Desk) -> int:
    """Where the question that is answered by a few words stands."""
    return next(at for at, item in enumerate(desk.items()) if item.type == "short")


def type_words(desk: Desk, words: str) -> int:
    """Open the question that is answered by a few words, and type them without going on. Where it stands."""
    place = short_place(desk)
    desk.screen._open(place)
    desk.screen.query_one(Line).value = words
    return place


def typed_answers(desk: Desk) -> list[str]:
    """The words of all answers that were written down."""
    return [decode_response(answer.response).text for answer in desk.register.answers("uji")]


async def begin(desk: Desk, pilot: Pilot[None]) -> None:
    desk.set_state("open")
    await poll(desk, pilot)
    desk.screen._actions[0]()
    await pilot.pause()


def right_on_paper(desk: Desk, item: PaperItem) -> Response:
    """What earns everything, in the ids of the paper."""
    key = next(key.content for key in desk.register.keys("uji") if key.item == item.id)
    right = right_response(key)
    secret = desk.register.exams()[0].secret
    names = {translate(key, secret, Response((part.id,))).chosen[0]: part.id for part in item.parts}
    if item.type == "matching":
        names = {}
        for side in item.sides:
            own = translate(key, secret, Response((side.id,) * len(item.parts))).chosen[0]
            names[own] = side.id
        lefts = {pair.left: names[pair.id] for pair in key.pairs}
        return Response(tuple(lefts[part.text] for part in item.parts))
    if item.type == "true_false":
        reason = {translate(key, secret, Response(("true", part.id))).chosen[1]: part.id for part in item.parts}
        return Response((right.chosen[0], *(reason[id_] for id_ in right.chosen[1:])))
    return Response(tuple(names[id_] for id_ in right.chosen)) if right.chosen else right


async def answer_by_keys(desk: Desk, pilot: Pilot[None], item: PaperItem) -> None:
    """Give the right answer with the keys that a trainee has."""
    right, draft = right_on_paper(desk, item), desk.screen._draft
    assert draft is not None
    if draft.typed:
        desk.screen.query_one(Line).value = right.text
    elif item.type == "matching":
        for position, side in enumerate(right.chosen):
            while draft.side(position) != side:
                await pilot.press(str(position + 1))
    else:
        for part in right.chosen:
            if not draft.place(draft.parts.index(part)):
                await pilot.press(str(draft.parts.index(part) + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_type_is_answered_by_keys_and_earns_everything(tmp_path: Path, lang: Lang) -> None:
    desk = Desk(tmp_path, lang)
    async with sitting(desk) as pilot:
        assert desk.word("sitting.waiting") in desk.seen()
        await begin(desk, pilot)
        for number, item in enumerate(desk.items(), start=1):
            assert desk.word("sitting.question", number=number, count=8) in desk.seen()
            await answer_by_keys(desk, pilot, item)
            desk.screen.action_go(1)
            await pilot.pause()
        assert desk.word("sitting.list_title") in desk.seen()
        assert desk.seen().count("[x]") == 8
        assert desk.fractions() == {item.id: 1.0 for item in desk.items()}
        await pilot.press("k")
        assert desk.word("sitting.sure_whole") in desk.seen()
        await pilot.press("2")
        assert desk.word("sitting.finished") in desk.seen()
        assert desk.register.attempts("uji")[0].finish == "trainee"


async def test_a_new_app_stands_on_the_same_question_with_the_same_marks(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        place = next(at for at, item in enumerate(desk.items()) if item.type == "multiple")
        desk.screen._open(place)
        await pilot.press("1", "3")
        before = desk.seen()
    again = Desk.__new__(Desk)
    again.__dict__ |= desk.__dict__
    again.app = SitApp(again.find, "id", "kadguide-dark")
    async with sitting(again):
        assert again.seen() == before


async def test_what_the_proctor_does_is_seen(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        at = moment(desk.clock())
        desk.register.pause("uji", "", at)
        await poll(desk, pilot)
        assert desk.word("sitting.paused") in desk.seen()
        desk.clock.go(minutes=20)
        desk.register.resume("uji", "", moment(desk.clock()))
        await poll(desk, pilot)
        assert desk.word("sitting.minutes_left", count=30) in desk.seen()
        desk.set_state("closed")
        await poll(desk, pilot)
        assert desk.word("sitting.closed") in desk.seen()


async def test_whose_time_was_over_goes_on_when_everybody_is_given_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        desk.clock.go(minutes=31)
        await poll(desk, pilot)
        assert desk.word("sitting.time_over") in desk.seen()
        Conductor(desk.register, desk.clock, chance(4)).extend("uji", 10)
        await poll(desk, pilot)
        assert desk.word("sitting.minutes_left", count=9) in desk.seen()


async def test_what_is_typed_when_the_time_ends_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        type_words(desk, "setengah jadi")
        desk.clock.go(minutes=30, seconds=2)
        await poll(desk, pilot)
        assert desk.word("sitting.time_over") in desk.seen()
        assert typed_answers(desk) == ["setengah jadi"]


@pytest.mark.parametrize("press", [False, True])
async def test_what_is_typed_when_the_room_comes_to_stand_still_is_kept(tmp_path: Path, press: bool) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        place = type_words(desk, "setengah jadi")
        desk.register.pause("uji", "", moment(desk.clock()))
        if press:  # before the app has heard of the pause
            desk.screen.action_go(1)
            await pilot.pause()
        await poll(desk, pilot)
        assert desk.word("sitting.paused") in desk.seen()
        assert desk.register.answers("uji") == ()
        desk.clock.go(minutes=5)
        desk.register.resume("uji", "", moment(desk.clock()))
        await poll(desk, pilot)
        assert desk.word("sitting.question", number=place + 1, count=8) in desk.seen()
        assert desk.screen.query_one(Line).value == "setengah jadi"
        assert typed_answers(desk) == ["setengah jadi"]


async def test_what_is_typed_when_the_exam_is_closed_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        type_words(desk, "setengah jadi")
        Conductor(desk.register, desk.clock, chance()).close("uji")
        await poll(desk, pilot)
        assert desk.word("sitting.closed") in desk.seen()
        assert typed_answers(desk) == ["setengah jadi"]


async def test_trouble_with_the_register_ends_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        type_words(desk, "sukarela")

        def fail(*_: object) -> None:
            raise StoreError("unreachable")

        with monkeypatch.context() as away:
            away.setattr(SqlRegister, "answers", fail)
            desk.screen.action_go(1)
            assert desk.word("sitting.trouble") in desk.seen()
            assert desk.screen.query_one(Line).value == "sukarela"
            for action in (desk.screen._poll, desk.screen._refresh, desk.screen.action_show_list):
                action()
                await pilot.pause()
            assert desk.word("sitting.trouble") in desk.seen()
        with monkeypatch.context() as away:
            away.setattr(SqlRegister, "give", fail)
            await poll(desk, pilot)
            type_words(desk, "sukarela")
            desk.screen.action_go(1)
            await pilot.pause()
            assert desk.screen.query_one(Line).value == "sukarela"
        desk.screen.action_go(1)
        await pilot.pause()
        assert typed_answers(desk) == ["sukarela"]


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk, size) as pilot:
        await begin(desk, pilot)
        for place in range(len(desk.items())):
            desk.screen._open(place)
            await pilot.pause()
            for part in desk.screen.query("#sheet > *"):
                assert part.region.right <= size[0], f"{part.id} of question {place} at {size}"
            assert desk.screen.query_one("#keys").region.bottom == size[1]


async def test_hostile_texts_are_kept_as_they_are_and_obeyed_by_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        place = short_place(desk)
        for text in HOSTILE:
            desk.screen._open(place)
            line = desk.screen.query_one(Line)
            line.value = text[:300]
            typed = line.value.strip()
            desk.screen.action_go(1)
            await pilot.pause()
            given = desk.screen._seat.responses() if desk.screen._seat else {}
            item = desk.items()[place].id
            assert (given[item].text if item in given else "") == typed


async def test_the_language_turns_at_the_same_question(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        desk.screen._open(3)
        await pilot.press("f2")
        assert Catalog("en")("sitting.question", number=4, count=8) in desk.seen()


async def test_the_list_shows_what_is_missing_and_leads_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with sitting(desk) as pilot:
        await begin(desk, pilot)
        await pilot.press("k")
        assert "1, 2, 3, 4, 5, 6, 7, 8" in desk.seen()
        await pilot.press("escape")
        assert desk.word("sitting.question", number=1, count=8) in desk.seen()
        desk.screen.action_show_list()
        desk.screen._actions[4]()
        await pilot.pause()
        assert desk.word("sitting.question", number=5, count=8) in desk.seen()
