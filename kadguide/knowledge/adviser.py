"""The adviser's rules as frozen data, read from ``adviser.toml``: what is asked, and what an answer says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from kadguide.knowledge.model import Bilingual, Citation

if TYPE_CHECKING:
    from kadguide.knowledge.fields import Fields

UNKNOWN = "unknown"
"""The answer “don't know yet”, which every question takes."""
GROUP = "model"
"""The group of subjects that is advised on."""

Kind = Literal["for", "against", "excludes"]
Verdict = Literal["mandatory", "voluntary", "open", "outside"]
KINDS: tuple[Kind, ...] = ("for", "against", "excludes")
VERDICTS: tuple[Verdict, ...] = ("mandatory", "voluntary", "open", "outside")

When = tuple[tuple[str, tuple[str, ...]], ...]
"""Questions, each with the answers that it must have."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; with ``ends`` nothing more is asked after it."""

    id: str
    text: Bilingual
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``skip`` names an earlier one and the answers after which this one is not asked."""

    id: str
    text: Bilingual
    help: Bilingual
    options: tuple[Option, ...]
    skip: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A statement with the entries that teach it and the places where it stands.

    With ``reading`` it is how kadguide reads the places, not what they say.
    """

    text: Bilingual
    entries: tuple[str, ...]
    sources: tuple[Citation, ...]
    reading: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What certain answers to one question say about certain models."""

    question: str
    answers: tuple[str, ...]
    models: tuple[str, ...]
    kind: Kind
    weight: int
    point: Point


@dataclass(frozen=True, slots=True)
class ModelNote:
    """A model: its weaknesses, and how its legal form is read."""

    subject: str
    form: Point
    weaknesses: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """What the law says under ``when``; ``decides`` are the questions that an open verdict waits for."""

    verdict: Verdict
    when: When
    decides: tuple[str, ...]
    point: Point


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to check, or to be careful about, for certain answers, recommended models and verdicts.

    An empty condition holds always. ``clash`` marks answers that do not go together.
    """

    when: When
    models: tuple[str, ...]
    verdicts: tuple[str, ...]
    point: Point
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Adviser:
    """Everything that the adviser knows."""

    questions: tuple[Question, ...] = ()
    models: tuple[ModelNote, ...] = ()
    effects: tuple[Effect, ...] = ()
    verdicts: tuple[VerdictRule, ...] = ()
    notes: tuple[Remark, ...] = ()
    checks: tuple[Remark, ...] = ()

    def question(self, id_: str) -> Question:
        """The question of that id. Raises ``KeyError`` when there is none."""
        for question in self.questions:
            if question.id == id_:
                return question
        raise KeyError(id_)


# -- from the file


def read_adviser(fields: Fields) -> Adviser:
    """The tables of ``adviser.toml``."""
    return Adviser(
        tuple(_question(table) for table in fields.tables("questions")),
        tuple(_model(table) for table in fields.tables("models")),
        tuple(_effect(table) for table in fields.tables("effects")),
        tuple(_verdict(table) for table in fields.tables("verdicts")),
        tuple(_remark(table) for table in fields.tables("notes")),
        tuple(_remark(table) for table in fields.tables("checks")),
    )


def _question(table: Fields) -> Question:
    options = []
    for row in table.tables("options"):
        options.append(Option(row.text("id"), row.bilingual("text"), row.flag("ends")))
        row.close()
    skip_table = table.table("skip", required=False)
    name = skip_table.text("question", required=False)
    skip = (name, skip_table.texts("answers", required=True)) if name else None
    skip_table.close()
    question = Question(table.text("id"), table.bilingual("text"), table.bilingual("help"), tuple(options), skip)
    table.close()
    return question


def _model(table: Fields) -> ModelNote:
    form = _point(table.table("form"), close=True)
    weaknesses = tuple(_point(row, close=True) for row in table.tables("weaknesses"))
    model = ModelNote(table.text("subject"), form, weaknesses)
    table.close()
    return model


def _effect(table: Fields) -> Effect:
    weight = table.number("weight")
    effect = Effect(
        table.text("question"), table.texts("answers", required=True), table.texts("models", required=True),
        cast(Kind, table.text("kind", choices=KINDS) or "for"), 1 if weight is None else weight, _point(table),
    )  # fmt: skip
    if not 1 <= effect.weight <= 3:
        table.problem("KAD006", "weight", f"{effect.weight} is not 1, 2 or 3")
    table.close()
    return effect


def _verdict(table: Fields) -> VerdictRule:
    rule = VerdictRule(
        cast(Verdict, table.text("verdict", choices=VERDICTS) or "open"), _when(table), table.texts("decides"),
        _point(table),
    )  # fmt: skip
    table.close()
    return rule


def _remark(table: Fields) -> Remark:
    remark = Remark(
        _when(table), table.texts("models"), table.texts("verdicts", choices=VERDICTS), _point(table),
        table.flag("clash"),
    )  # fmt: skip
    table.close()
    return remark


def _when(table: Fields) -> When:
    return tuple(table.table("when", required=False).lists().items())


def _point(table: Fields, *, close: bool = False) -> Point:
    sources = []
    for row in table.tables("sources"):
        sources.append(
            Citation(row.text("source"), row.optional("article"), row.optional("section"), row.flag("elucidation"))
        )
        row.close()
    point = Point(table.bilingual("text"), table.texts("entries", required=True), tuple(sources), table.flag("reading"))
    if close:
        table.close()
    return point


# -- from a snapshot


def adviser_from_plain(row: Mapping[str, Any]) -> Adviser:
    """The adviser as :func:`~kadguide.knowledge.snapshot.as_plain` made it plain."""
    return Adviser(
        tuple(_plain_question(part) for part in row["questions"]),
        tuple(
            ModelNote(part["subject"], _plain_point(part["form"]), tuple(map(_plain_point, part["weaknesses"])))
            for part in row["models"]
        ),
        tuple(
            Effect(
                part["question"], tuple(part["answers"]), tuple(part["models"]), part["kind"], part["weight"],
                _plain_point(part["point"]),
            )
            for part in row["effects"]
        ),
        tuple(
            VerdictRule(part["verdict"], _plain_when(part["when"]), tuple(part["decides"]), _plain_point(part["point"]))
            for part in row["verdicts"]
        ),
        tuple(_plain_remark(part) for part in row["notes"]),
        tuple(_plain_remark(part) for part in row["checks"]),
    )  # fmt: skip


def _plain_question(row: Mapping[str, Any]) -> Question:
    options = tuple(Option(part["id"], Bilingual(**part["text"]), part["ends"]) for part in row["options"])
    skip = (row["skip"][0], tuple(row["skip"][1])) if row["skip"] else None
    return Question(row["id"], Bilingual(**row["text"]), Bilingual(**row["help"]), options, skip)


def _plain_remark(row: Mapping[str, Any]) -> Remark:
    return Remark(
        _plain_when(row["when"]), tuple(row["models"]), tuple(row["verdicts"]), _plain_point(row["point"]), row["clash"]
    )


def _plain_when(rows: list[Any]) -> When:
    return tuple((question, tuple(answers)) for question, answers in rows)


def _plain_point(row: Mapping[str, Any]) -> Point:
    sources = tuple(Citation(**part) for part in row["sources"])
    return Point(Bilingual(**row["text"]), tuple(row["entries"]), sources, row["reading"])
