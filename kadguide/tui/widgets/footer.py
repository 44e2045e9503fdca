"""The line of keys at the bottom."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer


class KeyFooter(Footer):
    """Made anew only when it would say something else: making it takes longer than drawing all that stands above it."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._said: list[tuple[object, ...]] = []
        self._renews = False

    def _keys(self) -> list[tuple[object, ...]]:
        """What the line would say now, and do at a click."""
        return [
            (binding, self.app.get_key_display(binding), enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]

    def compose(self) -> ComposeResult:
        self._said = self._keys() if self._bindings_ready else []
        yield from super().compose()

    def bindings_changed(self, screen: Screen[object]) -> None:
        self._bindings_ready = True
        if self.app.app_focus and self.is_attached and screen is self.screen and not self._renews:
            self._renews = self.call_after_refresh(self._renew)

    async def _renew(self) -> None:
        """Say the keys of now, however often they changed since the screen was drawn."""
        self._renews = False
        if self._said != self._keys():
            await self.recompose()
