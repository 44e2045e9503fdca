"""How a question of an exam reads, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from string import ascii_lowercase

from kadguide.i18n import Catalog
from kadguide.knowledge.model import Bilingual, Lang
from kadguide.learning.draft import Draft
from kadguide.learning.responses import FALSE, TRUE, Response
from kadguide.teaching.paper import PaperItem, Part
from kadguide.teaching.sitting import Seat, whole_minutes

SOON = timedelta(minutes=5)
"""Below this, seconds are told, in steps of ten."""


class SitText:
    """Texts in one language. Who sits ``alone``, with a file, is told some things in other words."""

    def __init__(self, lang: Lang, *, alone: bool = False) -> None:
        self.lang: Lang = lang
        self.alone = alone
        self._catalog = Catalog(lang)
        self.word: Callable[..., str] = self._word_alone if alone else self._catalog

    def turned(self) -> SitText:
        """The same in the other language."""
        return SitText("id" if self.lang == "en" else "en", alone=self.alone)

    def _word_alone(self, key: str, **values: object) -> str:
        own = key.replace("sitting.", "offline.sit_", 1)
        return self._catalog(own if self._catalog.has(own) else key, **values)

    def say(self, text: Bilingual) -> str:
        return text.get(self.lang)

    def head(self, seat: Seat, number: int, answered: int, left: timedelta | None) -> str:
        """Where one is: the exam, the question, what is answered, the time that is left."""
        parts = [
            self.say(seat.paper.title),
            self.word("sitting.question", number=number, count=len(seat.items)),
            self.word("sitting.answered", count=answered),
        ]
        return " · ".join([*parts, self.left(left)] if left is not None else parts)

    def left(self, left: timedelta) -> str:
        """The time that is left, in words."""
        if left > SOON:
            return self.word("sitting.minutes_left", count=whole_minutes(left))
        minutes, rest = divmod(max(int(left.total_seconds()), 0), 60)
        return self.word("sitting.seconds_left", time=f"{minutes}:{rest // 10 * 10:02d}")

    def how(self, item: PaperItem) -> str:
        """What to do with a question of this type."""
        if item.type == "true_false" and item.parts:
            return self.word("sitting.how_reason")
        if item.type == "number" and self.say(item.unit):
            return self.word("sitting.how_unit", unit=self.say(item.unit))
        return self.word(f"sitting.how_{item.type}{'_source' if item.asks_source else ''}")

    def lines(self, item: PaperItem, parts: tuple[Part, ...], draft: Draft) -> list[str]:
        """The lines to choose from, each with a sign of what was chosen, and those after it that only say something."""
        texts = {part.id: self.say(part.text) for part in parts}
        texts |= {TRUE: self.word("sitting.true"), FALSE: self.word("sitting.false")}
        found = []
        for position, part in enumerate(draft.parts):
            if item.type == "matching":
                side = draft.side(position)
                sign = ascii_lowercase[draft.sides.index(side)] if side in draft.sides else " "
            elif item.type == "ordering":
                sign = str(draft.place(position) or " ")
            else:
                sign = "x" if draft.place(position) else " "
            found.append(f"[{sign}] {texts[part]}")
        return found

    def sides(self, sides: tuple[Part, ...]) -> str:
        """The right sides of a matching with their letters."""
        return "\n".join(
            f"{letter}) {self.say(side.text)}" for letter, side in zip(ascii_lowercase, sides, strict=False)
        )

    def in_list(self, seat: Seat, responses: dict[str, Response]) -> list[str]:
        """Every question with its beginning, and whether it is answered."""
        return [
            f"[{'x' if item.id in responses else ' '}] "
            + self.word("sitting.in_list", number=number, stem=_short(self.say(item.stem)))
            for number, item in enumerate(seat.items, start=1)
        ]


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
