"""The learning path as a page: the next step, the modules, and what was learned so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kadguide.exchange.document import Document
from kadguide.exchange.progress import progress_document
from kadguide.exchange.quiztext import QuizText, summary
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Answer
from kadguide.learning.practice import Practice
from kadguide.services import Services
from kadguide.tui.lesson import Lesson
from kadguide.tui.messages import KeepingFailed
from kadguide.tui.widgets.lines import Lines


class LearnPath(Lesson):
    """Where no session is open. Sessions are the business of the screen."""

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._practice: Practice | None = None
        """The session that is open here."""
        self._summed_up = ""
        """What is said about the session that has ended, on the path."""
        self._modules_from = 0
        """The position of the first module among the lines of the path."""

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._text = QuizText(self._engine.snapshot, self._services.trainer.material, self._wording)

    def _begin(self, action: Callable[[], Practice | None]) -> None:
        """Begin or take up the session that ``action`` hands over."""
        raise NotImplementedError

    def _start_module(self, module: str) -> None:
        self._begin(lambda: self._services.trainer.start("module", module))

    def _show_path(self) -> None:
        trainer = self._services.trainer
        if not trainer.material.bank.items:
            self._fill("", self._word("learn.nothing"), [])
            return
        step = trainer.step()
        rows: list[tuple[str, Callable[[], None]]] = []
        if practice := step.items or step.session:
            key = "continue" if trainer.journal.answers() else "begin"
            rows.append((self._word(f"learn.row_{key}"), lambda: self._begin(lambda: trainer.take(step))))
        due = len(trainer.due())
        if due and step.kind != "review":
            review = self._word("learn.row_review", count=due)
            rows.append((review, lambda: self._begin(lambda: trainer.start("review"))))
        rows.append((self._word("learn.row_mixed"), lambda: self._begin(lambda: trainer.start("mixed"))))
        rows.append((self._word("learn.row_progress"), self._show_progress))
        aside = trainer.has_test_aside()
        if aside or not trainer.journal.answers():
            row = self._word("learn.row_placement_on" if aside else "learn.row_placement")
            rows.insert(1 if practice else 0, (row, lambda: self._begin(lambda: trainer.start("placement"))))
        self._modules_from = len(rows)
        for state in trainer.states():
            module = state.module
            extra = "" if module.core else f" ({self._word('learn.extra')})"
            said = f"{self._text.say(module.title)}{extra}\n{self._text.state(state)}"
            rows.append((said, partial(self._start_module, module.id)))
        today = self._word("learn.due_today", count=due)
        self._fill(f"{self._word('learn.welcome').upper()} · {today}", self._text.step(step), rows)
        self._line("#lesson-case", self._summed_up)
        self._line("#lesson-hint", self._word("learn.hint_path"))

    def _show_progress(self) -> None:
        """What was learned so far, with a way back."""
        document = self.document()
        self._page = self._show_progress
        self._fill_page(self._word("learn.title").upper(), document.title, document.sections)

    def _show_debrief(self, answers: Sequence[Answer]) -> None:
        """What was missed in a session that explained nothing, and why."""
        title = f"{summary(answers, self._wording)} {self._word('learn.finished_silent')}"
        self._fill_page(self._word("learn.debrief").upper(), title, self._text.debrief(answers))

    def action_skip_module(self) -> None:
        """Pass over the highlighted module of the path, or take it up again."""
        trainer = self._services.trainer
        position = (self.query_one("#lesson-rows", Lines).highlighted or 0) - self._modules_from
        modules = tuple(trainer.material.modules.values())
        if self._practice is not None:
            return
        if not 0 <= position < len(self._actions) - self._modules_from:
            self.notify(self._word("learn.skip_first"))
            return
        module = modules[position]
        try:
            skipped = module.id in {skip.module for skip in trainer.journal.skips()}
            trainer.skip(module, back=skipped)
        except StoreError as error:
            self.post_message(KeepingFailed(error))
            return
        said = "learn.unskipped" if skipped else "learn.skipped"
        self.notify(self._word(said, module=self._text.say(module.title)))
        self._show()
        self.query_one("#lesson-rows", Lines).highlighted = position + self._modules_from

    def document(self) -> Document:
        """The progress so far."""
        return progress_document(self._services.trainer, self._engine.snapshot, self._wording, self._services.now())
