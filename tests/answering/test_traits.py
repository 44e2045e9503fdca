"""A told case is recognised by its traits, whatever the story is about."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.traits import TraitReader, decide
from kadguide.knowledge.traits import Asked, Member, Traits, traits_as_plain

WITHOUT_PAPER = ("handshake", "model-tanpa-dokumen")


@pytest.mark.parametrize(
    ("case", "entry"),
    [
        # The models:
        (
            "Dua kabupaten bergantian memakai mesin gilas. Belum pernah ada naskah yang dibuat. Ini model apa?",
            WITHOUT_PAPER,
        ),
        (
            "The two regents gave each other their word on sharing divers; no paper was signed. What is that called?",
            WITHOUT_PAPER,
        ),
        (
            "Kota tetangga membakar sampah medis kami dan mengirim tagihan per kilogram. Disebut model apa?",
            "fee-for-service",
        ),
        (
            "We have no ice plant, so we buy blocks from the next regency at a fixed rate. Which model is it?",
            "fee-for-service",
        ),
        (
            "Tiga pemda sama-sama memiliki dermaga, dinas masing-masing tetap bekerja. Termasuk model mana?",
            "joint-agreements",
        ),
        (
            "Both cities own the stadium, both decide on it, and there is no new body. Which model is this?",
            "joint-agreements",
        ),
        (
            "Empat bupati menyerahkan urusan pasar kepada satu badan dengan pegawai sendiri. Model apa itu?",
            "joint-authorities",
        ),
        (
            "Six towns handed their libraries to a new authority that has its own director. Which model is that?",
            "joint-authorities",
        ),
        (
            "Forum para wali kota soal udara hanya memberi rekomendasi dan tidak bisa memaksa. Model apa namanya?",
            "regional-bodies",
        ),
        (
            "The bay council is neutral, and it has no power to act in any regency. Which of the models is it?",
            "regional-bodies",
        ),
        # Whatever the story is about, another trait makes it another case:
        (
            "Our regency lends firemen to the city on trust alone, without any contract. Which model is this?",
            WITHOUT_PAPER,
        ),
        (
            "Our regency lends firemen to the city and charges a fee for each hour. Which model is this?",
            "fee-for-service",
        ),
        # Where the question names members, the story decides, not the names:
        (
            "Two regencies lend each other tents and nothing is written. Is that a handshake or a joint agreement?",
            "handshake",
        ),
        (
            "Kota sebelah menguji tanah kami dengan tarif per titik. Itu joint agreements atau fee for service?",
            "fee-for",
        ),
        # Their weaknesses:
        ("Dinas kami kehilangan kendali sejak ada otoritas bersama. Kelemahan apa itu?", "joint-authorities-kelemahan"),
        (
            "The contract grew to 200 pages, as each bureaucracy added clauses. Which weakness is it?",
            "joint-agreements",
        ),
        # The principles:
        ("Mitra menyembunyikan pembukuan iuran dari anggota lain. Prinsip apa yang dilanggar?", "prinsip-transparansi"),
        ("The big city dictates everything and treats us as inferior. Which principle is broken?", "prinsip-persamaan"),
        ("Kabupaten sebelah menentukan tarif secara sepihak. Asas mana yang diabaikan?", "prinsip-kesepakatan"),
        (
            "They deceived us from the first meeting of the two regencies on. Which principle is that against?",
            "prinsip-itikad",
        ),
        # The obstacles:
        ("Bus bersama dua kota tekor terus dan ditutup subsidi. Kendala yang mana?", "kendala2-merugi"),
        ("The ministry never helped us and never brought the regencies together. Which obstacle is it?", "kendala4"),
        ("No reward of any sort came for the regencies that share a hospital. Which gap is that?", "kendala2-insentif"),
        # Mandatory or voluntary:
        (
            "Asap pabrik di kabupaten yang berbatasan menyeberang ke desa kami. Kerja samanya wajib atau sukarela?",
            "situasi-berbatasan-berdampak",
        ),
        (
            "A city on a distant island wants to exchange archivists with ours. Is it mandatory or voluntary?",
            "situasi-tidak-berbatasan",
        ),
        # The kinds:
        (
            "Kementerian ingin menanam bakau bersama kabupaten kami di pesisir. Ini jenis kerja sama apa?",
            "praktik-pilih-sinergi",
        ),
    ],
)
def test_a_case_is_answered_by_the_member_whose_traits_it_shows(
    engine: Engine, case: str, entry: str | tuple[str, ...]
) -> None:
    reply, _ = engine.ask(case)
    assert reply.status == "answered"
    assert reply.entry is not None
    assert reply.entry.startswith(entry)


@pytest.mark.parametrize(
    "question",
    [
        "Bedanya handshake dengan fee for service apa saja?",
        "Which obstacle in the paper has no potential that answers it, and why does the author leave it open?",
        "Prinsip mana yang disebut dalam undang-undang?",
        "What is the popular name of jointly formed authorities in Indonesia?",
        "Which article says that regions that border each other must cooperate, and since when?",
    ],
)
def test_a_question_about_the_list_itself_is_no_case(engine: Engine, question: str) -> None:
    reply, _ = engine.ask(question)
    assert not reply.traits


@pytest.mark.parametrize(
    "story",
    [
        "Istri saya menyembunyikan uang belanja dari saya. Asas perkawinan apa yang dilanggarnya?",
        "My landlord charges a fee for the lift and hides the bills. Which principle of tenancy is that?",
    ],
)
def test_a_story_of_private_life_is_no_case(engine: Engine, story: str) -> None:
    reply, _ = engine.ask(story)
    assert reply.status == "not_found"


def test_the_traits_that_decided_are_told(engine: Engine) -> None:
    reply, _ = engine.ask("Six towns gave their ferries to a new authority with staff of its own. Which model is this?")
    assert "@new @body -@no" in reply.traits


DATA = Traits(
    {
        "no": "no nobody",
        "paper": "paper contract",
        "pay": "pays fee",
        "actor": "town regency",
        "body": "office",
        "private_life": "wife",
    },
    (Asked("model", ("which model",)),),
    (
        Member("model", ("spoken",), ("@no @paper",)),
        Member("model", ("bought",), ("@pay",)),
        Member("model", ("body", "body-more"), ("new @body -@no",), ("@body",)),
    ),
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A town has no contract with us. Which model?", "spoken"),
        ("The town has a contract; nobody reads it. Which model?", None),
        ("A town pays the next one. Which model?", "bought"),
        ("The towns made a new office. Which model?", "body"),
        ("In that town nobody made a new office. Which model?", None),
        ("A town pays the next one. Which year?", None),
        ("My wife pays. Which model?", None),
        ("Which model pays a fee?", None),
    ],
)
def test_parts_stand_near_each_other_and_without_what_they_exclude(text: str, first: str | None) -> None:
    found = TraitReader(traits_as_plain(DATA), {}).read(text)
    decided = decide(found, ())
    assert (decided.entries[0] if decided else None) == first


def test_two_members_are_offered_where_a_case_shows_as_much_of_both() -> None:
    found = TraitReader(traits_as_plain(DATA), {}).read("A town pays and has no contract. Which model?")
    decided = decide(found, ())
    assert decided is not None
    assert sorted(decided.entries) == ["bought", "spoken"]
