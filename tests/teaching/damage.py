"""Everything that may be the matter with a result file: by accident, by mistake, and on purpose.

Each kind of damage is a function that makes one such file. None of them may be merged as a new result.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from kadguide.teaching.admission import Chance
from kadguide.teaching.collecting import Collector, File
from kadguide.teaching.offlinelog import FINISH, Event, append_line, begin_log, read_whole_log
from kadguide.teaching.register import Contents
from kadguide.teaching.resultfile import header_for, seal_result
from tests.teaching.sealed import APP, AT, ITEMS, TRAINEES, World, sit

Damage = Callable[[World, random.Random], bytes]
LINK = len(b',"chain":"') + 64 + len(b'"}')


def pack(sealed: bytes, exam: str = "pasca-tes", form: str = "1") -> bytes:
    """A result file around sealed bytes, with a checksum that fits."""
    data = f"kadguide-result {form} {exam}\n".encode() + sealed
    return data + hashlib.sha256(data).digest()


def reseal(w: World, log: bytes) -> bytes:
    """A log, sealed as everybody can who has the exam file."""
    return pack(w.exam.keys.seal(log))


def a_file(w: World, dice: random.Random) -> bytes:
    return w.files[dice.choice(TRAINEES)]


def a_log(w: World, dice: random.Random) -> list[bytes]:
    """The lines of a log, with their line breaks."""
    return w.logs[dice.choice(TRAINEES)].splitlines(keepends=True)


# -- on the way


def flip_a_bit(w: World, dice: random.Random) -> bytes:
    data = bytearray(a_file(w, dice))
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def change_bytes(w: World, dice: random.Random) -> bytes:
    data = bytearray(a_file(w, dice))
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] ^= dice.randint(1, 255)
    return bytes(data) if bytes(data) not in w.files.values() else b""


def cut_the_end(w: World, dice: random.Random) -> bytes:
    data = a_file(w, dice)
    return data[: dice.randrange(len(data))]


def cut_the_beginning(w: World, dice: random.Random) -> bytes:
    data = a_file(w, dice)
    return data[dice.randrange(1, len(data)) :]


def lose_the_middle(w: World, dice: random.Random) -> bytes:
    data = a_file(w, dice)
    at = dice.randrange(len(data) - 1)
    return data[:at] + data[at + dice.randint(1, 50) :]


def put_bytes_in(w: World, dice: random.Random) -> bytes:
    data = a_file(w, dice)
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.randbytes(dice.randint(1, 50)) + data[at:]


def glue_two_files(w: World, dice: random.Random) -> bytes:
    return a_file(w, dice) + a_file(w, dice)


def swap_halves(w: World, dice: random.Random) -> bytes:
    one, other = (w.files[trainee] for trainee in dice.sample(TRAINEES, 2))
    at = dice.randrange(40, min(len(one), len(other)) - 32)
    return one[:at] + other[at:]


def change_line_ends(w: World, dice: random.Random) -> bytes:
    return a_file(w, dice).replace(b"\n", b"\r\n")


def send_as_text(w: World, dice: random.Random) -> bytes:
    return a_file(w, dice).decode("latin-1").encode()


def send_another_file(w: World, dice: random.Random) -> bytes:
    return dice.choice([b"", b"\n", w.exam_data, b"PK\x03\x04" + dice.randbytes(500), a_log(w, dice)[0], b"{}"])


def send_noise(_w: World, dice: random.Random) -> bytes:
    return b"kadguide-result 1 pasca-tes\n" + dice.randbytes(dice.randint(0, 3000))


def send_too_much(w: World, dice: random.Random) -> bytes:
    return a_file(w, dice) + bytes(4_100_000)


# -- the wrong one


def send_again(w: World, dice: random.Random) -> bytes:
    """A replay: the same file, or the same log sealed once more."""
    trainee = dice.choice(TRAINEES)
    return w.files[trainee] if dice.random() < 0.5 else seal_result(w.logs[trainee], w.exam, w.secrets[trainee])


def sit_again(w: World, dice: random.Random) -> bytes:
    """A second sitting on a copy: sound in itself, but not the one that was merged."""
    trainee = dice.choice(TRAINEES)
    return seal_result(sit(w.exam, trainee, w.secrets[trainee], dice.randint(10, 10**9)), w.exam, w.secrets[trainee])


def sit_old_version(w: World, dice: random.Random) -> bytes:
    trainee = dice.choice(TRAINEES)
    log = sit(w.second_version, trainee, w.secrets[trainee], dice.randrange(10**9))
    return seal_result(log, w.second_version, w.secrets[trainee])


def sit_other_exam(w: World, dice: random.Random) -> bytes:
    trainee = dice.choice(TRAINEES)
    return seal_result(sit(w.other_exam, trainee, w.secrets[trainee], 1), w.other_exam, w.secrets[trainee])


def sit_other_class(w: World, dice: random.Random) -> bytes:
    trainee = dice.choice(TRAINEES)
    return seal_result(sit(w.other_class, trainee, w.secrets[trainee], 1), w.other_class, w.secrets[trainee])


def relabel_other_exam(w: World, dice: random.Random) -> bytes:
    """The result of another exam of this class, under the name of this one."""
    log = sit(w.other_exam, "p-01", w.secrets["p-01"], dice.randrange(10**9))
    return reseal(w, log)


def mend_the_checksum(w: World, dice: random.Random) -> bytes:
    """Sealed bytes changed, and the checksum computed anew."""
    sealed = bytearray(a_file(w, dice).partition(b"\n")[2][:-32])
    sealed[dice.randrange(len(sealed))] ^= 1 << dice.randrange(8)
    return pack(bytes(sealed))


def claim_a_later_format(w: World, dice: random.Random) -> bytes:
    return pack(a_file(w, dice).partition(b"\n")[2][:-32], form=str(dice.randint(2, 9999)))


# -- on purpose: the exam file is enough to seal, but not to make a chain


def edit_a_response(w: World, dice: random.Random) -> bytes:
    lines = a_log(w, dice)
    at = dice.randrange(2, len(lines) - 1)
    row = json.loads(lines[at])
    row["response"] += "x"
    lines[at] = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return reseal(w, b"".join(lines))


def edit_a_byte(w: World, dice: random.Random) -> bytes:
    log = bytearray(b"".join(a_log(w, dice)))
    log[dice.randrange(len(log))] ^= 1 << dice.randrange(8)
    return reseal(w, bytes(log))


def shorten_the_log(w: World, dice: random.Random) -> bytes:
    lines = a_log(w, dice)
    return reseal(w, b"".join(lines[: dice.randrange(len(lines))]))


def shorten_but_finish(w: World, dice: random.Random) -> bytes:
    lines = a_log(w, dice)
    first = dice.randrange(1, len(lines) - 1)
    return reseal(w, b"".join(lines[:first] + lines[dice.randrange(first + 1, len(lines)) :]))


def cut_inside_the_log(w: World, dice: random.Random) -> bytes:
    log = b"".join(a_log(w, dice))
    return reseal(w, log[: dice.randrange(len(log))])


def reorder(w: World, dice: random.Random) -> bytes:
    lines = a_log(w, dice)
    one, other = dice.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return reseal(w, b"".join(lines))


def repeat_a_line(w: World, dice: random.Random) -> bytes:
    lines = a_log(w, dice)
    at = dice.randrange(len(lines))
    return reseal(w, b"".join(lines[: at + 1] + lines[at:]))


def take_lines_of_another(w: World, dice: random.Random) -> bytes:
    one, other = (w.logs[trainee].splitlines(keepends=True) for trainee in dice.sample(TRAINEES, 2))
    at = dice.randrange(1, len(one))
    return reseal(w, b"".join(one[:at] + other[at:]))


def hand_in_as_another(w: World, dice: random.Random) -> bytes:
    """The log of one trainee with another's id in its header."""
    one, other = dice.sample(TRAINEES, 2)
    return reseal(w, w.logs[one].replace(f'"trainee":"{one}"'.encode(), f'"trainee":"{other}"'.encode(), 1))


def use_the_code_of_another(w: World, dice: random.Random) -> bytes:
    one, other = dice.sample(TRAINEES, 2)
    return reseal(w, sit(w.exam, one, w.secrets[other], dice.randrange(10**9)))


def guess_the_code(w: World, dice: random.Random) -> bytes:
    return reseal(w, sit(w.exam, dice.choice(TRAINEES), dice.randbytes(32), 1))


def be_nobody(w: World, dice: random.Random) -> bytes:
    secret = dice.randbytes(32)
    return seal_result(sit(w.exam, "p-99", secret, 1), w.exam, secret)


def never_finish(w: World, dice: random.Random) -> bytes:
    trainee = dice.choice(TRAINEES)
    state, log = begin_log(header_for(w.exam, trainee, APP), w.secrets[trainee])
    for item in ITEMS[: dice.randrange(len(ITEMS))]:
        state, line = append_line(state, Event("answer", 1, "2026-11-25T08:00:00+08:00", item, "a"))
        log += line
    return reseal(w, log)


def join_own_sittings(w: World, dice: random.Random) -> bytes:
    """The beginning of one sitting and the rest of another, both with the trainee's own code: the best of two."""
    trainee = dice.choice(TRAINEES)
    first = w.logs[trainee].splitlines(keepends=True)
    second = sit(w.exam, trainee, w.secrets[trainee], dice.randint(10, 10**9)).splitlines(keepends=True)
    at = dice.randrange(2, len(first) - 1)
    return reseal(w, b"".join(first[: at + 1] + second[at + 1 :]))


def finish_twice(w: World, dice: random.Random) -> bytes:
    """More events after the end, by someone who has the code but not kadguide's manners."""
    trainee = dice.choice(TRAINEES)
    log = w.logs[trainee]
    state = replace(read_whole_log(log, w.secrets[trainee]).state, is_finished=False)
    for event in (Event("answer", 9e4, "", ITEMS[0], "late"), Event(FINISH, 9e4, "")):
        state, line = append_line(state, event)
        log += line
    return reseal(w, log)


def finish_for_another(w: World, dice: random.Random) -> bytes:
    """A log without its end, and an end that was made with another code."""
    lines = a_log(w, dice)[:-1]
    state, line = begin_log(header_for(w.exam, "p-01", APP), dice.randbytes(32))
    for event in [Event("answer", 0, "")] * (len(lines) - 1) + [Event(FINISH, 9999, "")]:
        state, line = append_line(state, event)
    return reseal(w, b"".join(lines) + line)


def send_a_bomb(w: World, dice: random.Random) -> bytes:
    """JSON that is deep, endless or no JSON, where a header should be."""
    link = b',"chain":"' + b"0" * 64 + b'"}\n'
    bombs = [
        b"[" * 200_000, b'{"a":' * 50_000, b"[" + b"1," * 400_000, b'{"log":' + b"9" * 5000, b'{"log":1e999', b'"\\',
        b'{"log":NaN', b'{"log":1,"log":1', b'{"log":"\\ud800"', b'{"log":1,"class":{}', b'{"log":true', b'{"log":2',
        b'"' + b'\\"' * 100_000, b"\xff\xfe", b"null", dice.randbytes(200).replace(b"\n", b" "),
    ]  # fmt: skip
    return reseal(w, dice.choice(bombs) + link)


DAMAGES: tuple[Damage, ...] = (
    flip_a_bit, change_bytes, cut_the_end, cut_the_beginning, lose_the_middle, put_bytes_in, glue_two_files,
    swap_halves, change_line_ends, send_as_text, send_another_file, send_noise, send_too_much, send_again, sit_again,
    sit_old_version, sit_other_exam, sit_other_class, relabel_other_exam, mend_the_checksum, claim_a_later_format,
    edit_a_response, edit_a_byte, shorten_the_log, shorten_but_finish, cut_inside_the_log, reorder, repeat_a_line,
    take_lines_of_another, hand_in_as_another, use_the_code_of_another, guess_the_code, be_nobody, never_finish,
    join_own_sittings, finish_twice, finish_for_another, send_a_bomb,
)  # fmt: skip


class Judge:
    """The class into which all results were collected before, and what collecting says of further files."""

    def __init__(self, w: World, folder: Path) -> None:
        self._register = w.keep_in(folder)
        tokens = (f"event-{number}" for number in count())
        self._collector = Collector(self._register, Chance(lambda: next(tokens), lambda _: 0), AT)
        verdicts = [self(data) for data in w.files.values()]
        assert verdicts == ["taken"] * len(TRAINEES)
        self._before = self._results

    @property
    def _results(self) -> Contents:
        return self._register.contents()._replace(events=())

    def __call__(self, data: bytes) -> str:
        """Why the file was refused, or what became of it. What collecting should never raise goes on from here."""
        (found,) = self._collector.collect([File("hasil", data)])
        return found.reason or found.verdict

    @property
    def unchanged(self) -> bool:
        """Whether the register holds what it held before the damaged files came, but for the record."""
        return self._results == self._before

    def close(self) -> None:
        self._register.close()


def campaign(w: World, files: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged files with the name of their damage, each kind in turn."""
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    for number in range(files):
        damage = DAMAGES[number % len(DAMAGES)]
        yield damage.__name__, damage(w, dice)
