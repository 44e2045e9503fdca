"""The editorial rules: what a library must satisfy beyond being readable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kadguide.knowledge.adviser_rules import check_adviser
from kadguide.knowledge.agenda_rules import check_agendas
from kadguide.knowledge.bank_rules import check_bank
from kadguide.knowledge.bodies import check_entry_text
from kadguide.knowledge.caserules import check_casework
from kadguide.knowledge.casework import CASEWORK_FILE
from kadguide.knowledge.coverage import check_claims
from kadguide.knowledge.library import Library
from kadguide.knowledge.lines import LineIndex
from kadguide.knowledge.model import LANGS, Entry
from kadguide.knowledge.reader import Reading
from kadguide.knowledge.rules import Problem
from kadguide.knowledge.timeline import check_timeline
from kadguide.knowledge.traits import FILE as TRAITS_FILE
from kadguide.knowledge.traits import check_traits

PHRASINGS = {"id": 12, "en": 6}
MAX_AGE = timedelta(days=365)


def check_library(reading: Reading, root: Path, today: date, *, local: bool = False) -> tuple[Problem, ...]:
    """Every problem of reading and of the editorial rules, sorted by place.

    ``root`` is where the files lie, to find line numbers; ``today`` decides what is outdated. ``local`` leaves out the
    rules about coverage, for a folder that is only an overlay.
    """
    checker = _Checker(reading.library, root, today)
    found = list(reading.problems)
    found.extend(checker.run(with_coverage=not local))
    return tuple(sorted(set(found)))


class _Checker:
    def __init__(self, library: Library, root: Path, today: date) -> None:
        self._library = library
        self._root = root
        self._today = today
        self._indexes: dict[str, LineIndex] = {}
        self._sources = {source.id for source in library.sources}
        self._entries = {entry.id for entry in library.entries}
        self._subjects = {subject.id for subject in library.subjects}

    def run(self, *, with_coverage: bool) -> Iterator[Problem]:
        yield from self._check_subjects()
        yield from self._check_links()
        for code, path, detail in check_timeline(self._library):
            yield self._problem(code, "timeline.toml", path, detail)
        for entry in self._library.entries:
            yield from self._check_entry(entry)
        yield from self._check_phrasings()
        yield from self._check_duplicate_ids()
        for code, key, detail in check_casework(self._library):
            yield self._problem(code, CASEWORK_FILE, key, detail)
        for code, path, detail in check_adviser(self._library):
            yield self._problem(code, "adviser.toml", path, detail)
        for code, path, detail in check_traits(self._library):
            yield self._problem(code, TRAITS_FILE, path, detail)
        for code, file, path, detail in check_bank(self._library, self._today, with_coverage=with_coverage):
            yield self._problem(code, file, path, detail)
        for code, file, path, detail in check_agendas(self._library):
            yield self._problem(code, file, path, detail)
        if with_coverage:
            for code, file, detail in check_claims(self._library):
                yield self._problem(code, file, "", detail)

    def _problem(self, code: str, file: str, path: str, detail: str) -> Problem:
        if file not in self._indexes:
            location = self._root / file
            text = location.read_text(encoding="utf-8") if location.is_file() and file.endswith(".toml") else ""
            self._indexes[file] = LineIndex(text)
        line, column = self._indexes[file].find(path)
        return Problem(file, line, column, code, path, detail)

    @staticmethod
    def _file(entry: Entry) -> str:
        prefix = f"{entry.origin}/" if entry.origin else ""
        return f"{prefix}topics/{entry.topic}/{entry.id}.toml"

    def _check_entry(self, entry: Entry) -> Iterator[Problem]:
        file = self._file(entry)
        claims = {claim.id for claim in self._library.claims}
        for index, citation in enumerate(entry.citations):
            if citation.source not in self._sources:
                yield self._problem("KAD102", file, f"sources.{index}.source", f"“{citation.source}”")
            if citation.source == "radji" and not citation.section:
                yield self._problem("KAD403", file, f"sources.{index}", "the paper is cited without a section")
        if not entry.citations:
            yield self._problem("KAD403", file, "", "no [[sources]]")
        for claim in entry.claims:
            if claim not in claims:
                yield self._problem("KAD101", file, "claims", f"“{claim}”")
        if entry.subject and entry.subject not in self._subjects:
            yield self._problem("KAD103", file, "subject", f"“{entry.subject}”")
        for other in entry.see_also:
            if other not in self._entries:
                yield self._problem("KAD104", file, "see_also", f"“{other}”")
        if self._today - entry.checked_on > MAX_AGE:
            yield self._problem("KAD401", file, "checked_on", f"on {entry.checked_on.isoformat()}")
        revoked = {source.id for source in self._library.sources if source.status == "revoked"}
        for code, lang, detail in check_entry_text(entry, self._sources, revoked):
            yield self._problem(code, f"{file.removesuffix('.toml')}.{lang}.md", "", detail)

    def _check_phrasings(self) -> Iterator[Problem]:
        owners: dict[str, str] = {}
        for entry in self._library.entries:
            file = self._file(entry)
            for lang in LANGS:
                phrasings = getattr(entry.phrasings, lang)
                if len(phrasings) < PHRASINGS[lang]:
                    yield self._problem("KAD201", file, f"phrasings.{lang}", f"{len(phrasings)} in “{lang}”")
                for phrasing in phrasings:
                    folded = " ".join(re.findall(r"\w+", phrasing.casefold()))
                    owner = owners.setdefault(folded, entry.id)
                    if owner != entry.id:
                        yield self._problem("KAD203", file, f"phrasings.{lang}", f"“{phrasing}” is also in {owner}")
                if len({" ".join(re.findall(r"\w+", p.casefold())) for p in phrasings}) < len(phrasings):
                    yield self._problem("KAD202", file, f"phrasings.{lang}", "the same words twice")

    def _check_subjects(self) -> Iterator[Problem]:
        owners: dict[str, str] = {}
        groups = {group.id: group for group in self._library.groups}
        members: dict[str, list[int]] = defaultdict(list)
        for subject in self._library.subjects:
            file = f"topics/{subject.topic}/topic.toml"
            for name in {" ".join(re.findall(r"\w+", name.casefold())) for name in subject.names.all}:
                owner = owners.setdefault(name, subject.id)
                if owner != subject.id:
                    yield self._problem("KAD106", file, "subjects", f"“{name}”: {owner} and {subject.id}")
            if subject.group:
                if subject.group not in groups:
                    yield self._problem("KAD105", file, "subjects", f"{subject.id}: no group “{subject.group}”")
                members[subject.group].append(subject.order or 0)
        for group in self._library.groups:
            file = f"topics/{group.topic}/topic.toml"
            if sorted(members[group.id]) != list(range(1, len(members[group.id]) + 1)) or not members[group.id]:
                yield self._problem("KAD105", file, "groups", f"{group.id}: orders {sorted(members[group.id])}")
            if group.entry and group.entry not in self._entries:
                yield self._problem("KAD104", file, "groups", f"“{group.entry}”")

    def _check_links(self) -> Iterator[Problem]:
        groups = {group.id for group in self._library.groups}
        known = self._subjects | self._sources | self._entries
        for comparison in self._library.comparisons:
            file = f"comparisons/{comparison.id}.toml"
            if comparison.group not in groups:
                yield self._problem("KAD107", file, "group", f"no group “{comparison.group}”")
            for index, row in enumerate(comparison.rows):
                for subject in sorted(set(row.cells) - self._subjects):
                    yield self._problem("KAD107", file, f"rows.{index}", f"no subject “{subject}”")
                for subject in sorted(set(row.entries) - self._subjects):
                    yield self._problem("KAD107", file, f"rows.{index}.entries", f"no subject “{subject}”")
                named = {*row.entries.values(), *([row.entry] if row.entry else [])}
                for entry_id in sorted(named - self._entries):
                    yield self._problem("KAD107", file, f"rows.{index}.entries", f"no entry “{entry_id}”")
        for index, relation in enumerate(self._library.relations):
            for end in (relation.start, relation.end):
                if end.partition(":")[0] not in known:
                    yield self._problem("KAD107", "relations.toml", f"relations.{index}", f"“{end}”")
        for index, term in enumerate(self._library.terms):
            if term.source and term.source not in self._sources:
                yield self._problem("KAD102", "glossary.toml", f"terms.{index}.source", f"“{term.source}”")
            if term.entry and term.entry not in self._entries:
                yield self._problem("KAD104", "glossary.toml", f"terms.{index}.entry", f"“{term.entry}”")
        for index, turn in enumerate(self._library.lexicon.turns):
            if turn.kind not in self._subjects:
                yield self._problem("KAD103", "lexicon.toml", f"turns.{index}.subject", f"“{turn.kind}”")
        for index, competency in enumerate(self._library.competencies):
            for entry_id in sorted(set(competency.entries) - self._entries):
                yield self._problem("KAD104", "competencies.toml", f"competencies.{index}.entries", f"“{entry_id}”")
        for source in self._library.sources:
            for other in (source.revoked_by, *source.amended_by):
                if other and other not in self._sources:
                    yield self._problem("KAD102", "sources.toml", "sources", f"{source.id}: “{other}”")

    def _check_duplicate_ids(self) -> Iterator[Problem]:
        seen: dict[str, Entry] = {}
        for entry in self._library.entries:
            if entry.id in seen:
                yield self._problem(
                    "KAD008", self._file(entry), "id", f"“{entry.id}” also in {self._file(seen[entry.id])}"
                )
            seen.setdefault(entry.id, entry)
