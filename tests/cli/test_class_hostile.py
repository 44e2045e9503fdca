"""A class with names that steer terminals, as a file from elsewhere may hold: no command says them as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.answering.engine import Engine
from kadguide.cli.main import main
from kadguide.i18n import Catalog
from kadguide.store.classes import open_register
from kadguide.teaching.register import Event, Trainee, moment
from tests.teaching.class_sample import NOW, made_class

EVIL = "\x1b[2J\x9b31m\u202eX\x07\rY"
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def path(tmp_path: Path, warm_home: Path, engine: Engine) -> str:
    """A class in which every text that somebody typed is evil."""
    register = made_class(tmp_path / "kelas.kadkelas", engine, 12)
    for trainee in register.trainees():
        register.change_trainee(trainee._replace(name=EVIL + trainee.id, nip=EVIL + trainee.nip, unit=EVIL, room=EVIL))
    room = register.classroom()
    assert room is not None
    register.keep_classroom(room._replace(title=EVIL, agenda=EVIL, room=EVIL))
    register._database.write(
        ("UPDATE exam SET title = ?", (f'["{EVIL.encode("unicode_escape").decode()}", "x"]'.replace("\\x", "\\u00"),)),
        ("UPDATE attempt SET room = ?, proof = ?", (EVIL, EVIL)), ("UPDATE pause SET room = ?", (EVIL,)),
    )  # fmt: skip
    key = register.keys("pre")[0]
    register.revise(key._replace(revision=2, reason=EVIL, all_right=True))
    for kind in ("factor", "merged", "regraded", "removed", "walk_in"):
        register.log(Event(kind, moment(NOW), kind, "pre", "id-1", EVIL, EVIL))
    register.close()
    return str(tmp_path / "kelas.kadkelas")


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{path}", "--codes"],
        ["codes", "{path}"],
        ["results", "{path}"],
        ["results", "{path}", "--anonymous"],
        ["results", "{path}", "--exam", EVIL],
        ["control", "{path}", "open", "1"],
        ["control", "{path}", "close"],
        ["control", "{path}", "reset", "1"],
        ["control", "{path}", "time", "1", "2"],
        ["control", "{path}", "reset", EVIL],
        ["control", "{path}", "reopen", "1"],
        ["control", "{path}", "finish", EVIL],
        ["forget", "{path}", "--trainee", "1"],
        ["forget", "{path}", "--trainee", EVIL],
        ["papers", "{path}", "-o", "{folder}"],
        ["papers", "{path}", "--exam", EVIL],
        ["exam", "{path}", "--quiz", EVIL],
        ["exam", "{path}", "--test", "pre"],
        ["regrade", "{path}", "--exam", "1", "--question", "2", "--all-right", "--reason", EVIL],
        ["regrade", "{path}", "--exam", "1", "--question", "3", "--right", EVIL, "--reason", "x"],
        ["report", "{path}", "-o", "{folder}/out"],
        ["new", "{path}", "--title", EVIL],
        ["new", "{folder}/baru", "--title", EVIL, "--agenda", EVIL],
        ["roster", "{path}", "{folder}/daftar.csv"],
        ["merge", "{path}", "{folder}/other.kadkelas"],
        ["collect", "{path}", "{folder}/other.kadkelas"],
    ],
)
def test_no_command_says_what_steers_a_terminal(path: str, arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text(f"Nama,NIP\n{EVIL},{EVIL}\n=1,2\n", encoding="utf-8")
    CliRunner().invoke(main, ["class", "copy", path, str(tmp_path / "other.kadkelas")])
    other = open_register(str(tmp_path / "other.kadkelas"), lambda: NOW)
    for trainee in other.trainees()[:2]:
        other.change_trainee(trainee._replace(nip=EVIL + "00" + trainee.id))
    other.add_trainees([Trainee("new", 0, "", EVIL, EVIL, EVIL, room=EVIL)])
    other.close()
    filled = [part.replace("{path}", path).replace("{folder}", str(tmp_path)) for part in arguments]
    done = CliRunner().invoke(main, ["class", *filled])
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit), done.exception
    assert done.output.strip()
    assert not STEERING.findall(done.output.replace("\t", ""))


def test_a_name_that_looks_like_a_gap_is_not_filled() -> None:
    said = Catalog("en")("board.did_reset", whom="1. {code}", code="K7QM-2F4X")
    assert "1. {code}" in said
    assert said.count("K7QM-2F4X") == 1
