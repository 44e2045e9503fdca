"""Result files: sound ones are opened, all others are refused with a code that says why."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadguide.teaching.codes import ALPHABET, show_code
from kadguide.teaching.offlinelog import FINISH, Event, append_line, begin_log
from kadguide.teaching.resultfile import (
    PROOF,
    Expected,
    compare_proof,
    expect,
    header_for,
    open_result,
    own_result,
    proof_code,
    seal_result,
)
from kadguide.teaching.sealing import CODES
from tests.teaching.damage import DAMAGES, Judge, a_log, campaign, pack, reseal
from tests.teaching.sealed import APP, ITEMS, TRAINEES, sit, world
from tests.teaching.test_sealing import SEALED, code_of

SAMPLE = 760
"""Damaged files in the suite; ``python -m tests.benchmarks.sealing`` makes ten thousand."""

ON_THE_WAY = {"damaged", "newer_format"}
EXPECTED_CODES = {
    "flip_a_bit": ON_THE_WAY, "change_bytes": ON_THE_WAY, "cut_the_end": {"damaged"}, "cut_the_beginning": {"damaged"},
    "lose_the_middle": ON_THE_WAY, "put_bytes_in": ON_THE_WAY, "glue_two_files": {"damaged"},
    "swap_halves": {"damaged"}, "change_line_ends": {"damaged"}, "send_as_text": {"damaged"},
    "send_another_file": {"damaged"}, "send_noise": {"damaged"}, "send_too_much": {"too_big"}, "send_again": {"same"},
    "sit_again": {"conflict"}, "sit_old_version": {"other_version_of_exam"}, "sit_other_exam": {"other_exam"},
    "sit_other_class": {"not_for_us"}, "relabel_other_exam": {"other_exam"}, "mend_the_checksum": {"not_for_us"},
    "claim_a_later_format": {"newer_format"}, "edit_a_response": {"chain_broken"},
    "shorten_the_log": {"damaged", "not_finished"}, "shorten_but_finish": {"chain_broken"},
    "reorder": {"chain_broken", "damaged"}, "repeat_a_line": {"chain_broken"},
    "take_lines_of_another": {"chain_broken"},
    "hand_in_as_another": {"wrong_code"}, "use_the_code_of_another": {"wrong_code"}, "guess_the_code": {"wrong_code"},
    "be_nobody": {"unknown_trainee"}, "never_finish": {"not_finished"},
    "join_own_sittings": {"chain_broken"}, "finish_twice": {"chain_broken"},
    "finish_for_another": {"chain_broken"},
    "send_a_bomb": {"damaged", "too_big", "newer_format"},
}  # fmt: skip
"""What each kind of damage may be called; where none is given, every code of :data:`CODES`."""


@pytest.mark.parametrize("trainee", TRAINEES)
def test_a_sound_result_is_opened(trainee: str) -> None:
    w = world()
    result = open_result(w.files[trainee], w.keys, w.expected)
    assert result == w.results[trainee]
    assert result.header.trainee == trainee
    assert [event.item for event in result.events if event.kind == "answer"] == list(ITEMS)


def test_the_instructor_needs_only_the_exam_and_the_codes() -> None:
    w = world()
    expected = [expect(w.second_version, w.codes), expect(w.exam, w.codes)]
    assert open_result(w.files["p-02"], w.keys, expected) == w.results["p-02"]
    some = {trainee: code for trainee, code in w.codes.items() if trainee != "p-02"}
    assert code_of(open_result, w.files["p-02"], w.keys, [expect(w.exam, some)]) == "unknown_trainee"
    assert code_of(open_result, w.files["p-02"], w.keys, []) == "other_exam"


def test_no_answer_can_be_read_in_the_file() -> None:
    w = world()
    first, _, rest = w.files["p-01"].partition(b"\n")
    assert first == b"kadguide-result 1 pasca-tes"
    assert not [word for word in (b"p-01", b"bimtek", b"answer", b"chain", APP.encode()) if word in rest]


def test_sealing_tests_what_opening_will() -> None:
    w = world()
    lines = w.logs["p-01"].splitlines(keepends=True)
    assert code_of(seal_result, b"".join(lines[:-1]), w.exam, w.secrets["p-01"]) == "not_finished"
    assert code_of(seal_result, b"".join(lines), w.exam, w.secrets["p-02"]) == "wrong_code"
    assert code_of(seal_result, b"".join(lines), w.second_version, w.secrets["p-01"]) == "other_version_of_exam"


@SEALED
@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_responses_go_there_and_come_back(responses: list[str]) -> None:
    w = world()
    state, log = begin_log(header_for(w.exam, "p-03", APP), w.secrets["p-03"])
    for event in [*(Event("answer", 1, "", "x", text) for text in responses), Event(FINISH, 2, "")]:
        state, line = append_line(state, event)
        log += line
    result = open_result(seal_result(log, w.exam, w.secrets["p-03"]), w.keys, w.expected)
    assert [event.response for event in result.events[:-1]] == [
        text.encode("utf-8", "replace").decode() for text in responses
    ]


# -- the proof code


def test_both_sides_show_the_same_proof_code() -> None:
    w = world()
    shown = proof_code(own_result(w.logs["p-01"], w.exam, w.secrets["p-01"]))
    merged = open_result(w.files["p-01"], w.keys, w.expected)
    assert proof_code(merged) == shown
    assert len(shown) == PROOF
    assert set(shown) <= set(ALPHABET)
    assert compare_proof(proof_code(merged), f" {show_code(shown).lower()} ") == "fits"
    assert compare_proof(proof_code(w.results["p-02"]), shown) == "other"
    wrong = ALPHABET[ALPHABET.index(shown[0]) - 1]
    assert compare_proof(proof_code(merged), wrong + shown[1:]) == "mistyped"
    assert compare_proof(proof_code(merged), "") == "mistyped"


def test_every_other_log_has_another_proof_code() -> None:
    w = world()
    logs = [sit(w.exam, "p-01", w.secrets["p-01"], 0, ITEMS[:count]) for count in range(0, len(ITEMS) + 1, 3)]
    logs += [sit(w.exam, "p-01", w.secrets["p-01"], seed) for seed in range(7, 10)]
    results = [own_result(log, w.exam, w.secrets["p-01"]) for log in logs]
    assert len({proof_code(result) for result in results}) == len(logs)
    assert {proof_code(result) for result in results} & {proof_code(own) for own in w.results.values()} == {
        proof_code(w.results["p-01"])
    }


# -- everything else is refused


def test_the_name_outside_must_be_the_exam_inside() -> None:
    w = world()
    both = [*w.expected, Expected("bimtek-1", "pra-tes", w.other_exam.digest, w.secrets.get)]
    file = seal_result(sit(w.other_exam, "p-01", w.secrets["p-01"], 1), w.other_exam, w.secrets["p-01"])
    assert open_result(file, w.keys, both).header.exam == "pra-tes"
    sealed = file.partition(b"\n")[2][:-32]
    assert code_of(open_result, pack(sealed, "pasca-tes"), w.keys, both) == "other_exam"


def test_an_exam_of_the_same_name_in_another_class_is_another_exam() -> None:
    w = world()
    other = [one._replace(class_id="bimtek-2") for one in w.expected]
    assert code_of(open_result, w.files["p-01"], w.keys, other) == "other_exam"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """What collecting says of a file, in a class that has the results of all trainees."""
    found = Judge(world(), tmp_path_factory.mktemp("kelas"))
    yield found
    assert found.unchanged
    found.close()


def test_no_damaged_file_is_merged(judge: Judge) -> None:
    codes = defaultdict(set)
    for damage, data in campaign(world(), SAMPLE, seed=1):
        codes[damage].add(judge(data))
    assert set(codes) == {damage.__name__ for damage in DAMAGES}
    assert {name: found - EXPECTED_CODES.get(name, set(CODES)) for name, found in codes.items()} == {
        name: set() for name in codes
    }


def test_every_changed_byte_of_a_file_is_refused(judge: Judge) -> None:
    w, dice = world(), random.Random(3)  # noqa: S311 - chance in a test
    data = w.files["p-01"]
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= dice.randint(1, 255)
        assert judge(bytes(changed)) in ON_THE_WAY


def test_every_changed_byte_of_a_log_is_refused_when_it_is_sealed_again(judge: Judge) -> None:
    w, dice = world(), random.Random(4)  # noqa: S311 - chance in a test
    log = b"".join(a_log(w, dice))
    for at in range(0, len(log), 3):
        changed = bytearray(log)
        changed[at] ^= dice.randint(1, 255)
        assert judge(reseal(w, bytes(changed))) in CODES


@SEALED
@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_else(judge: Judge, data: bytes) -> None:
    w = world()
    for file in (data, b"kadguide-result 1 pasca-tes\n" + data, pack(data), reseal(w, data), reseal(w, data + b"\n")):
        assert judge(file) in CODES
