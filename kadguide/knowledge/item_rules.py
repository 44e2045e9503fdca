"""Rules for one quiz item (KAD7xx). What a wrong key or a weak wrong option does to a learner cannot be undone later.

The rules of wording follow Haladyna, Downing and Rodriguez (2002), “A review of multiple-choice item-writing
guidelines for classroom assessment”, as far as a machine can test them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kadguide.knowledge.bodies import words_of
from kadguide.knowledge.items import FULL, Item, Option
from kadguide.knowledge.model import LANGS, Bilingual
from kadguide.knowledge.texts import LAW_IN_TEXT, articles_in_text

STEM_CHARACTERS = (15, 400)
OPTION_CHARACTERS = 160
EXPLANATION_WORDS = 90
FEEDBACK_WORDS = 60
KEY_WORDS = 5

Finding = tuple[str, str, str]
"""Rule code, key below the item, detail."""

PAPER_SPEAKS = re.compile(r"\b(makalah\w*|paper\w*|penulis\w*|author\w*|radji)\b", re.I)
_LAW_SPEAKS = re.compile(
    r"\b(pasal|arts?|undang-undang|uu|pp|permendagri|perpres|praktik|practice|contoh|peraturan|regulation|"
    r"hukum|law|sumber|sources?)\b",
    re.I,
)
_NEGATIVE = re.compile(r"\b(bukan|tidak|kecuali|tanpa|not|except|never|no)\b", re.I)
_NEGATIVE_LOUD = re.compile(r"\b(BUKAN|TIDAK|KECUALI|TANPA|NOT|EXCEPT|NEVER|NO)\b")
_ALL_OR_NONE = re.compile(
    r"\b(semua (?:jawaban )?(?:di atas |itu )?benar|tidak ada (?:jawaban )?yang benar|all of (?:the above|these)|"
    r"none of (?:the above|these)|semua salah|keduanya benar|both are right|[a-d] dan [a-d] benar)\b",
    re.I,
)
_MARKUP = re.compile(r"\*\*|__|`|<[a-z/][^>]*>|\[[^\]]*\]\(|^#|\n|^\s*[-*] ", re.I)
_REVOKED = re.compile(
    r"dicabut|mencabut|tidak (?:lagi )?berlaku|tak berlaku|diganti|revoked|repealed|no longer|replaced|makalah|paper",
    re.I,
)
_PARTS: dict[str, tuple[str, ...]] = {
    "single": ("options",), "multiple": ("options",), "true_false": ("options",), "matching": ("pairs", "lures"),
    "ordering": ("steps",), "short": ("accepted", "partial", "mistakes"), "number": ("number", "mistakes"),
    "article": ("article", "mistakes"),
}  # fmt: skip


def folded(text: str) -> str:
    """``text`` without case and punctuation: what makes two options the same."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def check_item(item: Item, revoked: set[str]) -> Iterator[Finding]:
    """Yields every finding about ``item`` alone; ``revoked`` are the sources that are no longer in force."""
    yield from _check_parts(item)
    yield from _check_stem(item)
    yield from _check_texts(item)
    yield from _check_law(item, revoked)
    yield from _check_wrong_answers(item)
    if item.type in ("single", "multiple", "true_false"):
        yield from _check_options(item)
    if item.type == "matching":
        yield from _check_matching(item)
    if item.type == "ordering":
        yield from _check_ordering(item)
    if item.type in ("short", "number", "article"):
        yield from _check_typed(item)


def _check_parts(item: Item) -> Iterator[Finding]:
    used = {"options", "pairs", "lures", "steps", "accepted", "partial", "mistakes"}
    for name in sorted(used - set(_PARTS[item.type])):
        value = getattr(item, name)
        if value.all if hasattr(value, "all") else value:
            yield "KAD751", name, f"“{name}” does not belong to type {item.type}"
    if not 1 <= item.difficulty <= 3:
        yield "KAD750", "difficulty", f"{item.difficulty} is not 1, 2 or 3"
    if item.version < 1:
        yield "KAD750", "version", f"{item.version} is below 1"


def _check_stem(item: Item) -> Iterator[Finding]:
    low, high = STEM_CHARACTERS
    for lang in LANGS:
        stem = item.stem.get(lang)
        if not low <= len(stem) <= high:
            yield "KAD713", "stem", f"{lang}: {len(stem)} characters"
        quiet = [word for word in _NEGATIVE.findall(stem) if not _NEGATIVE_LOUD.fullmatch(word)]
        loud = _NEGATIVE_LOUD.findall(stem)
        if len(loud) > 1 or (loud and quiet):
            yield "KAD714", "stem", f"{lang}: {', '.join(loud + quiet)}"
    hint = {lang: folded(item.hint.get(lang)) for lang in LANGS}
    for lang in LANGS:
        for key in _right_texts(item, lang):
            if len(key) > 3 and hint[lang] and re.search(rf"\b{re.escape(key)}\b", hint[lang]):
                yield "KAD752", "hint", f"{lang}: “{key}”"


def _right_texts(item: Item, lang: str) -> list[str]:
    options = [folded(getattr(option.text, lang)) for option in item.options if option.credit == FULL]
    return options + [folded(text) for text in getattr(item.accepted, lang)]


def _texts(item: Item) -> Iterator[tuple[str, Bilingual]]:
    yield "stem", item.stem
    yield "explanation", item.explanation
    yield "hint", item.hint
    yield "feedback", item.feedback
    for place, options in (("options", item.options), ("lures", item.lures)):
        for index, option in enumerate(options):
            yield f"{place}.{index}.text", option.text
            yield f"{place}.{index}.feedback", option.feedback
    for index, pair in enumerate(item.pairs):
        yield f"pairs.{index}.left", pair.left
        yield f"pairs.{index}.right", pair.right
        yield f"pairs.{index}.feedback", pair.feedback
    for index, step in enumerate(item.steps):
        yield f"steps.{index}.text", step.text
    for index, mistake in enumerate(item.mistakes):
        yield f"mistakes.{index}.feedback", mistake.feedback


def _check_texts(item: Item) -> Iterator[Finding]:
    for key, text in _texts(item):
        for lang in LANGS:
            if _MARKUP.search(getattr(text, lang)):
                yield "KAD740", key, f"{lang}: “{getattr(text, lang)[:40]}”"
        whole_sentence = key in ("stem", "explanation", "hint") or key.endswith("feedback")
        if whole_sentence and text.untranslated:
            yield "KAD739", key, f"“{text.id[:40]}”"
        limit = EXPLANATION_WORDS if key == "explanation" else FEEDBACK_WORDS
        if key == "explanation" or key.endswith("feedback"):
            for lang in LANGS:
                if (count := words_of(getattr(text, lang))) > limit:
                    yield "KAD715", key, f"{lang}: {count} words, at most {limit}"
    feedbacks = [text for key, text in _texts(item) if key.endswith("feedback") and text.id]
    if len(set(feedbacks)) < len(feedbacks) or item.explanation in feedbacks:
        yield "KAD718", "explanation", "the same words twice"


def _check_law(item: Item, revoked: set[str]) -> Iterator[Finding]:
    if not item.citations:
        yield "KAD708", "", "no [[items.sources]]"
    if any(citation.source == "radji" and not citation.section for citation in item.citations):
        yield "KAD708", "sources", "the paper is cited without a section"
    for lang in LANGS:
        said = f"{item.stem.get(lang)} {item.explanation.get(lang)}"
        where = item.stem.get(lang) if item.layer == "paper" else said
        if item.layer == "paper" and item.case:
            where = said
        if not (PAPER_SPEAKS if item.layer == "paper" else _LAW_SPEAKS).search(where):
            yield "KAD711", "stem", f"{lang}: layer {item.layer}"
        old = {citation.source for citation in item.citations} & revoked
        if old and not _REVOKED.search(said):
            yield "KAD712", "sources", f"{lang}: {', '.join(sorted(old))} is revoked"


def named_articles(item: Item) -> Iterator[tuple[str, str]]:
    """Language and number of every article that the explanation and the feedbacks name."""
    for key, text in _texts(item):
        if key == "explanation" or key.endswith("feedback"):
            for lang in LANGS:
                for number in articles_in_text(getattr(text, lang)):
                    yield lang, number


def named_laws(item: Item) -> Iterator[tuple[str, str, str]]:
    """Kind, number and year of every regulation that any text of the item names."""
    for _, text in _texts(item):
        for lang in LANGS:
            yield from LAW_IN_TEXT.findall(getattr(text, lang))


def _wrong(item: Item) -> Iterator[tuple[str, Bilingual, str | None]]:
    for place, options in (("options", item.options), ("lures", item.lures)):
        for index, option in enumerate(options):
            if option.credit < FULL:
                yield f"{place}.{index}", option.feedback, option.misconception
    for index, mistake in enumerate(item.mistakes):
        yield f"mistakes.{index}", mistake.feedback, mistake.misconception
    if item.type == "true_false":
        yield "feedback", item.feedback, item.misconception


def _check_wrong_answers(item: Item) -> Iterator[Finding]:
    for key, feedback, misconception in _wrong(item):
        if not (feedback.id and feedback.en):
            yield "KAD716", key, "no feedback"
        if not misconception:
            yield "KAD717", key, "no misconception"


def _check_options(item: Item) -> Iterator[Finding]:
    options = item.options
    if not (item.type == "true_false" and not options):
        low, high = (4, 6) if item.type == "multiple" else (3, 4)
        if not low <= len(options) <= high:
            yield "KAD719", "options", f"{len(options)} options, {low} to {high} are wanted"
        right = [option for option in options if option.credit == FULL]
        if item.type == "multiple":
            if len(right) < 2 or len(right) == len(options):
                yield "KAD722", "options", f"{len(right)} of {len(options)} are right"
            if any(0 < option.credit < FULL for option in options):
                yield "KAD722", "options", "an option is right or wrong here, nothing between"
        elif len(right) != 1:
            yield "KAD721", "options", f"{len(right)} are right"
        else:
            yield from _check_key_length(right[0], options)
    yield from _check_alike("options", [option.text for option in options])
    if len({option.id for option in options}) < len(options):
        yield "KAD723", "options", "an id stands twice"
    for index, option in enumerate(options):
        for lang in LANGS:
            text = getattr(option.text, lang)
            if _ALL_OR_NONE.search(text):
                yield "KAD720", f"options.{index}", f"“{text}”"
            if len(text) > OPTION_CHARACTERS:
                yield "KAD727", f"options.{index}", f"{lang}: {len(text)} characters"
    numbers = [re.fullmatch(r"(\d+)\b[^\d]*", option.text.id) for option in options]
    if len(options) > 2 and all(numbers):
        values = [int(found.group(1)) for found in numbers if found]
        if values != sorted(values) or not item.keep_order:
            yield "KAD744", "options", f"{values}"


def _check_key_length(key: Option, options: tuple[Option, ...]) -> Iterator[Finding]:
    for lang in LANGS:
        longest = max(len(getattr(option.text, lang)) for option in options if option is not key)
        if (length := len(getattr(key.text, lang))) > 1.6 * longest and length > longest + 20:
            yield "KAD726", "options", f"{lang}: {length} characters, the longest wrong one {longest}"


def _check_alike(place: str, texts: list[Bilingual]) -> Iterator[Finding]:
    for lang in LANGS:
        for one, two in combinations(texts, 2):
            if folded(getattr(one, lang)) == folded(getattr(two, lang)):
                yield "KAD723", place, f"{lang}: “{getattr(one, lang)}”"


def _check_matching(item: Item) -> Iterator[Finding]:
    if not 3 <= len(item.pairs) <= 6:
        yield "KAD730", "pairs", f"{len(item.pairs)} pairs, 3 to 6 are wanted"
    if not item.lures:
        yield "KAD730", "pairs", "no lure: the last pair is free"
    yield from _check_alike("pairs", [pair.left for pair in item.pairs])
    rights = [pair.right for pair in item.pairs]
    yield from _check_alike("lures", list(dict.fromkeys(rights)) + [lure.text for lure in item.lures])


def _check_ordering(item: Item) -> Iterator[Finding]:
    ranks = [step.rank for step in item.steps]
    if not 3 <= len(ranks) <= 6:
        yield "KAD731", "steps", f"{len(ranks)} steps, 3 to 6 are wanted"
    if (len(set(ranks)) < len(ranks)) != item.ties:
        yield "KAD731", "steps", "equal ranks need ties = true" if not item.ties else "ties without equal ranks"
    if len(set(ranks)) < 2 and ranks:
        yield "KAD731", "steps", "every order would be right"
    yield from _check_alike("steps", [step.text for step in item.steps])


def _check_typed(item: Item) -> Iterator[Finding]:
    if item.type == "short":
        for lang in LANGS:
            keys = getattr(item.accepted, lang)
            if not keys:
                yield "KAD732", "accepted", f"none in “{lang}”"
            for key in keys:
                if len(key.split()) > KEY_WORDS:
                    yield "KAD732", "accepted", f"“{key}” has more than {KEY_WORDS} words"
        right = {folded(text) for text in (*item.accepted.all, *item.partial.all)}
        for index, mistake in enumerate(item.mistakes):
            for text in mistake.answers.all:
                if folded(text) in right:
                    yield "KAD733", f"mistakes.{index}", f"“{text}” is accepted"
    if item.number:
        key = item.number
        if key.tolerance < 0 or (key.near and key.near <= key.tolerance):
            yield "KAD734", "number", f"tolerance {key.tolerance:g}, near {key.near:g}"
    if item.article and not any(
        citation.source == item.article.source and (citation.article or "").startswith(item.article.article)
        for citation in item.citations
    ):
        yield "KAD735", "article", f"{item.article.source} {item.article.article} is not among its sources"
