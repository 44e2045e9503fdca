"""The keys of an exam: one table for the bindings, the line below the question and the README."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from kadguide.tui.keys import PlaceKey

SIT_KEYS: tuple[PlaceKey, ...] = (
    PlaceKey("choose", "1,2,3,4,5,6,7,8,9", "1-9", "choose", in_footer=False),
    PlaceKey("take", "enter", "Enter", "", bound=False),
    PlaceKey("next", "right,n,pagedown", "→ n Page Down", "go(1)"),
    PlaceKey("previous", "left,p,pageup", "← p Page Up", "go(-1)"),
    PlaceKey("list", "d", "d", "show_list"),
    PlaceKey("hand_in", "k", "k", "hand_in"),
    PlaceKey("back", "escape", "Esc", "step_back", in_footer=False),
    PlaceKey("language", "f2", "F2", "turn_language"),
)
"""Row ids have their words in the section ``sitting`` of the catalog."""


def sit_bindings() -> list[BindingType]:
    """The bindings, without words: the screen says them itself."""
    return [
        Binding(key, f"choose({key})" if row.id == "choose" else row.action, show=False, id=f"sit-{row.id}-{number}")
        for row in SIT_KEYS
        if row.bound
        for number, key in enumerate(row.keys.split(","))
    ]
