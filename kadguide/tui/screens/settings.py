"""The settings: language, colours, text, and the key of every command; each change counts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.config import CHOICES, Settings
from kadguide.exchange.settingtext import ALL_KEYS, KeyRow, Row, SettingText
from kadguide.tui import keymap
from kadguide.tui.messages import SettingWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter


class HasSettings(Protocol):
    """What this screen reads of the app."""

    settings: Settings


class SettingsScreen(Place):
    """Shows the settings of the app; asks it with :class:`~kadguide.tui.messages.SettingWanted` for another value."""

    NAME = "settings"
    CSS_PATH = "settings.tcss"

    def compose(self) -> ComposeResult:
        yield Static(id="settings-title", classes="title", markup=False)
        yield OptionList(id="settings-rows", markup=False, compact=True)
        yield Static(id="settings-about", classes="hint", markup=False)
        yield KeyFooter()

    async def on_mount(self) -> None:
        self._rows: list[Row] = []
        await self.relabel()
        self.query_one(OptionList).focus()

    async def relabel(self) -> None:
        """Show every value as it is now; the highlight stays where it is."""
        self.query_one("#settings-title", Static).update(Content(self._word("action.settings")))
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        text = self._text
        self._rows = [*text.choice_rows(), *text.key_rows()]
        wide = max(len(row.label) for row in self._rows if row.id) + 2
        listed.set_options(_option(row, wide) for row in self._rows)
        listed.highlighted = at
        self._explain()

    @property
    def _settings(self) -> Settings:
        return cast("HasSettings", self.app).settings

    @property
    def _text(self) -> SettingText:
        return SettingText(self._settings, self._word, keymap)

    # -- moving and changing

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._explain()

    @property
    def _here(self) -> Row | None:
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _explain(self) -> None:
        self.query_one("#settings-about", Static).update(Content(self._here.about if self._here else ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The next value of a setting; or wait for the new key."""
        event.stop()
        row = self._rows[event.option_index]
        if row.key is not None:
            self._ask_for_key(row.key, row.label)
        elif row.id == ALL_KEYS:
            self.post_message(SettingWanted("keys", {}))
        elif row.is_choice:
            self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """The value before or after, all around."""
        row = self._here
        if row is None or not row.is_choice:
            return
        values = CHOICES[row.id]
        at = (values.index(self._text.value_of(row.id)) + step) % len(values)
        self.post_message(SettingWanted(row.id, values[at]))

    def action_make_usual(self) -> None:
        """Give a command its usual key back, or a setting its usual value."""
        row = self._here
        if row is None:
            return
        if row.is_choice:
            self.post_message(SettingWanted(row.id, Settings._field_defaults[row.id]))
        elif row.key is not None and row.key.id in self._settings.keys:
            keys = self._text.without(row.key)
            if isinstance(keys, str):
                self.app.bell()
                self.query_one("#settings-about", Static).update(Content(keys))
            else:
                self.post_message(SettingWanted("keys", keys))

    def _ask_for_key(self, row: KeyRow, label: str) -> None:
        text = self._text

        def judge(key: str) -> str:
            why = text.changed(row, key)
            return why if isinstance(why, str) else ""

        def take(key: str | None) -> None:
            if key:
                self.post_message(SettingWanted("keys", text.changed(row, key)))

        asked = self._word("settings.press", label=label)
        self.app.push_screen(KeyScreen(asked, self._word("settings.press_hint"), judge), take)


class KeyScreen(ModalScreen[str | None]):
    """Waits for a key and returns it; says why when it cannot be had. Escape goes back."""

    TAKES_EVERY_KEY = True
    """Keys of the app are no commands meanwhile."""

    def __init__(self, asked: str, hint: str, judge: Callable[[str], str]) -> None:
        """``judge`` says what is wrong with a key, or nothing."""
        super().__init__()
        self._asked = asked
        self._hint = hint
        self._judge = judge

    def compose(self) -> ComposeResult:
        with Vertical(id="new-key"):
            yield Static(Content(self._asked), classes="title", markup=False)
            reason = Static(id="new-key-reason", markup=False)
            reason.display = False
            yield reason
            yield Static(Content(self._hint), classes="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif reason := self._judge(event.key):
            line = self.query_one("#new-key-reason", Static)
            line.update(Content(reason))
            line.display = True
        else:
            self.dismiss(event.key)


def _option(row: Row, wide: int) -> Option:
    if not row.id:
        return Option(Content.styled(row.label, "bold $secondary"), disabled=True)
    value = f"‹ {row.value} ›" if row.is_choice else row.value
    return Option(Content.assemble("  ", row.label.ljust(wide), (value, "bold" if row.is_choice else "")))
