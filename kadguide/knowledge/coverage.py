"""Is everything taught? Claims of the paper, sources, languages (KAD5xx and ``kadguide check --coverage``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kadguide.knowledge.library import Claim, Library
from kadguide.knowledge.model import LANGS, Entry, Lang


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """How many claims of one section of the paper are taught, per language."""

    section: str
    total: int
    taught: dict[Lang, int]


def states(entry: Entry, claim: Claim, lang: Lang) -> bool:
    """Whether title and body of ``entry`` state ``claim``: one pattern of every group must match."""
    text = f"{entry.title.get(lang)}\n{entry.body.id if lang == 'id' else entry.body.en}"
    return all(any(re.search(pattern, text, re.I) for pattern in group) for group in claim.states)


def _teachers(library: Library) -> dict[str, list[Entry]]:
    teachers: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.entries:
        for claim in entry.claims:
            teachers[claim].append(entry)
    return teachers


def claim_coverage(library: Library) -> list[SectionCoverage]:
    """Claims taught per section, in the paper's order."""
    teachers = _teachers(library)
    sections: dict[str, list[Claim]] = defaultdict(list)
    for claim in library.claims:
        sections[claim.section].append(claim)
    return [
        SectionCoverage(
            section,
            len(claims),
            {lang: sum(any(states(e, c, lang) for e in teachers[c.id]) for c in claims) for lang in LANGS},
        )
        for section, claims in sections.items()
    ]


def cited_sources(library: Library) -> dict[str, int]:
    """Number of entries that cite each source."""
    counts = {source.id: 0 for source in library.sources}
    for entry in library.entries:
        for source in {citation.source for citation in entry.citations}:
            counts[source] = counts.get(source, 0) + 1
    return counts


def check_claims(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yields rule code, file and detail for claims not taught, claims not stated, sources never cited."""
    teachers = _teachers(library)
    for claim in library.claims:
        for lang in LANGS:
            named = teachers[claim.id]
            if not any(states(entry, claim, lang) for entry in named):
                yield (
                    "KAD501",
                    "claims.toml",
                    f"{claim.id} [{lang}]: {'no naming entry states it' if named else 'no entry names it'}",
                )
            for entry in named:
                if not states(entry, claim, lang):
                    yield "KAD502", f"topics/{entry.topic}/{entry.id}.{lang}.md", claim.id
    for source, count in cited_sources(library).items():
        if not count:
            yield "KAD503", "sources.toml", source
    for competency in library.competencies:
        if not competency.entries:
            yield "KAD504", "competencies.toml", competency.id
