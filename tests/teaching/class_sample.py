"""A class of thirty with fifteen real questions, kept by the way that a class takes, with answers in the paper's ids.

Who knows how much is fixed: trainee n answers the questions rightly whose number is below n / 2, and leaves every
seventh of the others blank; so every mark can be reckoned by hand.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kadguide.answering.engine import Engine
from kadguide.knowledge.items import ITEM_TYPES, Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.material import Material
from kadguide.learning.responses import FALSE, TRUE, Response, right_response
from kadguide.learning.spelling import encode_words
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.codes import new_code
from kadguide.teaching.drawing import cases_of, together
from kadguide.teaching.paper import Paper, encode_paper, item_id, make_paper, translate
from kadguide.teaching.register import Attempt, Classroom, Event, Exam, ExamKind, Given, Key, Trainee, moment

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
SECRET = "rahasia"  # noqa: S105 - of a paper in tests
TITLES = {"pre": Bilingual("Pre-tes", "Pre-test"), "post": Bilingual("Pasca-tes", "Post-test"),
          "quiz": Bilingual("Kuis", "Quiz")}  # fmt: skip


def material(engine: Engine) -> Material:
    snapshot = engine.snapshot
    return Material(snapshot.bank, snapshot.competencies, snapshot.terms)


def some_items(engine: Engine, count: int = 15, skip: int = 0) -> tuple[Item, ...]:
    """Real questions of every type, two of each as far as they go."""
    bank = engine.snapshot.bank.items
    by_type = [[item for item in bank if item.type == type_ and item.case is None] for type_ in ITEM_TYPES]
    chosen = [row[at] for at in range(skip, skip + count) for row in by_type if len(row) > at]
    return together(tuple(chosen[:count]))


def roster(count: int, names: str = "Zubaedah Qornelius") -> tuple[Trainee, ...]:
    """People with NIPs that begin with 0, names with a sign that spreadsheets run, and units that are theirs alone."""
    taken: list[str] = []
    found = []
    for number in range(1, count + 1):
        taken.append(new_code(lambda most, n=number: (n * 7 + len(taken)) % most, taken))  # type: ignore[misc]
        nip = f"0{number:017}" if number % 2 else f"1987031520101{number:05}"
        name = f"=Zz{number:02} Qornelius" if number % 5 == 0 else f"Zubaedah{number:02} Qornelius"
        found.append(Trainee(f"id-{number}", 0, nip, name, f"Dinas Xylofon {number}", taken[-1], room="A"))
    return tuple(found)


def add_exam(register: SqlRegister, engine: Engine, items: tuple[Item, ...], kind: ExamKind = "pre") -> Exam:
    """An open exam of 30 minutes, one mark a question."""
    own = material(engine)
    paper = make_paper(kind, TITLES[kind], 30, items, cases_of(own, items), SECRET)
    exam = Exam(
        kind, 0, kind, paper.title, 30, False, SECRET, encode_paper(paper), encode_words(own.words), "2026", moment(NOW)
    )
    register.add_exam(exam, [Key(kind, item_id(at), 1, item, 1.0, "", moment(NOW)) for at, item in enumerate(items)])
    register.set_state(kind, "open", moment(NOW))
    return exam


def on_paper(item: Item, paper: Paper, at: int, wanted: Response) -> Response:
    """``wanted`` in the ids of the paper: what a trainee would have chosen there."""
    printed = paper.items[at]
    if item.type in ("short", "number", "article"):
        return wanted
    names = {}
    for part in printed.parts:
        probe = Response(("true", part.id)) if item.type == "true_false" else Response((part.id,))
        if item.type != "matching":
            names[translate(item, SECRET, probe).chosen[-1]] = part.id
    if item.type == "true_false":
        return Response(wanted.chosen[:1] + tuple(names[id_] for id_ in wanted.chosen[1:]))
    if item.type == "matching":
        return _matched(item, paper, at, wanted)
    return Response(tuple(names[id_] for id_ in wanted.chosen))


def _matched(item: Item, paper: Paper, at: int, wanted: Response) -> Response:
    """The left sides stand in the paper's order, each with the name of a right side."""
    printed = paper.items[at]
    rights = {pair.id: pair.right for pair in item.pairs} | {lure.id: lure.text for lure in item.lures}
    lefts = {pair.left: id_ for pair, id_ in zip(item.pairs, wanted.chosen, strict=True)}
    sides = {side.text: side.id for side in printed.sides}
    return Response(tuple(sides[rights[lefts[part.text]]] for part in printed.parts))


def wrong_response(item: Item) -> Response:
    """An answer that earns nothing."""
    match item.type:
        case "single" | "multiple":
            return Response((next(option.id for option in item.options if not option.credit),))
        case "true_false":
            return Response((FALSE if item.truth else TRUE, *(option.id for option in item.options[:1])))
        case "matching":
            ids = [pair.id for pair in item.pairs]
            rights = {pair.id: pair.right for pair in item.pairs}
            return Response(tuple(next(o for o in ids if rights[o] != rights[own]) for own in ids))
        case "ordering":
            return Response(tuple(step.id for step in sorted(item.steps, key=lambda step: -step.rank)))
        case "number":
            return Response(text="987654")
        case "article":
            return Response(text="Pasal 999")
        case _:
            return Response(text="zzz zzz")


def knows(number: int, question: int) -> bool:
    """Whether trainee ``number`` answers ``question`` rightly; both count from 1."""
    return question <= number / 2


def blank(number: int, question: int) -> bool:
    """Whether the trainee leaves it blank."""
    return not knows(number, question) and (number + question) % 7 == 0


def answer_all(
    register: SqlRegister, exam: Exam, items: tuple[Item, ...], number: int, trainee: str, *, more: int = 0,
    until: int | None = None,
) -> None:  # fmt: skip
    """One trainee answers all questions, or those before ``until``; ``more`` of them rightly than usual."""
    paper = make_paper(exam.id, exam.title, 30, items, (), SECRET)
    began = NOW + timedelta(seconds=10 * number)
    register.begin(Attempt(exam.id, trainee, "A", "form", 0, moment(began), moment(began)))
    for at, item in enumerate(items[:until]):
        if blank(number, at + 1) and not more:
            continue
        response = right_response(item) if knows(number + 2 * more, at + 1) else wrong_response(item)
        given = on_paper(item, paper, at, response)
        later = moment(began + timedelta(seconds=30 * (at + 1)))
        register.give([Given(exam.id, trainee, item_id(at), given.encode(), later, at)])


def made_class(path: Path, engine: Engine, count: int = 30, *, present: int | None = None) -> SqlRegister:
    """The class with its closed pre-test; those behind ``present`` did not come."""
    path.write_bytes(_class_file(engine, count, count if present is None else present))
    return open_register(str(path), lambda: NOW)


@cache
def _class_file(engine: Engine, count: int, present: int) -> bytes:
    """What lies in the file of the class. Every answer is given in a transaction of its own, so it is made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "kelas.kadkelas")
        _answered(open_register(str(path), lambda: NOW), engine, count, present).close()
        assert [file.name for file in Path(folder).iterdir()] == [path.name]
        return path.read_bytes()


def _answered(register: SqlRegister, engine: Engine, count: int, present: int) -> SqlRegister:
    register.keep_classroom(Classroom("k", "Pelatihan Kerja Sama", "id", "setengah-hari", "2026", made_at=moment(NOW)))
    register.add_trainees(roster(count))
    items = some_items(engine)
    exam = add_exam(register, engine, items)
    register.log(Event("e1", moment(NOW), "exam_opened", exam="pre"))
    for number in range(1, present + 1):
        answer_all(register, exam, items, number, f"id-{number}")
        ended = NOW + timedelta(seconds=10 * number, minutes=10)
        register.finish("pre", f"id-{number}", moment(ended), "trainee", f"KODE{number:04}")
    register.pause("pre", "", moment(NOW + timedelta(minutes=1)))
    register.resume("pre", "", moment(NOW + timedelta(minutes=2)))
    register.log(Event("e2", moment(NOW + timedelta(minutes=3)), "reset_login", trainee="id-1", room="A"))
    register.set_state("pre", "closed", moment(NOW + timedelta(minutes=40)))
    register.log(Event("e3", moment(NOW + timedelta(minutes=40)), "exam_closed", exam="pre"))
    return register


def add_post_test(register: SqlRegister, engine: Engine, count: int = 30, more: int = 3) -> None:
    """A post-test of other questions, in which everybody knows ``more``."""
    items = some_items(engine, skip=2)
    exam = add_exam(register, engine, items, "post")
    for number in range(1, count + 1):
        answer_all(register, exam, items, number, f"id-{number}", more=more)
        register.finish("post", f"id-{number}", moment(NOW + timedelta(hours=2)), "trainee", f"POST{number:04}")
    register.set_state("post", "closed", moment(NOW + timedelta(hours=3)))
