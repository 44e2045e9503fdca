"""One item of each type, small enough to reckon by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from kadguide.knowledge.items import (
    ArticleKey,
    Bank,
    Item,
    ItemType,
    Misconception,
    Mistake,
    Module,
    NumberKey,
    Option,
    Pair,
    Step,
)
from kadguide.knowledge.library import Competency
from kadguide.knowledge.model import Bilingual, Names
from kadguide.learning.material import Material


def both(text: str) -> Bilingual:
    return Bilingual(text, f"{text} (en)")


def option(id_: str, credit: int = 0) -> Option:
    return Option(id_, both(f"pilihan {id_}"), credit, both(f"sebab {id_}"), None if credit == 100 else "keliru")


def item(type_: ItemType, id_: str = "", **parts: Any) -> Item:
    defaults: dict[str, Any] = {
        "quiz": "contoh", "layer": "law", "stem": both(f"Tanya {id_ or type_}?"), "explanation": both("Begitulah."),
        "entry": "air-tarif", "updated": date(2026, 11, 1), "competencies": ("satu",),
    }  # fmt: skip
    return Item(id=id_ or type_, type=type_, **{**defaults, **parts})


SINGLE = item("single", options=(option("a", 100), option("b"), option("c", 50)))
MULTIPLE = item("multiple", options=(option("a", 100), option("b", 100), option("c"), option("d")))
TRUE_FALSE = item("true_false", truth=False, options=(option("a", 100), option("b")), feedback=both("bukan"))
MATCHING = item(
    "matching",
    pairs=tuple(Pair(id_, both(f"kiri {id_}"), both(f"kanan {id_}"), both(f"karena {id_}")) for id_ in "abc"),
    lures=(option("x"),),
)
ORDERING = item("ordering", steps=tuple(Step(id_, both(id_), rank) for rank, id_ in enumerate("abcde", start=1)))
TIED = item(
    "ordering", "tied", ties=True, steps=(Step("a", both("a"), 1), Step("b", both("b"), 1), Step("c", both("c"), 2))
)
SHORT = item(
    "short",
    accepted=Names(("sukarela",), ("voluntary",)),
    partial=Names(("tidak wajib",), ("not mandatory",)),
    mistakes=(Mistake(Names(("wajib",), ("mandatory",)), both("terbalik"), "keliru"),),
)
NUMBER = item("number", number=NumberKey(45, near=2, unit=Bilingual("hari", "days")))
ARTICLE = item("article", article=ArticleKey("uu-23-2014", "363", "3", "b"))
ALL = (SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, ORDERING, TIED, SHORT, NUMBER, ARTICLE)


def material(items: tuple[Item, ...] = ALL) -> Material:
    modules = (
        Module("awal", both("Awal"), both("tujuan"), ("satu",)),
        Module("lanjut", both("Lanjut"), both("tujuan"), ("dua", "tiga"), requires=("awal",)),
    )
    competencies = [
        Competency(id_, number, both(id_), ()) for number, id_ in enumerate(("satu", "dua", "tiga"), start=1)
    ]
    bank = Bank(items, misconceptions=(Misconception("keliru", both("Semua sama.")),), modules=modules)
    return Material(bank, competencies)
