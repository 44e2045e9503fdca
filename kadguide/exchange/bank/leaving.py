"""Our items as questions of other programs. What a format cannot hold is said with its reason, never just dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kadguide.exchange.bank.plaintext import one_line
from kadguide.exchange.bank.question import Answer, Kind, Question, Remark, Weight
from kadguide.exchange.bank.spellings import article_spellings
from kadguide.exchange.bank.weights import known_weight
from kadguide.knowledge.items import FULL, ArticleKey, Item, Mistake
from kadguide.knowledge.model import Bilingual, Lang
from kadguide.knowledge.places import say_citation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.material import Material
from kadguide.learning.places import read_place
from kadguide.learning.quantities import read_quantity

HALF = 50.0
MOST_ID = 100
"""Letters of an id that Moodle stores; one more stops its whole import."""


@dataclass
class Leaving:
    """Turns items into questions in one language, and keeps what is to be said about them."""

    material: Material
    snapshot: Snapshot
    lang: Lang
    remarks: list[Remark] = field(default_factory=list)

    def question(self, item: Item, *, with_ordering: bool) -> Question | None:
        """``item`` as a question; ``None`` when it does not go out, with the reason among the remarks."""
        if len(item.id) > MOST_ID:
            return self._out(item, "out_id", most=MOST_ID)
        if item.type == "ordering" and not with_ordering:
            return self._out(item, "out_ordering")
        if item.keep_order and not with_ordering:
            self._note(item, "note_keep_order")
        question = _MAKERS[item.type](self, item)
        if question is None or all(known_weight(answer.percent) is not None for answer in question.answers):
            return question
        return self._out(item, "out_weights")

    # -- what they share

    def _make(self, item: Item, kind: Kind, answers: tuple[Answer, ...], text: str = "", **more: object) -> Question:
        case = self.material.case(item)
        paragraphs = [case.title.get(self.lang), case.text.get(self.lang)] if case else []
        paragraphs.append(text or self._say(item.stem))
        return Question(
            kind, item.id, "\n\n".join(map(one_line, paragraphs)), answers, explanation=self._say(item.explanation),
            tags=tuple(self._tags(item)), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def _say(self, text: Bilingual) -> str:
        return one_line(text.get(self.lang))

    def _tags(self, item: Item) -> Iterator[str]:
        yield from item.competencies
        names = {"law": "hukum", "paper": "makalah"} if self.lang == "id" else {"law": "law", "paper": "paper"}
        yield names[item.layer]
        for citation in item.citations:
            source = self.snapshot.source(citation.source)
            if source:
                yield one_line(say_citation(citation, source, self.lang)).replace(",", "")

    def _out(self, item: Item, key: str, **values: object) -> Question | None:
        self._remark("left_out", item, key, **values)
        return None

    def _note(self, item: Item, key: str) -> None:
        self._remark("note", item, key)

    def _remark(self, weight: Weight, item: Item, key: str, **values: object) -> None:
        self.remarks.append(Remark(weight, key, item.id, values=values))

    # -- type by type

    def single(self, item: Item) -> Question | None:
        answers = (Answer(self._say(o.text), float(o.credit), self._say(o.feedback)) for o in item.options)
        return self._make(item, "single", tuple(answers), keep_order=item.keep_order)

    def multiple(self, item: Item) -> Question | None:
        """Every right one earns its share, every wrong one takes the same share of the wrong ones away."""
        right = sum(option.credit == FULL for option in item.options)
        wrong = len(item.options) - right
        if not right or not wrong:
            return self._out(item, "out_weights")
        answers = (
            Answer(
                self._say(o.text), round(100 / right if o.credit == FULL else -100 / wrong, 5), self._say(o.feedback)
            )
            for o in item.options
        )
        return self._make(item, "multiple", tuple(answers), keep_order=item.keep_order)

    def true_false(self, item: Item) -> Question | None:
        if item.options:
            self._note(item, "note_reasons")
        answer = Answer("true" if item.truth else "false", 100, self._say(item.feedback))
        return self._make(item, "true_false", (answer,))

    def matching(self, item: Item) -> Question | None:
        said = [pair.feedback.id for pair in item.pairs] + [lure.feedback.id for lure in item.lures]
        if any(said):
            self._note(item, "note_pairs")
        pairs = [(self._say(pair.left), self._say(pair.right)) for pair in item.pairs]
        return self._make(item, "matching", (), pairs=(*pairs, *(("", self._say(lure.text)) for lure in item.lures)))

    def ordering(self, item: Item) -> Question | None:
        if item.ties:
            return self._out(item, "out_ties")
        self._note(item, "note_ordering")
        steps = sorted(item.steps, key=lambda step: step.rank)
        return self._make(item, "ordering", tuple(Answer(self._say(step.text)) for step in steps))

    def short(self, item: Item) -> Question | None:
        other: Lang = "en" if self.lang == "id" else "id"
        order: tuple[Lang, Lang] = (self.lang, other)
        right = [Answer(text, 100) for lang in order for text in getattr(item.accepted, lang)]
        half = [Answer(text, HALF) for lang in order for text in getattr(item.partial, lang)]
        wrong = [Answer(text, 0, self._say(m.feedback)) for m in item.mistakes for text in m.answers.all]
        return self._make(item, "short", _distinct([*right, *half, *wrong]))

    def number(self, item: Item) -> Question | None:
        key = item.number
        assert key is not None
        answers = [Answer(_digits(key.value), 100, tolerance=key.tolerance)]
        for mistake in item.mistakes:
            answers += self._wrong_numbers(item, mistake)
        if key.near:
            answers.append(Answer(_digits(key.value), HALF, tolerance=key.near))
        unit, text = self._say(key.unit), self._say(item.stem)
        if unit and unit.casefold() not in text.casefold():
            text = f"{text} ({unit})"
        return self._make(item, "number", tuple(answers), text)

    def _wrong_numbers(self, item: Item, mistake: Mistake) -> Iterator[Answer]:
        seen: set[float] = set()
        for said in mistake.answers.all:
            found = read_quantity(said)
            if found is None or found.unit is not None:
                self._note(item, "note_unit")
            elif found.value not in seen:
                seen.add(found.value)
                yield Answer(_digits(found.value), 0, self._say(mistake.feedback))

    def article(self, item: Item) -> Question | None:
        """A short answer with the usual spellings: the whole place earns all, the article alone half."""
        key = item.article
        assert key is not None
        self._note(item, "note_article")
        source = self.snapshot.source(key.source)
        cites = (self._say(source.cite),) if source else ()
        answers = [Answer(text, 100) for text in article_spellings(key, self.lang, cites)]
        for mistake in item.mistakes:
            feedback = self._say(mistake.feedback)
            answers += [Answer(text, 0, feedback) for said in mistake.answers.all for text in self._spelled(said)]
        if key.asks_source:
            answers += [Answer(text, HALF) for text in article_spellings(key._replace(asks_source=False), self.lang)]
        if key.paragraph or key.letter:
            alone = ArticleKey(key.source, key.article, asks_source=key.asks_source)
            answers += [Answer(text, HALF) for text in article_spellings(alone, self.lang, cites)]
        return self._make(item, "short", _distinct(answers))

    def _spelled(self, said: str) -> tuple[str, ...]:
        place = read_place(said)
        if place is None or place.sources:
            return (one_line(said),)
        return article_spellings(ArticleKey("", place.article, place.paragraph, place.letter), self.lang)


_MAKERS: dict[str, Callable[[Leaving, Item], Question | None]] = {
    "single": Leaving.single, "multiple": Leaving.multiple, "true_false": Leaving.true_false,
    "matching": Leaving.matching, "ordering": Leaving.ordering, "short": Leaving.short, "number": Leaving.number,
    "article": Leaving.article,
}  # fmt: skip


def _digits(value: float) -> str:
    """A number without exponent and idle zeros, with a point."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _distinct(answers: list[Answer]) -> tuple[Answer, ...]:
    """Each text once, whatever its case; the first one counts, as other programs do."""
    first: dict[str, Answer] = {}
    for answer in answers:
        text = one_line(answer.text)
        if text:
            first.setdefault(text.casefold(), answer._replace(text=text))
    return tuple(first.values())
