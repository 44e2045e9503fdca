"""The keys of the projector, defined once: bindings, help and README are made from these tables. Their words are
``projector.<id>_tip`` in the catalog; there is no footer."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from kadguide.tui.keys import PlaceKey

WALL_KEYS: tuple[PlaceKey, ...] = (
    PlaceKey("advance", "pagedown", "Page Down", "advance"),
    PlaceKey("next", "right,n", "→ n", "next_slide"),
    PlaceKey("previous", "left,p,pageup", "← p Page Up", "previous_slide"),
    PlaceKey("reveal", "space,enter", "Space Enter", "reveal_answer"),
    PlaceKey("hide", "backspace", "Backspace", "hide_answer"),
    PlaceKey("scroll", "down,up", "↓ ↑", "scroll_slide"),
    PlaceKey("goto", "g", "g", "go_to_step"),
    PlaceKey("hands", "h", "h", "count_hands"),
    PlaceKey("scores", "s", "s", "show_scores"),
    PlaceKey("timer", "t", "t", "toggle_timer"),
    PlaceKey("minute", "plus,equals_sign", "+", "add_minute"),
    PlaceKey("question_timer", "i", "i", "time_question"),
    PlaceKey("pause", "b,full_stop", "b .", "pause"),
    PlaceKey("colours", "w", "w", "turn_colours"),
    PlaceKey("language", "f2", "F2", "turn_language"),
    PlaceKey("help", "question_mark,f1", "? F1", "show_keys"),
    PlaceKey("quit", "ctrl+q", "Ctrl+Q", "app.quit"),
)
"""On the wall. Clickers send Page Down, Page Up, and a full stop."""

SCORE_KEYS: tuple[PlaceKey, ...] = (
    PlaceKey("team_point", "1,2,3,4,5,6", "1-6", "add_point"),
    PlaceKey("team_choose", "down,up", "↓ ↑", "choose_team"),
    PlaceKey("team_plus", "plus,equals_sign,right", "+ →", "change_points(1)"),
    PlaceKey("team_minus", "minus,left", "- ←", "change_points(-1)"),
    PlaceKey("team_undo", "u", "u", "undo"),
    PlaceKey("team_more", "m", "m", "set_teams(1)"),
    PlaceKey("team_fewer", "k", "k", "set_teams(-1)"),
    PlaceKey("team_close", "escape,s,pagedown", "Esc s", "close"),
)
"""Over the scores of the teams."""

CLOSING = "escape,space,enter,b,full_stop,pagedown"
"""Any of these leads back from the pause."""


def bindings(rows: tuple[PlaceKey, ...]) -> list[BindingType]:
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
