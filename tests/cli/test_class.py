"""The commands of a class."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.cli.main import main
from kadguide.store.board import FILE_NAME


def call(*arguments: str, given: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, list(arguments), input=given)
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize("name", ["class", "kelas"])
def test_agendas_are_listed_and_printed(warm_home: Path, name: str) -> None:
    assert "[setengah-hari]" in call(name, "agenda")
    assert "09:00-09:10   1. Welcome" in call(name, "agenda", "setengah-hari", "--start", "9", "--lang", "en")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["agenda", "tidak-ada"], 1),
        (["agenda", "setengah-hari", "--start", "25:00"], 2),
        (["agenda", "--help"], 0),
        (["projector", "--agenda", "tidak-ada"], 1),
        (["projector", "--quiz", "tidak-ada"], 1),
        (["projector", "--module", "tidak-ada"], 1),
        (["projector", "--quiz", "kak", "--module", "dokumen"], 2),
        (["projector", "--agenda", "setengah-hari", "--step", "99"], 2),
        (["projector", "--agenda", "setengah-hari", "--step", "0"], 2),
        (["proyektor", "--help"], 0),
        (["nope"], 2),
    ],
)
def test_exit_codes(warm_home: Path, arguments: list[str], code: int) -> None:
    call("class", *arguments, code=code)


def test_the_projector_goes_on_where_it_stopped(warm_home: Path) -> None:
    first = call("class", "projector", "--agenda", "setengah-hari", "--step", "5", given="tim 3\nkeluar\n")
    assert "Tim 3: 1" in first
    again = call("class", "projector", given="skor\nkeluar\n")
    assert "5/17" in again
    assert "Tim 3: 1" in again
    assert "Tim 3: 0" in call("class", "projector", "--new", given="skor\n")


def test_a_damaged_record_begins_anew_and_is_said(warm_home: Path) -> None:
    path = warm_home / "data" / FILE_NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text("{")
    assert "projector.json.damaged" in call("class", "projector", "--quiz", "kak", given="keluar\n")
    assert path.with_name(f"{FILE_NAME}.damaged").read_text() == "{"
    assert path.is_file()
