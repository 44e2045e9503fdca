"""The cases: from one line to the kind of cooperation, and a checklist that can be ticked."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from kadguide.answering.folding import clean
from kadguide.exchange.case import case_document
from kadguide.exchange.casetext import CaseText, typed_day
from kadguide.exchange.document import Document
from kadguide.guiding.cases import Case, current_stage, new_case
from kadguide.knowledge.casework import CaseStage
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.dialogues import ConfirmScreen
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.caseline import CaseLine
from kadguide.tui.widgets.caselist import CaseList
from kadguide.tui.widgets.casepages import CasePages, View
from kadguide.tui.widgets.footer import KeyFooter

_ONLY_IN_CASE = ("tick_here", "start_here", "ask_for", "change_kind")
_FOOTER_FROM = 80
"""Columns from which the footer has room for every key of the checklist."""
_ONLY_IN_WIDE_FOOTER = ("case-start", "case-end", "case-kind")


class CaseScreen(Place):
    """Three views of one list: kept cases, kinds to choose from, the checklist of one case."""

    NAME = "case"
    CSS_PATH = "case.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._view: View = "shelf"
        self._case: Case | None = None
        self._at: dict[str, str] = {}

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._text = CaseText(self._engine.snapshot, self._wording)
        self._pages = CasePages(self._text, self._word)

    def compose(self) -> ComposeResult:
        yield CaseLine()
        yield Static(id="case-head", markup=False)
        with Container(id="case-panes"):
            yield CaseList()
            with VerticalScroll(id="case-detail"):
                yield Static(id="case-told", markup=False)
        yield KeyFooter()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """As in every place; a narrow footer leaves out keys that the help and the rows name."""
        wide = self.app.size.width >= _FOOTER_FROM
        return {
            key: active
            for key, active in super().active_bindings.items()
            if wide or active.binding.id not in _ONLY_IN_WIDE_FOOTER
        }

    def on_mount(self) -> None:
        self._show("shelf")

    def on_resize(self) -> None:
        self.refresh_bindings()

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or begin a case with what was typed."""
        if typed:
            self._begin(typed)
        elif self._view == "shelf":
            self._show("shelf")

    # -- the views

    def _show(self, view: View, *, fresh: bool = True) -> None:
        """Show a view; ``fresh`` puts the focus where one goes on."""
        self._view = view
        self.set_class(view == "shelf", "-shelf")
        line, rows = self.query_one(CaseLine), self.query_one(CaseList)
        line.display = view == "shelf"
        kept = self._services.cases.cases()
        self.query_one("#case-head", Static).update(self._pages.head(view, self._case, kept))
        rows.show(self._pages.rows(view, self._case, kept), self._at.get(view, ""))
        if view == "shelf":
            line.ask("new", self._word("case.new_label"), self._word("case.new_placeholder"), "" if fresh else None)
        if fresh:
            if view == "shelf" and not kept:
                line.ready()
            else:
                rows.focus()
        self.refresh_bindings()

    # -- what is typed and chosen

    def on_case_line_entered(self, message: CaseLine.Entered) -> None:
        message.stop()
        if message.asked == "new":
            self._begin(message.text)
        elif message.asked == "save":
            self.call_later(self.app.run_action, ("", "save_document", (message.text,)))
            self._show("case")
        else:
            self._take_day(message.asked, message.text)

    def _begin(self, typed: str) -> None:
        """A new case, with its kind when the line settles it."""
        title = clean(typed)
        if not title:
            return
        kind = self._text.recognise(title).kind
        self._at.clear()
        self._case = new_case(title, kind.id if kind else "", self._services.now(), self._services.cases)
        self._services.cases.keep(self._case)
        self._show("case" if kind else "kind")

    def _take_day(self, asked: str, typed: str) -> None:
        """Keep a day; an empty line takes it away again."""
        case = self._case
        day, wrong = typed_day(typed, self._wording) if typed.strip() else (None, "")
        if wrong:
            self.notify(wrong, severity="warning")
        elif case:
            at = self._services.now()
            self._case = case.ending(day, at) if asked == "end" else case.starting(asked, day, at)
            self._services.cases.keep(self._case)
            self._show("case")

    async def on_case_list_taken(self, message: CaseList.Taken) -> None:
        message.stop()
        id_ = message.id
        if self._view == "kind" and self._case:
            self._case = self._case.of_kind(id_, self._services.now())
            self._services.cases.keep(self._case)
            self._show("case")
        elif self._view == "case" and self._case:
            if id_ == "end":
                self.action_ask_for("end")
            kind = self._text.kind_of(self._case) if id_ == "kind" else None
            known = kind or self._pages.item(self._case, id_)
            if known and known.basis.entry:
                self.post_message(EntryWanted(known.basis.entry))
        elif id_.startswith("example-"):
            self._begin(self._word(f"case.{id_.replace('-', '')}"))
        else:
            self._case = next((case for case in self._services.cases.cases() if case.id == id_), None)
            self._at = {"shelf": id_}
            known_kind = self._case and self._text.kind_of(self._case)
            self._show("case" if known_kind else "kind" if self._case else "shelf")

    def on_case_list_ticked(self, message: CaseList.Ticked) -> None:
        message.stop()
        item = self._pages.item(self._case, message.id)
        if self._view == "case" and self._case and item and item.id == message.id:
            self._case = self._case.ticking(message.id, self._services.now())
            self._services.cases.keep(self._case)
            self._at["case"] = message.id
            self._show("case", fresh=False)

    def on_case_list_reached(self, message: CaseList.Reached) -> None:
        message.stop()
        self._at[self._view] = message.id
        told = self._pages.told(self._view, self._case, message.id, self._services.cases.cases())
        self.query_one("#case-told", Static).update(told)
        self.query_one("#case-detail", VerticalScroll).scroll_home(animate=False)

    # -- for the app

    def document(self) -> Document | None:
        if self._case is None or self._view != "case":
            return None
        return case_document(self._case, self._engine.snapshot, self._lang, self._services.now())

    def copied_text(self) -> str | None:
        from kadguide.exchange.formats import render

        document = self.document()
        return render(document, ".txt") if document else None

    async def relabel(self) -> None:
        """Say everything again; a line that is being typed stays."""
        asked = self.query_one(CaseLine).asked
        self._show(self._view, fresh=False)
        if self._view == "case" and asked not in ("", "new") and self.query_one(CaseLine).has_focus_within:
            self._ask(asked, None)

    # -- actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the checklist are offered on the checklist."""
        return self._view == "case" if action in _ONLY_IN_CASE else True

    def _ask(self, asked: str, text: str | None = "") -> None:
        line = self.query_one(CaseLine)
        item = self._pages.item(self._case, asked)
        named: dict[str, object] = {}
        if self._case and isinstance(item, CaseStage):
            named = {"number": self._text.number(item, self._case), "title": self._text.in_language(item.title)}
        key = "start" if named else asked
        line.display = True
        line.ask(asked, self._word(f"case.{key}_label", **named), self._word(f"case.{key}_placeholder"), text)
        line.ready()

    def action_new_case(self) -> None:
        self._show("shelf")
        self.query_one(CaseLine).ready()

    def action_tick_here(self) -> None:
        self.query_one(CaseList).tick()

    def action_start_here(self) -> None:
        """Ask for the day on which the highlighted step began; away from the steps, go to the one that waits."""
        item = self._pages.item(self._case, self.query_one(CaseList).here)
        if self._case and not isinstance(item, CaseStage) and (steps := self._text.plan_of(self._case)):
            item = current_stage(self._case, steps)
            if item:
                self._at["case"] = item.id
                self._show("case", fresh=False)
        if item:
            self._at["case"] = item.id
            self._ask(item.id)
        else:
            self.notify(self._word("case.no_start"), severity="warning")

    def action_ask_for(self, asked: str) -> None:
        """Ask for the day of the end, or for the name of a file."""
        self._ask(asked, self._word("case.file_name") if asked == "save" else "")

    def action_change_kind(self) -> None:
        if self._case:
            self._at["kind"] = self._case.kind
            self._show("kind")

    def action_choose_number(self, number: int) -> None:
        if self._view != "case":
            self.query_one(CaseList).number(number)

    def action_delete_case(self) -> None:
        """Ask, then forget the case that is open or highlighted."""
        here = self.query_one(CaseList).here
        kept = self._services.cases.cases()
        case = next((c for c in kept if c.id == here), None) if self._view == "shelf" else self._case
        if case is None:
            return
        word = self._word

        def answered(yes: bool | None) -> None:
            if yes:
                self._services.cases.drop(case.id)
                self._case = None
                self._at.clear()
                self._show("shelf")

        self.app.push_screen(
            ConfirmScreen(
                word("case.delete_ask", title=case.title), "", word("case.delete_no"), word("case.delete_yes")
            ),
            answered,
        )

    def action_step_back(self) -> None:
        """Out of the line; from the checklist to the cases; from the cases to where one came from."""
        line = self.query_one(CaseLine)
        known = self._case is not None and self._text.kind_of(self._case) is not None
        if known and (line.has_focus_within if self._view == "case" else self._view == "kind"):
            self._show("case")
        elif self._view != "shelf":
            self._show("shelf")
        elif line.has_focus_within and self._services.cases.cases():
            self.query_one(CaseList).focus()
        else:
            super().action_step_back()
