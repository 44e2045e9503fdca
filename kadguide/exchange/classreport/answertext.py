"""Answers and keys in words, with the letters of the options in the order of the bank, by which a key is mended."""

from __future__ import annotations

from kadguide.exchange.quiztext import QuizText
from kadguide.i18n import Catalog
from kadguide.knowledge.items import FULL, Item
from kadguide.learning.responses import FALSE, TRUE, Response
from kadguide.teaching.advice import ItemAdvice
from kadguide.teaching.register import Key
from kadguide.teaching.regrade import LETTERS


class AnswerText:
    """Says what was chosen, what is right and what a figure means, in one language."""

    def __init__(self, text: QuizText, word: Catalog) -> None:
        self.quiz = text
        self.word = word

    def letters(self, item: Item, response: Response) -> str:
        """What was chosen, as letters; empty for what is typed."""
        places = {id_: letter for letter, id_ in zip(LETTERS, _ids(item), strict=False)}
        if item.type == "matching":
            return " ".join(
                f"{number}{places.get(id_, '–')}" for number, id_ in enumerate(response.chosen, start=1)
            )  # fmt: skip
        return " ".join(places[id_] for id_ in response.chosen if id_ in places)

    def given(self, item: Item, response: Response) -> str:
        """What was answered, with letter and text."""
        if response.blank:
            return ""
        parts = [self.option(item, id_) for id_ in response.chosen]
        match item.type:
            case "single" | "multiple" | "true_false":
                return "; ".join(filter(None, parts))
            case "ordering":
                return " → ".join(filter(None, parts))
            case "matching":
                pairs = zip(item.pairs, parts, strict=False)
                return "; ".join(f"{self.quiz.say(pair.left)} = {part or '–'}" for pair, part in pairs)
            case _:
                return response.text

    def key(self, key: Key) -> str:
        """The right answer, with letter and text."""
        item = key.content
        if key.all_right:
            return self.word("report.all_right")
        right = [option.id for option in item.options if option.credit == FULL]
        match item.type:
            case "single" | "multiple":
                return "; ".join(self.option(item, id_) for id_ in right)
            case "true_false":
                return "; ".join([self.verdict(TRUE if item.truth else FALSE), *(self.option(item, r) for r in right)])
            case "ordering":
                steps = sorted(item.steps, key=lambda step: step.rank)
                return " → ".join(self.option(item, step.id) for step in steps)
            case "short":
                return "; ".join(dict.fromkeys(item.accepted.all))
            case _:
                return self.quiz.right(item)

    def option(self, item: Item, id_: str) -> str:
        """One part that can be chosen, with its letter. Empty for one that the question does not have."""
        if item.type == "true_false" and id_ in (TRUE, FALSE):
            return self.verdict(id_)
        texts = {option.id: option.text for option in (*item.options, *item.lures)}
        texts |= {step.id: step.text for step in item.steps} | {pair.id: pair.right for pair in item.pairs}
        places = {own: letter for letter, own in zip(LETTERS, _ids(item), strict=False)}
        return f"{places[id_]}. {self.quiz.say(texts[id_])}" if id_ in places and id_ in texts else ""

    def verdict(self, id_: str) -> str:
        return self.quiz.verdicts()[0 if id_ == TRUE else 1]

    def advice(self, item: Item, advice: ItemAdvice) -> str:
        """One remark on a question."""
        option = self.option(item, advice.option) if advice.option else ""
        return self.word(
            f"analysis.{advice.code}", option=f"“{option}”", value=self.number(advice.value, 0),
            limit=self.number(advice.limit, 0),
        )  # fmt: skip

    def number(self, value: float | None, places: int = 2) -> str:
        """A number as this language writes it; a dash where there is none."""
        if value is None:
            return "–"
        text = f"{value:.{places}f}"
        text = text.removeprefix("-") if float(text) == 0 else text
        return self.word.decimal(text)


def _ids(item: Item) -> list[str]:
    """What has a letter, in the order of the bank: options and reasons, steps, right sides and lures of a matching."""
    if item.type == "matching":
        return [*(pair.id for pair in item.pairs), *(lure.id for lure in item.lures)]
    return [part.id for part in (item.steps or item.options)]
