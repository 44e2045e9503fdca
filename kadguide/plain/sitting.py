"""An exam from a file, line by line: every type of question is answered by typing. For pipes and screen readers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from string import ascii_lowercase
from typing import TextIO, cast

from kadguide.answering.folding import clean
from kadguide.exchange.examcover import cover_lines, fingerprint_lines, flow, trouble_text
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Bilingual, Lang
from kadguide.learning.reading import read_line
from kadguide.learning.responses import TRUE, TYPED, Response
from kadguide.plain.telling import ask_line
from kadguide.teaching.handout import Cover
from kadguide.teaching.paper import PaperItem, Part
from kadguide.teaching.sealing import SealError
from kadguide.teaching.sitting import Seat, Standing, time_allowed, whole_minutes

LONGEST_LINE = 2_000
"""Signs of one answer."""
_WORDS: dict[str, tuple[str, ...]] = {
    "next": ("/lanjut", "/next"),
    "previous": ("/kembali", "/back"),
    "list": ("/daftar", "/list"),
    "question": ("/soal", "/question"),
    "time": ("/waktu", "/time"),
    "clear": ("/hapus", "/clear"),
    "hand_in": ("/kumpul", "/kumpulkan", "/submit"),
    "help": ("?", "/?", "/bantuan", "/help"),
    "quit": ("/keluar", "/quit"),
}
_YES = ("y", "ya", "yes")
Unlock = Callable[[str], Seat]


def sit_plainly(
    cover: Cover, unlock: Unlock, end: Callable[[Seat, Lang], str], word: Catalog, now: datetime,
    lines: Iterable[str], out: TextIO | None = None, *, prompt: bool = True,
) -> bool:  # fmt: skip
    """Let somebody sit until the exam or the lines end. Whether the exam has ended."""
    said = _Said(word, out or sys.stdout, iter(lines), prompt)
    for line in [*cover_lines(cover, word, now), "", *fingerprint_lines(cover, word), ""]:
        said.say(line)
    seat = _ask_code(said, unlock)
    return _Desk(seat, said, end).sit() if seat is not None else False


class _Said:
    """What is said and typed."""

    def __init__(self, word: Catalog, out: TextIO, lines: Iterator[str], prompt: bool) -> None:
        self.word = word
        self.lang = cast(Lang, word.lang)
        self._out = out
        self._lines = lines
        self._prompt = prompt

    def say(self, text: str) -> None:
        self._out.write(flow(text) + "\n")

    def tell(self, key: str, **values: object) -> None:
        self.say(self.word(key, **values))

    def ask(self) -> str | None:
        """The next line; ``None`` when there is none any more."""
        ask_line(self._out, self.word, prompt=self._prompt)
        line = next(self._lines, None)
        return None if line is None else clean(line)[:LONGEST_LINE].strip()


def _ask_code(said: _Said, unlock: Unlock) -> Seat | None:
    while True:
        said.tell("offline.ask_code")
        typed = said.ask()
        if typed is None or typed.casefold() in _WORDS["quit"]:
            return None
        if not typed:
            continue
        said.tell("offline.checking")
        try:
            return unlock(typed)
        except (SealError, StoreError) as error:
            said.say(trouble_text(error, said.word))


class _Desk:
    """One trainee and the questions."""

    def __init__(self, seat: Seat, said: _Said, end: Callable[[Seat, Lang], str]) -> None:
        self._seat = seat
        self._said = said
        self._end = end
        self._place = 0

    def sit(self) -> bool:
        """Ask until the end. False when the trainee left before."""
        phase = self._look().phase
        if phase == "ready" and not self._begin():
            return False
        attempt = self._seat.look()[1]
        if attempt is not None and not attempt.finished_at:
            self._place = min(attempt.place, len(self._seat.items) - 1)
            self._said.tell("offline.plain_intro")
            self._show()
        while self._look().phase == "open":
            line = self._said.ask()
            if line is None or not self._hear(line):
                self._said.tell("offline.left")
                return False
        attempt = self._seat.look()[1]
        over = attempt is not None and attempt.finish == "time"
        self._said.tell("offline.sit_time_over" if over else "offline.sit_finished")
        self._said.say(self._end(self._seat, self._said.lang))
        return True

    def _look(self) -> Standing:
        return self._seat.look()[0]

    def _begin(self) -> bool:
        seat, tell = self._seat, self._said.tell
        tell("offline.sit_ready", number=seat.trainee.number, count=len(seat.items))
        if seat.exam.minutes:
            tell("sitting.ready_minutes", count=whole_minutes(time_allowed(seat.exam, seat.trainee)))
        line: str | None = "?"
        while line:
            tell("offline.plain_begin")
            line = self._said.ask()
            if line is None or line.casefold() in _WORDS["quit"]:
                return False
        return self._try(seat.begin)

    # -- what is typed

    def _hear(self, line: str) -> bool:
        """Do what was typed. False when the trainee leaves."""
        first, _, rest = line.partition(" ")
        name = next((name for name, words in _WORDS.items() if first.casefold() in words), "")
        if not line:
            name = "next"
        match name:
            case "quit":
                return False
            case "next":
                self._go(self._place + 1)
            case "previous":
                self._go(max(self._place - 1, 0))
            case "list":
                self._list()
            case "question":
                self._question(rest.strip())
            case "time":
                self._said.say(self._left(self._look()) or self._said.word("offline.no_limit"))
            case "clear":
                self._answer(Response(), "offline.cleared")
            case "hand_in":
                self._hand_in()
            case "help":
                self._said.tell("offline.plain_help")
            case _:
                self._read(line)
        return True

    def _read(self, line: str) -> None:
        item = self._item
        sides = self._seat.sides(item)
        order = [part.id for part in (sides if item.type == "matching" else self._seat.order(item))]
        response = read_line(item.type, order, line, len(item.parts))
        if response is None:
            self._said.tell("offline.not_understood", how=self._how(item))
        elif self._answer(response, "offline.saved"):
            if item.type == "true_false" and item.parts and len(response.chosen) < 2:
                self._said.tell("offline.reason_missing")
            else:
                self._go(self._place + 1)

    def _answer(self, response: Response, said: str) -> bool:
        """Write an answer down; say so only when it is."""
        if not self._try(lambda: self._seat.answer(self._item, response, self._place)):
            return False
        self._said.tell(said)
        return True

    def _try(self, action: Callable[[], bool]) -> bool:
        try:
            return action()
        except StoreError as error:
            self._said.say(trouble_text(error, self._said.word))
            return False

    def _go(self, place: int) -> None:
        if place >= len(self._seat.items):
            self._said.tell("offline.plain_last")
            self._list()
            return
        self._place = place
        try:
            self._seat.go(place)
        except StoreError as error:
            self._said.say(trouble_text(error, self._said.word))
        self._show()

    def _question(self, number: str) -> None:
        if number.isdecimal() and 1 <= int(number[:4]) <= len(self._seat.items):
            self._go(int(number[:4]) - 1)
        else:
            self._said.tell("offline.no_question", count=len(self._seat.items))

    def _hand_in(self) -> None:
        blank = self._blank()
        if blank:
            self._said.tell("sitting.sure_blank", numbers=", ".join(blank))
        else:
            self._said.tell("sitting.sure_whole")
        self._said.tell("offline.plain_sure")
        line = self._said.ask()
        if line is not None and line.casefold() in _YES:
            self._try(self._seat.hand_in)
        else:
            self._said.tell("offline.not_handed_in")

    # -- what is said

    @property
    def _item(self) -> PaperItem:
        return self._seat.items[self._place]

    def _say(self, text: Bilingual) -> str:
        return text.get(self._said.lang)

    def _blank(self) -> list[str]:
        given = self._seat.responses()
        return [str(number) for number, item in enumerate(self._seat.items, start=1) if item.id not in given]

    def _left(self, found: Standing) -> str:
        if found.left is None:
            return ""
        if minutes := whole_minutes(found.left):
            return self._said.word("sitting.minutes_left", count=minutes)
        seconds = max(int(found.left / timedelta(seconds=1)), 0)
        return self._said.word("sitting.seconds_left", time=f"0:{seconds:02d}")

    def _show(self) -> None:
        """The question that is open, with what was answered."""
        seat, item, said = self._seat, self._item, self._said
        said.say("")
        head = said.word("sitting.question", number=self._place + 1, count=len(seat.items))
        said.say(" · ".join(filter(None, (head, self._left(self._look())))))
        case = seat.paper.case(item)
        if case:
            said.say(f"{self._say(case.title)}\n{self._say(case.text)}")
        said.say(self._say(item.stem))
        order = seat.order(item)
        if item.type not in TYPED:
            self._list_parts(item, order)
        for letter, side in zip(ascii_lowercase, seat.sides(item), strict=False):
            said.say(f"{letter}. {self._say(side.text)}")
        given = seat.responses().get(item.id)
        if given:
            said.tell("offline.given", answer=self._told(item, order, given))
        said.say(self._how(item))

    def _list_parts(self, item: PaperItem, order: tuple[Part, ...]) -> None:
        numbers = item.type in ("matching", "ordering")
        for position, part in enumerate(order):
            mark = str(position + 1) if numbers else ascii_lowercase[position]
            self._said.say(f"{mark}. {self._say(part.text)}")

    def _how(self, item: PaperItem) -> str:
        word = self._said.word
        if item.type == "number" and self._say(item.unit):
            return word("offline.how_unit", unit=self._say(item.unit))
        extra = "_source" if item.asks_source else "_reason" if item.type == "true_false" and item.parts else ""
        return word(f"offline.how_{item.type}{extra}")

    def _told(self, item: PaperItem, order: tuple[Part, ...], given: Response) -> str:
        """An answer as it would be typed."""
        ids = [part.id for part in order]
        match item.type:
            case "matching":
                sides = [side.id for side in self._seat.sides(item)]
                return " ".join(
                    f"{number}{ascii_lowercase[sides.index(side)] if side in sides else '-'}"
                    for number, side in enumerate(given.chosen, start=1)
                )
            case "ordering":
                return " ".join(str(ids.index(id_) + 1) for id_ in given.chosen if id_ in ids)
            case "true_false":
                verdict = self._said.word("sitting.true" if given.chosen[:1] == (TRUE,) else "sitting.false")
                return " ".join([verdict, *(ascii_lowercase[ids.index(id_)] for id_ in given.chosen[1:] if id_ in ids)])
            case "single" | "multiple":
                return " ".join(ascii_lowercase[ids.index(id_)] for id_ in given.chosen if id_ in ids)
            case _:
                return given.text

    def _list(self) -> None:
        blank = self._blank()
        count = len(self._seat.items)
        self._said.tell("offline.list", answered=count - len(blank), count=count)
        if blank:
            self._said.tell("offline.list_blank", numbers=", ".join(blank))
        self._said.tell("offline.list_how")
