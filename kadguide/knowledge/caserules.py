"""The rules of ``casework.toml``: what it names exists, every limit has its article, every word one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kadguide.knowledge.casework import CaseBasis
from kadguide.knowledge.library import Library
from kadguide.knowledge.model import Names

Finding = tuple[str, str, str]
"""Code, key, and what is wrong."""


def check_casework(library: Library) -> Iterator[Finding]:
    """Everything that breaks a rule."""
    casework = library.casework
    kinds = {kind.id for kind in casework.kinds}
    signs = {sign.id for sign in casework.signs}
    for index, kind in enumerate(casework.kinds):
        yield from _basis(f"kinds.{index}", kind.basis, library)
        yield from _unknown(f"kinds.{index}.needs", kind.needs, signs)
        for part in ("stages", "documents", "signs"):
            if not any(kind.id in row.kinds for row in getattr(casework, part)):
                yield "KAD626", f"kinds.{index}", f"{kind.id}: no {part}"
    for name in ("signs", "documents", "stages", "reminders"):
        for index, row in enumerate(getattr(casework, name)):
            yield from _basis(f"{name}.{index}", row.basis, library)
            yield from _unknown(f"{name}.{index}.kinds", row.kinds, kinds)
    for index, stage in enumerate(casework.stages):
        if (stage.deadline is not None or stage.limit.id) and not stage.basis.article:
            yield "KAD624", f"stages.{index}", stage.id
    yield from _check_words(library)


def _unknown(key: str, named: tuple[str, ...], known: set[str]) -> Iterator[Finding]:
    for id_ in named:
        if id_ not in known:
            yield "KAD623", key, f"“{id_}”"


def _basis(key: str, basis: CaseBasis, library: Library) -> Iterator[Finding]:
    source = next((source for source in library.sources if source.id == basis.source), None)
    if source is None:
        yield "KAD622", key, f"“{basis.source}”"
    elif source.status == "revoked":
        yield "KAD629", key, f"“{basis.source}”"
    elif source.kind != "regulation" and not basis.practice:
        yield "KAD628", key, f"“{basis.source}” is no regulation"
    if basis.entry and basis.entry not in {entry.id for entry in library.entries}:
        yield "KAD621", key, f"“{basis.entry}”"


def _check_words(library: Library) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    named: list[tuple[str, str, Names]] = [
        (f"signs.{n}.words", sign.id, sign.words) for n, sign in enumerate(library.casework.signs)
    ]
    if library.casework.kinds:
        named.append(("ours", "ours", library.casework.ours))
    for key, id_, words in named:
        if not (words.id and words.en):
            yield "KAD625", key, id_
        for word in {" ".join(re.findall(r"\w+", word.casefold())) for word in words.all}:
            if owners.setdefault(word, id_) != id_:
                yield "KAD627", key, f"“{word}” is also under {owners[word]}"
