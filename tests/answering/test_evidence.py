"""A question after an amount is answered only by an entry that states one of its kind."""

from __future__ import annotations

import pytest

from kadguide.answering.amounts import asks_amount, states_amount
from kadguide.answering.engine import Engine
from kadguide.answering.evidence import holds_the_fact
from kadguide.answering.question import read_question
from kadguide.answering.records import asks_which_regions, record_asked
from kadguide.config import knowledge_root
from kadguide.knowledge.model import LANGS, Lang
from kadguide.knowledge.reader import read_library


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
        ("berapa orang di sekretariat", "Ada dua tugas di sana.", False),
        ("dibayar berapa kota kami", "Rp379,5 miliar setahun.", True),
        ("hemat berapa persen", "Makalah tidak memberi angka.", True),
        ("cost of building it", "The paper gives no figures.", False),
        ("by how many percentage points did it fall", "From 20 per cent to 15 per cent.", True),
        ("how many of them have ended", "There are five models.", False),
    ],
)
def test_the_kind_of_amount_decides(question: str, answer: str, stated: bool) -> None:
    assert states_amount(question, answer) is stated


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("brp dana hibah untuk kerja sama", True),
        ("anggaran sekretariat bersama tahun ini berapa", True),
        ("Kami punya TPA bersama. Iurannya bagaimana? Gaji petugasnya berapa?", True),
        ("jumlah penduduk kabupaten itu berapa", True),
        ("What is the yearly fee?", True),
        ("costs of building a joint landfill", True),
        ("how much waste did they bring", True),
        ("how many regions have refused since then", True),
        # What the rules or the paper state, and places in them:
        ("biaya kerja sama diatur di pasal berapa", False),
        ("dana kerja sama di ayat berapa", False),
        ("penyiapan anggaran itu tahap ke berapa", False),
        ("sumber dana kerja sama ada berapa", False),
        ("anggaran disiapkan dulu. Tahap berapa itu?", False),
        ("jumlah penduduk naik, model mana yang cocok", False),
        ("which model lets one side pay a yearly fee", False),
        ("who bears the cost of building it", False),
        ("how much time is left after the letter", False),
        ("how many years have to pass", False),
    ],
)
def test_amounts_are_told_from_what_the_rules_state(question: str, amount: bool) -> None:
    assert asks_amount(question) is amount


@pytest.mark.parametrize("lang", LANGS)
def test_no_entry_is_refused_to_a_question_of_its_own(engine: Engine, lang: Lang) -> None:
    records = engine.vocabulary.records
    refused = [
        (entry.id, phrasing)
        for entry in read_library(knowledge_root()).library.entries
        for phrasing in getattr(entry.phrasings, lang)
        if asks_amount(phrasing) or record_asked(phrasing, records) is not None or asks_which_regions(phrasing)
        if not holds_the_fact(
            read_question(phrasing, engine.vocabulary, lang), entry.aspects, entry.body.get(lang), engine.vocabulary
        )
    ]
    assert refused == []


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


def test_what_is_to_be_done_with_a_record_does_not_ask_for_it(engine: Engine) -> None:
    assert read_question("alamat kantor Kartamantul", engine.vocabulary).record
    assert read_question("alamat kantor para pihak dicantumkan di mana", engine.vocabulary).record is None


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("siapa sekretaris TKKSD Kota Palu", "not_found"),
        ("list the sister cities of Bandung", "not_found"),
        ("siapa sekretaris TKKSD", "answered"),
        ("siapa saja anggota Kartamantul Yogyakarta", "answered"),  # The paper's example, so it is known.
        ("berapa honor anggota TKKSD per bulan", "not_found"),
        ("berapa anggota TKKSD", "answered"),
        ("foto penandatanganan PKS air Kuningan dan Cirebon", "not_found"),
        ("alamat kantor sekretariat Kartamantul", "not_found"),
        ("siapa manajer pertama Barlingmascakeb", "not_found"),
        ("sebutkan kabupaten yang pernah mengambil alih kerja sama wajib", "not_found"),
        ("agenda rapat TKKSD apa saja", "answered"),
        ("Which regions have to cooperate?", "answered"),
        ("direktur rumah sakit meneken perjanjian, sahkah", "answered"),
        ("kabupaten apa saja yang sudah bergabung di Kartamantul", "answered"),
    ],
)
def test_a_fact_that_is_not_there_is_refused(engine: Engine, question: str, status: str) -> None:
    reply, _ = engine.ask(question)
    assert reply.status == status
    asks_of_region = bool(read_question(question, engine.vocabulary).region) and status == "not_found"
    assert [c.kind for c in reply.corrections] == (["no-records"] if asks_of_region else [])
