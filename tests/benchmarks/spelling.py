"""How many real-looking spellings of right answers are accepted, and whether a wrong answer ever is.

``python -m tests.benchmarks.spelling [--seed 1] [--typos 4] [--show 10]``. For each typed item of the bank, spellings
are made from its keys as people write them: case, punctuation, blanks, short forms, words before, typing errors within
what the guide promises to forgive; numbers in digits and words; places in a regulation in the usual notations. Wrong
answers are the known mistakes of the item in such spellings, its own answer denied or beside another one that the
question names too, the answers of all other items, numbers and articles next to the right one. Right means full marks;
for a wrong paragraph of the right article half marks are the rule, so that there only full marks are an error. Ends
with 1 when fewer than 98 % of the right ones or any of the wrong ones are accepted.

Abbreviations get no typing errors, since one letter makes another of them (KSDPL, KSDLL).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from kadguide.config import knowledge_root
from kadguide.knowledge.items import ArticleKey, Item, NumberKey
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.reader import read_library
from kadguide.learning.grading import grade
from kadguide.learning.material import Material
from kadguide.learning.responses import TYPED, Response
from kadguide.learning.spelling import normalise, same_spelling

ENOUGH = 0.98
"""Share of right answers that is to be accepted."""
_NEIGHBOURS = {
    "q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o",
    "a": "sq", "s": "ad", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "k",
    "z": "x", "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "n",
}  # fmt: skip
"""Letters beside each other on the keyboard."""
_KINDS = "nama sebutan istilah singkatan dokumen kategori jalur tahap mekanisme term name document mechanism".split()
"""Kinds of things that questions ask for, which people put before the answer."""
_SHORT_FORMS = (
    ("pemerintah provinsi", "pemprov"), ("pemerintah daerah", "pemda"), ("provinsi", "prov."), ("dengan", "dgn"),
    ("dan", "&"), ("tahun", "thn"),
)  # fmt: skip
_UNITS_ID = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_UNITS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()


class Spelling(NamedTuple):
    """One answer as it is typed. ``most`` is what a wrong one may earn, ``stem`` a question in place of the item's."""

    kind: str
    text: str
    most: float = 0.0
    stem: str = ""


# -- right answers


def right_spellings(item: Item, dice: random.Random, typos: int) -> Iterator[Spelling]:
    """The keys of ``item`` as people type them."""
    if item.number is not None:
        yield from number_spellings(item.number)
    elif item.article is not None:
        yield from article_spellings(item.article)
    else:
        for key in dict.fromkeys(item.accepted.all):
            yield from plain_spellings(key)
            yield from short_forms(key)
            yield from (
                Spelling("words before", f"{word} {key}")
                for word in ("yaitu", "adalah", "namanya", "disebut", "itu", "it is")
            )
            yield from typing_errors(key, dice, typos)
            stem = f"{item.stem.id} {item.stem.en}".casefold().split()
            yield from (Spelling("with the kind that is asked for", f"{w} {key}") for w in _KINDS if w in stem)


def plain_spellings(key: str) -> Iterator[Spelling]:
    """Case, punctuation and blanks."""
    for text in (key.upper(), key.lower(), key.title(), key.swapcase()):
        yield Spelling("case", text)
    for text in (f"{key}.", f"“{key}”", f"({key})", f"- {key}", f"{key}!", f"*{key}*"):
        yield Spelling("punctuation", text)
    for text in (f"  {key} ", key.replace(" ", "  "), key.replace(" ", "\N{NO-BREAK SPACE}"), key.replace(" ", "-")):
        yield Spelling("blanks", text)
    if " " in key:
        yield Spelling("run together", key.replace(" ", ""))


def short_forms(key: str) -> Iterator[Spelling]:
    """What is commonly shortened in notes."""
    padded = f" {key.casefold()} "
    for whole, short in _SHORT_FORMS:
        if f" {whole} " in padded:
            yield Spelling("short forms", padded.replace(f" {whole} ", f" {short} ").strip())


def typing_errors(key: str, dice: random.Random, count: int) -> Iterator[Spelling]:
    """One error in a word of five to eight letters, two in a longer one; the first letter is rarely wrong."""
    words = key.split()
    places = [n for n, word in enumerate(words) if len(word) >= 5 and word.isalpha() and not word[1:].isupper()]
    for _ in range(count if places else 0):
        place = dice.choice(places)
        yield Spelling("one typing error", _with_error(words, place, dice, 1))
        longer = [n for n in places if len(words[n]) >= 9]
        if longer:
            yield Spelling("two typing errors", _with_error(words, dice.choice(longer), dice, 2))


def _with_error(words: list[str], place: int, dice: random.Random, errors: int) -> str:
    word = words[place]
    for _ in range(errors):
        word = mistyped(word, dice)
    return " ".join([*words[:place], word, *words[place + 1 :]])


def mistyped(word: str, dice: random.Random) -> str:
    """``word`` with a letter dropped, doubled, swapped with the next, or hit beside."""
    spot = dice.randrange(1, len(word) - 1)
    before, letter, after = word[:spot], word[spot], word[spot + 1 :]
    match dice.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[0] + letter + after[1:]
        case _:
            return before + dice.choice(_NEIGHBOURS.get(letter.casefold(), letter)) + after


def number_spellings(key: NumberKey) -> Iterator[Spelling]:
    """A number in digits and words, with its unit and without."""
    digits = f"{key.value:g}"
    for text in (digits, f"{digits}.", f"{digits},0", f" {digits} ", f"sebanyak {digits}", f"ada {digits}"):
        yield Spelling("number", text)
    for unit in filter(None, (key.unit.id, key.unit.en)):
        for text in (f"{digits} {unit}", f"{digits} {unit.upper()}.", f"kira-kira {digits} {unit}"):
            yield Spelling("number with unit", text)
    if key.value == int(key.value) and 0 <= key.value < 100:
        words = (number_words(int(key.value)), english_number(int(key.value)))
        for said, unit in zip(words, (key.unit.id, key.unit.en), strict=True):
            for text in (said, said.capitalize(), f"{said} {unit}".strip(), f"{digits} ({said}) {unit}".strip()):
                yield Spelling("number in words", text)


def number_words(value: int) -> str:
    """A number from 0 to 99 in Indonesian."""
    if value < 12:
        return _UNITS_ID[value]
    if value < 20:
        return f"{_UNITS_ID[value - 10]} belas"
    rest = _UNITS_ID[value % 10] if value % 10 else ""
    return f"{_UNITS_ID[value // 10]} puluh {rest}".strip()


def english_number(value: int) -> str:
    """A number from 0 to 99 in English."""
    if value < 20:
        return _UNITS_EN[value]
    rest = f"-{_UNITS_EN[value % 10]}" if value % 10 else ""
    return _TENS_EN[value // 10 - 2] + rest


def article_spellings(key: ArticleKey) -> Iterator[Spelling]:
    """A place in the notations of letters, notes and English texts; the regulation before, behind, or left out."""
    places = article_notations(key.article, key.paragraph, key.letter)
    if not key.asks_source:
        yield from (
            Spelling("article", text) for text in (*places, places[0].upper(), places[0].lower(), f"{places[0]}.")
        )
    for law in law_notations(key.source):
        yield Spelling("article and law", f"{law} {places[0]}")
        yield Spelling("article and law", f"{places[0]} {law}")
        yield Spelling("article and law", f"{law}, {places[1]}")


def article_notations(article: str, paragraph: str | None, letter: str | None) -> tuple[str, ...]:
    """The same place in the usual notations."""

    def say(start: str, middle: str, end: str) -> str:
        said = start.format(article) + (middle.format(paragraph) if paragraph else "")
        return said + (end.format(letter) if letter else "")

    return (
        say("Pasal {}", " ayat ({})", " huruf {}"), say("ps {}", " ({})", " {}"), say("psl. {}", " ayat {}", " hrf {}"),
        say("Ps.{}", "({})", "({})"), say("{}", " ayat {}", " huruf {}"), say("{}", "({})", "({})"),
        say("Art. {}", "({})", "({})"), say("article {}", " paragraph ({})", " letter {}"),
        say("yaitu pasal {}", " ayat ({})", " huruf {}"),
    )  # fmt: skip


def law_notations(source: str) -> tuple[str, ...]:
    """A regulation such as ``uu-23-2014`` as it is cited; none when its id is another."""
    parts = source.split("-")
    if len(parts) != 3:
        return ()
    kind, number, year = parts
    short = kind.upper() if len(kind) < 4 else kind.capitalize()
    whole = {"uu": "Undang-Undang", "pp": "Peraturan Pemerintah", "permendagri": "Peraturan Menteri Dalam Negeri"}
    said = (f"{short} {number}/{year}", f"{short} No. {number} Tahun {year}", f"{short.lower()} {number} thn {year}")
    return (*said, f"{whole[kind]} Nomor {number} Tahun {year}") if kind in whole else said


# -- wrong answers


def wrong_spellings(item: Item, others: list[Item], dice: random.Random, typos: int) -> Iterator[Spelling]:
    """What must not be accepted for ``item``."""
    for mistake in item.mistakes:
        for answer in dict.fromkeys(mistake.answers.all):
            yield from (Spelling("known mistake", one.text) for one in plain_spellings(answer))
            if item.type == "short":
                errors = (*typing_errors(answer, dice, typos), *short_forms(answer))
                yield from (
                    Spelling("known mistake, mistyped", one.text) for one in errors if not is_key(item, one.text)
                )
    if item.number is not None:
        yield from wrong_numbers(item.number)
    elif item.article is not None:
        yield from wrong_articles(item.article)
    else:
        yield from (
            Spelling("denied", f"{word} {key}") for key in item.accepted.all for word in ("bukan", "tidak", "not")
        )
        yield from (Spelling("half right", key, 0.5) for key in item.partial.all)
        keys = dict.fromkeys(key for other in others if other.type == "short" for key in other.accepted.all)
        yield from (Spelling("answer of another item", key, 0.5) for key in keys if not is_key(item, key))
        yield from both_candidates(item, [other for other in others if other.type == "short"])


def both_candidates(item: Item, others: list[Item]) -> Iterator[Spelling]:
    """The right answer and another one of two that a question names, as if one of them would count."""
    for key, other in product(first_keys([item]), first_keys(others)):
        if not is_key(item, other):
            stem = f"{key} atau {other}? {key} or {other}?"
            yield from (Spelling("both candidates", text, 0.5, stem) for text in (f"{key} {other}", f"{other} {key}"))


def first_keys(items: Iterable[Item]) -> list[str]:
    """The answer to each item that stands first, in both languages."""
    return list(dict.fromkeys(names[0] for item in items for names in (item.accepted.id, item.accepted.en) if names))


def is_key(item: Item, text: str) -> bool:
    """Whether ``text`` is one of the right answers itself, also of the same words as in “pemda” and “pemerintah”."""
    return any(same_spelling(normalise(text), normalise(key)) for key in item.accepted.all)


def wrong_numbers(key: NumberKey) -> Iterator[Spelling]:
    """Neighbours, slips of the digits, and the right number of something else."""
    digits = f"{key.value:g}"
    near = max(key.tolerance, key.near)
    for value in (key.value - 1, key.value + 1, key.value + 10, key.value * 10, -key.value, float(digits[::-1])):
        if abs(value - key.value) > near:
            yield Spelling("another number", f"{value:g}")
            yield Spelling("another number", f"{value:g} {key.unit.id}".strip())
    yield Spelling("another number", f"{digits} atau {key.value + 1:g}")
    yield from (
        Spelling("another unit", f"{digits} {unit}")
        for unit in ("bulan", "tahun", "minggu")
        if key.unit.id in ("hari", "hari kerja", "bulan", "tahun") and unit != key.unit.id
    )


def wrong_articles(key: ArticleKey) -> Iterator[Spelling]:
    """Neighbouring articles and paragraphs, another law, and two places at once."""
    if key.article.isdecimal():
        number = int(key.article)
        for other in (number - 1, number + 1, number + 10, number * 10):
            for text in article_notations(str(other), key.paragraph, key.letter)[:4]:
                yield Spelling("another article", text)
        yield Spelling("another article", f"Pasal {number} atau {number + 1}")
    if key.paragraph and key.paragraph.isdecimal():
        beside = str(int(key.paragraph) + 1)
        for text in article_notations(key.article, beside, key.letter):
            yield Spelling("another paragraph", text, 0.5)
        yield Spelling("another paragraph", f"Pasal {key.article}", 0.5)
    place = article_notations(key.article, key.paragraph, key.letter)[0]
    for law in ("UU 1/1999", "PP 1/1999", "Permendagri 1/1999"):
        yield Spelling("another law", f"{law} {place}")


# -- measuring


class Result(NamedTuple):
    """Accepted and all spellings by kind, and those that went wrong: item, kind, text."""

    right: dict[str, tuple[int, int]]
    wrong: dict[str, tuple[int, int]]
    refused: list[tuple[str, str, str]]
    let_in: list[tuple[str, str, str]]

    @property
    def share(self) -> float:
        """Of the right answers, the share that was accepted."""
        return sum(good for good, _ in self.right.values()) / max(sum(count for _, count in self.right.values()), 1)


def measure(material: Material, seed: int, typos: int) -> Result:
    """Grade all spellings of all typed items."""
    dice = random.Random(seed)  # noqa: S311 - chance in a measurement
    items = [item for item in material.bank.items if item.type in TYPED]
    counts: dict[bool, Counter[tuple[str, bool]]] = {True: Counter(), False: Counter()}
    refused, let_in = [], []
    for item in items:
        for kind, text, *_ in right_spellings(item, dice, typos):
            good = grade(item, Response(text=text), material.words).fraction == 1
            counts[True][kind, good] += 1
            if not good:
                refused.append((item.id, kind, text))
        others = [other for other in items if other is not item]
        for kind, text, most, stem in wrong_spellings(item, others, dice, typos):
            asked = item._replace(stem=Bilingual(stem, stem), mistakes=()) if stem else item
            bad = grade(asked, Response(text=text), material.words).fraction > most
            counts[False][kind, bad] += 1
            if bad:
                let_in.append((item.id, kind, text))
    right, wrong = (
        {
            kind: (count[kind, True], count[kind, True] + count[kind, False])
            for kind in dict.fromkeys(k for k, _ in count)
        }
        for count in counts.values()
    )
    return Result(right, wrong, refused, let_in)


def main() -> int:
    """Print two Markdown tables and what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1, help="another one makes other typing errors")
    parser.add_argument("--typos", type=int, default=4, help="typing errors of each kind for each key")
    parser.add_argument("--show", type=int, default=10, help="so many of each that went wrong")
    asked = parser.parse_args()
    library = read_library(knowledge_root()).library
    found = measure(Material(library.bank, library.competencies, library.terms), asked.seed, asked.typos)
    for title, rows, failures in (("right", found.right, found.refused), ("wrong", found.wrong, found.let_in)):
        print(f"| {title} answers | accepted | of | % |\n| --- | --- | --- | --- |")
        total = (sum(good for good, _ in rows.values()), sum(count for _, count in rows.values()))
        for kind, (good, count) in (*rows.items(), ("all", total)):
            print(f"| {kind} | {good} | {count} | {100 * good / max(count, 1):.1f} |")
        print("".join(f"\n{item}: {kind}: {text}" for item, kind, text in failures[: asked.show]) + "\n")
    return 0 if found.share >= ENOUGH and not found.let_in else 1


if __name__ == "__main__":
    sys.exit(main())
