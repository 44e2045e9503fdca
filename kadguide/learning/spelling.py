"""When two spellings are the same answer, and when a typing error may be forgiven."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

FORGIVING = ((9, 2), (5, 1))
"""Letters from which that many typing errors are forgiven in a word."""
_SHORT_FORMS = {
    "&": "dan", "thn": "tahun", "th": "tahun", "kab": "kabupaten", "prov": "provinsi", "kec": "kecamatan",
    "ps": "pasal", "psl": "pasal", "no": "nomor", "nmr": "nomor", "dgn": "dengan", "utk": "untuk", "yg": "yang",
    "pemda": "pemerintah daerah", "pemkab": "pemerintah kabupaten", "pemkot": "pemerintah kota",
    "pemprov": "pemerintah provinsi",
}  # fmt: skip
_IDLE = frozenset(
    "yaitu yakni ialah adalah itu namanya disebut jawabannya melalui lewat selaku sebagai bersifat berupa oleh setiap"
    " answer called it the a an of is as by through every".split()
)
"""Words that may stand in an answer or not."""
_KINDS = frozenset(
    "nama sebutan istilah singkatan kata jenis kategori bentuk macam jalur tahap bagian dokumen naskah mekanisme"
    " anggaran perasaan kedudukan pejabat asas prinsip pertimbangan bulan izin undang kerja sama kerjasama"
    " name term abbreviation word kind type category form track stage part document mechanism budget feeling capacity"
    " official principle consideration month permit law cooperation".split()
)
"""What kind of thing a question asks for: never one of the answers it names to choose from."""
_NEGATIONS = frozenset("tidak tak bukan tanpa belum non anti not no without never".split())
_TURNING = _NEGATIONS | frozenset("selain kecuali except besides dan atau serta and or nor".split())
"""Words that make another answer of what stands beside them."""
_NEGATING_STARTS = ("non", "tak", "tidak", "in", "im", "ir", "il", "un", "dis", "anti")


class Words(NamedTuple):
    """Words of the material. ``aliases`` lead from a folded spelling to what it stands for; ``known`` are real words,
    which are therefore no typing errors of other words."""

    aliases: Mapping[str, str] = {}
    known: frozenset[str] = frozenset()


NO_WORDS = Words()


def encode_words(words: Words) -> str:
    """As JSON, to be kept beside what was graded with them. The same words always give the same text."""
    return json.dumps(
        {"aliases": dict(sorted(words.aliases.items())), "known": sorted(words.known)}, ensure_ascii=False
    )


def decode_words(text: str) -> Words:
    """What :func:`encode_words` wrote. Anything else is no words."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return NO_WORDS
    if not isinstance(data, dict):
        return NO_WORDS
    aliases, known = data.get("aliases", {}), data.get("known", [])
    if not isinstance(aliases, dict) or not isinstance(known, list):
        return NO_WORDS
    texts = {spelling: meant for spelling, meant in aliases.items() if isinstance(meant, str)}
    return Words(texts, frozenset(word for word in known if isinstance(word, str)))


def normalise(text: str, aliases: Mapping[str, str] = NO_WORDS.aliases) -> str:
    """``text`` as it is compared: one case, no accents, no punctuation, one blank between words, short forms written
    out, aliases replaced."""
    spelled = " ".join(_SHORT_FORMS.get(word, word) for word in folded(text).split())
    if spelled in aliases:
        return aliases[spelled]
    return " ".join(aliases.get(word, word) for word in spelled.split())


def folded(text: str) -> str:
    """``text`` in one case, without accents and punctuation, with one blank between words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    plain = plain.replace("&", " & ").replace("/", " ")
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*|&", plain))


def same_spelling(typed: str, key: str) -> bool:
    """Whether two normalised texts differ in nothing but blanks and words that may be left out."""
    return _bare(typed) == _bare(key)


def without_asked(text: str, question: str, mistakes: Iterable[str]) -> str:
    """``text`` without the kind of thing that the ``question`` asks for, unless it belongs to one of the ``mistakes``;
    nothing where it is not said, or where other words turn the text into another answer. Any other word of the question
    may be one of the answers that it names, as in “mandatory or voluntary?”."""
    spelled = folded(text).split()
    asked = _KINDS.intersection(folded(question).split())
    asked = asked.difference(word for mistake in mistakes for word in folded(mistake).split())
    left = [word for word in spelled if word not in asked]
    return " ".join(left) if len(left) < len(spelled) and not _TURNING & set(spelled) else ""


def _bare(text: str) -> str:
    words = [word for word in text.split() if word not in _IDLE]
    return "".join(words or text.split())


def forgivable(typed: str, key: str, known: Iterable[str] = ()) -> bool:
    """Whether normalised ``typed`` is ``key`` with typing errors.

    One error in five to eight letters, two from nine on, counted as Damerau and Levenshtein do. Never in a number,
    never where a negation comes or goes, never where what was typed is itself a real word.
    """
    if re.findall(r"\d+", typed) != re.findall(r"\d+", key):
        return False
    ours, theirs = typed.split(), key.split()
    if {word for word in ours if word in _NEGATIONS} != {word for word in theirs if word in _NEGATIONS}:
        return False
    if len(ours) == len(theirs):
        return all(_near(one, two, known) for one, two in zip(ours, theirs, strict=True))
    strange = [word for word in ours if word not in theirs]
    return _near("".join(ours), "".join(theirs), known) and not any(word in known and len(word) > 3 for word in strange)


def _near(typed: str, word: str, known: Iterable[str]) -> bool:
    if typed == word:
        return True
    if any(character.isdigit() for character in typed + word):
        return False
    if any(typed == start + word or word == start + typed for start in _NEGATING_STARTS):
        return False
    allowed = next((errors for letters, errors in FORGIVING if len(word) >= letters), 0)
    return typed not in known and DamerauLevenshtein.distance(typed, word, score_cutoff=allowed) <= allowed
