"""How one question is answered. :class:`Turn` takes one rule after the other, the hardest first."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering import weights
from kadguide.answering.around import is_general, is_of_the_past
from kadguide.answering.composing import SURE_OF_A_NAME, bare_name, compose
from kadguide.answering.confidence import confidence
from kadguide.answering.deals import is_of_a_deal, regions_of, tells_of_deal
from kadguide.answering.dialogue import (
    Context,
    as_article,
    asks_for_the_source,
    asks_the_same,
    complete,
    leans_on,
    stands_alone,
)
from kadguide.answering.double import Cut, joins_questions, ways_to_cut
from kadguide.answering.elsewhere import ELSEWHERE, cases_without_regions, is_elsewhere
from kadguide.answering.folding import clean
from kadguide.answering.lookup import asks_only_place, find_place
from kadguide.answering.matter import in_force_first, of_the_matter
from kadguide.answering.moves import made_of, position_chosen, steer
from kadguide.answering.premises import Premises, check_premises, law_of_a_year, ruled_by_another, with_full_names
from kadguide.answering.question import Question, read_question
from kadguide.answering.ranking import Ranked, candidates_of, is_known_keyword
from kadguide.answering.reply import Candidate, Correction, Reply, SideBySide
from kadguide.answering.shifting import only_naming, shift_to, tells_of, turned_to
from kadguide.answering.sides import (
    FAIRLY_SURE,
    Asked,
    asking,
    find_side,
    is_near,
    is_one_of_many,
    sides_asked,
    tells_mainly,
    tells_side,
)
from kadguide.answering.traits import decide, is_story
from kadguide.answering.under_law import read_under_law
from kadguide.answering.unknowable import what_is_unknowable
from kadguide.knowledge.model import Lang
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.engine import Engine
    from kadguide.knowledge.snapshot import Card

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
NEAR_ENOUGH = 0.3
"""Share of the question that an entry must know to be named as near when nothing answers."""


class Turn:
    """One question being answered."""

    def __init__(
        self,
        engine: Engine,
        text: str,
        context: Context,
        lang: Lang | None,
        top: int,
        usual: Lang,
        *,
        part: bool = False,
    ) -> None:
        """``part`` is for half of a message, which is not cut again; no message is where all words are taken alike."""
        self._engine, self._part = engine, part or not engine.vocabulary.tells_content
        self._snapshot = engine.snapshot
        self._vocabulary = engine.vocabulary
        self._index = engine.index
        self._ranker = engine.ranker
        self.context = context
        self._top = top
        self._typed = clean(text)
        position = position_chosen(self._typed, engine.snapshot, context)
        meant = text if position else as_article(text, context)
        self.question = read_question(with_full_names(meant, engine.snapshot), engine.vocabulary, lang, usual)
        if position:
            self.question = self.question._replace(cited=self.question.cited._replace(ordinals=(position,)))
        self._asked = self.question
        self._premises = Premises()

    def answer(self) -> Reply:
        sides = sides_asked(self._asked, self._vocabulary)
        asks_on = sides.wordless and self.context.entry  # “kalau tidak?” is no small talk after an answer
        talk = made_of(self.question.text, self._vocabulary.smalltalk, self._vocabulary)
        if talk and not asks_on:
            return self._reply("chitchat", 1.0, smalltalk=talk)
        if move := steer(self._asked, self.context, self._snapshot, self._vocabulary):
            if "example" not in self._asked.aspects:  # other steering turns ask for nothing new
                self.question = self._asked._replace(beside=frozenset(), aspects=frozenset())
            return self._reply("answered", SURE_OF_A_NAME, entries=(move.entry,), focus=move.focus, point=move.point)
        if sides.wordless and (told := self._side(sides)):
            return told
        if turned := self._turned():
            return turned
        leaning = leans_on(self.question, self.context)
        if leaning and self.context.laws and (law := law_of_a_year(self.question, self._snapshot)):
            self.question = self.question.about_law(law)
        # An article of the last regulation; a digit by itself chooses from a list, and here there is none.
        numbers = leaning and any(word.isdigit() and len(word) > 1 for word in self.question.words)
        cited = self.question.cited
        if not self.question.content and not cited.anything and not cited.ordinals and not numbers:
            return self._reply("not_found", 0.0)
        if leaning and asks_for_the_source(self._asked, self.context) and self.context.entry in self._snapshot.position:
            return self._reply("answered", SURE_OF_A_NAME, entries=(self.context.entry,), focus="sources")
        question, ranked, leaning = self._best_reading(leaning)
        found = ranked
        ranked = in_force_first(found)
        if self.context.entry:
            ranked = of_the_matter(self._asked, ranked, self.context, self._snapshot)
        self.question = question
        self._premises = check_premises(
            question, self._snapshot, self.context.group if leaning and not self._asked.subjects else None
        )
        if not leaning and question.cited.laws != self._asked.cited.laws:
            self._premises = ruled_by_another(
                self._premises, self._asked.cited.laws, question.cited.laws, self._snapshot
            )
        if self._premises.refused:
            return self._reply("not_found", 0.0, ranked, corrections=self._premises.corrections)
        if self._vocabulary.tells_content and (kind := what_is_unknowable(self._asked.text)):
            return self._reply("not_found", 0.0, ranked, refusal=kind)
        if placed := self._place(ranked):
            return placed
        told = None if leaning else self._told_case(ranked)
        if composed := told or self._composed(ranked, leaning):
            return composed
        # "And the other one?" asks of a name what was asked before, not what it is.
        named = bool(self._asked.subjects) or asks_the_same(self._asked.text)
        asked_again = named and question.terms != self._asked.terms
        if not asked_again and (bare := self._bare_name(any_form=not leaning)):
            return self._reply(
                "answered", SURE_OF_A_NAME, ranked, entries=(bare,), corrections=self._corrections(ranked)
            )
        return self._weighed(ranked, found, sides, leaning=leaning)

    def _weighed(self, ranked: list[Ranked], found: list[Ranked], sides: Asked, *, leaning: bool) -> Reply:
        """The reply by how sure the best of ``ranked`` is, and what it holds; ``found`` is the order by score alone."""
        question = self.question
        sure = confidence(question, found, leaning=leaning)
        if ranked[:1] != found[:1]:
            sure *= ranked[0].score / found[0].score  # greater than nothing, where another one was put first
        if not self._part and (both := self._both_answers(question, ranked, sure)):
            return both
        corrections = self._corrections(ranked)
        answer_from, clarify_from = weights.ANSWER_FROM, weights.CLARIFY_FROM
        if leaning:
            answer_from, clarify_from = weights.FOLLOW_UP_FROM, weights.CLARIFY_FOLLOW_UP_FROM
        if ranked and (lacking := self._lacking(ranked[0])):
            if case := self._case_behind_regions():
                return case
            if question.region:
                corrections = (*corrections, Correction("no-records", question.region))
            kind = None if question.region or lacking == ELSEWHERE else lacking
            return self._reply("not_found", min(sure, clarify_from), ranked, corrections=corrections, refusal=kind)
        if sides.aspects and ranked and not tells_side(ranked[0].card, sides, self.context, self._snapshot):
            if not sides.wordless and (told := self._side(sides)):
                return told
            answer_from = max(answer_from, self._sure_enough(sides, ranked[0].card))
            if sides.wordless and self.context.entry:
                clarify_from = answer_from
        elif ranked and tells_mainly(ranked[0].card, sides, self.context, self._snapshot):
            sure = max(sure, FAIRLY_SURE)
        if sure >= answer_from:
            return self._reply("answered", sure, ranked, entries=self._answering(ranked), corrections=corrections)
        if case := self._case_behind_regions():
            return case
        if leaning and (bare := self._bare_name(any_form=True)) and is_general(bare, self._snapshot):
            return self._reply("answered", FAIRLY_SURE, ranked, entries=(bare,))
        if sure >= clarify_from or (not sides.wordless and is_known_keyword(question, ranked)):
            return self._reply("clarify", sure, ranked, corrections=corrections)
        return self._reply("not_found", sure, ranked, corrections=corrections)

    def _told_case(self, ranked: list[Ranked]) -> Reply | None:
        """What the case that the question tells is a case of, by its traits; asked back between two."""
        found = self._engine.traits.read(self._asked.text) if is_story(self._asked) and not self._part else ()
        if not (decided := decide(found, ranked)):
            return None
        if len(decided.entries) == 1:
            said = self._corrections(ranked)
            reply = self._reply("answered", decided.sure, ranked, entries=decided.entries, corrections=said)
        elif confidence(self.question, ranked) < weights.ANSWER_FROM:
            offered = tuple(Candidate(id_, weights.CLARIFY_FROM) for id_ in decided.entries)
            reply = self._reply("clarify", weights.CLARIFY_FROM, ranked)._replace(candidates=offered)
        else:
            return None
        return reply._replace(traits=decided.traits)

    def _bare_name(self, *, any_form: bool) -> str | None:
        return bare_name(self._asked, self.question, self._snapshot, self._vocabulary, any_form=any_form)

    def _turned(self) -> Reply | None:
        """What was asked before, told of what the turn only names; asked back with its overview when nothing has it."""
        subject = turned_to(self._asked, self.context, self._vocabulary)
        if subject not in self._snapshot.subjects:
            return None
        self.question = complete(only_naming(subject, self._asked), self.context)
        shift = shift_to(subject, self.context, self._snapshot, self._index, self._vocabulary)
        if shift.entry:
            sure = SURE_OF_A_NAME if shift.entry == shift.overview else FAIRLY_SURE
            return self._reply("answered", sure, entries=(shift.entry,))
        ranked = self._ranker.rank(self.question, self.context)
        sure = confidence(self.question, ranked, leaning=True)
        told = ranked and tells_of(subject, ranked[0].card, self.context, self._index, self._snapshot)
        if told and sure >= weights.FOLLOW_UP_FROM:
            return self._reply("answered", sure, ranked, entries=(ranked[0].card.id,))
        first = [r for r in ranked if r.card.id == shift.overview]
        return self._reply("clarify", weights.CLARIFY_FROM, [*first, *(r for r in ranked if r not in first)])

    def _side(self, sides: Asked) -> Reply | None:
        """What has the side of the last matter that the turn asks for, if anything around it has."""
        side = find_side(sides, self.context, self._snapshot)
        self.question = asking(self._asked, side.aspect if side else sides.aspects[0], self._vocabulary)
        return self._reply("answered", side.sure, entries=(side.entry,)) if side else None

    def _sure_enough(self, sides: Asked, best: Card) -> float:
        """Confidence that an answer needs which does not tell the side asked for, or is not around the last one.

        So few words fit everything a little.
        """
        if not self.context.entry:
            return SURE_OF_THE_WHOLE if sides.wordless else 0.0
        if is_near(best, self.context, self._snapshot):
            return SURE_OF_A_NAME if sides.wordless else SURE_OF_A_PART
        mainly = best.topic == self.context.topic and best.aspects[:1] == sides.aspects[:1]
        mainly = mainly and not is_one_of_many(best, self.context, self._snapshot)
        return SURE_OF_A_PIECE if mainly else SURE_OF_THE_WHOLE

    def _place(self, ranked: list[Ranked]) -> Reply | None:
        """What stands at the place of a regulation, when nothing else is asked for; the number decides."""
        asked = self._asked._replace(cited=self.question.cited)  # “dan ayat 2?” asks of the last article
        if not asked.cited.articles:  # most questions name none, and for these no source is read
            return None
        if not asks_only_place(asked, self._vocabulary, self._snapshot.sources):
            return None
        if not (found := find_place(self.question, self._snapshot, self._vocabulary)):
            return None
        ranked = sorted(ranked, key=lambda r: r.card.id not in found.entries)
        corrections = self._corrections(ranked)
        if found.sure:
            return self._reply("answered", SURE_OF_A_NAME, ranked, entries=found.entries[:1], corrections=corrections)
        offered = tuple(Candidate(id_, weights.CLARIFY_FROM) for id_ in found.entries[: self._top])
        reply = self._reply("clarify", weights.CLARIFY_FROM, ranked, corrections=corrections)
        return reply._replace(candidates=offered)

    def _lacking(self, best: Ranked) -> str | None:
        """The kind of what is asked and not told by the best entry, ``elsewhere`` where it is not known; or none."""
        asked, vocabulary, position = self.question, self._vocabulary, self._snapshot.position[best.card.id]
        of_records = asked.amount or asked.record is not None or asked.which_regions
        if is_elsewhere(asked, best, position, self._index, vocabulary, alone=not self.context.entry):
            return "records" if of_records else ELSEWHERE
        regions = regions_of(asked.text, vocabulary)
        deal = is_of_a_deal(asked.text, regions)
        if not (deal or of_records or asked.region or "duration" in asked.aspects):
            return None
        from kadguide.answering.evidence import holds_the_fact

        body = self._snapshot.entry(best.card.id).body.get(asked.lang)
        if deal and not tells_of_deal(regions, body, best.card.subject in asked.subjects, vocabulary):
            return "deal"
        return None if holds_the_fact(asked, best.card.aspects, body, vocabulary) else "records"

    def _case_behind_regions(self) -> Reply | None:
        """The answer to the case that the question tells, when what is told of its regions answers nothing."""
        if self._part or self.question.region:
            return None
        for rest in cases_without_regions(self.question, self._vocabulary):
            lang = self.question.lang
            reply = Turn(self._engine, rest, self.context, lang, self._top, lang, part=True).answer()
            sure = reply.status == "answered" and reply.confidence >= SURE_OF_A_CASE
            if sure and not is_of_the_past(reply.entries, self._snapshot):
                return reply._replace(question=self._typed)
        return None

    def _both_answers(self, whole: Question, ranked: Sequence[Ranked], sure: float) -> Reply | None:
        """The answers to two questions in one (“… apa, terus kelemahannya?”), when both parts are sure of their own."""
        one = sure >= SURE_OF_THE_WHOLE or "comparison" in whole.aspects
        ways = [cut for cut in ways_to_cut(whole.text) if cut.both_ask or not one]
        both = next((found for cut in ways if (found := self._answers_of(cut, ranked))), None)
        if not both:
            return None
        first, second = both
        entries = (first.entries[0], second.entries[0])
        sure = min(first.confidence, second.confidence)
        corrections = tuple(dict.fromkeys((*first.corrections, *second.corrections)))
        return self._reply("answered", sure, ranked, entries=entries, corrections=corrections)

    def _answers_of(self, cut: Cut, ranked: Sequence[Ranked]) -> tuple[Reply, Reply] | None:
        """The replies to the parts of a message, when each has an answer of its own.

        Where the parts are no questions by their words, the message as a whole must be near both answers.
        """
        sure = SURE_OF_A_PART if cut.both_ask else SURE_OF_A_PIECE
        near = {r.card.id for r in ranked[:NEAR_BOTH]}
        parts, lang, context = [], self.question.lang, self.context
        for text in (cut.first, cut.second):
            turn = Turn(self._engine, text, context, lang, self._top, lang, part=True)
            reply = turn.answer()
            if reply.status != "answered" or not reply.entries or reply.confidence < sure:
                return None
            if not cut.both_ask and reply.entries[0] not in near:
                return None
            context = self._engine.memory.after(context, turn.question, reply)
            parts.append(reply)
        return None if parts[0].entries[0] == parts[1].entries[0] else (parts[0], parts[1])

    def _best_reading(self, leaning: bool) -> tuple[Question, list[Ranked], bool]:
        """The question as it stands, or completed from the conversation; and whether it is.

        A turn that may lean on the conversation does, unless it is nearly a known question, or only by itself has an
        answer: the topic changed.
        """
        alone = self.question
        ranked = self._ranker.rank(alone) if not leaning or len(alone.units) >= 3 else []
        if not leaning and (under_law := read_under_law(alone, ranked, self._vocabulary, self._ranker)):
            return *under_law, False
        if not leaning or (ranked and ranked[0].signals["phrasing"] >= 0.9):
            return alone, ranked, leaning
        completed = complete(alone, self.context)
        found = self._ranker.rank(completed, self.context)
        may_change = len(alone.units) >= 2 and not alone.cited.ordinals and stands_alone(alone.text)
        if may_change and confidence(completed, found, leaning=True) < weights.FOLLOW_UP_FROM:
            ranked = ranked or self._ranker.rank(alone)
            if confidence(alone, ranked) >= weights.ANSWER_FROM:
                return alone, ranked, False
        return completed, found, True

    def _composed(self, ranked: Sequence[Ranked], leaning: bool) -> Reply | None:
        """An answer put together: members of a list, or subjects side by side."""
        context = self.context if leaning else None
        made = compose(self._asked, self.question, self._premises, ranked, context, self._snapshot, self._vocabulary)
        if not made:
            return None
        corrections = self._corrections(ranked) if made.counted else ()
        return self._reply(
            "answered", made.sure, ranked, entries=made.entries, side_by_side=made.side_by_side,
            corrections=corrections, focus="point" if made.point else None, point=made.point,
        )  # fmt: skip

    def _answering(self, ranked: Sequence[Ranked]) -> tuple[str, ...]:
        """The best entry, and a second one when the question asks for two sides of the same subject."""
        best = ranked[0].card
        asked = self.question.aspects
        if not best.subject or len(asked) < 2 or not joins_questions(self.question.text):
            return (best.id,)
        for other in ranked[1:6]:
            card = other.card
            missing = asked - set(best.aspects)
            near = other.score > ranked[0].score * 0.6
            if card.subject == best.subject and card.aspects and card.aspects[0] in missing and near:
                return (best.id, card.id)
        return (best.id,)

    def _corrections(self, ranked: Sequence[Ranked]) -> tuple[Correction, ...]:
        return self._premises.to_say(ranked[0].card if ranked else None)

    def _reply(
        self,
        status: str,
        sure: float,
        ranked: Sequence[Ranked] = (),
        *,
        entries: tuple[str, ...] = (),
        side_by_side: SideBySide | None = None,
        corrections: tuple[Correction, ...] = (),
        smalltalk: str | None = None,
        refusal: str | None = None,
        focus: str | None = None,
        point: int = 0,
    ) -> Reply:
        if status == "not_found":
            named = refusal or not self._asked.foreign
            ranked = [r for r in ranked if named and r.signals["covered"] >= NEAR_ENOUGH]
        found = candidates_of(ranked[: self._top], sure)
        candidates = tuple(Candidate(c.entry, round(c.confidence, 3)) for c in found)
        if entries and candidates:
            first = Candidate(entries[0], round(sure, 3))
            candidates = (first, *(c for c in candidates if c.entry != first.entry))[: self._top]
        return Reply(
            question=self._typed, lang=self.question.lang, status=status, confidence=round(sure, 3),  # type: ignore[arg-type]
            entries=entries, side_by_side=side_by_side, corrections=corrections, candidates=candidates,
            smalltalk=smalltalk, refusal=refusal, focus=focus, point=point,
            signals=ranked[0].signals if ranked else None,
        )  # fmt: skip
