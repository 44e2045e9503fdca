"""Transcripts: every format says the same, keeps sources and status, and stays harmless whatever was asked."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kadguide.answering.engine import Engine
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.saving import SavingError, save, save_and_say, wanted_path
from kadguide.exchange.transcript import Exchange, transcript
from kadguide.knowledge.model import Lang
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
QUESTIONS = ("PP 50/2007 masih berlaku nggak?", "resep rendang padang", "bandingkan handshake dengan fee for service")


def talk(engine: Engine, *questions: str, lang: Lang = "id") -> Document:
    exchanges = []
    for question in questions:
        reply, _ = engine.ask(question, usual=lang)
        exchanges.append(Exchange(question, reply, reply.lang, NOW))
    return transcript(exchanges, engine.snapshot, lang, NOW)


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [f"{name}={value}" for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_questions_sources_status_and_day(engine: Engine, suffix: str) -> None:
    text = render(talk(engine, *QUESTIONS), suffix)
    for question in QUESTIONS:
        assert question in text
    assert "PP 28/2018" in text
    assert "dicabut" in text
    assert ("2026-11-23" if suffix == ".json" else "diperiksa 23 November 2026") in text


def test_plain_text_has_no_marks(engine: Engine) -> None:
    text = render(talk(engine, *QUESTIONS), ".txt")
    assert "**" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_words_follow_the_language(engine: Engine) -> None:
    text = render(talk(engine, "who signs a PKS?", lang="en"), ".md")
    assert text.startswith("# kadguide conversation\n")
    assert "Sources:" in text
    assert "Sumber" not in text


def test_json_is_data_with_versions(engine: Engine) -> None:
    data = json.loads(render(talk(engine, *QUESTIONS), ".json"))
    assert data["schema"] == 1
    assert re.fullmatch(r"\d+\.\d+.*", data["kadguide"])
    assert data["knowledge_checked_on"] == "2026-11-23"
    assert [turn["question"] for turn in data["turns"]] == list(QUESTIONS)
    assert data["turns"][0]["asked_at"] == "2026-11-24T09:05:00+00:00"
    assert set(data["turns"][0]["sources"][0]) == {"id", "cite", "status", "status_words", "checked_on"}
    assert data["turns"][1]["status"] == "not_found"
    assert data["turns"][1]["sources"] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_questions_stay_text(engine: Engine, suffix: str) -> None:
    texts = (*HOSTILE, "</h2><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)")
    text = render(talk(engine, *texts), suffix)
    text.encode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufeff]", text)
    if suffix == ".json":
        assert len(json.loads(text)["turns"]) == len(texts)
    if suffix in (".html", ".md"):
        page = Page(text if suffix == ".html" else MarkdownIt("commonmark").render(text))
        assert not {"script", "img", "iframe", "link", "a", "object"} & set(page.tags)
        assert not [value for value in page.values if value.startswith("on")]
        assert page.tags.count("h2") == len(texts)
        assert "<script>alert(1)</script>" in page.text


def test_a_page_prints_from_one_file(engine: Engine) -> None:
    text = render(talk(engine, *QUESTIONS), ".html")
    page = Page(text)
    assert "@media print" in text
    assert "table" in page.tags
    assert not [value for value in page.values if value.startswith(("src=", "href="))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "kadguide-2026-11-24-0905.md"),
        (".html", "kadguide-2026-11-24-0905.html"),
        ("rapat", "rapat.md"),
        ("rapat.HTML", "rapat.HTML"),
        ("  catatan rapat senin.txt ", "catatan rapat senin.txt"),
        ('"catatan rapat.json"', "catatan rapat.json"),
        ("rapat 24.11", "rapat 24.11.md"),
        ("catatan–é–日本.md", "catatan–é–日本.md"),
        ("arsip", "arsip/kadguide-2026-11-24-0905.md"),
        ("arsip/rapat.txt", "arsip/rapat.txt"),
        ("ra\x1b[31mpat\u202e.md", "ra pat .md"),
    ],
)
def test_names_become_paths(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    (tmp_path / "arsip").mkdir()
    monkeypatch.chdir(tmp_path)
    path = save(talk(engine, "apa itu TKKSD"), name)
    assert path == tmp_path / expected
    assert "TKKSD" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("tidak-ada/rapat.md", "no_folder"),
        ("tidak-ada/", "no_folder"),
        ("rapat.docx", "no_format"),
        ("berkas.md/rapat.md", "no_folder"),
        ("x" * 300, "not_written"),
        ("~tidak-ada-orangnya/rapat.md", "no_folder"),
    ],
)
def test_what_cannot_be_saved_is_said(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "berkas.md").write_text("milik orang", encoding="utf-8")
    document = talk(engine, "apa itu TKKSD")
    with pytest.raises(SavingError) as caught:
        save(document, name)
    assert caught.value.key == key
    said = save_and_say(document, name)
    assert said.startswith("Tidak disimpan: ")
    assert "{" not in said
    assert "Errno" not in said
    assert "too long" not in said
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["berkas.md"]


def test_no_file_is_overwritten(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rapat.md").write_text("milik orang", encoding="utf-8")
    document = talk(engine, "apa itu TKKSD")
    names = [save(document, "rapat").name for _ in range(2)]
    assert names == ["rapat-2.md", "rapat-3.md"]
    assert (tmp_path / "rapat.md").read_text(encoding="utf-8") == "milik orang"


def test_a_folder_outside_is_reached_by_its_path(engine: Engine, tmp_path: Path) -> None:
    assert wanted_path(str(tmp_path / "rapat.md"), NOW) == tmp_path / "rapat.md"


def test_the_linear_chat_saves_too(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    lines = ["/simpan", "apa itu TKKSD", "resep rendang", "/simpan rapat kecil.json", "/baru", "/save"]
    converse(Services(engine), "id", lines, out, prompt=False)
    assert out.getvalue().count("Belum ada percakapan") == 2
    assert f"Disimpan di {tmp_path / 'rapat kecil.json'}" in out.getvalue()
    data = json.loads((tmp_path / "rapat kecil.json").read_text(encoding="utf-8"))
    assert [turn["question"] for turn in data["turns"]] == ["apa itu TKKSD", "resep rendang"]
