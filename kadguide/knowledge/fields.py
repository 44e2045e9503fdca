"""Typed reading of TOML tables that collects problems instead of stopping at the first."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kadguide.knowledge.lines import LineIndex
from kadguide.knowledge.model import LANGS, Bilingual, Names
from kadguide.knowledge.rules import Problem


@dataclass
class Report:
    """Collects the problems of one file."""

    file: str
    lines: LineIndex
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, path: str, detail: str) -> None:
        line, column = self.lines.find(path)
        self.problems.append(Problem(self.file, line, column, code, path, detail))


class Fields:
    """One table of a file. Every getter notes what is missing or of the wrong type, and returns a usable value."""

    def __init__(self, table: Mapping[str, Any], report: Report, path: str = "", *, one_language: bool = False) -> None:
        self._table = table
        self._report = report
        self.path = path
        self.one_language = one_language
        """One language is enough in this table and those below: it stands for the other one, too."""
        self._seen: list[str] = []

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def problem(self, code: str, key: str, detail: str) -> None:
        self._report.add(code, self.at(key) if key else self.path, detail)

    def _get(self, key: str, required: bool) -> Any:
        self._seen.append(key)
        value = self._table.get(key)
        if value is None and required:
            self.problem("KAD005", key, f"“{key}” is missing")
        return value

    def _wrong(self, key: str, wanted: str, value: object) -> None:
        self.problem("KAD006", key, f"“{key}” must be {wanted}, not {type(value).__name__}")

    def text(self, key: str, *, required: bool = True, choices: Sequence[str] = ()) -> str:
        """A text, or ``""`` when it is missing or wrong."""
        value = self._get(key, required)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, "a text that is not empty", value)
            return ""
        if choices and value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f", did you mean “{near[0]}”?" if near else ""
            self.problem("KAD006", key, f"“{value}” is not one of {', '.join(choices)}{hint}")
            return ""
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key, required=False) or None

    def number(self, key: str, *, required: bool = False) -> int | None:
        value = self._get(key, required)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self._wrong(key, "a whole number", value)
        return None

    def decimal(self, key: str, *, required: bool = True) -> float:
        """A number, or 0 when it is missing or wrong."""
        value = self._get(key, required)
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, "a number", value)
            return 0.0
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._get(key, False)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "true or false", value)
        return value is True

    def day(self, key: str, *, required: bool = True) -> date | None:
        value = self._get(key, required)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self._wrong(key, "a date such as 2026-11-23", value)
            return None
        return value

    def texts(self, key: str, *, required: bool = False, choices: Sequence[str] = ()) -> tuple[str, ...]:
        value = self._get(key, required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._wrong(key, "a list of texts that are not empty", value)
            return ()
        for item in value:
            if choices and item not in choices:
                near = difflib.get_close_matches(item, choices, 1)
                hint = f", did you mean “{near[0]}”?" if near else ""
                self.problem("KAD006", key, f"“{item}” is not known{hint}")
        return tuple(value)

    def text_groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts."""
        value = self._get(key, True)
        if value is None:
            return ()
        groups = value if isinstance(value, list) else [None]
        if not all(isinstance(group, list) and all(isinstance(item, str) for item in group) for group in groups):
            self._wrong(key, "a list of lists of texts", value)
            return ()
        return tuple(tuple(group) for group in groups if group is not None)

    def table(self, key: str, *, required: bool = True) -> Fields:
        value = self._get(key, required)
        if value is not None and not isinstance(value, Mapping):
            self._wrong(key, "a table", value)
            value = None
        return Fields(value or {}, self._report, self.at(key), one_language=self.one_language)

    def tables(self, key: str) -> Iterator[Fields]:
        value = self._get(key, False)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self._wrong(key, "an array of tables", value)
            return
        for index, item in enumerate(value):
            yield Fields(item, self._report, f"{self.at(key)}.{index}", one_language=self.one_language)

    def children(self) -> Iterator[tuple[str, Fields]]:
        """Every key as a table of its own, for tables whose keys are ids."""
        for key in self._table:
            yield key, self.table(key)

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts, such as spelling = standard word."""
        value = self._get(key, False)
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(item, str) for item in value.values()):
            self._wrong(key, "a table of texts", value)
            return {}
        return dict(value)

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Every key as a list of texts, for tables whose keys are ids."""
        return {key: self.texts(key) for key in self._table}

    def bilingual(self, key: str, *, required: bool = True) -> Bilingual:
        if not required and key not in self._table:
            self._seen.append(key)
            return Bilingual("", "")
        table = self.table(key, required=required)
        if key not in self._table:
            return Bilingual("", "")
        return table.both()

    def keyed(self) -> dict[str, str]:
        """Every key with its text, for tables whose keys are ids."""
        return {key: self.text(key) for key in self._table}

    def both(self) -> Bilingual:
        enough = self.one_language and any(lang in self._table for lang in LANGS)
        one, two = (self.text(lang, required=not enough) for lang in LANGS)
        self.close()
        return Bilingual(one or two, two or one) if enough else Bilingual(one, two)

    def names(self, key: str, *, required: bool = True) -> Names:
        table = self.table(key, required=required)
        if key not in self._table:
            return Names()
        one, two = (table.texts(lang) for lang in LANGS)
        table.close()
        return Names(one or two, two or one) if self.one_language else Names(one, two)

    def close(self) -> None:
        """Notes every key that nothing asked for, with the nearest known one."""
        for key in self._table:
            if key not in self._seen:
                near = difflib.get_close_matches(key, self._seen, 1, 0.5)
                hint = f", did you mean “{near[0]}”?" if near else ""
                self.problem("KAD004", key, f"“{key}” is not known here{hint}")
