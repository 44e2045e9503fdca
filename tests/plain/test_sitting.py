"""An exam from a file, line by line: every type is answered by typing, and nothing typed ends it by mistake."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import pytest

from kadguide.exchange.examcover import end_text
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.learning.responses import TRUE, Response
from kadguide.plain.sitting import sit_plainly
from kadguide.store.offline import FileSeat
from kadguide.teaching.handout import cover_of
from kadguide.teaching.paper import PaperItem
from kadguide.teaching.sitting import Seat
from tests.hostile import HOSTILE
from tests.offline_class import OfflineClass


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OfflineClass]:
    made = OfflineClass(tmp_path, 2)
    yield made
    made.register.close()


def sit(room: OfflineClass, *lines: str, lang: str = "id", number: int = 0) -> str:
    """What is said when these lines are typed after the code."""
    word, out, seats = Catalog(lang), io.StringIO(), list[FileSeat]()

    def unlock(typed: str) -> Seat:
        room.made.file.unlock_any(typed)
        seats.append(room.seat(number))
        return seats[-1]

    def end(seat: Seat, lang: Lang) -> str:
        assert isinstance(seat, FileSeat)
        return end_text(seat.hand_over(), Catalog(lang))

    cover = cover_of(room.made.file)
    sit_plainly(cover, unlock, end, word, room.laptop.wall, [room.codes[number], *lines], out, prompt=False)
    for seat in seats:
        seat.close()
    return out.getvalue()


def typed(room: OfflineClass, seat: FileSeat, item: PaperItem, *, lang: str) -> str:
    """The right answer as somebody types it."""
    right = room.right(item)
    order = [part.id for part in seat.order(item)]
    match item.type:
        case "single" | "multiple":
            return " ".join(ascii_lowercase[order.index(id_)] for id_ in right.chosen)
        case "ordering":
            return " ".join(str(order.index(id_) + 1) for id_ in right.chosen)
        case "matching":
            sides = [side.id for side in seat.sides(item)]
            return " ".join(f"{n}{ascii_lowercase[sides.index(id_)]}" for n, id_ in enumerate(right.chosen, start=1))
        case "true_false":
            words = ("benar", "salah") if lang == "id" else ("true", "false")
            verdict = words[right.chosen[0] != TRUE]
            return " ".join([verdict, *(ascii_lowercase[order.index(id_)] for id_ in right.chosen[1:])])
        case _:
            return right.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_is_answered_by_typing_and_earns_everything(room: OfflineClass, lang: str) -> None:
    seat = room.seat()
    lines = [typed(room, seat, item, lang=lang) for item in seat.items]
    seat.close()
    said = sit(room, "", *lines, "/kumpul", "ya", lang=lang)
    word = Catalog(lang)
    assert said.count(word("offline.saved")) == 8
    assert word("offline.list", answered=8, count=8) in said
    assert word("sitting.sure_whole").split(".")[0] in said
    assert word("offline.end_proof", number=1) in said
    (found,) = room.collect(list(room.inbox.iterdir()))
    assert " ".join(found.proof.replace("-", "")) in said.replace("   -   ", " ")
    assert set(room.fractions("t0").values()) == {1.0}


def test_it_goes_on_at_the_question_where_it_was_left(room: OfflineClass) -> None:
    seat = room.seat()
    first = typed(room, seat, seat.items[0], lang="id")
    seat.close()
    assert "Soal 3 dari 8" in sit(room, "", first, "/soal 3", "/keluar").split("Tersimpan.")[1]
    again = sit(room, "/kembali", "/kembali")
    assert again.index("Soal 3 dari 8") < again.index("Soal 2 dari 8") < again.index("Soal 1 dari 8")
    assert f"Jawaban Anda: {first}".casefold() in again.casefold()
    assert "Soal: 8" not in again.split("Memeriksa")[1]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["?"], "/kumpul: kumpulkan jawaban"),
        (["/daftar"], "Belum dijawab: 1, 2, 3, 4, 5, 6, 7, 8."),
        (["/waktu"], "sisa 30 menit"),
        (["/soal 99"], "nomor 1 sampai 8"),
        (["/soal x"], "nomor 1 sampai 8"),
        (["/soal ²"], "nomor 1 sampai 8"),
        (["/soal 8", ""], "Itu soal terakhir."),
        (["/hapus"], "Jawaban dihapus."),
        (["/kumpul", "tidak"], "Belum dikumpulkan."),
        (["/kumpul", ""], "Belum dikumpulkan."),
        (["/KUMPUL"], "Belum dikumpulkan."),
        (["/keluar"], "Jawaban Anda tersimpan, tetapi belum dikumpulkan."),
        ([], "Jawaban Anda tersimpan, tetapi belum dikumpulkan."),
    ],
)
def test_words_that_are_no_answers(room: OfflineClass, lines: list[str], told: str) -> None:
    assert told in " ".join(sit(room, "", *lines).split())
    seat = room.seat()
    assert seat.responses() == {}
    assert seat.look()[0].phase == "open"
    seat.close()


def test_an_answer_can_be_taken_back(room: OfflineClass) -> None:
    seat = room.seat()
    first = typed(room, seat, seat.items[0], lang="id")
    seat.close()
    assert "Dijawab 0 dari 8." in sit(room, "", first, "/soal 1", "/hapus", "/daftar")


def test_a_wrong_code_is_asked_again_and_nothing_is_written(room: OfflineClass) -> None:
    said = " ".join(sit(room, number=0, lang="en").split())
    assert Catalog("en")("offline.plain_begin")[:30] in said
    other, out = OfflineClass.__new__(OfflineClass), room.codes[1][:-1]
    other.__dict__ |= room.__dict__ | {"codes": (out, room.codes[1])}
    said = " ".join(sit(other, "", "K7QM-2F4X").split())
    assert said.count("Ketik kode Anda") == 4
    assert Catalog("id")("offline.mistyped") in said


def test_when_the_time_is_over_the_result_is_made(room: OfflineClass) -> None:
    def late() -> Iterator[str]:
        yield ""
        room.laptop.go(minutes=31)
        yield "a"

    said = sit(room, *late())
    assert "Soal 1 dari 8" in said
    room.laptop.go(minutes=31)
    said = sit(room)
    assert Catalog("id")("offline.sit_time_over") in said
    assert Catalog("id")("offline.end_proof", number=1) in said
    assert [one.verdict for one in room.collect(list(room.inbox.iterdir()))] == ["taken"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_do_no_harm(room: OfflineClass, text: str) -> None:
    seat = room.seat()
    place = next(at for at, item in enumerate(seat.items, start=1) if item.type == "short")
    seat.close()
    said = sit(room, "", f"/soal {place}", text, text, f"/soal {place}", "/keluar")
    assert "\x1b" not in said
    assert "\x9b" not in said
    for kept in (seat := room.seat()).responses().values():
        assert kept.text.isprintable()
        assert kept == Response(text=kept.text)
    seat.close()
