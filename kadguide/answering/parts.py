"""Messages that are answered by what a part of them asks: two questions in one, the case behind names of regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kadguide.answering import weights
from kadguide.answering.around import is_of_the_past
from kadguide.answering.dialogue import Context
from kadguide.answering.double import Cut, ways_to_cut
from kadguide.answering.elsewhere import cases_without_regions
from kadguide.answering.folding import tokens
from kadguide.answering.matter import MUST
from kadguide.answering.memory import Memory
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.regions import regions_in
from kadguide.answering.reply import Reply
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot

SURE_OF_A_PART = 0.55
"""Confidence that each part of a double question needs."""
SURE_OF_A_CASE = 0.5
"""The same of the case behind the names of regions."""
SURE_OF_A_PIECE = 0.7
"""The same where a message is cut between parts that are no questions by their words."""
NEAR_BOTH = 4
"""The nearest entries of a message among which the answers to its pieces are to be."""
SURE_OF_THE_WHOLE = 0.95
"""Confidence from which a message is one question, unless both parts of it are questions by their words."""

STORY = 12
"""Words from which a question may tell a case."""
SUPPOSED = 7
"""The same with a word that supposes a case."""
_CONDITIONS = frozenset("kalau kalo klo kl jika bila apabila if when suppose misal misalnya".split())

AskPart = Callable[[str, Context], tuple[Question, Reply]]
"""Asks a part of a message by itself: the question as it was read, and the reply."""


def is_story(question: Question) -> bool:
    """Whether the question is long enough to tell a case, and names no place in a regulation."""
    words = tokens(question.text)
    least = STORY if _CONDITIONS.isdisjoint(words) else SUPPOSED
    return (len(words) >= least or bool(question.ending)) and not question.cited.anything


def asks_the_rule_of_regions(asked: Question, vocabulary: Vocabulary) -> bool:
    """Whether the question asks what two regions have to do (“kapan Bantul dan Sleman wajib bekerja sama?”)."""
    return not MUST.isdisjoint(asked.words) and len(set(regions_in(tokens(asked.text), vocabulary))) > 1


def case_behind_regions(
    asked: Question, context: Context, vocabulary: Vocabulary, snapshot: Snapshot, ask: AskPart
) -> Reply | None:
    """The answer to the case that ``asked`` tells, without the names of its regions."""
    for rest in cases_without_regions(asked, vocabulary):
        _, reply = ask(rest, context)
        sure = reply.status == "answered" and reply.confidence >= SURE_OF_A_CASE
        if sure and not is_of_the_past(reply.entries, snapshot):
            return reply
    return None


def answers_of_both(
    whole: Question, ranked: Sequence[Ranked], sure: float, context: Context, memory: Memory, ask: AskPart
) -> tuple[Reply, Reply] | None:
    """The replies to the two questions that ``whole`` is, if it is two; ``sure`` is the best of ``ranked``."""
    # The pieces of a message are to be near its answers: where it has none as a whole, they are not looked for.
    in_pieces = weights.ANSWER_FROM <= sure < SURE_OF_THE_WHOLE and "comparison" not in whole.aspects
    ways = [cut for cut in ways_to_cut(whole.text) if cut.both_ask or in_pieces]
    return next((found for cut in ways if (found := _answers_of(cut, ranked, context, memory, ask))), None)


def _answers_of(
    cut: Cut, ranked: Sequence[Ranked], context: Context, memory: Memory, ask: AskPart
) -> tuple[Reply, Reply] | None:
    """The replies to the parts of a message, when each has an answer of its own.

    Where the parts are no questions by their words, the message as a whole must be near both answers.
    """
    sure = SURE_OF_A_PART if cut.both_ask else SURE_OF_A_PIECE
    near = {r.card.id for r in ranked[:NEAR_BOTH]}
    parts = []
    for text in (cut.first, cut.second):
        question, reply = ask(text, context)
        if reply.status != "answered" or not reply.entries or reply.confidence < sure:
            return None
        if not cut.both_ask and reply.entries[0] not in near:
            return None
        context = memory.after(context, question, reply)
        parts.append(reply)
    return None if parts[0].entries[0] == parts[1].entries[0] else (parts[0], parts[1])
