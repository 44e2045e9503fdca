"""Two questions in one message: where it is cut, and that both are answered."""

from __future__ import annotations

import pytest

from kadguide.answering.double import MOST_WAYS, ways_to_cut
from kadguide.answering.engine import Engine
from kadguide.answering.folding import MAX_CHARACTERS

CUT = [
    ("apa itu PKS dan siapa yang menandatanganinya?", ("apa itu PKS", "siapa yang menandatanganinya?"), True),
    ("Who chairs the TKKSD? How often does it meet?", ("Who chairs the TKKSD", "How often does it meet?"), True),
    ("isi kontrak apa aja, trs siapa yg teken", ("isi kontrak apa aja", "siapa yg teken"), True),
    ("What is a KAK; and when is it written?", ("What is a KAK", "when is it written?"), True),
    ("Can you tell me, what is a KAK?", ("Can you tell me", "what is a KAK?"), False),
    ("definisi KAK, isi kesepakatan bersama", ("definisi KAK", "isi kesepakatan bersama"), False),
    ("Ada TPA dan truk. Modelnya apa dan dananya?", ("Ada TPA dan truk. Modelnya apa", "dananya?"), False),
]  # fmt: skip
WHOLE = [
    "apa itu kerja sama daerah?",
    "prinsip",
    "dan siapa?",
    "Kami punya TPA, alat dan sopir. Boleh?",
    "Tidak ada apa-apa di sana, dan kami tidak tahu. Bagaimana?",
    "We have trucks and drivers. Which model is it?",
    "Pasal 6,7 mengatur apa?",
    "",
]


@pytest.mark.parametrize(("text", "parts", "both_ask"), CUT)
def test_a_message_is_cut_between_its_questions(text: str, parts: tuple[str, str], both_ask: bool) -> None:
    first = ways_to_cut(text)[0]
    assert (first.first, first.second) == parts
    assert first.both_ask is both_ask


@pytest.mark.parametrize("text", WHOLE)
def test_a_story_and_a_single_question_are_not_cut(text: str) -> None:
    assert ways_to_cut(text) == []


@pytest.mark.parametrize("part", ["apa, ", "dan ", "? ", ", dan", "a & b "])
def test_few_ways_are_tried_however_often_a_message_could_be_cut(part: str) -> None:
    longest = (part * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert len(ways_to_cut(longest)) <= MOST_WAYS


BOTH = [
    ("apa itu PKS dan siapa yang menandatanganinya?", ("pks-apa-itu", "ksdd-tahap-tanda-tangan-pks")),
    ("Berapa jangka waktu kesepakatan bersama, terus siapa ketua TKKSD?", ("kb-jangka-waktu", "tkksd-susunan")),
    ("syarat sekretariat kerja sama, dananya dari mana", ("sks-syarat", "sks-dana")),
    ("Who chairs the TKKSD? How often does it meet?", ("tkksd-susunan", "tkksd-rapat")),
    ("Definisi KAD menurut Patterson; contoh regional bodies", ("kad-def-patterson", "contoh-regional-bodies")),
]
ONE = [
    "hak dan kewajiban para pihak ditulis di mana?",
    "masyarakat dan daerah terbebani, perlu DPRD?",
    "apa saja prinsip kerja sama daerah, ya?",
    "Who chairs the TKKSD and under which article?",
    "Wali kota kami baru diganti, apakah perjanjian lama tetap mengikat?",
]


@pytest.mark.parametrize(("text", "entries"), BOTH)
def test_both_questions_of_a_message_are_answered(engine: Engine, text: str, entries: tuple[str, str]) -> None:
    reply, _ = engine.ask(text)
    assert (reply.status, reply.entries) == ("answered", entries)


@pytest.mark.parametrize("text", ONE)
def test_one_question_with_and_in_it_gets_one_answer(engine: Engine, text: str) -> None:
    reply, _ = engine.ask(text)
    assert reply.status == "answered"
    assert len(reply.entries) == 1


def test_what_is_not_taught_is_not_answered_beside_what_is(engine: Engine) -> None:
    reply, _ = engine.ask("Siapa ketua TKKSD dan berapa harga beras hari ini?")
    assert len(reply.entries) <= 1
