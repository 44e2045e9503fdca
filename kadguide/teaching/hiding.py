"""Takes the people out of results, so that they can be shown around: who is who is told by a number only.

Typed answers, reasons and titles are free text in which a name may stand; names, numbers, units and codes of the class
are taken out of them too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kadguide.knowledge.model import Bilingual
from kadguide.teaching.codes import show_code
from kadguide.teaching.register import Classroom, Event, Exam, Key, Pause, Trainee
from kadguide.teaching.results import ExamResult, TraineeResult

GONE = "[…]"
"""What stands where a name stood."""
SHORTEST = 3
"""Letters from which a word of a name is looked for in free text."""


class Hiding(NamedTuple):
    """How the people of one class are hidden: what each is called instead, by id, and free text without them."""

    stand_ins: dict[str, Trainee]
    clean: Callable[[str], str]

    def trainee(self, trainee: Trainee) -> Trainee:
        return self.stand_ins[trainee.id]

    def classroom(self, classroom: Classroom) -> Classroom:
        return classroom._replace(title=self.clean(classroom.title), keys="")

    def exam(self, exam: Exam) -> Exam:
        title = Bilingual(self.clean(exam.title.id), self.clean(exam.title.en))
        return exam._replace(title=title, secret="", paper="", words="")

    def key(self, key: Key) -> Key:
        return key._replace(reason=self.clean(key.reason))

    def pause(self, pause: Pause) -> Pause:
        return pause._replace(room=self.clean(pause.room))

    def event(self, event: Event) -> Event:
        """Who is no longer in the class has no number either."""
        known = self.stand_ins.get(event.trainee)
        return event._replace(
            id="", trainee=known.id if known else "", room=self.clean(event.room), detail=self.clean(event.detail)
        )

    def result(self, result: ExamResult) -> ExamResult:
        return ExamResult(
            self.exam(result.exam), tuple(map(self.key, result.keys)), tuple(map(self._one, result.trainees))
        )

    def _one(self, one: TraineeResult) -> TraineeResult:
        stand_in = self.trainee(one.trainee)
        answers = tuple(
            answer._replace(response=answer.response._replace(text=self.clean(answer.response.text)))
            for answer in one.answers
        )
        attempt = one.attempt and one.attempt._replace(
            trainee=stand_in.id, proof="", room=self.clean(one.attempt.room)
        )  # fmt: skip
        return one._replace(trainee=stand_in, answers=answers, attempt=attempt)


def hiding(trainees: Iterable[Trainee], say: Callable[[str], str]) -> Hiding:
    """``say`` names a trainee by the number in the list, which comes with leading zeros: ``Peserta 01``."""
    trainees = tuple(trainees)
    width = max(2, *(len(str(trainee.number)) for trainee in trainees)) if trainees else 2
    clean = _cleaner(trainees)
    stand_ins = {
        t.id: Trainee(
            f"p{t.number:0{width}}", t.number, "", say(f"{t.number:0{width}}"), "", "", t.factor, clean(t.room),
            t.walk_in,
        )
        for t in trainees
    }  # fmt: skip
    return Hiding(stand_ins, clean)


def _cleaner(trainees: Iterable[Trainee]) -> Callable[[str], str]:
    sought: set[str] = set()
    for trainee in trainees:
        words = [word.strip(".,;:()'\"") for word in trainee.name.split()]
        whole = [trainee.name, trainee.unit, trainee.code, show_code(trainee.code) if trainee.code else ""]
        sought.update(re.escape(text) for text in (*whole, *words) if len(text) >= SHORTEST)
        if trainee.nip:
            sought.add(r"[\s.-]*".join(re.escape(sign) for sign in trainee.nip if not sign.isspace()))
    if not sought:
        return lambda text: text
    # The longest first, so that of a name nothing is left behind its first word.
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(filter(None, sought), key=lambda text: (-len(text), text)))})(?!\w)",
        re.IGNORECASE,
    )
    return lambda text: pattern.sub(GONE, text)
