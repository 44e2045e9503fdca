"""The model adviser, line by line."""

from __future__ import annotations

from kadguide.exchange.advice import advice_document, advice_page, option_text
from kadguide.exchange.formats import section_text
from kadguide.guiding.interview import Interview
from kadguide.knowledge.adviser import UNKNOWN
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, wrap, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording

UNKNOWN_WORDS = ("0", "belum tahu", "tidak tahu", "unknown", "don't know", "don't know yet", "dont know")
BACK_WORDS = ("kembali", "mundur", "back")
RESULT_WORDS = ("hasil", "result")
AGAIN_WORDS = ("ulang", "again")


class Counsel(Teller):
    """Asks the questions one after the other; the answers are kept until the conversation ends."""

    WORDS = ("/penasihat", "/adviser")

    def __init__(self, services: Services) -> None:
        self._services = services
        self._snapshot = services.engine.snapshot
        self._known: Interview | None = None
        self._changing = False

    @property
    def _interview(self) -> Interview:
        if self._known is None:
            self._known = Interview(self._snapshot.adviser)
        return self._known

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        """Begin, go on, or offer to change an answer."""
        wording = Wording(self._snapshot, lang)
        if not self._snapshot.adviser.questions:
            return Told(wording.catalog("adviser.not_there"))
        if rest:
            return self.answer(rest, lang)
        self._changing = self._interview.question is None
        if self._changing:
            return self._change(wording)
        intro = wrapped(wording.catalog("adviser.plain_intro"))
        return self._ask(wording, intro)

    def answer(self, line: str, lang: Lang) -> Told:
        """Take an answer, or do what the line says."""
        wording = Wording(self._snapshot, lang)
        said = line.strip().casefold()
        interview = self._interview
        if said in RESULT_WORDS:
            interview.finish()
        elif said in AGAIN_WORDS:
            interview.restart()
        elif said in BACK_WORDS:
            if not interview.back():
                return self._ask(wording, wording.catalog("adviser.plain_first"))
        elif self._changing:
            questions = interview.questions
            if not said.isdecimal() or not 0 < int(said) <= len(questions):
                return self._change(wording)
            interview.go_to(questions[int(said) - 1].id)
        elif (option := self._option(said)) is not None:
            interview.answer(option)
        else:
            return self._ask(wording, wording.catalog("adviser.plain_again"))
        self._changing = False
        return self._ask(wording) if interview.question else self._result(wording)

    def _option(self, said: str) -> str | None:
        question = self._interview.question
        if said in UNKNOWN_WORDS:
            return UNKNOWN
        if question is None or not said.isdecimal() or not 0 < int(said) <= len(question.options):
            return None
        return question.options[int(said) - 1].id

    def _ask(self, wording: Wording, *first: str) -> Told:
        interview = self._interview
        question = interview.question
        if question is None:
            return self._result(wording)
        progress = wording.catalog("adviser.progress", number=interview.number, total=len(interview.questions))
        text = question.text.get(wording.lang)
        rows = [f"{n}. {option.text.get(wording.lang)}" for n, option in enumerate(question.options, start=1)]
        rows.append(f"0. {wording.catalog('adviser.unknown')}")
        lines = [line for row in rows for line in wrap(row, WIDTH)]
        head = wrapped(f"{progress}: {text}")
        return Told(
            "\n\n".join([*first, head, wrapped(question.help.get(wording.lang)), "\n".join(lines)]),
            asks=True,
        )

    def _change(self, wording: Wording) -> Told:
        rows = []
        for number, question in enumerate(self._interview.questions, start=1):
            given = option_text(question, self._interview.answers.get(question.id), wording)
            said = given or wording.catalog("adviser.no_answer")
            rows += wrap(f"{number}. {question.text.get(wording.lang)} {said}", WIDTH)
        heading = wording.catalog("adviser.your_answers")
        return Told(paragraphs([heading, "\n".join(rows)], wording.catalog("adviser.plain_change")), asks=True)

    def _result(self, wording: Wording) -> Told:
        page = advice_page(self._interview, self._snapshot, wording)
        document = advice_document(self._interview, self._snapshot, wording.lang, self._services.now())
        parts = [section_text(section) for section in (*page.sections, page.answers)]
        titles = [f"{n}. {wording.title(entry)}" for n, entry in enumerate(page.entries, start=1)]
        if titles:
            parts.append("\n".join([wording.catalog("adviser.read_on"), "", *titles]))
        return Told(paragraphs(parts, wording.catalog("adviser.plain_result")), page.entries, document)
