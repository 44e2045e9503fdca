"""Questions that no material answers, whatever it holds: own files, the future, opinions, other countries, work,
forms to download, careers.

Their words are those of the domain, so that likeness finds an entry for each of them. What tells them apart is their
form: “PKS kami sudah ditandatangani belum?” asks for a file, “PKS kami lewat, bagaimana?” for a rule.
"""

from __future__ import annotations

import re

from kadguide.answering.folding import fold, sentences, tokens
from kadguide.answering.runs import runs_at
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.vocabulary import Vocabulary

_MOST_WORDS = 18
_OF_PAPER = frozenset("makalah paper penulis author radji artikel article articles tulisan".split())
"""Words by which a question asks what the paper, or an article of a regulation, says."""
_AFTER_A_RULE = frozenset(
    "boleh bolehkah bisa bisakah dapat dapatkah harus haruskah wajib perlu perlukah sah sahkah langkah langkahnya "
    "prosedur syarat syaratnya persyaratan may must should need needed allowed valid required".split()
)
_OF_RULES = _OF_PAPER | _AFTER_A_RULE.union(
    "berlaku kalau kalo klo jika bila apabila akibat akibatnya can if unless until binding happens happen pasal uu pp "
    "permendagri law regulation rule rules apply applies due settle settles diatur aturan aturannya".split()
)
"""Words of a question after a rule, besides."""
_TO_BE_DONE = _AFTER_A_RULE.union(
    "masih dokumen dokumennya tahap tahapan tahapannya siapa needs what which who".split()
)
"""Words by which a plan is told and a rule for it asked (“kami akan … tahun depan, siapa yang tanda tangan?”)."""
_OWN = frozenset("kami kita saya aku our ours my we us i kemarin kemaren yesterday pemkot pemkab pemprov".split())
"""Words by which a file is one of somebody; “apakah UU itu sudah diubah belum” asks for none."""

_LAST = r"(?:minggu|pekan|bulan|semester|triwulan|tahun) (?:lalu|kemarin|kemaren)"
_LAST_EN = r"last (?:week|month|semester|quarter|year|night)"
_AGO = rf"(?:kemarin|kemaren|tadi (?:pagi|siang|malam)|{_LAST})"
_AGO_EN = rf"(?:yesterday|this morning|{_LAST_EN})"
_ENDING = r"(?: (?:bagaimana|gimana|gmn|apa|berapa|siapa|ya|yah|sih|kah|min|kak|pak|bu))*\W*$"
_WITHIN = r"[^,;:]*"
_FILE = (
    r"^(?:when|where|who|what|how many|how often|how much|why) did (?:we|our|my)\b|"
    r"^(?:when|where) (?:was|were) (?:our|my)\b|^have we ever\b|"
    r"^(?:apakah |apa )(?:kami|kita) (?:sudah )?pernah\b|"
    rf"^(?:has|have|had|is|was|were|did)\b{_WITHIN}\b(?:yet|already|so far)\W*$|"
    rf"^(?:has|have|did) (?:our|my|the)\b{_WITHIN}\b(?:sign(?:ed)?|sent|approved?|repl(?:y|ied)|answered|paid|"
    r"reported)\W*$|"
    rf"^(?:who|what|when|where|how many|how much)\b{_WITHIN}\b{_AGO_EN}(?:\W*$|'s\b)|"
    r"^what(?: is|'s) the status of (?:our|my|the \w+ (?:we|i))\b|"
    r"^(?:siapa|berapa|kapan|di ?mana|mana|(?:apa |bagaimana |gimana )?hasil)\b"
    rf"{_WITHIN}\b{_AGO}{_ENDING}|"
    rf"\b(?:sudah|udah|udh|dah|sdh|telah) \w+{_WITHIN}(?<!\batau )\bbelum{_ENDING}|"
    rf"\b(?:usul\w*|surat|berkas|permohonan|proses|draf\w*|naskah|dokumen|pengajuan|laporan|pks|mou|kontrak)\b"
    rf"{_WITHIN}\b(?:kami|kita|saya)\b{_WITHIN}\bsampai (?:di )?(?:mana|tahap apa){_ENDING}|"
    rf"^sampai (?:di )?(?:mana|tahap apa)\b{_WITHIN}\b(?:usul\w*|surat|berkas|permohonan|draf\w*|naskah|"
    rf"pengajuan|laporan|"
    rf"pks|mou)\b{_WITHIN}\b(?:kami|kita|saya)\b|"
    r"^(?:apa(?:kah)? )?(?:pks|mou|kontrak|perjanjian|surat|usul\w*|draf\w*) (?:kami|kita|saya)\b"
    r"(?: (?:nomor|no) \S+)? (?:sudah|udah|udh|sdh|telah) "
    rf"(?:habis|berakhir|kedaluwarsa|disetujui|diteken|ditandatangani|dibalas)\b(?: masa \w+)?{_ENDING}|"
    rf"^(?:berapa )?(?:sisa|nomor|no|nilai|total|saldo)\b{_WITHIN}\b(?:kami|kita|saya)\b|"
    rf"^(?:surat|pks|mou|kontrak|perjanjian|naskah|nota)\b{_WITHIN}\b(?:nomor(?:nya)?|tanggal|tgl) berapa\b"
)
_PAPERS = r"(?:kak|draf\w*|draft|naskah|surat|berkas|dokumen|usul\w*|proposal|pks|mou|laporan|permohonan|pengajuan)"
_DONE_TO_IT = (
    r"(?:sampai|masuk|keluar|terbit|selesai|di(?:terima|baca|balas|jawab|proses|tolak|kembalikan|telaah|bahas|periksa|"
    r"kirim|paraf))"
)
_DONE_EN = (
    r"(?:repl(?:y|ied)|answer(?:ed)?|sign(?:ed)?|approved?|received?|read|reject(?:ed)?|accept(?:ed)?|return(?:ed)?|"
    r"sent|send|lost|lose)"
)
_PAPERS_EN = r"(?:offer|letter|draft|file|request|document|proposal|application)s?"
_DAY = (
    r"(?:besok|lusa|hari ini|(?:minggu|pekan) (?:ini|depan)|nanti (?:pagi|siang|sore|malam)|tomorrow|today|"
    r"this (?:week|morning|afternoon)|next week)"
)
_WHAT_BECAME_OF_IT = (
    rf"^(?:apa(?:kah)? )?{_PAPERS}(?: \w+){{0,2}}? (?:kami|kita|saya|aku)\b(?: \w+){{0,2}}? "
    rf"(?:sudah|udah|udh|sdh|telah) {_DONE_TO_IT}(?: \w+)?(?: (?:atau )?(?:belum|blm))?{_ENDING}|"
    rf"\b{_PAPERS}(?: \w+){{0,2}}? (?:(?:yang|yg) )?(?:kami|kita|saya|aku)\b{_WITHIN}\b"
    r"(?:kurang apa|salah(?:nya)? (?:apa|di ?mana)|apanya yang|"
    r"(?:kok|kenapa|mengapa|knp) (?:di(?:tolak|kembalikan)|belum))\b|"
    rf"^(?:has|have|did)\b(?!{_WITHIN}\b(?:have|need|must)\b){_WITHIN}\b{_DONE_EN}\b{_WITHIN}"
    r"\b(?:our|my|us|me)\b(?: \w+){0,2}\W*$|"
    rf"^why (?:was|were|has|is)\b{_WITHIN}\b(?:our|my) (?:\w+ )?{_PAPERS_EN}\b"
    rf"{_WITHIN}\b(?:rejected|returned|sent back|refused|turned down)\b|"
    rf"^what(?:'s| is) (?:wrong|missing)(?: with| in| from) (?:our|my) (?:\w+ )?{_PAPERS_EN}\W*$|"
    rf"^(?:what time|which room)\b{_WITHIN}\b{_DAY}\W*$|"
    rf"\b(?:jam|pukul|ruang) berapa\b{_WITHIN}\b{_DAY}\b|\b{_DAY}\b{_WITHIN}\b(?:jam|pukul|ruang) berapa\b|"
    rf"^(?:apa |minta |tolong )?jadwal\b(?: \w+){{0,3}} {_DAY}{_ENDING}"
)
"""What became of a text of one's own, and when one meets."""
_SOON = r"(?:(?:tahun|bulan|minggu|periode) (?:depan|mendatang)|ke ?depan(?:nya)?|nanti|suatu saat|segera)"
_SOON_EN = (
    r"(?:next (?:year|month|week|term|decade)|soon|(?:in|over) the (?:\w+ )?(?:future|years?|decade)|in 20\d\d|"
    r"in (?:a few|\d+|five|ten|twenty) years|"
    r"someday|ever)"
)
_CHANGE = (
    r"(?:di)?(?:revisi|ubah|berubah|ganti|cabut|hapus|bubarkan|menang|menguntungkan|berhasil|"
    r"gagal|setuju|setujui|menyetujui|terima|menerima|lolos)"
)
_CHANGE_EN = (
    r"(?:(?:be )?(?:chang|revis|amend(?!ment)|repeal|replac|abolish)\w*|succeed|win|fail|profit|benefit|"
    r"(?:be )?(?:approved?|approves|accept(?:ed|s)?|reject(?:ed|s)?|agreed?|agrees)\b)"
)
_FUTURE = (
    rf"\b(?:bakal|akan|akankah)\b{_WITHIN}\b{_SOON}\b|^{_SOON}\b{_WITHIN}\b(?:bakal|akan)\b|"
    rf"\bbakal(?:an)?\b{_WITHIN}\b{_CHANGE}\b|^(?:akankah|apa(?:kah)? {_WITHIN}\bbakal(?:an)?)\b|"
    rf"^(?:apakah|kapan)\b{_WITHIN}\bakan (?:\w+ )?{_CHANGE}\b|"
    rf"\b(?:\d+|lima|sepuluh|beberapa) tahun (?:ke ?)?depan{_ENDING}|"
    rf"^(?:when )?will\b{_WITHIN}\b(?:{_CHANGE_EN}|{_SOON_EN})\b|\bwill\b{_WITHIN}\b{_SOON_EN}\W*$|"
    rf"\b(?:is|are) (?:likely|expected|going) to\b{_WITHIN}\b{_CHANGE_EN}\b|"
    r"^(?:\w+ )?(?:prediksi(?:kan)?|ramal(?:an|kan)?|predict\w*)\b"
)
_IN_A_YEAR = (
    rf"^(?:what|how (?:much|many)|berapa|apa)\b{_WITHIN}\b(?:will|akan|bakal)\b{_WITHIN}\b"
    rf"(?:in|by|tahun|pada) 20\d\d{_ENDING}"
)
_OPINION = (
    r"\b(?:menurut(?: kamu| anda|mu)|pendapat(?:mu| kamu| anda)|do you (?:think|believe|like|prefer)|"
    rf"your (?:opinion|view)|would you|if you were)\b{_WITHIN}\b(?:layak|pantas|setuju|percaya|suka|sebaiknya|"
    r"hebat|should|worth|trust|agree|like|prefer)\b|\bkamu (?:suka|setuju|percaya|dukung)\b|\byour favou?rite\b|"
    r"^do you (?:like|love|hate|prefer|support|recommend)\b|"
    rf"^(?:is|are|was|were|should)\b{_WITHIN}\bin your (?:view|opinion|eyes)\b|"
    rf"^(?:siapa|di ?mana|where|who)\b{_WITHIN}\b(?:yang (?:bagus|terbaik|murah)|the (?:best|cheapest)|a good)\b|"
    r"^how likely\b|^what are (?:the|our) (?:chances|odds)\b|"
    r"^(?:berapa|gimana|bagaimana|apa) (?:besar )?(?:peluang|kemungkinan)(?:nya)? (?:\w+ ){0,2}(?:kami|kita|saya)\b|"
    r"^(?:\w+ )?(?:rekomendasikan|recommend (?:me|us|an?))\b"
)
_TEXT = (
    r"(?:naskah|pks|mou|draf|draft|surat|formulir|blangko|template|agreement|contract|form|kak|nota|perjanjian|"
    r"kesepakatan)s?"
)
_MAKE = (
    r"^(?:(?:tolong|mohon|coba|bisa|bisakah|please|can|could|kamu|you) )*(?:"
    rf"(?:buatkan|bikinkan|bikinin|buatin|susunkan|tuliskan|karangkan|ketikkan|write|draft (?:me|an?|the)|compose|"
    rf"prepare|create)\b{_WITHIN}\b(?:undangan|sambutan|pidato|surat|draf|draft|naskah|notulen|paparan|ppt|poster|"
    r"spanduk|template|letter|speech|invitation|minutes|slides|presentation|agreement|mou|pks|proposal|"
    r"release|email|contract)\b|"
    rf"(?:isikan|isiin|lengkapi) {_TEXT} (?:saya|kami|kita|ini)\b|"
    rf"(?:fill (?:in|out)|complete) (?:my|our|this) {_TEXT}\b|"
    r"(?:terjemahkan|translate|proofread)\b|"
    rf"(?:cek|periksa|koreksi|review|check|correct)\b{_WITHIN}\b(?:saya|kami|kita|my|our|this)\b)"
)

_LAND, _OF_LAND = "someland", "somelandish"
"""What stands in a question for the name of another country, and for what is of one (“Swedish”)."""
_ABROAD = (
    rf"^(?:(?:kalau|kalo) )?(?:(?:bagaimana|gimana|apa|apakah|how|what|is|are|do|does)\b{_WITHIN}?)?"
    rf"\b(?:di|in) (?:the )?{_LAND}\b|"
    rf"^(?:how|what|which|who|is|are|do|does|may|can|must)\b{_WITHIN}\b{_OF_LAND} "
    r"(?:law|rules?|system|model|(?:local )?(?:governments?|councils?|municipalit(?:y|ies)|cities|regions|authorities|"
    r"states?|counties|provinces|communes))\b|"
    rf"\b(?:aturan|hukum|sistem|undang undang|pemerintah daerah|kota kota|pemda)\b{_WITHIN}?\b{_LAND}\b"
)
_AMONG_THEMSELVES = (
    r"\b(?:antar|antara|between|among|inter)\W?(?:kota|daerah|pemda|pemerintah daerah|kabupaten|cities|towns|"
    rf"municipalities|local governments|regions|councils)\b{_WITHIN}\b(?:di|in) (?:the )?{_LAND}\b"
)
"""How cities of another country work together is asked; with one of these, the law here has a word."""
_FILES = (
    rf"\b(?:files?|softcopy|soft copy|spreadsheet) (?:of |of the |untuk )?(?:\w+ )?{_TEXT}\b|"
    rf"\b(?:{_TEXT}|sample|contoh|format)\b{_WITHIN}\b(?:to download|(?:di|meng)?unduh|download\w*|excel|pdf|docx)\b|"
    rf"\b(?:(?:meng)?unduh|download)\b{_WITHIN}\b(?:{_TEXT}|sample|contoh|format)\b|"
    r"\b(?:word|excel|pdf|docx) (?:form|format|file|template|version)s?\b|"
    r"\b(?:format|file|bentuk) (?:word|excel|pdf|docx)\b|"
    r"^(?:(?:tolong|mohon) )?(?:minta|kirim\w*|send me|give me) (?:\w+ ){0,2}"
    r"(?:template?|templat|formulir|blangko|form)\b(?! of\b)|"
    rf"^(?:formulir|blangko|blanko)\b{_WITHIN}\bdi ?mana\b|"
    rf"\b(?:link|tautan)\b{_WITHIN}\b{_TEXT}\b|^(?:is|are) there (?:a|an|any) (?:blank|excel|ready made) \w+"
)
_POST = (
    r"(?:kepala (?:bagian|biro|seksi|subbagian|bidang|dinas|badan)|kabag|kabiro|kadis|staf|pegawai|analis|sekda|"
    r"sekretaris daerah|asisten|camat|lurah|bupati|wali ?kota|gubernur|anggota dprd|asn|pns)"
)
_POST_EN = (
    r"(?:head|chief|officer|official|secretary|regent|mayor|governor|staff|civil servant|council member|"
    r"councillor|director|"
    r"assistant)"
)
_SOMEBODY = r"(?:i|we|you|one|someone|somebody|a person|people)"
_OFFICE = (
    rf"^how (?:can|do|does|could) {_SOMEBODY} (?:become|get to be|apply to be)\b{_WITHIN}\b{_POST_EN}\b|"
    rf"^how (?:can|do|does|could) {_SOMEBODY} (?:get (?:a job|hired|promoted|appointed)|apply for a (?:job|"
    rf"post|position))\b|"
    rf"^(?:bagaimana|gimana|cara|apa|syarat|agar|supaya)\b{_WITHIN}\b(?:menjadi|jadi|melamar|"
    rf"diangkat) (?:seorang |calon |sebagai )?{_POST}\b|"
    r"\b(?:karier|karir|careers?|job vacanc\w+|lowongan)\b|"
    rf"^what (?:degree|diploma|education|qualifications?)\b{_WITHIN}\b(?:work|job|become|{_POST_EN})\b|"
    rf"\b(?:kualifikasi|jurusan|ijazah|eselon)\b{_WITHIN}\b{_POST}\b|"
    rf"\b(?:pendidikan|pangkat|golongan) (?:(?:minimal|terakhir|apa|untuk|bagi|calon|seorang|menjadi|jadi) )*{_POST}\b|"
    rf"^(?:berapa|besar\w*|apa)\b{_WITHIN}\b(?:gaji|tunjangan|honor|honorarium|penghasilan)\b{_WITHIN}"
    rf"\b(?:{_POST}|pejabat|ketua|anggota|tim|tkksd)\b|"
    rf"^(?:what|how much)\b{_WITHIN}\b(?:salary|salaries|wages?|allowance|paid)\b{_WITHIN}\b(?:earn|{_POST_EN}s?)\b"
)


_HOLDER = (
    r"^(?:siapa|who(?: is| was|'s)?)(?: nama| the)?(?: \w+)? (?:menteri|mendagri|menlu|presiden|gubernur|bupati|"
    rf"wali ?kota|dirjen|sekjen|kapolri|minister|president|governor|regent|mayor)\b{_WITHIN}\b"
    r"(?:sekarang|saat ini|now|today|currently|(?:pada |tahun |in |during )+(?:19|20)\d\d)\W*$|"
    r"^who(?: is|'s) the (?:current|present|incumbent|new) (?:minister|president|governor|regent|mayor|director|"
    r"secretary|head|chair)\b"
)


class _Kind(NamedTuple):
    """One kind of such questions."""

    name: str
    """One of :data:`~kadguide.answering.reply.REFUSALS`."""
    words: frozenset[str]
    """Words of which one stands in every question of the kind."""
    pattern: str
    with_one_of: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


_KINDS = (
    _Kind(
        "own",
        frozenset(
            "did does has have had ever pernah kapan when "
            "is was were yesterday morning last status kemarin kemaren lalu tadi belum sampai sisa "
            "nomor no nilai total saldo nomornya tanggal tgl sudah udah udh sdh telah".split()
        ),
        _FILE,
        with_one_of=_OWN,
        without=_OF_RULES,
    ),
    _Kind(
        "own",
        frozenset(
            "kurang salah salahnya apanya kok kenapa mengapa knp sudah udah udh sdh telah belum blm has have did why "
            "what when which jam pukul ruang jadwal".split()
        ),
        _WHAT_BECAME_OF_IT,
        with_one_of=_OWN.union("besok lusa depan ini tomorrow today week hari nanti my me us".split()),
        without=_OF_RULES,
    ),
    _Kind(
        "future",
        frozenset(
            "bakal bakalan akan akankah depan depannya kedepannya will likely expected going prediksi prediksikan "
            "ramal ramalan ramalkan predict prediction".split()
        ),
        _FUTURE,
        without=_OF_PAPER.union(
            _TO_BE_DONE,
            (
                "kalau kalo klo jika bila apabila setelah sesudah saat ketika if when after once upon bagaimana gimana "
                "caranya langkah"
            ).split(),
        ),
    ),
    _Kind("future", frozenset("will akan bakal".split()), _IN_A_YEAR, without=_OF_PAPER),
    _Kind(
        "opinion",
        frozenset(
            "menurut menurutmu pendapatmu pendapat kamu you your siapa mana dimana where who "
            "likely chances odds peluang kemungkinan rekomendasikan recommend".split()
        ),
        _OPINION,
        without=_OF_PAPER.union("use pilih memilih choose pick menandatangani sign".split()),
    ),
    _Kind(
        "work",
        frozenset(
            "buatkan bikinkan bikinin buatin susunkan tuliskan karangkan ketikkan write draft compose prepare create "
            "isikan isiin lengkapi fill complete terjemahkan translate proofread cek periksa koreksi review check "
            "correct".split()
        ),
        _MAKE,
        # What such a text holds is taught.
        without=frozenset(
            "daftar isi muatan poin list contents apakah whether if saja first before after how perlu need".split()
        ),
    ),
    _Kind(
        "abroad",
        frozenset((_LAND, _OF_LAND)),
        _ABROAD,
        # Of a partner there the law here speaks.
        without=_OF_PAPER.union(
            "dengan dgn with mitra partner partners kembar sister twin kantor office perwakilan kami kita our we "
            "lembaga perusahaan company daerah pemda region boleh bolehkah may can must harus universitas university "
            "kampus campus yayasan foundation loi sign signed ditandatangani termasuk city kota apply applies".split()
        ),
    ),
    _Kind(
        "abroad",
        frozenset((_LAND,)),
        _AMONG_THEMSELVES,
        without=_OF_PAPER.union(
            "dengan dgn with mitra partner partners kami kita our we boleh bolehkah may can".split()
        ),
    ),
    _Kind(
        "files",
        frozenset(
            "file files template templates templat formulir blangko blanko softcopy soft doc docx pdf excel word "
            "spreadsheet "
            "unduh unduhan mengunduh diunduh download link tautan form forms".split()
        ),
        _FILES,
        # Where regulations are read is taught, and that documents are not kept here.
        without=_OF_PAPER.union(
            "wajib harus perlu syarat must should need needed required".split(),
            "jdih peraturan aturan undang uu pp permendagri law laws regulation regulations kadguide".split(),
        ),
    ),
    _Kind(
        "office",
        frozenset(
            "become get apply menjadi jadi melamar diangkat karier karir career careers job lowongan degree "
            "diploma education "
            "qualification qualifications kualifikasi pendidikan jurusan ijazah pangkat eselon golongan gaji "
            "tunjangan honor "
            "honorarium penghasilan salary salaries wage wages allowance paid pay".split()
        ),
        _OFFICE,
        without=_OF_PAPER,
    ),
    _Kind(
        "records",
        frozenset("sekarang saat now today currently current present incumbent new pada tahun in during".split()),
        _HOLDER,
        without=_OF_PAPER.union("yang menandatangani meneken signed signs".split()),
    ),
)
_ANY = frozenset[str]().union(*(kind.words for kind in _KINDS))


def what_is_unknowable(text: str, vocabulary: Vocabulary) -> str | None:
    """What ``text`` asks for, if no material holds it: a file of the asker, the future, an opinion …

    In a case told in several sentences only the last one asks.
    """
    words = frozenset(tokens(text))
    if words.isdisjoint(_ANY) and words.isdisjoint(vocabulary.countries):
        return None
    asked = _without_countries(sentences(fold(text))[-1], vocabulary)
    said = frozenset(tokens(asked))
    if len(tokens(asked)) > _MOST_WORDS:
        return None
    found = (
        # The patterns are long, and compiled only for a question that has a word of theirs.
        kind.name
        for kind in _KINDS
        if not kind.words.isdisjoint(said)
        and not (kind.with_one_of and kind.with_one_of.isdisjoint(words))
        and kind.without.isdisjoint(words)
        and re.search(kind.pattern, asked) is not None
    )
    return next(found, None)


def _without_countries(asked: str, vocabulary: Vocabulary) -> str:
    """``asked`` with :data:`_LAND` and :data:`_OF_LAND` in place of what the lexicon calls other countries."""
    words = tokens(asked)
    for at, word in enumerate(words):
        if word in vocabulary.countries and (runs := runs_at(words, at, vocabulary.countries)):
            name = max(map(" ".join, runs), key=len)
            sign = _LAND if name in vocabulary.lands else _OF_LAND
            asked = re.sub(rf"\b{name}\b", sign, asked)
    return asked
