"""The keys that work in one place only, defined once: bindings, help and README are made from these tables."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingsMap

from kadguide.i18n import Catalog


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
_COMMAND = PlaceKey("command", "slash", "/", "type_command", in_footer=False)
_HELP = PlaceKey("help", "question_mark", "?", "app.show_help", in_footer=False)
_COPY = PlaceKey("copy", "c", "c", "app.copy_answer")
_LAST = (_COMMAND, _HELP, _LEAVE)
_NOTE = PlaceKey("note", "n", "n", "app.note_entry", in_footer=False)

PLACE_KEYS: dict[str, tuple[PlaceKey, ...]] = {
    "browse": (
        PlaceKey("search", "slash", "/", "search_here"),
        PlaceKey("search_all", "ctrl+f", "Ctrl+F", "focus_search", in_footer=False),
        PlaceKey("open", "enter", "Enter", "open_highlighted", in_footer=False, bound=False),
        PlaceKey("list", "left", "←", "focus_list", in_footer=False),
        PlaceKey("sources", "s", "s", "focus_sources"),
        PlaceKey("quiz", "t", "t", "ask_about", in_footer=False),
        PlaceKey("back", "b,alt+left", "b Alt+←", "go_back"),
        PlaceKey("forward", "f,alt+right", "f Alt+→", "go_forward", in_footer=False),
        PlaceKey("number", "1,2,3,4,5,6,7,8,9", "1-9", "open_related", in_footer=False),
        PlaceKey("terms", "g", "g", "show_terms"),
        _COPY._replace(in_footer=False),
        PlaceKey("mark", "m", "m", "app.mark_entry", in_footer=False),
        _NOTE,
        PlaceKey("flag", "x", "x", "app.flag_answer", in_footer=False),
        _HELP,
        _LEAVE,
    ),
    "find": (
        PlaceKey("next", "n,enter", "n Enter", "find_next"),
        PlaceKey("previous", "N", "N", "find_previous"),
        PlaceKey("close", "escape", "Esc", "close_find"),
    ),
    "timeline": (
        PlaceKey("move", "up,down,home,end", "↑ ↓ Home End", "", in_footer=False, bound=False),
        PlaceKey("open", "enter", "Enter", "", in_footer=False, bound=False),
        PlaceKey("next", "n", "n", "go_next"),
        PlaceKey("earlier", "p", "p", "go_earlier", in_footer=False),
        PlaceKey("filter", "s", "s", "toggle_filter"),
        PlaceKey("details", "right,left", "→ ←", "", in_footer=False, bound=False),
        _COPY,
        *_LAST,
    ),
    "glossary": (
        PlaceKey("search", "slash,ctrl+f", "/ Ctrl+F", "focus_search"),
        PlaceKey("move", "up,down,home,end", "↑ ↓ Home End", "", in_footer=False, bound=False),
        PlaceKey("open", "enter", "Enter", "", in_footer=False, bound=False),
        PlaceKey("details", "right,left", "→ ←", "", in_footer=False, bound=False),
        _COPY,
        _HELP,
        _LEAVE,
    ),
    "kept": (
        PlaceKey("open", "enter", "Enter", "open_highlighted", bound=False),
        PlaceKey("delete", "d,delete", "d Delete", "delete_row"),
        _NOTE,
        PlaceKey("save", "s", "s", "app.save_document"),
        _COPY,
        *_LAST,
    ),
    "compare": (
        PlaceKey("number", "1,2,3,4,5", "1-5", "pick"),
        PlaceKey("drop", "space", "Space", "drop", in_footer=False),
        PlaceKey("column", "left,right", "← →", "column", in_footer=False, bound=False),
        PlaceKey("open", "enter", "Enter", "open", in_footer=False, bound=False),
        PlaceKey("differ", "d", "d", "differ"),
        PlaceKey("view", "v", "v", "next_view"),
        _COPY,
        *_LAST,
    ),
    "links": (
        PlaceKey("cross", "tab", "Tab", "cross"),
        PlaceKey("side", "left,right", "← →", "side", in_footer=False, bound=False),
        PlaceKey("open", "enter", "Enter", "open", bound=False),
        PlaceKey("view", "v", "v", "next_view"),
        _COPY,
        *_LAST,
    ),
    "case": (
        PlaceKey("new", "n,slash", "n /", "new_case", in_footer=False),
        PlaceKey("open", "enter", "Enter", "open_row", in_footer=False, bound=False),
        PlaceKey("tick", "space", "Space", "tick_here"),
        PlaceKey("start", "m", "m", "start_here"),
        PlaceKey("end", "e", "e", "ask_for('end')"),
        PlaceKey("kind", "k", "k", "change_kind"),
        PlaceKey("number", "1,2,3,4,5,6,7,8,9", "1-9", "choose_number", in_footer=False),
        PlaceKey("save", "s", "s", "ask_for('save')"),
        PlaceKey("delete", "d", "d", "delete_case", in_footer=False),
        PlaceKey("copy", "c", "c", "app.copy_answer", in_footer=False),
        _HELP,
        _LEAVE,
    ),
    "adviser": (
        PlaceKey("number", "0,1,2,3,4,5,6,7,8,9", "0-9", "choose", in_footer=False),
        PlaceKey("choose", "enter", "Enter", "choose_highlighted", in_footer=False, bound=False),
        PlaceKey("back", "b,alt+left", "b Alt+←", "go_back"),
        PlaceKey("answers", "a", "a", "show_answers"),
        PlaceKey("result", "r", "r", "show_result"),
        PlaceKey("again", "n", "n", "begin_again", in_footer=False),
        PlaceKey("save", "s", "s", "save_advice", in_footer=False),
        PlaceKey("copy", "c", "c", "app.copy_answer", in_footer=False),
        *_LAST,
    ),
    "learn": (
        PlaceKey("number", "1,2,3,4,5,6,7,8,9", "1-9", "choose", in_footer=False),
        PlaceKey("choose", "enter", "Enter", "", in_footer=False, bound=False),
        PlaceKey("hint", "p", "p", "take_hint"),
        PlaceKey("sure", "y", "y", "turn_confidence"),
        PlaceKey("blank_answer", "t", "t", "leave_blank"),
        PlaceKey("report", "x", "x", "report_item", in_footer=False),
        PlaceKey("skip", "k", "k", "skip_module", in_footer=False),
        PlaceKey("save", "s", "s", "save_progress", in_footer=False),
        PlaceKey("copy", "c", "c", "app.copy_answer", in_footer=False),
        *_LAST,
    ),
    "settings": (
        PlaceKey("change", "enter", "Enter", "change", in_footer=False, bound=False),
        PlaceKey("earlier", "left", "←", "turn(-1)", in_footer=False),
        PlaceKey("later", "right", "→", "turn(1)", in_footer=False),
        PlaceKey("usual", "r", "r", "make_usual"),
        *_LAST,
    ),
}
"""Place → its keys, in the order of the help; ``find`` is the line below a text, which a place may have. The words
stand in the section of the catalog that is called like the place: ``<place>.<id>`` and ``<place>.<id>_tip``. Single
letters only work outside of lines that one types in."""


def bind_place(bindings: BindingsMap, place: str, word: Catalog) -> None:
    """(Re)make the bindings of a place in ``bindings``, in the language of ``word``."""
    for row in PLACE_KEYS[place]:
        for key in row.keys.split(","):
            bindings.key_to_bindings.pop(key, None)
    for binding in place_bindings(place, {row.id: word(f"{place}.{row.id}") for row in PLACE_KEYS[place]}):
        bindings.key_to_bindings.setdefault(binding.key, []).append(binding)


def place_bindings(place: str, words: dict[str, str]) -> list[Binding]:
    """Bindings of a place, labelled from ``words`` (row id → text)."""
    return [
        Binding(
            key, f"{row.action}({key})" if row.id == "number" else row.action, words[row.id],
            show=row.in_footer and number == 0, id=f"{place}-{row.id}-{number}" if number else f"{place}-{row.id}",
            key_display=row.shown.split(" ")[0] if row.in_footer and number == 0 else None,
        )
        for row in PLACE_KEYS[place]
        for number, key in enumerate(row.keys.split(","))
        if row.bound
    ]  # fmt: skip
