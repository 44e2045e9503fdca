"""The questions of the benchmark: from files of ``utterance<TAB>label`` lines, our own, or made up."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tests.benchmarks.engines import Phrasing

PHRASINGS_PER_ENTRY = 10
SYNTHETIC_QUESTIONS = 500
SEED = 1


class IntentError(Exception):
    """A file that cannot be used; the text says which one, where and why."""


class Utterance(NamedTuple):
    """One line of a file."""

    text: str
    label: str
    line: int


class Query(NamedTuple):
    """A question and the labels that are right for it; none means out of scope."""

    text: str
    labels: frozenset[str]


class Data(NamedTuple):
    """What the engines know (``phrasings``), what the threshold is chosen on, and what they are measured on."""

    name: str
    phrasings: list[Phrasing]
    valid: list[Query]
    test: list[Query]
    shipped: bool = False
    """Whether kadguide answers from the knowledge that it comes with."""

    def write(self, path: Path) -> None:
        """Store everything for the processes that measure."""
        parts = {name: [[q.text, sorted(q.labels)] for q in getattr(self, name)] for name in ("valid", "test")}
        data = {"name": self.name, "phrasings": self.phrasings, "shipped": self.shipped, **parts}
        path.write_text(json.dumps(data), encoding="utf-8")


def read_data(path: Path) -> Data:
    """What :meth:`Data.write` stored."""
    data = json.loads(path.read_text(encoding="utf-8"))
    phrasings = [(text, label) for text, label in data["phrasings"]]
    valid, test = ([Query(q, frozenset(labels)) for q, labels in data[name]] for name in ("valid", "test"))
    return Data(data["name"], phrasings, valid, test, data["shipped"])


def read_utterances(path: Path) -> list[Utterance]:
    """The lines of ``path``, without empty ones. Raises :class:`IntentError`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise IntentError(f"{path}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise IntentError(f"{path}:{line}: byte {error.start} is not UTF-8") from error
    utterances = []
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        parts = [" ".join(part.split()) for part in row.split("\t")]
        if len(parts) != 2:
            raise IntentError(f"{path}:{number}: expected utterance<TAB>label, found {len(parts) - 1} tabs")
        if not parts[0] or not parts[1]:
            raise IntentError(f"{path}:{number}: the {'label' if parts[0] else 'utterance'} is empty")
        utterances.append(Utterance(parts[0], parts[1], number))
    if not utterances:
        raise IntentError(f"{path}: no utterances")
    return utterances


def data_of_files(train: Path, valid: Path | None, test: Path, none: str) -> Data:
    """An intent data set. Without ``valid``, half of ``test`` chooses the threshold and the other half measures.

    ``none`` is the label of what is out of scope; utterances of ``train`` with it are left out.
    """
    phrasings = [(u.text, u.label) for u in read_utterances(train) if u.label != none]
    known = {label for _, label in phrasings}
    if not known:
        raise IntentError(f"{train}: every utterance is out of scope ({none})")
    asked = _queries(test, known, none)
    if valid is not None:
        choosing = _queries(valid, known, none)
    else:
        choosing = [query for query in asked if not _held_out(query.text)]
        asked = [query for query in asked if _held_out(query.text)]
    if not any(query.labels for query in asked):
        raise IntentError(f"{test}: no question in scope is left to measure")
    return Data(f"{train.name} and {test.name}", phrasings, choosing, asked)


def _held_out(text: str) -> bool:
    return crc32(text.encode()) % 2 == 1


def _queries(path: Path, known: set[str], none: str) -> list[Query]:
    queries = []
    for utterance in read_utterances(path):
        if utterance.label not in known and utterance.label != none:
            where = f"{path}:{utterance.line}"
            raise IntentError(f"{where}: nothing in the training file has the label “{utterance.label}”")
        labels = frozenset(() if utterance.label == none else (utterance.label,))
        queries.append(Query(utterance.text, labels))
    return queries


def golden_data() -> Data:
    """Our own questions, asked of the phrasings and titles of the shipped knowledge."""
    from tests.golden import golden_questions

    asked = [(golden.held_out, Query(golden.q, golden.entries)) for golden in golden_questions()]
    valid, test = ([query for held_out, query in asked if held_out is wanted] for wanted in (False, True))
    return Data("golden questions", shipped_phrasings(), valid, test, shipped=True)


def shipped_phrasings() -> list[Phrasing]:
    """The phrasings and titles of the shipped knowledge, with the ids of their entries."""
    from kadguide.config import knowledge_root
    from kadguide.knowledge.reader import read_library

    return [
        (text, entry.id)
        for entry in read_library(knowledge_root()).library.entries
        for text in (*entry.phrasings.all, entry.title.id, entry.title.en)
    ]


def synthetic_data(count: int, like: Iterable[str], questions: int = SYNTHETIC_QUESTIONS) -> Data:
    """``count`` phrasings of words and lengths as in ``like``, the words by Zipf's law; always the same.

    The questions are phrasings with a word dropped, two words swapped and two letters swapped.
    """
    rng = random.Random(SEED)  # noqa: S311 - sample data, not a secret
    split = [text.lower().split() for text in like]
    lengths = [len(words) for words in split]
    frequency = Counter(word for words in split for word in words)
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))
    zipf = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    phrasings = []
    for number in range(count):
        words = rng.choices(vocabulary, cum_weights=zipf, k=rng.choice(lengths))
        phrasings.append((" ".join(words), f"entry-{number // PHRASINGS_PER_ENTRY}"))
    asked = [rng.choice(phrasings) for _ in range(questions)]
    test = [Query(noised(text, rng), frozenset((label,))) for text, label in asked]
    return Data("made-up phrasings", phrasings, [], test)


def noised(text: str, rng: random.Random) -> str:
    """``text`` with a word dropped, two words and two letters swapped, as far as it is long enough."""
    words = text.split()
    if len(words) >= 3:
        del words[rng.randrange(len(words))]
    if len(words) >= 2:
        at = rng.randrange(len(words) - 1)
        words[at : at + 2] = reversed(words[at : at + 2])
    long = [index for index, word in enumerate(words) if len(word) >= 4]
    if long:
        index = rng.choice(long)
        words[index] = _letters_swapped(words[index], rng)
    return " ".join(words)


def _letters_swapped(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def sizes(queries: Sequence[Query]) -> str:
    """How many questions there are, and how many of them are out of scope."""
    return f"{len(queries):,} questions ({sum(not query.labels for query in queries):,} out of scope)"
