"""The app: language, commands, and the way from place to place. The screens do the rest."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from kadguide import __version__
from kadguide.answering.folding import clean
from kadguide.config import Settings, SettingsProblem, cache_folder
from kadguide.keeping.keeper import Subject
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.clipboard import copy_natively, save_copy
from kadguide.tui.commands import COMMANDS, PROMPT_KEYS, known_command, typed_command
from kadguide.tui.keeping import KeepingActions
from kadguide.tui.keymap import written
from kadguide.tui.keys import PLACE_KEYS, PlaceKey
from kadguide.tui.messages import CommandWanted, EntryWanted, PlaceWanted, SettingWanted
from kadguide.tui.place import Place
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.wording import Wording


class EntryReader(Protocol):
    """A place that shows entries and their sources."""

    async def open_entry(self, entry: str, *, errand: bool = False) -> None:
        """Show an entry; on an ``errand``, one step back leads to where it was asked for."""

    async def open_source(self, source: str, entry: str = "") -> None:
        """Show the card of a source, as it is opened from ``entry``."""

    def action_focus_sources(self) -> None:
        """Go to the sources of the entry that is shown."""


class KadguideApp(KeepingActions):
    """The whole terminal app. Everything it needs is handed in."""

    CSS_PATH = ["app.tcss", "widgets/find.tcss", "widgets/lines.tcss"]

    def __init__(
        self,
        services: Services,
        settings: Settings,
        lang: Lang,
        problems: Sequence[SettingsProblem] = (),
        *,
        first_start: bool = False,
        opens: tuple[str, str] | None = None,
    ) -> None:
        """``opens`` names the place to begin with instead of the usual one, and what would be typed behind it."""
        super().__init__(settings, lang, problems)
        self._opens = opens
        self._services = services
        self._engine = services.engine
        self._first_start = first_start
        self._places: dict[str, Place] = {}
        self.title = "kadguide"
        services.listen(self.say_trouble)

    def run(self, **wanted: Any) -> None:
        """Run until the user leaves; ``wanted`` as Textual has it.

        Until the first screen is seen nothing becomes garbage, and looking for some would take a tenth of that time.
        """
        gc.disable()
        try:
            super().run(**wanted)
        finally:
            gc.enable()

    def on_ready(self) -> None:
        """Open the place that the user begins with."""
        if not gc.isenabled():
            gc.freeze()  # what stays until the end need not be looked through again and again while one types
            gc.enable()
        if self._first_start:
            self._keep()
        if self._opens is not None:
            self.call_next(self.action_visit, *self._opens)
        elif self.settings.first_place != "chat":
            self.call_next(self.action_visit, self.settings.first_place)

    def get_default_screen(self) -> ChatScreen:
        return ChatScreen(self._services, self._lang, first_start=self._first_start)

    @property
    def _chat(self) -> ChatScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, ChatScreen))

    # -- commands

    async def on_chat_screen_command_typed(self, message: ChatScreen.CommandTyped) -> None:
        typed = typed_command(message.text)
        if typed is None:
            known = known_command(message.text)
            name = message.text.partition(" ")[0] if known else message.text
            self.say(self._word("chat.stands_alone" if known else "chat.unknown_command", command=name))
        elif typed.command.screen:
            await self.action_visit(typed.command.id, typed.rest)
        else:
            await self.run_action(("", typed.command.action, (typed.rest,) if typed.rest else ()))

    def action_show_help(self) -> None:
        """Open the help, or close it."""
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
            return
        word = self._word
        keys = [(key, word(f"action.{c.id}_tip")) for c in COMMANDS if (key := self.shown_key(c.id))]
        keys += [(self.shown_key(c.id), word(f"action.{c.id}")) for c in PROMPT_KEYS]
        typed = [(" ".join(c.typed), word(f"action.{c.id}_tip")) for c in COMMANDS]
        day = Wording(self._engine.snapshot, self._lang).day(self._engine.snapshot.about["checked_on"])
        about = word("about.text", version=__version__, day=day).replace("*", "")
        tables = [(word("help.keys"), keys), (word("help.commands"), typed)]
        if place := self._place:
            for name in (*reversed(place.MORE_KEYS), place.NAME):
                rows = [(self._shown_here(name, row), word(f"{name}.{row.id}_tip")) for row in PLACE_KEYS[name]]
                tables.insert(0, (word(f"help.{name}"), rows))
        self.push_screen(HelpScreen(word("help.title"), tables, about, word("help.close")))

    def action_show_notices(self) -> None:
        """Read again what was said in notices, the last one first; or close the list."""
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
            return
        word = self._word
        said = [(str(number), notice) for number, notice in enumerate(reversed(self.notices), start=1)]
        tables = [(word("chat.notices_lead"), said)] if said else []
        self.clear_notifications()
        self.push_screen(
            HelpScreen(word("action.notices_tip"), tables, "" if said else word("chat.no_notices"), word("help.close"))
        )

    def _shown_here(self, place: str, row: PlaceKey) -> str:
        """The keys of a row of a place as the help writes them, the first one as it is set."""
        changed = self.settings.keys.get(f"{place}-{row.id}")
        return " ".join([written(changed), *row.shown.split(" ")[1:]]) if changed else row.shown

    async def action_switch_language(self) -> None:
        """Indonesian ↔ English, for the interface."""
        await self.change_setting("language", "en" if self._lang == "id" else "id")
        self.say(self._word("chat.language_now"))

    async def take_language(self, lang: Lang) -> None:
        """Speak ``lang`` in every place; a dialogue is closed, since it has its words from before."""
        if self.screen.is_modal:
            await self.pop_screen()
        await super().take_language(lang)
        await self._chat.set_language(lang)
        self._chat.refresh_bindings()
        for place in self._places.values():
            await place.set_language(lang)

    async def on_setting_wanted(self, message: SettingWanted) -> None:
        """Something was changed among the settings."""
        await self.change_setting(message.name, message.value)
        if self._place is not None:
            await self._place.relabel()

    def action_copy_answer(self) -> None:
        """Copy the last answer, or what is looked at in a place, with its source."""
        try:
            text = (self._place or self._chat).copied_text()
        except StoreError as error:
            self.say_trouble(error)
            return
        if text is None:
            self.say(self._word("chat.nothing_to_copy"))
        else:
            self._copy(text)

    def _copy(self, text: str) -> None:
        """Copy ``text``, and say truly where it went."""
        if copy_natively(text):
            self.say(self._word("chat.copied"))
        else:
            self.copy_to_clipboard(text)
            path = save_copy(text, Path(cache_folder()))
            self.say(self._word("chat.copied_maybe", path=path) if path else self._word("chat.copy_failed"))

    def action_save_document(self, name: str = "") -> None:
        """Save what is in front, or else the conversation, under ``name``; say where it is, or why not."""
        from kadguide.exchange.saving import save_and_say

        try:
            document = (self._place.document() if self._place else None) or self._chat.document()
        except StoreError as error:
            self.say_trouble(error)
            return
        self.say(save_and_say(document, name) if document else self._word("transcript.nothing"))

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
        self.clear_notifications()
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

    async def on_command_wanted(self, message: CommandWanted) -> None:
        """A command is to be typed: leave the places and go on in the chat."""
        while isinstance(self.screen, Place):
            await self.pop_screen()
        if self.screen is self._chat:
            self._chat.begin_command()

    async def on_entry_wanted(self, message: EntryWanted) -> None:
        """An entry is to be read that the place in front does not show itself."""
        topics = self._opened("topics")
        elsewhere = self.screen is not topics
        if elsewhere:
            await self.action_visit("topics")
        await cast("EntryReader", topics).open_entry(message.entry, errand=elsewhere)

    async def action_show_sources(self, typed: str = "") -> None:
        """Show the sources of the entry that is looked at; or the card of one, ``typed`` as a number or a name."""
        from kadguide.browsing.sources import chosen_source, sources_of

        snapshot = self._engine.snapshot
        subject = self.looked_at()
        entry = subject.entry if subject and subject.entry in snapshot.position else ""
        source = chosen_source(typed, sources_of([entry] if entry else [], snapshot), snapshot)
        if typed and source is None:
            self.say(self._word("sources.unknown", typed=clean(typed)))
            return
        if source is None and not entry:
            self.say(self._word("sources.nothing"))
            return
        topics = self._opened("topics")
        if self.screen is not topics:
            await self.action_visit("topics")
        reader = cast("EntryReader", topics)
        if source is not None:
            await reader.open_source(source.id, entry)
        else:
            await reader.open_entry(entry)
            self.call_later(reader.action_focus_sources)  # after the text has got the focus

    def action_show_menu(self) -> None:
        """Choose from everything that the app can do, or close the list."""
        from kadguide.tui.screens.menu import MenuRow, MenuScreen

        if self.screen.is_modal:
            if isinstance(self.screen, MenuScreen):
                self.screen.dismiss(None)
            return
        word = self._word
        rows = [
            MenuRow(c.action, word(f"action.{c.id}"), word(f"action.{c.id}_tip"), self.shown_key(c.id), bool(c.screen))
            for c in COMMANDS
            if c.id != "menu"
        ]
        self.push_screen(MenuScreen(word("menu.title"), rows, word("menu.hint")), self._take)

    async def _take(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    async def action_look_back(self, words: str = "") -> None:
        """Find ``words``, or what will be typed, in the conversation."""
        while isinstance(self.screen, Place):
            await self.pop_screen()
        if self.screen is self._chat and not self._chat.look_back(clean(words)):
            self.say(self._word("chat.nothing_to_find"))

    async def action_new_conversation(self) -> None:
        """Begin again."""
        await self._chat.new_conversation()
        self.say(self._word("chat.cleared"))

    # -- palette

    def action_show_palette(self) -> None:
        """Find a command or an entry by typing, or close the palette."""
        from kadguide.tui.palette import Palette
        from kadguide.tui.screens.palette import PaletteScreen

        if self.screen.is_modal:
            if isinstance(self.screen, PaletteScreen):
                self.screen.dismiss(None)
            return
        screens = [screen for screen in (self._place, *self._places.values(), self._chat) if screen is not None]
        recent = [entry for screen in screens for entry in screen.recent_entries()]
        finder = self._services.finder(self._lang)
        self.run_worker(finder.prepare, thread=True, exclusive=True)
        palette = Palette(self._engine.snapshot, self._lang, finder, self.shown_key, tuple(dict.fromkeys(recent)))
        words = {name: self._word(f"palette.{name}") for name in ("placeholder", "nothing", "hint")}
        self.push_screen(PaletteScreen(palette.rows, words), self._take)

    async def action_open_entry(self, entry: str) -> None:
        """Show an entry in the chat when it is in front, in the topics otherwise."""
        if self._place is None:
            await self._chat.show_entry(entry)
        else:
            self.post_message(EntryWanted(entry))
