"""Turns that lean on the last one: pronouns, positions, steering."""

from __future__ import annotations

import pytest

from kadguide.answering.dialogue import Context
from kadguide.answering.engine import Engine
from kadguide.answering.question import read_question
from kadguide.answering.reply import Reply
from kadguide.answering.shifting import turned_to
from kadguide.wording import Wording

HANDSHAKE, MODELS, PRINCIPLES, DUTIES, DIFFERENCE = (
    "apa itu handshake agreement",
    "apa saja lima model kerja sama",
    "sebutkan sepuluh prinsip",
    "apa tugas TKKSD",
    "beda joint agreements dan joint authorities apa",
)


def last(engine: Engine, *turns: str) -> Reply:
    """The reply to the last of ``turns``."""
    context: Context | None = None
    for turn in turns:
        reply, context = engine.ask(turn, context)
    return reply


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        ((HANDSHAKE, "kelemahannya?"), "handshake-kelemahan"),
        ((HANDSHAKE, "terus?"), "fee-for-service-definisi"),
        ((HANDSHAKE, "what's next, go on"), "fee-for-service-definisi"),
        ((HANDSHAKE, "yang terakhir"), "regional-bodies-definisi"),
        ((HANDSHAKE, "itu nomor berapa?"), "model-daftar"),
        ((MODELS, "yang kedua?"), "fee-for-service-definisi"),
        ((HANDSHAKE, "modelnya apa saja?"), "model-daftar"),
        ((HANDSHAKE, "what are the models?"), "model-daftar"),
        (("Pasal 364 UU 23/2014 isinya apa", "kalau 363?"), "uu23-pasal363"),
        ((PRINCIPLES, "10"), "prinsip-kepastian-hukum"),
        ((HANDSHAKE, "benarkah itu?"), "model-hukum-handshake"),
        (("which model is used most, says the paper", "is that actually true?"), "koreksi-model-terbanyak"),
        (("apa itu fee for service", "yang sebelumnya"), "handshake-definisi"),
        (("jelaskan UU 32/2004", "and the one before?"), "uu22-isi"),
        (("UU apa saja yang pernah mengatur kerja sama antardaerah?", "yang tahun 1999 isinya apa"), "uu22-isi"),
        ((DIFFERENCE, "kelemahan yang pertama?", "yang satunya?"), "joint-authorities-kelemahan"),
        (("catatan kaki kedua belas",), "pustaka-goni"),
        ((MODELS, "yang pertama", "sebelumnya"), "model-daftar"),
        ((MODELS, "selanjutnya"), "handshake-definisi"),
        (("Berapa hari DPRD memberi persetujuan?",), "dprd-tenggat"),
        (("berapa hari DPRD memberi persetujuan menurut PP 50/2007?",), "pp50-dprd"),
        (("what are the obstacles in the paper?",), "kendala-daftar"),
        (("tahapan KSDD menurut Permendagri 22/2020 apa saja",), "ksdd-tahap-daftar"),
        (("ada berapa prinsip kerja sama", "sebutin"), "prinsip-daftar"),
        ((MODELS, "no. 2 dong jelasin"), "fee-for-service-definisi"),
        ((MODELS, "what's number four?"), "joint-authorities-definisi"),
        (("who chairs the TKKSD", "what else do they do"), "tkksd-tugas"),
        (("apa itu sekretariat kerja sama", "ganti topik, siapa penulis makalahnya"), "makalah-penulis"),
        (("jelaskan kesepakatan bersama", "apa itu PKS", "beda keduanya apa"), "kb-pks-beda"),
        ((MODELS, "3"), "joint-agreements-definisi"),
        ((MODELS, "resep rendang", "nomor 2"), "fee-for-service-definisi"),
        ((MODELS, "yang kedua?", "selain itu apa lagi?"), "model-daftar"),
        (("apa model selain handshake",), "model-daftar"),
        (("selain daerah lain, siapa mitra kerja sama",), "mitra-kerja-sama-daftar"),
        (("other than clean water, what is sold under fee for service",), "fee-for-service-objek"),
        (("why don't regions want to cooperate?",), "kendala2-inovasi"),
        ((PRINCIPLES, "yang ketujuh", "itu hal ke berapa dari daftarnya?"), "prinsip-daftar"),
        (("Pasal 195 UU 32/2004 mengatur apa?", "pasal setelahnya?"), "uu32-pasal196"),
        (("Pasal 195 UU 32/2004 mengatur apa?", "kalau pasal 196?"), "uu32-pasal196"),
        (("jelaskan kerja sama wajib", "selain yang wajib ada apa lagi?"), "wajib-sukarela-ikhtisar"),
        (("alasan kerja sama daerah apa saja", "itu dikutip dari siapa?"), "alasan-kerja-sama-daerah"),
        ((DIFFERENCE, "kelemahan yang pertama?"), "joint-agreements-kelemahan"),
    ],
)
def test_a_turn_finds_what_it_means(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    reply = last(engine, *turns)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("berapa lama DPRD memberi persetujuan?", "how long?", "dprd-tenggat"),
        ("what is a LoI?", "when?", "luar-negeri-loi-masa"),
        ("apa itu KAK?", "siapa?", "kak-apa-itu"),
        ("what is the TKKSD?", "who?", "tkksd-susunan"),
        ("what is the TKKSD?", "how often?", "tkksd-rapat"),
        ("siapa yang mengambil alih kerja sama wajib?", "gimana?", "ambil-alih-langkah"),
        ("siapa yang mengambil alih kerja sama wajib?", "gimana caranya?", "ambil-alih-langkah"),
        ("siapa yang mengambil alih kerja sama wajib?", "biayanya?", "ambil-alih-biaya"),
        ("apa tahapan KSDD?", "ada berapa?", "ksdd-tahap-daftar"),
        ("what potentials does the paper list?", "how many?", "potensi-daftar"),
        (HANDSHAKE, "how many are there?", "model-daftar"),
        ("what is a PKS?", "what goes in it?", "pks-isi"),
        ("Kartamantul itu apa?", "di mana?", "kartamantul-profil"),
        ("siapa penulis makalahnya?", "dari mana?", "makalah-penulis"),
        ("basis data potensi itu apa?", "buat apa?", "potensi3-database"),
        ("what happens if mandatory cooperation is not carried out?", "who?", "ambil-alih-siapa"),
        ("apa itu kesepakatan bersama", "terus berapa lama?", "kb-jangka-waktu"),
    ],
)
def test_a_bare_question_word_asks_a_side_of_the_last_matter(engine: Engine, first: str, turn: str, entry: str) -> None:
    reply = last(engine, first, turn)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("apa itu kesepakatan bersama", "where?"),
        ("what is a PKS?", "why?"),
        ("apa saja kendala menurut makalah", "siapa?"),
        ("what are the obstacles in the paper?", "why?"),
        ("apa itu adendum", "berapa lama?"),
        (HANDSHAKE, "berapa lama?"),
        (HANDSHAKE, "how much?"),
        (HANDSHAKE, "where are you?"),
    ],
)
def test_a_side_that_nothing_around_the_last_answer_tells_is_not_guessed(engine: Engine, first: str, turn: str) -> None:
    assert last(engine, first, turn).status != "answered"


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("isi PKS apa saja?", "kalau KAK?", "kak-isi"),
        ("what goes into a PKS?", "and a KAK?", "kak-isi"),
        ("perlu DPRD gak untuk KSDD?", "kalau sinergi?", "sinergi-dprd"),
        ("berapa lama kesepakatan bersama berlaku?", "kalau LoI?", "luar-negeri-loi-masa"),
        ("how long does a kesepakatan bersama last?", "and a LoI?", "luar-negeri-loi-masa"),
        ("apa saja tahapan KSDD?", "kalau KSDPK?", "ksdpk-tahapan"),
        ("stages of KSDD?", "and KSDPL?", "luar-negeri-tahapan"),
        ("what are the stages of KSDD?", "and sinergi?", "sinergi-tahapan"),
        ("apa dasar hukum kerja sama luar negeri?", "sinergi?", "sinergi-dasar-hukum"),
        ("siapa yang tanda tangan PKS?", "kalau kesepakatan bersama?", "ksdd-tahap-tanda-tangan-kb"),
        ("what is a KAK?", "and a feasibility study?", "ksdpk-studi-kelayakan"),
    ],
)
def test_what_is_only_named_is_asked_what_was_asked_before(engine: Engine, first: str, turn: str, entry: str) -> None:
    reply = last(engine, first, turn)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("perlu DPRD gak untuk KSDD?", "kalau luar negeri?", "luar-negeri-dprd-selalu"),
        ("perlu DPRD gak untuk KSDD?", "kalau sama swasta?", "ksdpk-dprd-kapan"),
        ("perlu DPRD gak untuk KSDD?", "klo dgn kementerian?", "sinergi-dprd"),
        ("is DPRD approval needed for sinergi?", "and for third parties?", "ksdpk-dprd-kapan"),
        ("is DPRD approval needed for sinergi?", "what about foreign ones?", "luar-negeri-dprd-selalu"),
        ("how are disputes settled?", "with private companies?", "ksdpk-sengketa"),
        ("berapa lama kesepakatan bersama berlaku?", "kalau yang luar negeri?", "luar-negeri-jangka-waktu"),
        ("apa beda kerja sama wajib dan sukarela?", "yang wajib?", "wajib-definisi"),
        ("apa beda kerja sama wajib dan sukarela?", "yang sukarela?", "sukarela-definisi"),
        ("what is mandatory cooperation?", "and the voluntary one?", "sukarela-definisi"),
    ],
)
def test_a_word_may_name_what_is_turned_to(engine: Engine, first: str, turn: str, entry: str) -> None:
    reply = last(engine, first, turn)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("berapa lama kesepakatan bersama berlaku?", "kalau KAK?", "kak-apa-itu"),
        ("how long does a LoI last?", "and a KAK?", "kak-apa-itu"),
    ],
)
def test_what_is_not_told_of_the_named_is_asked_back(engine: Engine, first: str, turn: str, entry: str) -> None:
    reply = last(engine, first, turn)
    assert entry in (reply.entry, *(candidate.entry for candidate in reply.candidates))
    assert reply.entry != entry or reply.status == "clarify"


@pytest.mark.parametrize("turn", ["itu wajib?", "is it mandatory?", "swasta", "apa itu swasta?"])
def test_a_question_about_the_matter_turns_to_nothing(engine: Engine, turn: str) -> None:
    _, context = engine.ask("siapa yang tanda tangan PKS?")
    assert turned_to(read_question(turn, engine.vocabulary), context, engine.snapshot, engine.vocabulary) is None


def test_every_turn_of_the_lexicon_names_a_subject(engine: Engine) -> None:
    assert set(engine.vocabulary.turns.values()) <= engine.snapshot.subjects.keys()


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("apa itu TKKSD?", "siapa?", "kapan?"), "tkksd-rapat"),
        (("what is the TKKSD?", "who?", "and when?"), "tkksd-rapat"),
        (("isi PKS apa saja?", "pasal berapa?", "kalau KAK?"), "kak-isi"),
        (("what goes into a PKS?", "in short", "and a KAK?"), "kak-isi"),
        (("apa saja tahapan KSDD?", "yang kedua?", "terus?", "kalau sinergi?"), "sinergi-tahapan"),
        (("what are the stages of KSDD?", "the first one?", "and KSDPL?"), "luar-negeri-tahapan"),
        (("jelaskan joint agreements", "kelemahan handshake apa", "bandingkan keduanya", "yang pertama lagi"),
         "joint-agreements-definisi"),
    ],
)  # fmt: skip
def test_a_turn_that_names_nothing_keeps_what_was_asked(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    reply = last(engine, *turns)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("turns", "entry", "point"),
    [
        (("apa itu kota kembar?", "langkah pertamanya apa?"), "luar-negeri-prakarsa", 0),
        (("what is a sister city?", "what is the first step?"), "luar-negeri-prakarsa", 0),
        (("apa itu kota kembar?", "syaratnya apa aja", "tahap kedua?"), "luar-negeri-penjajakan", 0),
        (("langkah pertama sister city apa?",), "luar-negeri-prakarsa", 0),
        (("apa itu KSDPK?", "tahap kedua?"), "ksdpk-tahapan", 2),
        (("what is the first step of sinergi?",), "sinergi-tahapan", 1),
        (("apa itu KSDD?", "langkah pertama?"), "ksdd-tahap-persiapan", 0),
        (("langkah pertama kerja sama daerah apa?",), "ksdd-tahap-persiapan", 0),
    ],
)
def test_a_step_is_one_of_the_matter_at_hand(engine: Engine, turns: tuple[str, ...], entry: str, point: int) -> None:
    reply = last(engine, *turns)
    assert (reply.status, reply.entry, reply.point) == ("answered", entry, point)


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("apa itu kota kembar?", "perlu DPRD gak?"), "luar-negeri-dprd-selalu"),
        (("what is sinergi?", "which documents?", "is DPRD approval needed?"), "sinergi-dprd"),
        (("apa itu regional bodies", "perannya provinsi gimana", "kelebihannya?"), "regional-bodies-kelebihan"),
        (("pasal 363 isinya apa", "kalau 366?", "pasal setelahnya?"), "uu23-pasal367"),
        (("penawaran tidak dijawab", "berapa hari batasnya?", "setelah itu tahap apa?"), "ksdd-tahap-penyusunan-kb"),
        (("apa itu monev", "siapa yg bikin?"), "praktik-monev"),
    ],
)  # fmt: skip
def test_a_short_turn_is_asked_of_the_matter_at_hand(engine: Engine, turns: tuple[str, ...], entry: str) -> None:
    reply = last(engine, *turns)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "second", "turn"),
    [
        ("apa itu handshake", "apa itu fee for service", "bandingkan sama yang tadi"),
        ("what is a handshake agreement", "what is a joint agreement", "compare it with the previous one"),
    ],
)
def test_a_comparison_may_point_back(engine: Engine, first: str, second: str, turn: str) -> None:
    reply = last(engine, first, second, turn)
    assert reply.side_by_side is not None
    assert "handshake" in reply.side_by_side.subjects


@pytest.mark.parametrize("turn", ["kapan?", "who?", "how long?", "isinya?", "what for?", "berapa?"])
def test_a_bare_question_word_without_a_conversation_answers_nothing(engine: Engine, turn: str) -> None:
    assert engine.ask(turn)[0].status != "answered"


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("yang ketiga?", "3. memberi saran"),
        ("tugas ketiga apa", "3. memberi saran"),
        ("3", "3. memberi saran"),
        ("yang terakhir", "10. membuat laporan semester dan laporan tahunan."),
        ("yang kedua belas?", "Daftar ini hanya memuat sepuluh butir."),
    ],
)
def test_a_position_means_a_point_of_the_list_shown_last(engine: Engine, turn: str, told: str) -> None:
    reply = last(engine, DUTIES, turn)
    assert (reply.entry, reply.focus) == ("tkksd-tugas", "point")
    said = Wording(engine.snapshot, "id").answer(reply)
    assert said is not None
    assert told in said
    assert "1. menyiapkan" not in said or reply.point > 10


def test_both_are_the_two_that_were_talked_about_last(engine: Engine) -> None:
    reply = last(engine, "jelaskan joint agreements", "kelemahan handshake apa", "bandingkan keduanya")
    assert reply.side_by_side is not None
    assert set(reply.side_by_side.subjects) == {"joint-agreements", "handshake"}


def test_a_member_with_an_entry_of_its_own_is_no_point(engine: Engine) -> None:
    assert last(engine, PRINCIPLES, "yang ketiga").focus is None


@pytest.mark.parametrize("turns", [("izin", "resep rendang", "3"), (HANDSHAKE, "4"), ("7",)])
def test_a_number_without_a_list_chooses_nothing(engine: Engine, turns: tuple[str, ...]) -> None:
    assert last(engine, *turns).status == "not_found"


def test_more_shows_something_new_each_time(engine: Engine) -> None:
    context: Context | None = None
    seen: list[str | None] = []
    for turn in (HANDSHAKE, "jelaskan lebih lanjut", "jelaskan lebih lanjut", "tell me more"):
        reply, context = engine.ask(turn, context)
        assert reply.status == "answered"
        seen.append(reply.entry)
    assert len(set(seen)) == len(seen)


def test_shorter_is_the_first_paragraph_of_the_same_entry(engine: Engine) -> None:
    whole, short = last(engine, HANDSHAKE), last(engine, HANDSHAKE, "lebih singkat")
    assert short.entry == whole.entry
    wording = Wording(engine.snapshot, "id")
    assert wording.answer(short) == (wording.answer(whole) or "").split("\n\n")[0]


@pytest.mark.parametrize("turn", ["terus?", "lebih singkat", "yang terakhir", "itu nomor berapa?", "tell me more"])
def test_steering_without_a_conversation_answers_nothing(engine: Engine, turn: str) -> None:
    assert engine.ask(turn)[0].status != "answered"


def test_the_context_remembers_little(engine: Engine) -> None:
    context: Context | None = None
    for turn in (HANDSHAKE, *["jelaskan lebih lanjut"] * 60):
        _, context = engine.ask(turn, context)
    assert context is not None
    assert len(context.shown) <= 20


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("boleh kerja sama dengan perusahaan asing?", "tidak boleh kerja sama dengan perusahaan asing, kan?"),
        ("PP 50/2007 masih berlaku?", "PP 50/2007 tidak berlaku lagi?"),
        ("is DPRD approval required when the money is already in the budget?",
         "is DPRD approval not required when the money is already in the budget?"),
        ("kerja sama sukarela harus berbatasan?", "kerja sama sukarela tidak harus berbatasan?"),
    ],
)  # fmt: skip
def test_a_negation_never_turns_the_answer_round(engine: Engine, plain: str, negated: str) -> None:
    first, second = engine.ask(plain)[0], engine.ask(negated)[0]
    assert first.status == second.status == "answered"
    assert first.entry == second.entry


@pytest.mark.parametrize(
    ("first", "turn"), [("apa saja model kerja sama?", "siapa?"), ("what are the models?", "why?")]
)
def test_of_a_list_no_member_is_meant(engine: Engine, first: str, turn: str) -> None:
    _, context = engine.ask(first)
    assert engine.ask(turn, context)[0].status == "not_found"


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("kerja sama wajib harus dilaksanakan?", "kalau tidak?"),
        ("must mandatory cooperation be carried out?", "if not?"),
    ],
)
def test_what_happens_otherwise_is_no_small_talk(engine: Engine, first: str, turn: str) -> None:
    _, context = engine.ask(first)
    assert engine.ask(turn, context)[0].entry == "wajib-tidak-dilaksanakan"
    assert engine.ask("tidak", context)[0].status == "chitchat"


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("apa manfaat kerja sama daerah?", "kendalanya?", "kendala-daftar"),
        ("siapa penulis makalah ini?", "sarannya apa?", "saran-daftar"),
        ("what are the benefits of cooperation?", "obstacles?", "kendala-daftar"),
        ("apa itu KSDPK?", "tahapannya?", "ksdpk-tahapan"),
        ("apa itu fee for service?", "kelemahannya?", "fee-for-service-kelemahan"),
        ("", "potensinya apa?", "potensi-daftar"),
        ("", "obstacles?", "kendala-daftar"),
    ],
)
def test_a_list_is_known_by_any_form_of_its_name(engine: Engine, first: str, turn: str, entry: str) -> None:
    context = engine.ask(first)[1] if first else None
    reply, _ = engine.ask(turn, context)
    assert (reply.status, reply.entry) == ("answered", entry)


@pytest.mark.parametrize(
    ("first", "turn", "entry"),
    [
        ("Apa itu KSDPK?", "tahapan?", "ksdpk-tahapan"),
        ("Apa itu sinergi?", "tahapan?", "sinergi-tahapan"),
        ("Apa itu sister city?", "syarat?", "ksdpl-syarat-tambahan"),
        ("menurut UU 32/2004 siapa yang menyelesaikan perselisihan?", "yang luar negeri?", "uu32-luar-negeri"),
        ("Apa kata UU 22/1999 tentang DPRD?", "kalau luar negeri?", "uu22-pasal88"),
    ],
)
def test_a_turn_stays_with_its_kind_and_its_regulation(engine: Engine, first: str, turn: str, entry: str) -> None:
    reply, _ = engine.ask(turn, engine.ask(first)[1])
    assert (reply.status, reply.entry) == ("answered", entry)


def test_after_the_stages_of_one_kind_comes_no_other_kind(engine: Engine) -> None:
    _, context = engine.ask("what is the first stage of KSDPK")
    reply, _ = engine.ask("next", context)
    assert reply.entry != "ksdpl-definisi"


def test_the_rule_in_force_comes_before_one_that_is_not(engine: Engine) -> None:
    assert engine.ask("kalau dua daerah bersengketa siapa memutus")[0].entry == "perselisihan-siapa"
    assert engine.ask("menurut UU 32/2004 siapa yang memutus sengketa dua daerah")[0].entry == "uu32-sengketa"
