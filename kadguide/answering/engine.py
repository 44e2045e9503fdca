"""The answering engine: one question in, one :class:`Reply` out. Deterministic; nothing is learned at run time.

What reads and ranks questions is loaded with the first one: a screen that has been asked nothing yet opens sooner.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.dialogue import Context
    from kadguide.answering.index import Index
    from kadguide.answering.memory import Memory
    from kadguide.answering.ranking import Ranker
    from kadguide.answering.reply import Candidate, Reply
    from kadguide.answering.traits import TraitReader
    from kadguide.answering.vocabulary import Vocabulary
    from kadguide.knowledge.model import Lang


class Engine:
    """Everything that answering needs. Made by :func:`kadguide.answering.loading.load_engine`."""

    def __init__(self, sections: Mapping[str, bytes | memoryview]) -> None:
        """``sections`` are those of a snapshot."""
        self._sections = sections
        self.snapshot = Snapshot(sections)

    @cached_property
    def index(self) -> Index:
        from kadguide.answering.index import Index

        return Index(self._sections)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        from kadguide.answering.vocabulary import Vocabulary

        return Vocabulary.decode(self._sections)

    @cached_property
    def ranker(self) -> Ranker:
        from kadguide.answering.ranking import Ranker

        return Ranker(self.snapshot, self.index, by_content=self.vocabulary.tells_content)

    @cached_property
    def traits(self) -> TraitReader:
        """Reads what told cases are cases of; only stories need it."""
        from kadguide.answering.traits import TraitReader

        return TraitReader(self.snapshot.traits, self.vocabulary.spelling)

    @cached_property
    def memory(self) -> Memory:
        """Reads what a conversation carries from turn to turn."""
        from kadguide.answering.memory import Memory

        return Memory(self.snapshot, self.index, self.vocabulary)

    def ask(
        self,
        text: str,
        context: Context | None = None,
        lang: Lang | None = None,
        top: int = 3,
        usual: Lang = "id",
    ) -> tuple[Reply, Context]:
        """Answer ``text``. Returns the reply and the context for the next turn of the conversation.

        ``lang`` fixes the language of the reply, otherwise it follows the question; where that does not tell, it is
        that of the conversation, or ``usual`` in the first turn; ``top`` is the number of candidates that are returned.
        """
        from kadguide.answering.dialogue import Context
        from kadguide.answering.turn import Turn

        context = context or Context()
        turn = Turn(self, text, context, lang, top, context.lang or usual)
        reply = turn.answer()
        return reply, self.memory.after(turn.context, turn.question, reply)

    def nearest(self, text: str, top: int = 3) -> list[Candidate]:
        """The entries nearest to a single question, whether or not they would be answered; the first with its
        confidence. For comparing engines; people get :meth:`ask`."""
        from kadguide.answering.confidence import confidence
        from kadguide.answering.question import read_question
        from kadguide.answering.ranking import candidates_of

        question = read_question(text, self.vocabulary)
        ranked = self.ranker.rank(question)
        return candidates_of(ranked[:top], confidence(question, ranked))

    def choose(self, entry: str, lang: Lang) -> Reply:
        """The reply that shows ``entry``, chosen from a list. Raises ``KeyError`` when there is none of that id."""
        from kadguide.answering.reply import Candidate, Reply

        title = self.snapshot.card_of(entry).title.get(lang)
        return Reply(title, lang, "answered", 1.0, (entry,), candidates=(Candidate(entry, 1.0),))

    def context_of(self, reply: Reply) -> Context:
        """The context after ``reply`` was shown, as if the conversation began with it."""
        from kadguide.answering.dialogue import Context
        from kadguide.answering.question import read_question

        question = read_question(reply.question, self.vocabulary, reply.lang)
        return self.memory.after(Context(), question, reply)
