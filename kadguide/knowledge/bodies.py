"""Rules for the text of an answer (KAD3xx). Markdown is parsed here and on the screen, nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kadguide.knowledge.model import LANGS, Entry, Lang, short_answer
from kadguide.knowledge.places import article_numbers
from kadguide.knowledge.texts import articles_in_text, laws_in_text

SHORT_ANSWER_WORDS = 60
PARAGRAPH_WORDS = 120
ANSWER_WORDS = 260
TABLE_COLUMNS = 3
TITLE_CHARACTERS = 60

NOTE_MARKS: dict[Lang, tuple[str, ...]] = {
    "id": ("**Catatan hukum:**", "**Catatan:**"),
    "en": ("**Law note:**", "**Note:**"),
}
_PAPER = re.compile(r"\b(makalah\w*|radji|penulis\w*|paper\w*|author\w*)\b", re.I)
_LAW = re.compile(
    r"\b(uu|pp|permendagri|perpres|keppres|pasal|undang-undang|peraturan|hukum|law|laws|gr|regulation|art\.|arts\.|article|"
    r"sumber sekunder|berita|laporan|media|secondary|press|news|report\w*|studi|study|kadguide)\b",
    re.I,
)
_BARE_WORD = re.compile(r"\W*(?:ya|tidak|tidak boleh|boleh|bisa|bukan|belum|yes|no|no longer|not yet)\**[.,:]", re.I)
"""An answer in one word, which is wrong for those who ask the opposite, whatever follows."""
_RUN_TOGETHER = re.compile(r"^(?:[a-z]\.|\(\d+\)|\([a-z]\)|\d+\))\s", re.M)
_REVOKED = re.compile(
    r"dicabut|mencabut|tidak (?:lagi )?berlaku|tak berlaku|digantikan|revoked|repealed|no longer in force|replaced",
    re.I,
)


def words_of(text: str) -> int:
    """Number of words, without Markdown marks."""
    return len(re.findall(r"\w[\w/().’'-]*", re.sub(r"[*_`>|]", " ", text)))


def check_entry_text(entry: Entry, known_sources: set[str], revoked: set[str]) -> Iterator[tuple[str, Lang, str]]:
    """Yields rule code, language and detail for every finding in the two bodies and titles."""
    parser = _parser()
    allowed = set().union(*(article_numbers(c.article) for c in entry.citations if c.article))
    for lang in LANGS:
        body = entry.body.get(lang) if lang == "id" else entry.body.en
        if not body:
            continue
        if len(entry.title.get(lang)) > TITLE_CHARACTERS:
            yield "KAD308", lang, f"{len(entry.title.get(lang))} characters"
        yield from ((code, lang, detail) for code, detail in _check_shape(parser.parse(body), lang))
        first = short_answer(body)
        if (count := words_of(first)) > SHORT_ANSWER_WORDS:
            yield "KAD301", lang, f"{count} words"
        speaks = _PAPER if entry.layer == "paper" else _LAW
        if not speaks.search(first):
            yield "KAD307", lang, f"layer {entry.layer}: “{first[:50]}…”"
        if bare := _BARE_WORD.match(first):
            yield "KAD309", lang, f"“{bare[0]}”"
        if (count := words_of(body)) > ANSWER_WORDS:
            yield "KAD302", lang, f"the answer has {count} words"
        for number in sorted(articles_in_text(body) - allowed):
            yield "KAD304", lang, f"article {number}"
        for law in sorted(laws_in_text(body) - known_sources):
            yield "KAD304", lang, f"there is no source {law}"
        cited = {citation.source for citation in entry.citations} & revoked
        if cited and not _REVOKED.search(body):
            yield "KAD402", lang, f"{', '.join(sorted(cited))} is revoked"


@cache
def _parser() -> MarkdownIt:
    """Making one takes as long as reading a text with it."""
    return MarkdownIt("commonmark").enable("table")


def _check_shape(tokens: list[Token], lang: Lang) -> Iterator[tuple[str, str]]:
    columns = 0
    for index, token in enumerate(tokens):
        if token.type in ("heading_open", "html_block", "fence", "code_block", "hr"):
            yield "KAD305", token.type.replace("_", " ")
        elif token.type == "tr_open":
            columns = 0
        elif token.type in ("th_open", "td_open"):
            columns += 1
            if columns == TABLE_COLUMNS + 1:
                yield "KAD306", "a table with more than three columns"
        elif token.type == "blockquote_open":
            quoted = next((t.content for t in tokens[index:] if t.type == "inline"), "")
            if not quoted.startswith(NOTE_MARKS[lang]):
                yield "KAD303", f"“{quoted[:30]}…” should begin with {' or '.join(NOTE_MARKS[lang])}"
        elif token.type == "inline":
            yield from _check_inline(token)


def _check_inline(token: Token) -> Iterator[tuple[str, str]]:
    if _RUN_TOGETHER.search(token.content):
        yield "KAD306", f"“{token.content[:30]}…”"
    if (count := words_of(token.content)) > PARAGRAPH_WORDS:
        yield "KAD302", f"a paragraph has {count} words"
    for child in token.children or []:
        if child.type in ("link_open", "image", "html_inline", "code_inline"):
            yield "KAD305", child.type.replace("_", " ")
