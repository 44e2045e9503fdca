"""Reads citations with regular expressions. Loaded only for texts that have a number in them: compiling takes time."""

from __future__ import annotations

import re
from functools import lru_cache

from kadguide.answering.citations import MINISTERIAL, Cited, LawRef
from kadguide.answering.folding import fold

_KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("permendagri", (
        r"permendagri|permen dagri|peraturan menteri dalam negeri|pmdn|moha reg(?:ulation)?|"
        r"minister of home affairs regulation|home affairs (?:ministry )?regulation"
    )),
    ("perppu", r"perppu|perpu"),
    ("perpres", r"perpres|peraturan presiden|presidential regulation"),
    ("keppres", r"keppres|kepres|keputusan presiden|presidential decree"),
    ("inpres", r"inpres|instruksi presiden|presidential instruction"),
    ("pmk", r"pmk|peraturan menteri keuangan"),
    ("permen", r"permen|peraturan menteri|minister(?:ial)? regulation|regulation of the minister"),
    ("tap", r"tap mpr"),
    ("perda", r"perda|peraturan daerah"),
    ("pp", r"pp|peraturan pemerintah|government regulation|gov(?:t|ernment)? reg|gr"),
    ("uu", r"uu|undang undang|undang2|law|act"),
)  # fmt: skip
_LONG_KIND_WORDS = (
    "permendagri peraturan menteri dalam negeri perpres presiden keppres keputusan instruksi keuangan pemerintah "
    "undang regulation government ministerial article paragraph"
).split()
_BEFORE_NUMBER = r"(?:nomor|number|nmr|nmor|no|num)"
_BEFORE_YEAR = r"(?:tahun|thn|th|tahn|of|year)"
_NUMBER = rf"(?:\s*{_BEFORE_NUMBER}?\s*)(\d{{1,4}})(?:\s*(?:{_BEFORE_YEAR}|/)?\s*((?:19|20)\d{{2}}))?"
_YEAR = re.compile(r"(?:19[4-9]\d|20\d\d)")
_LAW = re.compile(
    r"\b(" + "|".join(f"(?P<{kind}>{words})" for kind, words in _KIND_WORDS) + r")(?=[\s\d])" + _NUMBER + r"(?!\d)"
)
_FURTHER_YEAR = re.compile(r"(?: (?:dan|atau|serta|sampai|hingga|lalu|sama|and|or|to|until))? ((?:19|20)\d{2})\b")
"""A further year behind a regulation that is called by its year (“UU 1999, 2004, dan 2014”)."""
_YEAR_FIRST = re.compile(
    r"(?<!\d )\b((?:19[4-9]|20\d)\d)(?: (?:and|or|to|versus|vs) (?:the )?((?:19[4-9]|20\d)\d))? "
    r"(?:(?P<pp>government regulations?)|(?P<permendagri>permendagri)|(?P<uu>laws?|acts?|statutes?))\b"
)
"""Regulations that English texts call by their years (“the 2004 law”, “the 2004 and 2014 acts”)."""
_BARE_LAW = re.compile(r"(?<!ayat )(?<!pasal )(?<!article )\b(\d{1,3}) ((?:19|20)\d{2})\b")
_ARTICLE = re.compile(
    r"\b(?:pasal|psl|pasl|ps|pasalnya|article|articles|arts|art)\s*(\d{1,3})(?!\d)"
    r"(?:\s*(?:ayat|ay|paragraph|para)?\s*(?:ke\s*)?\(?(\d{1,2})\)?)?"
)
_FURTHER = re.compile(
    r"(?:\s+(?:ayat|paragraph|para)\s+\d{1,2})?"
    r"\s+(?:sampai(?: dengan)?|s d|sd|hingga|dan|atau|serta|to|until|through|and|or)"
    r"(?:\s+(?:pasal|psl|article|art))?\s+(\d{1,3})\b"
    r"(?!\s+(?:hari|bulan|tahun|model|prinsip|syarat|days?|months?|years?|models?|principles?)\b)"
)
"""A further article behind one (“pasal 18 sampai 21”); the articles that lie between are not listed."""
_HYPHEN = re.compile(r"\b((?:pasal|psl|ps|articles?|arts?)\.?\s*\d{1,3})\s*[-–—]\s*(?=\d{1,3}\b)", re.I)
_UNDER = (
    r"\b(?:(?:seperti |sebagaimana )?(?:yang )?(?:diatur|ditentukan|disebut|tercantum|tertulis) (?:di|dalam|pada|oleh)|"
    r"menurut|berdasarkan|berdasar|sesuai(?: dengan)?|mengacu(?: pada| ke)?|merujuk(?: pada| ke)?|versi|dalam|di|pada|"
    r"under|according to|pursuant to|based on|as per|per|in|by) (?:the )?$"
)
"""What stands before a regulation that is not asked of, but where the answer is to be found."""
_LETTERED = re.compile(r"\b(?i:pasal|psl|ps|articles?|arts?)\.?\s*(\d{1,3})([A-Z])?\b")
"""An article as it was typed; with a letter it was put between two others (“Pasal 292A”)."""
_PARAGRAPH = re.compile(
    r"\b(?:ayat|paragraph|para)(?:nya)?\s*(?:ke\s*|yang\s*ke\s*)?"
    r"(\d{1,2}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\b"
)
_PAPER_PART = re.compile(
    r"\b(bab|chapter|tabel|table|gambar|figure|lampiran|appendix|grafik|"
    r"bagan|diagram|halaman|page)"
    r"\s+([0-9]{1,2}\b|[a-e]\b|(?!i (?!of\b|in\b|dari\b|makalah\b)[a-z])[ivx]+\b)"
)
"""An “I” with a verb behind it is the asker (“in the chapter I read”)."""
_NUMBER_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "satu pertama kesatu first one i", "dua kedua second two ii", "tiga ketiga third three iii",
            "empat keempat fourth four iv", "lima kelima fifth five", "enam keenam sixth six vi",
            "tujuh ketujuh seventh seven vii", "delapan kedelapan eighth eight viii",
            "sembilan kesembilan ninth nine ix",
            "sepuluh kesepuluh tenth ten", "sebelas kesebelas eleventh eleven", "duabelas keduabelas twelfth twelve",
            "tigabelas ketigabelas thirteenth thirteen", "empatbelas keempatbelas fourteenth fourteen",
            "limabelas kelimabelas fifteenth fifteen", "enambelas keenambelas sixteenth sixteen",
            "tujuhbelas ketujuhbelas seventeenth seventeen",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ENGLISH_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
)  # fmt: skip
_ORDINALS = [word for word in _NUMBER_WORDS if word.startswith("ke") or word in ("pertama", *_ENGLISH_ORDINALS)]
_ORDINAL_WORDS = re.compile(rf"\b(?:ke\s?(\d{{1,2}})|({'|'.join(_ORDINALS)}))(?:nya)?\b")
HIGHEST_POSITION = 15
"""No list is longer; a higher number beside a noun is the number of a law, not a position."""
_NOT_ORDINAL = re.compile(
    r"\bpihak ke\s?(?:tiga|3)\b|\bthird part(?:y|ies)\b|\bpertama kali\b|\bfirst time\b|"
    r"\bkelima (?:model|jenis|potensi|syarat|macam|bentuk)\b|"
    r"\bkeempat (?:kendala|hambatan|jenis)\b|\bketiga (?:saran|undang)\b|"
    r"(?<!yang )\b(?:kedua|ketiga|keempat|kelima)nya\b|"
    r"\bkesepuluh prinsip\b|\bkedua (?:belah|daerah|pihak|pemda)\b"
)


@lru_cache(512)
def _spaced(text: str) -> str:
    """Folded text with every word and number apart and other signs as blanks; “kedua belas” is one number word."""
    text = re.sub(r" belas\b", "belas", re.sub(r"[^a-z0-9]+", " ", fold(text)))
    return re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", text).strip()


def _shorter(word: str) -> set[str]:
    """``word`` with any one letter left out."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(1)
def _misspelt() -> dict[str, str]:
    """Every spelling from which a letter is missing of the words that name regulations and places in them."""
    return {spelling: word for word in _LONG_KIND_WORDS for spelling in _shorter(word)}


def _spelled(word: str, typed: str) -> str:
    """The word for a kind of regulation that ``word`` is but for one letter; what was ``typed`` when it is none.

    A letter too few, one too many, another one in its place, or two that changed places (“prmendagri”, “permendgari”).
    """
    if word in _LONG_KIND_WORDS:
        return typed
    table = _misspelt()
    if word in table or len(word) == 5:  # another letter in so short a word makes another word: “dalam”, “malam”
        return table.get(word, typed)
    shorter = sorted(_shorter(word))
    extra = next((spelling for spelling in shorter if spelling in _LONG_KIND_WORDS), None)
    return extra or next((table[spelling] for spelling in shorter if spelling in table), typed)


def spell_kinds(text: str) -> str:
    """``text`` with the words that name kinds of regulations as they are spelled."""
    return re.sub(r"[A-Za-z]{5,}", lambda word: _spelled(word[0].lower(), word[0]), text)


def call_law(text: str, law: LawRef, kind: str) -> str:
    """``text`` with the name of its kind before a regulation that was named by number and year."""
    number = rf"\b0*{law.number}\W{{1,3}}(?:{_BEFORE_YEAR}\W{{1,2}})?{law.year}\b"
    named = rf"(?:\b(?:{dict(_KIND_WORDS)[MINISTERIAL[0]]})\W+(?:{_BEFORE_NUMBER}\W+)?)?{number}"
    return re.sub(named, f"{kind} {law.number}/{law.year}", text, flags=re.I)


@lru_cache(512)
def find_citations(text: str) -> Cited:
    """Everything that ``text`` cites. Remembered, since a question is looked at for its regulations, and then read."""
    plain = re.sub(r"\bke (?=\d)", "ke", _spaced(spell_kinds(_HYPHEN.sub(r"\1 sampai ", text))))
    laws: dict[LawRef, None] = {}
    for match in _LAW.finditer(plain):
        kind = next(kind for kind, _ in _KIND_WORDS if match.group(kind))
        number, year = match.groups()[-2:]
        laws.update(dict.fromkeys(_named_by(kind, number, year, plain[match.end() :])))
    rest = _NOT_ORDINAL.sub(" ", _LAW.sub(" ", plain))
    for number, year in _BARE_LAW.findall(rest):
        laws[LawRef("", str(int(number)), year)] = None
    for match in _YEAR_FIRST.finditer(rest):
        kind = next(kind for kind, said in match.groupdict().items() if said)
        laws.update({LawRef(kind, "", year): None for year in match.groups()[:2] if year})
    articles: dict[str, None] = {}
    paragraphs: dict[str, None] = {}
    letters: dict[str, list[str]] = {}
    for number, letter in _LETTERED.findall(text):
        letters.setdefault(number, []).append(letter)
    for match in _ARTICLE.finditer(rest):
        article, paragraph = match.groups()
        letter = letters[article].pop(0) if letters.get(article) else ""
        articles[str(int(article)) + letter] = None
        if paragraph and not (len(paragraph) == 2 and int(paragraph) > 15):
            paragraphs[str(int(paragraph))] = None
        last, at = int(article), match.end(1)
        while (further := _FURTHER.match(rest, at)) and int(further[1]) > last:
            last, at = int(further[1]), further.end()
            articles[str(last)] = None
    for paragraph in _PARAGRAPH.findall(rest):
        paragraphs[paragraph if paragraph.isdigit() else str(_NUMBER_WORDS[paragraph])] = None
    ordinals = {int(digits) if digits else _NUMBER_WORDS[word]: None for digits, word in _ORDINAL_WORDS.findall(rest)}
    parts = {f"{name} {number}": None for name, number in _PAPER_PART.findall(plain)}
    return Cited(tuple(laws), tuple(articles), tuple(paragraphs), tuple(ordinals), tuple(parts))


def _named_by(kind: str, number: str, year: str | None, behind: str) -> list[LawRef]:
    """The regulations that ``kind`` and what stands ``behind`` it name; a number that is a year is none (“UU 2014”)."""
    if not _YEAR.fullmatch(number):
        return [LawRef(kind, str(int(number)), year)]
    years = [number] if year is None else [number, year]
    while further := _FURTHER_YEAR.match(behind):
        years.append(further[1])
        behind = behind[further.end() :]
    return [LawRef(kind, "", named) for named in years]


def without_laws(text: str) -> str:
    """Folded ``text`` without the regulations that it names, every word and number apart."""
    return " ".join(_BARE_LAW.sub(" ", _LAW.sub(" ", _spaced(spell_kinds(text)))).split())


def rest_under_law(text: str) -> str | None:
    """What ``text`` asks for under a regulation (“tahapan KSDPK *menurut Permendagri 22/2020*”), without the latter.

    ``None`` where it names none, several, or one that it asks of (“isi PP 28/2018”).
    """
    plain = _spaced(spell_kinds(text))
    named = list(_LAW.finditer(plain))
    if len(named) != 1 or not (under := re.search(_UNDER, plain[: named[0].start()])):
        return None
    return " ".join((plain[: under.start()] + plain[named[0].end() :]).split())


@lru_cache(512)
def _beside(noun: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a number after and before ``noun``."""
    word = re.escape(noun)
    return (
        re.compile(rf"\b{word} (?:yang )?(?:nomor |number |no |urutan )?(?:ke ?)?(\w+)\b"),
        re.compile(rf"\b(\w+) {word}\b"),
    )


def numbers_named(text: str) -> set[int]:
    """Small numbers that stand in ``text``, as digits or as words (“5 model”, “the ten principles”)."""
    words = _spaced(text).split()
    return {int(word) if word.isdigit() else _NUMBER_WORDS[word] for word in words if _is_small_number(word)}


def _is_small_number(word: str) -> bool:
    return (word.isdigit() and len(word) < 3) or word in _NUMBER_WORDS


def counted_members(text: str, nouns: tuple[str, ...]) -> int | None:
    """The position in “model 3”, “syarat nomor dua”, “third model”: a number next to one of ``nouns``."""
    plain = _spaced(text)
    for noun in nouns:
        name = _spaced(noun)
        if name not in plain:
            continue
        after_noun, before_noun = _beside(name)
        after, before = after_noun.search(plain), before_noun.search(plain)
        for match, ordinal_only in ((after, False), (before, True)):
            if not match:
                continue
            word_found = match.group(1)
            year_follows = re.match(r" (?:tahun )?(?:19|20)\d{2}\b", plain[match.end() :])
            if word_found.isdigit() and not ordinal_only and int(word_found) <= HIGHEST_POSITION and not year_follows:
                return int(word_found)
            # "kelima model" is all five, "model kelima" the fifth: only English ordinals stand before their noun.
            if word_found in _NUMBER_WORDS and (not ordinal_only or word_found in _ENGLISH_ORDINALS):
                return _NUMBER_WORDS[word_found]
            if match is after and word_found.startswith("ke") and word_found[2:].isdigit():
                return int(word_found[2:])
    return None
