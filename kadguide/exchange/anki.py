"""The item bank as an Anki package.

A note keeps its GUID, which comes from the id of the item, so that a later package updates it and adds nothing twice.
Anki takes an update only when the note's time is newer. It comes from what is written down and from no clock, so that
the same knowledge always gives the same notes: the later one of the item's own ``updated`` and the day on which the
knowledge was checked, and an hour for each version. So a text, a case or a source that changed reaches Anki with the
next check of the knowledge at the latest, whether or not the item was dated anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import genanki

from kadguide.exchange.quiztext import QuizText
from kadguide.i18n import Catalog
from kadguide.knowledge.items import FULL, Item
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.material import Material
from kadguide.learning.practice import Question, shown_order
from kadguide.wording import Wording

MODEL_IDS: dict[Lang, int] = {"id": 1762041101, "en": 1762041102}
"""Fixed for ever: Anki knows the kind of note by it."""
DECK_BASE = 1762041200
_FIELDS = ("ID", "Soal", "Jawaban", "Penjelasan", "Sumber")
"""The same in each language, and fixed for ever: where the fields of a kind of note differ from those that Anki knows,
it takes no updates for the notes that are there. They are seen only where notes are edited."""
_CSS = ".card { font-family: sans-serif; font-size: 18px; text-align: left; } .s { color: #666; font-size: 14px; }"


class _Note(genanki.Note):  # type: ignore[misc]
    """A note that carries its own time."""

    def __init__(self, changed: datetime, **values: Any) -> None:
        super().__init__(**values)
        self._changed = changed

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
        super().write_to_db(cursor, self._changed.timestamp(), deck_id, id_gen)


def write_package(path: Path, material: Material, snapshot: Snapshot, lang: Lang) -> int:
    """Write all items to ``path`` and return their number. Raises ``OSError``."""
    wording = Wording(snapshot, lang)
    text = QuizText(snapshot, material, wording)
    model = genanki.Model(
        MODEL_IDS[lang],
        f"kadguide ({lang})",
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {
                "name": "kadguide",
                "qfmt": "{{Soal}}",
                "afmt": '{{FrontSide}}<hr id="answer"><b>{{Jawaban}}</b><br><br>{{Penjelasan}}'
                '<br><br><div class="s">{{Sumber}}</div>',
            }
        ],
        css=_CSS,
    )
    checked_on = date.fromisoformat(str(snapshot.about["checked_on"]))
    decks = []
    homes: list[tuple[str, Iterable[Item]]] = [
        (text.say(module.title), material.items_of(module)) for module in material.bank.modules
    ]
    count = 0
    for number, (title, items) in enumerate(homes):
        deck = genanki.Deck(DECK_BASE + 100 * (lang == "en") + number, f"kadguide::{title.replace('::', ':')}")
        for item in items:
            deck.add_note(_note(item, material, text, wording.catalog, model, lang, checked_on))
            count += 1
        decks.append(deck)
    package = genanki.Package(decks)
    package.write_to_file(str(path), timestamp=datetime.now(UTC).timestamp())
    return count


def _note(
    item: Item, material: Material, text: QuizText, words: Catalog, model: Any, lang: Lang, checked_on: date
) -> Any:
    question = Question(item, material.case(item), shown_order(item, "anki", 1), 1, 0, again=False)
    say: Callable[[str], str] = lambda part: escape(part).replace("\n", "<br>")  # noqa: E731
    wrong = [o for o in (*item.options, *item.lures) if o.credit < FULL]
    remarks = [f"{text.say(option.text)}: {text.say(option.feedback)}" for option in wrong if option.feedback.id]
    explained = "<br><br>".join(map(say, [text.say(item.explanation), *remarks]))
    day = max(item.updated, checked_on)
    changed = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=item.version)
    tags = ["kadguide", f"{words('learn.tag_kind')}::{item.type}"]
    tags += [f"{words('learn.tag_competency')}::{name}" for name in item.competencies]
    return _Note(
        changed, model=model, guid=genanki.guid_for("kadguide", lang, item.id), tags=tags,
        fields=[
            item.id, "<br><br>".join(map(say, text.paragraphs(question)[:-1])), say(text.right(item)), explained,
            say(text.cites(item)),
        ],
    )  # fmt: skip
