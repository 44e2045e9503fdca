"""Questions as a GIFT file, as strict as the strictest readers: every sign escaped, every weight one that Moodle knows.

An order of steps is not written: readers take it for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kadguide.exchange.bank.choosing import Group
from kadguide.exchange.bank.leaving import Leaving
from kadguide.exchange.bank.question import Answer, Export, Question
from kadguide.exchange.bank.weights import known_weight, say_weight

ROOT = "$course$/top/kadguide"


def write_gift(groups: Iterable[Group], leaving: Leaving) -> Export:
    """All items that GIFT can hold, one category for each quiz."""
    blocks: list[str] = []
    count = 0
    for group in groups:
        questions = [leaving.question(item, with_ordering=False) for item in group.items]
        kept = [question for question in questions if question is not None]
        if kept:
            blocks.append(f"$CATEGORY: {ROOT}/{category_name(group.quiz.title.get(leaving.lang))}")
            blocks += map(gift_question, kept)
            count += len(kept)
    return Export(("\n\n".join(blocks) + "\n").encode(), count, tuple(leaving.remarks))


def category_name(title: str) -> str:
    """A title as the name of one category: a slash would open another."""
    return " ".join(title.replace("/", "-").split())


def gift_question(question: Question) -> str:
    """One block without blank lines."""
    tags = " ".join(f"[tag:{_tag(tag)}]" for tag in question.tags)
    head = f"// [id:{question.id}] {tags}".rstrip()
    rows = [*_rows(question)]
    if question.explanation:
        rows.append(f"####{escaped(question.explanation)}")
    opening = "{#" if question.kind == "number" else "{"
    if question.kind == "true_false":
        return f"{head}\n::{question.id}::[plain]{escaped(question.text)}{{{''.join(rows)}}}"
    body = "\n".join(f"\t{row}" for row in rows)
    return f"{head}\n::{question.id}::[plain]{escaped(question.text)}{opening}\n{body}\n}}"


def _rows(question: Question) -> Iterator[str]:
    match question.kind:
        case "single":
            for answer in question.answers:
                full = answer.percent == 100
                yield f"{'=' if full else '~'}{_percent(answer, shown=not full and answer.percent > 0)}{_said(answer)}"
        case "multiple":
            for answer in question.answers:
                yield f"~{_percent(answer)}{_said(answer)}"
        case "true_false":
            answer = question.answers[0]
            feedback = f"#{escaped(answer.feedback)}" if answer.feedback else ""
            yield f"{answer.text.upper()}{feedback}"
        case "matching":
            for left, right in question.pairs:
                yield f"={escaped(left)} -> {escaped(right)}"
        case "number":
            for answer in question.answers:
                feedback = f"#{escaped(answer.feedback)}" if answer.feedback else ""
                yield f"={_percent(answer)}{answer.text}:{say_weight(answer.tolerance)}{feedback}"
        case _:
            for answer in question.answers:
                yield f"={_percent(answer)}{_said(answer)}"


def _percent(answer: Answer, *, shown: bool = True) -> str:
    """The weight before an answer. It also stands where the text itself begins like one."""
    weight = known_weight(answer.percent)
    assert weight is not None
    return f"%{say_weight(weight)}%" if shown or answer.text.startswith("%") else ""


def _said(answer: Answer) -> str:
    return escaped(answer.text) + (f"#{escaped(answer.feedback)}" if answer.feedback else "")


def escaped(text: str) -> str:
    """``text`` as GIFT takes it literally. An arrow of two signs would make any answer a pair."""
    arrows = text.replace("->", "→")
    return re.sub(r"([~=#{}:\\])", r"\\\1", arrows).replace("\n", "\\n")


def _tag(tag: str) -> str:
    return re.sub(r"[\[\]\n]", " ", tag).strip()
