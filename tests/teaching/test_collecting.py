"""Results of exams by files come into the register whole, once, and only for good reasons."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kadguide.store.classes import open_register
from kadguide.teaching import handout
from kadguide.teaching.classkeys import ClassKeys, make_keys
from kadguide.teaching.collecting import CollectError, Collector, File, split_proof
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.handout import class_keys, cover_of, make_handout
from kadguide.teaching.offlinelog import FINISH, Event, append_line, begin_log
from kadguide.teaching.register import Changes, moment
from kadguide.teaching.resultfile import header_for, seal_result
from kadguide.teaching.sealing import CODES
from tests.offline_class import APP, OfflineClass
from tests.teaching.damage import pack
from tests.teaching.sealed import world
from tests.web.classroom.sample import Clock, chance, make_class

AT = "2026-11-25T08:00:00+00:00"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OfflineClass]:
    made = OfflineClass(tmp_path)
    yield made
    made.register.close()


def verdicts(room: OfflineClass, *files: Path | File, **more: object) -> list[tuple[str, str]]:
    return [(one.verdict, one.reason) for one in room.collect(list(files), **more)]  # type: ignore[arg-type]


def proof_of(room: OfflineClass, path: Path) -> str:
    (found,) = room.collect([path], {})
    return found.proof


def test_results_come_into_the_register_as_they_were_given(room: OfflineClass) -> None:
    files = [room.sit(number, data=f"laptop{number}", right=number != 1) for number in range(3)]
    found = room.collect(files)
    assert [(one.verdict, one.answered, one.notes) for one in found] == [("taken", 8, ())] * 3
    assert len({one.proof for one in found}) == 3
    for trainee, earns in (("t0", 1.0), ("t1", 0.0), ("t2", 1.0)):
        assert set(room.fractions(trainee).values()) == {earns}
        attempt = room.register.attempt("uji", trainee)
        assert attempt is not None
        assert (attempt.door, attempt.finish) == ("file", "trainee")
        assert attempt.proof in {one.proof for one in found}
    assert sorted((event.kind, event.trainee) for event in room.register.events()) == [
        ("merged", "t0"), ("merged", "t1"), ("merged", "t2"),
    ]  # fmt: skip


def test_bringing_a_file_again_changes_nothing(room: OfflineClass) -> None:
    path = room.sit()
    assert verdicts(room, path, path) == [("taken", ""), ("same", "")]
    before = room.register.answers("uji"), room.register.events()
    assert verdicts(room, path) == [("same", "")]
    assert (room.register.answers("uji"), room.register.events()) == before


def test_of_two_results_of_one_trainee_none_is_chosen_silently(room: OfflineClass) -> None:
    first, second = room.sit(data="one"), room.sit(data="two", answers=3)
    assert verdicts(room, first, second) == [("refused", "twice")] * 2
    assert room.register.attempts("uji") == ()
    proof = proof_of(room, second)
    assert verdicts(room, first, second, proofs={"t0": proof}) == [("refused", "proof_other"), ("taken", "")]
    assert verdicts(room, first) == [("refused", "conflict")]
    assert len(room.register.answers("uji", "t0")) == 3


def test_only_the_proof_code_on_the_sheet_lets_a_result_take_the_place_of_another(room: OfflineClass) -> None:
    first, second = room.sit(data="one"), room.sit(data="two", answers=3)
    verdicts(room, first)
    proof = proof_of(room, second)
    sheet = {"t0": proof.lower().replace("-", " ")}
    assert verdicts(room, second, proofs=sheet) == [("refused", "conflict")]
    assert verdicts(room, first, proofs=sheet) == [("refused", "there_other")]
    assert verdicts(room, second, proofs=sheet, replace=True) == [("replaced", "")]
    assert len(room.register.answers("uji", "t0")) == 3
    assert verdicts(room, first, proofs=sheet, replace=True) == [("refused", "proof_other")]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("{}", ("taken", "")),
        ("  {} ", ("taken", "")),
        ("", ("refused", "no_proof")),
        ("ABCD-EFGH", ("refused", "proof_mistyped")),
        ("{other}", ("refused", "proof_other")),
    ],
)
def test_the_sheet_is_compared(room: OfflineClass, typed: str, verdict: tuple[str, str]) -> None:
    path, other = room.sit(), room.sit(1)
    told = typed.format(proof_of(room, path), other=proof_of(room, other))
    assert verdicts(room, path, proofs={"t0": told}) == [verdict]


def test_what_was_answered_in_the_room_counts(room: OfflineClass) -> None:
    path = room.sit()
    attempt = room.register.attempt("uji", "t0")
    assert attempt is None
    room.collect([room.sit(1)])
    online = room.register.attempt("uji", "t1")
    assert online is not None
    room.register.begin(online._replace(trainee="t0", door="form", proof=""))
    assert verdicts(room, path) == [("refused", "sat_here")]


def test_two_trainees_who_swap_their_codes_are_told_apart_by_their_codes(room: OfflineClass) -> None:
    """Whoever types a code sits as its trainee: two who swap hand in each other's exam, which only the proof code on
    the sheet tells."""
    mine, yours = room.sit(0), room.sit(1)
    sheet = {"t0": proof_of(room, yours), "t1": proof_of(room, mine)}
    assert verdicts(room, mine, yours, proofs=sheet) == [("refused", "proof_other")] * 2
    assert verdicts(room, mine, yours) == [("taken", "")] * 2


def test_every_version_of_an_exam_file_is_known_but_no_other(room: OfflineClass, tmp_path: Path) -> None:
    second = room.hand_out()
    assert verdicts(room, room.sit(0), room.sit(1, made=second)) == [("taken", ""), ("taken", "")]
    (tmp_path / "copy").mkdir()
    copy = OfflineClass(tmp_path / "copy", keys=world().keys)
    assert verdicts(room, copy.sit(2)) == [("refused", "not_for_us")]
    copy.register.close()


def test_a_trainee_who_was_deleted_is_unknown(room: OfflineClass) -> None:
    path = room.sit()
    room.register.remove_trainee("t0")
    (found,) = room.collect([path])
    assert (found.verdict, found.reason, found.trainee) == ("refused", "unknown_trainee", None)


def test_damaged_files_are_refused_and_good_ones_beside_them_taken(room: OfflineClass) -> None:
    good, other = room.sit(), room.sit(1)
    data, dice = other.read_bytes(), random.Random(1)  # noqa: S311 - chance in a test
    sealed = bytearray(data.partition(b"\n")[2][:-32])
    sealed[100] ^= 1
    bad = [data[: dice.randrange(len(data))] for _ in range(20)]
    for at in range(0, len(data), 61):
        changed = bytearray(data)
        changed[at] ^= dice.randint(1, 255)
        bad.append(bytes(changed))
    bad += [b"", b"PK\x03\x04", data + b"\n", room.made.data, pack(bytes(sealed), "uji"), bytes(5_000_000)]
    files: list[Path | File] = [File(f"{number}.kadhasil", one) for number, one in enumerate(bad)]
    found = room.collect([*files, good, File("gone", None, FileNotFoundError(2, "not there"))])
    assert {one.verdict for one in found[:-2]} == {"refused"}
    assert {one.reason for one in found[:-2]} <= set(CODES)
    assert [(one.verdict, one.reason) for one in found[-2:]] == [("taken", ""), ("refused", "unreadable")]
    assert [attempt.trainee for attempt in room.register.attempts("uji")] == ["t0"]


def test_what_was_taken_before_a_crash_is_noted_afterwards(room: OfflineClass, monkeypatch: pytest.MonkeyPatch) -> None:
    path = room.sit()
    with monkeypatch.context() as broken:
        broken.setattr(room.register, "log", lambda event: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            verdicts(room, path)
    assert len(room.register.attempts("uji")) == 1
    for _ in range(2):
        assert verdicts(room, path) == [("same", "")]
        assert [event.kind for event in room.register.events()] == ["merged"]


def forged(room: OfflineClass, *events: Event) -> File:
    """What a trainee can hand in who writes the log with a program of his or her own: the code is known to both."""
    file = room.made.file
    unlocked = file.unlock_any(room.codes[0])
    state, log = begin_log(header_for(file, unlocked.trainee, APP), unlocked.secret)
    for event in (Event("begin", 0, AT), *events, Event(FINISH, 9, AT)):
        state, line = append_line(state, event)
        log += line
    return File("forged.kadhasil", seal_result(log, file, unlocked.secret))


@pytest.mark.parametrize("response", ['{"text": "\\ud800"}', '{"chosen": ["\\udc00"]}', "[[]]", "[" * 9000, "1e999"])
def test_no_answer_in_a_result_keeps_the_others_out(room: OfflineClass, response: str) -> None:
    item = room.made.file.paper["items"][0]["id"]
    bad = forged(room, Event("answer", 5, AT, item, response), Event("handed_in", 9, AT))
    assert verdicts(room, bad, room.sit(1)) == [("taken", ""), ("taken", "")]


@pytest.mark.parametrize("second", ["-1", "-1e9", "nan", "-inf", "x"])
def test_a_sitting_that_ended_before_it_began_is_damaged(room: OfflineClass, second: str) -> None:
    for kind in ("handed_in", "time_over"):
        assert verdicts(room, forged(room, Event(kind, 9, AT, "", second))) == [("refused", "damaged")]
    assert room.register.attempts("uji") == ()


def test_refusals_are_logged_once_and_without_names(room: OfflineClass) -> None:
    for _ in range(3):
        room.collect([File("Siti Aminah.kadhasil", b"x")])
    (event,) = room.register.events()
    assert event.kind == "merge_refused"
    assert event.detail.startswith("file refused damaged ")
    assert "Siti" not in str(event)


@pytest.mark.parametrize(
    ("before", "after", "minutes", "note"),
    [(0, 0, 30, ()), (0, 0, 31, ("over_time",)), (0, 10, 35, ("over_time",)), (10, 0, 35, ()), (10, -10, 35, ())],
)
def test_a_program_that_gave_more_time_than_its_file_is_noticed(
    room: OfflineClass, before: int, after: int, minutes: int, note: tuple[str, ...]
) -> None:
    """Whatever time the class was given ``before`` the file was made counts, and nothing that came ``after`` it."""

    def give(more: int) -> None:
        exam = room.register.exams()[0]
        room.register.apply(Changes(known_exams=(exam._replace(minutes=exam.minutes + more),)))

    give(before)
    made = room.hand_out()
    give(after)
    seat = room.seat(made=made)
    seat.begin()
    seat.exam = seat.exam._replace(minutes=0)
    seat._register._exam = seat.exam  # type: ignore[attr-defined]
    room.laptop.go(minutes=minutes)
    seat.answer(seat.items[0], room.right(seat.items[0]), 0)
    seat.hand_in()
    path = Path(seat.hand_over().path)
    seat.close()
    (found,) = room.collect([path])
    assert (found.verdict, found.notes) == ("taken", note)


def test_a_result_after_the_end_is_taken_but_said(room: OfflineClass) -> None:
    made = room.hand_out(closes=room.laptop.wall.isoformat())
    assert [one.notes for one in room.collect([room.sit(made=made)])] == [("late",)]
    for state in ("open", "closed"):
        room.register.set_state("uji", state, moment(room.laptop.wall))
    assert [one.notes for one in room.collect([room.sit(1)])] == [("late",)]


def test_without_exam_files_nothing_can_be_collected(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    room = OfflineClass(tmp_path / "x", 1)
    classroom = room.register.classroom()
    assert classroom is not None
    for keys, code in (("", "no_handout"), ("kadguide-keys-1 x", "damaged_keys")):
        room.register.remove_names()  # and the keys
        room.register.keep_classroom(classroom._replace(keys=keys))
        with pytest.raises(CollectError) as caught:
            Collector(room.register, chance(), "")
        assert caught.value.code == code
    room.register.close()


def test_an_exam_file_that_cannot_be_read_keeps_out_its_own_results_only(room: OfflineClass) -> None:
    other = room.hand_out()
    lost = room.sit(0)
    good = room.sit(1, data="lain", made=other)
    mark = room.made.file.digest
    room.register._database.write(("UPDATE handout SET data = 'x' WHERE digest = ?", (mark,)))
    assert verdicts(room, lost, good) == [("refused", "other_version_of_exam"), ("taken", "")]
    collector = Collector(room.register, chance(), AT)
    assert [handout.digest for handout in collector.unread] == [mark]
    room.register._database.write(("UPDATE handout SET data = 'x'", ()))
    with pytest.raises(CollectError, match="no_sound_handout"):
        Collector(room.register, chance(), AT)


def test_a_result_of_an_exam_whose_paper_is_damaged_is_refused(room: OfflineClass) -> None:
    path = room.sit()
    room.register._database.write(("UPDATE exam SET paper = '{'", ()))
    assert verdicts(room, path) == [("refused", "paper_unread")]
    assert room.register.attempts("uji") == ()


def test_the_keys_of_a_class_are_made_once(room: OfflineClass) -> None:
    first = room.register.classroom()
    assert room.made.new_keys
    assert not room.hand_out().new_keys
    assert room.register.classroom() == first
    assert len(room.register.handouts()) == 2


def test_an_exam_file_gives_the_time_that_the_exam_has_by_now(tmp_path: Path) -> None:
    room = OfflineClass(tmp_path)
    first = cover_of(room.made.file).minutes
    conductor = Conductor(room.register, room.clock, chance())
    conductor.open("uji")
    conductor.extend("uji", 10)
    assert cover_of(room.hand_out().file).minutes == first + 10
    assert cover_of(room.made.file).minutes == first, "what was handed out before stays as it is"


def test_two_who_make_exam_files_at_once_use_the_same_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one looks before the first one has written."""
    clock = Clock()
    register = open_register(str(tmp_path / "k.kadkelas"), clock)
    codes = make_class(register, 1, minutes=30)
    exam, dice, made = register.exams()[0], random.Random(1), []  # noqa: S311 - chance in a test

    def hand_out() -> None:
        clock.go(seconds=1)
        made.append(make_handout(register, exam, dice.randbytes, clock()))

    def make_keys_late() -> ClassKeys:
        monkeypatch.undo()
        hand_out()
        return make_keys()

    monkeypatch.setattr(handout, "make_keys", make_keys_late)
    hand_out()
    assert {one.file.keys for one in made} == {made[0].file.keys}
    assert [one.new_keys for one in made] == [True, False]
    for one in made:
        unlocked = one.file.unlock_any(codes[0])
        log = begin_log(header_for(one.file, unlocked.trainee, APP), unlocked.secret)
        sealed = one.file.keys.seal(log[1])
        keys = class_keys(register)
        assert keys is not None
        assert keys.unseal(sealed) == log[1]
    register.close()


def test_whoever_changes_the_class_meanwhile_keeps_its_keys(room: OfflineClass) -> None:
    classroom = room.register.classroom()
    assert classroom is not None
    room.register.keep_classroom(classroom._replace(title="Lain", keys=""))
    assert room.register.classroom() == classroom._replace(title="Lain")


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("7 K7QM-2F4X", ("7", "K7QM-2F4X")),
        ("7\tK7QM-2F4X", ("7", "K7QM-2F4X")),
        ('"198703152010121002";"Siti, S.H.";"C9VW-ZUHY"', ("198703152010121002", "C9VW-ZUHY")),
        ("1,Siti,C9VW-ZUHY", ("1", "C9VW-ZUHY")),
        ("Siti Aminah c9vw zuhy", ("Siti Aminah", "c9vwzuhy")),
        ("7 salah", ("7", "salah")),
        ("7", ("7", "")),
        ("", None),
        ("  ", None),
        ("# catatan", None),
    ],
)
def test_a_line_of_the_sheet_is_read(line: str, pair: tuple[str, str] | None) -> None:
    assert split_proof(line) == pair
