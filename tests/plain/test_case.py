"""The cases in linear text, as they are typed."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.plain.case import Casebook
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(name="services")
def make(engine: Engine) -> Services:
    return Services(engine, lambda: NOW)


def heard(services: Services, *lines: str) -> str:
    out = io.StringIO()
    converse(services, "id", lines, out, prompt=False)
    return out.getvalue()


def test_a_line_gives_kind_why_documents_and_steps(services: Services) -> None:
    text = heard(services, "/kasus kerja sama dengan PT swasta untuk parkir")
    assert "KSDPK: Kerja sama dengan pihak ketiga" in text
    assert "“swasta”: badan usaha: pihak ketiga (PP 28/2018 Pasal 14)" in text
    assert "1. [ ] Studi kelayakan. Permendagri 22/2020 Pasal 27." in text
    assert "diam 45 hari" in text
    assert len(services.cases.cases()) == 1


def test_the_same_in_english(services: Services) -> None:
    text = heard(services, "/en", "/case sister city with Kyoto", "tick 1", "start 3 1 May 2027", "end 31/12/2030")
    assert "KSDPL: Cooperation with a local government abroad" in text
    assert "Ticked: Letter of intent (LoI)." in text
    assert "There is no number" not in text
    assert "30 June 2030: Notice of extension is due" in text


def test_a_step_is_ticked_dated_and_read(services: Services) -> None:
    text = heard(
        services, "/kasus dengan kota di pulau lain", "centang 8", "mulai 8 25/11/2026", "mulai 25 Desember 2026",
        "berakhir 31/12/2030", "baca 1", "8", "centang 99", "centang x",
    )  # fmt: skip
    assert "Dicentang: Penawaran. 1 dari 17 selesai." in text
    assert "Penawaran: mulai 25 November 2026, sampai 25 Desember 2026." in text
    assert "Permintaan kedua: mulai 25 Desember 2026, sampai 9 Januari 2027." in text
    assert "2 Oktober 2030: 90 hari lagi berakhir (praktik" in text
    assert "Isi KAK" in text
    assert "Tahap 2 KSDD: penawaran" in text
    assert "Tidak ada nomor 99." in text
    (case,) = services.cases.cases()
    assert case.ticked == ("ksdd-penawaran",)
    page = " ".join(heard(services, "/kasus", "1").split())
    assert "Semua hari dihitung; hari libur nasional tidak dikeluarkan." in page
    assert "libur nasional tidak dihitung" not in page


def test_an_unclear_line_is_asked_about(services: Services) -> None:
    text = heard(services, "/kasus dengan kota Bogor", "centang 1", "9", "2", "jenis", "3")
    assert "Lebih dari satu jenis cocok: KSDD wajib dan KSDD sukarela." in text
    assert "“centang 1” tidak dikenal di sini." in text
    assert "Tidak ada nomor 9." in text
    assert "Anda memilihnya sendiri." in text
    assert services.cases.cases()[0].kind == "ksdpk"


@pytest.mark.parametrize(
    ("typed", "said"), [("mulai besok", "bukan tanggal"), ("berakhir 31/2/2026", "tidak ada. Tulis")]
)
def test_a_bad_day_is_said_clearly(services: Services, typed: str, said: str) -> None:
    assert said in heard(services, "/kasus dengan PT X", typed)


def test_kept_cases_are_listed_opened_and_deleted(services: Services) -> None:
    assert "Belum ada kasus" in heard(services, "/kasus")
    heard(services, "/kasus dengan PT X", "/kasus dengan kementerian")
    text = heard(services, "/kasus", "1", "hapus", "tidak", "hapus", "ya", "/kasus")
    assert "1. dengan kementerian · Sinergi · 0 dari 10 selesai" in text
    assert "Kasus tidak dihapus." in text
    assert "Kasus dihapus." in text
    assert [case.title for case in services.cases.cases()] == ["dengan PT X"]


def test_closing_goes_back_to_questions(services: Services) -> None:
    text = heard(services, "/kasus dengan PT X", "apa itu TKKSD", "tutup", "apa itu TKKSD")
    assert "“apa itu TKKSD” tidak dikenal di sini." in text
    assert "TKKSD: tim apa" in text


def test_a_case_is_saved(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = heard(services, "/kasus dengan PT X", "/simpan kasus.ics", "/simpan kasus.html")
    assert "belum ada tanggal" in text
    heard(services, "/kasus", "1", "berakhir 31/12/2030", "/simpan kasus.ics")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["kasus.html", "kasus.ics"]


def test_other_lines_are_left_alone(services: Services) -> None:
    book = Casebook(services)
    assert all(book.tell(line, "id") is None for line in ("kasus", "/kasusnya", "/", "apa itu kasus"))


def test_hostile_lines_are_only_text(services: Services) -> None:
    for text in HOSTILE:
        said = heard(services, f"/kasus {text}", text, f"mulai {text}", f"centang {text}", f"berakhir {text}", "1")
        assert "\x1b" not in said
