"""The keys of the projector, defined once: bindings, help and README are made from these tables."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType


class WallKey(NamedTuple):
    """A key: its id in the catalog (``projector.<id>``), the keys, how they are written, and the action."""

    id: str
    keys: str
    shown: str
    action: str


WALL_KEYS: tuple[WallKey, ...] = (
    WallKey("advance", "pagedown", "Page Down", "advance"),
    WallKey("next", "right,n", "→ n", "next_slide"),
    WallKey("previous", "left,p,pageup", "← p Page Up", "previous_slide"),
    WallKey("reveal", "space,enter", "Space Enter", "reveal_answer"),
    WallKey("hide", "backspace", "Backspace", "hide_answer"),
    WallKey("scroll", "down,up", "↓ ↑", "scroll_slide"),
    WallKey("goto", "g", "g", "go_to_step"),
    WallKey("hands", "h", "h", "count_hands"),
    WallKey("scores", "s", "s", "show_scores"),
    WallKey("timer", "t", "t", "toggle_timer"),
    WallKey("minute", "plus,equals_sign", "+", "add_minute"),
    WallKey("question_timer", "i", "i", "time_question"),
    WallKey("pause", "b,full_stop", "b .", "pause"),
    WallKey("colours", "w", "w", "turn_colours"),
    WallKey("language", "f2", "F2", "turn_language"),
    WallKey("help", "question_mark,f1", "? F1", "show_keys"),
    WallKey("quit", "ctrl+q", "Ctrl+Q", "app.quit"),
)
"""On the wall. Clickers send Page Down, Page Up, and a full stop."""

SCORE_KEYS: tuple[WallKey, ...] = (
    WallKey("team_point", "1,2,3,4,5,6", "1-6", "add_point"),
    WallKey("team_choose", "down,up", "↓ ↑", "choose_team"),
    WallKey("team_plus", "plus,equals_sign,right", "+ →", "change_points(1)"),
    WallKey("team_minus", "minus,left", "- ←", "change_points(-1)"),
    WallKey("team_undo", "u", "u", "undo"),
    WallKey("team_more", "m", "m", "set_teams(1)"),
    WallKey("team_fewer", "k", "k", "set_teams(-1)"),
    WallKey("team_close", "escape,s,pagedown", "Esc s", "close"),
)
"""Over the scores of the teams."""

CLOSING = "escape,space,enter,b,full_stop,pagedown"
"""Any of these leads back from the pause."""


def bindings(rows: tuple[WallKey, ...]) -> list[BindingType]:
    """The bindings of a table; keys that need to know which one was pressed get it as an argument."""
    found: list[BindingType] = []
    for row in rows:
        if row.id == "team_point":
            found += [Binding(key, f"add_point({int(key) - 1})", show=False) for key in row.keys.split(",")]
        elif row.id in ("scroll", "team_choose"):
            down, up = row.keys.split(",")
            found += [Binding(down, f"{row.action}(1)", show=False), Binding(up, f"{row.action}(-1)", show=False)]
        else:
            found.append(Binding(row.keys, row.action, show=False))
    return found
