"""Learning: the path with its next step, and one question after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.binding import ActiveBinding
from textual.widgets import Input

from kadguide.exchange.document import Line as Paragraph
from kadguide.exchange.formats import render
from kadguide.exchange.quiztext import LETTERS, Feedback, summary
from kadguide.keeping.kept import StoreError
from kadguide.keeping.trouble import kept_trouble
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Lang
from kadguide.learning.cards import FORGOTTEN, RECALLED, is_card
from kadguide.learning.draft import Draft, item_draft
from kadguide.learning.journal import CONFIDENCES, Confidence
from kadguide.learning.practice import MovedOnError, Practice, Question
from kadguide.learning.reading import is_unknown
from kadguide.learning.responses import Response
from kadguide.learning.trainer import NEXT_WORDS, REVIEW_WORDS
from kadguide.services import Services
from kadguide.tui.dialogues import LineScreen
from kadguide.tui.learnpath import LearnPath
from kadguide.tui.messages import EntryWanted, KeepingFailed
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines

_WHILE_ASKED = ("take_hint", "turn_confidence", "leave_blank")


class LearnScreen(LearnPath):
    """Two faces: the path, and the session that is open. Leaving keeps everything."""

    NAME = "learn"
    CSS_PATH = "learn.tcss"

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._draft: Draft | None = None
        self._revealed = False
        self._feedback: Feedback | None = None
        self._explained: Item | None = None
        self._given = Response()
        self._confidence: Confidence = ""

    def on_mount(self) -> None:
        self._show()

    async def visit(self, typed: str) -> None:
        """Without a word the path, or the session that is open here; with one, the quiz or module of that name."""
        trainer = self._services.trainer
        try:
            practice = trainer.named(typed) if typed else None
        except StoreError as error:
            self.post_message(KeepingFailed(error))
        else:
            if practice is not None:
                self._enter(practice)
                return
            if typed and typed.strip().casefold() not in (
                *NEXT_WORDS,
                *REVIEW_WORDS,
            ):  # the path says why nothing is next
                self.notify(
                    self._word("learn.no_quiz", name=typed[:40], names=", ".join(trainer.names_like(typed, self._lang)))
                )
        self._show()

    async def relabel(self) -> None:
        self._show(focus=False)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys of a question only while one is open; a card of the learner's own has none of them."""
        asking = self._asked is not None
        silent = self._practice is not None and self._practice.silent
        hidden = _WHILE_ASKED[:silent] if asking else _WHILE_ASKED if self._feedback else (*_WHILE_ASKED, "report_item")
        return {key: active for key, active in super().active_bindings.items() if active.binding.action not in hidden}

    @property
    def _asked(self) -> Question | None:
        """The open question, if it is one that can be graded and was not answered yet."""
        question = self._practice.question if self._practice and self._feedback is None else None
        return None if question is None or is_card(question.item.id) else question

    # -- what is shown

    def _show(self, *, focus: bool = True) -> None:
        try:
            self._draw(focus=focus)
        except StoreError as error:
            self._practice, self._page = None, None
            self._fill(self._word("learn.title").upper(), kept_trouble(error, self._word), [])
            self.set_focus(None)

    def _draw(self, *, focus: bool) -> None:
        question = self._practice.question if self._practice else None
        if self._feedback is not None:
            self._show_feedback(self._feedback)
        elif self._practice is not None and question is not None:
            self._show_question(question)
        elif self._page is not None:
            self._page()
        else:
            self._show_path()
        self.refresh_bindings()
        if focus and self._practice is None and self._page is not None:
            self._look_at_page()
        elif focus:
            typed = self.query_one("#lesson-line").display
            self.query_one("#lesson-line" if typed else "#lesson-rows").focus(scroll_visible=False)
            self.query_one("#lesson").scroll_home(animate=False)

    def _show_question(self, question: Question) -> None:
        if is_card(question.item.id):
            self._show_card(question)
            return
        if self._draft is None:
            self._draft = item_draft(question.item, question.order)
        draft = self._draft
        silent = "_silent" if self._practice and self._practice.silent else ""
        tag = self._stands_at(question)
        if self._confidence:
            tag += f" · {self._word(f'learn.confidence_{self._confidence}')}"
        if draft.typed:
            how = f"{self._text.how(question.item)} {self._word(f'learn.typed_keys{silent}')}"
        else:
            how = self._word("learn.how_list" if draft.at_once else f"learn.how_list_{draft.type}")
        texts = self._text.choices(question, draft)
        rows: list[tuple[str, Callable[[], None]]]
        rows = [(text, partial(self._press, position)) for position, text in enumerate(texts)]
        if not draft.at_once and not draft.typed:
            rows.append((self._word("learn.row_answer"), self._submit_draft))
        if draft.typed:
            if not silent:
                rows.append((self._word("learn.row_hint"), self.action_take_hint))
            rows.append((self._word(f"learn.row_unknown{silent}"), self.action_leave_blank))
        self._fill(tag, self._text.say(question.item.stem), rows, typed=draft.typed)
        if question.case:
            self._line("#lesson-case", f"{self._text.say(question.case.title)}\n{self._text.say(question.case.text)}")
        if draft.type == "matching":
            self._list(
                "#lesson-sides", [f"{LETTERS[at]}) {text}" for at, text in enumerate(self._text.parts(question))]
            )
        hints = self._practice.hints if self._practice else 0
        self._line("#lesson-said", "\n\n".join(self._text.hints(question.item, hints)))
        self._line("#lesson-hint", how)
        self.query_one("#lesson-line", Line).placeholder = self._word("learn.type_here")
        self._say_below()

    def _stands_at(self, question: Question) -> str:
        return self._text.progress(question, self._practice.session if self._practice else None)

    def _show_card(self, question: Question) -> None:
        """A card of the learner's own: the question, then its answer and what to say about oneself."""
        item, word = question.item, self._word
        rows: list[tuple[str, Callable[[], None]]] = [(word("learn.row_reveal"), self._reveal)]
        if self._revealed:
            rows = [
                (word("learn.row_recalled"), lambda: self._answer(Response((RECALLED,)))),
                (word("learn.row_forgotten"), lambda: self._answer(Response((FORGOTTEN,)))),
                (word("learn.row_read", title=self._wording.title(item.entry)), lambda: self._read(item.entry)),
                (word("learn.row_drop_card"), lambda: self._drop_card(item)),
            ]
        self._fill(f"{self._stands_at(question)} · {word('learn.own_card')}", self._text.say(item.stem), rows)
        self._line("#lesson-said", "\n\n".join(self._text.card(item)) if self._revealed else "")
        self._line("#lesson-hint", word("learn.card_judge" if self._revealed else "learn.card_recall"))

    def _reveal(self) -> None:
        self._revealed = True
        self._show()

    def _drop_card(self, item: Item) -> None:
        """Throw the card away, and go on without it."""
        practice = self._practice
        try:
            self._services.trainer.drop_card(item)
            if practice is not None and practice.question is None:
                practice.close()
        except StoreError as error:
            self.post_message(KeepingFailed(error))
            return
        self.notify(self._word("learn.card_dropped"))
        self._go_on()

    def _show_feedback(self, feedback: Feedback) -> None:
        rows: list[tuple[str, Callable[[], None]]] = [(self._word("learn.row_next"), self._go_on)]
        if feedback.entry:
            title = self._wording.title(feedback.entry)
            rows.append((self._word("learn.row_read", title=title), lambda: self._read(feedback.entry)))
        self._fill(self._word("learn.title").upper(), feedback.verdict, rows)
        if (item := self._explained) is not None:
            self._line("#lesson-case", "\n".join(self._text.asked(item, self._given)))
        again = item is not None and self._practice is not None and item.id in self._practice.queue
        comes = (Paragraph(self._word("learn.comes_again")),) if again else ()
        self._set_out("#lesson-said", (*feedback.blocks, *comes))
        self._pin()

    # -- choosing and answering

    def _press(self, position: int) -> None:
        draft = self._draft
        if draft is None:
            return
        draft.press(position)
        if draft.at_once:
            self._submit_draft()
        else:
            self._show(focus=False)  # the page stays where it was turned to
            self.query_one("#lesson-rows", Lines).highlighted = position

    def _submit_draft(self) -> None:
        response = self._draft.response if self._draft else None
        if response is None:
            self.notify(self._word("learn.not_whole"))
        else:
            self._answer(response)

    @on(Input.Submitted, "#lesson-line")
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        if said := event.value.strip():
            self._answer(Response() if is_unknown(said) else Response(text=said))

    def action_leave_blank(self) -> None:
        """Answer that one does not know."""
        if self._asked is not None:
            self._answer(Response())

    def _answer(self, response: Response) -> None:
        practice = self._practice
        if practice is None or (question := practice.question) is None or self._feedback is not None:
            return
        hints, silent = practice.hints, practice.silent
        try:
            grade = practice.answer(response, self._confidence)
        except StoreError as error:
            self.post_message(KeepingFailed(error))
            return
        except MovedOnError:
            self.notify(self._word("learn.moved_on"))
            self._draft, self._confidence = None, ""
            self.query_one("#lesson-line", Line).value = ""
            self._go_on()
            return
        self._draft, self._confidence = None, ""
        self.query_one("#lesson-line", Line).value = ""
        if silent or is_card(question.item.id):
            self._go_on()
            return
        self._explained, self._given = question.item, response
        self._feedback = self._text.feedback(question.item, grade, hints, response)
        self._show()

    def _go_on(self) -> None:
        """On to the next question; after the last one back to the path."""
        self._feedback, self._revealed = None, False
        practice = self._practice
        if practice is not None and practice.question is None:
            self._summed_up = summary(practice.answers, self._wording)
            if practice.silent:
                self._summed_up += " " + self._word("learn.finished_silent")
                missed = tuple(answer for answer in practice.answers if answer.fraction < 1)
                self._page = partial(self._show_debrief, tuple(practice.answers)) if missed else None
            self._practice = None
        elif practice is not None:
            practice.restart_clock()
        self._show()

    def _read(self, entry: str) -> None:
        self.post_message(EntryWanted(entry))

    # -- sessions

    def _kept(self, action: Callable[[], Practice | None]) -> Practice | None:
        try:
            return action()
        except StoreError as error:
            self.post_message(KeepingFailed(error))
            return None

    def _begin(self, action: Callable[[], Practice | None]) -> None:
        practice = self._kept(action)
        if practice is not None:
            self._enter(practice)

    def _enter(self, practice: Practice) -> None:
        self._practice, self._draft, self._feedback, self._revealed = practice, None, None, False
        self._summed_up, self._page = "", None
        practice.restart_clock()
        self._show()

    # -- actions

    def action_take_hint(self) -> None:
        """Open the next hint below the question."""
        question = self._asked
        if self._practice is None or question is None or self._practice.silent:
            return
        try:
            self._practice.take_hint()
        except StoreError as error:
            self.post_message(KeepingFailed(error))
        self._show(focus=False)
        line = self.query_one("#lesson-line")
        if line.display:  # the next letter belongs to the answer
            line.focus(scroll_visible=False)

    def action_turn_confidence(self) -> None:
        """Say how sure one is, before answering."""
        if self._asked is not None:
            steps: tuple[Confidence, ...] = ("", *CONFIDENCES)
            self._confidence = steps[(steps.index(self._confidence) + 1) % len(steps)]
            self._show(focus=False)

    def action_report_item(self) -> None:
        """Say that the question is bad: the open one, or the one that was just explained."""
        asked = self._asked
        item = asked.item if asked else self._explained if self._feedback else None
        if item is None:
            return

        def report(reason: str | None) -> None:
            if reason is None:
                return
            try:
                self._services.trainer.complain(item, reason)
            except StoreError as error:
                self.post_message(KeepingFailed(error))
            else:
                self.notify(self._word("learn.complained"))

        words = (self._word(f"learn.report_{end}") for end in ("ask", "text", "placeholder", "hint"))
        self.app.push_screen(LineScreen(*words), report)

    async def action_save_progress(self) -> None:
        """Save the progress as a file; not while a question is open, where a word may be typed in vain."""
        if self._asked is None:
            await self.run_action("app.save_document")

    def action_step_back(self) -> None:
        """From a session or a page to the path; then out of the place."""
        if self._practice is not None or self._page is not None:
            self._practice, self._feedback, self._draft = None, None, None
            self._leave_page()
        else:
            super().action_step_back()

    # -- for the app

    def copied_text(self) -> str | None:
        """The explanation that is shown, or the progress."""
        if self._feedback is not None:
            return "\n\n".join(self._feedback.paragraphs)
        return render(self.document(), ".txt") if self._practice is None else None
