"""Items as the text of a quiz file, in the order in which STYLE.md writes its keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from kadguide.exchange.bank.question import Imported
from kadguide.knowledge.items import FULL, Item, Option
from kadguide.knowledge.model import Bilingual, Citation, Lang, Names


def quiz_text(quiz: str, title: str, day: date, imported: Imported, lang: Lang) -> str:
    """The whole file, marked as imported. ``lang`` is the language of texts that there is only one of."""
    return "\n".join(_Writer(lang).quiz(quiz, title, day, imported)) + "\n"


class _Writer:
    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def quiz(self, quiz: str, title: str, day: date, imported: Imported) -> Iterator[str]:
        yield f"id = {_text(quiz)}"
        yield 'author = "impor"'
        yield f"checked_on = {day.isoformat()}"
        yield "imported = true"
        yield f"title = {self._both(Bilingual(title, title))}"
        for case in imported.cases:
            yield from ("", "[[cases]]", f"id = {_text(case.id)}")
            yield from (f"title = {self._both(case.title)}", f"text = {self._both(case.text)}")
        for item in imported.items:
            yield ""
            yield from self._item(item)

    def _item(self, item: Item) -> Iterator[str]:
        yield "[[items]]"
        yield from (f"id = {_text(item.id)}", f"type = {_text(item.type)}", f"layer = {_text(item.layer)}")
        yield f"difficulty = {item.difficulty}"
        if item.competencies:
            yield f"competencies = {_texts(item.competencies)}"
        if item.claims:
            yield f"claims = {_texts(item.claims)}"
        for key, name in (("entry", item.entry), ("contrast", item.contrast), ("case", item.case)):
            if name:
                yield f"{key} = {_text(name)}"
        yield f"version = {item.version}"
        yield f"updated = {item.updated.isoformat()}"
        yield f"stem = {self._both(item.stem)}"
        yield from self._maybe("explanation", item.explanation)
        yield from self._maybe("hint", item.hint)
        yield from self._keys(item)
        for citation in item.citations:
            yield from self._citation(citation)
        yield from self._options("options", item.options)
        for pair in item.pairs:
            yield from ("", "[[items.pairs]]", f"id = {_text(pair.id)}")
            yield from (f"left = {self._both(pair.left)}", f"right = {self._both(pair.right)}")
            yield from self._maybe("feedback", pair.feedback)
        yield from self._options("lures", item.lures)
        for step in item.steps:
            yield from ("", "[[items.steps]]", f"id = {_text(step.id)}", f"rank = {step.rank}")
            yield f"text = {self._both(step.text)}"
        for mistake in item.mistakes:
            yield from ("", "[[items.mistakes]]", f"answers = {self._names(mistake.answers)}")
            yield from self._maybe("feedback", mistake.feedback)
            if mistake.misconception:
                yield f"misconception = {_text(mistake.misconception)}"

    def _keys(self, item: Item) -> Iterator[str]:
        """What is right, where it is no list of parts."""
        if item.keep_order:
            yield "keep_order = true"
        if item.ties:
            yield "ties = true"
        if item.type == "true_false":
            yield f"truth = {'true' if item.truth else 'false'}"
            yield from self._maybe("feedback", item.feedback)
            if item.misconception:
                yield f"misconception = {_text(item.misconception)}"
        if item.accepted.all:
            yield f"accepted = {self._names(item.accepted)}"
        if item.partial.all:
            yield f"partial = {self._names(item.partial)}"
        if item.number:
            key = item.number
            values = (("value", key.value), ("tolerance", key.tolerance), ("near", key.near))
            parts = [f"{name} = {_number(value)}" for name, value in values]
            unit = f", unit = {self._both(key.unit)}" if key.unit.id else ""
            yield f"number = {{ {', '.join(parts)}{unit} }}"
        if item.article:
            place = item.article
            named = (
                ("source", place.source),
                ("article", place.article),
                ("paragraph", place.paragraph),
                ("letter", place.letter),
            )
            said = ", ".join(f"{name} = {_text(value)}" for name, value in named if value)
            yield f"article = {{ {said}, asks_source = {'true' if place.asks_source else 'false'} }}"

    @staticmethod
    def _citation(citation: Citation) -> Iterator[str]:
        yield from ("", "[[items.sources]]", f"source = {_text(citation.source)}")
        for name, value in (("article", citation.article), ("section", citation.section)):
            if value:
                yield f"{name} = {_text(value)}"
        if citation.elucidation:
            yield "elucidation = true"

    def _options(self, name: str, options: tuple[Option, ...]) -> Iterator[str]:
        for option in options:
            yield from ("", f"[[items.{name}]]", f"id = {_text(option.id)}")
            if option.credit:
                yield "right = true" if option.credit == FULL else f"credit = {option.credit}"
            yield f"text = {self._both(option.text)}"
            if option.misconception:
                yield f"misconception = {_text(option.misconception)}"
            yield from self._maybe("feedback", option.feedback)

    def _maybe(self, key: str, text: Bilingual) -> Iterator[str]:
        if text.id or text.en:
            yield f"{key} = {self._both(text)}"

    def _both(self, text: Bilingual) -> str:
        """A text that is the same in both languages stands once, in the language that it was imported in."""
        if text.id == text.en:
            return f"{{ {self._lang} = {_text(text.id)} }}"
        return f"{{ id = {_text(text.id)}, en = {_text(text.en)} }}"

    def _names(self, names: Names) -> str:
        if names.id == names.en:
            return f"{{ {self._lang} = {_texts(names.id)} }}"
        return f"{{ id = {_texts(names.id)}, en = {_texts(names.en)} }}"


def _text(text: str) -> str:
    """A TOML text in quotes. Signs that steer were taken out before."""
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _number(value: float) -> str:
    return f"{value:g}" if value == int(value) and abs(value) < 1e6 else repr(float(value))
