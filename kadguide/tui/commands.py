"""Every action of the app, defined once: keys, palette, typed commands, help and README are made from this table."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One action: its id in the word catalog, key, action name, and the words that can be typed for it."""

    id: str
    key: str
    action: str
    typed: tuple[str, ...] = ()
    in_footer: bool = True
    takes_text: bool = False
    """Whether text may follow the typed word; the action is then called with it."""
    screen: str = ""
    """For a command that opens a place: module and class of its screen, below ``kadguide.tui.screens``."""


class TypedCommand(NamedTuple):
    """A command as it was typed, and the rest of the line."""

    command: Command
    rest: str = ""


def _place(id_: str, key: str, typed: str, screen: str) -> Command:
    """A command that opens the place ``id_``; what is typed behind it goes to the place."""
    return Command(
        id_, key, f"visit('{id_}')", tuple(typed.split()), in_footer=bool(key), takes_text=True, screen=screen
    )


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "show_help", ("/bantuan", "/help")),
    Command("language", "f2", "switch_language", ("/bahasa", "/language")),
    Command("copy", "f3", "copy_answer", ("/salin", "/copy")),
    Command("theme", "f4", "next_theme", ("/tema", "/theme"), in_footer=False),
    _place("topics", "f5", "/topik /topics /cari /find", "browse:BrowseScreen"),
    _place("timeline", "", "/linimasa /timeline", "timeline:TimelineScreen"),
    _place("glossary", "", "/istilah /glossary", "glossary:GlossaryScreen"),
    _place("compare", "", "/banding /compare", "compare:CompareScreen"),
    _place("links", "", "/peta /map", "links:LinksScreen"),
    _place("adviser", "", "/penasihat /adviser", "adviser:AdviserScreen"),
    _place("case", "", "/kasus /case", "case:CaseScreen"),
    _place("learn", "f7", "/belajar /learn /kuis /quiz", "learn:LearnScreen"),
    _place("kept", "", "/tersimpan /kept", "kept:KeptScreen"),
    _place("settings", "", "/setelan /settings", "settings:SettingsScreen"),
    Command("look_back", "", "look_back", ("/telusuri", "/lookback"), in_footer=False, takes_text=True),
    Command("sources", "", "show_sources", ("/sumber", "/sources"), takes_text=True),
    Command("menu", "f6", "show_menu", ("/menu",)),
    Command("palette", "ctrl+p", "show_palette", ("/palet", "/palette")),
    Command("mark", "", "mark_entry", ("/tandai", "/mark"), in_footer=False),
    Command("note", "", "note_entry", ("/catatan", "/note"), in_footer=False, takes_text=True),
    Command("flag", "", "flag_answer", ("/salah", "/wrong"), in_footer=False, takes_text=True),
    Command("card", "", "make_card", ("/kartu", "/card"), in_footer=False),
    Command("record", "", "record_gap", ("/catat", "/record"), in_footer=False, takes_text=True),
    Command("notices", "", "show_notices", ("/pesan", "/notices"), in_footer=False),
    Command("new", "", "new_conversation", ("/baru", "/new"), in_footer=False),
    Command("save", "", "save_document", ("/simpan", "/save"), in_footer=False, takes_text=True),
    Command("quit", "ctrl+q", "quit", ("/keluar", "/quit")),
)
"""In the order of the help and of the menu."""

PROMPT_KEYS: tuple[Command, ...] = (
    Command("history_back", "up", "history_back", in_footer=False),
    Command("history_forward", "down", "history_forward", in_footer=False),
    Command("look_back_here", "ctrl+f", "look_back", in_footer=False),
    Command("page_up", "pageup", "page_up", in_footer=False),
    Command("page_down", "pagedown", "page_down", in_footer=False),
)
"""Keys that work while a question is being typed; they are no commands of the palette."""


def known_command(text: str) -> Command | None:
    """The command whose typed word ``text`` begins with, whatever follows."""
    name = text.strip().partition(" ")[0]
    return next((command for command in COMMANDS if name.casefold() in command.typed), None)


def typed_command(text: str) -> TypedCommand | None:
    """The command that ``text`` begins with, such as ``/bahasa`` or ``/simpan catatan.html``.

    ``None`` when there is none of that name, or when text follows one that takes none.
    """
    found = known_command(text)
    rest = text.strip().partition(" ")[2].strip()
    return TypedCommand(found, rest) if found and (found.takes_text or not rest) else None
