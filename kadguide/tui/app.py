"""The app: themes, language, commands, and the way from place to place. The screens do the rest."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from textual.binding import Binding

from kadguide import __version__
from kadguide.config import Settings, cache_folder, save_settings
from kadguide.i18n import Catalog
from kadguide.keeping.keeper import Subject
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.clipboard import copy_natively, save_copy
from kadguide.tui.commands import COMMANDS, PROMPT_KEYS, SHOWN_PROMPT_KEYS, bindings, shown_key, typed_command
from kadguide.tui.keeping import KeepingActions
from kadguide.tui.keys import PLACE_KEYS
from kadguide.tui.messages import EntryWanted, PlaceWanted
from kadguide.tui.palette import KadguideProvider
from kadguide.tui.place import Place
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.theme import THEMES, next_theme
from kadguide.wording import Wording


class EntryReader(Protocol):
    """A place that shows entries."""

    async def open_entry(self, entry: str) -> None:
        """Show an entry."""


class KadguideApp(KeepingActions):
    """The whole terminal app. Everything it needs is handed in."""

    CSS_PATH = "app.tcss"
    COMMANDS = {KadguideProvider}
    BINDINGS = [Binding("ctrl+c", "help_quit", show=False, id="help_quit")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, services: Services, settings: Settings, lang: Lang) -> None:
        super().__init__()
        self._services = services
        self._engine = services.engine
        self._settings = settings
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self._places: dict[str, Place] = {}
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in {theme.name for theme in THEMES} else THEMES[0].name
        self.title = "kadguide"
        self._bind_keys()
        services.keeper.listen(self.say_trouble)

    def get_default_screen(self) -> ChatScreen:
        return ChatScreen(self._services, self._lang)

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
        elif typed.command.screen:
            await self.action_visit(typed.command.id, typed.rest)
        else:
            await self.run_action(("", typed.command.action, (typed.rest,) if typed.rest else ()))

    def _say(self, text: str, timeout: float = 4) -> None:
        self.notify(text, markup=False, timeout=timeout)

    def action_show_help(self) -> None:
        """Open the help, or close it."""
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
            return
        word = self._word
        keys = [(shown_key(c), word(f"action.{c.id}_tip")) for c in COMMANDS if c.key]
        keys += [(SHOWN_PROMPT_KEYS[c.key], word(f"action.{c.id}")) for c in PROMPT_KEYS]
        typed = [(" ".join(c.typed), word(f"action.{c.id}_tip")) for c in COMMANDS]
        day = Wording(self._engine.snapshot, self._lang).day(self._engine.snapshot.about["checked_on"])
        about = word("about.text", version=__version__, day=day).replace("*", "")
        tables = [(word("help.keys"), keys), (word("help.commands"), typed)]
        if place := self._place:
            rows = [(row.shown, word(f"{place.NAME}.{row.id}_tip")) for row in PLACE_KEYS[place.NAME]]
            tables.insert(0, (word(f"help.{place.NAME}"), rows))
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
        for place in self._places.values():
            await place.set_language(self._lang)
        self._say(self._word("chat.language_now"))

    def action_next_theme(self) -> None:
        """The next colour theme."""
        self.theme = next_theme(self.theme)
        self._settings = self._settings._replace(theme=self.theme)
        save_settings(self._settings)
        self._say(self._word("chat.theme_now", theme=self.theme.removeprefix("kadguide-")))

    def action_copy_answer(self) -> None:
        """Copy the last answer, or what is looked at in a place, with its source."""
        text = (self._place or self._chat).copied_text()
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

    def action_save_document(self, name: str = "") -> None:
        """Save what is in front, or else the conversation, under ``name``; say where it is, or why not."""
        from kadguide.exchange.saving import save_and_say

        document = (self._place.document() if self._place else None) or self._chat.document()
        self._say(save_and_say(document, name) if document else self._word("transcript.nothing"), timeout=6)

    def looked_at(self) -> Subject | None:
        """What is to be marked, written about or flagged: in the place in front, or else the last answer."""
        return (self._place or self._chat).looked_at()

    async def show_kept_again(self) -> None:
        for place in self._places.values():
            await place.kept_changed()

    # -- places

    @property
    def _place(self) -> Place | None:
        """The place in front of the chat, be it behind a dialogue."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    async def action_visit(self, place: str, typed: str = "") -> None:
        """Open a place as it was left, for ``typed`` if there is any; or leave it when it is in front."""
        if self.screen.is_modal:
            return
        screen = self._opened(place)
        if self.screen is screen:
            await self.pop_screen()
            return
        while screen in self.screen_stack:
            await self.pop_screen()
        await self.push_screen(screen)
        await screen.visit(typed)

    def _opened(self, id_: str) -> Place:
        """The screen of a place, made when it is opened for the first time."""
        if id_ not in self._places:
            command = next(command for command in COMMANDS if command.id == id_)
            module, _, name = command.screen.partition(":")
            kind = getattr(importlib.import_module(f"kadguide.tui.screens.{module}"), name)
            self._places[id_] = kind(self._services, self._lang)
            self.install_screen(self._places[id_], id_)
        return self._places[id_]

    async def on_place_closed(self) -> None:
        if isinstance(self.screen, Place):
            await self.pop_screen()

    async def on_place_wanted(self, message: PlaceWanted) -> None:
        """Something is to be looked up that another place shows."""
        await self.action_visit(message.place, message.typed)

    async def on_entry_wanted(self, message: EntryWanted) -> None:
        """An entry is to be read that the place in front does not show itself."""
        topics = self._opened("topics")
        if self.screen is not topics:
            await self.action_visit("topics")
        await cast("EntryReader", topics).open_entry(message.entry)

    def action_show_menu(self) -> None:
        """Choose from everything that the app can do, or close the list."""
        from kadguide.tui.screens.menu import MenuRow, MenuScreen

        if isinstance(self.screen, MenuScreen):
            self.screen.dismiss(None)
        if self.screen.is_modal:
            return
        word = self._word
        rows = [
            MenuRow(c.action, word(f"action.{c.id}"), word(f"action.{c.id}_tip"), shown_key(c), bool(c.screen))
            for c in COMMANDS
            if c.id != "menu"
        ]
        self.push_screen(MenuScreen(word("menu.title"), rows, word("menu.hint")), self._take)

    async def _take(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

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
        """Show an entry in the chat when it is in front, in the topics otherwise."""
        if self._place is None:
            self.run_worker(self._chat.show_entry(entry), exclusive=True)
        else:
            self.post_message(EntryWanted(entry))
