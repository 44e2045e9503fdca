"""Learning, line by line: the path, sessions, reviews."""

from __future__ import annotations

from kadguide.answering.reply import Reply
from kadguide.exchange.formats import section_text
from kadguide.exchange.progress import progress_document
from kadguide.exchange.quiztext import QuizText, summary
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Lang
from kadguide.learning.cards import FORGOTTEN, RECALLED, is_card
from kadguide.learning.journal import Confidence
from kadguide.learning.path import Step
from kadguide.learning.practice import MovedOnError, Practice
from kadguide.learning.reading import read_response
from kadguide.learning.responses import Response
from kadguide.learning.trainer import NEXT_WORDS, REVIEW_WORDS
from kadguide.linear import WIDTH, to_plain, wrap, wrapped
from kadguide.plain.telling import Teller, Told
from kadguide.services import Services
from kadguide.wording import Wording

HINT_WORDS = ("p", "petunjuk", "h", "hint")
READ_WORDS = ("baca", "read")
STOP_WORDS = ("berhenti", "stop")
REPORT_WORDS = ("lapor", "report")


class Lessons(Teller):
    """Shows the path, asks, and explains. A session goes on where it stands, whenever it is taken up again."""

    WORDS = (
        "/belajar", "/learn", "/lanjut", "/continue", "/kuis", "/quiz", "/penempatan", "/placement", "/kemajuan",
        "/progress", "/lewati", "/skip", "/kartu", "/card",
    )  # fmt: skip

    def __init__(self, services: Services) -> None:
        self._services = services
        self._snapshot = services.engine.snapshot
        self._practice: Practice | None = None
        self._on_path = False
        self._last_entry = ""
        self._revealed = False
        self._asked: tuple[str, str] | None = None

    def replied(self, reply: Reply, lang: Lang, *, chosen: bool) -> str:
        if reply.entry and not chosen:
            self._asked = (reply.entry, reply.question)
        return ""

    def waiting(self, lang: Lang) -> str:
        if self._practice is None or self._practice.question is None:
            return ""
        return Wording(self._snapshot, lang).catalog("learn.saved")

    # -- commands

    def hear(self, command: str, rest: str, lang: Lang) -> Told | None:
        wording = Wording(self._snapshot, lang)
        trainer = self._services.trainer
        if not trainer.material.bank.items:
            return Told(wording.catalog("learn.nothing"))
        match command:
            case "/belajar" | "/learn":
                return self._home(wording)
            case "/lanjut" | "/continue":
                step = trainer.step()
                practice = trainer.take(step)
                return self._enter(practice, wording) if practice else Told(_flow(self._text(wording).step(step)))
            case "/penempatan" | "/placement":
                return self._enter(trainer.start("placement"), wording)
            case "/kuis" | "/quiz":
                return self._quiz(rest, wording)
            case "/kemajuan" | "/progress":
                document = progress_document(trainer, self._snapshot, wording, self._services.now())
                parts = [section_text(section) for section in document.sections]
                return Told("\n\n".join(parts), document=document)
            case "/lewati" | "/skip":
                return self._skip(rest, wording)
            case _:
                return self._card(wording)

    def _home(self, wording: Wording) -> Told:
        self._practice, self._on_path = None, True
        trainer, text = self._services.trainer, self._text(wording)
        rows = []
        for number, state in enumerate(trainer.states(), start=1):
            extra = "" if state.module.core else f" ({wording.catalog('learn.extra')})"
            rows += wrap(f"{number}. {text.say(state.module.title)}{extra}: {text.state(state)}", WIDTH)
        step = wording.catalog("learn.next", step=self._text(wording).step(trainer.step()))
        due = wording.catalog("learn.due_today", count=len(trainer.due()))
        title = wording.catalog("learn.welcome")
        commands = _flow(wording.catalog("learn.commands"))
        return Told("\n\n".join([title, "\n".join(rows), due, _flow(step), *self._aside(wording), commands]), asks=True)

    def _aside(self, wording: Wording) -> list[str]:
        """That a placement test waits, if one does."""
        return [_flow(wording.catalog("learn.test_aside"))] if self._services.trainer.has_test_aside() else []

    def _module(self, typed: str, wording: Wording) -> Told | None:
        """The module whose number on the path was typed; anything else is a question like any other."""
        self._on_path = False
        modules = tuple(self._services.trainer.material.modules)
        if not typed.isdecimal() or not 1 <= int(typed) <= len(modules):
            return None
        return self._enter(self._services.trainer.start("module", modules[int(typed) - 1]), wording)

    def _quiz(self, rest: str, wording: Wording) -> Told:
        trainer = self._services.trainer
        practice = trainer.named(rest)
        if practice is None and rest.casefold() in NEXT_WORDS:
            return Told(_flow(self._text(wording).step(trainer.step())))
        if practice is None and rest.casefold() in REVIEW_WORDS:
            return Told(_flow(wording.catalog("learn.due_today", count=0)))
        if practice is None:
            return Told(
                _flow(
                    wording.catalog("learn.no_quiz", name=rest, names=", ".join(trainer.names_like(rest, wording.lang)))
                )
            )
        return self._enter(practice, wording)

    def _skip(self, name: str, wording: Wording) -> Told:
        trainer = self._services.trainer
        module = trainer.module(name)
        if module is None:
            names = ", ".join(trainer.material.modules)
            return Told(_flow(wording.catalog("learn.no_quiz", name=name, names=names)))
        skipped = module.id in {skip.module for skip in trainer.journal.skips()}
        trainer.skip(module, back=skipped)
        said = "learn.unskipped" if skipped else "learn.skipped"
        return Told(_flow(wording.catalog(said, module=module.title.get(wording.lang))), notice=True)

    def _card(self, wording: Wording) -> Told:
        if self._asked is None:
            return Told(_flow(wording.catalog("learn.card_nothing")), notice=True)
        entry, question = self._asked
        made = self._services.trainer.remember(entry, question)
        return Told(_flow(wording.catalog(f"learn.card_{made}", title=wording.title(entry))), notice=True)

    # -- a session

    def _enter(self, practice: Practice | None, wording: Wording) -> Told:
        if practice is None:
            return Told(_flow(self._text(wording).step(Step("rest"))))
        self._practice, self._on_path, self._last_entry = practice, False, ""
        practice.restart_clock()
        if practice.silent:
            return self._ask(practice, wording, _flow(wording.catalog("learn.session_words_silent")))
        return self._ask(practice, wording, *self._aside(wording), _flow(wording.catalog("learn.session_words")))

    def _ask(self, practice: Practice, wording: Wording, *first: str) -> Told:
        question = practice.question
        if question is None:
            return self._finish(practice, wording, *first)
        text = self._text(wording)
        self._revealed = False
        stands_at = text.progress(question, practice.session)
        if is_card(question.item.id):
            parts = [
                f"{stands_at} · {wording.catalog('learn.own_card')}",
                text.say(question.item.stem),
                wording.catalog("learn.how_card"),
            ]
        else:
            hints = text.hints(question.item, practice.hints)
            parts = [stands_at, *text.paragraphs(question), *hints]
        return Told("\n\n".join([*first, *map(_flow, parts)]), asks=True)

    def _finish(self, practice: Practice, wording: Wording, *first: str) -> Told:
        self._practice = None
        parts = [summary(practice.answers, wording)]
        if practice.silent:
            parts.append(wording.catalog("learn.finished_silent"))
            missed = self._text(wording).debrief(practice.answers)
            first = (
                *first,
                *((wording.catalog("learn.debrief").upper(),) if missed else ()),
                *map(section_text, missed),
            )
        parts.append(wording.catalog("learn.next", step=self._text(wording).step(self._services.trainer.step())))
        return Told("\n\n".join([*first, *map(_flow, parts)]), asks=bool(self._last_entry))

    def _read(self, wording: Wording) -> tuple[str, str]:
        """The entry that teaches what was answered last."""
        entry = self._snapshot.entry(self._last_entry)
        return wording.title(entry.id), to_plain(entry.body.get(wording.lang))

    def answer(self, line: str, lang: Lang) -> Told | None:
        """A module of the path, an answer to the open item, or one of the words of a session."""
        wording = Wording(self._snapshot, lang)
        if self._on_path:
            return self._module(line.strip(), wording)
        practice, said = self._practice, line.strip().casefold()
        if practice is None:  # the session has ended, and its last explanation still stands there
            reads = said in READ_WORDS and self._last_entry
            return Told("\n\n".join(self._read(wording))) if reads else None
        question = practice.question
        if question is None:
            return self._finish(practice, wording)
        first, _, rest = line.strip().partition(" ")
        if said in STOP_WORDS:
            self._practice = None
            return Told(_flow(wording.catalog("learn.saved")))
        if is_card(question.item.id):
            return self._judge(said, question.item, practice, wording)
        if said in (*HINT_WORDS, *READ_WORDS) and practice.silent:
            return Told(_flow(wording.catalog("learn.session_words_silent")), asks=True)
        if said in HINT_WORDS:
            return Told(_flow(self._text(wording).hints(question.item, practice.take_hint())[-1]), asks=True)
        if said in READ_WORDS and not self._last_entry:
            return Told(_flow(wording.catalog("learn.read_nothing")), asks=True)
        if said in READ_WORDS:
            return self._ask(practice, wording, *self._read(wording))
        if first.casefold() in REPORT_WORDS:
            self._services.trainer.complain(question.item, rest)
            return Told(_flow(wording.catalog("learn.complained")), asks=True, notice=True)
        return self._grade(line, practice, wording)

    def _judge(self, said: str, item: Item, practice: Practice, wording: Wording) -> Told:
        """A card of the learner's own: any line shows its answer; then a number says whether it was recalled."""
        if not self._revealed:
            self._revealed = True
            parts = [*self._text(wording).card(item), wording.catalog("learn.how_judge")]
            return Told("\n\n".join(map(_flow, parts)), asks=True)
        if said == "3":
            self._services.trainer.drop_card(item)
            if practice.question is None:
                practice.close()
            return self._ask(practice, wording, _flow(wording.catalog("learn.card_dropped")))
        if said not in ("1", "2"):
            return Told(
                _flow(wording.catalog("learn.not_understood", how=wording.catalog("learn.how_judge"))), asks=True
            )
        try:
            practice.answer(Response((RECALLED if said == "1" else FORGOTTEN,)))
        except MovedOnError:
            return self._ask(practice, wording, _flow(wording.catalog("learn.moved_on")))
        return self._ask(practice, wording, _flow(wording.catalog("learn.card_noted")))

    def _grade(self, line: str, practice: Practice, wording: Wording) -> Told:
        question = practice.question
        assert question is not None
        confidence: Confidence = (
            "sure" if line.rstrip().endswith("!") else "guess" if line.rstrip().endswith("?") else ""
        )
        response = read_response(question.item, question.order, line.rstrip().rstrip("!?"))
        if response is None:
            how = self._text(wording).how(question.item)
            return Told(_flow(wording.catalog("learn.not_understood", how=how)), asks=True)
        hints = practice.hints
        try:
            result = practice.answer(response, confidence)
        except MovedOnError:
            return self._ask(practice, wording, _flow(wording.catalog("learn.moved_on")))
        if practice.silent:
            return self._ask(practice, wording, _flow(wording.catalog("learn.noted")))
        self._last_entry = question.item.entry
        feedback = self._text(wording).feedback(question.item, result, hints, response)
        again = (wording.catalog("learn.comes_again"),) if question.item.id in practice.queue else ()
        return self._ask(practice, wording, *map(_flow, (*feedback.paragraphs, *again)))

    def _text(self, wording: Wording) -> QuizText:
        return QuizText(self._snapshot, self._services.trainer.material, wording)


def _flow(text: str) -> str:
    return "\n".join(map(wrapped, text.split("\n")))
