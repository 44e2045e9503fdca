"""The chat screen: transcript above, prompt below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kadguide.answering.dialogue import Context
from kadguide.answering.folding import clean
from kadguide.answering.moves import chosen_number
from kadguide.answering.reply import Reply
from kadguide.exchange.document import Document
from kadguide.exchange.transcript import Exchange, transcript
from kadguide.i18n import Catalog
from kadguide.keeping.keeper import ASK, Subject
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.commands import known_command
from kadguide.tui.widgets.choices import Choices
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.turn import Turn, TurnText
from kadguide.tui.widgets.welcome import Welcome
from kadguide.wording import Wording

MOST_TURNS = 20
"""Turns that stay on the screen; more would make every key slow."""
SHOWN_QUESTION = 600
"""Characters of a question that are shown."""


class ChatScreen(Screen[None]):
    """Asks the engine and shows its replies. Everything else it leaves to the app."""

    BINDINGS = [
        Binding("pageup", "page_up", show=False, id="page_up"),
        Binding("pagedown", "page_down", show=False, id="page_down"),
        Binding("escape", "focus_prompt", show=False, id="focus_prompt"),
    ]

    class CommandTyped(Message):
        """Something that begins with a slash was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, services: Services, lang: Lang, *, first_start: bool = False) -> None:
        """At the ``first_start`` the welcome says a line more."""
        super().__init__()
        self._first_start = first_start
        self._services = services
        self._engine = services.engine
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self._talk: Context | None = None
        self._dropped = 0
        self._last: Reply | None = None
        self._choices: Choices | None = None
        self._exchanges: list[Exchange] = []
        self._offered = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="transcript", can_focus=False):
            yield self._welcome()
        with Horizontal(id="prompt-line"):
            yield Static(Content("›"), id="prompt-mark", markup=False)
            yield Prompt(self._word("chat.placeholder"))
        yield KeyFooter()

    def on_mount(self) -> None:
        self._choices = self.query_one(Welcome).query_one(Choices)
        self.query_one(Prompt).focus()

    def _welcome(self) -> Welcome:
        word = self._word
        about = self._engine.snapshot.about
        count = len(self._engine.snapshot.position)
        day = Wording(self._engine.snapshot, self._lang).day(about["checked_on"])
        position = word("chat.position", entries=count, day=day)
        return Welcome(
            word("chat.welcome"), word("chat.welcome_text"), word("chat.try"),
            [word(f"chat.example{number}") for number in (1, 2, 3)],
            position, word("chat.first_start") if self._first_start else "",
        )  # fmt: skip

    # -- questions

    async def on_prompt_asked(self, message: Prompt.Asked) -> None:
        """A question, a command, or the number of a choice."""
        message.stop()
        text = message.text
        self.app.clear_notifications()
        if text.startswith("/") and (" " not in text or known_command(text)):
            self.post_message(self.CommandTyped(text))
            return
        number = chosen_number(text)
        if number and self._choices is not None and self._choices.take(number):
            return
        await self.ask(text)

    async def ask(self, text: str) -> None:
        """Put ``text`` to the engine and show the reply."""
        reply, self._talk = self._engine.ask(text, self._talk, usual=self._lang)
        recorded = self._services.keeper.hear(reply, self._services.now())
        await self._show(reply, recorded)

    async def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """An entry was chosen, or one of the example questions."""
        message.stop()
        self.query_one(Prompt).focus()
        if message.value in self._engine.snapshot.position:
            await self.show_entry(message.value, self._last.lang if self._last else self._lang)
        else:
            await self.ask(message.value)

    async def show_entry(self, entry: str, lang: Lang | None = None) -> None:
        """Show an entry that was chosen by name, in ``lang`` or in the language of the interface."""
        reply = self._engine.choose(entry, lang or self._lang)
        self._talk = self._engine.context_of(reply)
        await self._show(reply)

    def on_choices_typed(self, message: Choices.Typed) -> None:
        """Typing while a list has the focus goes on in the prompt."""
        message.stop()
        prompt = self.query_one(Prompt)
        prompt.focus()
        prompt.insert_text_at_cursor(message.character)

    # -- replies

    async def _show(self, reply: Reply, recorded: bool = False) -> None:
        transcript = self.query_one("#transcript", VerticalScroll)
        for welcome in self.query(Welcome):
            await welcome.remove()
        turn = Turn(self._turn_text(reply, recorded))
        await transcript.mount(turn)
        self._last = reply if reply.status == "answered" else self._last
        self._exchanges.append(Exchange(reply.question, reply, reply.lang, self._services.now()))
        self._choices = turn.choices
        await self._drop_old(transcript)
        # The question goes to the top of the view, so that a long answer is read from its beginning.
        self.call_after_refresh(turn.scroll_visible, animate=False, top=True)
        if reply.status == "clarify" and self._choices is not None:
            self._choices.focus()

    async def _drop_old(self, transcript: VerticalScroll) -> None:
        turns = list(self.query(Turn))
        for old in turns[:-MOST_TURNS]:
            await old.remove()
            self._dropped += 1
        if self._dropped:
            for line in self.query("#older"):
                await line.remove()
            older = Static(Content(self._word("chat.older", count=self._dropped)), id="older", markup=False)
            await transcript.mount(older, before=0)

    def _turn_text(self, reply: Reply, recorded: bool) -> TurnText:
        wording = Wording(self._engine.snapshot, reply.lang)
        word = wording.catalog
        question = clean(reply.question)
        if len(question) > SHOWN_QUESTION:
            question = question[:SHOWN_QUESTION] + " …"
        answer = wording.answer(reply) or ""
        if reply.status == "chitchat":
            return TurnText(question, answer)
        if reply.status == "answered":
            related = [(id_, wording.title(id_)) for id_ in wording.related(reply)]
            revoked = any(cite.status == "revoked" for cite in wording.cites(reply))
            return TurnText(
                question, answer, wording.heading(reply), wording.source_line(reply), revoked,
                word("reply.related") if related else "", related, note_lead=word("kept.note_lead"),
                note=self._services.keeper.note(reply.entry) if reply.entry else "",
            )  # fmt: skip
        choices = [(c.entry, wording.title(c.entry)) for c in reply.candidates]
        hint = word("chat.choose") if reply.status == "clarify" else wording.whom(reply)
        if reply.status == "not_found" and (about := self._about_recording(recorded)):
            hint = f"{hint}\n{word(about)}"
        return TurnText(question, answer, lead=wording.lead(reply), choices=choices, hint=hint)

    def _about_recording(self, recorded: bool) -> str:
        """What is said below a refusal: that the question was recorded, or once in a run that it could be."""
        if recorded:
            return "kept.recorded_short"
        if self._offered or self._services.keeper.consent != ASK:
            return ""
        self._offered = True
        return "kept.offer"

    # -- for the app

    def looked_at(self) -> Subject | None:
        """The entry that answered last, and the last question with what was said to it."""
        last = next((e.reply for e in reversed(self._exchanges) if e.reply.status != "chitchat"), None)
        if last is None:
            return None
        entry = self._last.entry if self._last else None
        return Subject(entry or "", last.question, last.entry or "", last if last.status != "answered" else None)

    def copied_text(self) -> str | None:
        """The last answer with its sources, as text to paste into a message."""
        if self._last is None:
            return None
        from kadguide.linear import reply_text

        return reply_text(self._last, Wording(self._engine.snapshot, self._last.lang), width=10_000)

    def recent_entries(self) -> Sequence[str]:
        """Entries that answered, the last one first."""
        replies = [exchange.reply for exchange in self._exchanges[::-1]]
        return [reply.entry for reply in replies if reply.status == "answered" and reply.entry]

    def document(self) -> Document | None:
        """The whole conversation, with the turns that no longer stand on the screen; ``None`` when there is none."""
        if not self._exchanges:
            return None
        return transcript(self._exchanges, self._engine.snapshot, self._lang, self._services.now())

    async def new_conversation(self) -> None:
        """Forget what was talked about and empty the transcript."""
        self._exchanges.clear()
        self._talk, self._last, self._choices, self._dropped = None, None, None, 0
        transcript = self.query_one("#transcript", VerticalScroll)
        await transcript.remove_children()
        await transcript.mount(self._welcome())
        self._choices = self.query_one(Welcome).query_one(Choices)
        self.query_one(Prompt).focus()

    async def set_language(self, lang: Lang) -> None:
        """Change the words of the screen; earlier answers stay as they are."""
        self._lang = lang
        self._word = Catalog(lang)
        self.query_one(Prompt).placeholder = self._word("chat.placeholder")
        if self.query(Welcome):
            await self.new_conversation()

    def begin_command(self) -> None:
        """Go to the prompt with the slash of a command in it; what stands there already is kept."""
        prompt = self.query_one(Prompt)
        if not prompt.value:
            prompt.value = "/"
            prompt.cursor_position = 1
        prompt.focus()

    # -- actions

    def action_page_up(self) -> None:
        self.query_one("#transcript", VerticalScroll).scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        self.query_one("#transcript", VerticalScroll).scroll_page_down(animate=False)

    def action_focus_prompt(self) -> None:
        self.query_one(Prompt).focus()
