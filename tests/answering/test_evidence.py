"""A question after an amount is answered only by an entry that states one of its kind."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.evidence import states_amount
from kadguide.answering.question import read_question


@pytest.mark.parametrize(
    ("question", "answer", "stated"),
    [
        ("Berapa daerah yang menolak?", "Sebagian daerah menolak.", False),
        ("Berapa daerah yang menolak?", "Tiga daerah menolak.", True),
        ("berapa kabupaten ikut", "Lima dari enam kabupaten ikut.", True),
        ("how many regions have refused", "Some regions refused; there are 2 laws.", False),
        ("how many regions have refused", "In all 12 of the regions refused.", True),
        ("brp dana hibah untuk kerja sama", "Hibah diatur PP 2/2012.", False),
        ("berapa biaya untuk sekretariat", "Biayanya Rp 25 juta setahun.", True),
        ("how much did they spend", "They spent 4 billion a year.", True),
        ("rata-rata lamanya", "Lamanya 5 tahun.", True),
        ("gaji tenaga profesional di sekretariat bersama brp", "Ada 3 tenaga profesional.", False),
        ("monthly pay of a member", "The team has 12 members.", False),
    ],
)
def test_the_kind_of_amount_decides(question: str, answer: str, stated: bool) -> None:
    assert states_amount(question, answer) is stated


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("siapa sekretaris TKKSD Kota Palu", "palu"),
        ("daftar mitra KSDPK Kabupaten Sleman", "sleman"),
        ("who is the head of cooperation in West Java", "west java"),
        ("list the sister cities of Bandung", "bandung"),
        ("jumlah perjanjian di Kalimantan Timur", "kalimantan timur"),
        # Rules, and cases that name a region before they ask for one:
        ("siapa yang menandatangani PKS di Kota Palu", ""),
        ("Kota Palu mau kerja sama dengan kota di Jepang, siapa yang menyetujui", ""),
        ("daftar dokumen yang harus disiapkan Kota Palu", ""),
        ("siapa saja anggota TKKSD", ""),
        ("apakah Bandung dan Sumedang wajib bekerja sama", ""),
    ],
)
def test_records_of_a_region_are_told_from_rules(engine: Engine, question: str, region: str) -> None:
    assert read_question(question, engine.vocabulary).region == region


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("siapa sekretaris TKKSD Kota Palu", "not_found"),
        ("list the sister cities of Bandung", "not_found"),
        ("siapa sekretaris TKKSD", "answered"),
        ("siapa saja anggota Kartamantul Yogyakarta", "answered"),  # The paper's example, so it is known.
        ("berapa honor anggota TKKSD per bulan", "not_found"),
        ("berapa anggota TKKSD", "answered"),
    ],
)
def test_a_fact_that_is_not_there_is_refused(engine: Engine, question: str, status: str) -> None:
    reply, _ = engine.ask(question)
    assert reply.status == status
    asks_of_region = bool(read_question(question, engine.vocabulary).region) and status == "not_found"
    assert [c.kind for c in reply.corrections] == (["no-records"] if asks_of_region else [])
