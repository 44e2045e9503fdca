"""Turns that are asked of what was talked about: its kind, its list, its case; further ones than the last answer."""

from __future__ import annotations

import pytest

from kadguide.answering.dialogue import Context
from kadguide.answering.engine import Engine
from kadguide.answering.reply import Reply


def last(engine: Engine, *turns: str) -> tuple[Reply, Context]:
    """The reply to the last of ``turns``, and the context after it."""
    context: Context | None = None
    for turn in turns:
        reply, context = engine.ask(turn, context)
    assert context is not None
    return reply, context


@pytest.mark.parametrize(
    ("turns", "matter"),
    [
        (("apa itu KSDPK?", "pakai dokumen apa?"), "ksdpk"),
        (("may a ministry be a partner?", "which documents are used?"), "sinergi"),
        (("apa itu sinergi?", "siapa penulis makalah ini?"), None),
        (("apa itu handshake agreement?",), None),
        (("apa itu sinergi?", "kalau sister city?"), "ksdpl"),
    ],
)
def test_the_kind_that_is_talked_about_stays(engine: Engine, turns: tuple[str, ...], matter: str | None) -> None:
    assert last(engine, *turns)[1].matter == matter


@pytest.mark.parametrize(
    ("turns", "points"),
    [
        (("tahap kedua KSDPK apa?", "lanjut?", "terus?"), (2, 3, 4)),
        (("what is the fourth step of sinergi?", "the previous one"), (4, 3)),
        (("apa tugas TKKSD", "yang kelima?", "berikutnya?"), (0, 5, 6)),
    ],
)
def test_after_a_counted_point_comes_the_next_one(
    engine: Engine, turns: tuple[str, ...], points: tuple[int, ...]
) -> None:
    context: Context | None = None
    shown = []
    for turn in turns:
        reply, context = engine.ask(turn, context)
        shown.append(reply.point)
    assert tuple(shown) == points


@pytest.mark.parametrize(
    ("first", "turn"), [("what is fee for service?", "weakness?"), ("who chairs the TKKSD?", "PKS?")]
)
def test_a_turn_that_tells_no_language_is_answered_in_that_of_the_conversation(
    engine: Engine, first: str, turn: str
) -> None:
    assert last(engine, first, turn)[0].lang == "en"


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("what does article 364 say?", "and 365?", "the next one?"), "uu23-pasal366"),
        (("apa isi pasal 367 UU 23/2014?", "kalau yang sebelumnya?"), "uu23-pasal366"),
        (("asas kerja sama di PP 50/2007 apa saja?", "di PP 28/2018?"), "pp50-prinsip"),
        (("siapa penulis makalahnya?", "kesimpulannya?"), "kesimpulan-ringkas"),
        (("apa itu fee for service?", "kesimpulannya?"), "fee-for-service-definisi"),
        (("who is the author of the paper?", "where does the author work?"), "makalah-penulis"),
        (("jenis kerja sama daerah apa saja?", "yang dengan perusahaan yang mana?"), "ksdpk-definisi"),
        (("siapa yang memutus sengketa dua kabupaten satu provinsi?", "jika beda provinsi?"), "perselisihan-siapa"),
        (("who pays for cooperation?", "and with a ministry?"), "sinergi-biaya"),
        (("apa itu KAK?", "lalu?"), "ksdd-tahap-penawaran"),
        (("apa saja prinsip menurut makalah", "nomor empat apa", "terus nomor tujuh?"), "prinsip-kepentingan-nasional"),
        (("what is a PKS?", "is it compulsory?"), "pks-wajib"),
        (("apa itu PKS?", "itu mesti ada?"), "pks-wajib"),
        (("who wrote the paper?", "what does she suggest?"), "saran-daftar"),
        (("what obstacles are there in the paper?", "what potentials does she see?"), "potensi-daftar"),
        (("TKKSD rapat berapa kali?", "itu tertulis di mana?"), "tkksd-rapat"),
        (("what is the cooperation secretariat?", "what does it do?"), "sks-tugas"),
        # a regulation that is no longer in force goes on to be meant
        (
            ("UU 22/1999 mengatur apa soal kerja sama?", "pasal berapa?", "dengan luar negeri bagaimana?"),
            "uu22-pasal88",
        ),
        # what is surely known by itself asks of nothing that was said
        (
            ("siapa yang tanda tangan kesepakatan bersama?", "kalau penawarannya didiamkan?"),
            "penawaran-tidak-dijawab",
        ),
    ],
)
def test_a_later_turn_leans_on_what_was_talked_about(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    reply, _ = last(engine, *turns)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("UU 32/2004 masih berlaku?", "kalau yang sekarang?"),
        ("what does Law 22/1999 regulate?", "and the current one?"),
    ],
)
def test_the_present_is_the_law_in_force(engine: Engine, first: str, turn: str) -> None:
    reply, _ = last(engine, first, turn)
    assert reply.entry is not None
    assert engine.snapshot.card_of(reply.entry).subject == "uu-23-2014"


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("what is the TKKSD?", "is it compulsory?"),
        ("siapa yang membiayai kerja sama daerah?", "kalau swasta?"),
    ],
)
def test_what_tells_something_else_is_no_answer(engine: Engine, first: str, turn: str) -> None:
    assert last(engine, first, turn)[0].status != "answered"


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("rencana sudah disetujui DPRD, berikutnya apa?", "ksdd-tahap-penyusunan-pks"),
        ("the PKS has been signed, what now?", "ksdd-tahap-pelaksanaan"),
        ("LoI sudah diteken, habis itu apa?", "luar-negeri-rencana"),
    ],
)
def test_after_a_stage_that_is_done_comes_the_next_one(engine: Engine, said: str, entry: str) -> None:
    assert engine.ask(said)[0].entry == entry


@pytest.mark.parametrize(
    "question", ["Kapan Sragen dan Ngawi wajib bekerja sama?", "when must Depok and Bogor cooperate?"]
)
def test_what_two_regions_must_do_is_asked_of_the_rule(engine: Engine, question: str) -> None:
    reply, _ = engine.ask(question)
    assert reply.entry is not None
    assert engine.snapshot.card_of(reply.entry).topic != "lembaga"


def test_candidates_stand_by_their_confidence(engine: Engine) -> None:
    for turns in (("apa itu sinergi?", "tahap berapa?"), ("apa itu KSDPL?", "objeknya apa saja?")):
        found = [candidate.confidence for candidate in last(engine, *turns)[0].candidates]
        assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        # stages and councils are those of the kind that is talked about
        (("apa itu KSDPK?", "tahapannya berapa?"), "ksdpk-tahapan"),
        (("Permendagri 25/2020 mengatur apa?", "tahapannya berapa?"), "luar-negeri-tahapan"),
        (
            ("mau kerja sama dengan kota di Jepang, gimana caranya?", "perlu persetujuan dewan?"),
            "luar-negeri-dprd-selalu",
        ),
        # a conclusion is drawn from the last answer, though it names what all is about
        (("apa itu sinergi?", "berarti bukan kerja sama daerah?"), "sinergi-bukan-ksd"),
        # only the case is another one
        (("siapa yang memutus sengketa dua kabupaten satu provinsi?", "terus lintas provinsi?"), "perselisihan-siapa"),
        # another thing of the same topic is asked for
        (("siapa yang menyusun studi kelayakan?", "isi kontraknya minimal apa?"), "ksdpk-isi-kontrak"),
        (("what must a PKS contain?", "and the joint agreement?"), "kb-isi"),
        (("apa itu joint agreements?", "jeleknya apa?"), "joint-agreements-kelemahan"),
        (("what is handshake agreement?", "what's wrong with it?"), "handshake-kelemahan"),
        (("beda handshake dan regional bodies", "mana yang lebih baik?"), "model-memilih"),
        (("apa beda kesepakatan bersama dan PKS?", "yang satunya?"), "pks-apa-itu"),
        (("what is sinergi?", "how is it different from KSDD?"), "praktik-ksdd-vs-sinergi"),
        # what is done leads to the next stage, and a revoked regulation to the one that took its place
        (("berapa lama DPRD menjawab?", "kalau setuju?"), "ksdd-tahap-penyusunan-pks"),
        (("UU 32/2004 mengatur apa?", "gantinya apa?"), "status-uu-32-2004"),
        (("jelaskan UU 32/2004", "terus yang tahun 99 gimana?"), "status-uu-22-1999"),
        (("apa isi pasal 370 UU 23/2014?", "pasal sebelumnya?"), "uu23-pasal369"),
        (("apa tahapan KSDD?", "tahap ketiga?", "sesudah itu?"), "ksdd-tahap-tanda-tangan-kb"),
    ],
)
def test_a_short_turn_is_asked_of_the_matter_at_hand(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    reply, _ = last(engine, *turns)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how long may the joint agreement last?", "kb-jangka-waktu"),
        ("who signs the joint agreement?", "ksdd-tahap-tanda-tangan-kb"),
        ("what must the joint agreement contain?", "kb-isi"),
        ("who has control in a joint agreement?", "joint-agreements-kendali"),
        ("what is the weakness of joint agreements?", "joint-agreements-kelemahan"),
        ("what is a joint agreement?", "joint-agreements-definisi"),
        ("how many stages did Permendagri 22/2009 have?", "status-permendagri-22-2009"),
    ],
)
def test_a_name_of_two_things_means_the_one_of_which_that_is_asked(engine: Engine, question: str, entry: str) -> None:
    assert last(engine, question)[0].entry == entry


def test_what_was_only_offered_does_not_become_the_matter(engine: Engine) -> None:
    _, context = last(engine, "apa itu kesepakatan bersama?")
    reply, after = engine.ask("does it bind?", context)
    assert reply.status == "clarify"
    assert after.entry == context.entry


@pytest.mark.parametrize(
    ("turns", "entry", "focus"),
    [
        (("siapa yang memutus sengketa antarprovinsi?", "putusannya final?", "pasal berapa di UU 23/2014?"),
         "perselisihan-final", "sources"),
        (("Is the decision on a dispute final?", "Which article is that in Law 23/2014?"),
         "perselisihan-final", "sources"),
        # What the last answer does not rest on is looked for by itself:
        (("apa itu handshake agreement?", "pasal berapa di UU 23/2014?"), "uu23-peta-363-370", None),
        # A conclusion of all cooperation is not answered by one model, and a question behind “jadi” asks by itself:
        (("apa itu handshake agreement?", "jadi kerja sama daerah tidak perlu dokumen?"), "dokumen-daftar", None),
        (("Apa isi UU 22/1999 tentang kerja sama?", "Jadi siapa yang menyelesaikan sengketa antarprovinsi?"),
         "perselisihan-siapa", None),
        (("Apa itu KSDPL?", "perlu persetujuan dewan?"), "luar-negeri-dprd-selalu", None),
        (("Kapan perlu persetujuan DPRD?", "kalau ditolak?"), "dprd-menolak", None),
        (("What are the five models?", "who signs Joint Agreements?"), "model-hukum-joint-agreements", None),
    ],
)  # fmt: skip
def test_a_turn_is_of_the_last_answer_only_where_that_can_be(
    engine: Engine, turns: tuple[str, ...], entry: str, focus: str | None
) -> None:
    reply, _ = last(engine, *turns)
    assert (reply.entry, reply.focus) == (entry, focus)
