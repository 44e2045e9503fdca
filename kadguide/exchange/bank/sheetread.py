"""Rows of the spreadsheet as items. What names something that our knowledge does not have is left out, with a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kadguide.exchange.bank import columns
from kadguide.exchange.bank.arriving import check_choice, check_different, item_ids, number_of
from kadguide.exchange.bank.columns import ARROW, LETTERS
from kadguide.exchange.bank.question import Answer, Imported, Remark, UnfitError
from kadguide.exchange.bank.sheetfile import Row, Sheets
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.items import (
    FULL,
    NOTHING,
    Case,
    Item,
    ItemType,
    Mistake,
    NumberKey,
    Option,
    Pair,
    Step,
)
from kadguide.knowledge.model import Bilingual, Citation, Lang, Layer, Names


class Known(NamedTuple):
    """The ids that the knowledge has, by kind."""

    entries: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    misconceptions: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()


def _words(key: str) -> frozenset[str]:
    return frozenset(Catalog(lang)(key).casefold() for lang in LANGUAGES)


class _Texts:
    """The texts of one row in both languages; where one is missing, the other one stands for it."""

    def __init__(self, lang: Lang, row: dict[str, str], other: dict[str, str]) -> None:
        self.row = row
        self._by = {"id": row, "en": other} if lang == "id" else {"id": other, "en": row}

    def both(self, key: str) -> Bilingual:
        one, two = self._by["id"].get(key, ""), self._by["en"].get(key, "")
        return Bilingual(one or two, two or one)

    def sides(self, key: str) -> tuple[Bilingual, Bilingual]:
        """The left and right side of a pair."""
        texts = self.both(key)
        parts = [text.partition(ARROW) for text in (texts.id, texts.en)]
        if not all(arrow for _, arrow, _ in parts):
            raise UnfitError("no_arrow", text=texts.id[:40])
        left, right = ([part[at].strip() for part in parts] for at in (0, 2))
        return Bilingual(*left), Bilingual(*right)

    def names(self, key: str) -> Names:
        texts = self.both(key)
        return Names(columns.read_list(texts.id), columns.read_list(texts.en))


@dataclass
class SheetReader:
    """Turns rows into the items of one quiz. ``day`` is the day of the import."""

    quiz: str
    day: date
    known: Known
    remarks: list[Remark] = field(default_factory=list)
    _cases: dict[str, Case] = field(default_factory=dict)
    _place: tuple[str, int] = ("", 0)

    def take(self, sheets: Sheets) -> Imported:
        """All rows that can be asked, and everything to say about the others."""
        self.remarks = list(sheets.remarks)
        (lang, rows), *rest = sheets.rows.items()
        others = self._others(rows, rest[0][1] if rest else [])
        ids = item_ids(self.quiz, [row.cells.get("id", "") for row in rows])
        given: set[str] = set()
        items = []
        for row, id_ in zip(rows, ids, strict=True):
            name = row.cells.get("id", "")
            self._place = (name or row.cells.get("stem", "")[:40], row.number)
            try:
                if name and name in given:
                    raise UnfitError("twice", name=name)
                given.add(name)
                items.append(self._item(_Texts(lang, row.cells, others.get(name, {})), id_))
            except UnfitError as unfit:
                self._remark("error", unfit.key, **unfit.values)
        problems = sorted(self.remarks, key=lambda remark: (remark.place, remark.weight, remark.key))
        used = {item.case for item in items}
        cases = tuple(case for case in self._cases.values() if case.id in used)
        return Imported(tuple(items), cases, tuple(problems))

    def _others(self, rows: list[Row], others: list[Row]) -> dict[str, dict[str, str]]:
        """The rows of the second language by id. One without a first is of no use."""
        known = {row.cells.get("id", "") for row in rows} - {""}
        found = {}
        for row in others:
            name = row.cells.get("id", "")
            if name not in known:
                self._place = (name or row.cells.get("stem", "")[:40], row.number)
                self._remark("error", "no_first_row")
            found[name] = row.cells
        return found

    def _remark(self, weight: str, key: str, **values: object) -> None:
        item, place = self._place
        self.remarks.append(Remark("error" if weight == "error" else "note", key, item, place, values))

    # -- one item

    def _item(self, texts: _Texts, id_: str) -> Item:
        row = texts.row
        kind = columns.types_by_name().get(row.get("type", "").casefold())
        if kind is None:
            raise UnfitError("unknown_type", kind=row.get("type", "")[:40] or "–")
        if not row.get("stem"):
            raise UnfitError("no_text")
        layer: Layer = "paper" if row.get("layer", "").casefold() in _words("bank.layer_paper") else "law"
        plain = Item(
            id_, self.quiz, kind, layer, texts.both("stem"), texts.both("explanation"),
            self._one("entry", row, self.known.entries), self._updated(row), self._whole(row, "version", 1, 9999),
            self._whole(row, "difficulty", 2, 3), self._several("competencies", row, self.known.competencies),
            self._several("claims", row, self.known.claims), self._sources(row), texts.both("hint"), self._case(texts),
            self._one("contrast", row, self.known.contrasts) or None,
            keep_order=row.get("keep_order", "").casefold() in _words("bank.yes") | {"true", "1", "x"},
        )  # fmt: skip
        return _TAKERS[kind](self, texts, plain)

    def _one(self, key: str, row: dict[str, str], known: frozenset[str]) -> str:
        name = row.get(key, "")
        if name and name not in known:
            self._remark("note", "note_unknown", name=name[:60])
            return ""
        return name

    def _several(self, key: str, row: dict[str, str], known: frozenset[str]) -> tuple[str, ...]:
        names = columns.read_list(row.get(key, ""))
        return tuple(name for name in names if self._one(key, {key: name}, known))

    def _whole(self, row: dict[str, str], key: str, usual: int, most: int) -> int:
        text = row.get(key, "")
        if text and not (re.fullmatch(r"\d{1,4}", text) and 1 <= int(text) <= most):
            raise UnfitError("bad_number", text=text[:40])
        return int(text) if text else usual

    def _updated(self, row: dict[str, str]) -> date:
        try:
            return date.fromisoformat(row["updated"]) if row.get("updated") else self.day
        except ValueError as error:
            raise UnfitError("bad_day", text=row["updated"][:40]) from error

    def _sources(self, row: dict[str, str]) -> tuple[Citation, ...]:
        found = []
        for text in columns.read_list(row.get("sources", "")):
            citation = columns.read_citation(text)
            if citation is None or citation.source not in self.known.sources:
                self._remark("note", "note_unknown", name=text[:60])
            else:
                found.append(citation)
        return tuple(found)

    def _case(self, texts: _Texts) -> str | None:
        """Rows with the same text belong to one case."""
        text = texts.both("case")
        if not text.id:
            return None
        if text.id not in self._cases:
            number = len(self._cases) + 1
            title = texts.both("case_title")
            if not title.id:
                title = Bilingual(*(Catalog(lang)("bank.case_number", number=number) for lang in LANGUAGES))
            self._cases[text.id] = Case(f"{self.quiz}-kasus-{number}", self.quiz, title, text)
        return self._cases[text.id].id

    # -- type by type

    def _parts(self, texts: _Texts) -> Iterator[tuple[str, str | None, Bilingual]]:
        """Letter, misconception and feedback of each filled part."""
        for letter in LETTERS:
            if letter in texts.row:
                key = f"misconception_{letter}"
                name = self._one(key, texts.row, self.known.misconceptions) or None
                yield letter, name, texts.both(f"feedback_{letter}")

    def _options(self, texts: _Texts, earned: dict[str, int]) -> tuple[Option, ...]:
        for letter in earned:
            if letter not in texts.row:
                raise UnfitError("no_part", letter=letter.upper())
        return tuple(
            Option(letter, texts.both(letter), earned.get(letter, 0), feedback, misconception)
            for letter, misconception, feedback in self._parts(texts)
        )

    def choice(self, texts: _Texts, plain: Item) -> Item:
        options = self._options(texts, _credits(texts.row.get("key", "")))
        right = sum(option.credit == FULL for option in options)
        check_choice(tuple(Answer(option.text.id) for option in options), right)
        check_different(option.text.en for option in options)
        if plain.type == "single" and right > 1:
            raise UnfitError("several_right")
        if plain.type == "multiple" and right == len(options):
            raise UnfitError("no_wrong")
        if plain.type == "multiple" and any(0 < option.credit < FULL for option in options):
            raise UnfitError("half_in_multiple")
        return plain._replace(options=options)

    def true_false(self, texts: _Texts, plain: Item) -> Item:
        said, _, reason = texts.row.get("key", "").partition(",")
        yes, no = (
            _words(f"bank.{key}") | more for key, more in (("true", {"b", "true"}), ("false", {"s", "f", "false"}))
        )
        verdict = said.strip().casefold()
        if verdict not in yes | no | {"t"}:
            raise UnfitError("no_verdict")
        options = self._options(texts, _credits(reason))
        if options:
            check_choice(tuple(Answer(option.text.id) for option in options), sum(o.credit == FULL for o in options))
        misconception = self._one("misconception", texts.row, self.known.misconceptions) or None
        return plain._replace(
            truth=verdict in yes or verdict == "t", feedback=texts.both("feedback"), misconception=misconception,
            options=options,
        )  # fmt: skip

    def matching(self, texts: _Texts, plain: Item) -> Item:
        pairs, lures = [], []
        for letter, misconception, feedback in self._parts(texts):
            left, right = texts.sides(letter)
            if not right.id or not right.en:
                raise UnfitError("few_pairs")
            if left.id:
                pairs.append(Pair(letter, left, right, feedback))
            else:
                lures.append(Option(letter, right, 0, feedback, misconception))
        if len(pairs) < 2:
            raise UnfitError("few_pairs")
        check_different(pair.left.id for pair in pairs)
        check_different([*{pair.right.id for pair in pairs}, *(lure.text.id for lure in lures)])
        return plain._replace(pairs=tuple(pairs), lures=tuple(lures))

    def ordering(self, texts: _Texts, plain: Item) -> Item:
        """The steps stand in their right order; a key such as ``1 2 2 3`` says which may stand either way."""
        letters = [letter for letter in LETTERS if letter in texts.row]
        given = [int(rank) for rank in re.findall(r"\d{1,3}", texts.row.get("key", ""))]
        ranks = given or list(range(1, len(letters) + 1))
        if len(letters) < 2 or len(ranks) != len(letters) or len(set(ranks)) < 2:
            raise UnfitError("few_steps")
        check_different(texts.row[letter] for letter in letters)
        steps = tuple(Step(letter, texts.both(letter), rank) for letter, rank in zip(letters, ranks, strict=True))
        return plain._replace(steps=steps, ties=len(set(ranks)) < len(ranks))

    def short(self, texts: _Texts, plain: Item) -> Item:
        names = texts.names("key")
        sides = [[columns.read_credit(text) for text in side] for side in names]
        right, half = (
            Names(*(tuple(text for text, credit in side if (credit == FULL) == full) for side in sides))
            for full in (True, False)
        )
        if not right.id or not right.en:
            raise UnfitError("no_right")
        return plain._replace(accepted=right, partial=half, mistakes=self._mistakes(texts))

    def number(self, texts: _Texts, plain: Item) -> Item:
        row = texts.row
        value = number_of(row.get("key", ""))
        tolerance, near = (number_of(row[key]) if row.get(key) else 0.0 for key in ("tolerance", "near"))
        if tolerance < 0 or (near and near <= tolerance):
            raise UnfitError("bad_near")
        unit = texts.both("unit") if row.get("unit") else NOTHING
        key = NumberKey(value, tolerance, near, unit)
        return plain._replace(number=key, mistakes=self._mistakes(texts))

    def article(self, texts: _Texts, plain: Item) -> Item:
        key = columns.read_place(texts.row.get("key", ""))
        if key.source not in self.known.sources:
            raise UnfitError("unknown_law", name=key.source)
        return plain._replace(article=key, mistakes=self._mistakes(texts))

    def _mistakes(self, texts: _Texts) -> tuple[Mistake, ...]:
        return tuple(
            Mistake(texts.names(letter), feedback, misconception)
            for letter, misconception, feedback in self._parts(texts)
        )


_TAKERS: dict[ItemType, Callable[[SheetReader, _Texts, Item], Item]] = {
    "single": SheetReader.choice, "multiple": SheetReader.choice, "true_false": SheetReader.true_false,
    "matching": SheetReader.matching, "ordering": SheetReader.ordering, "short": SheetReader.short,
    "number": SheetReader.number, "article": SheetReader.article,
}  # fmt: skip


def _credits(text: str) -> dict[str, int]:
    """``A, C (50%)`` as what each letter earns. Raises :class:`UnfitError`."""
    found = {}
    for part in re.split(r"[,;]", text):
        if part.strip():
            letter, credit = columns.read_credit(part)
            if letter.casefold() not in tuple(LETTERS):
                raise UnfitError("bad_key", text=part.strip()[:40])
            found[letter.casefold()] = credit
    return found
