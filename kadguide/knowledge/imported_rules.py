"""What a quiz from another program may lack (KAD76x): it stays usable, and what is missing is said as warnings.

Where an item could not be graded, the usual rules hold: they stay errors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kadguide.knowledge.items import FULL, Item, Quiz

_NAMED = {
    "KAD701": "KAD761", "KAD708": "KAD761", "KAD739": "KAD762", "KAD716": "KAD763", "KAD717": "KAD763",
}  # fmt: skip
_STRICT = frozenset({"KAD703", "KAD704", "KAD705", "KAD706", "KAD707", "KAD733", "KAD750", "KAD751"})
"""Names of nothing, values outside their range: slips of whoever edits the file, in an imported quiz as in any."""

ItemFinding = tuple[str, str, str]
"""Rule code, key below the item, detail."""
QuizFinding = tuple[str, str, str, str]
"""Rule code, file, key, detail."""


def gradable(item: Item) -> bool:
    """Whether every response to ``item`` gets a mark that makes sense."""
    match item.type:
        case "single":
            return sum(option.credit == FULL for option in item.options) == 1 < len(item.options)
        case "multiple":
            right = sum(option.credit == FULL for option in item.options)
            return 0 < right < len(item.options) and not any(0 < option.credit < FULL for option in item.options)
        case "true_false":
            return not item.options or sum(option.credit == FULL for option in item.options) == 1
        case "matching":
            return len(item.pairs) > 1
        case "ordering":
            ranks = [step.rank for step in item.steps]
            return len(set(ranks)) > 1 and (len(set(ranks)) < len(ranks)) == item.ties
        case "short":
            return bool(item.accepted.id and item.accepted.en)
        case "number":
            key = item.number
            return key is not None and key.tolerance >= 0 and (not key.near or key.near > key.tolerance)
        case _:
            return item.article is not None


def soften_item(item: Item, findings: Iterable[ItemFinding]) -> Iterator[ItemFinding]:
    """The findings about an imported item, one for each rule, with what it lacks as warnings."""
    whole = gradable(item)
    together: dict[str, list[ItemFinding]] = defaultdict(list)
    if not item.explanation.id:
        together["KAD760"].append(("KAD760", "explanation", ""))
    for code, key, detail in findings:
        if not whole or code in _STRICT:
            yield code, key, detail
        else:
            together[_NAMED.get(code, "KAD764")].append((code, key, detail))
    for code, rows in together.items():
        yield code, rows[0][1], _said(code, rows)


def _said(code: str, rows: list[ItemFinding]) -> str:
    """What is missing, in a few words: the keys, or the rules that other quizzes must keep."""
    if code == "KAD764":
        return ", ".join(sorted({f"{row[0]} {row[1]}".strip() for row in rows}))
    return ", ".join(dict.fromkeys(row[1] or "sources" for row in rows))


def soften_quiz(imported: set[str], findings: Iterable[QuizFinding]) -> Iterator[QuizFinding]:
    """Findings about whole quizzes; ``imported`` are the files of imported ones, which keep fewer rules."""
    for code, file, key, detail in findings:
        strict = code == "KAD749" or (code == "KAD753" and detail.startswith("0 "))
        if file in imported and not strict:
            yield "KAD764", file, key, f"{code} {detail}"
        else:
            yield code, file, key, detail


def imported_quizzes(quizzes: Iterable[Quiz]) -> set[str]:
    """The ids of the quizzes that are imported."""
    return {quiz.id for quiz in quizzes if quiz.imported}
