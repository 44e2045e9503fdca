"""Folding brings any spelling to one form and lets nothing harmful through."""

from __future__ import annotations

import unicodedata

import pytest

from kadguide.answering.citations import Cited, LawRef, read_citations
from kadguide.answering.folding import MAX_CHARACTERS, MAX_TOKENS, clean, tokens
from kadguide.answering.stems import stem_table

UU23 = LawRef("uu", "23", "2014")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KERJA-SAMA daerah2", ["kerja", "sama", "daerah"]),
        ("prinsip2 dan model2nya", ["prinsip", "dan", "modelnya"]),
        ("pasal2 ayat2", ["pasal", "2", "ayat", "2"]),
        ("pasal363 ayat(3)", ["pasal", "363", "ayat", "3"]),
        ("kerjasamaaaa", ["kerjasama"]),
        ("hak & kewajiban", ["hak", "dan", "kewajiban"]),
        ("kеrjа sаmа", ["kerja", "sama"]),  # Cyrillic look-alikes
        ("UU ٢٢/١٩٩٩", ["uu", "22", "1999"]),
        ("Pasal ² ①", ["pasal", "2", "1"]),
        ("it doesn't", ["it", "does", "not"]),
        ("why don't local regions want it", ["why", "local", "regions", "do", "not", "want", "it"]),
        ("Isn’t it forbidden", ["it", "is", "not", "forbidden"]),
        ("\x1b[31mkerja\x1b[0m", ["kerja"]),
        ("", []),
    ],
)
def test_spellings_become_one_form(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


@pytest.mark.parametrize(
    "text", ["\x1b[2Ja", "\x1b]0;title\x07a", "\x9b31ma", "a\x00b", "\ud800a", "\u202ea", "\ue000a"]
)
def test_nothing_unprintable_is_left(text: str) -> None:
    assert all(unicodedata.category(c)[0] != "C" for c in clean(text))


def test_length_is_bounded() -> None:
    assert len(clean("kerja sama " * 50_000)) <= MAX_CHARACTERS
    assert len(tokens("a b " * 50_000)) <= MAX_TOKENS


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("UU no 23 thn 2014 pasal363 ayat 3", Cited((UU23,), ("363",), ("3",))),
        ("Law 23/2014 Art. 363(3)", Cited((UU23,), ("363",), ("3",))),
        ("uu nomor 23 tahun 2014", Cited((UU23,))),
        ("32/2004", Cited((LawRef("", "32", "2004"),))),
        ("permen no 22 tahun 2020", Cited((LawRef("permen", "22", "2020"),))),
        ("prmendagri 3/2008", Cited((LawRef("permendagri", "3", "2008"),))),
        ("permendgari 22/2020", Cited((LawRef("permendagri", "22", "2020"),))),
        ("peraturan mentri dalam negri 22/2020", Cited((LawRef("permendagri", "22", "2020"),))),
        ("peraturan pemrintah nomor 28 tahun 2018", Cited((LawRef("pp", "28", "2018"),))),
        ("undangan rapat 3 daerah", Cited()),
        ("PP 28", Cited((LawRef("pp", "28", None),))),
        ("Permendagri No. 22 Tahun 2020", Cited((LawRef("permendagri", "22", "2020"),))),
        ("kalau yang ketiga?", Cited(ordinals=(3,))),
        ("yang ke-2", Cited(ordinals=(2,))),
        ("pihak ketiga itu siapa", Cited()),
        ("kelima model itu apa", Cited()),
        ("Tabel 4 makalah", Cited(parts=("tabel 4",))),
        ("apa itu kerja sama", Cited()),
    ],
)
def test_citations_are_read_in_any_form(text: str, cited: Cited) -> None:
    assert read_citations(text) == cited


@pytest.mark.parametrize(
    "family",
    [
        ("kelola", "mengelola", "dikelola", "pengelolaan"),
        ("sepakat", "kesepakatan", "disepakati"),
        ("beda", "berbeda", "perbedaan"),
        ("layanan", "pelayanan", "melayani"),
        ("sign", "signed", "signing", "signs"),
    ],
)
def test_forms_of_one_word_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem_table(family)[word] for word in family}) == 1
