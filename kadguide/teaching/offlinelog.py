"""The log of an offline sitting: one JSON line for each thing that happened, chained with the trainee's secret.

Each line ends with an HMAC-SHA256 over the line itself and the HMAC of the line before, so that no line can be changed,
left out, put in or moved without the code. The log only grows: after ``kill -9`` or a power cut the last line may be
half written; it is dropped, and the sitting goes on after the line before. These functions only turn events into lines
and back; who keeps the file writes each line, with its line break, and flushes it before the screen moves on.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from kadguide.teaching.sealing import (
    SealError,
    check_size,
    decode_plain,
    encode_plain,
    refuse_unless,
    take_id,
    take_text,
    version_numbers,
)
from kadguide.teaching.unlocking import log_key

FORMAT = 1
FINISH = "finish"
"""The kind of the event that ends a log."""
MOST_LOG = 4_000_000
"""Bytes of a log; a sitting of 120 events is about 25 thousand."""
MOST_RESPONSE = 10_000
"""Characters of one response."""
MOST_ITEM = 100
"""Characters of the name of an item."""
_ROOM_TO_FINISH = 500
_LINK = b',"chain":"%s"}'
_LINK_SIZE = len(_LINK % (b"0" * 64))
_KIND = re.compile(r"[a-z_]{1,30}", re.ASCII)


class LogHeader(NamedTuple):
    """What a log belongs to. ``digest`` is that of the exam file, ``app`` the version of kadguide that was used."""

    class_id: str
    exam: str
    trainee: str
    digest: str
    app: str


class Event(NamedTuple):
    """One thing that happened.

    ``seconds`` is the time since the beginning on a clock that cannot be set back, ``at`` the time of day in ISO 8601.
    ``response`` is the text of an answer in whatever form the paper wants; in the last event, the count of the others.
    """

    kind: str
    seconds: float
    at: str
    item: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True)
class LogState:
    """Where a log stands, all that is needed to add a line. ``chain`` is the HMAC of its last line."""

    key: bytes = field(repr=False)
    chain: bytes = bytes(32)
    count: int = 0
    seconds: float = 0.0
    size: int = 0
    is_finished: bool = False


class OpenLog(NamedTuple):
    """A log that was read. ``state.size`` bytes of it are good; the file is cut there before a line is added."""

    header: LogHeader
    state: LogState
    events: tuple[Event, ...]


def begin_log(header: LogHeader, secret: bytes) -> tuple[LogState, bytes]:
    """A new log and its first line. ``secret`` is that of the trainee's code."""
    fields = {"log": FORMAT, "class": header.class_id, "exam": header.exam, "trainee": header.trainee}
    state, line = _link(
        LogState(log_key(secret, header.digest)), {**fields, "digest": header.digest, "app": header.app}
    )
    read_header(line)
    return state, line


def append_line(state: LogState, event: Event) -> tuple[LogState, bytes]:
    """The log after one more event, and the line to write. Seconds never run backwards, whatever the clock says.

    Raises ``finished`` after the last event, and ``too_big`` when the event or the log is; there is always room for the
    last event.
    """
    refuse_unless(not state.is_finished, "finished")
    last = event.kind == FINISH
    item, response = ("", str(state.count)) if last else (_whole(event.item), _whole(event.response))
    refuse_unless(len(response) <= MOST_RESPONSE, "too_big", most=str(MOST_RESPONSE))
    seconds = round(float(event.seconds), 3) if math.isfinite(event.seconds) else 0.0
    moved = max(state.seconds, seconds)
    row = {"n": state.count + 1, "kind": event.kind, "seconds": moved, "at": event.at, "item": item}
    after, line = _link(replace(state, count=state.count + 1, seconds=moved), {**row, "response": response})
    _event(_content(line[:-1]), state)  # what is written can be read
    refuse_unless(after.size <= MOST_LOG - (0 if last else _ROOM_TO_FINISH), "too_big", most=str(MOST_LOG))
    return replace(after, is_finished=last), line


def read_log(data: bytes, secret: bytes) -> OpenLog | None:
    """A log to go on with; one half-written line at its end is left out.

    ``None`` when not even the first line is whole. Raises ``wrong_code`` when it was made with another code, and
    ``chain_broken`` when more than its end is missing.
    """
    check_size(data, MOST_LOG)
    if b"\n" not in data:
        return None
    found = _walk(data, secret)
    rest = data[found.state.size :]
    refuse_unless(rest.find(b"\n") in (-1, len(rest) - 1), "chain_broken")
    return found


def read_whole_log(data: bytes, secret: bytes) -> OpenLog:
    """A log that was handed in: nothing of it may be missing, and it must have been finished."""
    check_size(data, MOST_LOG)
    found = _walk(data, secret)
    refuse_unless(found.state.size == len(data), "chain_broken")
    refuse_unless(found.state.is_finished, "not_finished")
    return found


def read_header(data: bytes) -> LogHeader:
    """What a log says it belongs to, before any code has shown that it is true."""
    content = _content(data.split(b"\n", 1)[0])
    number = content.get("log") if isinstance(content, dict) else None
    refuse_unless(type(number) is int and number >= 1)
    refuse_unless(number == FORMAT, "newer_format", format=str(number))
    app = take_text(content, "app", 40)
    version_numbers(app)
    digest = take_text(content, "digest", 64)
    refuse_unless(re.fullmatch(r"[0-9a-f]{64}", digest, re.ASCII) is not None)
    return LogHeader(take_id(content, "class"), take_id(content, "exam"), take_id(content, "trainee"), digest, app)


def _walk(data: bytes, secret: bytes) -> OpenLog:
    """The lines from the first to the last before one that does not fit."""
    header = read_header(data)
    *lines, _ = data.split(b"\n")
    refuse_unless(bool(lines))
    start = LogState(log_key(secret, header.digest))
    expected = _mac(start, lines[0][:-_LINK_SIZE])
    refuse_unless(_fits(lines[0], expected), "wrong_code", trainee=header.trainee)
    state = replace(start, chain=expected, size=len(lines[0]) + 1)
    events: list[Event] = []
    for line in lines[1:]:
        after = _mac(state, line[:-_LINK_SIZE])
        if state.is_finished or not _fits(line, after):
            break
        event = _event(_content(line), state)
        events.append(event)
        state = LogState(
            state.key, after, state.count + 1, event.seconds, state.size + len(line) + 1, event.kind == FINISH
        )
    return OpenLog(header, state, tuple(events))


def _event(row: Any, state: LogState) -> Event:
    """An event out of a line whose chain fits; what does not add up was not written by kadguide."""
    seconds = row.get("seconds") if isinstance(row, dict) else None
    if not isinstance(seconds, float) or seconds < state.seconds or row.get("n") != state.count + 1:
        raise SealError("chain_broken")
    kind, at, item = take_text(row, "kind", 30), take_text(row, "at", 40), take_text(row, "item", MOST_ITEM)
    event = Event(kind, seconds, at, item, take_text(row, "response", MOST_RESPONSE))
    refuse_unless(_KIND.fullmatch(kind) is not None)
    refuse_unless(event.kind != FINISH or event.response == str(state.count), "chain_broken")
    return event


def _link(state: LogState, row: dict[str, Any]) -> tuple[LogState, bytes]:
    body = encode_plain(row)[:-1]
    chain = _mac(state, body)
    line = body + _LINK % chain.hex().encode() + b"\n"
    return replace(state, chain=chain, size=state.size + len(line)), line


def _mac(state: LogState, body: bytes) -> bytes:
    return hmac.digest(state.key, state.chain + body, hashlib.sha256)


def _fits(line: bytes, chain: bytes) -> bool:
    return hmac.compare_digest(line[-_LINK_SIZE:], _LINK % chain.hex().encode())


def _content(line: bytes) -> Any:
    """The object of a line, without its link."""
    return decode_plain(line[:-_LINK_SIZE] + b"}")


def _whole(text: str) -> str:
    """``text`` without halves of characters, which some terminals hand over and no file can hold."""
    return text.encode("utf-8", "replace").decode()
