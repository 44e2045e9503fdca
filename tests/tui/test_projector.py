"""The projector, by keys alone: every kind of item on the wall, hands, scores, timer, resume."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kadguide.answering.engine import Engine
from kadguide.exchange.slides import Line, SlideText
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.items import ITEM_TYPES, Item
from kadguide.knowledge.model import Lang
from kadguide.learning.material import Material
from kadguide.teaching.board import Board, decode_board
from kadguide.teaching.deck import Deck, agenda_deck, items_deck
from kadguide.teaching.showing import Showing
from kadguide.tui.projector.app import ProjectorApp
from kadguide.tui.projector.layout import set_rows
from kadguide.tui.projector.screens import KeysScreen, PauseScreen, ScoreScreen
from kadguide.tui.projector.wall import BLACK, WHITE, WallScreen
from kadguide.tui.projector.widgets import Sheet
from kadguide.wording import Wording
from tests.hostile import HOSTILE

SIZES = ((50, 17), (60, 18), (80, 24), (120, 40))
each_size = pytest.mark.parametrize("size", SIZES)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


class Room:
    """An app on a deck, with a clock that stands until it is moved."""

    def __init__(self, engine: Engine, deck: Deck, board: Board, lang: Lang, *, keeps: bool = True) -> None:
        self.board = board
        self.now = 0.0
        material = material_of(engine)
        text = SlideText(engine.snapshot, material, Wording(engine.snapshot, lang), deck, "")
        self.showing = Showing(deck, board, lambda _: keeps, "seed", text.levels)
        self.app = ProjectorApp(self.showing, engine.snapshot, material, lang, clock=lambda: self.now)

    @property
    def wall(self) -> WallScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, WallScreen)
        return screen

    @property
    def on_wall(self) -> bool:
        """Whether nothing lies over the slide."""
        return len(self.app.screen_stack) == 1

    def seen(self) -> str:
        """All that stands on the front screen."""
        return "\n".join(str(line.render()) for line in self.app.screen.query(Static) if line.display)

    def rows(self) -> list[str]:
        """The rows of the front screen as they are drawn."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line).ljust(width) for line in lines][:height]

    async def tick(self, pilot: Pilot[None], seconds: float) -> None:
        self.now += seconds
        self.app._tick()
        await pilot.pause()


_MATERIALS: dict[int, Material] = {}


def material_of(engine: Engine) -> Material:
    """The material of the engine; making it anew for every test would take most of the time."""
    snapshot = engine.snapshot
    if id(engine) not in _MATERIALS:
        _MATERIALS[id(engine)] = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    return _MATERIALS[id(engine)]


@asynccontextmanager
async def room_with(
    engine: Engine, deck: Deck, size: tuple[int, int] = (50, 17), lang: Lang = "id", board: Board | None = None
) -> AsyncIterator[tuple[Room, Pilot[None]]]:
    room = Room(engine, deck, board or Board(), lang)
    async with room.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield room, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


def half_day(engine: Engine) -> Deck:
    return agenda_deck(engine.snapshot.agendas["setengah-hari"], material_of(engine))


def deck_of(engine: Engine, *items: Item) -> Deck:
    title = engine.snapshot.bank.quizzes[0].title
    return items_deck("quiz:x", title, items)


def longest(engine: Engine, kind: str, lang: Lang) -> Item:
    """The item of a type that takes most room."""

    def length(item: Item) -> int:
        texts = [item.stem, item.explanation, *(option.text for option in item.options)]
        texts += [side for pair in item.pairs for side in (pair.left, pair.right)]
        texts += [step.text for step in item.steps]
        return sum(len(text.get(lang)) for text in texts)

    return max((item for item in engine.snapshot.bank.items if item.type == kind), key=length)


async def read_through(room: Room, pilot: Pilot[None]) -> str:
    """Everything on a slide, page by page, as a reader sees it; checks that no row is cut off."""
    seen: list[str] = []
    sheet = room.app.screen.query_one(Sheet)
    for _ in range(20):
        rows = room.rows()
        assert all(len(row.rstrip()) <= room.app.size.width for row in rows)
        seen += [row.strip() for row in rows[1:-1]]
        last = rows[-1].rstrip()
        assert last.endswith(("masih ada", "more")) == sheet.more_below
        if not sheet.more_below:
            break
        await press(pilot, "down")
    return squeezed(" ".join(seen))


def squeezed(text: str) -> str:
    return "".join(text.split())


@each_size
@each_language
@pytest.mark.parametrize("kind", ITEM_TYPES)
async def test_the_longest_item_of_every_type_can_be_read_whole(
    engine: Engine, kind: str, lang: Lang, size: tuple[int, int]
) -> None:
    item = longest(engine, kind, lang)
    deck = deck_of(engine, item)
    async with room_with(engine, deck, size, lang) as (room, pilot):
        await press(pilot, *["right"] * (len(deck.slides) - 1))
        text = room.wall._says
        assert room.showing.slide.id == item.id
        for _ in range(3):
            seen = await read_through(room, pilot)
            lines = text.lines(room.showing.slide, room.showing.shown)
            for line in lines:
                for word in line.text.split():
                    assert squeezed(word) in seen
            await press(pilot, "space")


@each_size
@each_language
async def test_every_slide_of_an_agenda_stays_on_the_wall(engine: Engine, lang: Lang, size: tuple[int, int]) -> None:
    width, height = size[0] - 4, size[1] - 3
    for agenda in engine.snapshot.agendas.values():
        deck = agenda_deck(agenda, material_of(engine))
        text = SlideText(engine.snapshot, material_of(engine), Wording(engine.snapshot, lang), deck, "s")
        for slide in deck.slides:
            for shown in range(text.levels(slide) + 1):
                rows = set_rows(text.lines(slide, shown, dict.fromkeys(text.options(slide), 3)), width, height)
                assert rows
                assert all(row.cell_length <= width for row in rows), slide
            if slide.kind == "step":
                assert len(set_rows(text.lines(slide), width, height)) <= height, slide


@each_language
async def test_a_whole_agenda_is_led_with_one_key(engine: Engine, lang: Lang) -> None:
    deck = half_day(engine)
    async with room_with(engine, deck, lang=lang) as (room, pilot):
        visited = {room.showing.at}
        shown: set[tuple[int, int]] = set()
        for _ in range(400):
            await press(pilot, "pagedown")
            visited.add(room.showing.at)
            shown.add((room.showing.at, room.showing.shown))
            if room.showing.at == len(deck.slides) - 1:
                break
        assert visited == set(range(len(deck.slides)))
        items = {at for at, slide in enumerate(deck.slides) if slide.kind == "item"}
        assert {(at, level) for at in items for level in (1, 2)} <= shown


async def test_the_answer_is_marked_by_more_than_colour_and_then_explained(engine: Engine) -> None:
    item = longest(engine, "single", "id")
    async with room_with(engine, deck_of(engine, item), (80, 24)) as (room, pilot):
        await press(pilot, *["right"] * room_before(room))
        assert "✔" not in room.seen()
        await press(pilot, "space")
        right = next(option.text.id for option in item.options if option.credit == 100)
        marked = [row for row in room.rows() if "✔" in row]
        assert len(marked) == 1
        assert right.split()[0] in marked[0]
        assert item.explanation.id[:15] not in room.seen()
        await press(pilot, "space")
        assert item.explanation.id[:15] in room.seen()
        assert Catalog("id")("learn.sources", sources="")[:6] in room.seen()
        await press(pilot, "backspace", "backspace")
        assert "✔" not in room.seen()


def room_before(room: Room) -> int:
    """How many slides come before the last one."""
    return len(room.showing.deck.slides) - 1


async def test_hands_are_typed_hidden_and_shown_as_bars(engine: Engine) -> None:
    item = next(i for i in engine.snapshot.bank.items if i.type == "single" and not i.case and len(i.options) == 4)
    board = Board()
    async with room_with(engine, deck_of(engine, item), board=board) as (room, pilot):
        await press(pilot, "h", *"7 14 3 2", "enter")
        assert "▆" not in room.seen()
        assert "26 tangan" in room.seen()
        await press(pilot, "space")
        seen = room.seen()
        assert "14 (54%)" in seen
        assert seen.count("▆") > 10
        await press(pilot, "h", *["backspace"] * 12, *"b 20", "enter")
        assert "20 (62%)" in room.seen()
        await press(pilot, "h", *["backspace"] * 20, "enter")
        assert "▆" not in room.seen()
        assert not room.showing.hands


@pytest.mark.parametrize("kind", ["matching", "ordering", "short", "number", "article"])
async def test_where_nothing_can_be_counted_no_hands_are_asked(engine: Engine, kind: str) -> None:
    item = next(item for item in engine.snapshot.bank.items if item.type == kind and not item.case)
    async with room_with(engine, deck_of(engine, item)) as (room, pilot):
        await press(pilot, "h")
        assert room.on_wall


@pytest.mark.parametrize("text", [text[:80] for text in HOSTILE[:30]])
async def test_hostile_counts_leave_the_wall_as_it_is(engine: Engine, text: str) -> None:
    item = next(i for i in engine.snapshot.bank.items if i.type == "single" and not i.case)
    async with room_with(engine, deck_of(engine, item)) as (room, pilot):
        await press(pilot, "h")
        room.app.screen.query_one("Input").value = text  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert room.on_wall


@each_size
@each_language
async def test_scores_of_up_to_six_teams_are_bars(engine: Engine, lang: Lang, size: tuple[int, int]) -> None:
    async with room_with(engine, half_day(engine), size, lang) as (room, pilot):
        await press(pilot, "s", "m", "m", "m", "1", "1", "6", "minus", "down", "plus", "5")
        assert isinstance(room.app.screen, ScoreScreen)
        assert room.board.points == [3, 0, 0, 0, 1, 0]
        rows = room.rows()
        assert [row for row in rows if "6" in row]
        assert sum("▆" in row for row in rows) == 2
        assert sum("▶" in row for row in rows) == 1
        await press(pilot, "u", "u", "u", "u", "k")
        assert room.board.points == [2, 0, 0, 0, 0]
        await press(pilot, "escape")
        assert room.on_wall


async def test_undo_without_anything_to_undo_says_so(engine: Engine) -> None:
    async with room_with(engine, half_day(engine)) as (room, pilot):
        await press(pilot, "s", "u")
        assert Catalog("id")("projector.nothing_to_undo") in room.seen()


async def test_a_class_goes_on_where_it_stopped(engine: Engine) -> None:
    deck = half_day(engine)
    board = Board()
    async with room_with(engine, deck, board=board) as (room, pilot):
        await press(pilot, "g", *"6", "enter", "right", "right", "space", "h", *"4 5", "enter", "s", "2", "escape")
        before = (room.showing.at, room.showing.shown, room.showing.hands, room.rows())
    again = decode_board(board.encode())
    async with room_with(engine, deck, board=again) as (room, pilot):
        assert (room.showing.at, room.showing.shown, room.showing.hands, room.rows()) == before
        assert room.board.points == [0, 1, 0, 0]


@pytest.mark.parametrize(("typed", "goes"), [("6", True), ("17", True), ("18", False), ("0", False), ("x", False)])
async def test_a_step_is_reached_by_its_number(engine: Engine, typed: str, goes: bool) -> None:
    deck = half_day(engine)
    async with room_with(engine, deck) as (room, pilot):
        await press(pilot, "g", *typed, "enter")
        assert room.showing.slide.step == (int(typed) - 1 if goes else 0)
        assert (Catalog("id")("projector.no_step", count=17) in room.seen()) is not goes
        await press(pilot, "g", "escape")
        assert room.on_wall


async def test_the_timer_runs_only_when_started_and_says_when_it_is_over(engine: Engine) -> None:
    over = Catalog("id")("projector.time_over").upper()
    async with room_with(engine, half_day(engine)) as (room, pilot):
        assert "■ 10:00" in room.seen()
        assert room.app._ticks is None
        await press(pilot, "t")
        assert room.app._ticks is not None
        await room.tick(pilot, 61)
        assert "▶ 08:59" in room.seen()
        await press(pilot, "t", "plus")
        assert "■ 09:59" in room.seen()
        assert room.app._ticks is None
        await press(pilot, "t")
        await room.tick(pilot, 600)
        assert over in "".join(room.rows())
        assert room.app._ticks is None
        await press(pilot, "t")
        assert over not in "".join(room.rows())
        await press(pilot, "right")
        assert "■ 20:00" in room.seen()


async def test_a_question_can_have_a_minute_of_its_own(engine: Engine) -> None:
    async with room_with(engine, half_day(engine)) as (room, pilot):
        await press(pilot, "g", "4", "enter", "t", "right", "right", "i")
        assert "▶ 01:00" in room.seen()
        await room.tick(pilot, 30)
        assert "▶ 00:30" in room.seen()
        await press(pilot, "right")
        assert "▶ 09:30" in room.seen()


@each_size
async def test_the_pause_shows_one_word_and_the_time(engine: Engine, size: tuple[int, int]) -> None:
    async with room_with(engine, half_day(engine), size) as (room, pilot):
        await press(pilot, "full_stop")
        assert isinstance(room.app.screen, PauseScreen)
        assert "".join(room.rows()).split() == ["J", "E", "D", "A"]
        await press(pilot, "space", "t", "b")
        assert len("".join(room.rows()).split()) > 4
        await room.tick(pilot, 700)
        assert "WAKTU HABIS" in "".join(room.rows())
        await press(pilot, "b")
        assert room.on_wall


@each_size
@each_language
async def test_all_keys_can_be_looked_up(engine: Engine, lang: Lang, size: tuple[int, int]) -> None:
    async with room_with(engine, half_day(engine), size, lang) as (room, pilot):
        await press(pilot, "question_mark")
        assert isinstance(room.app.screen, KeysScreen)
        seen = await read_through(room, pilot)
        for id_ in ("advance", "hands", "pause", "team_undo", "quit"):
            for word in Catalog(lang)(f"projector.{id_}_tip").split():
                assert word in seen
        await press(pilot, "escape")
        assert room.on_wall


async def test_language_and_colours_change_while_a_slide_is_open(engine: Engine) -> None:
    item = next(i for i in engine.snapshot.bank.items if i.type == "single" and not i.case)
    async with room_with(engine, deck_of(engine, item)) as (room, pilot):
        await press(pilot, "space")
        assert item.stem.id[:20] in room.seen()
        await press(pilot, "f2")
        assert item.stem.en[:20] in room.seen()
        assert room.showing.shown == 1
        assert room.app.theme == WHITE
        await press(pilot, "w")
        assert room.app.theme == BLACK
        await press(pilot, "w")
        assert room.app.theme == WHITE


async def test_a_click_goes_on_and_the_wheel_scrolls(engine: Engine) -> None:
    async with room_with(engine, half_day(engine)) as (room, pilot):
        await pilot.click(Sheet)
        await pilot.pause()
        assert room.showing.at == 1


async def test_a_smaller_window_sets_the_slide_anew(engine: Engine) -> None:
    item = longest(engine, "matching", "id")
    deck = deck_of(engine, item)
    async with room_with(engine, deck, (120, 40)) as (room, pilot):
        await press(pilot, *["right"] * room_before(room))
        assert not room.wall.query_one(Sheet).more_below
        await pilot.resize_terminal(50, 17)
        await pilot.pause()
        await pilot.pause()
        assert room.wall.query_one(Sheet).more_below
        assert "masih ada" in room.rows()[-1]


async def test_a_place_that_cannot_be_kept_is_said(engine: Engine) -> None:
    room = Room(engine, half_day(engine), Board(), "id", keeps=False)
    async with room.app.run_test(size=(50, 17)) as pilot:
        await pilot.pause()
        await press(pilot, "right")
        assert Catalog("id")("projector.not_kept") in room.seen()


LINES: Sequence[Line] = (
    Line("tag", "SOAL"), Line("title", "a" * 130), Line("option", "kata " * 30, "A", True, 3, 3, 3),
    Line("option", "👨‍👩‍👧" * 40, "B", False, 0, 3, 3), Line("text", ""), Line("small", "[red]x[/red]"),
)  # fmt: skip


@pytest.mark.parametrize("width", [10, 20, 46, 96])
@pytest.mark.parametrize("height", [1, 14, 100])
def test_rows_are_never_wider_than_the_wall(width: int, height: int) -> None:
    rows = set_rows(LINES, width, height)
    assert all(row.cell_length <= width for row in rows)
    assert "[red]x[/red]" in "".join(row.plain for row in rows).replace("\n", "")


@each_language
@pytest.mark.parametrize("key", ["damaged", "resumed", "not_kept", "hands_unread", "no_hands", "how_to_quit"])
async def test_what_is_said_below_a_slide_is_said_whole(engine: Engine, lang: Lang, key: str) -> None:
    async with room_with(engine, half_day(engine), lang=lang) as (room, pilot):
        told = Catalog(lang)(f"projector.{key}")
        room.wall.tell(told)
        await pilot.pause()
        await pilot.pause()
        assert squeezed(told) in squeezed("".join(room.rows()[-4:]))
        await press(pilot, "right")
        assert told not in room.seen()


async def test_ctrl_c_says_how_to_leave(engine: Engine) -> None:
    async with room_with(engine, half_day(engine)) as (room, pilot):
        await press(pilot, "ctrl+c")
        assert Catalog("id")("projector.how_to_quit") in room.seen()
        assert room.app.is_running
