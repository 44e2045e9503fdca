"""The way back and forward through what was read."""

from __future__ import annotations

from kadguide.browsing.trail import MOST_PAGES, Page, Trail


def test_back_and_forward_keep_the_place() -> None:
    trail = Trail()
    assert (trail.here, trail.place, trail.step(-1)) == (None, 0, False)
    trail.go_to(Page("a"))
    trail.keep_place(7)
    trail.go_to(Page("a", "uu"))
    assert trail.place == 0
    assert trail.step(-1)
    assert (trail.here, trail.place) == (Page("a"), 7)
    assert trail.step(1)
    assert not trail.step(1)
    assert trail.here == Page("a", "uu")


def test_another_way_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for entry in ("a", "b", "b", "c"):
        trail.go_to(Page(entry))
    assert trail.entries == ["c", "b", "a"]
    assert trail.step(-2)
    trail.go_to(Page("d", "uu"))
    assert not trail.step(1)
    assert trail.entries == ["a"]


def test_only_so_many_pages_are_kept() -> None:
    trail = Trail()
    for number in range(MOST_PAGES + 10):
        trail.go_to(Page(str(number)))
    assert len(trail.entries) == MOST_PAGES
    assert trail.here == Page(str(MOST_PAGES + 9))
