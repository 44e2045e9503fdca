"""What outlives a crash: the place, the hands, the points; and the timer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kadguide.knowledge.model import Bilingual
from kadguide.store.board import BoardFile
from kadguide.teaching.board import Board, BoardError, Place, decode_board, read_hands
from kadguide.teaching.countdown import Countdown
from kadguide.teaching.deck import Deck, Slide
from kadguide.teaching.showing import Showing
from tests.hostile import HOSTILE

ABCD = ("k", "l", "m", "n")


@pytest.mark.parametrize(
    ("typed", "hands"),
    [
        ("7 14 3 2", {"k": 7, "l": 14, "m": 3, "n": 2}),
        ("7,14;3", {"k": 7, "l": 14, "m": 3}),
        ("b 14", {"k": 1, "l": 14}),
        ("a=3 D:5", {"k": 3, "n": 5}),
        ("B14", {"k": 1, "l": 14}),
        ("", {}),
        ("  ", {}),
        ("1 2 3 4 5", None),
        ("e 4", None),
        ("b", None),
        ("4 b", None),
        ("-3", None),
        ("1000", None),
        ("9" * 5000, None),
        ("tujuh", None),
    ],
)
def test_hands_are_read(typed: str, hands: dict[str, int] | None) -> None:
    assert read_hands(typed, ABCD, {"k": 1}) == hands


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_counts_do_no_harm(text: str) -> None:
    hands = read_hands(text, ABCD, {})
    assert hands is None or all(0 <= count <= 999 for count in hands.values())


def test_points_are_given_taken_and_undone() -> None:
    board = Board()
    assert [board.add(0, 3), board.add(1, 1), board.add(0, -1)] == [True] * 3
    assert board.points == [2, 1, 0, 0]
    assert not board.add(2, -1)
    assert not board.add(7, 1)
    for expected in ([3, 1, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0]):
        assert board.undo()
        assert board.points == expected
    assert board.undo() is None


@pytest.mark.parametrize(
    ("before", "count", "after"),
    [
        ([0, 0, 0, 0], 6, [0] * 6),
        ([1, 2, 0, 0], 2, [1, 2]),
        ([1, 2, 0, 4], 3, [1, 2, 0, 4]),
        ([0, 0], 1, [0, 0]),
        ([0] * 6, 7, [0] * 6),
    ],
)
def test_there_are_two_to_six_teams_and_none_loses_its_points(before: list[int], count: int, after: list[int]) -> None:
    board = Board(points=list(before))
    board.set_teams(count)
    assert board.points == after


def test_a_board_is_read_back_as_it_was(tmp_path: Path) -> None:
    board = Board("agenda:a", places={"agenda:a": Place("s", 3, "1:item:x", 1, {"x": {"k": 4}})})
    board.add(3, 5)
    file = BoardFile(tmp_path / "new")
    assert file.load() == (Board(), False)
    assert file.save(board)
    assert file.load() == (board, False)
    assert [path.name for path in file.path.parent.iterdir()] == ["projector.json"]


GOOD = json.loads(Board("a", places={"a": Place("s")}).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, json.dumps({**GOOD, "format": 2}).encode(),
        json.dumps({**GOOD, "points": [1]}).encode(), json.dumps({**GOOD, "points": [1, -2]}).encode(),
        json.dumps({**GOOD, "points": [1, True]}).encode(), json.dumps({**GOOD, "places": {"a": 3}}).encode(),
        json.dumps({**GOOD, "changes": [[1]]}).encode(), json.dumps({**GOOD, "places": []}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_file_is_put_aside(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BoardError):
        decode_board(data)
    file = BoardFile(tmp_path)
    file.path.write_bytes(data)
    assert file.load() == (Board(), True)
    assert (tmp_path / "projector.json.damaged").read_bytes() == data
    assert file.load() == (Board(), False)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not BoardFile(tmp_path / "file").save(Board())


def deck(*ids: str) -> Deck:
    return Deck("quiz:x", Bilingual("a", "b"), tuple(Slide("item", id_) for id_ in ids))


def show(board: Board, *ids: str) -> Showing:
    return Showing(deck(*ids), board, lambda _: True, "seed", lambda _: 2)


def test_a_class_goes_on_at_the_same_slide_also_when_the_deck_has_changed() -> None:
    board = Board()
    showing = show(board, "a", "b", "c")
    assert showing.move(1)
    assert showing.reveal()
    showing.count({"k": 2})
    again = show(decode_board(board.encode()), "a", "b", "c")
    assert (again.slide.id, again.shown, again.hands, again.seed) == ("b", 1, {"k": 2}, "seed")
    moved = show(decode_board(board.encode()), "z", "a", "c", "b")
    assert (moved.at, moved.shown) == (3, 1)
    gone = show(decode_board(board.encode()), "a", "c")
    assert (gone.slide.id, gone.shown) == ("c", 0)


def test_a_showing_stays_within_its_deck() -> None:
    showing = show(Board(), "a", "b")
    assert not showing.move(-1)
    assert showing.move(1)
    assert not showing.move(1)
    assert [showing.reveal(), showing.reveal(), showing.reveal(), showing.shown] == [True, True, False, 2]
    assert [showing.go_number(n) for n in (0, 3, 1)] == [False, False, True]
    assert showing.shown == 0


def test_the_timer_counts_only_while_it_runs() -> None:
    now = [0.0]
    timer = Countdown(lambda: now[0])
    timer.start()
    assert not timer.running
    timer.set(90)
    timer.start()
    now[0] = 30.5
    assert str(timer) == "01:00"
    timer.stop()
    now[0] = 500
    assert (timer.left, timer.over) == (59.5, False)
    timer.add(60)
    timer.start()
    now[0] = 620
    assert (str(timer), timer.over) == ("00:00", True)
    timer.add(60)
    assert (str(timer), timer.over) == ("01:00", False)
