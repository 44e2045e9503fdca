"""The settings: language, colours, text, and the key of every command; each change counts at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.config import CHOICES, Settings, without_password
from kadguide.tui.keymap import KeyRow, Refusal, key_of, key_rows, refusal, written
from kadguide.tui.messages import SettingWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter

_ALL = "all"
"""The row that gives every key back."""
_MOST_OF_CLASS = 24
"""Signs that are shown of the class: what is left on the narrowest screen."""


class HasSettings(Protocol):
    """What this screen reads of the app."""

    settings: Settings


class Row(NamedTuple):
    """One line: a setting, a key, the row that resets, or a heading (without id)."""

    id: str
    label: str
    value: str = ""
    about: str = ""
    key: KeyRow | None = None

    @property
    def is_choice(self) -> bool:
        """Whether it is turned from value to value."""
        return self.key is None and self.id in CHOICES


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
        self._rows = [*self._choice_rows(), self._class_row(), *self._key_rows()]
        wide = max(len(row.label) for row in self._rows) + 2
        listed.set_options(_option(row, wide) for row in self._rows)
        listed.highlighted = at
        self._explain()

    @property
    def _settings(self) -> Settings:
        return cast("HasSettings", self.app).settings

    def _choice_rows(self) -> list[Row]:
        word = self._word
        rows = []
        for name in CHOICES:
            value = self._lang if name == "language" else getattr(self._settings, name)
            rows.append(
                Row(name, word(f"settings.{name}"), word(f"settings.{name}_{value}"), word(f"settings.{name}_tip"))
            )
        return rows

    def _class_row(self) -> Row:
        """The class, which is typed into the settings file: it is no row of few choices."""
        where = without_password(self._settings.class_register)
        name = where.partition("://")[2] or Path(where).name
        if len(name) > _MOST_OF_CLASS:
            name = f"{name[: _MOST_OF_CLASS - 1]}…"
        word = self._word
        shown = name or word("settings.class_register_none")
        return Row("class_register", word("settings.class_register"), shown, word("settings.class_register_tip"))

    def _key_rows(self) -> list[Row]:
        word, rows, scope = self._word, [], None
        for key in key_rows():
            if key.scope != scope:
                scope = key.scope
                rows.append(Row("", word(f"help.{scope or 'keys'}")))
            tip = f"{key.words}_tip"
            about = word(tip if word.has(tip) else key.words)
            hint = word("settings.key_tip" if key.id in self._settings.keys else "settings.key_usual_tip")
            shown = key_of(key, self._settings.keys)
            more = "".join(f" {written(other)}" for other in key.others)
            mark = f"  ({word('settings.changed')})" if key.id in self._settings.keys else ""
            value = (written(shown) if shown else "–") + more + mark
            rows.append(Row(key.id, word(key.words), value, f"{about}. {hint}", key))
        return [*rows, Row("", ""), Row(_ALL, word("settings.all"), "", word("settings.all_tip"))]

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
        elif row.id == _ALL:
            self.post_message(SettingWanted("keys", {}))
        elif row.is_choice:
            self.action_turn(1)

    def action_turn(self, step: int) -> None:
        """The value before or after, all around."""
        row = self._here
        if row is None or not row.is_choice:
            return
        values = CHOICES[row.id]
        now = self._lang if row.id == "language" else getattr(self._settings, row.id)
        at = (values.index(now) + step) % len(values)
        self.post_message(SettingWanted(row.id, values[at]))

    def action_make_usual(self) -> None:
        """Give a command its usual key back, or a setting its usual value."""
        row = self._here
        if row is None:
            return
        if row.is_choice:
            self.post_message(SettingWanted(row.id, Settings._field_defaults[row.id]))
        elif row.key is not None and row.key.id in self._settings.keys:
            rest = {id_: key for id_, key in self._settings.keys.items() if id_ != row.key.id}
            if row.key.key and (why := refusal(row.key, row.key.key, rest)):
                self.app.bell()
                self.query_one("#settings-about", Static).update(Content(self._reason(row.key.key, why)))
            else:
                self.post_message(SettingWanted("keys", rest))

    def _ask_for_key(self, row: KeyRow, label: str) -> None:
        def judge(key: str) -> str:
            why = refusal(row, key, self._settings.keys)
            return self._reason(key, why) if why else ""

        def take(key: str | None) -> None:
            if key:
                rest = {id_: other for id_, other in self._settings.keys.items() if id_ != row.id}
                self.post_message(SettingWanted("keys", rest if key == row.key else {**rest, row.id: key}))

        asked = self._word("settings.press", label=label)
        self.app.push_screen(KeyScreen(asked, self._word("settings.press_hint"), judge), take)

    def _reason(self, key: str, why: Refusal) -> str:
        other = why.other
        if why.reason == "taken":
            row = next(row for row in key_rows() if row.id == other)
            other = self._word(row.words)
            if row.scope and self._word.has(f"help.{row.scope}"):
                other = f"{other} ({self._word(f'help.{row.scope}')})"
        return self._word(f"settings.refused_{why.reason}", pressed=written(key), other=other)


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
