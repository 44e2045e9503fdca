"""Reads a knowledge folder, and overlays upon it, into a :class:`Library` and *all* problems found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import tomli

from kadguide.files import StrPath
from kadguide.knowledge import tables
from kadguide.knowledge.agendas import Agenda, read_agenda
from kadguide.knowledge.casework import CASEWORK_FILE, Casework
from kadguide.knowledge.fields import Fields, Report
from kadguide.knowledge.items import Bank
from kadguide.knowledge.library import Library, Manifest
from kadguide.knowledge.lines import LineIndex
from kadguide.knowledge.model import LANGS, Bilingual, Entry, Names, Topic
from kadguide.knowledge.quizfile import read_quiz
from kadguide.knowledge.rules import Problem
from kadguide.knowledge.traits import FILE as TRAITS_FILE

FORMAT_VERSION = 1
Item = TypeVar("Item", bound=tables.HasId)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_KNOWN_FILES = {
    "adviser.toml",
    TRAITS_FILE,
    "misconceptions.toml",
    "path.toml",
    "manifest.toml",
    "claims.toml",
    "sources.toml",
    "glossary.toml",
    "lexicon.toml",
    "competencies.toml",
    "relations.toml",
    "timeline.toml",
    CASEWORK_FILE,
    "STYLE.md",
}
_KNOWN_FOLDERS = {"topics", "comparisons", "quizzes", "agendas"}


class KnowledgeError(Exception):
    """The folder cannot be used at all. ``problem`` says where and why (KAD001 or KAD002)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading returned: the library, and every problem, sorted by place."""

    library: Library
    problems: tuple[Problem, ...]


def read_library(root: StrPath, overlays: Sequence[StrPath] = ()) -> Reading:
    """Read ``root`` and lay ``overlays`` over it, in order.

    An overlay adds topics, entries, sources and terms of its own; what it defines again replaces the base's.
    Raises :class:`KnowledgeError` when a manifest is unreadable or of an unknown format.
    """
    readers = [_Reader(Path(root), None)] + [_Reader(Path(path), Path(path).name) for path in overlays]
    parts = [reader.read() for reader in readers]
    library = parts[0]
    for part in parts[1:]:
        library = _lay_over(library, part)
    problems = [problem for reader in readers for problem in reader.problems]
    return Reading(library, tuple(sorted(problems)))


class _Reader:
    """Reads one folder."""

    def __init__(self, root: Path, origin: str | None) -> None:
        self._root = root
        self._origin = origin
        self.problems: list[Problem] = []

    def _name(self, path: Path) -> str:
        name = path.relative_to(self._root).as_posix()
        return f"{self._origin}/{name}" if self._origin else name

    def _note(self, code: str, path: Path, detail: str, line: int = 0, column: int = 0, key: str = "") -> None:
        self.problems.append(Problem(self._name(path), line, column, code, key, detail))

    def _text(self, path: Path) -> str | None:
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            self._note("KAD009", path, error.strerror or "unreadable")
            return None
        except UnicodeDecodeError as error:
            self._note("KAD009", path, f"byte {error.start} is not UTF-8")
            return None
        bad = _CONTROL.search(text.replace("\r\n", "\n"))
        if bad:
            line = text.count("\n", 0, bad.start()) + 1
            self._note("KAD009", path, f"control character U+{ord(bad.group()):04X}", line)
            return None
        return text.replace("\r\n", "\n")

    def _toml(self, path: Path) -> tuple[Fields, Report] | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            data = tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            self._note("KAD003", path, error.msg, error.lineno, error.colno)
            return None
        report = Report(self._name(path), LineIndex(text))
        return Fields(data, report), report

    def _finish(self, fields: Fields, report: Report) -> None:
        fields.close()
        self.problems.extend(report.problems)

    def read(self) -> Library:
        manifest = self._manifest()
        topics: list[Topic] = []
        entries: list[Entry] = []
        parts = tables.Parts()
        for name, parse in tables.FILES.items():
            path = self._root / name
            if path.is_file() and (opened := self._toml(path)):
                parse(opened[0], parts)
                self._finish(*opened)
        for path in sorted((self._root / "comparisons").glob("*.toml")):
            if opened := self._toml(path):
                tables.read_comparison(opened[0], path.stem, parts)
                self._finish(*opened)
        for path in sorted((self._root / "quizzes").glob("*.toml")):
            if opened := self._toml(path):
                read_quiz(opened[0], path.stem, self._origin, parts.bank)
                self._finish(*opened)
        agendas: list[Agenda] = []
        for path in sorted((self._root / "agendas").glob("*.toml")):
            if opened := self._toml(path):
                agendas.append(read_agenda(opened[0], path.stem, self._origin))
                self._finish(*opened)
        for name in self._topic_order(manifest):
            folder = self._root / "topics" / name
            if topic := self._topic(folder, parts, entries):
                topics.append(topic)
        self._unexpected()
        return Library(
            manifest, tuple(topics), tuple(entries), tuple(parts.subjects), tuple(parts.groups), tuple(parts.sources),
            tuple(parts.claims), tuple(parts.comparisons), tuple(parts.terms), tuple(parts.relations),
            tuple(parts.competencies), parts.lexicon, tuple(parts.stops), parts.casework,
            parts.adviser, parts.bank.bank(), tuple(agendas), parts.traits,
        )  # fmt: skip

    def _manifest(self) -> Manifest:
        path = self._root / "manifest.toml"
        name = self._name(path)
        try:
            data = tomli.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            raise KnowledgeError(Problem(name, 0, 0, "KAD001", "", str(error))) from error
        text = path.read_text(encoding="utf-8")
        report = Report(name, LineIndex(text))
        fields = Fields(data, report)
        version = fields.number("format_version", required=True)
        if version != FORMAT_VERSION:
            line, column = report.lines.find("format_version")
            detail = f"{data.get('format_version')!r} is not {FORMAT_VERSION}"
            raise KnowledgeError(Problem(name, line, column, "KAD002", "format_version", detail))
        fields.texts("languages")
        day = fields.day("checked_on")
        manifest = Manifest(
            FORMAT_VERSION, fields.bilingual("title"), fields.bilingual("credit", required=False),
            fields.text("licence", required=False), day or tables.NO_DAY, fields.texts("topics"),
        )  # fmt: skip
        self._finish(fields, report)
        return manifest

    def _topic_order(self, manifest: Manifest) -> list[str]:
        """The manifest's order; a folder that it forgets still comes, at the end, and is noted."""
        folder = self._root / "topics"
        found = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        for name in manifest.topics:
            if name not in found:
                self._note("KAD011", self._root / "manifest.toml", f"there is no topics/{name}", key="topics")
        for name in found:
            if name not in manifest.topics:
                self._note("KAD011", self._root / "manifest.toml", f"topics/{name} is not in topics", key="topics")
        return [name for name in manifest.topics if name in found] + [n for n in found if n not in manifest.topics]

    def _topic(self, folder: Path, parts: tables.Parts, entries: list[Entry]) -> Topic | None:
        path = folder / "topic.toml"
        present = sorted(p.stem for p in folder.glob("*.toml") if p.name != "topic.toml")
        opened = self._toml(path) if path.is_file() else None
        if opened is None:
            if not path.is_file():
                self._note("KAD011", path, "topic.toml is missing")
            order: tuple[str, ...] = ()
            topic = Topic(folder.name, Bilingual(folder.name, folder.name), tuple(present), self._origin)
        else:
            fields, report = opened
            if (given := fields.text("id")) != folder.name:
                fields.problem("KAD007", "id", f"“{given}” is not the folder's name “{folder.name}”")
            order = fields.texts("entries", required=True)
            topic = Topic(folder.name, fields.bilingual("title"), order, self._origin)
            tables.read_subjects(fields, folder.name, parts)
            for name in order:
                if name not in present:
                    fields.problem("KAD011", "entries", f"there is no {name}.toml")
            for name in present:
                if name not in order:
                    fields.problem("KAD011", "entries", f"{name}.toml is not listed")
            self._finish(fields, report)
        for name in [n for n in order if n in present] + [n for n in present if n not in order]:
            if entry := self._entry(folder / f"{name}.toml"):
                entries.append(entry)
        for body in folder.glob("*.md"):
            if body.name.split(".")[0] not in present:
                self._note("KAD010", body, "there is no entry of that name")
        return topic

    def _entry(self, path: Path) -> Entry | None:
        opened = self._toml(path)
        if opened is None:
            return None
        fields, report = opened
        bodies = {}
        for lang in LANGS:
            body_path = path.with_name(f"{path.stem}.{lang}.md")
            if not body_path.is_file():
                self._note("KAD012", body_path, "there is no such file")
                bodies[lang] = ""
            else:
                bodies[lang] = (self._text(body_path) or "").strip()
        body = Bilingual(bodies["id"], bodies["en"])
        entry = tables.read_entry(fields, path.parent.name, body, self._origin)
        if entry.id != path.stem or not _ID.match(entry.id):
            fields.problem("KAD007", "id", f"“{entry.id}” should be “{path.stem}”, lower-case words with hyphens")
        self._finish(fields, report)
        return entry

    def _unexpected(self) -> None:
        for path in sorted(self._root.iterdir()):
            if path.name.startswith("."):
                continue
            known = _KNOWN_FOLDERS if path.is_dir() else _KNOWN_FILES
            if path.name not in known:
                self._note("KAD010", path, "kadguide does not know it")


def _lay_over(base: Library, part: Library) -> Library:
    """``part`` over ``base``: same id replaces, other ids are added; spelling and concepts add up."""
    return Library(
        base.manifest,
        _merge(base.topics, part.topics),
        _merge(base.entries, part.entries),
        _merge(base.subjects, part.subjects),
        _merge(base.groups, part.groups),
        _merge(base.sources, part.sources),
        base.claims,
        _merge(base.comparisons, part.comparisons),
        _merge(base.terms, part.terms),
        base.relations + part.relations,
        _merge(base.competencies, part.competencies),
        tables.join_lexicons(base.lexicon, part.lexicon),
        _merge(base.stops, part.stops),
        _join_casework(base.casework, part.casework),
        part.adviser if part.adviser.questions else base.adviser,
        _join_bank(base.bank, part.bank),
        _merge(base.agendas, part.agendas),
        base.traits.joined(part.traits),
    )


def _join_casework(base: Casework, part: Casework) -> Casework:
    return Casework(
        base.markers + part.markers,
        Names(base.ours.id + part.ours.id, base.ours.en + part.ours.en),
        _merge(base.kinds, part.kinds),
        _merge(base.signs, part.signs),
        _merge(base.documents, part.documents),
        _merge(base.stages, part.stages),
        _merge(base.reminders, part.reminders),
    )


def _join_bank(base: Bank, part: Bank) -> Bank:
    return Bank(
        _merge(base.items, part.items),
        _merge(base.cases, part.cases),
        _merge(base.quizzes, part.quizzes),
        _merge(base.misconceptions, part.misconceptions),
        _merge(base.modules, part.modules),
        _merge(base.contrasts, part.contrasts),
    )


def _merge(base: Iterable[Item], part: Iterable[Item]) -> tuple[Item, ...]:
    merged = {item.id: item for item in base}
    for item in part:
        known = merged.get(item.id)
        if isinstance(item, Topic) and isinstance(known, Topic):
            extra = tuple(name for name in item.entries if name not in known.entries)
            merged[item.id] = Topic(known.id, known.title, known.entries + extra, known.origin)  # type: ignore[assignment]
        else:
            merged[item.id] = item
    return tuple(merged.values())
