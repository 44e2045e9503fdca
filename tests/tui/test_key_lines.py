"""The lines of keys that are no footer of Textual: the board of a class, the projector, an exam."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.board.keys import BOARD_KEYS
from kadguide.tui.sitting.keys import SIT_KEYS
from kadguide.tui.widgets.keyline import GAP, KeyLine
from tests.offline_class import OfflineClass
from tests.tui.test_board import Desk as BoardDesk
from tests.tui.test_board import board
from tests.tui.test_projector import Room, half_day, press, room_with
from tests.tui.test_sitting import Desk as SitDesk
from tests.tui.test_sitting import begin, sitting
from tests.tui.test_sitting_by_file import Laptop, opened, type_code

NARROW = ((60, 18), (80, 24))
each_size = pytest.mark.parametrize("size", NARROW)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def rows_of(app: object) -> list[str]:
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return ["".join(segment.text for segment in line).rstrip() for line in strips]


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (3, ["a b", "c d e", "f g"]),
        (7, ["a b", "c d e", "f g"]),
        (10, ["a b  c d e", "f g"]),
        (15, ["a b  c d e  f g"]),
    ],
)
def test_a_line_of_keys_ends_between_two_keys(columns: int, lines: list[str]) -> None:
    line = KeyLine(["a b", "c d e", "f g"])
    assert list(line._lines(columns)) == lines
    assert str(line) == GAP.join(["a b", "c d e", "f g"])


@each_size
@each_language
@pytest.mark.parametrize("alone", [False, True])
async def test_every_key_of_an_exam_is_whole(tmp_path: Path, lang: Lang, size: tuple[int, int], alone: bool) -> None:
    word = Catalog(lang)
    named = [f"{row.shown.split(' ')[0]} {word(f'sitting.{row.id}')}" for row in SIT_KEYS if row.in_footer]
    if alone:
        room = OfflineClass(tmp_path, 1)
        laptop = Laptop(room, lang)
        async with opened(laptop, size) as pilot:
            for key in word("offline.door_keys").split(GAP):
                assert sum(key in row for row in rows_of(laptop.app)) == 1, key
            await type_code(laptop, pilot, room.codes[0])
            laptop.screen._actions[0]()
            await pilot.pause()
            rows = rows_of(laptop.app)
        room.register.close()
        named.append(f"Ctrl+Q {word('offline.sit_leave')}")
    else:
        desk = SitDesk(tmp_path, lang)
        async with sitting(desk, size) as pilot:
            await begin(desk, pilot)
            rows = rows_of(desk.app)
    foot = rows[-3:]
    for key in named:
        assert sum(key in row for row in foot) == 1, (key, foot)


async def drawn_foot(desk: BoardDesk, pilot: Pilot[None]) -> str:
    """The line of keys, once a remark has gone from its place."""
    desk.app.clear_notifications()
    for holder in desk.app.screen.query("ToastHolder"):
        await holder.remove()
    return (await desk.look(pilot)).split("\n")[-1].rstrip()


@each_size
@each_language
async def test_every_key_of_the_board_is_whole(tmp_path: Path, lang: Lang, size: tuple[int, int]) -> None:
    word = Catalog(lang)
    shown = {row.id: row.shown.split(" ")[0] for row in BOARD_KEYS}
    async with board(tmp_path, size, lang) as (desk, pilot):

        def whole(foot: str, **labels: str) -> None:
            """The line is made of keys with all of their words, and of nothing else."""
            names = {id_: f"board.{labels.get(id_, id_)}" for id_ in shown}
            hints = {id_: f"{shown[id_]} {word(name)}" for id_, name in names.items() if word.has(name)}
            said = [key.strip() for key in foot.split(GAP) if key.strip()]
            assert set(said) <= set(hints.values())
            assert {hints["help"], hints["turn_exam"]} <= set(said)

        whole(await drawn_foot(desk, pilot))
        await desk.press(pilot, "o", "enter")
        whole(await drawn_foot(desk, pilot), turn_exam="close_exam")
        await desk.press(pilot, "p")
        whole(await drawn_foot(desk, pilot), turn_exam="close_exam", pause="resume")


@pytest.mark.parametrize("size", [(50, 17), *NARROW])
@each_language
async def test_what_is_said_below_a_slide_is_whole(engine: Engine, lang: Lang, size: tuple[int, int]) -> None:
    async with room_with(engine, half_day(engine), size, lang) as (room, pilot):
        for _ in range(12):
            assert_hint_whole(room)
            await press(pilot, "pagedown")
        await press(pilot, "g", *"9999", "enter")
        assert_hint_whole(room)


def assert_hint_whole(room: Room) -> None:
    hint = str(room.wall.query_one("#hint", Static).render())
    assert hint
    assert " ".join(hint.split()) in " ".join(" ".join(room.rows()[-3:]).split())
