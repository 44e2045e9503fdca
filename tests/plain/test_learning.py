"""Learning line by line: the path, every type of item answered, hints, going on where one stopped."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.items import ITEM_TYPES, Item
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Answer, MemoryJournal
from kadguide.learning.practice import Question
from kadguide.learning.responses import TYPED, right_response
from kadguide.plain.learning import Lessons
from kadguide.plain.loop import converse
from kadguide.plain.telling import Told
from kadguide.services import Services
from tests.hostile import HOSTILE
from tests.learning.sample_days import done_for_today

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def services(engine: Engine, journal: MemoryJournal | None = None) -> Services:
    at = [START]

    def clock() -> datetime:
        at[0] += timedelta(seconds=20)
        return at[0]

    return Services(engine, clock, journal=journal or MemoryJournal())


def typed_answer(question: Question, lang: Lang, *, wrong: bool = False) -> str:
    """The line that answers ``question``, right or wrong."""
    item = question.item
    if item.type in TYPED:
        return "zzz 999" if wrong else right_response(item, lang).text
    if item.type == "true_false":
        return "benar" if item.truth != wrong else "salah"
    response = right_response(item, lang)
    if item.type == "matching":
        sides = {pair.id: pair.right for pair in item.pairs}
        places = {sides.get(id_): index for index, id_ in enumerate(question.order) if id_ in sides}
        letters = ["abcdefghij"[places[sides[id_]]] for id_ in response.chosen]
        return " ".join(["-"] * (len(letters) - 1) + ["a"] if wrong else letters)
    numbers = [str(question.order.index(id_) + 1) for id_ in response.chosen]
    if wrong:
        numbers = list(reversed(numbers)) if item.type == "ordering" else [
            next(str(n) for n, id_ in enumerate(question.order, start=1) if id_ not in response.chosen)
        ]  # fmt: skip
    return " ".join(numbers)


def answered(lessons: Lessons, line: str, lang: Lang) -> Told:
    """What is said to ``line`` in a session."""
    told = lessons.answer(line, lang)
    assert told is not None
    return told


def one_of_each(engine: Engine) -> dict[str, Item]:
    return {item.type: item for item in reversed(engine.snapshot.bank.items)}


@each_language
@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
@pytest.mark.parametrize("kind", ITEM_TYPES)
def test_an_item_of_every_type_is_asked_and_explained(engine: Engine, lang: Lang, kind: str, wrong: bool) -> None:
    served = services(engine)
    item = one_of_each(engine)[kind]
    lessons = Lessons(served)
    practice = served.trainer._begin("quiz", item.quiz, (item.id,))
    assert practice is not None
    told = lessons.hear("/kuis", "", lang)
    assert told is not None
    assert told.asks
    assert item.stem.get(lang)[:20] in told.text
    question = practice.question
    assert question is not None
    after = answered(lessons, typed_answer(question, lang, wrong=wrong), lang).text.replace("\n", " ")
    assert item.explanation.get(lang)[:30] in after
    answer = served.journal.answers()[0]
    assert (answer.fraction < 1) is wrong


@each_language
def test_a_session_from_the_path_to_its_end(engine: Engine, lang: Lang) -> None:
    served = services(engine)
    lessons = Lessons(served)
    home = lessons.hear("/belajar", "", lang)
    assert home is not None
    assert all(module.title.get(lang)[:20] in home.text for module in engine.snapshot.bank.modules)
    told = lessons.hear("/lanjut", "", lang)
    assert told is not None
    for _ in range(40):
        practice = lessons._practice
        if practice is None or practice.question is None:
            break
        told = answered(lessons, typed_answer(practice.question, lang), lang)
    assert lessons._practice is None
    assert served.trainer.open_session() is None
    assert len(served.journal.answers()) == 4


@each_language
def test_the_number_of_a_module_begins_it_and_anything_else_is_a_question(engine: Engine, lang: Lang) -> None:
    modules = engine.snapshot.bank.modules
    for line, module in (("2", modules[1].id), (f" {len(modules)} ", modules[-1].id)):
        served = services(engine)
        lessons = Lessons(served)
        home = lessons.hear("/belajar", "", lang)
        assert home is not None
        assert home.asks
        assert answered(lessons, line, lang).asks
        session = served.trainer.open_session()
        assert session is not None
        assert (session.kind, session.about) == ("module", module)
    for line in ("0", str(len(modules) + 1), "apa itu KSDD?", "-1", "²"):
        lessons = Lessons(services(engine))
        lessons.hear("/belajar", "", lang)
        assert lessons.answer(line, lang) is None


def test_the_path_in_the_middle_of_a_session_does_not_take_its_numbers_for_answers(engine: Engine) -> None:
    served = services(engine)
    lessons = Lessons(served)
    for line in ("/kuis jenis", "/belajar", "1"):
        command, _, rest = line.partition(" ")
        lessons.hear(command, rest, "id") if line.startswith("/") else lessons.answer(line, "id")
    assert served.journal.answers() == ()


def test_a_session_is_left_and_taken_up_again(engine: Engine) -> None:
    journal = MemoryJournal()
    first = Lessons(services(engine, journal))
    first.hear("/kuis", "jenis", "id")
    assert first._practice is not None
    assert first._practice.question is not None
    answered(first, typed_answer(first._practice.question, "id"), "id")
    expected = first._practice.question
    assert "/lanjut" in answered(first, "berhenti", "id").text
    second = Lessons(services(engine, journal))
    second.hear("/lanjut", "", "id")
    assert second._practice is not None
    assert second._practice.question == expected


def test_hints_open_one_after_the_other_and_lower_the_mark(engine: Engine) -> None:
    lessons = Lessons(services(engine))
    lessons.hear("/kuis", "jenis", "id")
    said = [" ".join(answered(lessons, "p", "id").text.split()) for _ in range(3)]
    assert ["75%" in said[0], "50%" in said[1], "0%" in said[2]] == [True, True, True]
    assert lessons._practice is not None
    assert lessons._practice.question is not None
    told = answered(lessons, typed_answer(lessons._practice.question, "id"), "id")
    assert "Petunjuk dipakai: 3" in " ".join(told.text.split())


@each_language
def test_a_question_that_was_answered_in_another_window_is_passed_over(engine: Engine, lang: Lang) -> None:
    journal = MemoryJournal()
    here, there = (Lessons(services(engine, journal)) for _ in range(2))
    here.hear("/kuis", "jenis", lang)
    there.hear("/lanjut", "", lang)
    there.answer("tidak tahu", lang)
    said = answered(here, "tidak tahu", lang).text
    assert " ".join(said.split()).startswith(Catalog(lang)("learn.moved_on"))
    assert here._practice is not None
    assert there._practice is not None
    assert here._practice.question == there._practice.question
    assert len(journal.answers()) == 1


@each_language
def test_hints_are_still_read_when_a_session_is_taken_up_again(engine: Engine, lang: Lang) -> None:
    journal, word = MemoryJournal(), Catalog(lang)
    lessons = Lessons(services(engine, journal))
    lessons.hear("/kuis", "jenis", lang)
    cost = word("learn.hint_cost", share=50)
    assert [cost in " ".join(answered(lessons, "p", lang).text.split()) for _ in range(2)] == [False, True]
    back = Lessons(services(engine, journal)).hear("/lanjut", "", lang)
    assert back is not None
    assert cost in " ".join(back.text.split())


@each_language
def test_a_book_that_cannot_be_read_is_told_of_and_the_conversation_goes_on(engine: Engine, lang: Lang) -> None:
    class Newer(MemoryJournal):
        def answers(self) -> tuple[Answer, ...]:
            raise StoreError("newer")

    out = io.StringIO()
    converse(services(engine, Newer()), lang, ("/kuis jenis", "/belajar", "/lanjut", "/kemajuan"), out, prompt=False)
    assert " ".join(out.getvalue().split()) == " ".join([Catalog(lang)("kept.error_newer")] * 4)


def test_a_bad_item_is_reported_and_reading_returns_to_the_question(engine: Engine) -> None:
    served = services(engine)
    lessons = Lessons(served)
    lessons.hear("/kuis", "jenis", "id")
    assert lessons._practice is not None
    assert lessons._practice.question is not None
    item = lessons._practice.question.item
    answered(lessons, "lapor kuncinya keliru", "id")
    assert [(c.item, c.reason) for c in served.journal.complaints()] == [(item.id, "kuncinya keliru")]
    answered(lessons, typed_answer(lessons._practice.question, "id"), "id")
    told = answered(lessons, "baca", "id")
    assert told.asks
    assert engine.snapshot.entry(item.entry).title.id in told.text


@pytest.mark.parametrize("line", [text for text in HOSTILE[::3] if text.strip()])
def test_hostile_answers_lose_nothing(engine: Engine, line: str) -> None:
    for kind, item in one_of_each(engine).items():
        served = services(engine)
        served.trainer._begin("quiz", item.quiz, (item.id,))
        lessons = Lessons(served)
        lessons.hear("/kuis", "", "id")
        assert answered(lessons, line, "id").text, kind


@each_language
def test_who_has_done_enough_today_is_told_so(engine: Engine, lang: Lang) -> None:
    lessons = Lessons(services(engine, done_for_today(engine)))
    for command, rest in (("/lanjut", ""), ("/kuis", "lanjut"), ("/quiz", "next")):
        told = lessons.hear(command, rest, lang)
        assert told is not None
        assert " ".join(told.text.split()) == Catalog(lang)("learn.step_rest")


def test_unknown_names_are_said_with_those_that_exist(engine: Engine) -> None:
    lessons = Lessons(services(engine))
    for command, rest in (("/kuis", "tidak-ada"), ("/lewati", "tidak-ada")):
        told = lessons.hear(command, rest, "id")
        assert told is not None
        assert "jenis" in told.text


def test_a_question_becomes_a_card_in_a_conversation(engine: Engine) -> None:
    out, served = io.StringIO(), services(engine)
    lines = [
        "/kartu",
        "apa kelemahan handshake agreement?",
        "/kartu",
        "/lewati jenis",
        "/lewati jenis",
        "/kemajuan",
        "/keluar",
    ]
    converse(served, "id", lines, out, prompt=False)
    said = " ".join(out.getvalue().split())
    assert "Tanyakan sesuatu dulu" in said
    assert len(served.journal.cards()) == 1
    assert served.journal.skips() == ()
    assert "Kemajuan belajar" in said or "Modul" in said


def without_items(served: Services) -> str:
    """An entry that no item tests."""
    return next(name for name in served.engine.snapshot.position if name not in served.trainer.material.by_entry)


@each_language
def test_a_card_of_ones_own_is_recalled_judged_and_thrown_away(engine: Engine, lang: Lang) -> None:
    served = services(engine)
    entry = without_items(served)
    served.trainer.remember(entry, "bagaimana itu?")
    lessons = Lessons(served)
    told = lessons.hear("/lanjut", "", lang)
    assert told is not None
    assert "bagaimana itu?" in told.text
    short = served.trainer.material.items[f"card:{entry}"].explanation.get(lang)
    assert short[:40] not in " ".join(told.text.split())
    shown = answered(lessons, "kira-kira begini", lang)
    assert shown.asks
    assert short[:40] in " ".join(shown.text.split())
    assert answered(lessons, "entahlah", lang).asks  # neither of the numbers
    assert served.journal.answers() == ()
    assert "bagaimana itu?" in answered(lessons, "2", lang).text  # comes back until it was recalled
    answered(lessons, "ya", lang)
    assert not answered(lessons, "3", lang).asks
    assert served.journal.cards() == ()
    assert served.trainer.open_session() is None


@each_language
def test_a_placement_test_explains_at_its_end_what_was_missed(engine: Engine, lang: Lang) -> None:
    journal, out = MemoryJournal(), io.StringIO()
    lines = ("/penempatan", *("tidak tahu",) * 20)
    converse(services(engine, journal), lang, lines, out, prompt=False)
    said = " ".join(out.getvalue().split())
    items = {item.id: item for item in engine.snapshot.bank.items}
    assert len(journal.answers()) == 20
    for answer in journal.answers():
        assert " ".join(items[answer.item].explanation.get(lang).split()) in said


@each_language
def test_a_placement_test_that_was_put_aside_is_named_until_it_goes_on(engine: Engine, lang: Lang) -> None:
    journal, word, told = MemoryJournal(), Catalog(lang)("learn.test_aside"), []
    lessons = Lessons(services(engine, journal))
    for command, rest in (("/placement", ""), ("/quiz", "jenis"), ("/learn", ""), ("/placement", ""), ("/learn", "")):
        found = lessons.hear(command, rest, lang)
        assert found is not None
        told.append(word in " ".join(found.text.split()))
        lessons.answer("tidak tahu", lang)
    assert told == [False, True, True, False, False]
    assert [answer.sequence for answer in journal.answers() if answer.kind == "placement"] == [1, 2]


@each_language
def test_another_command_in_a_session_says_how_to_go_on(engine: Engine, lang: Lang) -> None:
    journal, out = MemoryJournal(), io.StringIO()
    said = Catalog(lang)("learn.saved")
    lines = ("/quiz jenis", "/kept", "/continue", "tidak tahu", "stop", "/kept")
    converse(services(engine, journal), lang, lines, out, prompt=False)
    assert " ".join(out.getvalue().split()).count(said) == 2  # at the first /kept, and at the stop
    assert len(journal.answers()) == 1


@each_language
def test_a_test_without_hints_says_so(engine: Engine, lang: Lang) -> None:
    journal, out = MemoryJournal(), io.StringIO()
    lines = ("/placement", "p", "baca", "tidak tahu", "read", "stop")
    converse(services(engine, journal), lang, lines, out, prompt=False)
    assert " ".join(out.getvalue().split()).count(Catalog(lang)("learn.session_words_silent")) == 4
    assert len(journal.answers()) == 1


@each_language
def test_reading_before_the_first_answer_is_no_answer(engine: Engine, lang: Lang) -> None:
    journal = MemoryJournal()
    lessons = Lessons(services(engine, journal))
    lessons.hear("/kuis", "jenis", lang)
    told = answered(lessons, "baca", lang)
    assert (told.text, told.asks, journal.answers()) == (Catalog(lang)("learn.read_nothing"), True, ())


@each_language
def test_what_teaches_the_last_answer_of_a_session_is_read_behind_its_end(engine: Engine, lang: Lang) -> None:
    served = services(engine)
    item = next(item for item in engine.snapshot.bank.items if item.type == "single" and item.entry)
    lessons = Lessons(served)
    served.trainer._begin("quiz", item.quiz, (item.id,))
    lessons.hear("/kuis", "", lang)
    assert lessons._practice is not None
    assert lessons._practice.question is not None
    ended = answered(lessons, typed_answer(lessons._practice.question, lang), lang)
    assert ended.asks
    assert lessons.answer("apa itu KSDD?", lang) is None
    assert answered(lessons, "baca", lang).text.startswith(engine.snapshot.card_of(item.entry).title.get(lang))


@each_language
def test_a_review_without_anything_due_says_so(engine: Engine, lang: Lang) -> None:
    told = Lessons(services(engine)).hear("/quiz", "review", lang)
    assert told is not None
    assert (told.text, told.asks) == (Catalog(lang)("learn.due_today", count=0), False)


@each_language
def test_another_session_has_nothing_to_read_of_the_one_before(engine: Engine, lang: Lang) -> None:
    lessons = Lessons(services(engine))
    lessons.hear("/kuis", "jenis", lang)
    assert lessons._practice is not None
    assert lessons._practice.question is not None
    answered(lessons, typed_answer(lessons._practice.question, lang), lang)
    lessons.hear("/kuis", "acak", lang)
    assert answered(lessons, "baca", lang).text == Catalog(lang)("learn.read_nothing")


@pytest.mark.parametrize(
    ("typed", "near"),
    [("jenis-kerja", ("jenis",)), ("wajib-sukarelaa", ("wajib-sukarela",)), ("zzz", ("jenis", "acak", "ulangan"))],
)
def test_a_name_that_is_not_known_is_answered_with_some_that_are(
    engine: Engine, typed: str, near: tuple[str, ...]
) -> None:
    names = Services(engine).trainer.names_like(typed)
    assert set(near) <= set(names)
    assert len(set(names)) == len(names) <= len(Services(engine).trainer.material.modules) + 2
    said = Catalog("id")("learn.no_quiz", name=typed, names=", ".join(names))
    assert len(said) <= 200


@each_language
def test_a_card_says_that_it_stands_in_a_review(engine: Engine, lang: Lang) -> None:
    served = services(engine)
    tested = {item.entry for item in engine.snapshot.bank.items}
    entry = next(id_ for id_ in engine.snapshot.position if id_ not in tested)
    assert served.trainer.remember(entry, "?") == "own"
    word = Catalog(lang)
    told = Lessons(served).hear("/quiz", "review", lang)
    assert told is not None
    asked = f"{word('learn.kind_review')} · {word('learn.progress_last', number=1)} · {word('learn.own_card')}"
    assert asked in " ".join(told.text.split())
