"""An answer that is put together press by press."""

from __future__ import annotations

import pytest

from kadguide.learning.draft import item_draft
from tests.learning.sample_items import MULTIPLE, ORDERING

PRESSES = [
    ("dbcea", "dbcea"),  # the last step has its place already, and is pressed as well
    ("dbce", "dbcea"),
    ("dbcec", ""),  # one taken back is missing
    ("dbcecc", "dbeac"),
    ("dbceaa", ""),  # a second press takes the last one back too
    ("dbc", ""),
]


@pytest.mark.parametrize(("pressed", "expected"), PRESSES)
def test_steps_are_put_in_order(pressed: str, expected: str) -> None:
    draft = item_draft(ORDERING, "abcde")
    for part in pressed:
        draft.press("abcde".index(part))
    response = draft.response
    assert "".join(response.chosen if response else ()) == expected


def test_a_ticked_option_is_unticked() -> None:
    draft = item_draft(MULTIPLE, "abcd")
    for position in (0, 2, 0):
        draft.press(position)
    assert [draft.place(position) for position in range(4)] == [0, 0, 1, 0]
