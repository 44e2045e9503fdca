"""Takes the people out of results, so that they can be shown around: who is who is told by a number only.

Typed answers, reasons and titles are free text in which a name may stand; names, numbers, units and codes of the class
are taken out of them too.
"""

from __future__ import annotations

import re
import unicodedata
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

_LETTER = r"[^\W\d_]"
_BETWEEN = r"[\W_]*"
"""What people write, or leave out, between the words of a name and the groups of a number."""

_JOINED = 3
"""Words of a name that may stand together without a blank."""


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
    texts: set[str] = set()
    numbers: set[str] = set()
    for trainee in trainees:
        name, unit, nip = map(_plain, (trainee.name, trainee.unit, trainee.nip))
        whole = [_parts(name), _parts(unit), [trainee.code], [show_code(trainee.code)]]
        texts.update(
            _BETWEEN.join(map(re.escape, parts)) for parts in whole if len("".join(parts)) >= SHORTEST
        )  # fmt: skip
        texts.update(re.escape(word) for word in _parts(name) if len(word) >= SHORTEST)
        numbers.add(_BETWEEN.join(re.escape(sign) for sign in nip if sign.isalnum()))
    patterns = [
        *_pattern(numbers - {""}, r"(?<!\d)", r"(?!\d)"),
        *_pattern(texts, f"(?<!{_LETTER})", f"{{1,{_JOINED}}}(?:nya|ku|mu)?(?!{_LETTER})"),
    ]

    def clean(text: str) -> str:
        plain = _plain(text)
        found = plain
        for pattern in patterns:
            found = pattern.sub(GONE, found)
        return text if found == plain else found

    return clean


def _pattern(sought: set[str], before: str, after: str) -> list[re.Pattern[str]]:
    # The longest first, so that of a name nothing is left behind its first word.
    ordered = sorted(sought, key=lambda text: (-len(text), text))
    return [re.compile(f"{before}(?:{'|'.join(ordered)}){after}", re.IGNORECASE)] if sought else []


def _plain(text: str) -> str:
    """``text`` with one way of writing each letter, and without signs that nobody sees."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in normal if unicodedata.category(sign) != "Cf")


def _parts(text: str) -> list[str]:
    """The words of a name, and its numbers, without what stands between them."""
    return re.findall(r"[^\W_]+", text)
