"""The keys that work in one place only, defined once: bindings, help and README are made from these tables."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class PlaceKey(NamedTuple):
    """A key of a place: its id in the word catalog, the keys, how they are written, and the action.

    With ``bound = False`` a widget of the place has the key; the row is for the help.
    """

    id: str
    keys: str
    shown: str
    action: str
    in_footer: bool = True
    bound: bool = True


_LEAVE = PlaceKey("leave", "escape", "Esc", "step_back")
_HELP = PlaceKey("help", "question_mark", "?", "app.show_help", in_footer=False)
_COPY = PlaceKey("copy", "c", "c", "app.copy_answer")

PLACE_KEYS: dict[str, tuple[PlaceKey, ...]] = {
    "browse": (
        PlaceKey("search", "slash,ctrl+f", "/ Ctrl+F", "focus_search"),
        PlaceKey("open", "enter", "Enter", "open_highlighted", in_footer=False, bound=False),
        PlaceKey("list", "left", "←", "focus_list", in_footer=False),
        PlaceKey("back", "b,alt+left", "b Alt+←", "go_back"),
        PlaceKey("forward", "f,alt+right", "f Alt+→", "go_forward", in_footer=False),
        PlaceKey("number", "1,2,3,4,5,6,7,8,9", "1-9", "open_related", in_footer=False),
        _COPY,
        _HELP,
        _LEAVE,
    ),
    "settings": (
        PlaceKey("change", "enter", "Enter", "change", in_footer=False, bound=False),
        PlaceKey("earlier", "left", "←", "turn(-1)", in_footer=False),
        PlaceKey("later", "right", "→", "turn(1)", in_footer=False),
        PlaceKey("usual", "r", "r", "make_usual"),
        _HELP,
        _LEAVE,
    ),
}
"""Place → its keys, in the order of the help. The words stand in the section of the catalog that is called like the
place: ``<place>.<id>`` and ``<place>.<id>_tip``. Single letters only work outside of lines that one types in."""


def place_bindings(place: str, words: dict[str, str]) -> list[Binding]:
    """Bindings of a place, labelled from ``words`` (row id → text)."""
    return [
        Binding(
            key, f"{row.action}({key})" if row.id == "number" else row.action, words[row.id],
            show=row.in_footer and number == 0, id=f"{place}-{row.id}-{number}" if number else f"{place}-{row.id}",
            key_display=row.shown.split(" ")[number] if row.in_footer else None,
        )
        for row in PLACE_KEYS[place]
        for number, key in enumerate(row.keys.split(","))
        if row.bound
    ]  # fmt: skip
