"""Every action of the app, defined once: keys, palette, typed commands, help and README are made from this table."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Command(NamedTuple):
    """One action: its id in the word catalog, key, action name, and the words that can be typed for it."""

    id: str
    key: str
    action: str
    typed: tuple[str, ...] = ()
    in_footer: bool = True


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "show_help", ("/bantuan", "/help")),
    Command("language", "f2", "switch_language", ("/bahasa", "/language")),
    Command("copy", "f3", "copy_answer", ("/salin", "/copy")),
    Command("theme", "f4", "next_theme", ("/tema", "/theme")),
    Command("palette", "ctrl+p", "command_palette", ("/palet", "/palette")),
    Command("new", "", "new_conversation", ("/baru", "/new"), in_footer=False),
    Command("quit", "ctrl+q", "quit", ("/keluar", "/quit")),
)

PROMPT_KEYS: tuple[Command, ...] = (
    Command("history_back", "up", "history_back", in_footer=False),
    Command("history_forward", "down", "history_forward", in_footer=False),
    Command("page_up", "pageup", "page_up", in_footer=False),
    Command("page_down", "pagedown", "page_down", in_footer=False),
)
"""Keys that work while a question is being typed; they are no commands of the palette."""

SHOWN_PROMPT_KEYS = {"up": "↑", "down": "↓", "pageup": "Page Up", "pagedown": "Page Down"}
"""How the keys of the prompt are written in the help."""
_SHOWN_KEYS = {"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "ctrl+p": "^P", "ctrl+q": "^Q"}


def bindings(words: dict[str, str]) -> list[Binding]:
    """Bindings for the app, labelled from ``words`` (catalog key → text)."""
    return [
        Binding(
            command.key, command.action, words[f"action.{command.id}"], show=command.in_footer, id=command.id,
            tooltip=words[f"action.{command.id}_tip"], key_display=_SHOWN_KEYS.get(command.key), priority=True,
        )
        for command in COMMANDS
        if command.key
    ]  # fmt: skip


def typed_command(text: str) -> Command | None:
    """The command that ``text`` names, such as ``/bahasa``."""
    return next((command for command in COMMANDS if text.casefold() in command.typed), None)
