"""The chat screen: transcript above, prompt below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kadguide.answering.choosing import chosen_number
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.exchange.document import Document
from kadguide.exchange.transcript import Exchange, transcript
from kadguide.i18n import Catalog
from kadguide.keeping.keeper import ASK, Subject
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.commands import known_command
from kadguide.tui.widgets.choices import Choices
from kadguide.tui.widgets.findtalk import FindTalk
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.talk import Talk
from kadguide.tui.widgets.turn import TurnText
from kadguide.tui.widgets.welcome import Welcome
from kadguide.wording import Wording

if TYPE_CHECKING:
    from kadguide.answering.dialogue import Context

SHOWN_QUESTION = 600
"""Characters of a question that are shown."""


class ChatScreen(Screen[None]):
    """Asks the engine and shows its replies. Everything else it leaves to the app."""

    BINDINGS = [
        Binding("pageup", "page_up", show=False, id="page_up"),
        Binding("pagedown", "page_down", show=False, id="page_down"),
        Binding("escape", "focus_prompt", show=False, id="focus_prompt"),
        Binding("tab", "focus_newest", show=False),
        Binding("ctrl+f", "app.look_back", show=False, id="look_back_here", priority=True),  # else it edits the line
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
        self._last: Reply | None = None
        self._choices: Sequence[tuple[str, str]] = ()
        """What a number chooses: pairs of an entry, or a question, and its title."""
        self._exchanges: list[Exchange] = []
        self._offered = False

    def compose(self) -> ComposeResult:
        prompt = Prompt(self._word("chat.placeholder"))
        yield FindTalk(Talk(self._word), self._word, prompt)
        with Horizontal(id="prompt-line"):
            yield Static(Content("›"), id="prompt-mark", markup=False)
            yield prompt
        yield KeyFooter()

    async def on_mount(self) -> None:
        await self._greet()

    async def _greet(self) -> None:
        """Show the welcome, whose examples can be chosen."""
        welcome = self._welcome()
        await self._turns.mount(welcome)
        self._choices = welcome.query_one(Choices).choices
        self.query_one(Prompt).focus()

    @property
    def _turns(self) -> Talk:
        return self.query_one(Talk)

    @property
    def _find(self) -> FindTalk:
        return self.query_one(FindTalk)

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
        if number and number <= len(self._choices):
            await self._take(self._choices[number - 1][0])
        else:
            await self.ask(text)

    async def ask(self, text: str) -> None:
        """Put ``text`` to the engine and show the reply."""
        reply, self._talk = self._engine.ask(text, self._talk, usual=self._lang)
        recorded = self._services.keeper.hear(reply, self._services.now())
        await self._show(reply, recorded)

    async def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """An entry was chosen, or one of the example questions."""
        message.stop()
        self.action_focus_prompt()
        await self._take(message.value)

    async def _take(self, value: str) -> None:
        """Show the entry, or ask the question, that was chosen."""
        if value in self._engine.snapshot.position:
            await self.show_entry(value, self._last.lang if self._last else self._lang)
        else:
            await self.ask(value)

    async def show_entry(self, entry: str, lang: Lang | None = None) -> None:
        """Show an entry that was chosen by name, in ``lang`` or in the language of the interface."""
        reply = self._engine.choose(entry, lang or self._lang)
        self._talk = self._engine.context_of(reply)
        await self._show(reply)

    def on_choices_typed(self, message: Choices.Typed) -> None:
        """Typing while a list has the focus goes on in the prompt."""
        message.stop()
        self.action_focus_prompt()
        self.query_one(Prompt).insert_text_at_cursor(message.character)

    # -- replies

    async def _show(self, reply: Reply, recorded: bool = False) -> None:
        self._find.end()
        for welcome in self.query(Welcome):
            await welcome.remove()
        turn = await self._turns.add(self._turn_text(reply, recorded))
        self._last = reply if reply.status == "answered" else self._last
        self._exchanges.append(Exchange(reply.question, reply, reply.lang, self._services.now()))
        choices = turn.choices
        self._choices = choices.choices if choices else ()
        if reply.status == "clarify" and choices is not None:
            choices.focus()

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
        self._find.end(focus=False)
        self._exchanges.clear()
        self._talk, self._last = None, None
        for welcome in self.query(Welcome):
            await welcome.remove()
        await self._turns.clear()
        await self._greet()

    async def set_language(self, lang: Lang) -> None:
        """Change the words of the screen; earlier answers stay as they are."""
        self._lang = lang
        self._word = Catalog(lang)
        self.query_one(Prompt).placeholder = self._word("chat.placeholder")
        self._turns.speak(self._word)
        self._find.speak(self._word)
        if self.query(Welcome):
            await self.new_conversation()

    def begin_command(self) -> None:
        """Go to the prompt with the slash of a command in it; what stands there already is kept."""
        prompt = self.query_one(Prompt)
        if not prompt.value:
            prompt.value = "/"
            prompt.cursor_position = 1
        self.action_focus_prompt()

    # -- actions

    def look_back(self, words: str = "") -> bool:
        """Find ``words``, or what will be typed, in the conversation; ``False`` when there is none yet."""
        if not self._exchanges:
            return False
        if words:
            self._find.look_for(words)
        else:
            self._find.begin()
        return True

    def action_page_up(self) -> None:
        self._turns.action_page_up()

    def action_page_down(self) -> None:
        self._turns.action_page_down()

    def action_focus_newest(self) -> None:
        """From the prompt to the last list to choose from, which is in sight, rather than to the first of all; from a
        list to the next one, or to the prompt."""
        lists = self.query(Choices)
        if self.query_one(Prompt).has_focus and lists:
            lists.last().focus()
        else:
            self.focus_next()

    def action_focus_prompt(self) -> None:
        self._find.end()
        self.query_one(Prompt).focus()
