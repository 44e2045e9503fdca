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
    takes_text: bool = False
    """Whether text may follow the typed word; the action is then called with it."""


class TypedCommand(NamedTuple):
    """A command as it was typed, and the rest of the line."""

    command: Command
    rest: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "show_help", ("/bantuan", "/help")),
    Command("language", "f2", "switch_language", ("/bahasa", "/language")),
    Command("copy", "f3", "copy_answer", ("/salin", "/copy")),
    Command("theme", "f4", "next_theme", ("/tema", "/theme"), in_footer=False),
    Command("topics", "f5", "browse_topics", ("/topik", "/topics", "/cari", "/find"), takes_text=True),
    Command("palette", "ctrl+p", "command_palette", ("/palet", "/palette")),
    Command("new", "", "new_conversation", ("/baru", "/new"), in_footer=False),
    Command("save", "", "save_transcript", ("/simpan", "/save"), in_footer=False, takes_text=True),
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
_SHOWN_KEYS = {"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "f5": "F5", "ctrl+p": "^P", "ctrl+q": "^Q"}


class BrowseKey(NamedTuple):
    """A key that works among the topics: its id in the word catalog, the keys, how they are written, and the action."""

    id: str
    keys: str
    shown: str
    action: str
    in_footer: bool = True


BROWSE_KEYS: tuple[BrowseKey, ...] = (
    BrowseKey("search", "slash,ctrl+f", "/ Ctrl+F", "focus_search"),
    BrowseKey("open", "enter", "Enter", "open_highlighted", in_footer=False),
    BrowseKey("list", "left", "←", "focus_list", in_footer=False),
    BrowseKey("back", "b,alt+left", "b Alt+←", "go_back"),
    BrowseKey("forward", "f,alt+right", "f Alt+→", "go_forward", in_footer=False),
    BrowseKey("number", "1,2,3,4,5,6,7,8,9", "1-9", "open_related", in_footer=False),
    BrowseKey("copy", "c", "c", "app.copy_answer"),
    BrowseKey("help", "question_mark", "?", "app.show_help", in_footer=False),
    BrowseKey("leave", "escape", "Esc", "step_back"),
)
"""Keys of the topics; single letters only work outside the search line."""


def browse_bindings(words: dict[str, str]) -> list[Binding]:
    """Bindings for the topics, labelled from ``words`` (catalog key → text)."""
    return [
        Binding(
            key, f"{row.action}({key})" if row.id == "number" else row.action, words[f"browse.{row.id}"],
            show=row.in_footer and number == 0, id=f"browse-{row.id}-{number}" if number else f"browse-{row.id}",
            key_display=row.shown.split(" ")[number] if row.in_footer else None,
        )
        for row in BROWSE_KEYS
        for number, key in enumerate(row.keys.split(","))
        if row.id != "open"
    ]  # fmt: skip


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


def typed_command(text: str) -> TypedCommand | None:
    """The command that ``text`` begins with, such as ``/bahasa`` or ``/simpan catatan.html``.

    ``None`` when there is none of that name, or when text follows one that takes none.
    """
    name, _, rest = text.strip().partition(" ")
    found = next((command for command in COMMANDS if name.casefold() in command.typed), None)
    rest = rest.strip()
    return TypedCommand(found, rest) if found and (found.takes_text or not rest) else None
