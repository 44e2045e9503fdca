"""Any file of questions as items: what kind it is shows in its first bytes, not in its name."""

from __future__ import annotations

from datetime import date

from kadguide.exchange.bank.arriving import Arriving
from kadguide.exchange.bank.giftread import read_gift
from kadguide.exchange.bank.moodleread import read_moodle
from kadguide.exchange.bank.question import BankError, Imported, Remark
from kadguide.exchange.bank.sheetfile import read_sheets
from kadguide.exchange.bank.sheetread import Known, SheetReader
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot

MOST_BYTES = 20_000_000
MOST_ITEMS = 2_000
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BOM = b"\xef\xbb\xbf"


def known_names(snapshot: Snapshot) -> Known:
    """What items may name."""
    bank = snapshot.bank
    return Known(
        frozenset(snapshot.position), frozenset(snapshot.sources),
        frozenset(competency.id for competency in snapshot.competencies),
        frozenset(name for item in bank.items for name in item.claims),
        frozenset(misconception.id for misconception in bank.misconceptions),
        frozenset(contrast.id for contrast in bank.contrasts),
    )  # fmt: skip


def read_bank(data: bytes, quiz: str, lang: Lang, day: date, known: Known) -> Imported:
    """The items in ``data`` as the quiz ``quiz``. Raises :class:`BankError` when the whole file is of no use."""
    if len(data) > MOST_BYTES:
        raise BankError("too_big", most=MOST_BYTES // 1_000_000)
    if data.startswith(_ZIP):
        found = SheetReader(quiz, day, known).take(read_sheets(data, lang))
    else:
        text = _decoded(data)
        parsed = read_moodle(data) if text.lstrip().startswith("<") else read_gift(text)
        if not parsed.questions and not parsed.remarks:
            raise BankError("no_questions")
        found = Arriving(quiz, day, known.competencies).take(parsed)
    if len(found.items) > MOST_ITEMS:
        raise BankError("too_many", most=MOST_ITEMS)
    if not found.items and not found.problems:
        raise BankError("no_questions")
    return found


def _decoded(data: bytes) -> str:
    if data.startswith(_OLD_OFFICE):
        raise BankError("old_office")
    if not data.strip():
        raise BankError("no_questions")
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BankError("not_utf8", byte=error.start) from error
    if "\x00" in text:
        raise BankError("not_text")
    return text


def taken_elsewhere(imported: Imported, snapshot: Snapshot, quiz: str, folder: str) -> tuple[Remark, ...]:
    """Errors for a quiz or items whose ids the knowledge has already, outside the quiz in ``folder``."""
    found = []
    for known in snapshot.bank.quizzes:
        if known.id == quiz and known.origin != folder:
            found.append(Remark("error", "quiz_taken", quiz, values={"name": quiz}))
    others = {item.id for item in snapshot.bank.items if item.quiz != quiz}
    found += [Remark("error", "item_taken", item.id) for item in imported.items if item.id in others]
    return tuple(found)
