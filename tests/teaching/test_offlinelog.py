"""The log of a sitting: it goes on after a crash, and nothing in it can be changed."""

from __future__ import annotations

import hmac
import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadguide.teaching.offlinelog import (
    FINISH,
    MOST_LOG,
    Event,
    LogHeader,
    LogState,
    append_line,
    begin_log,
    read_header,
    read_log,
    read_whole_log,
)
from tests.hostile import HOSTILE
from tests.teaching.sealed import APP, world
from tests.teaching.test_sealing import SEALED, code_of

SECRET = bytes(range(32))
HEADER = LogHeader("bimtek-1", "pasca-tes", "p-01", "0" * 64, APP)
EVENTS = [Event("begin", 0, "2026-11-25T08:00:00+08:00"), Event("answer", 3.25, "", "ksdd-01", '["a"]')]
TEXT = st.text(max_size=30)
ANY_EVENT = st.builds(
    Event, st.sampled_from(["answer", "focus_lost", "resume"]), st.floats(), st.just("2026-11-25T08:00"), TEXT, TEXT
)  # fmt: skip


def written(events: list[Event]) -> tuple[LogState, bytes]:
    state, log = begin_log(HEADER, SECRET)
    for event in events:
        state, line = append_line(state, event)
        log += line
    return state, log


def test_events_come_back_as_they_were() -> None:
    state, log = written(EVENTS)
    found = read_log(log, SECRET)
    assert found is not None
    assert found.header == HEADER == read_header(log)
    assert list(found.events) == EVENTS
    assert found.state == state
    assert state.size == len(log)
    assert [json.loads(line)["chain"] for line in log.splitlines()][-1] == state.chain.hex()


@SEALED
@given(st.lists(ANY_EVENT, max_size=8))
def test_any_events_make_a_log_that_can_be_read(events: list[Event]) -> None:
    state, log = written([*events, Event(FINISH, 1, "")])
    found = read_whole_log(log, SECRET)
    assert found.state == state
    times = [event.seconds for event in found.events]
    assert times == sorted(times)
    assert all(map(math.isfinite, times))
    assert found.events[-1].response == str(len(events))
    for event, back in zip(events, found.events, strict=False):
        assert back.response == event.response.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_responses_come_back(text: str) -> None:
    _, log = written([Event("answer", 1, "", "x", text[:5000]), Event(FINISH, 2, "")])
    assert read_whole_log(log, SECRET).events[0].response == text[:5000].encode("utf-8", "replace").decode()


def test_after_a_crash_at_any_byte_the_sitting_goes_on() -> None:
    """Cut the log at every byte, go on with the same events, and end with the very log of an undisturbed sitting."""
    log = world().logs["p-01"]
    whole = read_whole_log(log, world().secrets["p-01"])
    for at in range(len(log)):
        found = read_log(log[:at], world().secrets["p-01"])
        if found is None:
            assert b"\n" not in log[:at]
            continue
        assert at - found.state.size < max(map(len, log.splitlines(keepends=True)))
        state, rest = found.state, log[: found.state.size]
        for event in whole.events[len(found.events) :]:
            state, line = append_line(state, event)
            rest += line
        assert rest == log


@pytest.mark.parametrize("torn", [b"\0" * 4096, b'{"n":3,"ki', b'{"n":3,"ki\n', b"\0" * 50 + b"\n", b"\xff\xfe", b"\n"])
def test_a_torn_last_line_is_dropped(torn: bytes) -> None:
    state, log = written(EVENTS)
    found = read_log(log + torn, SECRET)
    assert found is not None
    assert found.state == state


@pytest.mark.parametrize("start", [b"", b"{", b'{"log":1,"class":"bimtek-1"'])
def test_a_log_without_a_whole_first_line_has_not_begun(start: bytes) -> None:
    assert read_log(start, SECRET) is None


def test_more_than_a_torn_end_is_no_crash() -> None:
    _, log = written(EVENTS * 3)
    lines = log.splitlines(keepends=True)
    assert code_of(read_log, b"".join(lines[:2] + lines[3:]), SECRET) == "chain_broken"
    assert code_of(read_log, b"".join([lines[0], b"x\n", *lines[1:]]), SECRET) == "chain_broken"
    assert code_of(read_log, log, bytes(32)) == "wrong_code"
    assert code_of(read_log, b"no log\n", SECRET) == "damaged"
    assert code_of(read_log, bytes(MOST_LOG + 1), SECRET) == "too_big"


def test_a_log_of_another_format_is_said_to_be_newer() -> None:
    _, log = written([])
    assert code_of(read_log, log.replace(b'"log":1', b'"log":2'), SECRET) == "newer_format"
    assert code_of(read_log, log.replace(b'"log":1', b'"log":0'), SECRET) == "damaged"
    assert code_of(read_log, log.replace(b'"log":1', b'"log":true'), SECRET) == "damaged"


def test_a_finished_log_takes_no_more() -> None:
    state, log = written([*EVENTS, Event(FINISH, 9, "")])
    assert state.is_finished
    assert code_of(append_line, state, EVENTS[1]) == "finished"
    assert code_of(read_whole_log, log + log.splitlines(keepends=True)[-1], SECRET) == "chain_broken"


def test_an_unfinished_log_is_not_handed_in() -> None:
    _, log = written(EVENTS)
    assert code_of(read_whole_log, log, SECRET) == "not_finished"
    assert code_of(read_whole_log, log[:-1], SECRET) == "chain_broken"


def test_what_is_too_long_is_refused_and_the_end_always_fits() -> None:
    state, _ = begin_log(HEADER, SECRET)
    assert code_of(append_line, state, Event("answer", 1, "", "x", "x" * 10_001)) == "too_big"
    full = LogState(state.key, state.chain, 3000, 1.0, MOST_LOG - 600)
    assert code_of(append_line, full, Event("answer", 1, "", "x", "x" * 100)) == "too_big"
    at = "2026-11-25T08:00:00.123456+08:00"
    assert append_line(LogState(state.key, state.chain, 3000, 1.0, MOST_LOG - 500), Event(FINISH, 1e9, at))[
        0
    ].is_finished


@pytest.mark.parametrize("event", [Event("Answer", 1, ""), Event("", 1, ""), Event("answer", 1, "", "x" * 101)])
def test_an_event_that_could_not_be_read_is_not_written(event: Event) -> None:
    assert code_of(append_line, begin_log(HEADER, SECRET)[0], event) == "damaged"


def test_seconds_never_run_backwards() -> None:
    _, log = written([Event("answer", 50, ""), Event("resume", 2, ""), Event("answer", 60.0004, "")])
    found = read_log(log, SECRET)
    assert found is not None
    assert [event.seconds for event in found.events] == [50, 50, 60]


@pytest.mark.parametrize("change", [{"seconds": 0.0}, {"count": 7}, {"count": 1}])
def test_what_does_not_add_up_is_refused_even_with_the_code(change: dict[str, Any]) -> None:
    state, log = written(EVENTS)
    state, line = append_line(replace(state, **change), Event("answer", 2, ""))
    _, end = append_line(replace(state, count=len(EVENTS) + 1), Event(FINISH, 9, ""))
    assert code_of(read_whole_log, log + line + end, SECRET) == "chain_broken"


def test_an_end_with_a_wrong_count_is_refused_even_with_the_code() -> None:
    state, log = written(EVENTS)
    _, line = append_line(state, Event("answer", 9, "", "", "5"))
    body = line.replace(b'"kind":"answer"', b'"kind":"finish"').partition(b',"chain"')[0]
    chain = hmac.digest(state.key, state.chain + body, "sha256").hex().encode()
    right = body.replace(b'"response":"5"', b'"response":"2"')
    assert code_of(read_whole_log, log + body + b',"chain":"' + chain + b'"}\n', SECRET) == "chain_broken"
    chain = hmac.digest(state.key, state.chain + right, "sha256").hex().encode()
    assert read_whole_log(log + right + b',"chain":"' + chain + b'"}\n', SECRET).state.is_finished


def test_each_exam_file_has_its_own_key_which_is_not_shown() -> None:
    state, _ = begin_log(HEADER, SECRET)
    assert state.key != begin_log(HEADER._replace(digest="1" * 64), SECRET)[0].key
    assert repr(state.key) not in repr(state)
