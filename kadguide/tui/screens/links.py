"""The map of links: two sides, and what is linked with the marked thing; on narrow screens one above the other."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from kadguide.answering.folding import clean
from kadguide.browsing.links import View, view_of, views
from kadguide.browsing.things import Thing
from kadguide.exchange.document import Document
from kadguide.exchange.link_map import basis_said, lead_said, map_document, thing_text
from kadguide.knowledge.library import Relation
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.drawn import once_drawn
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.sides import Side, SideRow

_ARROWS = {False: ("━━▶ ", "┄┄▷ "), True: ("◀━━ ", "◁┄┄ ")}
"""Before what is linked: a real link, and one that only comes nearest; read from the left, and from the right."""
_HERE = "▸ "


class LinksScreen(Place):
    """Shows one map at a time. Copying, saving, help and the entries are left to the app."""

    NAME = "links"
    CSS_PATH = "compare.tcss"

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._known = views(self._engine.snapshot)
        self._at: dict[str, list[int]] = {id_: [0, 0] for id_ in self._known}
        self._reverse = False
        self._map: View = view_of(self._engine.snapshot, self._known[0] if self._known else "answers")

    def compose(self) -> ComposeResult:
        with Vertical(id="links"):
            yield Static(id="links-title", classes="title", markup=False)
            yield Static(id="links-about", markup=False)
            with Container(id="links-sides"):
                yield Side("links-left")
                yield Side("links-right")
            yield Static(id="links-hint", classes="hint", markup=False)
        yield KeyFooter()

    async def on_mount(self) -> None:
        self._show()
        self.set_focus(self._side(False).things)

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or show the map of a number."""
        number = clean(typed)
        if number.isascii() and number.isdecimal() and 0 < int(number[:3]) <= len(self._known):
            self._turn_to(int(number) - 1)
        elif number:
            self.notify(self._word("links.not_found", typed=number))

    # -- what is seen

    def _side(self, right: bool) -> Side:
        return self.query_one("#links-right" if right else "#links-left", Side)

    @property
    def _here(self) -> Thing | None:
        """The thing that the links are read from."""
        things = self._map.side(self._reverse)
        at = self._at[self._map.id][self._reverse] if self._known else 0
        return things[at] if at < len(things) else None

    def _show(self) -> None:
        """Say everything again."""
        word, view = self._word, self._map
        number = (
            word("links.position", number=self._known.index(view.id) + 1, all=len(self._known)) if self._known else ""
        )
        self.query_one("#links-title", Static).update(
            Content.assemble(word(f"links.title_{view.id}"), (f" · {number}" if number else "", "not bold dim"))
        )
        self.query_one("#links-about", Static).update(Content(word(f"links.about_{view.id}")))
        here = self._here
        links = view.links_of(here.id, self._reverse) if here else {}
        near, far = self._side(self._reverse), self._side(not self._reverse)
        near.show(
            word(f"links.{'right' if self._reverse else 'left'}_{view.id}"),
            [self._near_row(thing, thing is here) for thing in view.side(self._reverse)],
            self._at[view.id][self._reverse] if here else None,
        )
        far.show(
            lead_said(view, here.id, self._wording, reverse=self._reverse) if here else "",
            [
                self._far_row(thing, links.get(thing.id))
                for thing in view.side(not self._reverse)
                if thing.id in links or not self.has_class("-narrow")
            ],
            None,
        )
        title = self._wording.title(here.entry) if here and here.entry else ""
        hint = word("links.opens", title=title) if title else word("links.no_entry")
        self.query_one("#links-hint", Static).update(Content(hint))

    def _near_row(self, thing: Thing, here: bool) -> SideRow:
        links = list(self._map.links_of(thing.id, self._reverse).values())
        only_near = bool(links) and all(link.kind == "nearest" for link in links)
        below = self._word("links.short_some", count=len(links)) if links else "–"
        if self._map.id == "answers" and not self._reverse:
            below = self._word("links.short_nearest") if only_near else below
            below = below if links else self._word("links.short_none")
        line = ("┄" if only_near else "━") if here and links and not self._reverse else ""
        return SideRow(thing.title.get(self._lang), below, _HERE if here else "  ", line, self._is_part(thing))

    def _far_row(self, thing: Thing, link: Relation | None) -> SideRow:
        arrows = _ARROWS[self._reverse]
        title = thing.title.get(self._lang)
        if link is None:
            return SideRow(title, "", " " * len(arrows[0]), inset=self._is_part(thing))
        note = f"{link.note.get(self._lang)} ({basis_said(link, self._wording)})"
        return SideRow(title, note.lstrip(), arrows[link.kind == "nearest"], inset=self._is_part(thing))

    def _is_part(self, thing: Thing) -> bool:
        return thing.whole is not None and any(thing.whole == other.id for other in self._map.starts)

    def on_resize(self) -> None:
        # On a narrow screen the far side has only what is linked.
        once_drawn(self, self._show)

    # -- moving

    def on_side_pointed(self, message: Side.Pointed) -> None:
        message.stop()
        at = message.side.at
        reverse = message.side is self._side(True)
        if at is None or not self._known or (reverse, at) == (self._reverse, self._at[self._map.id][reverse]):
            return
        self._reverse = reverse
        self._at[self._map.id][reverse] = at
        self._show()

    def on_side_opened(self, message: Side.Opened) -> None:
        message.stop()
        if (here := self._here) and here.entry:
            self.post_message(EntryWanted(here.entry))

    def action_cross(self) -> None:
        """To the other side: to the first thing that is linked with the marked one."""
        self.action_side(not self._reverse)

    def action_side(self, right: int) -> None:
        """To the left or the right side."""
        here = self._here
        if here is None or bool(right) == self._reverse:
            return
        links = self._map.links_of(here.id, self._reverse)
        self._reverse = bool(right)
        for number, thing in enumerate(self._map.side(self._reverse)):
            if thing.id in links:
                self._at[self._map.id][self._reverse] = number
                break
        self._show()
        # At once, so that keys typed ahead meet the side that is read from now on.
        self.set_focus(self._side(self._reverse).things)

    def action_next_view(self) -> None:
        """The next map, as it was left."""
        if self._known:
            self._turn_to((self._known.index(self._map.id) + 1) % len(self._known))

    def _turn_to(self, number: int) -> None:
        self._map = view_of(self._engine.snapshot, self._known[number])
        self._reverse = False
        self._show()
        self.set_focus(self._side(False).things)

    # -- for the app

    async def relabel(self) -> None:
        self._show()

    def copied_text(self) -> str | None:
        here = self._here
        if here is None:
            return None
        about = self._word(f"links.about_{self._map.id}")
        return f"{thing_text(self._map, here, self._wording, 10_000, reverse=self._reverse)}\n\n{about}"

    def document(self) -> Document | None:
        return map_document(self._map, self._engine.snapshot, self._wording, self._services.now())
