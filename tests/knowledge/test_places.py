"""Places in regulations: notation, wording, finding them in texts."""

from __future__ import annotations

import re

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Citation, Lang
from kadguide.knowledge.places import article_numbers, say_article, say_place
from kadguide.knowledge.texts import articles_in_text, laws_in_text


@pytest.mark.parametrize(
    ("article", "numbers"),
    [
        ("9", {"9"}),
        ("6(1)-(3)", {"6"}),
        ("363-365", {"363", "364", "365"}),
        ("1 angka 2", {"1"}),
        ("101(1)i", {"101"}),
        ("4, 7", {"4", "7"}),
        ("364(3)-(4)", {"364"}),
    ],
)
def test_article_numbers_are_counted(article: str, numbers: set[str]) -> None:
    assert article_numbers(article) == numbers


@pytest.mark.parametrize(
    ("article", "lang", "said"),
    [
        ("9(2)", "id", "Pasal 9 ayat (2)"),
        ("101(1)i", "id", "Pasal 101 ayat (1) huruf i"),
        ("101(1)i", "en", "Art. 101(1)(i)"),
        ("363-370", "en", "Arts. 363-370"),
        ("1 angka 2", "en", "Art. 1 item 2"),
    ],
)
def test_articles_are_said_in_each_language(article: str, lang: Lang, said: str) -> None:
    assert say_article(article, lang) == said


@pytest.mark.parametrize(
    ("section", "lang", "said"),
    [
        ("Model, butir 4", "id", "bagian Model, butir 4"),
        ("Model, butir 4", "en", "section Model, point 4"),
        ("Potensi, butir 1 dan 4", "en", "section Potensi, point 1 and 4"),
        ("Hasil: Potensi dan Kendala (kendala)", "en", "section Hasil: Potensi dan Kendala (kendala)"),
        ("Catatan kaki 11 dan 13", "en", "footnote 11 and 13"),
        ("hal. 748", "en", "p. 748"),
        ("tanya jawab, butir 6", "en", "questions and answers, point 6"),
        ("portal kerja sama", "en", "cooperation portal"),
    ],
)
def test_a_heading_stays_and_what_surrounds_it_is_said_in_each_language(section: str, lang: Lang, said: str) -> None:
    assert say_place(Citation("makalah", section=section), lang) == said


def test_no_place_is_left_in_indonesian_but_headings(engine: Engine) -> None:
    own = {"bagian", "butir", "catatan", "hal", "lampiran", "berita", "tahun", "naskah", "penyebutan", "sampai"}
    snapshot = engine.snapshot
    cited = (citation for id_ in snapshot.position for citation in snapshot.entry(id_).citations)
    said = [say_place(citation, "en").casefold() for citation in cited if citation.section]
    assert said
    assert not [place for place in said if own & set(re.findall(r"\w+", place))]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("Pasal 364 ayat (3) dan (4) UU 23/2014", {"364"}),
        ("PP 28/2018 Pasal 10–11", {"10", "11"}),
        ("Arts. 363 and 364 of Law 23/2014", {"363", "364"}),
        ("pasal tidak disebut, 45 hari", set()),
        ("Pasal 5 UU 24/2000", {"5"}),
    ],
)
def test_articles_are_found_in_texts(text: str, articles: set[str]) -> None:
    assert articles_in_text(text) == articles


def test_laws_are_found_in_texts() -> None:
    text = "UU 23/2014, PP No. 28 Tahun 2018 and MoHA Regulation 22/2020, GR 50/2007"
    assert laws_in_text(text) == {"uu-23-2014", "pp-28-2018", "permendagri-22-2020", "pp-50-2007"}
