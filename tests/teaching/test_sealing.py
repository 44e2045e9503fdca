"""Keys, codes and the strict JSON that exam files and result files rest on."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.teaching.classkeys import FINGERPRINT, ClassKeys, decode_keys, make_keys
from kadguide.teaching.codes import ALPHABET, LENGTH, new_code, read_code, show_code, spell
from kadguide.teaching.sealing import (
    CODES,
    SealError,
    decode_bytes,
    decode_plain,
    encode_bytes,
    encode_plain,
    version_numbers,
)
from kadguide.teaching.unlocking import Slip, roster_row, unlock, unlock_any
from tests.teaching.sealed import world

settings.register_profile(
    "sealed", database=None, derandomize=True, deadline=None, max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
SEALED = settings.get_profile("sealed")

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


def code_of(action: Any, *values: Any, **named: Any) -> str:
    """The code that something is refused with."""
    with pytest.raises(SealError) as caught:
        action(*values, **named)
    return caught.value.code


# -- words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_words(lang: str) -> None:
    word = Catalog(lang)
    assert {key for key in word.keys() if key.startswith("seal.")} == {f"seal.{code}" for code in CODES}  # noqa: SIM118


# -- short codes


def test_signs_are_not_mistaken_for_each_other() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set(ALPHABET) & set("01ILOilo")


@pytest.mark.parametrize("length", [LENGTH, FINGERPRINT])
def test_every_wrong_sign_and_every_exchange_is_noticed(length: int) -> None:
    dice = random.Random(length)  # noqa: S311 - chance in a test
    for _ in range(20):
        code = spell(dice.randbytes(32), length)
        assert read_code(code, length) == code
        for at in range(length):
            for sign in set(ALPHABET) - {code[at]}:
                assert read_code(code[:at] + sign + code[at + 1 :], length) is None
            for other in range(at):
                if code[at] != code[other]:
                    signs = list(code)
                    signs[at], signs[other] = signs[other], signs[at]
                    assert read_code("".join(signs), length) is None
        assert read_code(code[1:], length) is None
        assert read_code(code + "2", length) is None


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n", "- {} -"])
def test_a_code_may_be_typed_in_any_case_with_blanks_and_hyphens(typed: str) -> None:
    for code in (spell(bytes(range(32)), LENGTH), new_code(random.Random(2).randrange)):  # noqa: S311
        assert read_code(typed.format(show_code(code).lower())) == code
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
        assert read_code(typed.format(wide)) == code


@SEALED
@given(st.text())
def test_no_typed_text_raises_anything(text: str) -> None:
    for length in (LENGTH, FINGERPRINT):
        code = read_code(text, length)
        assert code is None or read_code(code, length) == code


# -- keys


def test_keys_are_kept_as_text() -> None:
    keys = make_keys()
    assert decode_keys(keys.encode() + "\n") == keys
    assert decode_keys(keys.encode()).public == keys.public
    assert make_keys() != keys
    assert keys.encode().split()[1] not in repr(keys)


@pytest.mark.parametrize("text", ["", "kadguide-keys-1", "kadguide-keys-2 {} {}", "kadguide-keys-1 {} ", "x {} {}"])
def test_other_text_is_no_key(text: str) -> None:
    assert code_of(decode_keys, text.format(encode_bytes(bytes(32)), encode_bytes(bytes(32)))) == "damaged"


def test_a_fingerprint_tells_classes_apart() -> None:
    keys, other = world().keys.public, world().other_keys.public
    assert len(keys.fingerprint.split("-")) == 4
    keys.check_fingerprint(keys.fingerprint.lower().replace("-", " "))
    assert code_of(keys.check_fingerprint, other.fingerprint) == "other_class"
    assert code_of(keys.check_fingerprint, keys.fingerprint[:-1]) == "mistyped"
    for half in (replace(keys, verifying=other.verifying), replace(keys, sealing=other.sealing)):
        assert code_of(half.check_fingerprint, keys.fingerprint) == "other_class"


def test_a_signature_holds_for_its_bytes_and_keys_only() -> None:
    keys = world().keys
    signature = keys.sign(b"paper")
    keys.public.check_signature(b"paper", signature)
    assert code_of(keys.public.check_signature, b"papers", signature) == "not_signed"
    assert code_of(keys.public.check_signature, b"paper", signature[:-1]) == "not_signed"
    assert code_of(world().other_keys.public.check_signature, b"paper", signature) == "not_signed"


def test_only_the_class_opens_what_was_sealed_for_it() -> None:
    keys = world().keys
    sealed = keys.public.seal(b"result")
    assert keys.unseal(sealed) == b"result"
    assert keys.public.seal(b"result") != sealed
    assert code_of(world().other_keys.unseal, sealed) == "not_for_us"
    assert code_of(keys.unseal, b"") == "not_for_us"


# -- trainees' codes


def test_a_row_of_the_roster_knows_the_code_but_does_not_show_it() -> None:
    code, other = (new_code(random.Random(seed).randrange) for seed in (1, 2))  # noqa: S311 - chance in a test
    row = roster_row("p-01", code, bytes(16))
    assert unlock(row, show_code(code).lower()) == unlock(row, code)
    assert row.verifier != unlock(row, code)
    assert code_of(unlock, row, other) == "wrong_code"
    assert code_of(unlock, row, code[::-1]) == "mistyped"
    assert roster_row("p-01", code, bytes(15) + b"1").verifier != row.verifier


def test_a_code_alone_finds_its_trainee_and_what_only_that_one_reads() -> None:
    dice = random.Random(3)  # noqa: S311 - chance in a test
    codes = [new_code(dice.randrange) for _ in range(4)]
    rows = [
        roster_row(f"p-{number}", code, dice.randbytes(16), Slip(number, 1 + number / 3))
        for number, code in enumerate(codes[:3], start=1)
    ]
    for number, code in enumerate(codes[:3], start=1):
        found = unlock_any(rows, f" {code.lower()} ")
        assert (found.trainee, found.slip) == (f"p-{number}", Slip(number, 1 + number / 3))
        assert found.secret == unlock(rows[number - 1], code)
    assert code_of(unlock_any, rows, codes[3]) == "unknown_code"
    assert code_of(unlock_any, rows, "K7QM") == "mistyped"
    assert len({row.slip for row in [roster_row("p", codes[0], dice.randbytes(16)) for _ in range(3)]}) == 3


# -- JSON


@SEALED
@given(JSON)
def test_json_comes_back_as_it_was(value: Any) -> None:
    assert decode_plain(encode_plain(value)) == value


@SEALED
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_other_bytes_are_read_alike_or_refused(data: bytes) -> None:
    try:
        value = decode_plain(data)
    except SealError:
        return
    assert encode_plain(value) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged"), (b" 1", "damaged"), (b'{"a":1,"a":1}', "damaged"), (b'{"a": 1}', "damaged"),
        (b"NaN", "damaged"), (b"1e999", "damaged"), (b"1.0e0", "damaged"), (b'"\\u00e9"', "damaged"),
        (b'"\\ud800"', "damaged"), (b"9" * 5000, "damaged"), (b"]" * 300_000, "too_big"), (b"[" * 25, "too_big"),
        (b"[" * 10_000_000, "too_big"), (b"[" + b"1," * 200_000 + b"1]", "too_big"),
        (b'"' + b'\\"' * 300_000, "damaged"),
        (b'"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["', ""), (b'"\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["', ""),
    ],
)  # fmt: skip
def test_json_that_is_strange_deep_or_endless_is_refused(data: bytes, code: str) -> None:
    if code:
        assert code_of(decode_plain, data) == code
    else:
        assert encode_plain(decode_plain(data)) == data


@SEALED
@given(st.binary(max_size=70))
def test_bytes_have_one_spelling(data: bytes) -> None:
    text = encode_bytes(data)
    assert decode_bytes(text) == data
    assert code_of(decode_bytes, text + "=") == "damaged"
    assert code_of(decode_bytes, text, len(data) + 1) == "damaged"


@pytest.mark.parametrize("text", ["AB", "A", "A+/A", "AA==", "é", "AA\n", None, 3])
def test_another_spelling_of_bytes_is_damage(text: object) -> None:
    assert code_of(decode_bytes, text) == "damaged"


def test_versions_are_compared_by_their_numbers() -> None:
    assert version_numbers("0.10") > version_numbers("0.9.9")
    assert version_numbers("1.0.0") == version_numbers("1")
    assert version_numbers("0.2.0.dev3+g1") == (0, 2)
    assert code_of(version_numbers, "x") == "damaged"


def test_without_the_library_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("nacl.public", "nacl.signing", "nacl.exceptions", "nacl.utils"):
        monkeypatch.setitem(sys.modules, name, None)
    assert code_of(make_keys) == "no_library"
    assert code_of(lambda: ClassKeys(bytes(32), bytes(32)).public) == "no_library"
    assert code_of(ClassKeys(bytes(32), bytes(32)).sign, b"") == "no_library"


def test_nothing_loads_the_library_before_keys_are_used() -> None:
    code = (
        "import sys, kadguide.teaching.resultfile, kadguide.teaching.examfile\n"
        "print([name for name in sys.modules if name.startswith('nacl')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
