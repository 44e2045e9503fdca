"""From a line to a kind, and what each kind needs."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.guiding.casework import plan, recognise
from kadguide.knowledge.casework import Casework, casework_from
from kadguide.knowledge.snapshot import as_plain
from tests.hostile import HOSTILE

BOTH = "ksdd-wajib ksdd-sukarela"
LINES = [
    ("kab. kami mau bikin PKS sampah dengan kabupaten tetangga", "ksdd-wajib"),
    ("our regency wants an agreement on waste with the neighbouring regency", "ksdd-wajib"),
    ("Kab kami dan tetangga mau kelola SAMPAH bersama kabupaten bersebelahan", "ksdd-wajib"),
    ("PKS dgn kota di pulau lain", "ksdd-sukarela"),
    ("ksdd wajib dengan provinsi", "ksdd-wajib"),
    ("berbagi aplikasi dengan kota lain yang tidak berbatasan", "ksdd-sukarela"),
    ("dengan kota Bogor", BOTH),
    ("pelatihan pegawai dengan kabupaten tetangga", BOTH),
    ("kerja sama dengan PT swasta untuk parkir", "ksdpk"),
    ("kerja sama kabupaten dengan PT X", "ksdpk"),
    ("our city with a private company on parking", "ksdpk"),
    ("kerjasama sama BUMD", "ksdpk"),
    ("MoU dengan yayasan", "ksdpk"),
    ("sister city dengan kota di Jepang", "ksdpl"),
    ("sister city with Kyoto", "ksdpl"),
    ("kota kembar dengan kota Kyoto", "ksdpl"),
    ("dengan LSM asing", "ksdll"),
    ("hibah dari UNICEF", "ksdll"),
    ("with a foundation in Germany", "ksdll"),
    ("dengan Kementerian Kesehatan", "sinergi"),
    ("dengan Kementerian Luar Negeri", "sinergi"),
    ("with the ministry of foreign affairs", "sinergi"),
    ("pengamanan dengan Polres", "sinergi"),
    ("penelitian dengan universitas", "ksdpk sinergi"),
    ("dengan PT A dan kabupaten B", f"{BOTH} ksdpk"),
    ("dengan mitra di Jepang", "ksdpl ksdll"),
    ("with a company from Japan", ""),
    ("apa itu TKKSD", ""),
    ("", ""),
]


@pytest.fixture(name="casework")
def read(engine: Engine) -> Casework:
    return engine.snapshot.casework


@pytest.mark.parametrize(("line", "kinds"), LINES)
def test_a_line_leads_to_its_kinds(casework: Casework, line: str, kinds: str) -> None:
    seen = recognise(line, casework)
    assert [kind.id for kind in seen.kinds] == kinds.split()
    assert (seen.kind is None) == (len(kinds.split()) != 1)


def test_every_reason_is_a_word_of_the_line(casework: Casework) -> None:
    for line, kinds in LINES:
        seen = recognise(line, casework)
        assert all(reason.word.split()[0] in line.casefold() for reason in seen.reasons)
        assert seen.reasons or not kinds


def test_a_practice_is_marked(casework: Casework) -> None:
    (reason,) = recognise("dengan Polres", casework).reasons
    assert reason.sign.basis.practice


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_do_no_harm(casework: Casework, text: str) -> None:
    recognise(text, casework)


def test_every_kind_has_documents_and_steps_in_order(casework: Casework) -> None:
    for kind in casework.kinds:
        steps = plan(casework, kind)
        assert steps.documents
        assert steps.stages
        ids = [item.id for item in steps.items]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("kind", "count"), [("ksdpl", 11), ("ksdll", 11), ("sinergi", 8)])
def test_the_steps_are_the_stages_of_the_rules(casework: Casework, kind: str, count: int) -> None:
    found = casework.kind(kind)
    assert found is not None
    assert len(plan(casework, found).stages) == count


def test_reminders_of_the_law_are_for_their_kinds_only(casework: Casework) -> None:
    for kind in casework.kinds:
        notice = "perpanjangan-luar-negeri" in {reminder.id for reminder in plan(casework, kind).reminders}
        assert notice == kind.abroad


def test_nothing_is_lost_in_the_snapshot(casework: Casework) -> None:
    assert casework_from(as_plain(casework)) == casework
