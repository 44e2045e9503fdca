"""The actions that keep something: marks, notes, flags, and questions without an answer."""

from __future__ import annotations

from kadguide.keeping.keeper import NO, YES, Subject
from kadguide.keeping.kept import MOST_NOTE, StoreError
from kadguide.keeping.trouble import kept_trouble
from kadguide.services import Services
from kadguide.tui.base import BaseApp
from kadguide.tui.messages import KeepingFailed
from kadguide.wording import Wording


class KeepingActions(BaseApp):
    """The part of the app that keeps things. It works on what :meth:`looked_at` says is in front."""

    _services: Services

    def looked_at(self) -> Subject | None:
        """What is to be marked, written about or flagged."""
        raise NotImplementedError

    async def show_kept_again(self) -> None:
        """What is kept has changed."""
        raise NotImplementedError

    # -- what to say

    def _tell(self, key: str, **values: object) -> None:
        self.say(self._word(f"kept.{key}", **values))

    def say_trouble(self, error: StoreError) -> None:
        """Something about the file where things are kept."""
        self.say(kept_trouble(error, self._word))

    def on_keeping_failed(self, message: KeepingFailed) -> None:
        self.say_trouble(message.error)

    async def on_kept_changed(self) -> None:
        await self.show_kept_again()

    def _title(self, entry: str) -> str:
        return Wording(self._services.engine.snapshot, self._lang).kept_title(entry)

    def _entry(self) -> str:
        """The entry that is looked at; when there is none, that is said."""
        subject = self.looked_at()
        if subject is None or not subject.entry:
            self._tell("nothing_to_mark")
            return ""
        return subject.entry

    # -- actions

    async def action_mark_entry(self) -> None:
        """Mark the entry that is looked at, or take its mark away."""
        if not (entry := self._entry()):
            return
        try:
            marked = self._services.keeper.toggle_mark(entry, self._services.now())
        except StoreError as error:
            self.say_trouble(error)
            return
        self._tell("marked" if marked else "unmarked", title=self._title(entry))
        await self.show_kept_again()

    def action_make_card(self) -> None:
        """Make a card of the question whose answer is looked at: what tests it is reviewed today."""
        subject = self.looked_at()
        if subject is None or not subject.entry:
            self.say(self._word("learn.card_nothing"))
            return
        try:
            made = self._services.trainer.remember(subject.entry, subject.question)
        except StoreError as error:
            self.say_trouble(error)
            return
        self.say(self._word(f"learn.card_{made}", title=self._title(subject.entry)))

    async def action_note_entry(self, text: str = "") -> None:
        """Open the editor for the note on the entry that is looked at, or add ``text`` to the note."""
        if self.screen.is_modal or not (entry := self._entry()):
            return
        if not text:
            self._edit_note(entry)
            return
        try:
            self._services.keeper.add_to_note(entry, text, self._services.now())
        except StoreError as error:
            self.say(self._note_trouble(error))
        else:
            self._tell("noted", title=self._title(entry))
        await self.show_kept_again()

    def _note_trouble(self, error: StoreError) -> str:
        said = kept_trouble(error, self._word)
        return said if error.code == "too_long" else self._word("kept.error_note", error=said)

    def _edit_note(self, entry: str) -> None:
        from kadguide.tui.dialogues import NoteScreen, NoteWords

        word, keeper = self._word, self._services.keeper

        def keep(text: str) -> str:
            try:
                keeper.write_note(entry, text, self._services.now())
            except StoreError as error:
                return self._note_trouble(error)
            return ""

        async def closed(_: object) -> None:
            await self.show_kept_again()

        words = NoteWords(
            word("kept.note_title", title=self._title(entry)), word("kept.note_hint"),
            lambda count: word("kept.note_count", count=count, most=MOST_NOTE),
        )  # fmt: skip
        self.push_screen(NoteScreen(words, keeper.note(entry), MOST_NOTE, keep), closed)

    async def action_flag_answer(self, reason: str = "") -> None:
        """Keep that what is looked at is wrong; without ``reason``, one is asked for."""
        from kadguide.tui.dialogues import LineScreen

        subject = self.looked_at()
        if self.screen.is_modal:
            return
        if subject is None or not (subject.answer or subject.question):
            self._tell("nothing_to_mark")
            return

        async def flag(why: str | None) -> None:
            if why is not None:
                await self._flag(subject, why)

        if reason:
            await flag(reason)
            return
        keys = ("flag_title", "flag_text", "flag_placeholder", "flag_hint")
        self.push_screen(LineScreen(*(self._word(f"kept.{key}") for key in keys)), flag)

    async def _flag(self, subject: Subject, reason: str) -> None:
        material = self._services.engine.snapshot.about["checked_on"]
        try:
            self._services.keeper.flag(subject, reason, material, self._services.now())
        except StoreError as error:
            self.say_trouble(error)
            return
        self._tell("flagged")
        await self.show_kept_again()

    async def action_record_gap(self, typed: str = "") -> None:
        """Record the last question when it found no answer, and later ones from now on; or stop doing so."""
        keeper = self._services.keeper
        if typed:
            off = typed.casefold() in self._word("kept.off_words").split()
            if off:
                await self._consent(NO)
            self._tell("not_recording" if off else "record_usage")
            return
        before = keeper.consent
        await self._consent(YES)
        subject = self.looked_at()
        unanswered = subject.unanswered if subject else None
        if unanswered is None or (before == YES and unanswered.status == "not_found"):
            self._tell("recording")
            return
        try:
            keeper.record(unanswered, self._services.now())
        except StoreError as error:
            self.say_trouble(error)
            return
        self._tell("recorded")
        await self.show_kept_again()

    async def _consent(self, consent: str) -> None:
        """Remember what the user says about questions without an answer."""
        self._services.keeper.consent = consent
        await self.change_setting("keep_gaps", consent)
