"""From a line to the kind of cooperation, and from a kind to its documents and steps, by the rules of the material."""

from __future__ import annotations

import re
from typing import NamedTuple

from kadguide.knowledge.casework import CaseDocument, CaseKind, CaseReminder, CaseSign, CaseStage, Casework

MOST_WORDS = 200
"""Words of a line that are looked at."""


class Reason(NamedTuple):
    """A word of the line, and the sign that it is."""

    word: str
    sign: CaseSign


class Recognition(NamedTuple):
    """The kinds that fit a line, and why. Only one that is alone is taken; otherwise the user is asked."""

    kinds: tuple[CaseKind, ...]
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> CaseKind | None:
        return self.kinds[0] if len(self.kinds) == 1 else None


class Plan(NamedTuple):
    """What a kind needs, in order."""

    kind: CaseKind
    documents: tuple[CaseDocument, ...]
    stages: tuple[CaseStage, ...]
    reminders: tuple[CaseReminder, ...]

    @property
    def items(self) -> tuple[CaseDocument | CaseStage, ...]:
        """Everything that can be ticked; numbers count along this."""
        return (*self.documents, *self.stages)


def plan(casework: Casework, kind: CaseKind) -> Plan:
    """The documents and steps of ``kind``."""
    return Plan(
        kind,
        tuple(row for row in casework.documents if kind.id in row.kinds),
        tuple(row for row in casework.stages if kind.id in row.kinds),
        tuple(row for row in casework.reminders if not row.kinds or kind.id in row.kinds),
    )


def recognise(line: str, casework: Casework) -> Recognition:
    """The kinds that ``line`` fits.

    1. The partner is what stands behind “dengan”, “with” and the like; the whole line when nothing is recognised there.
    2. A sign of another country, anywhere in the line, leaves the foreign kinds, none leaves the domestic ones.
    3. Of these stay the kinds that the signs of the partner point to.
    4. Among the ones that are left, signs of form choose, or else a kind all of whose needs are found.
    """
    words = _words(line)
    everywhere = _found(words, casework)
    behind = _found(_behind(words, casework.markers), casework)
    partners = [r for r in behind if _names_partner(r.sign)] or [r for r in everywhere if _names_partner(r.sign)]
    partners += [r for r in everywhere if r.sign.abroad and _names_partner(r.sign)]
    reasons = list(dict.fromkeys([*partners, *(r for r in everywhere if not _names_partner(r.sign))]))
    abroad = any(reason.sign.abroad for reason in partners)
    pointed = {kind for reason in partners for kind in reason.sign.kinds}
    left = [kind for kind in casework.kinds if kind.abroad == abroad and kind.id in pointed]
    if abroad and not pointed:
        left = [kind for kind in casework.kinds if kind.abroad]
    for reason in reasons:
        if reason.sign.form:
            left = [kind for kind in left if kind.id in reason.sign.kinds] or left
    met = {reason.sign.id for reason in reasons}
    if len(left) > 1:
        left = [kind for kind in left if kind.needs and met.issuperset(kind.needs)] or left
    return Recognition(tuple(left), tuple(reasons))


def _names_partner(sign: CaseSign) -> bool:
    return not sign.form and bool(sign.kinds or sign.abroad)


def _words(line: str) -> list[str]:
    return re.findall(r"\w+", line[:5000].casefold())[:MOST_WORDS]


def _behind(words: list[str], markers: tuple[str, ...]) -> list[str]:
    """The words behind the first marker of the list that occurs; none when no marker does."""
    for marker in markers:
        if marker in words:
            return words[words.index(marker) + 1 :]
    return []


def _found(words: list[str], casework: Casework) -> list[Reason]:
    """The signs among ``words``, longest first at each place, so that a ministry of foreign affairs is not abroad."""
    table: dict[tuple[str, ...], CaseSign | None] = {tuple(_words(own)): None for own in casework.ours.all}
    for known in casework.signs:
        table.update((tuple(_words(word)), known) for word in known.words.all)
    longest = max(map(len, table), default=0)
    found: list[Reason] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            piece = tuple(words[at : at + length])
            if piece in table:
                if sign := table[piece]:
                    found.append(Reason(" ".join(piece), sign))
                at += length
                break
        else:
            at += 1
    return found
