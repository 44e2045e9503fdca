"""The glossary: looking terms up, and finding them in a text."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.glossary import Glossary
from kadguide.browsing.terms import TermFinder
from kadguide.knowledge.model import LANGS, Lang
from tests.hostile import HOSTILE


@pytest.mark.parametrize("lang", LANGS)
def test_all_terms_stand_in_alphabetical_order(engine: Engine, lang: Lang) -> None:
    glossary = Glossary(engine.snapshot, lang)
    assert glossary.find("") == glossary.find("  ") == glossary.terms
    assert len(glossary.terms) == len(engine.snapshot.terms)
    names = [term.term.get(lang).casefold() for term in glossary.terms]
    assert names[0][0] == "a"
    assert [name[0] for name in names] == sorted(name[0] for name in names)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("PKS", "perjanjian-kerja-sama"),
        ("pks", "perjanjian-kerja-sama"),
        ("tkksd", "tkksd"),
        ("kerjasama daerah", "ksd"),
        ("Kerja  Sama Daerah", "ksd"),
        ("KERJASAMA WAJIB", "kerja-sama-wajib"),
        ("third party", "pihak-ketiga"),
        ("hand-shake", "handshake-agreement"),
        ("MoU", "mou"),
        ("eksternal", "eksternalitas-lintas-daerah"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_term_is_found_however_it_is_spelt(engine: Engine, lang: Lang, typed: str, first: str) -> None:
    found = Glossary(engine.snapshot, lang).find(typed)
    assert found[0].id == first


def test_only_the_name_itself_names_a_term(engine: Engine) -> None:
    glossary = Glossary(engine.snapshot, "id")
    for typed, id_ in (("pks", "perjanjian-kerja-sama"), ("ksdpk", "ksdpk"), ("kerjasama", None), ("", None)):
        term = glossary.named(typed)
        assert (term.id if term else None) == id_


def test_odd_texts_are_only_looked_for(engine: Engine) -> None:
    glossary, finder = Glossary(engine.snapshot, "id"), TermFinder(engine.snapshot, "id")
    for text in HOSTILE:
        assert len(glossary.find(text)) <= len(glossary.terms)
        glossary.named(text)
        finder.find(text)


@pytest.mark.parametrize(
    ("lang", "text", "ids"),
    [
        ("id", "Perjanjian kerja sama (PKS) memuat hak.", ["perjanjian-kerja-sama"]),
        ("id", "**kerja sama daerah dengan pihak ketiga** dan bupati", ["ksdpk", "bupati"]),
        ("id", "pihak\nketiga", ["pihak-ketiga"]),
        ("id", "Ada pihak. Ketiga daerah setuju.", []),
        ("id", "sekretariatnya diurus bupatinya", ["bupati"]),
        ("id", "kita pp bersama, pd hari itu", []),
        ("id", "PP itu", ["pp"]),
        ("id", "berbagai masalah dan prospek", []),
        ("en", "third parties and the third party's plan; governors", ["pihak-ketiga", "gubernur"]),
        ("en", "kendala dan bupati", []),
        ("id", "", []),
    ],
)
def test_terms_of_a_text(engine: Engine, lang: Lang, text: str, ids: list[str]) -> None:
    assert [term.id for term in TermFinder(engine.snapshot, lang).find(text)] == ids


@pytest.mark.parametrize("lang", LANGS)
def test_the_entries_hold_terms_to_explain(engine: Engine, lang: Lang) -> None:
    finder = TermFinder(engine.snapshot, lang)
    counts = [len(finder.find(engine.snapshot.entry(id_).body.get(lang))) for id_ in engine.snapshot.position]
    assert sum(count > 0 for count in counts) > 0.9 * len(counts)
    assert max(counts) < 30
