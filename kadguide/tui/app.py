"""The app: themes, language, commands. The chat screen does the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding

from kadguide import __version__
from kadguide.answering.engine import Engine
from kadguide.config import Settings, cache_folder, save_settings
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.clipboard import copy_natively, save_copy
from kadguide.tui.commands import BROWSE_KEYS, COMMANDS, PROMPT_KEYS, SHOWN_PROMPT_KEYS, bindings, typed_command
from kadguide.tui.palette import KadguideProvider
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.theme import THEMES, next_theme
from kadguide.wording import Wording

if TYPE_CHECKING:
    from kadguide.tui.screens.browse import BrowseScreen


class KadguideApp(App[None]):
    """The whole terminal app. Everything it needs is handed in."""

    CSS_PATH = "app.tcss"
    COMMANDS = {KadguideProvider}
    BINDINGS = [Binding("ctrl+c", "help_quit", show=False, id="help_quit")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, engine: Engine, settings: Settings, lang: Lang) -> None:
        super().__init__()
        self._engine = engine
        self._settings = settings
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self._topics: BrowseScreen | None = None
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in {theme.name for theme in THEMES} else THEMES[0].name
        self.title = "kadguide"
        self._bind_keys()

    def get_default_screen(self) -> ChatScreen:
        return ChatScreen(self._engine, self._lang)

    @property
    def _chat(self) -> ChatScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, ChatScreen))

    def _bind_keys(self) -> None:
        """(Re)make the key bindings in the language of the interface."""
        words = {f"action.{c.id}{end}": self._word(f"action.{c.id}{end}") for c in COMMANDS for end in ("", "_tip")}
        for command in COMMANDS:
            self._bindings.key_to_bindings.pop(command.key, None)
        for binding in bindings(words):
            self._bindings.key_to_bindings.setdefault(binding.key, []).append(binding)

    # -- commands

    async def on_chat_screen_command_typed(self, message: ChatScreen.CommandTyped) -> None:
        typed = typed_command(message.text)
        if typed is None:
            self._say(self._word("chat.unknown_command", command=message.text))
            return
        await self.run_action(("", typed.command.action, (typed.rest,) if typed.rest else ()))

    def _say(self, text: str, timeout: float = 4) -> None:
        self.notify(text, markup=False, timeout=timeout)

    def action_show_help(self) -> None:
        """Open the help, or close it."""
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
            return
        word = self._word
        keys = [(c.key.upper().replace("CTRL+", "Ctrl+"), word(f"action.{c.id}_tip")) for c in COMMANDS if c.key]
        keys += [(SHOWN_PROMPT_KEYS[c.key], word(f"action.{c.id}")) for c in PROMPT_KEYS]
        typed = [(" ".join(c.typed), word(f"action.{c.id}_tip")) for c in COMMANDS]
        day = Wording(self._engine.snapshot, self._lang).day(self._engine.snapshot.about["checked_on"])
        about = word("about.text", version=__version__, day=day).replace("*", "")
        browse = [(row.shown, word(f"browse.{row.id}_tip")) for row in BROWSE_KEYS]
        tables = [(word("help.keys"), keys), (word("help.browse"), browse), (word("help.commands"), typed)]
        self.push_screen(HelpScreen(word("help.title"), tables, about, word("help.close")))

    async def action_switch_language(self) -> None:
        """Indonesian ↔ English, for the interface."""
        self._lang = "en" if self._lang == "id" else "id"
        self._word = Catalog(self._lang)
        self._settings = self._settings._replace(language=self._lang)
        save_settings(self._settings)
        self._bind_keys()
        await self._chat.set_language(self._lang)
        self._chat.refresh_bindings()
        if self._topics is not None:
            await self._topics.set_language(self._lang)
        self._say(self._word("chat.language_now"))

    def action_next_theme(self) -> None:
        """The next colour theme."""
        self.theme = next_theme(self.theme)
        self._settings = self._settings._replace(theme=self.theme)
        save_settings(self._settings)
        self._say(self._word("chat.theme_now", theme=self.theme.removeprefix("kadguide-")))

    def action_copy_answer(self) -> None:
        """Copy the last answer, or the entry that is read, with its source."""
        text = self._topics.copied_text() if self._reads_topics and self._topics else self._chat.copied_text()
        if text is None:
            self._say(self._word("chat.nothing_to_copy"))
        else:
            self._copy(text)

    def _copy(self, text: str) -> None:
        """Copy ``text``, and say truly where it went."""
        if copy_natively(text):
            self._say(self._word("chat.copied"))
        else:
            self.copy_to_clipboard(text)
            path = save_copy(text, Path(cache_folder()))
            self._say(self._word("chat.copied_maybe", path=path) if path else self._word("chat.copy_failed"))

    def action_save_transcript(self, name: str = "") -> None:
        """Save the conversation under ``name`` in the current folder, and say where it is or why not."""
        from kadguide.saving import save_and_say

        self._say(save_and_say(self._chat.transcript(), self._engine.snapshot, name), timeout=6)

    @property
    def _reads_topics(self) -> bool:
        """Whether the topics are in front of the chat, be it behind a dialogue."""
        return self._topics is not None and self._topics in self.screen_stack

    async def action_browse_topics(self, typed: str = "") -> None:
        """Open the topics as they were left, looking for ``typed``; or go back to the chat."""
        if self.screen.is_modal:
            return
        if self._reads_topics:
            await self.pop_screen()
            return
        if self._topics is None:
            from kadguide.tui.screens.browse import BrowseScreen

            self._topics = BrowseScreen(self._engine, self._lang, typed)
            self.install_screen(self._topics, "topics")
        elif typed:
            self._topics.search(typed)
        await self.push_screen(self._topics)

    async def on_browse_screen_closed(self) -> None:
        await self.action_browse_topics()

    async def action_new_conversation(self) -> None:
        """Begin again."""
        await self._chat.new_conversation()
        self._say(self._word("chat.cleared"))

    # -- palette

    def action_command_palette(self) -> None:
        """Open the palette, in the language of the interface."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=self._word("chat.palette")))

    def palette_commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """What the palette offers first."""
        word = self._word
        return [
            (word(f"action.{c.id}"), word(f"action.{c.id}_tip"), partial(self.run_action, c.action))
            for c in COMMANDS
            if c.id != "palette"
        ]

    def palette_entries(self) -> list[tuple[str, str]]:
        """Every entry that can be opened."""
        return [(card.id, card.title.get(self._lang)) for card in self._engine.snapshot.cards]

    def open_entry(self, entry: str) -> None:
        """Show an entry in the topics when they are open, in the chat otherwise."""
        show = self._topics.open_entry if self._reads_topics and self._topics else self._chat.show_entry
        self.run_worker(show(entry), exclusive=True)
