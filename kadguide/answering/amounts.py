"""Amounts of the world (“berapa ton”, “how many have signed”): whether a question asks for one, a text states one.

Only a question for a sum, a share or a number of things is one; “biaya … diatur di pasal berapa” asks for a place, and
“berapa hari” and “berapa tahap” ask for what the rules state.
"""

from __future__ import annotations

import re

from kadguide.answering.folding import sentences, tokens

_MONEY = "dana|anggaran|uang|biaya|iuran|tarif|harga|gaji|honor|upah|tunjangan|retribusi"
_SPENT = (
    r"spen[dt]|costs?|fund(?:s|ing)?|grants?|fees?|prices?|budget|pay|paid|salary|wages?|allowance|money|"
    r"charged?|worth|"
    r"invest(?:s|ed|ment)?|revenue|rent|tariffs?"
)
_MONEY_WORDS = rf"\b(?:{_MONEY}|rupiah|juta|miliar|milyar|triliun|hibah|bantuan|di?bayar|membayar|how much|{_SPENT})\b"
_HOW_MANY = r"\b(?:berapa|brp|brapa)\b"
_PLACES = ("pasal", "ayat", "huruf", "bab", "nomor", "no", "halaman", "hal", "poin", "tahap", "tahun", "model", "ke")
_NOT_A_PLACE = "".join(rf"(?<!\b{place}\s)" for place in _PLACES)
"""What stands before “berapa” where the answer is a place or a rank."""
_RULED = r"(?!\s+(?:lama|hari|bulan|kali|tahap|pasal|ayat|macam|jenis|sumber|cara|model|pihak)\b)"
"""What follows “berapa” where the answer stands in the rules."""
_TAUGHT = (
    r"(?!(?:lama|hari|minggu|pekan|bulan|tahun|taun|thn|semester|dekade|dasawarsa|kali|tahap|tahapan|langkah|pasal|ayat|huruf|bab|nomor|no|poin|"
    r"macam|jenis|sumber|cara|model|pihak|bentuk|prinsip|asas|syarat|kendala|potensi|saran|tugas|dokumen|naskah|lembar|unsur|butir|"
    r"persisnya|tepatnya|saja|aja|sih|sebenarnya|kah|ya|jumlah|banyak|besar|nilai|yang|yg|di|dan|untuk)\b)"
)
"""What follows “berapa” where the material counts it, or where no noun follows."""
_IN_TEXTS = (
    "years?|yrs?|months?|weeks?|days?|hours?|times|words|sentences|articles|paragraphs|originals?|copies|"
    "steps|stages|fields|"
    "models|kinds|types|forms|shapes|parties|signatories|principles|conditions|obstacles|laws|changes|"
    "amendments|facelifts"
)
"""What rules and texts hold: to be counted in the material, not in the world."""
_PEOPLE = "penduduk|pegawai|karyawan|warga|korban"
_OF_THE_WORLD = (
    r"\b(?:di (?:seluruh )?indonesia|nationwide|in indonesia|tahun ini|this year|"
    r"(?:in|tahun|since|sejak) (?:19|20)\d\d)\b"
)
_ASKS_WHAT = r"(?:^(?:the\s+)?|\b(?:what|how much)(?:'?s| is| are| was| were)\s+(?:\w+\s+){0,2})"
_AMOUNT = (
    rf"{_HOW_MANY}\s+(?:ton|juta|miliar|milyar|ribu|rupiah|persen|orang|unit|meter|kilometer|km|liter|"
    r"daerah|kabupaten|kota|provinsi|desa|perusahaan|kasus|warga|rata)\b|"
    rf"{_HOW_MANY}\s+(?:dana|anggaran|uang|biaya|iuran)\b.*\b(?:di|ke|kepada|tahun|untuk|utk)\b|"
    rf"{_HOW_MANY}\s+(?:gaji|honor|upah|tunjangan|tarif|harga)\b|"
    rf"(?<!\bsumber )(?<!\bjenis )\b(?:{_MONEY})\b[^,;?]*{_NOT_A_PLACE}{_HOW_MANY}{_RULED}|"
    rf"^jumlah\s+(?:{_PEOPLE})\b(?!.*\b(?:mana|apa|siapa|bagaimana|gimana|kapan)\b)|"
    rf"{_HOW_MANY}\s+jumlah\s+(?:{_PEOPLE})\b|\bjumlah\s+(?:{_PEOPLE})\b[^,;?]*{_HOW_MANY}|"
    rf"{_ASKS_WHAT}(?:monthly|annual|yearly|daily)\s+(?:pay|budget|cost|fee|allowance|salary|income)\b|"
    rf"{_ASKS_WHAT}costs? of\s+\w+ing\b|"
    r"^(?:what|which|what's)\s+(?:(?:is|are|was|were|the|an?)\s+)*(?:\w+\s+)?"
    r"(?:fees?(?! for service)|price|salary|tariffs?)\b(?!.*\b(?:based on|depend|fee for service)\b)|"
    r"\b(?:what|which)\s+(?:share|proportion)\s+of\b|"
    r"^(?:the )?(?:total )?number of\b.*\b(?:(?:in|during) (?:19|20)\d\d|nationwide)\b|"
    r"\bnumber of\s+(?:\w+\s+){0,2}(?:staff|people|residents|employees)\b|"
    r"\bhow much (?:waste|rubbish|garbage|trash|water)\b|"
    rf"\bhow much\b(?!\s+(?:lead|time|notice))(?=.*\b(?:{_SPENT})\b)|"
    r"\bhow (?:old|big|large|(?:deep|tall|far) (?:is|are)(?! we))\b|"
    rf"{_HOW_MANY} (?:jarak|luas wilayah|kedalaman)(?:nya)?\b|"
    rf"{_HOW_MANY} (?:jumlah |total )?(?:kerja ?sama|pks|mou|perjanjian|kontrak)\b.*"
    r"\b(?:tahun (?:ini|lalu|20\d\d)|sepanjang|terdaftar|tercatat|seluruh indonesia|se-?indonesia|nasional)\b|"
    rf"\bhow many\b(?!\s+(?:\w+\s+){{0,2}}(?:{_IN_TEXTS})\b).*\b(?:have|has|had|were|was|signed|did|total|since)\b|"
    r"\b(?:rata[- ]?rata|average|percentage|in numbers|in total)\b|\bstatistics?(?: on| of| about|\W*$)"
)
_SOME_AMOUNT = (
    rf"^(?:(?:kira[- ]kira )?{_HOW_MANY}\s+{_TAUGHT}|how many (?!(?:\w+ )?(?:{_IN_TEXTS})\b)|"
    rf"(?:what(?:'?s| is) the )?(?:maximum|minimum|highest|lowest) number of (?!(?:\w+ )?(?:{_IN_TEXTS})\b))"
    r"([a-z]{3,})(?:\s+\S+){0,7}$"
)
"""A short question for the number of anything else (“berapa halaman …”): an answer has at least a word for that."""
_AMOUNT_WORDS = frozenset(
    "berapa brp brapa jumlah how rata ratarata average percentage numbers number total statistic statistics monthly "
    "annual yearly daily cost costs share proportion fee fees price salary tariff tariffs".split()
)
_SIZE_ASKED = r"\bhow (?:deep|tall|far)\b|\b(?:jarak|luas wilayah|kedalaman)(?:nya)?\b"
_SIZE = r"\d\s*(?:[ck]?m|ha|k?m2|hekta(?:re?)?|hectares?|(?:kilo)?met(?:er|re)s?|miles?)\b"
_SHARE_ASKED = r"\b(?:share|proportion|percentages?|percent|persen|persentase)\b"
_SHARE = r"\d\s*(?:persen|per ?cent|%)"
_MONEY_TOLD = rf"\bRp\.?\s?\d|\d[\d.,]*\s*(?:rupiah|juta|miliar|milyar|triliun|million|billion|trillion)|{_SHARE}"
_NOT_TOLD = (
    r"\b(?:tidak (?:memberi|memuat|menyebut(?:kan)?) (?:\w+ )?(?:angka|jumlah)|tidak ada (?:angka|jumlah)|"
    r"tanpa (?:\w+ )?angka|no (?:figures?|numbers?|count)\b)"
)
"""An answer that says that the figure is not known answers, too."""
_COUNTED = (
    rf"(?:{_HOW_MANY}|\b(?:how many|number of|jumlah)\b)\s+"
    r"(?:(?:banyak|jumlah|orang|buah|lembar|unit|extra|more|professional)\s+(?!(?:di|yang|yg|dalam|untuk|"
    r"dari|pada)\b))?"
    r"([a-z]+)"
)
_NUMBER = (
    r"(?:\d+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belasan|puluhan|ratusan|"
    r"one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|only|satunya)"
)
_TIME = r"(?:years?|months?|weeks?|days?|hours?|tahun|bulan|minggu|pekan|hari|jam|semester)"
_RHYTHM = r"\b(?:semester|setahun|sebulan|sehari|a year|yearly|annual(?:ly)?|tahunan|batas waktu|tenggat|deadline)\b"
_YEAR = r"(?:19|20)\d\d"
_PREFIX = 5
"""Letters that a counted noun and its form in the answer share (“regions”, “region”)."""


def asks_time(text: str) -> bool:
    """Whether ``text`` asks how many years, days …"""
    return re.search(rf"(?:{_HOW_MANY}|\bhow many)\s+(?:\w+\s+)?{_TIME}\b", text, re.I) is not None


def states_time(answer: str) -> bool:
    """Whether ``answer`` gives a length of time, two years between which one lies, or says that there is none."""
    told = rf"{_NUMBER}\W+(?:\w+\W+)?{_TIME}\b|{_RHYTHM}|\b(?:sejak|since)\b[^.]*\b{_YEAR}\b"
    return re.search(told, answer, re.I) is not None or len(set(re.findall(rf"\b{_YEAR}\b", answer))) > 1


def asks_amount(text: str) -> bool:
    """Whether a sentence of ``text`` asks for an amount."""
    # Compiling the pattern costs more than a question: most questions have none of its words.
    if _AMOUNT_WORDS.isdisjoint(tokens(text)):
        return False
    return any(re.search(_AMOUNT, sentence, re.I) for sentence in sentences(text))


def thing_counted(text: str) -> str | None:
    """The noun of a short question for a number that nothing else tells (“berapa halaman …”), in known spelling."""
    if _AMOUNT_WORDS.isdisjoint(tokens(text)):
        return None
    found = re.search(_SOME_AMOUNT, text, re.I)
    return found[1].casefold() if found else None


def asks_money(text: str) -> bool:
    """Whether the amount that ``text`` asks for is one of money."""
    return re.search(_MONEY_WORDS, text, re.I) is not None


def asks_of_the_world(text: str) -> bool:
    """Whether the amount that ``text`` asks for is one of the country or of a year, so that no list gives it."""
    return re.search(_OF_THE_WORLD, text, re.I) is not None


def states_thing(noun: str, answer: str) -> bool:
    """Whether ``answer`` has a word for what is counted."""
    return noun[:_PREFIX] in answer.casefold()


def states_amount(question: str, answer: str) -> bool:
    """Whether ``answer`` gives an amount of the kind that ``question`` asks for; both in one language."""
    if asks_money(question):
        return re.search(_MONEY_TOLD, answer, re.I) is not None
    if re.search(_NOT_TOLD, answer, re.I):
        return True
    if re.search(_SIZE_ASKED, question, re.I):
        return re.search(_SIZE, answer, re.I) is not None
    if re.search(_SHARE_ASKED, question, re.I):
        return re.search(_SHARE, answer) is not None
    noun = re.search(_COUNTED, question.casefold())
    if noun is None:
        return re.search(r"\d", answer) is not None
    stem = re.escape(noun.group(1)[:_PREFIX])
    told = rf"\b{_NUMBER}\W+(?:(?:\w+\W+){{0,2}}{stem}|(?:had|have|were|are)\b)"
    return re.search(told, answer.casefold()) is not None
