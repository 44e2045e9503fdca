"""A certificate file is compared whole: nothing in it can be changed, covered or added."""

from __future__ import annotations

import base64
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kadguide.answering.engine import Engine
from kadguide.exchange import certificate as written
from kadguide.exchange.certificate import FORMS, Form, certificate_page, certificate_text, examine, make_certificate
from kadguide.exchange.formats import render
from kadguide.exchange.progress import progress_document
from kadguide.i18n import LANGUAGES
from kadguide.knowledge.model import LANGS, Lang
from kadguide.learning.certificate import MARK, Certificate, read_certificate
from kadguide.learning.material import Material
from kadguide.learning.trainer import Trainer
from kadguide.wording import Wording
from tests.exchange.test_learned import learned
from tests.hostile import HOSTILE

each_language = pytest.mark.parametrize("lang", LANGUAGES)
CHANGED = (None, "changed")


def made(engine: Engine, lang: Lang = "id", name: str = "Siti") -> Certificate:
    return make_certificate(learned(), engine.snapshot, Wording(engine.snapshot, lang), name, "0.1")


@each_language
@pytest.mark.parametrize("name", ["Siti", "</p><script>alert(1)</script>", "Siti\n\n- Semua: dikuasai", *HOSTILE[::6]])
def test_honest_copies_are_unchanged(engine: Engine, lang: Lang, name: str) -> None:
    wording, one = Wording(engine.snapshot, lang), made(engine, lang, name)
    assert "\n" not in one.name
    for form in FORMS:
        whole = form(one, wording)
        for copy in (whole, whole.replace("\n", "\r\n"), f"\ufeff{whole}", f"{whole}\n\n", whole.replace("\n", " \n")):
            assert examine(copy, engine.snapshot) == (one, "unchanged")
    page = certificate_page(one, wording)
    assert "<script" not in page
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", page)


CHANGES = [
    (certificate_text, "26 November 2026", "1 Januari 2020"),
    (certificate_text, "Siti\n", "Sita\n"),
    (certificate_page, 'class="name">Siti', 'class="name">Sita'),
    (certificate_text, "\n- ", "\n- Lanjut: dikuasai 26 November 2026\n- "),
    (certificate_page, "<li>", "<li>Lanjut: dikuasai 26 November 2026</li><li>"),
    (certificate_text, "37", "370"),
    (certificate_page, "<body>", "<body>cum laude"),
    (certificate_page, "<body>", "<body><head><style>p { display: none; }</style></head>"),
    (certificate_page, '<p class="small">', '<p class="small" hidden>'),
    (certificate_page, '<p class="small">', '<p class="small" style="color: #fff">'),
    (certificate_page, "<main>", '<main><img alt="cum laude" src="data:,">'),
    (certificate_page, "color: #555", "color: #fff"),
    (certificate_page, "</style>", "main::after { content: 'cum laude'; }</style>"),
    (certificate_page, "</html>", "</html><!-- -->"),
]


@pytest.mark.parametrize(("form", "old", "new"), CHANGES)
def test_whatever_is_seen_or_hidden_was_computed_into_the_code(engine: Engine, form: Form, old: str, new: str) -> None:
    whole = form(made(engine), Wording(engine.snapshot, "id"))
    assert old in whole
    assert examine(whole.replace(old, new), engine.snapshot) == CHANGED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=st.data())
def test_no_sign_can_be_put_in_taken_out_or_replaced(engine: Engine, data: st.DataObject) -> None:
    form, lang = data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from(LANGS))
    whole = form(made(engine, lang), Wording(engine.snapshot, lang))
    place = data.draw(st.sampled_from([place for place, sign in enumerate(whole) if not sign.isspace()]))
    sign = data.draw(st.characters().filter(lambda sign: not sign.isspace() and sign != whole[place]))
    sign = "" if place == 0 and sign == "\ufeff" else sign  # a byte order mark is harmless there
    altered = {
        "put in": whole[:place] + (sign or "x") + whole[place:], "taken out": whole[:place] + whole[place + 1 :],
        "replaced": whole[:place] + (sign or "x") + whole[place + 1 :],
    }  # fmt: skip
    how = data.draw(st.sampled_from(sorted(altered)))
    assert examine(altered[how], engine.snapshot) in (CHANGED, None), how


@each_language
@pytest.mark.parametrize(
    "key", [*(f"learn.certificate_{key}" for key in ("title", "text", "row", "knowledge", "code", "note")), "month.11"]
)
def test_other_words_make_another_layout_and_no_changed_certificate(
    engine: Engine, lang: Lang, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wording, one = Wording(engine.snapshot, lang), made(engine, lang)
    files = [form(one, wording) for form in FORMS]
    section, _, name = key.rpartition(".")
    words = wording.catalog._words._section(section)
    monkeypatch.setitem(words, name, f'"!{words[name][1:]}')
    assert [examine(file, engine.snapshot) for file in files] == [(one, "other_layout")] * 2
    renamed = files[0].replace(one.code, "AAAA-AAAA-AAAA-AAAA")
    assert examine(renamed, engine.snapshot) == CHANGED


def test_other_styles_make_another_layout(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(engine)
    file = certificate_page(one, Wording(engine.snapshot, "id"))
    monkeypatch.setattr(written, "_STYLE", "main { color: #000; }\n")
    assert examine(file, engine.snapshot) == (one, "other_layout")


def test_the_first_certificates_named_no_layout(engine: Engine) -> None:
    first = made(engine)._replace(layout="")
    assert "layout" not in first.canonical()
    file = certificate_text(first, Wording(engine.snapshot, "id"))
    assert examine(file, engine.snapshot) == (first, "other_layout")
    for part in (first.name, first.code, first.modules[0].title):
        assert examine(file.replace(part, "–"), engine.snapshot) == CHANGED


def token(content: str) -> str:
    return MARK + base64.urlsafe_b64encode(content.encode()).decode()


@pytest.mark.parametrize("text", ["", "kadguide", "{}"])
def test_anything_else_is_no_certificate(engine: Engine, text: str) -> None:
    assert examine(text, engine.snapshot) is None


@pytest.mark.parametrize(
    "text", [MARK, token(""), token("{}"), token("null"), token("[" * 100_000), token('{"modules": 3}')]
)
def test_content_that_cannot_be_read_is_a_changed_certificate(engine: Engine, text: str) -> None:
    assert examine(text, engine.snapshot) == CHANGED


@pytest.mark.parametrize(
    ("key", "value"),
    [("name", 3), ("lang", []), ("program", None), ("layout", 1), ("answers", "9"), ("issued_on", "x"), ("more", 1)],
)
def test_content_of_another_kind_is_refused(engine: Engine, key: str, value: object) -> None:
    data = json.loads(made(engine).canonical())
    assert read_certificate(token(json.dumps({**data, key: value}, sort_keys=True, separators=(",", ":")))) is None


@each_language
def test_progress_says_when_the_certificate_can_be_written(engine: Engine, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    ready = wording.catalog("learn.certificate_ready")
    trainer = learned()
    said = []
    for core in (True, False):  # the second module is skipped, which is no mastery; it counts only in the core
        modules = tuple(
            module._replace(core=module.core and (core or module.id == "awal"))
            for module in trainer.material.bank.modules
        )
        other = Trainer(Material(trainer.material.bank._replace(modules=modules)), trainer.journal, trainer.now, "")
        document = progress_document(other, engine.snapshot, wording, trainer.now())
        said.append(ready in render(document, ".md"))
    assert said == [False, True]
