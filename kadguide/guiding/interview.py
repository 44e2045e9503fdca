"""The interview itself: which question comes next, going back, and changing an answer."""

from __future__ import annotations

from kadguide.guiding.adviser import Advice, advise, asked
from kadguide.knowledge.adviser import UNKNOWN, Adviser, Question


class Interview:
    """The answers so far, and the question that is being asked; at the end there is none."""

    def __init__(self, adviser: Adviser) -> None:
        self.adviser = adviser
        self.restart()

    def restart(self) -> None:
        """Begin again, without answers."""
        self.answers: dict[str, str] = {}
        """Question → option, or unknown. Answers to questions that are no longer asked are kept, and do not count."""
        self._at: str | None = self.adviser.questions[0].id if self.adviser.questions else None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are asked, as far as can be said from the answers."""
        return asked(self.adviser, self.answers)

    @property
    def question(self) -> Question | None:
        """The question that is being asked; ``None`` when the advice is shown."""
        return next((question for question in self.questions if question.id == self._at), None)

    @property
    def number(self) -> int:
        """Which question is being asked, counted from 1; 0 when none is."""
        return next((n for n, question in enumerate(self.questions, start=1) if question.id == self._at), 0)

    @property
    def advice(self) -> Advice:
        """What follows from the answers."""
        return advise(self.adviser, self.answers)

    def answer(self, option: str) -> None:
        """Answer the question that is asked, and go on to the next one without an answer."""
        question = self.question
        if question is None or option not in {UNKNOWN, *(choice.id for choice in question.options)}:
            return
        self.answers[question.id] = option
        later = self.questions[self.number :]
        missing = [q for q in self.questions if q.id not in self.answers]
        following = next((q for q in later if q.id not in self.answers), missing[0] if missing else None)
        self._at = following.id if following else None

    def back(self) -> bool:
        """Go to the question before; ``False`` when there is none."""
        questions = self.questions
        before = self.number - 1 if self.number else len(questions)
        if before < 1:
            return False
        self._at = questions[before - 1].id
        return True

    def go_to(self, question: str) -> bool:
        """Ask a question again; ``False`` when it is not asked."""
        if all(known.id != question for known in self.questions):
            return False
        self._at = question
        return True

    def finish(self) -> None:
        """Show the advice now; what has no answer is unknown."""
        self._at = None
