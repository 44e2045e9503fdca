"""The keys of the board, defined once: bindings, footer, help and README are made from this table. Their words are
``board.<id>`` and ``board.<id>_tip`` in the catalog."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from kadguide.tui.keys import PlaceKey

BOARD_KEYS: tuple[PlaceKey, ...] = (
    PlaceKey("turn_exam", "o", "o", "turn_exam"),
    PlaceKey("exams", "e", "e", "choose_exam", in_footer=False),
    PlaceKey("pause", "p", "p", "turn_pause"),
    PlaceKey("extend", "m", "m", "extend_exam", in_footer=False),
    PlaceKey("wall", "q", "q", "show_wall"),
    PlaceKey("trainee", "enter", "Enter", "open_menu"),
    PlaceKey("reset", "l", "l", "reset_login", in_footer=False),
    PlaceKey("code", "k", "k", "show_code", in_footer=False),
    PlaceKey("time", "t", "t", "give_time", in_footer=False),
    PlaceKey("find", "slash", "/", "find_trainee", in_footer=False),
    PlaceKey("walk_in", "w", "w", "turn_walk_in", in_footer=False),
    PlaceKey("names", "n", "n", "turn_names", in_footer=False),
    PlaceKey("address", "a", "a", "next_address", in_footer=False),
    PlaceKey("events", "i", "i", "show_events", in_footer=False),
    PlaceKey("rehearse", "r", "r", "show_rehearsal", in_footer=False),
    PlaceKey("server", "s", "s", "start_server", in_footer=False),
    PlaceKey("language", "f2", "F2", "turn_language", in_footer=False),
    PlaceKey("theme", "f4", "F4", "next_theme", in_footer=False),
    PlaceKey("help", "question_mark,f1", "? F1", "show_keys"),
    PlaceKey("quit", "ctrl+q", "Ctrl+Q", "leave"),
)


def bindings() -> list[BindingType]:
    """The bindings of the board. The list has the keys that move in it."""
    return [Binding(row.keys, row.action, show=False) for row in BOARD_KEYS]
