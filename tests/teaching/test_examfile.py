"""The exam file: what goes in comes out, and a file that is not exactly as it was signed is refused."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.examfile import MOST_EXAM, read_exam, write_exam
from kadguide.teaching.sealing import SealError, encode_bytes, encode_plain
from kadguide.teaching.unlocking import SLIP, RosterRow
from tests.hostile import HOSTILE
from tests.teaching.sealed import APP, PAPER, TRAINEES, world
from tests.teaching.test_sealing import JSON, SEALED, code_of

BASE: dict[str, Any] = {
    "class_id": "k",
    "class_title": "K",
    "exam": "e",
    "minimum_app": "0.1",
    "paper": {},
    "roster": [],
}


def signed(content: Any, keys: ClassKeys | None = None) -> bytes:
    """An exam file with any content, rightly signed, as an attacker may write it."""
    keys = keys or world().other_keys
    body = content if isinstance(content, bytes) else encode_plain(content)
    data = b"kadguide-exam 1\n" + keys.public.encode().encode() + b"\n" + body + b"\n"
    return data + encode_bytes(keys.sign(data)).encode() + b"\n"


def test_what_goes_in_comes_out() -> None:
    w = world()
    exam = read_exam(w.exam_data, app=APP, fingerprint=w.keys.public.fingerprint)
    assert exam.paper == PAPER
    assert (exam.class_id, exam.class_title, exam.exam) == ("bimtek-1", "Bimtek kerja sama daerah", "pasca-tes")
    assert tuple(row.trainee for row in exam.roster) == TRAINEES
    assert exam.keys == w.keys.public
    assert exam.digest != w.second_version.digest


def test_no_secret_of_the_class_is_inside() -> None:
    w = world()
    for secret in (w.keys.seed, w.keys.opening, *w.secrets.values()):
        assert encode_bytes(secret).encode() not in w.exam_data
        assert secret.hex().encode() not in w.exam_data
    assert not [code for code in w.codes.values() if code.encode() in w.exam_data]


@SEALED
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON, max_size=4))
def test_any_paper_comes_back(paper: dict[str, Any]) -> None:
    assert read_exam(write_exam(world().keys, **{**BASE, "paper": paper}), app="0.1").paper == paper


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_become_plain(text: str) -> None:
    title = read_exam(write_exam(world().keys, **{**BASE, "class_title": text}), app="0.1").class_title
    assert title.isprintable()
    assert len(title) <= 200


def test_a_code_is_checked_before_the_exam() -> None:
    w = world()
    assert w.exam.unlock("p-01", w.codes["p-01"].lower()) == w.secrets["p-01"]
    assert code_of(w.exam.unlock, "p-01", w.codes["p-02"]) == "wrong_code"
    assert code_of(w.exam.unlock, "p-77", w.codes["p-01"]) == "unknown_trainee"


@pytest.mark.parametrize(
    ("at", "said"),
    [("07:59:59", "early"), ("08:00:00", "open"), ("10:00:00", "open"), ("10:00:01", "late")],
)
def test_the_window_is_told(at: str, said: str) -> None:
    assert world().exam.window(datetime.fromisoformat(f"2026-11-25T{at}+08:00")) == said


def test_without_a_window_an_exam_is_always_open() -> None:
    exam = read_exam(write_exam(world().keys, **BASE), app="0.1")
    assert exam.window(datetime.fromisoformat("1999-01-01T00:00:00Z")) == "open"


def test_the_exam_of_another_class_is_noticed_by_its_fingerprint() -> None:
    w = world()
    forged = signed({"any": "thing"})
    assert code_of(read_exam, forged, app=APP, fingerprint=w.keys.public.fingerprint) == "other_class"
    assert code_of(read_exam, w.exam_data, app=APP, fingerprint="ABCD") == "mistyped"


@pytest.mark.parametrize(
    ("needed", "app", "fine"), [("0.1", "0.1.0", True), ("0.2", "0.10.0", True), ("1", "0.9", False)]
)
def test_an_exam_may_need_a_later_kadguide(needed: str, app: str, fine: bool) -> None:
    data = write_exam(world().keys, **{**BASE, "minimum_app": needed})
    if fine:
        assert read_exam(data, app=app).minimum_app == needed
    else:
        assert code_of(read_exam, data, app=app) == "newer_app"


def test_a_later_format_is_not_called_damaged() -> None:
    assert code_of(read_exam, world().exam_data.replace(b"exam 1", b"exam 2", 1), app=APP) == "newer_format"


@pytest.mark.parametrize("change", [0x01, 0x20, 0x80, None])
def test_every_changed_byte_is_refused(change: int | None) -> None:
    data, dice = world().exam_data, random.Random(5)  # noqa: S311 - chance in a test
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= change or dice.randint(1, 255)
        assert code_of(read_exam, bytes(changed), app=APP) in {"damaged", "not_signed", "newer_format"}


def test_every_shortened_and_lengthened_file_is_refused() -> None:
    data = world().exam_data
    for at in range(len(data)):
        assert code_of(read_exam, data[:at], app=APP) in {"damaged", "not_signed"}
    for more in (b"\n", b" ", b"\0", data):
        assert code_of(read_exam, data + more, app=APP) == "damaged"
    assert code_of(read_exam, data.replace(b"\n", b"\r\n"), app=APP) == "damaged"
    assert code_of(read_exam, bytes(MOST_EXAM + 1), app=APP) == "too_big"


GOOD = {"class": "k", "title": "K", "exam": "e", "app": "0.1", "opens": "", "closes": "", "roster": [], "paper": {}}
ROW = ["p", encode_bytes(bytes(16)), encode_bytes(bytes(32)), encode_bytes(bytes(SLIP))]


@pytest.mark.parametrize(
    "change",
    [
        {"class": ""}, {"class": "a/b"}, {"class": 1}, {"class": "é"}, {"exam": "x" * 65}, {"exam": None}, {"title": 5},
        {"title": "a\nb"}, {"title": "x" * 201}, {"app": ""}, {"app": "x"}, {"app": []}, {"opens": "yesterday"},
        {"opens": "2026-11-25T08:00:00"}, {"closes": 5}, {"paper": []}, {"paper": None}, {"roster": {}},
        {"roster": ["p"]}, {"roster": [ROW, ROW]}, {"roster": [ROW[:3]]}, {"roster": [[1, *ROW[1:]]]},
        {"roster": [["p", "AA", *ROW[2:]]]}, {"roster": [["p", ROW[1], 5, ROW[3]]]}, {"roster": [[*ROW[:3], "AA"]]},
        {"roster": [ROW, ["q", *ROW[1:]]]},
    ],
)  # fmt: skip
def test_a_signed_file_with_strange_content_is_refused(change: dict[str, Any]) -> None:
    read_exam(signed(GOOD), app=APP)
    assert code_of(read_exam, signed({**GOOD, **change}), app=APP) == "damaged"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[]", "damaged"), (b"null", "damaged"), (b"", "damaged"), (b"{" * 1000, "too_big"),
        (b"[" * 999_999, "too_big"), (b"\xff", "damaged"), (b"[" + b"0," * 300_000 + b"0]", "too_big"),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "too_big"),
    ],
)  # fmt: skip
def test_a_signed_bomb_is_refused(body: bytes, code: str) -> None:
    assert code_of(read_exam, signed(body), app=APP) == code


@SEALED
@given(JSON)
def test_signed_content_of_any_kind_raises_nothing_else(content: Any) -> None:
    assert code_of(read_exam, signed(content), app=APP) == "damaged"


@SEALED
@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_else(data: bytes) -> None:
    for start in (b"", b"kadguide-exam 1\n", b"kadguide-exam 1\n" + world().keys.public.encode().encode() + b"\n"):
        code_of(read_exam, start + data, app=APP)


def test_no_file_is_written_that_could_not_be_read() -> None:
    row = RosterRow("p", bytes(16), bytes(32), bytes(SLIP))
    for change in ({"roster": [row, row]}, {"class_id": "a b"}, {"minimum_app": "new"}, {"opens": "08:00"}):
        with pytest.raises(SealError):
            write_exam(world().keys, **{**BASE, **change})
    with pytest.raises(ValueError, match="JSON"):
        write_exam(world().keys, **{**BASE, "paper": {"a": float("nan")}})
