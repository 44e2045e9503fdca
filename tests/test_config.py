"""The settings file: what is damaged is named, and costs nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kadguide.config import (
    CHOICES,
    Settings,
    SettingsProblem,
    load_settings,
    read_settings,
    save_settings,
    without_password,
)


def write(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    path = home / "settings.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    return path


def test_without_a_file_it_is_the_first_start() -> None:
    assert read_settings() == (Settings(), (), True)
    assert save_settings(Settings())
    assert read_settings() == (Settings(), (), False)


def test_what_is_saved_is_read() -> None:
    settings = Settings("en", "kadguide-16", 72, "topics", {"help": "f7"}, class_register="postgresql://u:p@h/d")
    assert save_settings(settings)
    assert load_settings() == settings


@pytest.mark.parametrize("name", CHOICES)
def test_the_usual_value_is_one_of_the_choices(name: str) -> None:
    assert getattr(Settings(), name) in CHOICES[name]
    assert set(CHOICES) == set(Settings._fields) - {"keys", "class_register"}


@pytest.mark.parametrize(
    ("stored", "kind", "name"),
    [
        ('{"language": "fr", "width": 72}', "value", "language"),
        ('{"language": ["id"], "width": 72}', "value", "language"),
        ('{"theme": "pink", "width": 72}', "value", "theme"),
        ('{"theme": null, "width": 72}', "value", "theme"),
        ('{"first_place": "moon", "width": 72}', "value", "first_place"),
        ('{"keys": "f1", "width": 72}', "value", "keys"),
        ('{"keys": {"help": 7}, "width": 72}', "value", "keys.help"),
        ('{"class_register": ["rahasia"], "width": 72}', "value", "class_register"),
        ('{"colour": "red", "width": 72}', "unknown", "colour"),
    ],
)
def test_one_bad_setting_does_not_lose_the_others(sealed: Path, stored: str, kind: str, name: str) -> None:
    write(sealed, stored)
    settings, problems, first = read_settings()
    assert settings == Settings(width=72)
    assert [(problem.kind, problem.name) for problem in problems] == [(kind, name)]
    assert not first
    assert "rahasia" not in str(problems)


def test_what_another_program_changed_is_read_anew(sealed: Path) -> None:
    assert save_settings(Settings("en"))
    assert load_settings().language == "en"
    file = next(sealed.rglob("settings.json"))
    file.write_text(file.read_text(encoding="utf-8").replace('"en"', '"id" '), encoding="utf-8")
    assert load_settings().language == "id"
    assert save_settings(Settings("en"))
    assert load_settings().language == "en"


@pytest.mark.parametrize("width", ["73", "true", '"72"', "72.0", "-1", "1e999"])
def test_a_width_is_one_of_three_whole_numbers(sealed: Path, width: str) -> None:
    write(sealed, f'{{"width": {width}, "language": "en"}}')
    assert load_settings() == Settings("en")


@pytest.mark.parametrize("text", ["", "{", "[]", "\udcff", "[" * 5_000, "null"])
def test_a_file_that_cannot_be_read_is_put_aside_not_overwritten(sealed: Path, text: str) -> None:
    path = write(sealed, text)
    assert read_settings() == (Settings(), (SettingsProblem("unreadable"),), False)
    before = path.read_bytes()
    assert save_settings(Settings("en"))
    assert load_settings() == Settings("en")
    assert (sealed / "settings.json.damaged").read_bytes() == before


def test_what_another_version_wrote_stays(sealed: Path) -> None:
    path = write(sealed, '{"voice": "calm", "language": "en"}')
    assert save_settings(Settings("id"))
    assert json.loads(path.read_text(encoding="utf-8"))["voice"] == "calm"
    assert load_settings().language == "id"


def test_a_folder_that_cannot_be_written_is_told(sealed: Path) -> None:
    sealed.write_text("a file where the folder would be", encoding="utf-8")
    assert read_settings().settings == Settings()
    assert not save_settings(Settings("en"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("kelas.kadkelas", "kelas.kadkelas"),
        ("C:\\kelas\\a@b.kadkelas", "C:\\kelas\\a@b.kadkelas"),
        ("postgresql://server/kelas", "postgresql://server/kelas"),
        ("postgresql://u@server/kelas", "postgresql://u@server/kelas"),
        ("postgresql://u:rahasia@server:5433/kelas", "postgresql://u@server:5433/kelas"),
        ("postgres://u:rahasia@server/kelas?sslmode=require", "postgres://u@server/kelas?sslmode=require"),
        ("postgresql://u:raha@sia@server/kelas", "postgresql://u@server/kelas"),
        ("postgresql://u:raha/sia@server/kelas", "postgresql://u@server/kelas"),
        ("postgresql://u:raha?sia@server/kelas", "postgresql://u@server/kelas"),
        ("postgresql://server/kelas?user=u&password=rahasia", "postgresql://server/kelas?user=u"),
        ("postgresql://server/kelas?pass%77ord=rahasia", "postgresql://server/kelas"),
        ("postgresql://server/kelas?sslpassword=rahasia", "postgresql://server/kelas"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert without_password(address) == shown
