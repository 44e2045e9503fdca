"""The settings in linear text: all that the screen can change, with the same checks and words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kadguide.answering.engine import Engine
from kadguide.config import CHOICES, Settings, load_settings, save_settings, settings_file
from kadguide.exchange.settingtext import SettingText
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.plain.loop import converse
from kadguide.plain.setting import SettingRoom
from kadguide.services import Services
from kadguide.tui import keymap
from tests.hostile import HOSTILE


def said(engine: Engine, *lines: str, lang: Lang = "id") -> str:
    services, out = Services(engine), io.StringIO()
    converse(services, lang, lines, out, prompt=False, more=(SettingRoom(services.keeper, lambda: keymap),))
    return " ".join(out.getvalue().split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_and_every_key_is_shown(engine: Engine, lang: Lang) -> None:
    text = said(engine, "/setelan", "/setelan tombol", lang=lang)
    rows = SettingText(Settings(language=lang), Catalog(lang), keymap)
    for row in (*rows.choice_rows(), *rows.key_rows()):
        assert " ".join(f"{row.label}{f': {row.value}' if row.value else ''}".split()) in text


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_every_setting_can_be_chosen(engine: Engine, name: str, lang: Lang) -> None:
    place = list(CHOICES).index(name) + 1
    for number, value in enumerate(CHOICES[name], start=1):
        spoken = Catalog(lang)(f"settings.{name}_{value}")
        for lines in (
            ("/settings", str(place), str(number)), ("/setelan", str(place), spoken.upper()),
            (f"/setelan {Catalog(lang)(f'settings.{name}')} {spoken}",), (f"/settings {name} {value}",),
        ):  # fmt: skip
            save_settings(Settings())
            said(engine, *lines, lang=lang)
            assert getattr(load_settings(), name) == value
        said(engine, f"/settings {name} usual", lang=lang)
        assert getattr(load_settings(), name) == Settings._field_defaults[name]


def test_the_language_is_spoken_at_once(engine: Engine) -> None:
    text = said(engine, "/setelan bahasa english", "/setelan")
    assert "Language: English" in text
    assert load_settings().language == "en"


def test_consent_counts_at_once(engine: Engine) -> None:
    services = Services(engine)
    lines = ("/setelan keep_gaps ya",)
    converse(services, "id", lines, io.StringIO(), more=(SettingRoom(services.keeper, lambda: keymap),))
    assert services.keeper.consent == "yes"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("/setelan bantuan F9", {"help": "f9"}), ("/settings help ctrl+g", {"help": "ctrl+g"}),
        ("/setelan browse-copy y", {"browse-copy": "y"}), ("/setelan history_back Ctrl+↑", {"history_back": "ctrl+up"}),
    ],
)  # fmt: skip
def test_a_key_is_changed_and_given_back(engine: Engine, typed: str, keys: dict[str, str]) -> None:
    text = said(engine, typed)
    assert load_settings().keys == keys
    assert "saat kadguide dibuka di layar" in text
    said(engine, f"{typed.rpartition(' ')[0]} biasa")
    assert load_settings().keys == {}


def test_a_key_is_chosen_by_number(engine: Engine) -> None:
    said(engine, "/setelan tombol cari di obrolan", "1", "F8")
    assert load_settings().keys == {"look_back_here": "f8"}
    text = said(engine, "/setelan tombol biasa", "/setelan tombol")
    assert load_settings().keys == {}
    assert "(diubah)" not in text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/setelan help F2", "sudah dipakai untuk “Bahasa”"), ("/setelan help ctrl+m", "tidak dapat dibedakan"),
        ("/setelan help x", "diperlukan untuk mengetik"), ("/setelan browse-copy b", "“Mundur (Di layar topik)”"),
        ("/setelan browse-copy Tab", "diperlukan untuk bergerak"), ("/setelan help tombol", "bukan nama tombol"),
        ("/setelan warna merah", "Warna tidak dapat bernilai “merah”"), ("/setelan suara", "Tidak ada setelan “suara”"),
        ("/setelan tombol xyzzy", "Tidak ada tombol dengan “xyzzy”"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_changes(
    engine: Engine, typed: str, expected: str
) -> None:
    assert expected in said(engine, typed)
    assert not Path(settings_file()).exists()


def test_the_class_is_typed_and_its_password_never_shown(engine: Engine) -> None:
    text = said(engine, "/setelan", str(len(CHOICES) + 1), "/srv/kelas/pelatihan.kadkelas", "/setelan")
    assert load_settings().class_register == "/srv/kelas/pelatihan.kadkelas"
    assert "Kelas: pelatihan.kadkelas" in text
    text = said(engine, "/setelan kelas postgresql://a:rahasia@10.0.0.1/k", "/setelan")
    assert "rahasia" not in text
    assert "10.0.0.1/k" in text
    said(engine, "/setelan kelas biasa")
    assert load_settings().class_register == ""


def test_what_is_wrong_in_the_file_is_said_and_what_is_not_known_stays(engine: Engine, sealed: Path) -> None:
    sealed.mkdir()
    stored: dict[str, Any] = {"theme": "pink", "voice": 1, "keys": {"help": "f9", "room": "f8", "copy": "ctrl+z"}}
    (sealed / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    assert SettingRoom(Services(engine).keeper, lambda: keymap).remark(Catalog("en")).count("“") == 6
    text = said(engine, "/setelan", "/setelan menu F10")
    for wrong in ("“voice” tidak dikenal", "“theme” tidak dapat", "“keys.room” tidak dikenal", "“keys.copy” tidak"):
        assert wrong in text
    kept = json.loads((sealed / "settings.json").read_text(encoding="utf-8"))
    assert kept["voice"] == 1
    assert kept["keys"] == {"help": "f9", "room": "f8", "menu": "f10"}


def test_a_folder_that_cannot_be_written_is_said(engine: Engine, sealed: Path) -> None:
    sealed.write_text("no folder", encoding="utf-8")
    assert "tidak dapat disimpan" in said(engine, "/setelan warna terang")


def test_a_question_goes_on_and_hostile_text_harms_nothing(engine: Engine) -> None:
    assert "Tim Koordinasi" in said(engine, "/setelan", "apa itu TKKSD")
    before = load_settings()
    assert said(engine, *(f"/setelan warna {text}" for text in HOSTILE), *(f"/setelan {text}" for text in HOSTILE))
    assert load_settings() == before
