"""A command line that is wrong is told so in the language of its user."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from kadguide.cli.main import run
from kadguide.cli.usage import in_words
from kadguide.i18n import LANGUAGES, Catalog


def said(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["kadguide", *arguments])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("class new", "FILE belum disebut."),
        ("class report k", "-o / --output belum disebut."),
        ("class blah", "Tidak ada perintah blah."),
        ("class show k --code", "Tidak ada opsi --code. Mungkin maksudnya: --codes."),
        ("class new k --roster nix.csv", "--roster: nix.csv tidak ada."),
        ("class roster k nix.csv", "LIST: nix.csv tidak ada."),
        ("class new k --roster .", "--roster: . adalah folder"),
        ("class collect k nix", "RESULT…: nix tidak ada."),
        ("class control k blah", "ACT: blah tidak dikenal. Yang ada: open, buka, close"),
        ("class control k", "ACT belum disebut."),
        ("class exam k --minutes 900 --test pre", "--minutes: 900 di luar batas 0<=x<=600."),
        ("class results k --pass abc", "--pass: abc bukan angka."),
        ("class show k x", "Terlalu banyak: x."),
        ("class exam k --quiz", "Di belakang --quiz harus ada isinya."),
        ("class forget k", "Sebutkan satu saja"),
        ("class report k -o x.docx", "Akhiran .docx tidak dikenal"),
        ("sit nix -o nixfolder", "-o / --output: nixfolder tidak ada."),
    ],
)
def test_what_is_wrong_is_said_with_where(
    arguments: str, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = said(arguments.split(), monkeypatch, capsys)
    assert expected in " ".join(told.split()), told
    assert told.startswith(("Pakai: kadguide ", "Keliru: "))
    assert not [word for word in ("Usage", "Error", "Try", "Invalid", "Missing", "does not") if word in told]


def test_english_is_that_of_the_library(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Missing argument 'FILE'" in said(["class", "new", "--lang", "en"], monkeypatch, capsys)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", ["", "Something else.", "Invalid value for 'X': \x1b[2J", "(" * 9000])
def test_what_is_not_known_stays_as_it_is(text: str, lang: str) -> None:
    found = in_words(text, Catalog(lang))
    assert found == text or "X: " in found
    assert click.unstyle(found) == found
