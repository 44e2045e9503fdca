"""The list on the left of the topics: topics that open and close, and their entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kadguide.tui.messages import EntryWanted
from kadguide.tui.widgets.hanging import Hanging


class Leaf(NamedTuple):
    """An entry in the list, with the mark of its layer in words."""

    entry: str
    title: str
    mark: str


class Branch(NamedTuple):
    """A topic with its entries."""

    topic: str
    title: str
    leaves: tuple[Leaf, ...]

    @property
    def mark(self) -> str:
        """The mark that most of its entries have; only the others need one of their own."""
        marks = [leaf.mark for leaf in self.leaves]
        return max(dict.fromkeys(marks), key=marks.count, default="")


class Outline(OptionList):
    """Topics and entries, with long titles wrapped; posts :class:`~kadguide.tui.messages.EntryWanted` for an entry."""

    BINDINGS = [
        Binding("right", "open_branch", show=False, id="open_branch"),
        Binding("left", "close_branch", show=False, id="close_branch"),
    ]

    def __init__(self, branches: Sequence[Branch]) -> None:
        super().__init__(id="outline", markup=False, compact=True)
        self._branches = tuple(branches)
        self._open: set[str] = set()
        self._rows: list[tuple[Branch, Leaf | None]] = []

    def on_mount(self) -> None:
        self._fill()
        self.highlighted = 0 if self._rows else None

    def set_branches(self, branches: Sequence[Branch]) -> None:
        """Show other words for the same topics; what is open and highlighted stays."""
        at = self.highlighted
        self._branches = tuple(branches)
        self._fill()
        self.highlighted = at

    def reveal(self, entry: str) -> None:
        """Open the topic of ``entry`` and highlight the entry."""
        for branch in self._branches:
            if entry in (leaf.entry for leaf in branch.leaves) and branch.topic not in self._open:
                self._open.add(branch.topic)
                self._fill()
        self._highlight(entry)

    def _fill(self) -> None:
        self._rows = []
        for branch in self._branches:
            self._rows.append((branch, None))
            if branch.topic in self._open:
                self._rows.extend((branch, leaf) for leaf in branch.leaves)
        self.set_options(Option(self._shown(branch, leaf)) for branch, leaf in self._rows)

    def _shown(self, branch: Branch, leaf: Leaf | None) -> Visual:
        if leaf is not None:
            title = leaf.title if leaf.mark == branch.mark else f"{leaf.title} · {leaf.mark}"
            return Hanging(Content("    "), Content(title))
        sign = "−" if branch.topic in self._open else "+"
        told = f" ({len(branch.leaves)} · {branch.mark})" if branch.mark else f" ({len(branch.leaves)})"
        return Hanging(Content(f"{sign} "), Content.assemble((branch.title, "bold"), told))

    def _highlight(self, id_: str) -> None:
        """Put the highlight on a topic or an entry."""
        for index, (branch, leaf) in enumerate(self._rows):
            if id_ == (leaf.entry if leaf else branch.topic):
                self.highlighted = index
                return

    def _toggle(self, branch: Branch) -> None:
        self._open ^= {branch.topic}
        self._fill()
        self._highlight(branch.topic)

    @property
    def _here(self) -> tuple[Branch, Leaf | None] | None:
        return self._rows[self.highlighted] if self.highlighted is not None else None

    def action_select(self) -> None:
        """Open or close a topic, or open an entry: at once, so that keys typed ahead meet the new list."""
        if self._here is None:
            return
        branch, leaf = self._here
        if leaf is None:
            self._toggle(branch)
        else:
            self.post_message(EntryWanted(leaf.entry))

    def action_open_branch(self) -> None:
        """Open a closed topic, go into an open one, or open the entry."""
        if self._here is None:
            return
        branch, leaf = self._here
        if leaf is not None:
            self.post_message(EntryWanted(leaf.entry))
        elif branch.topic not in self._open:
            self._toggle(branch)
        else:
            self.action_cursor_down()

    def action_close_branch(self) -> None:
        """Go from an entry to its topic, or close an open topic."""
        if self._here is None:
            return
        branch, leaf = self._here
        if leaf is not None:
            self._highlight(branch.topic)
        elif branch.topic in self._open:
            self._toggle(branch)
