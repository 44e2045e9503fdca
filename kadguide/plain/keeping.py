"""Keeping in linear text: marks, notes, flags, questions without an answer, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.config import load_settings, save_settings
from kadguide.exchange.kept import kept_document, say_complaint, say_flag, say_gap
from kadguide.keeping.keeper import ASK, NO, YES, Subject
from kadguide.keeping.kept import Kept, StoreError, Thing
from kadguide.keeping.trouble import kept_trouble
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Complaint
from kadguide.linear import WIDTH, wrap, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording

MARK_WORDS = ("/tandai", "/mark")
NOTE_WORDS = ("/catatan", "/note")
FLAG_WORDS = ("/salah", "/wrong")
RECORD_WORDS = ("/catat", "/record")
KEPT_WORDS = ("/tersimpan", "/kept")
Row = tuple[Thing | Complaint, str, str]
"""A thing, how it is listed, and the entry that its number opens."""


class Keeping(Teller):
    """Keeps what is said about the last answer or entry."""

    WORDS = MARK_WORDS + NOTE_WORDS + FLAG_WORDS + RECORD_WORDS + KEPT_WORDS

    def __init__(self, services: Services) -> None:
        self._services = services
        self._keeper = services.keeper
        self._entry = ""
        self._reply: Reply | None = None
        self._offered = False
        self._deleting: Thing | Complaint | None = None
        self._rows: list[Row] = []

    # -- what was shown

    def replied(self, reply: Reply, lang: Lang, *, chosen: bool) -> str:
        if reply.status == "chitchat":
            return ""
        wording = Wording(self._services.engine.snapshot, lang)
        self._reply = reply
        self._entry = reply.entry or self._entry
        recorded = not chosen and self._keeper.hear(reply, self._services.now())
        if recorded:
            return wrapped(wording.catalog("kept.recorded_short"))
        if reply.status == "not_found" and self._keeper.consent == ASK and not self._offered:
            self._offered = True
            return wrapped(wording.catalog("kept.offer"))
        note = self._keeper.note(reply.entry) if reply.entry else ""
        return f"{wording.catalog('kept.note_lead')}:\n{note}" if note else ""

    def shown(self, entry: str) -> None:
        self._entry, self._reply = entry, None

    # -- what is typed

    def hear(self, command: str, rest: str, lang: Lang) -> Told | None:
        wording = Wording(self._services.engine.snapshot, lang)
        try:
            if command in MARK_WORDS and not rest:
                return self._mark(wording)
            if command in NOTE_WORDS:
                return self._note(rest, wording)
            if command in FLAG_WORDS:
                return self._flag(rest, wording)
            if command in RECORD_WORDS:
                return self._record(rest, wording)
            if command in KEPT_WORDS:
                return self._list(rest, wording)
        except StoreError as error:
            return _trouble(wording, error)
        return None

    def _mark(self, wording: Wording) -> Told:
        if not self._entry:
            return _said(wording, "nothing_to_mark")
        marked = self._keeper.toggle_mark(self._entry, self._services.now())
        return _said(wording, "marked" if marked else "unmarked", title=wording.title(self._entry))

    def _note(self, text: str, wording: Wording) -> Told:
        if not self._entry:
            return _said(wording, "nothing_to_mark")
        title = wording.title(self._entry)
        if text:
            self._keeper.add_to_note(self._entry, text, self._services.now())
            return _said(wording, "noted", title=title)
        note = self._keeper.note(self._entry)
        if not note:
            return _said(wording, "no_note", title=title)
        return Told(f"{wording.catalog('kept.note_title', title=title)}\n{note}")

    def _flag(self, reason: str, wording: Wording) -> Told:
        reply = self._reply
        if reply is None and not self._entry:
            return _said(wording, "nothing_to_mark")
        if reply is None:
            subject = Subject(self._entry, wording.title(self._entry), self._entry)
        else:
            subject = Subject(self._entry, reply.question, reply.entry or "")
        material = self._services.engine.snapshot.about["checked_on"]
        self._keeper.flag(subject, reason, material, self._services.now())
        return _said(wording, "flagged")

    def _record(self, typed: str, wording: Wording) -> Told:
        if typed:
            off = typed.casefold() in wording.catalog("kept.off_words").split()
            if off:
                self._consent(NO)
            return _said(wording, "not_recording" if off else "record_usage")
        before = self._keeper.consent
        self._consent(YES)
        reply = self._reply
        if reply is None or reply.status == "answered" or (before == YES and reply.status == "not_found"):
            return _said(wording, "recording")
        self._keeper.record(reply, self._services.now())
        return _said(wording, "recorded")

    def _consent(self, consent: str) -> None:
        self._keeper.consent = consent
        save_settings(load_settings()._replace(keep_gaps=consent))

    # -- the list

    def _list(self, typed: str, wording: Wording) -> Told:
        word = wording.catalog
        if typed:
            return self._ask_to_delete(typed, wording)
        kept, complaints = self._keeper.all(), self._services.journal.complaints()
        if kept.is_empty and not complaints:
            lines = [word(f"kept.empty{end}") for end in ("", "_mark", "_note", "_flag", "_complaint", "_gap")]
            return Told("\n\n".join(wrapped(line) for line in lines))
        self._rows = []
        parts = []
        for heading, rows in (*self._sections(kept, wording), self._complained(complaints, wording)):
            numbers = range(len(self._rows) + 1, len(self._rows) + len(rows) + 1)
            self._rows += rows
            told = [line for n, row in zip(numbers, rows, strict=True) for line in wrap(f"{n}. {row[1]}", WIDTH)]
            if rows:
                parts.append("\n".join([heading, *told]))
        known = self._services.engine.snapshot.position
        choices = tuple(entry if entry in known else "" for _, _, entry in self._rows)
        snapshot, now = self._services.engine.snapshot, self._services.now()
        document = kept_document(kept, snapshot, wording.lang, now, complaints)
        return Told(paragraphs(parts, word("kept.plain_hint")), choices, document)

    def _sections(self, kept: Kept, wording: Wording) -> Iterator[tuple[str, list[Row]]]:
        title, word = wording.kept_title, wording.catalog
        yield word("kept.bookmarks"), [(mark, title(mark.entry), mark.entry) for mark in kept.bookmarks]
        notes: list[Row] = [(note, f"{title(note.entry)}: {clean(note.text)}", note.entry) for note in kept.notes]
        yield word("kept.notes"), notes
        flags: list[Row] = [
            (flag, f"{flag.question or title(flag.entry)} · {say_flag(flag, wording)}", flag.entry)
            for flag in kept.flags
        ]
        yield word("kept.flags"), flags
        gaps: list[Row] = [
            (gap, f"{gap.question} · {say_gap(gap, wording)}", gap.nearest[0] if gap.nearest else "")
            for gap in kept.gaps
        ]
        yield word("kept.gaps"), gaps

    def _complained(self, complaints: Sequence[Complaint], wording: Wording) -> tuple[str, list[Row]]:
        items = {item.id: item for item in self._services.engine.snapshot.bank.items}
        rows: list[Row] = []
        for complaint in complaints:
            item = items.get(complaint.item)
            said = " · ".join(say_complaint(complaint, item, wording))
            rows.append((complaint, said, item.entry if item else ""))
        return wording.catalog("kept.complaints"), rows

    def _ask_to_delete(self, typed: str, wording: Wording) -> Told:
        what, _, number = typed.partition(" ")
        number = number.strip()
        is_number = number.isdecimal() and len(number) < 6 and 0 < int(number) <= len(self._rows)
        if what.casefold() not in wording.catalog("kept.delete_words").split() or not is_number:
            return _said(wording, "plain_no_number")
        self._deleting, shown, _ = self._rows[int(number) - 1]
        return _said(wording, "plain_confirm", what=shown)._replace(asks=True, notice=False)

    def answer(self, line: str, lang: Lang) -> Told:
        """Whether to delete."""
        wording = Wording(self._services.engine.snapshot, lang)
        thing, self._deleting = self._deleting, None
        if thing is None or line.casefold() not in wording.catalog("kept.yes_words").split():
            return _said(wording, "not_cleared")
        try:
            if isinstance(thing, Complaint):
                self._services.journal.withdraw(thing)
            else:
                self._keeper.drop(thing)
        except StoreError as error:
            return _trouble(wording, error)
        self._rows = []  # the numbers no longer fit
        return _said(wording, "deleted")


def _said(wording: Wording, key: str, **values: object) -> Told:
    return Told(wrapped(wording.catalog(f"kept.{key}", **values)), notice=True)


def _trouble(wording: Wording, error: StoreError) -> Told:
    return Told(wrapped(kept_trouble(error, wording.catalog)), notice=True)
