"""Where the projector keeps its place: one small file in the data folder, written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kadguide.files import write_whole
from kadguide.teaching.board import Board, BoardError, decode_board

FILE_NAME = "projector.json"


class Opened(NamedTuple):
    """A board, and whether what lay there before was of no use."""

    board: Board
    damaged: bool = False


class BoardFile:
    """The file of one folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def load(self) -> Opened:
        """What was kept; a new board when there is none. A damaged file is put aside as ``projector.json.damaged``."""
        try:
            return Opened(decode_board(self.path.read_bytes()))
        except FileNotFoundError:
            return Opened(Board())
        except (OSError, BoardError):
            with suppress(OSError):
                self.path.replace(self.path.with_name(f"{FILE_NAME}.damaged"))
            return Opened(Board(), damaged=True)

    def save(self, board: Board) -> bool:
        """Keep ``board``. False when the folder cannot be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, board.encode())
        except OSError:
            return False
        return True
