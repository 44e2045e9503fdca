"""Answers put together from a list or a table, and the overview of what is only named."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.comparing import lay_side_by_side
from kadguide.answering.dialogue import Context
from kadguide.answering.elsewhere import is_of_another_topic
from kadguide.answering.lists import (
    ASKING_WHAT,
    entry_about,
    list_of_its_kind,
    list_with_member,
    plain_list,
    rest_of_a_list,
    whole_list,
)
from kadguide.answering.premises import Premises
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.reply import SideBySide
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple

ASKED_SO = 0.7
"""Similarity with a phrasing from which an entry that compares answers, instead of a table of the two."""
SURE_OF_A_NAME = 0.9
"""Confidence of an answer to a bare name."""
SURE_OF_A_TABLE = 0.85
"""The same of a table of subjects."""


class Composed(NamedTuple):
    """An answer put together, and how sure it is."""

    sure: float
    entries: tuple[str, ...] = ()
    side_by_side: SideBySide | None = None
    point: int = 0
    """The point of the entry that is meant; 0 for all of it."""
    counted: bool = False
    """Whether it rests on what the question counts, so that corrections of that belong to it."""


def compose(
    asked: Question,
    question: Question,
    premises: Premises,
    ranked: Sequence[Ranked],
    context: Context | None,
    snapshot: Snapshot,
    vocabulary: Vocabulary,
) -> Composed | None:
    """Members of a list, a list, or subjects side by side; ``context`` is given when ``question`` leans on it.

    None for a question about something else: the second stage of something else is no stage of ours.
    """
    if is_of_another_topic(question):
        return None
    if premises.beyond and (entry := snapshot.groups[premises.beyond].entry):
        return Composed(1.0, (entry,), counted=True)
    if both := list_with_member(asked, snapshot):
        return Composed(SURE_OF_A_NAME, both)
    listed = rest_of_a_list(asked, snapshot) or whole_list(asked, snapshot)
    if not listed and context:
        listed = list_of_its_kind(asked, context, snapshot)
    if listed := listed or plain_list(asked, context.matter if context else None, snapshot, vocabulary):
        return Composed(SURE_OF_A_NAME, (listed,))
    if premises.point:
        return Composed(SURE_OF_A_NAME, premises.point[:1], point=premises.point[1])
    told = (entry_about(subject, snapshot, question.aspects) for subject in premises.members)
    if entries := tuple(filter(None, told)):
        return Composed(SURE_OF_A_NAME, entries, counted=True)
    if side_by_side := lay_side_by_side(question, context, snapshot):
        best = ranked[0] if ranked else None
        compares = best is not None and best.card.aspects[:1] == ("comparison",)
        if not (best and compares and best.signals["phrasing"] > ASKED_SO):
            return Composed(SURE_OF_A_TABLE, side_by_side=side_by_side)
    return None


def bare_name(
    asked: Question, completed: Question, snapshot: Snapshot, vocabulary: Vocabulary, *, any_form: bool
) -> str | None:
    """The overview of what is only named (“PKS”, “apa itu KAK”, “prinsip”): a subject, a list, a glossary term.

    ``any_form`` takes other forms of a list's name, too (“kendalanya”, “obstacles”): after an answer they may ask of
    that.
    """
    if asked.cited.anything or asked.unknown or asked.foreign:
        return None
    # “Kerja sama wajib” has “wajib” in its name, and asks for no duty.
    beside = {vocabulary.aspects.get(term[2:]) for term in asked.beside if term.startswith("c:")}
    of_the_name = asked.aspects - beside if "list" not in asked.aspects else frozenset[str]()
    sides = asked.aspects - of_the_name - {"definition", "list"}
    content = {unit for unit in asked.units if unit not in ASKING_WHAT}
    if len(content) == 1 and len(asked.subjects) == 1 and content == {f"s:{asked.subjects[0]}"}:
        entry = entry_about(snapshot.subjects[asked.subjects[0]], snapshot, completed.aspects - of_the_name)
        # The name may ask for a side itself: “what does she recommend?”
        if not sides or (entry and sides <= set(snapshot.card_of(entry).aspects[:1])):
            return entry
    words = [word for word in asked.words if word not in vocabulary.function_words]
    named = vocabulary.names.get(" ".join(words))
    if not any_form:  # “tahapan?” after an answer asks of that
        return None if sides else named
    if named and not sides:
        return named
    if not named:
        named = vocabulary.names.get(" ".join(vocabulary.stem(word) or word for word in words))
    # Of a list, “saran?” is the name and asks for a side at once.
    is_list = any(group.entry == named for group in snapshot.groups.values())
    return named if named and is_list and sides <= set(snapshot.card_of(named).aspects) else None
