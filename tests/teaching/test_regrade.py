"""A mended key: who is touched is shown first, the new key stands beside the old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.items import ITEM_TYPES, Item, ItemType
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response
from kadguide.store.register import SqlRegister
from kadguide.teaching.register import Key
from kadguide.teaching.regrade import Correction, CorrectionError, compare, corrected, write_revision
from kadguide.teaching.results import ExamRecord, exam_result, read_exam
from tests.killed import kill_after_one_write
from tests.learning import sample_items
from tests.teaching.class_sample import NOW, made_class, some_items


@pytest.fixture
def register(tmp_path: Path, engine: Engine) -> Iterator[SqlRegister]:
    found = made_class(tmp_path / "kelas.kadkelas", engine)
    yield found
    found.close()


def record_of(register: SqlRegister) -> ExamRecord:
    exam = register.exam("pre")
    assert exam is not None
    return read_exam(register, exam)


def key_of(item: Item) -> Key:
    return Key("pre", "q1", 1, item)


def mended(item: Item, correction: Correction) -> Item:
    return corrected(key_of(item), correction, "keliru", "2026").content


def fraction(item: Item, *chosen: str, text: str = "") -> float:
    return grade(item, Response(chosen, text), with_reason=True).fraction


def test_another_option_is_right() -> None:
    item = mended(sample_items.SINGLE, Correction("right", "b"))
    assert [fraction(item, id_) for id_ in "abc"] == [0, 1, 0.5]
    both = mended(sample_items.SINGLE, Correction("right", "A, B"))
    assert [fraction(both, id_) for id_ in "abc"] == [1, 1, 0.5]
    several = mended(sample_items.MULTIPLE, Correction("right", "ACD"))
    assert fraction(several, "a", "c", "d") == 1
    assert fraction(several, "a", "b") == 0


def test_another_verdict_asks_for_no_reason_unless_one_is_named() -> None:
    item = sample_items.TRUE_FALSE
    assert fraction(mended(item, Correction("right", "benar")), "true", "b") == 1
    assert fraction(mended(item, Correction("right", "true, B")), "true", "b") == 1
    assert fraction(mended(item, Correction("right", "true, B")), "true", "a") == 0.25
    assert fraction(mended(item, Correction("right", "B")), "false", "b") == 1


def test_another_order_is_right() -> None:
    item = mended(sample_items.ORDERING, Correction("right", "E D C B A"))
    assert fraction(item, *"edcba") == 1
    assert fraction(item, *"abcde") == 0


def test_one_more_answer_is_accepted_even_where_it_was_a_known_mistake() -> None:
    item = mended(sample_items.SHORT, Correction("accept", "  Wajib "))
    assert fraction(item, text="wajib") == 1
    assert fraction(item, text="sukarela") == 1
    assert fraction(mended(sample_items.SHORT, Correction("accept", "bebas")), text="Bebas.") == 1


def test_another_number_or_place_is_right() -> None:
    item = mended(sample_items.NUMBER, Correction("value", "60 hari", 5))
    assert [fraction(item, text=text) for text in ("60", "56", "45")] == [1, 1, 0]
    named = mended(sample_items.ARTICLE, Correction("value", "UU 23/2014 Pasal 365"))
    assert fraction(named, text="365") == 1
    place = mended(sample_items.ARTICLE, Correction("value", "Pasal 364 ayat (1)"))
    assert fraction(place, text="364(1)") == 1
    assert fraction(place, text="363(3)b") == 0


@pytest.mark.parametrize(
    ("item", "correction", "code"),
    [
        (sample_items.SINGLE, Correction("right", "D"), "no_letter"),
        (sample_items.SINGLE, Correction("right", "1"), "no_letter"),
        (sample_items.SINGLE, Correction("right", " "), "no_letter"),
        (sample_items.SINGLE, Correction("right", "A"), "same"),
        (sample_items.SINGLE, Correction("right", "ABC"), "one_right"),
        (sample_items.SINGLE, Correction("accept", "teks"), "wrong_kind"),
        (sample_items.SINGLE, Correction("value", "4"), "wrong_kind"),
        (sample_items.NUMBER, Correction("value", "2 minggu"), "other_unit"),
        (sample_items.NUMBER, Correction("value", "60 hari kerja"), "other_unit"),
        (sample_items.ARTICLE, Correction("value", "PP 28/2018 Pasal 5"), "other_source"),
        (sample_items.TRUE_FALSE, Correction("right", ""), "no_verdict"),
        (sample_items.TRUE_FALSE, Correction("right", "benar salah"), "no_verdict"),
        (sample_items.ORDERING, Correction("right", "AB"), "all_letters"),
        (sample_items.MATCHING, Correction("right", "A"), "wrong_kind"),
        (sample_items.SHORT, Correction("accept", "!!"), "no_text"),
        (sample_items.SHORT, Correction("accept", "Sukarela"), "same"),
        (sample_items.NUMBER, Correction("value", "banyak"), "no_number"),
        (sample_items.NUMBER, Correction("value", "45", -1), "no_number"),
        (sample_items.NUMBER, Correction("value", "45", float("nan")), "no_number"),
        (sample_items.ARTICLE, Correction("value", "entah"), "no_place"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(item: Item, correction: Correction, code: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        corrected(key_of(item), correction, "keliru", "2026")
    assert caught.value.code == code


@pytest.mark.parametrize("type_", ITEM_TYPES)
def test_every_type_can_be_given_to_everybody_and_taken_back(type_: ItemType) -> None:
    item = next(one for one in sample_items.ALL if one.type == type_)
    given = corrected(key_of(item), Correction("all_right"), "keliru", "2026")
    assert (given.content, given.all_right, given.revision) == (item, True, 2)
    with pytest.raises(CorrectionError):
        corrected(given, Correction("all_right"), "keliru", "2026")


def test_the_list_shows_mark_percent_rank_and_passing_and_writes_nothing(register: SqlRegister) -> None:
    record = record_of(register)
    new = corrected(record.keys[14], Correction("all_right"), "soal kabur", "2026")
    changes = compare(record, new, 50)
    assert [change.trainee.number for change in changes] == list(range(1, 30))  # number 30 had it right and stays first
    by_id = {change.trainee.id: change for change in changes}
    fifteenth = by_id["id-15"]
    assert (fifteenth.before.mark, fifteenth.after.mark) == (0, 1)
    assert fifteenth.before.percent == pytest.approx(100 * 7 / 15)
    assert fifteenth.after.percent == pytest.approx(100 * 8 / 15)
    assert (fifteenth.before.passed, fifteenth.after.passed) == (False, True)
    assert (by_id["id-29"].before.rank, by_id["id-29"].after.rank) == (2, 1)
    assert len(register.revisions("pre")) == 15


def test_a_rank_changes_for_who_keeps_the_mark(register: SqlRegister) -> None:
    record = record_of(register)
    at = [n for n, key in enumerate(record.keys) if key.content.type == "single"][1]
    wrong = next(n for n, option in enumerate(record.keys[at].content.options) if not option.credit)
    changes = compare(record, corrected(record.keys[at], Correction("right", "ABCDEFGH"[wrong]), "x", ""), None)
    assert {change.before.passed for change in changes} == {None}
    assert any(c.before.mark == c.after.mark and c.before.rank != c.after.rank for c in changes)


def test_nobody_is_listed_when_nothing_changes(register: SqlRegister) -> None:
    record = record_of(register)
    short = next(key for key in record.keys if key.content.type == "short")
    assert compare(record, corrected(short, Correction("accept", "tidak ada yang menulis ini"), "", "")) == ()


def test_the_new_key_counts_and_the_old_one_stays(register: SqlRegister) -> None:
    record = record_of(register)
    at = next(n for n, key in enumerate(record.keys) if key.content.type == "single")
    old = record.keys[at]
    wrong = "ABCDEFGH"[next(n for n, option in enumerate(old.content.options) if not option.credit)]
    new = corrected(old, Correction("right", wrong), "kunci tertukar", "2026-11-25T05:00:00.000+00:00")
    write_revision(register, new, NOW, lambda: "acara")
    after = exam_result(record_of(register))
    # Who chose the wrong option (all who did not know) is right now, the others are not.
    chose = [one.trainee.number for one in after.trainees if one.answers[at].mark == 1]
    assert chose == [n for n in range(1, 31) if not n >= 2 * (at + 1) and (n + at + 1) % 7]
    kept = [key for key in register.revisions("pre") if key.item == old.item]
    assert kept == [old, new]
    regraded = [event for event in register.events() if event.kind == "regraded"]
    assert [(event.exam, event.detail) for event in regraded] == [("pre", f"{old.item} r2")]
    with pytest.raises(StoreError, match="conflict"):
        write_revision(register, new, NOW, lambda: "lagi")


def test_no_key_counts_that_the_record_does_not_tell_of(register: SqlRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process may be killed after any transaction."""
    record = record_of(register)
    new = corrected(record.keys[0], Correction("all_right"), "kabur", "2026")
    kill_after_one_write(monkeypatch)
    with suppress(KeyboardInterrupt):
        write_revision(register, new, NOW, lambda: "acara")
    mended = [key for key in register.revisions("pre") if key.revision > 1]
    assert len(mended) == [event.kind for event in register.events()].count("regraded")


def test_answers_are_still_read_by_the_question_that_was_printed(register: SqlRegister) -> None:
    """A mended verdict drops the reasons; the letters on paper keep their meaning."""
    record = record_of(register)
    key = next(key for key in record.keys if key.content.type == "true_false" and key.content.options)
    new = corrected(key, Correction("right", "salah" if key.content.truth else "benar"), "terbalik", "2026")
    write_revision(register, new, NOW, lambda: "acara")
    at = record.keys.index(key)
    before, after = exam_result(record), exam_result(record_of(register))
    assert [one.answers[at].response for one in before.trainees] == [one.answers[at].response for one in after.trainees]


def test_the_sample_has_every_type(engine: Engine) -> None:
    assert {item.type for item in some_items(engine)} == set(ITEM_TYPES)
