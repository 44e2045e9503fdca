"""What no material holds is refused, however near its words are: files of one's own, the future, other topics."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.unknowable import what_is_unknowable
from kadguide.config import knowledge_root
from kadguide.knowledge.reader import read_library


@pytest.mark.parametrize(
    ("question", "unknowable"),
    [
        # Files of the one who asks:
        ("Surat penawaran kami ke Kabupaten Garut sudah dibalas belum ya?", True),
        ("Kesepakatan kita sama Pemkot Depok udah diteken belum", True),
        ("berapa nilai kontrak air kami", True),
        ("siapa yang hadir rapat TKKSD kemarin?", True),
        ("Has our draft with the province been approved yet?", True),
        ("When did we send the offer to our neighbour?", True),
        ("Apakah kami pernah bermitra dengan Kabupaten Gowa?", True),
        ("Apakah kontrak kami nomor 7 sudah berakhir?", True),
        ("Kontrak kami sudah berakhir, apa yang harus kami lakukan?", False),
        ("tolong lengkapi KAK kami", True),
        ("sistem kerja sama antarkota di Thailand", True),
        ("kota di Thailand boleh jadi mitra kami?", False),
        ("kapan TKKSD kami rapat?", False),
        ("When is our report due?", False),
        ("Kewenangan kami dalam kerja sama luar negeri sampai mana?", False),
        ("Kami pernah punya PKS parkir dan mau diperpanjang, syaratnya apa?", False),
        ("Who settles a dispute with a neighbour that began last year?", False),
        ("What is the status of our request to the council?", True),
        ("Kami punya usul terminal bersama. Usul kami itu sudah sampai mana?", True),
        ("kemarin proposal yang kami susun salahnya di mana", True),
        ("Apakah berkas penawaran kami sudah diterima sekda?", True),
        ("naskah kami kok dikembalikan biro hukum", True),
        ("Did the mayor answer our letter?", True),
        ("Why was our application sent back?", True),
        ("What time does the team meet tomorrow?", True),
        ("rapat pleno kita besok di ruang berapa", True),
        ("Why was our new plan for a town abroad refused?", False),
        ("Surat kami ditolak, apa yang harus kami lakukan?", False),
        ("Jadwal apa yang harus ada dalam rencana kerja?", False),
        # Rules for such a case, and files of nobody:
        ("Surat penawaran kami sudah sebulan belum dibalas, apa langkah kami?", False),
        ("PKS kami habis tahun lalu, bagaimana memperpanjangnya?", False),
        ("Kesepakatan kami sudah diteken, perlu PKS atau belum?", False),
        ("PP 50/2007 sudah dicabut belum?", False),
        ("Has anyone amended articles 363 to 370 yet?", False),
        ("What happens if our request has not been answered yet?", False),
        # The future, and opinions:
        ("Apakah PP 28/2018 bakal diganti tahun depan?", True),
        ("Akankah sekretariat bersama dibubarkan?", True),
        ("Will the ministry change the rules soon?", True),
        ("Menurut kamu bupati kami layak dipercaya?", True),
        ("How likely is it that the council will agree?", True),
        ("Siapa konsultan yang bagus untuk studi kelayakan", True),
        ("Siapa yang menyebarkan praktik terbaik?", False),
        ("Do you think the city should sell its water?", True),
        ("PKS kami akan habis tahun depan. Masih sahkah?", False),
        ("Kalau bupati akan berganti tahun depan, kerja samanya berakhir?", False),
        ("Will the agreement continue after the mayor leaves office?", False),
        ("Apakah kerja sama akan dilanjutkan bupati baru?", False),
        ("Will an agreement like ours need the council's approval?", False),
        ("Kabupaten kami akan membuka pasar bersama tahun depan, perlu persetujuan DPRD?", False),
        ("Kami akan membuat PKS air tahun depan, dokumennya apa saja?", False),
        ("What documents must we attach for a contract that will start next year?", False),
        ("Menurut Anda kami sebaiknya pilih KSDD atau KSDPK?", False),
        ("Apakah universitas di Malaysia termasuk pihak ketiga?", False),
        ("Tolong cek apakah PKS kami perlu DPRD", False),
        ("Menurut kamu apa beda KSDD dan KSDPK?", False),
        ("What does the paper predict for cooperation?", False),
        ("Must the council approve what will burden our people?", False),
        ("Apakah pemekaran bakal menambah kerja sama?", True),
        ("Do you prefer the fee for service contract?", True),
        ("Is a joint secretariat a bad idea in your view?", True),
        # What holds abroad:
        ("Bagaimana kerja sama antarkota di Belanda diatur?", True),
        ("kalau di Thailand gimana", True),
        ("How are joint services run in Sweden?", True),
        ("Bagaimana kerja sama dengan kota di Belanda?", False),
        ("Bolehkah membuka kantor di Jepang?", False),
        ("Do Danish municipalities need a council's approval?", True),
        ("Apa aturan air minum di Prancis?", True),
        ("Bagaimana kerja sama antarkota di Selandia Baru?", True),
        ("What do South Korean local governments share?", True),
        ("Bolehkah bermitra dengan kota di Korea Selatan?", False),
        # Forms to download, and how one comes to an office:
        ("minta file template PKS", True),
        ("Where can I download a sample agreement?", True),
        ("Formulir apa yang wajib dilampirkan?", False),
        ("Di mana mengunduh Permendagri 22/2020?", False),
        ("syarat jadi kepala bagian kerja sama", True),
        ("What degree do I need to work in the section?", True),
        ("Siapa yang bisa jadi ketua TKKSD?", False),
        ("How can an NGO become a partner?", False),
        # Work to be done:
        ("Tolong buatkan undangan rapat pleno", True),
        ("Could you review our contract?", True),
        ("Siapa yang menulis surat penawaran?", False),
        ("Tuliskan sepuluh tahap KSDD", False),
        ("Buatkan daftar isi PKS", False),
    ],
)
def test_the_form_of_a_question_tells_what_no_material_answers(engine: Engine, question: str, unknowable: bool) -> None:
    assert bool(what_is_unknowable(question, engine.vocabulary)) is unknowable


def test_hardly_a_phrasing_has_such_a_form(engine: Engine) -> None:
    entries = read_library(knowledge_root()).library.entries
    assert [
        text for entry in entries for text in entry.phrasings.all if what_is_unknowable(text, engine.vocabulary)
    ] == []


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("PKS air kami dengan Kota Cimahi sudah ditandatangani belum?", "not_found"),
        ("PKS air kami dengan Kota Cimahi habis bulan depan, bagaimana memperpanjangnya?", "answered"),
        # Words of other topics with which something is asked here:
        ("kalau bupati sedang cuti siapa yang menandatangani kesepakatan bersama", "answered"),
        ("Bolehkah dua daerah membentuk BUMD bersama?", "answered"),
        ("berapa tahun UU 22/1999 berlaku", "answered"),
        ("Bagi form kerja sama luar negeri, apa saja?", "answered"),
        ("lengkapi tahapan kerja sama kita", "answered"),
        ("Who settles a dispute between Bogor and Depok?", "answered"),
        # A word of another topic, which the best entry does not tell:
        ("apa isi dokumen lingkungan untuk tempat sampah bersama", "not_found"),
        ("how large is the viability gap fund", "not_found"),
        ("siapa mengangkat direksi BUMD mitra", "not_found"),
        ("bagaimana kerja sama tim di kantor", "not_found"),
        # One that it does tell, or that belongs to the case:
        ("email penulis makalah apa", "answered"),
        ("Pakaian dinas siapa saja yang dipakai saat rapat TKKSD", "not_found"),
        (
            "Kepala desa bertanya siapa ketua tim koordinasi kerja sama daerah di kabupatennya menurut aturan sekarang",
            "answered",
        ),
        # Another thing about a region or an institution that the material knows:
        ("makanan khas Kabupaten Kuningan", "not_found"),
        ("berapa jarak Yogyakarta ke Sleman", "not_found"),
        ("how deep is the spring of Kuningan", "not_found"),
        ("how much does Cirebon pay Kuningan for water", "answered"),
        ("how many partners does Bandung have now", "not_found"),
        ("provinsi mana yang kerja samanya paling banyak", "not_found"),
        ("berapa jumlah kerja sama daerah di Indonesia tahun 2023", "not_found"),
        # A length of time that the answer does not give, and words that stand there one by one:
        ("how many years does an RPJMD cover", "not_found"),
        ("how many days of leave does a civil servant get", "not_found"),
        ("berapa hari mitra harus menjawab penawaran", "answered"),
        # What became of a text of one's own is in no material; what the rule makes of that is:
        ("surat tawaran kami belum dijawab mitra, bagaimana?", "answered"),
        ("Berkas kami di DPRD sudah lewat 45 hari tanpa jawaban", "answered"),
        ("our partner sent us a letter of intent, what do we do?", "answered"),
        ("Putusan menteri soal perselisihan bisa digugat tidak?", "answered"),
        ("fraksi di dewan menolak rencana kerja samanya, apa akibatnya?", "answered"),
        ("bupati baru sudah dilantik, PKS yang lama masih mengikat?", "answered"),
        ("what is the price in fee for service based on?", "answered"),
        ("siapa yang mengaudit keuangan daerah", "not_found"),
        # Another thing about what the material knows:
        ("ada pelatihan TKKSD tahun ini", "not_found"),
        ("apa kelemahan Kartamantul", "answered"),
        # A thing for which nothing near has a word, a number of such things, a foreign word that nothing else says:
        ("apakah Kartamantul punya bandara", "not_found"),
        ("berapa denda kalau laporan KSDPK terlambat", "not_found"),
        ("berapa halaman naskah PKS", "not_found"),
        ("how many trucks go to Bantargebang", "not_found"),
        ("apa visi misi SAMPAN", "not_found"),
        ("berapa tahap KSDD", "answered"),
        ("how many members does the coordination team have", "answered"),
        # Who holds an office now, and how cities abroad work together:
        ("siapa menteri dalam negeri saat ini", "not_found"),
        ("who was the governor of Bali in 2010", "not_found"),
        ("aturan kerja sama antar kota di Meksiko", "not_found"),
        # Words of other topics with which the entry itself is asked for:
        ("what is the full name of Radji's article", "answered"),
        ("pengadilan agama mau MoU isbat nikah", "answered"),
        ("apa syarat nikah", "not_found"),
        # A stage of something else, a sum that no entry tells, the place of a rule on sums:
        ("syarat tahap kedua pencairan dana desa", "not_found"),
        ("berapa biaya mengirim laporan kerja sama ke gubernur", "not_found"),
        ("what salary does a member of the TKKSD get", "not_found"),
        ("berapa biaya Bantargebang", "answered"),
        ("berapa biaya yang ditanggung tiap-tiap daerah dalam PKS, itu diatur di mana", "answered"),
        ("berapa denda bagi bupati yang tidak menjalankan kerja sama wajib", "answered"),
        # Bounds, rulings, the council's own matters:
        ("bagaimana penegasan batas dua kabupaten dilakukan", "not_found"),
        ("apa hak keuangan ketua DPRD", "not_found"),
        ("road to the Mahkamah Agung in Law 22/1999", "answered"),
        # A meaning that the lexicon knows under another word:
        ("Apakah individu termasuk pihak ketiga?", "answered"),
        # A word that may be another one with a letter changed is asked back, a slip in a longer one is not:
        ("what is a modem", "clarify"),
        ("apa itu prinsif", "answered"),
        # Acronyms of other things are none of ours; letters that changed places are a slip:
        ("apa syarat jadi BLDU", "not_found"),
        ("siapa ketua TKSKD", "answered"),
    ],
)
def test_near_words_are_no_answer(engine: Engine, question: str, status: str) -> None:
    reply, _ = engine.ask(question)
    assert reply.status == status


def test_words_of_other_topics_are_no_spelling_of_ours(engine: Engine) -> None:
    """“BKN” is chat for “bukan”, and “kontak” a slip for “kontrak”; neither makes the other a word of its topic."""
    assert engine.vocabulary.borrowed.keys().isdisjoint(("bukan", "tidak", "kontrak"))
    assert "kontak" not in engine.vocabulary.spelling


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Bantul mau beli air dari Sleman, modelnya apa?", "fee-for-service-cocok"),
        ("Siapa yang tanda tangan kalau Bantul bekerja sama dengan Sleman?", "siapa-teken-apa"),
        ("Perlukah DPRD Kota Cirebon menyetujui kerja sama air?", "dprd-kapan-perlu"),
        # Of two regions the second is the partner, whether or not the material knows them.
        ("Kota Palu mau kerja sama sampah dengan Sigi, apa langkahnya?", "ksdd-tahap-daftar"),
        ("Jember and Lumajang want a joint bus line, who signs the agreement?", "ksdd-tahap-tanda-tangan-pks"),
        ("Wonosobo dan Temanggung mau berbagi air, perlu persetujuan DPRD?", "dprd-kapan-perlu"),
        ("berapa yang dibayar Cirebon kepada Kuningan?", "kuningan-cirebon-air"),
        # Only its own records name a region's people and prices.
        ("ketua TKKSD di Kabupaten Gowa siapa?", None),
        ("who chairs the TKKSD in Makassar now?", None),
        ("berapa tarif sampah per bulan di Kota Kendari", None),
        # What two of them agreed is told only where the answer is about these.
        ("who signed the deal between Brebes and Tegal", None),
        ("kapan MoU Garut dan Sumedang diteken", None),
        ("berapa lama kontrak air Cirebon dengan Kuningan", "kuningan-cirebon-air"),
        # Of the region itself the material tells nothing like it.
        ("apa makanan khas Kota Cirebon?", None),
        ("berapa anggaran Kota Bandung yang harus dibayar", None),
        ("sister city Semarang dengan kota mana saja", None),
        # A kind of region goes with its name only.
        ("Kota Palu mau bermitra dengan kota di Belanda, apa syaratnya?", "luar-negeri-sister-city"),
    ],
)
def test_a_case_that_names_regions_asks_for_the_rule(engine: Engine, question: str, entry: str | None) -> None:
    assert engine.ask(question)[0].entry == entry
