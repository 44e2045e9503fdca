"""How one question is answered. :class:`Turn` takes one rule after the other, the hardest first."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering import weights
from kadguide.answering.around import is_general
from kadguide.answering.composing import SURE_OF_A_NAME, bare_name, compose
from kadguide.answering.confidence import confidence
from kadguide.answering.dialogue import (
    Context,
    article,
    as_article,
    asks_the_same,
    complete,
    leans_on,
    names_another,
    points_back,
    source_asked,
)
from kadguide.answering.double import both_sides, with_side
from kadguide.answering.elsewhere import ELSEWHERE, without_lent
from kadguide.answering.folding import clean
from kadguide.answering.lacking import what_is_lacking
from kadguide.answering.lookup import asks_only_place, find_place
from kadguide.answering.matter import (
    KNOWN,
    asks_of_any,
    asks_whether_it_must,
    comparing_both,
    in_force_first,
    named_law_first,
    near_first,
    of_the_matter,
    of_the_old_rule,
    telling_near,
    telling_whether,
)
from kadguide.answering.moves import article_beside, asks_which_of_two, made_of, position_chosen, stage_after, steer
from kadguide.answering.parts import answers_of_both, asks_the_rule_of_regions, case_behind_regions, is_story
from kadguide.answering.premises import (
    Premises,
    called_by_years,
    check_premises,
    corrections_for,
    law_of_a_year,
    ruled_by_another,
    with_full_names,
)
from kadguide.answering.question import Question, read_question
from kadguide.answering.ranking import Ranked, candidates_of, is_known_keyword
from kadguide.answering.reading import best_reading
from kadguide.answering.reply import Candidate, Correction, Reply, SideBySide
from kadguide.answering.shifting import law_in_force_now, only_naming, picks, shift_to, tells_of, turned_to
from kadguide.answering.sides import (
    FAIRLY_SURE,
    Asked,
    asking,
    find_side,
    needed,
    sides_asked,
    tells_mainly,
    tells_side,
)
from kadguide.answering.unknowable import what_is_unknowable
from kadguide.knowledge.model import Lang
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.engine import Engine

SURE_BESIDE_A_CASE = 0.8
"""Confidence from which an answer is given that tells something else than what a told case is a case of."""
SURE_ALONE = 0.95
"""Confidence that an answer to “is it mandatory?” needs which does not tell that of the last matter."""
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
        if beside := article_beside(self._typed, engine.snapshot, context, engine.vocabulary):
            meant = article(beside, context)
        before = context.asked | {f"s:{subject}" for subject in context.subjects}
        read = read_question(with_full_names(meant, engine.snapshot), engine.vocabulary, lang, usual, before)
        self.question = called_by_years(read, engine.snapshot)
        if position:
            self.question = self.question._replace(cited=self.question.cited._replace(ordinals=(position,)))
        self._asked = self.question
        self._premises = Premises()

    def answer(self) -> Reply:
        sides = sides_asked(self._asked, self._vocabulary)
        asks_on = sides.wordless and self.context.entry  # “kalau tidak?” is no small talk after an answer
        talk = made_of(self.question.text, self._vocabulary.smalltalk, self._vocabulary)
        if talk and not asks_on and not (self.context.entry and asks_which_of_two(self._asked)):
            return self._reply("chitchat", 1.0, smalltalk=talk)
        if move := steer(self._asked, self.context, self._snapshot, self._vocabulary):
            if "example" not in self._asked.aspects:  # other steering turns ask for nothing new
                self.question = self._asked._replace(beside=frozenset(), aspects=frozenset())
            return self._reply("answered", SURE_OF_A_NAME, entries=(move.entry,), focus=move.focus, point=move.point)
        if sides.wordless and (told := self._side(sides)):
            return told
        if now := law_in_force_now(self._asked, self.context, self._snapshot, self._vocabulary):
            return self._reply("answered", SURE_OF_A_NAME, entries=(now,))
        step = stage_after(self._asked, self._snapshot, self.context, self._vocabulary)
        if step and not self._known_alone():
            return self._reply("answered", SURE_OF_A_NAME, entries=(step.entry,))
        if turned := self._turned():
            return turned
        leaning = leans_on(self.question, self.context) or asks_of_any(self.question, self.context, self._snapshot)
        if leaning and self.context.laws and (law := law_of_a_year(self.question, self._snapshot)):
            self.question = self.question.about_laws((law,))
        # An article of the last regulation; a digit by itself chooses from a list, and here there is none.
        numbers = leaning and any(word.isdigit() and len(word) > 1 for word in self.question.words)
        cited = self.question.cited
        if not self.question.content and not cited.anything and not cited.ordinals and not numbers:
            return self._reply("not_found", 0.0)
        if shown := source_asked(self._asked, self.context, self._snapshot, leaning=leaning):
            return self._reply("answered", SURE_OF_A_NAME, entries=(shown,), focus="sources")
        question, ranked, leaning, same_case = best_reading(
            self.question, self.context, self._ranker, self._vocabulary, self._snapshot, leaning=leaning
        )
        if ranked and (own := without_lent(question, ranked[0], self._vocabulary)) != question:
            question, ranked = own, self._ranker.rank(own, self.context if leaning else None)
        found = ranked
        ranked = in_force_first(found) if leaning else named_law_first(in_force_first(found))
        ranked = comparing_both(question, ranked, self._ranker)
        if self.context.entry:
            ranked = of_the_matter(self._asked, ranked, self.context, self._snapshot)
            if leaning:
                ranked = list(same_case) or near_first(self._asked, ranked, self.context, self._snapshot)
            ranked = of_the_old_rule(self._asked, ranked, self.context, self._snapshot)
        self.question = question
        group = self.context.group if leaning and not self._asked.subjects else None
        self._premises = check_premises(question, self._snapshot, group, ranked[0].card if ranked else None)
        if not leaning and question.cited.laws != self._asked.cited.laws:
            self._premises = ruled_by_another(
                self._premises, self._asked.cited.laws, question.cited.laws, self._snapshot
            )
        if self._premises.refused:
            return self._reply("not_found", 0.0, ranked, corrections=self._premises.corrections)
        if self._vocabulary.tells_content and (kind := what_is_unknowable(self._asked.text, self._vocabulary)):
            return self._reply("not_found", 0.0, ranked, refusal=kind)
        if placed := self._place(ranked):
            return placed
        told = self._told_case(ranked)
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
        if asks_the_rule_of_regions(question, self._vocabulary) and (case := self._case_behind_regions()):
            return case
        if ranked and (lacking := self._lacking(ranked)):
            if case := self._case_behind_regions():
                return case
            if question.region:
                corrections = (*corrections, Correction("no-records", question.region))
            kind = None if question.region or lacking == ELSEWHERE else lacking
            return self._reply("not_found", min(sure, clarify_from), ranked, corrections=corrections, refusal=kind)
        if leaning and ranked and asks_whether_it_must(self._asked):
            needed_so = telling_whether(ranked, self.context, self._snapshot)
            if not needed_so:  # words like “wajib” stand in many entries, which tell of other things that are needed
                answer_from = SURE_ALONE
            elif needed_so[0] is not ranked[0]:
                ranked, sure = needed_so, FAIRLY_SURE
        if sides.aspects and ranked and not tells_side(ranked[0].card, sides, self.context, self._snapshot):
            if not sides.wordless and (told := self._side(sides)):
                return told
            answer_from = max(answer_from, needed(sides, ranked[0].card, self.context, self._snapshot))
            if sides.wordless and self.context.entry:
                clarify_from = answer_from
        elif ranked and tells_mainly(ranked[0].card, sides, self.context, self._snapshot):
            sure = max(sure, FAIRLY_SURE)
        if sure >= answer_from:
            return self._reply("answered", sure, ranked, entries=both_sides(question, ranked), corrections=corrections)
        if case := self._case_behind_regions():
            return case
        near = None
        if leaning and not sides.wordless:
            near = telling_near(self._asked, ranked, self.context, self._snapshot)
        if near and not self._lacking([near, *(r for r in ranked if r is not near)]):
            return self._reply("answered", FAIRLY_SURE, ranked, entries=(near.card.id,), corrections=corrections)
        if leaning and (bare := self._bare_name(any_form=True)) and is_general(bare, self._snapshot):
            return self._reply("answered", FAIRLY_SURE, ranked, entries=(bare,))
        if leaning and not sides.wordless and (known := self._known_alone()):
            return self._reply("answered", FAIRLY_SURE, entries=(known,), corrections=corrections)
        if sure >= clarify_from or (not sides.wordless and is_known_keyword(question, ranked)):
            return self._reply("clarify", sure, ranked, corrections=corrections)
        return self._reply("not_found", sure, ranked, corrections=corrections)

    def _told_case(self, ranked: list[Ranked]) -> Reply | None:
        """What the case that the question tells is a case of, by its traits; asked back between two."""
        if self._part or not is_story(self._asked):
            return None
        from kadguide.answering.traits import decide

        found = self._engine.traits.read(self._asked.text)
        if not found or not (decided := decide(found, ranked)) or ranked[0].signals["phrasing"] >= KNOWN:
            return None
        sure = confidence(self.question, ranked)
        several = len(decided.entries) > 1
        best = ranked[0].card
        compares = best.aspects[:1] == ("comparison",)  # “is that a handshake or a joint agreement?” asks for one
        if best.id not in found[0].among and not compares:  # something else may be asked of the case
            its_side = not self._asked.aspects.isdisjoint(best.aspects[:1])
            least = max(decided.sure, weights.ANSWER_FROM) if several or its_side else SURE_BESIDE_A_CASE
            if sure >= least:
                return None
        if several:
            offered = tuple(Candidate(id_, weights.CLARIFY_FROM) for id_ in decided.entries)
            reply = self._reply("clarify", weights.CLARIFY_FROM, ranked)._replace(candidates=offered)
        else:
            said = self._corrections(ranked)
            entries = with_side(decided.entries[0], self._asked, self._snapshot)
            reply = self._reply("answered", decided.sure, ranked, entries=entries, corrections=said)
        return reply._replace(traits=decided.traits)

    def _bare_name(self, *, any_form: bool) -> str | None:
        return bare_name(self._asked, self.question, self._snapshot, self._vocabulary, any_form=any_form)

    def _turned(self) -> Reply | None:
        """What was asked before, told of what the turn only names; asked back with its overview when nothing has it."""
        subject = turned_to(self._asked, self.context, self._snapshot, self._vocabulary)
        if subject not in self._snapshot.subjects:
            return None
        self.question = complete(only_naming(subject, self._asked), self.context)
        shift = shift_to(subject, self.context, self._snapshot, self._index, self._vocabulary)
        if picks(self._asked) and shift.overview:
            return self._reply("answered", FAIRLY_SURE, entries=(shift.overview,))
        if shift.entry:
            sure = SURE_OF_A_NAME if shift.entry == shift.overview else FAIRLY_SURE
            return self._reply("answered", sure, entries=(shift.entry,))
        ranked = self._ranker.rank(self.question, self.context)
        sure = confidence(self.question, ranked, leaning=True)
        told = ranked and tells_of(subject, ranked[0].card, self.context, self._index, self._snapshot)
        if told and sure >= weights.FOLLOW_UP_FROM:
            return self._reply("answered", sure, ranked, entries=(ranked[0].card.id,))
        shown = self._snapshot.card_of(self.context.entry or "")
        names = subject in self._engine.memory.told_by(shown.id, self.question.lang) and shown.subject != subject
        if names or tells_of(subject, shown, self.context, self._index, self._snapshot):  # it told of both
            return self._reply("answered", FAIRLY_SURE, ranked, entries=(shown.id,))
        if shift.overview and not names_another(self._asked.text):  # a bare name asks for no more than itself
            return self._reply("answered", FAIRLY_SURE, ranked, entries=(shift.overview,))
        first = [r for r in ranked if r.card.id == shift.overview]
        return self._reply("clarify", weights.CLARIFY_FROM, [*first, *(r for r in ranked if r not in first)])

    def _side(self, sides: Asked) -> Reply | None:
        """What has the side of the last matter that the turn asks for, if anything around it has."""
        side = find_side(sides, self.context, self._snapshot)
        self.question = asking(self._asked, side.aspect if side else sides.aspects[0], self._vocabulary)
        return self._reply("answered", side.sure, entries=(side.entry,)) if side else None

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

    def _lacking(self, ranked: Sequence[Ranked]) -> str | None:
        alone = not self.context.entry
        return what_is_lacking(self.question, ranked, self._snapshot, self._index, self._vocabulary, alone=alone)

    def _ask_part(self, text: str, context: Context) -> tuple[Question, Reply]:
        lang = self.question.lang
        turn = Turn(self._engine, text, context, lang, self._top, lang, part=True)
        reply = turn.answer()
        return turn.question, reply

    def _case_behind_regions(self) -> Reply | None:
        """The answer to the case that the question tells, when what is told of its regions answers nothing."""
        if self._part or self.question.region:
            return None
        case = case_behind_regions(self.question, self.context, self._vocabulary, self._snapshot, self._ask_part)
        return case._replace(question=self._typed) if case else None

    def _both_answers(self, whole: Question, ranked: Sequence[Ranked], sure: float) -> Reply | None:
        """The answers to two questions in one (“… apa, terus kelemahannya?”), when both parts are sure of their own."""
        both = answers_of_both(whole, ranked, sure, self.context, self._engine.memory, self._ask_part)
        if not both:
            return None
        first, second = both
        entries = (first.entries[0], second.entries[0])
        sure = min(first.confidence, second.confidence)
        corrections = tuple(dict.fromkeys((*first.corrections, *second.corrections)))
        return self._reply("answered", sure, ranked, entries=entries, corrections=corrections)

    def _known_alone(self) -> str | None:
        """The entry that is asked for in just these words when nothing was said before (“lisensinya?”)."""
        ranked = [] if points_back(self._asked.text) else self._ranker.rank(self._asked)
        return ranked[0].card.id if ranked and ranked[0].signals["phrasing"] >= KNOWN else None

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

    def _corrections(self, ranked: Sequence[Ranked]) -> tuple[Correction, ...]:
        """The corrections to say first with the best of ``ranked``."""
        if not ranked:
            return self._premises.corrections
        return corrections_for(ranked[0].card, self._premises, self.question, self._snapshot.revoked)

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
        offered = entries
        if status == "answered" and ranked and self._asked.guessed and not self.context.entry:
            status, sure, entries = "clarify", min(sure, weights.ANSWER_FROM), ()  # “what is a modem”: of models?
        if status == "not_found":
            named = refusal or not self._asked.foreign
            ranked = [r for r in ranked if named and r.signals["covered"] >= NEAR_ENOUGH]
        found = candidates_of(ranked[: self._top], sure)
        candidates = tuple(Candidate(c.entry, round(c.confidence, 3)) for c in found)
        if offered and candidates:
            first = Candidate(offered[0], round(sure, 3))
            candidates = (first, *(c for c in candidates if c.entry != first.entry))[: self._top]
        return Reply(
            question=self._typed, lang=self.question.lang, status=status, confidence=round(sure, 3),  # type: ignore[arg-type]
            entries=entries, side_by_side=side_by_side, corrections=corrections, candidates=candidates,
            smalltalk=smalltalk, refusal=refusal, focus=focus, point=point,
            signals=ranked[0].signals if ranked else None,
        )  # fmt: skip
