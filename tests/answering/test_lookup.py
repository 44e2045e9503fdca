"""Questions that are nothing but a place in a regulation: the number decides."""

from __future__ import annotations

import pytest

from kadguide.answering.citations import read_citations
from kadguide.answering.engine import Engine
from kadguide.knowledge.places import article_numbers


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Pasal 14 Permendagri 22/2020", "ksdd-tahap-tanda-tangan-pks"),
        ("article 14 of MoHA Regulation 22/2020", "ksdd-tahap-tanda-tangan-pks"),
        ("isi pasal 5 permendagri nomor 22 tahun 2020 apa", "ksdd-pemetaan"),
        ("what does Art. 24 of MoHA Regulation 22/2020 say", "ksdd-bantuan"),
        ("tolong jelaskan pasal 7 PP 28/2018", "sks-syarat"),
        ("permendagri 22 pasal 14", "ksdd-tahap-tanda-tangan-pks"),
        ("pasal 18 sampai 21 permendagri 22/2020", "ksdd-perselisihan"),
        ("Pasal 18-21 Permendagri 22/2020", "ksdd-perselisihan"),
        ("pasal 363-370", "uu23-peta-363-370"),
        ("pasal 363 mengatur apa", "uu23-pasal363"),
        ("ayat empat pasal 87", "uu22-dprd"),
        ("apakah pasal 195 uu 32/2004 masih berlaku", "status-uu-32-2004"),
    ],
)
def test_the_number_finds_the_entry(engine: Engine, question: str, entry: str) -> None:
    reply, _ = engine.ask(question)
    assert (reply.status, reply.entry) == ("answered", entry)


ANY_WORDING = [
    "isi pasal {0} {1}",
    "pasal {0} {1} isinya apa aja",
    "apa yang diatur pasal {0} {1}?",
    "psl {0} {1} huruf a",
    "bacakan pasal {0} {1} lengkap",
    "article {0} of {1}",
    "what does article {0} of {1} cover",
]


@pytest.mark.parametrize("wording", ANY_WORDING)
@pytest.mark.parametrize(
    ("place", "law", "entry"),
    [
        ("363", "UU Nomor 23 Tahun 2014", "uu23-pasal363"),
        ("41", "permendagri 22 thn 2020", "pks-isi"),
        ("51", "UU Nomor 2 Tahun 2024", "jakarta-aglomerasi"),
        ("7 ayat 1", "PP 28/2018", "sks-syarat"),
    ],
)
def test_the_wording_does_not_change_what_is_told_of_a_place(
    engine: Engine, wording: str, place: str, law: str, entry: str
) -> None:
    reply, _ = engine.ask(wording.format(place, law))
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("pasal 41 permendagri nomor 22 tahun 2020 tentang tata cara kerja sama daerah", "pks-isi"),
        ("isi pasal 47 PP 28/2018 tentang kerja sama daerah", "pp28-daerah-khusus"),
        ("UU No. 23 Tahun 2014 tentang Pemerintahan Daerah Pasal 365", "uu23-pasal365"),
        ("Article 9 of GR 28/2018 on Regional Cooperation", "ksdd-berakhir"),
    ],
)
def test_the_title_of_the_regulation_asks_for_nothing_more(engine: Engine, question: str, entry: str) -> None:
    reply, _ = engine.ask(question)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        # cites little else
        ("pasal 43 permendagri 22/2020", "naskah-lambang"),
        ("pasal 374 UU 23/2014", "pembinaan-siapa"),
        ("pasal 24 PP 50/2007", "pp50-badan"),
        # is about this regulation, and names others beside it
        ("pasal 1 PP 28/2018", "pp28-definisi-kerja-sama"),
        ("pasal 5 PP 28/2018", "ksdd-pemetaan-forum"),
        # the paragraph, or the whole article rather than another paragraph
        ("pasal 364 ayat (5) UU 23/2014", "ambil-alih-biaya"),
        ("pasal 368 ayat (2) UU 23/2014", "uu23-pasal368"),
        ("pasal 12 ayat (4) permendagri 22/2020", "dprd-45-hari"),
        # a paragraph is told with its article, an article with its chapter
        ("pasal 364 ayat (7) UU 23/2014", "uu23-pasal364"),
        ("pasal 6 ayat (1) permendagri 22/2020", "ksdd-tahap-daftar"),
        ("pasal 19 permendagri 22/2020", "ksdd-perselisihan"),
        ("pasal 30 permendagri 22/2020", "ksdpk-tahapan"),
        ("pasal 33 PP 28/2018", "luar-negeri-tahapan"),
        ("pasal 38 PP 28/2018", "luar-negeri-dprd-selalu"),
        ("pasal 55 permendagri 22/2020", "sinergi-dasar-hukum"),
        # all the articles that are asked for
        ("pasal 29-33 PP 28/2018", "luar-negeri-tahapan"),
        ("pasal 364-367 UU 23/2014", "uu23-peta-363-370"),
        ("articles 46 and 47 of MoHA Regulation 22/2020", "tkksd-apa-itu"),
        # an article with a letter is another one
        ("pasal 292A UU 23/2014", "uu23-perubahan"),
        ("pasal 363A UU 23/2014", None),
        # between articles that are taught, and taught nowhere
        ("pasal 32 permendagri 22/2020", None),
        # what stands there, before what the paper says of it and before what to know of the text
        ("pasal 4 PP 26/2008", None),
        ("pasal 1 PP 26/2008", "potensi5-kawasan-andalan"),
        ("pasal 47 PP 28/2018", "pp28-daerah-khusus"),
    ],
)
def test_of_the_entries_that_cite_a_place_the_one_about_it_answers(
    engine: Engine, question: str, entry: str | None
) -> None:
    reply, _ = engine.ask(question)
    assert (reply.status, reply.entry) == ("answered" if entry else "not_found", entry)


@pytest.mark.parametrize(
    "question",
    [
        "pasal 999 UU 23/2014",
        "pasal 60 PP 28/2018",
        "pasal 45 permendagri 22/2020",
        "article 70 of permendagri 25/2020",
    ],
)
def test_a_place_that_nobody_cites_is_not_answered(engine: Engine, question: str) -> None:
    reply, _ = engine.ask(question)
    assert (reply.status, reply.entry) == ("not_found", None)
    assert "no-article" in [correction.kind for correction in reply.corrections]


@pytest.mark.parametrize("question", ["pasal 12", "apa isi pasal 12 ayat 3", "article 12 paragraph 3"])
def test_an_article_that_several_regulations_have_is_asked_back(engine: Engine, question: str) -> None:
    reply, _ = engine.ask(question)
    cited = [engine.snapshot.card_of(candidate.entry).citations for candidate in reply.candidates]
    assert reply.status == "clarify"
    assert all(any("12" in article_numbers(c.article or "") for c in citations) for citations in cited)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("psl 41", ("luar-negeri-sengketa", "pks-isi")),
        ("pasal 12", ("pp28-bantuan", "dprd-45-hari", "perkotaan-lintas-daerah")),
    ],
)
def test_what_is_asked_back_is_one_entry_of_each_regulation(
    engine: Engine, question: str, entries: tuple[str, ...]
) -> None:
    reply, _ = engine.ask(question)
    assert reply.status == "clarify"
    assert tuple(candidate.entry for candidate in reply.candidates) == entries


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("pasal 6 PP 28/2018", "ayat 2?"), "dprd-kapan-perlu"),
        (("Pasal 14 Permendagri 22/2020", "kalau pasal 12?", "dan ayat 4?"), "dprd-45-hari"),
        (("article 366 of Law 23/2014", "and paragraph 2?"), "ksdpk-isi-kontrak"),
    ],
)
def test_a_paragraph_is_of_the_last_article(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    context = None
    for turn in turns:
        reply, context = engine.ask(turn, context)
    assert reply.entry == entry


def test_the_regulation_of_the_conversation_is_meant(engine: Engine) -> None:
    _, context = engine.ask("Pasal 14 Permendagri 22/2020")
    reply, _ = engine.ask("kalau pasal 12?", context)
    assert ("permendagri-22-2020", "12") in [
        (c.source, c.article) for c in engine.snapshot.card_of(reply.entry or "").citations
    ]


def test_every_phrasing_that_is_a_place_is_answered_from_it(engine: Engine) -> None:
    wrong = []
    for key in engine.vocabulary.places:
        source, articles, *_ = key.split(" ")
        law = engine.snapshot.source(source)
        assert law is not None
        reply, _ = engine.ask(f"pasal {articles.replace(',', ' dan ')} {law.cite.id}")
        citations = [c for entry in reply.entries for c in engine.snapshot.card_of(entry).citations]
        held = {number for c in citations if c.source == source for number in article_numbers(c.article or "")}
        if held.isdisjoint(articles.split(",")):
            wrong.append((key, reply.status, reply.entries))
    assert len(engine.vocabulary.places) > 150
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("pasal 18 sampai 21", ("18", "21")),
        ("Pasal 13–22", ("13", "22")),
        ("articles 23 to 43 of GR 28/2018", ("23", "43")),
        ("pasal 10 ayat 2 dan pasal 11", ("10", "11")),
        ("pasal 7 dan 3 prinsip", ("7",)),
        ("pasal 12 dan 45 hari kerja", ("12",)),
        ("pasal 196 ayat 2 sampai 4", ("196",)),
        ("Pasal 292A dan Pasal 300", ("292A", "300")),
        ("Pasal 292 dan Pasal 292A", ("292", "292A")),
        ("Pasal 7A atau pasal 7", ("7A", "7")),
        ("pasal 14 A", ("14",)),
    ],
)
def test_several_articles_are_read(text: str, articles: tuple[str, ...]) -> None:
    assert read_citations(text).articles == articles


def test_what_more_is_asked_decides_with_the_number(engine: Engine) -> None:
    reply, _ = engine.ask("apakah pasal 12 permendagri 22/2020 memberi batas hari bagi DPRD?")
    assert "dprd" in (reply.entry or "")
    assert "12" in [c.article for c in engine.snapshot.card_of(reply.entry or "").citations]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Tetangga kami menolak mengelola layanan bersama. Kata Pasal 196 ayat 4 UU 32/2004, siapa yang boleh "
         "melaksanakannya?", "uu32-pasal196-ayat4"),
        ("A region would not run the service with those around it. Who may step in under Article 196(4) of Law "
         "32/2004?", "uu32-pasal196-ayat4"),
        ("layanan publik dengan tetangga wajib dikelola bersama, itu Pasal 196 ayat 2 UU 32/2004 ya?",
         "uu32-pasal196-ayat2"),
    ],
)  # fmt: skip
def test_another_paragraph_of_the_article_does_not_answer_however_near_its_words(
    engine: Engine, question: str, entry: str
) -> None:
    assert engine.ask(question)[0].entry == entry


@pytest.mark.parametrize(
    "question", ["Pasal 14 Permendagri 22/2020", "pasal 6 PP 28/2018", "article 363 of Law 23/2014"]
)
def test_no_candidate_is_surer_than_the_answer(engine: Engine, question: str) -> None:
    reply, _ = engine.ask(question)
    sure = [candidate.confidence for candidate in reply.candidates]
    assert sure[0] == reply.confidence == max(sure) <= 1


@pytest.mark.parametrize(
    ("text", "laws", "articles", "parts"),
    [
        ("tujuan menurut UU 2014", ("uu--2014",), (), ()),
        ("undang-undang 1999, 2004, dan 2014", ("uu--1999", "uu--2004", "uu--2014"), (), ()),
        ("UU 1999–2014", ("uu--1999", "uu--2014"), (), ()),
        ("UU 23 tahun 2014", ("uu-23-2014",), (), ()),
        ("all articles of the 2004 act, articles 2004", ("uu--2004",), (), ()),
        ("what the 2004 law said and the 2014 law says", ("uu--2004", "uu--2014"), (), ()),
        ("between the 1999 and the 2004 laws", ("uu--1999", "uu--2004"), (), ()),
        ("the 2018 government regulation", ("pp--2018",), (), ()),
        ("law 23 of 2014 law", ("uu-23-2014",), (), ()),
        ("article 87, 1999", (), ("87",), ()),
        ("they sat at one table. I hoped", (), (), ()),
        ("chapter I of the paper", (), (), ("chapter i",)),
        ("the wrong figure 5582", (), (), ()),
    ],
)
def test_a_year_is_no_number_of_an_article(
    text: str, laws: tuple[str, ...], articles: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    cited = read_citations(text)
    assert tuple("-".join((law.kind, law.number, law.year or "")) for law in cited.laws) == laws
    assert (cited.articles, cited.parts) == (articles, parts)


@pytest.mark.parametrize(
    ("question", "entry", "corrected"),
    [
        # A regulation called by its year, which may be any of it:
        ("tujuan kerja sama menurut kutipan artikel dari UU 2014", "makalah-uu23-tujuan", []),
        ("UU 1999 wewenang Presiden hubungan luar", "luar-negeri-uu-37-1999", []),
        # A wrong number, and an article that leads to another regulation, of which the entry itself speaks:
        ("berita menulis permendagri 20 tahun 2020, itu salah?", "angka-permendagri", []),
        ("apa hubungan pasal 369 dengan PP 28 tahun 2018", "uu23-pasal369", []),
        ("apa isi UU 1998", None, ["no-law"]),
        ("apa isi permendagri 21/2020", None, ["no-law"]),
    ],
)
def test_a_premise_is_false_only_where_nothing_speaks_of_it(
    engine: Engine, question: str, entry: str | None, corrected: list[str]
) -> None:
    reply, _ = engine.ask(question)
    assert (reply.entry, [correction.kind for correction in reply.corrections]) == (entry, corrected)
