"""What a refusal says: which kind of thing is asked for that no material holds, and whom to ask instead."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.reply import REFUSALS
from kadguide.knowledge.model import Lang
from kadguide.linear import reply_text
from kadguide.wording import Wording


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("PKS pasar kami dengan Garut sudah diteken belum", "own"),
        ("sampai tahap apa draf kami di provinsi? sampai di mana draf PKS kami", "own"),
        ("has our draft been approved yet", "own"),
        ("apakah jumlah kerja sama bakal naik", "future"),
        ("will the regulation be replaced next year", "future"),
        ("do you like joint authorities", "opinion"),
        ("menurut kamu bupati kami layak dipercaya", "opinion"),
        ("bagaimana kerja sama antarkota di Belanda", "abroad"),
        ("how do Swedish municipalities share a fire brigade", "abroad"),
        ("tolong buatkan surat undangan rapat TKKSD", "work"),
        ("could you review our agreement", "work"),
        ("minta file PKS format word", "files"),
        ("formulir permohonan ke DPRD bisa diunduh di mana", "files"),
        ("is there a blank form for the offer", "files"),
        ("bagaimana caranya jadi kepala biro kerja sama", "office"),
        ("how can I become secretary of the region", "office"),
        ("berapa tunjangan anggota tim koordinasi", "office"),
        ("who signed the contract between Medan and Binjai", "deal"),
        ("kapan kerja sama Jember dengan Lumajang diteken", "deal"),
        ("who signed the deal between Brebes and Tegal", "deal"),
        ("foto penandatanganan kerja sama", "records"),
        ("berapa persen daerah yang punya TKKSD", "records"),
        ("siapa gubernur Bali sekarang", "records"),
        ("berapa bulan sekretariat Kartamantul dipimpin Sleman", "times"),
    ],
)
def test_a_refusal_names_its_kind(engine: Engine, question: str, kind: str) -> None:
    reply, _ = engine.ask(question)
    assert (reply.status, reply.refusal) == ("not_found", kind)


@pytest.mark.parametrize(
    "question",
    [
        "siapa yang menandatangani PKS antar daerah",
        "how much does Jakarta pay Bekasi for Bantargebang",
        "siapa yang menandatangani kerja sama Kota Cirebon dengan Kuningan",
        "apa isi naskah PKS",
        "siapa kepala daerah yang menandatangani kesepakatan bersama",
        "apakah boleh bekerja sama dengan kota di Belanda",
        "di mana mengunduh peraturan resmi",
        "which model does the paper like best",
        "berapa hari mitra harus menjawab surat penawaran",
        "how many years may an agreement last",
    ],
)
def test_what_is_told_has_no_refusal(engine: Engine, question: str) -> None:
    assert engine.ask(question)[0].refusal is None


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("kind", REFUSALS)
def test_each_kind_has_words_of_its_own(engine: Engine, kind: str, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    reply = engine.ask("has our draft been approved yet", lang=lang)[0]._replace(refusal=kind)
    general = reply._replace(refusal=None)
    assert wording.refusal(reply) != wording.refusal(general)
    assert wording.whom(reply) != wording.whom(general)
    text = reply_text(reply, wording)
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "\n1. " in text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_of_a_region_without_records_is_said_once_whom_to_ask(engine: Engine, lang: Lang) -> None:
    reply = engine.ask("who chairs the TKKSD in DKI Jakarta now?", lang=lang)[0]
    text = reply_text(reply, Wording(engine.snapshot, lang))
    assert (reply.status, text.count("DKI Jakarta")) == ("not_found", 2)
    assert text.count("TKKSD") == sum(
        Wording(engine.snapshot, lang).title(c.entry).count("TKKSD") for c in reply.candidates
    )


def test_no_part_of_a_refusal_is_empty(engine: Engine) -> None:
    reply = engine.ask("who chairs the TKKSD in DKI Jakarta now?", lang="en")[0]
    for candidates in (reply.candidates, ()):
        text = reply_text(reply._replace(candidates=candidates), Wording(engine.snapshot, "en"))
        assert "\n\n\n" not in text


def test_a_refusal_without_anything_near_promises_nothing(engine: Engine) -> None:
    reply = engine.ask("has our draft been approved yet")[0]._replace(candidates=())
    assert not Wording(engine.snapshot, "en").refusal(reply).endswith(":")
