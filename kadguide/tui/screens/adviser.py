"""The model adviser: one question at a time, the answers so far beside it, and the advice at the end."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static

from kadguide.exchange.advice import advice_document, advice_page, option_text
from kadguide.exchange.document import Document
from kadguide.exchange.formats import render, section_markdown
from kadguide.guiding.interview import Interview
from kadguide.knowledge.adviser import UNKNOWN, Question
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.dialogues import ConfirmScreen
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.lines import Lines, Row

WIDE = 100
"""Columns from which the answers stand beside the question."""


class AdviserScreen(Place):
    """Asks, and shows what follows. Leaving it keeps the answers."""

    NAME = "adviser"
    CSS_PATH = "adviser.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._interview = Interview(self._engine.snapshot.adviser)
        self._entries: tuple[str, ...] = ()
        self._listed: list[Question] = []

    def compose(self) -> ComposeResult:
        with Horizontal(id="adviser"):
            with VerticalScroll(id="counsel"):
                yield Static(id="counsel-tag", classes="tag", markup=False)
                yield Static(id="counsel-title", classes="title", markup=False)
                yield Static(id="counsel-help", markup=False)
                yield Lines("counsel-options")
                yield Markdown(id="counsel-page", open_links=False, classes="answer")
                yield Static(id="counsel-lead", classes="lead", markup=False)
                yield Lines("counsel-entries")
                yield Static(id="counsel-hint", classes="hint", markup=False)
            with Vertical(id="given"):
                yield Static(id="given-title", classes="lead -first", markup=False)
                yield Lines("given-rows")
                yield Static(id="given-hint", classes="hint", markup=False)
        yield KeyFooter()

    async def on_mount(self) -> None:
        await self._show()

    # -- what is shown

    async def _show(self, *, focus: bool = True) -> None:
        """Show the question that is asked, or the advice."""
        question = self._interview.question
        page = self.query_one("#counsel-page", Markdown)
        if question is not None and page.children:
            await page.update("")  # What is not seen would make every key slower.
        self.set_class(question is None, "-advice")
        if question is not None:
            self._show_question(question)
        elif self._interview.adviser.questions:
            await self._show_advice()
        else:
            self._line("#counsel-title", self._word("adviser.not_there"))
        self._show_given()
        if focus:
            self.remove_class("-answers")
            self._focus_main()
            self.query_one("#counsel").scroll_home(animate=False)

    def _show_question(self, question: Question) -> None:
        total = len(self._interview.questions)
        progress = self._word("adviser.progress", number=self._interview.number, total=total)
        self._line("#counsel-tag", f"{self._word('adviser.welcome').upper()} · {progress}")
        self._line("#counsel-title", question.text.get(self._lang))
        self._line("#counsel-help", question.help.get(self._lang))
        self._line("#counsel-lead", "")
        self._line("#counsel-hint", self._word("adviser.hint"))
        rows = [(str(number), option.text.get(self._lang)) for number, option in enumerate(question.options, start=1)]
        rows.append(("0", self._word("adviser.unknown")))
        ids = [*(option.id for option in question.options), UNKNOWN]
        given = self._interview.answers.get(question.id)
        lines = [_numbered(number, text) for number, text in rows]
        self.query_one("#counsel-options", Lines).show(lines, ids.index(given) if given in ids else 0)

    async def _show_advice(self) -> None:
        page = advice_page(self._interview, self._engine.snapshot, self._wording)
        self._entries = page.entries
        first, law, *_ = page.sections
        self._line("#counsel-tag", f"{self._word('adviser.welcome').upper()} · {law.heading}")
        self._line("#counsel-title", first.heading)
        self._line("#counsel-help", "")
        parts = [section_markdown(first)]
        parts += [f"### {section.heading}\n\n{section_markdown(section)}" for section in page.sections[1:]]
        await self.query_one("#counsel-page", Markdown).update("\n\n".join(parts))
        self._line("#counsel-lead", self._word("adviser.read_on") if page.entries else "")
        titles = (_numbered(str(n), self._wording.title(entry)) for n, entry in enumerate(page.entries, start=1))
        self.query_one("#counsel-entries", Lines).show(list(titles))
        self._line("#counsel-hint", self._word("adviser.result_hint"))

    def _show_given(self) -> None:
        """List the answers; at the end also the questions that have none."""
        rows = []
        at_end = self._interview.question is None
        self._listed = [q for q in self._interview.questions if at_end or q.id in self._interview.answers]
        numbers = {question.id: n for n, question in enumerate(self._interview.questions, start=1)}
        for question in self._listed:
            given = option_text(question, self._interview.answers.get(question.id), self._wording)
            said = given or self._word("adviser.no_answer")
            text = Content.assemble((question.text.get(self._lang), "dim"), "\n", said)
            rows.append(Row(f"{numbers[question.id]}. ", text))
        self._line("#given-title", self._word("adviser.your_answers"))
        self._line("#given-hint", self._word("adviser.narrow_answers" if rows else "adviser.no_answers"))
        self.query_one("#given-rows", Lines).show(rows)
        self.query_one("#given-rows").display = bool(rows)

    def _focus_main(self) -> None:
        """Go to the answers to choose from, or to the advice; the question above must stay in sight."""
        name = "#counsel-options" if self._interview.question else "#counsel"
        self.query_one(name).focus(scroll_visible=False)

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(text))
        line.display = bool(text)

    async def relabel(self) -> None:
        await self._show(focus=False)

    # -- for the app

    def document(self) -> Document | None:
        """The advice with the answers; ``None`` before the first one."""
        if not self._interview.answers:
            return None
        return advice_document(self._interview, self._engine.snapshot, self._lang, self._services.now())

    def copied_text(self) -> str | None:
        document = self.document()
        return render(document, ".txt") if document else None

    # -- actions

    @on(Lines.Taken, "#counsel-options")
    async def _option_taken(self, message: Lines.Taken) -> None:
        message.stop()
        question = self._interview.question
        if question is not None:
            ids = [*(option.id for option in question.options), UNKNOWN]
            await self._answer(ids[message.position])

    @on(Lines.Taken, "#counsel-entries")
    def _entry_taken(self, message: Lines.Taken) -> None:
        message.stop()
        self._open(message.position)

    @on(Lines.Taken, "#given-rows")
    async def _given_taken(self, message: Lines.Taken) -> None:
        message.stop()
        self._interview.go_to(self._listed[message.position].id)
        await self._show()

    async def action_choose(self, number: int) -> None:
        """Take the answer of that number; in the advice, open the entry of that number."""
        question = self._interview.question
        if question is None:
            self._open(number - 1)
        elif number <= len(question.options):
            await self._answer(question.options[number - 1].id if number else UNKNOWN)

    async def _answer(self, option: str) -> None:
        self._interview.answer(option)
        await self._show()

    def _open(self, position: int) -> None:
        if 0 <= position < len(self._entries):
            self.post_message(EntryWanted(self._entries[position]))

    async def action_go_back(self) -> None:
        if self._interview.back():
            await self._show()

    async def action_show_result(self) -> None:
        self._interview.finish()
        await self._show()

    def action_begin_again(self) -> None:
        """Forget the answers when the user is sure."""
        if not self._interview.answers:
            self.call_later(self._begin_again, True)
            return
        words = (self._word(f"adviser.again_{end}") for end in ("ask", "text", "no", "yes"))
        self.app.push_screen(ConfirmScreen(*words), self._begin_again)

    async def _begin_again(self, sure: bool | None) -> None:
        if sure:
            self._interview.restart()
            await self._show()

    def action_show_answers(self) -> None:
        """Go to the answers; on a narrow screen they take the place of the question."""
        self.add_class("-answers")
        self.query_one("#given-rows").focus()

    def action_save_advice(self) -> None:
        if self._interview.answers:
            self.call_later(self.run_action, "app.save_document")
        else:
            self.notify(self._word("adviser.nothing"))

    def action_step_back(self) -> None:
        """From the answers to the question or the advice; then out of the place."""
        if self.has_class("-answers"):
            self.remove_class("-answers")
            self._focus_main()
        else:
            super().action_step_back()


def _numbered(number: str, text: str) -> Row:
    return Row(f"{number}. ", Content(text))
