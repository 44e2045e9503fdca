"""The line of keys at the bottom."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from kadguide.tui.drawn import once_drawn

_FIRST_OF_ALL = ("app.show_help", "show_help", "close_find", "step_back", "show_menu")
"""Actions whose keys stand in the line however narrow it is, as far as they fit: they lead to all others, and out."""


class _Key(NamedTuple):
    """A key as the line shows it."""

    binding: Binding
    shown: str
    enabled: bool
    tooltip: str

    @property
    def columns(self) -> int:
        """What it takes, with the blank before the next one."""
        return cell_len(self.shown) + 1 + cell_len(self.binding.description) + 1


class _StandingKey(FooterKey):
    """A key of the line, which can become another one: making it anew takes longer than drawing what stands above."""

    def __init__(self, said: _Key) -> None:
        binding = said.binding
        super().__init__(binding.key, said.shown, binding.description, binding.action, classes="-compact")
        self._take(said)

    def become(self, said: _Key) -> None:
        """Say another key, and do what it does."""
        binding = said.binding
        self.key, self.key_display = binding.key, said.shown
        self.description, self.action = binding.description, binding.action
        self._take(said)
        self.refresh(layout=True)

    def _take(self, said: _Key) -> None:
        self._disabled = not said.enabled
        self.set_class(self._disabled, "-disabled")
        self.tooltip = said.tooltip or None


class KeyFooter(Footer):
    """Shows only keys for which there is room: the help names all of them.

    It stands from the start, and changes only when it would say something else.
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self.set_reactive(Footer._bindings_ready, True)
        self._said: list[_Key] = []
        self._renews = False

    def _keys(self) -> list[_Key]:
        """What the line would say now, and do at a click."""
        keys: dict[str, _Key] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show:
                shown = self.app.get_key_display(binding)
                keys.setdefault(binding.action, _Key(binding, shown, enabled, tooltip))
        return fitting(list(keys.values()), self.app.size.width)

    def compose(self) -> ComposeResult:
        self._said = self._keys()
        yield from map(_StandingKey, self._said)

    def on_mount(self) -> None:
        """Keys may have changed while nobody listened, and not change again for a long time."""
        self.bindings_changed(self.screen)

    def on_resize(self) -> None:
        """There is room for other keys."""
        self.bindings_changed(self.screen)

    def bindings_changed(self, screen: Screen[object]) -> None:
        if self.app.app_focus and self.is_attached and screen is self.screen and not self._renews:
            self._renews = once_drawn(self, self._renew)

    async def _renew(self) -> None:
        """Say the keys of now, however often they changed since the screen was drawn."""
        self._renews = False
        said = self._keys()
        if self._said == said:
            return
        standing = list(self.query_children(_StandingKey))
        for place, (old, new) in enumerate(zip(self._said, said, strict=False)):
            if old != new:
                standing[place].become(new)
        self._said = said
        with self.app.batch_update():
            await self.remove_children(standing[len(said) :])
            await self.mount_all(map(_StandingKey, said[len(standing) :]))


def fitting(keys: list[_Key], columns: int) -> list[_Key]:
    """Those of ``keys`` that stand whole in ``columns``, in their order; the first to go are the last ones."""
    wanted = sorted(keys, key=_rank)
    left = columns + 1  # nothing follows the last one
    taken = []
    for key in wanted:
        if key.columns <= left:
            left -= key.columns
            taken.append(key)
    return [key for key in keys if key in taken]


def _rank(key: _Key) -> int:
    action = key.binding.action
    return _FIRST_OF_ALL.index(action) if action in _FIRST_OF_ALL else len(_FIRST_OF_ALL)
