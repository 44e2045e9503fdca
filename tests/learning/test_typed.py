"""Typed answers: every spelling that people use for the right one, and nothing else."""

from __future__ import annotations

import pytest

from kadguide.knowledge.items import ArticleKey, Mistake, NumberKey
from kadguide.knowledge.model import Bilingual, Names
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response
from kadguide.learning.spelling import NO_WORDS, Words, decode_words, encode_words, forgivable, normalise
from tests.learning.sample_items import ARTICLE, NUMBER, SHORT, both, item

WORDS = Words(
    {"kad": "kerja sama daerah", "ksd": "kerja sama daerah"}, frozenset({"ketua", "kedua", "daerah", "perda"})
)
BODY = item("short", accepted=Names(("Sekretariat Bersama", "sekber"), ("joint secretariat",)))
TERM = item("short", accepted=Names(("kerja sama daerah",), ("regional cooperation",)))
SECOND = item("short", accepted=Names(("kedua",), ("second",)))
KIND = item(
    "short",
    accepted=Names(("KSDD",), ("KSDD",)),
    mistakes=(Mistake(Names(("KSDPK",), ("KSDPK",)), both("lain"), "keliru"),),
)


@pytest.mark.parametrize(
    "text",
    [
        "sukarela", "Sukarela", "SUKARELA.", " suka rela ", "suka-rela", "sukarelaa", "sukrela", "“sukarela”",
        "voluntary", "Voluntary!", "volontary", "itu sukarela", "adalah sukarela",
    ],
)  # fmt: skip
def test_right_words_in_any_spelling(text: str) -> None:
    assert grade(SHORT, Response(text=text), WORDS).fraction == 1


@pytest.mark.parametrize(
    "text", ["wajib", "Wajib.", "wajip", "mandatory", "tidak sukarela", "involuntary", "nonsukarela", "relawan", "suka"]
)
def test_wrong_words_stay_wrong(text: str) -> None:
    assert grade(SHORT, Response(text=text), WORDS).fraction == 0


def test_a_known_mistake_is_explained_and_a_partly_right_word_earns_half() -> None:
    assert grade(SHORT, Response(text="wajib")).remarks[0].why.id == "terbalik"
    assert grade(SHORT, Response(text="tidak wajib")).fraction == 0.5


def test_a_forgiven_error_is_told() -> None:
    assert grade(BODY, Response(text="Sekretariat bersma")).forgiven == "Sekretariat Bersama"
    assert grade(BODY, Response(text="sekretariat  bersama")).forgiven is None


@pytest.mark.parametrize(
    "text", ["Sekretariat  Bersama", "Sekretariat Bersama.", "sekertariat bersama", "SEKBER", "sek-ber"]
)
def test_what_moodle_refuses_and_we_take(text: str) -> None:
    assert grade(BODY, Response(text=text), WORDS).fraction == 1


@pytest.mark.parametrize("text", ["KAD", "KSD", "kerjasama daerah", "Kerja-sama Daerah"])
def test_names_stand_for_what_they_abbreviate(text: str) -> None:
    assert grade(TERM, Response(text=text), WORDS).fraction == 1


def test_a_real_word_is_no_typing_error() -> None:
    assert grade(SECOND, Response(text="ketua"), WORDS).fraction == 0
    assert grade(SECOND, Response(text="kedua"), WORDS).fraction == 1


@pytest.mark.parametrize(("text", "mark"), [("KSDD", 1), ("ksdd", 1), ("KSDPK", 0), ("KSDPL", 0), ("KSD", 0)])
def test_abbreviations_are_never_close_enough(text: str, mark: float) -> None:
    assert grade(KIND, Response(text=text), WORDS).fraction == mark
    abroad = item("short", accepted=Names(("KSDPL",), ("KSDPL",)))
    assert [grade(abroad, Response(text=text)).fraction for text in ("KSDPL", "KSPDL", "KSDPI")] == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Sekretariat Bersama (Sekber)", 1), ("sekber/sekretariat bersama", 1), ("sekber (joint secretariat)", 1),
        ("sekber (otorita)", 0), ("sekretariat bersama / otorita", 0), ("sekber ()", 1), ("/", 0),
        ("sebutan sekber", 1), ("melalui sekber", 1), ("sebutan: sekretariat bersama", 1), ("populer sekber", 0),
        ("sebutan otorita", 0), ("bukan sebutan sekber", 0), ("selain sebutan sekber", 0), ("populer", 0),
        ("sebutan sekber dan otorita", 0),
    ],
)  # fmt: skip
def test_two_names_and_the_kind_asked_for_beside_the_answer(text: str, mark: float) -> None:
    asked = BODY._replace(stem=both("Dengan sebutan apa otoritas bersama yang populer itu dikenal?"))
    assert grade(asked, Response(text=text), WORDS).fraction == mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("sukarela", 1), ("kategori sukarela", 1), ("kerja sama sukarela", 1), ("category: voluntary", 1),
        ("wajib sukarela", 0), ("sukarela wajib", 0), ("sukarela, wajib", 0), ("mandatory voluntary", 0),
        ("kategori wajib sukarela", 0), ("kategori", 0),
    ],
)  # fmt: skip
def test_both_candidates_of_a_question_are_no_answer(text: str, mark: float) -> None:
    stem = Bilingual("Kategori kerja sama ini wajib atau sukarela?", "Is the category mandatory or voluntary?")
    asked = SHORT._replace(stem=stem, mistakes=(), partial=Names())
    assert grade(asked, Response(text=text), WORDS).fraction == mark


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("perjanjian", "perjanjan", True), ("perjanjian", "prjanjan", True), ("perjanjian", "prjnjan", False),
        ("wajib", "wajip", True), ("pp 28", "pp 29", False), ("lima", "limo", False),
        ("tidak boleh", "boleh", False), ("tanpa izin", "izin", False), ("direct", "indirect", False),
    ],
)  # fmt: skip
def test_what_is_forgiven(one: str, two: str, expected: bool) -> None:
    assert forgivable(two, one) is expected


def test_one_form_for_many_spellings() -> None:
    assert normalise("  Kab.  &  Prov. “A” ") == "kabupaten dan provinsi a"
    assert normalise("Ｐasal−3") == "pasal 3"
    assert normalise("ÉTAT") == "etat"


@pytest.mark.parametrize(
    "text",
    [
        "45", "45 hari", " 45 ", "45,0", "45.0", "empat puluh lima", "Empat puluh lima hari", "forty-five days",
        "empat puluh lima (45) hari", "paling lama 45 hari", "45 days", "45hari", "45hr", "45days", "empatpuluh lima",
    ],
)  # fmt: skip
def test_right_numbers(text: str) -> None:
    assert grade(NUMBER, Response(text=text)).fraction == 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("46", 0.5), ("43", 0.5), ("48", 0), ("45 bulan", 0), ("45 hari kerja", 0), ("-45", 0), ("45a", 0), ("4 5", 0),
        ("45 atau 60", 0), ("banyak", 0), ("450", 0), ("4,5", 0), ("empat lima puluh", 0), ("0x2d", 0),
        ("45hk", 0), ("45th", 0), ("sepuluh", 0),
    ],
)  # fmt: skip
def test_other_numbers(text: str, mark: float) -> None:
    assert grade(NUMBER, Response(text=text)).fraction == mark


def test_thousands_and_decimals() -> None:
    thousand = item("number", number=NumberKey(1000))
    assert [grade(thousand, Response(text=text)).fraction for text in ("1000", "1.000", "1,000", "seribu")] == [
        1,
        1,
        1,
        0,
    ]
    half = item("number", number=NumberKey(2.5, unit=Bilingual("tahun", "years")))
    assert [grade(half, Response(text=text)).fraction for text in ("2,5", "2.5 tahun", "25")] == [1, 1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "ps 363 (3) b", "Pasal 363 ayat 3 huruf b", "Pasal 363 ayat (3) huruf b", "363(3)b", "363 (3) (b)",
        "Art. 363(3)(b)", "article 363 paragraph 3 letter b", "psl363 ayat3 hrf b",
        "UU 23/2014 Pasal 363 ayat (3) huruf b",
        "Pasal 363 ayat (3) huruf b UU No. 23 Tahun 2014", "pasal 363 ayat (3) huruf b Undang-Undang 23/2014",
        "Pasal 363 ayat (3) huruf b UU No. 23 Tahun 2014 tentang Pemerintahan Daerah",
        "UU 23/2014 tentang Pemerintahan Daerah psl 363 ayat (3) huruf b", "psal 363 ayt 3 huruf b",
        "menurut pasal 363 ayat ketiga huruf b", "itu di ps. 363 ayat tiga huruf b ya", "section 363(3)(b)",
    ],
)  # fmt: skip
def test_right_places(text: str) -> None:
    assert grade(ARTICLE, Response(text=text)).fraction == 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("363", 0.5), ("Pasal 363 ayat 3", 0.5), ("363 (2) b", 0.5), ("363 ayat (3) huruf a", 0.5), ("364 (3) b", 0),
        ("UU 32/2004 Pasal 363 ayat (3) huruf b", 0), ("36", 0), ("pasal berapa ya", 0), ("363 atau 364", 0),
        ("3633b", 0), ("bukan pasal 363 ayat 3 huruf b", 0), ("pasal 363 tentang kerja sama", 0),
        ("pasal 363 ayat tiga puluh huruf b", 0), ("pasal 363 ayat dua huruf b", 0.5), ("pasa 363 ayam 3 huruf b", 1),
        ("UU 32/2004 tentang Pemerintahan Daerah Pasal 363 ayat (3) huruf b", 0),
    ],
)  # fmt: skip
def test_other_places(text: str, mark: float) -> None:
    assert grade(ARTICLE, Response(text=text)).fraction == mark


def test_a_flood_is_no_place_and_is_not_read_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str) -> str:
        raise AssertionError(f"{len(text)} signs are looked through for regulations")

    monkeypatch.setattr("kadguide.answering.citation_reader.without_laws", read)
    assert grade(ARTICLE, Response(text="pasal363" * 10_000)).fraction == 0


def test_the_regulation_counts_where_it_is_asked_for() -> None:
    asked = item("article", article=ArticleKey("pp-28-2018", "9", asks_source=True))
    marks = [
        grade(asked, Response(text=text)).fraction for text in ("PP 28/2018 Pasal 9", "Pasal 9", "PP 50/2007 Pasal 9")
    ]
    assert marks == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (encode_words(Words({"pks": "perjanjian kerja sama"}, frozenset({"wajib", "sukarela"}))),
         Words({"pks": "perjanjian kerja sama"}, frozenset({"wajib", "sukarela"}))),
        ("{}", NO_WORDS),
        ("", NO_WORDS),
        ("[1]", NO_WORDS),
        ('{"aliases": [], "known": 3}', NO_WORDS),
        ('{"aliases": {"a": 1, "b": "c"}, "known": [1, "d"]}', Words({"b": "c"}, frozenset("d"))),
    ],
)  # fmt: skip
def test_words_that_are_kept_come_back(text: str, expected: Words) -> None:
    assert decode_words(text) == expected
