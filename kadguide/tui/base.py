"""What the app does whatever it teaches: settings, themes, keys, notices, and the size of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from textual import events
from textual.app import ScreenStackError
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kadguide.config import CHOICES, Settings, SettingsProblem, save_settings, settings_file
from kadguide.exchange.settingtext import say_problems
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.commands import COMMANDS
from kadguide.tui.keymap import footer_key, key_of, key_rows, usable_keys, written
from kadguide.tui.quiet import QuietApp
from kadguide.tui.styles import LastingStylesheet
from kadguide.tui.theme import next_theme, theme_for

SMALLEST = (60, 18)
"""Columns and rows from which everything has its place."""


class BaseApp(QuietApp):
    """An app with settings that take effect at once."""

    BINDINGS = [Binding("ctrl+c", "help_quit", show=False, id="help_quit")]

    def __init__(self, settings: Settings, lang: Lang, problems: Sequence[SettingsProblem] = ()) -> None:
        super().__init__(settings.glyphs)
        keys, wrong = usable_keys(settings.keys)
        self.settings = settings._replace(keys=keys)
        known = {row.id for row in key_rows()}
        self._foreign_keys = {id_: key for id_, key in settings.keys.items() if id_ not in known}
        """Keys of another version, kept for it."""
        self._problems = (*problems, *wrong)
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self.take_themes(settings.theme)
        self.stylesheet = LastingStylesheet(variables=self.get_css_variables())
        self._show_width()
        self._bind_keys()

    def on_mount(self) -> None:
        self._change_keys()
        self.screen_change_signal.subscribe(self, self._note_size)
        if self._problems:
            self.say(self._word("settings.found", path=settings_file(), what=say_problems(self._problems, self._word)))

    # -- keys

    def _bind_keys(self) -> None:
        """(Re)make the key bindings in the language of the interface."""
        ids = {command.id for command in COMMANDS}
        for key, bound in tuple(self._bindings.key_to_bindings.items()):
            kept = [binding for binding in bound if binding.id not in ids and binding.action != "quit"]
            if kept:
                self._bindings.key_to_bindings[key] = kept
            else:
                del self._bindings.key_to_bindings[key]
        for command in COMMANDS:
            if key := self._key(command.id):
                binding = Binding(
                    key, command.action, self._word(f"action.{command.id}"), show=command.in_footer, id=command.id,
                    tooltip=self._word(f"action.{command.id}_tip"), key_display=footer_key(key), priority=True,
                )  # fmt: skip
                self._bindings.key_to_bindings.setdefault(key, []).append(binding)

    def _change_keys(self) -> None:
        """The keys of places and prompt are bound there; here they only change."""
        ids = {command.id for command in COMMANDS}
        self.set_keymap({id_: key for id_, key in self.settings.keys.items() if id_ not in ids})

    def _key(self, id_: str) -> str:
        """The key that a binding has now; empty when it has none."""
        return next((key_of(row, self.settings.keys) for row in key_rows() if row.id == id_), "")

    def shown_key(self, id_: str) -> str:
        """The key that a binding has now, as the help writes it; empty when it has none."""
        key = self._key(id_)
        return written(key) if key else ""

    def get_key_display(self, binding: Binding) -> str:
        return binding.key_display or footer_key(binding.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a screen waits for the key that a command shall have, keys are no commands."""
        try:
            waits = getattr(self.screen, "TAKES_EVERY_KEY", False)
        except ScreenStackError:
            waits = False
        return False if waits else super().check_action(action, parameters)

    # -- settings

    async def change_setting(self, name: str, value: Any) -> None:
        """Take one setting, at once and for good; say so when it cannot be kept."""
        self.settings = self.settings._replace(**{name: value})
        self._keep()
        if name == "language":
            await self.take_language(cast("Lang", value))
        elif name == "theme":
            self.theme = theme_for(value)
        elif name == "glyphs":
            self.take_glyphs(value)
            self.refresh_css(animate=False)
        elif name == "width":
            self._show_width()
        elif name == "keys":
            self._bind_keys()
            self._change_keys()
            for screen in self.screen_stack:
                screen.refresh_bindings()

    def _keep(self) -> None:
        if not save_settings(self.settings._replace(keys={**self._foreign_keys, **self.settings.keys})):
            self.say(self._word("settings.not_kept", path=settings_file()))

    async def take_language(self, lang: Lang) -> None:
        """Speak ``lang``."""
        self._lang = lang
        self._word = Catalog(lang)
        self._bind_keys()
        self._note_size()

    def _show_width(self) -> None:
        for columns in CHOICES["width"]:
            self.set_class(columns == self.settings.width, f"-text-{columns}")

    async def action_next_theme(self) -> None:
        """The next colour theme."""
        await self.change_setting("theme", next_theme(self.theme))
        key = "chat.theme_unseen" if self.no_color else "chat.theme_now"
        self.say(self._word(key, theme=self._word(f"settings.theme_{self.theme}")))

    # -- notices

    def say(self, text: str) -> None:
        """Show a notice."""
        self.notify(text)

    def action_help_quit(self) -> None:
        """Somebody pressed Ctrl+C to leave, or to copy without having marked anything."""
        self.say(self._word("chat.how_to_quit", quit=self.shown_key("quit"), copy=self.shown_key("copy")))

    # -- screen

    def on_resize(self, event: events.Resize) -> None:
        self._note_size(size=(event.size.width, event.size.height))

    def _note_size(self, screen: Screen[Any] | None = None, size: tuple[int, int] | None = None) -> None:
        """Say in one line that the window is too small, as long as it is."""
        columns, rows = size or (self.size.width, self.size.height)
        front = screen or self.screen
        for note in front.query(".too-small"):
            note.remove()
        if front.is_attached and (columns < SMALLEST[0] or rows < SMALLEST[1]):
            text = self._word("chat.too_small", columns=SMALLEST[0], rows=SMALLEST[1])
            front.mount(Static(Content(text), classes="too-small", markup=False))
