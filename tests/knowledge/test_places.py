"""Places in regulations: notation, wording, finding them in texts."""

from __future__ import annotations

import pytest

from kadguide.knowledge.model import Lang
from kadguide.knowledge.places import article_numbers, say_article
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
        ("363-370", "en", "Arts. 363–370"),
        ("1 angka 2", "en", "Art. 1 item 2"),
    ],
)
def test_articles_are_said_in_each_language(article: str, lang: Lang, said: str) -> None:
    assert say_article(article, lang) == said


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
