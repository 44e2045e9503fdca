"""The engines that are compared, one small class each, all used the same way.

Importing this module loads none of them, so that a fresh process can measure how long one takes to be ready.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import sqlite3

    from kadguide.answering.engine import Engine
    from kadguide.knowledge.library import Library

Phrasing = tuple[str, str]
"""What people type, and the label of the entry that answers it."""
Ranking = list[tuple[str, float]]
"""Labels with their scores, best first; empty when nothing was found."""
NO_ENTRY = ""
"""Label of an engine that has a score for its refusal but names no entry."""
TOP = 3
INSTALL = "python -m pip install -e '.[bench]'"
PHRASINGS = "phrasings.json"
TOPIC_SIZE = 500


class Peer(ABC):
    """One engine. It may keep files in ``folder``."""

    name: ClassVar[str]
    title: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    """Modules that it uses."""
    stored: ClassVar[bool] = False
    """Whether :meth:`save` keeps the index, so that :meth:`load` need not build it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.labels: list[str] = []

    @classmethod
    def missing(cls) -> str | None:
        """Why the engine cannot run here, and what helps; ``None`` when it can."""
        absent = [name for name in cls.needs if importlib.util.find_spec(name.split(".")[0]) is None]
        return f"{' and '.join(absent)} not installed: {INSTALL}" if absent else None

    def prepare(self) -> None:
        """Import what the engine is made of, so that building is timed without it."""
        for name in self.needs:
            importlib.import_module(name)

    @abstractmethod
    def build(self, phrasings: list[Phrasing]) -> None:
        """Make the index."""

    @abstractmethod
    def rank(self, question: str) -> Ranking:
        """The best three labels."""

    def best(self, question: str) -> Ranking:
        """The best label only, as fast as the engine can."""
        return self.rank(question)[:1]

    def calibrate(self, questions: Sequence[tuple[str, frozenset[str]]]) -> None:
        """Fit what the score means on questions with their right labels, none for out of scope; most peers cannot."""
        return

    def save(self) -> None:
        """Keep the index in the folder."""
        raise NotImplementedError

    def load(self) -> None:
        """Take the index from the folder, in place of :meth:`build`."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what was built."""
        self.labels = []

    def stored_bytes(self) -> int:
        """Size of what :meth:`save` kept."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def first_labels(found: Iterable[tuple[str, float]]) -> Ranking:
    """The first three different labels of ``found``, which is sorted; a score of nothing is no hit."""
    labels: dict[str, float] = {}
    for label, score in found:
        if score <= 0:
            break
        labels.setdefault(label, float(score))
        if len(labels) == TOP:
            break
    return list(labels.items())


class Kadguide(Peer):
    """kadguide itself: on nothing but the phrasings, or on ``library``."""

    name = "kadguide"
    title = "kadguide"
    needs = ("kadguide.answering.loading",)
    stored = True

    def __init__(self, folder: Path, library: Library | None = None) -> None:
        super().__init__(folder)
        self._library = library
        self._names: dict[str, str] = {}
        """Label of each entry; entries have neutral ids, so that a label's words tell nothing."""
        self._engine: Engine | None = None

    def build(self, phrasings: list[Phrasing]) -> None:
        from kadguide.answering.loading import engine_of

        if self._library is None:
            library, self._names = library_of(phrasings)
            self._own, self._engine = library, engine_of(library)
        else:
            self._engine = engine_of(self._library)

    def calibrate(self, questions: Sequence[tuple[str, frozenset[str]]]) -> None:
        """Fit the confidence to tell questions in scope from the others; both kinds weigh the same.

        The shipped numbers are fitted to our own knowledge and know nothing of another.
        """
        if self._engine is None or self._library is not None:
            return
        from kadguide.answering.confidence import confidence_signals
        from kadguide.answering.question import read_question
        from kadguide.answering.weights import CONFIDENCE
        from tests.benchmarks.tune import fit_confidence

        ranker = self._engine.ranker
        outside = sum(not labels for _, labels in questions)
        balance = (len(questions) - outside) / outside if outside else 1.0
        rows = []
        for text, labels in questions:
            question = read_question(text, self._engine.vocabulary)
            if ranked := ranker.rank(question):
                rows.append((confidence_signals(question, ranked), float(bool(labels)), 1.0 if labels else balance))
        CONFIDENCE.update(fit_confidence(rows, CONFIDENCE))

    def rank(self, question: str) -> Ranking:
        if self._engine is None:
            raise RuntimeError("there is no index yet")
        reply, _ = self._engine.ask(question, top=TOP)
        if not reply.entries:
            nearest = self._engine.nearest(question, TOP)
            return [(self._names.get(c.entry, c.entry), c.confidence) for c in nearest] or [(NO_ENTRY, 0.0)]
        scores = {candidate.entry: candidate.confidence for candidate in reply.candidates}
        order = list(dict.fromkeys((*reply.entries, *scores)))[:TOP]
        ranking = [(self._names.get(entry, entry), scores.get(entry, reply.confidence)) for entry in order]
        return [(ranking[0][0], reply.confidence), *ranking[1:]]

    def save(self) -> None:
        """Make the snapshot as the program does: from a knowledge folder."""
        if self._library is None:
            write_folder(self._own, self.folder / "knowledge")
            (self.folder / "names.json").write_text(json.dumps(self._names), encoding="utf-8")
        self._open(announce=True)

    def load(self) -> None:
        self._open(announce=False)
        names = self.folder / "names.json"
        self._names = json.loads(names.read_text(encoding="utf-8")) if names.is_file() else {}

    def _open(self, *, announce: bool) -> None:
        from kadguide.answering.loading import load_engine
        from kadguide.config import knowledge_root

        def stale() -> None:
            if not announce:
                raise RuntimeError("the snapshot is stale: kadguide or its knowledge changed during the run")

        own = self.folder / "knowledge"
        root = own if own.is_dir() else knowledge_root()
        self._engine = load_engine(root, (), self.folder / "cache", stale)

    def stored_bytes(self) -> int:
        return sum(path.stat().st_size for path in (self.folder / "cache").iterdir())


def library_of(phrasings: Sequence[Phrasing]) -> tuple[Library, dict[str, str]]:
    """A library with one entry a label and nothing but phrasings, and the label of each entry."""
    from kadguide.knowledge.library import Library, Manifest
    from kadguide.knowledge.model import Bilingual, Entry, Names, Topic

    by_label: dict[str, list[str]] = {}
    for text, label in phrasings:
        by_label.setdefault(label, []).append(text)
    day, nothing = date(2000, 1, 1), Bilingual("", "")
    topics: dict[str, list[str]] = {}
    entries, names = [], {}
    for number, (label, texts) in enumerate(by_label.items()):
        entry, topic = f"entry-{number}", f"topic-{number // TOPIC_SIZE}"
        topics.setdefault(topic, []).append(entry)
        names[entry] = label
        entries.append(Entry(entry, topic, "law", nothing, nothing, day, phrasings=Names(en=tuple(texts))))
    manifest = Manifest(1, Bilingual("Intents", "Intents"), nothing, "", day, tuple(topics))
    found = tuple(Topic(id_, Bilingual(id_, id_), tuple(inside)) for id_, inside in topics.items())
    return Library(manifest, topics=found, entries=tuple(entries)), names


def write_folder(library: Library, folder: Path) -> None:
    """Write a library of :func:`library_of` as a knowledge folder."""
    title = f"checked_on = {library.manifest.checked_on}\n"
    head = f"format_version = 1\ntopics = {_list(library.manifest.topics)}\n{title}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.toml").write_text(f'{head}[title]\nid = "Intents"\nen = "Intents"\n', encoding="utf-8")
    for topic in library.topics:
        place = folder / "topics" / topic.id
        place.mkdir(parents=True, exist_ok=True)
        text = f"id = {_text(topic.id)}\nentries = {_list(topic.entries)}\n"
        (place / "topic.toml").write_text(text, encoding="utf-8")
    for entry in library.entries:
        text = f"id = {_text(entry.id)}\nlayer = {_text(entry.layer)}\n{title}[phrasings]\nid = []\n"
        text += f"en = {_list(entry.phrasings.en)}\n"
        (folder / "topics" / entry.topic / f"{entry.id}.toml").write_text(text, encoding="utf-8")


def _text(text: str) -> str:
    """A text in TOML."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


class Fuzzy(Peer):
    """rapidfuzz over all phrasings, with case and punctuation removed beforehand."""

    needs = ("rapidfuzz",)
    scorer: ClassVar[str]

    def build(self, phrasings: list[Phrasing]) -> None:
        from rapidfuzz import fuzz, process, utils

        self._process, self._clean, self._scorer = process, utils.default_process, getattr(fuzz, self.scorer)
        self._texts = [self._clean(text) for text, _ in phrasings]
        self.labels = [label for _, label in phrasings]

    def best(self, question: str) -> Ranking:
        hit = self._process.extractOne(self._clean(question), self._texts, scorer=self._scorer)
        return [(self.labels[hit[2]], hit[1])] if hit and hit[1] > 0 else []

    def rank(self, question: str) -> Ranking:
        hits = self._process.extract(self._clean(question), self._texts, scorer=self._scorer, limit=None)
        return first_labels((self.labels[index], score) for _, score, index in hits)


class QRatio(Fuzzy):
    name = "qratio"
    title = "rapidfuzz QRatio"
    scorer = "QRatio"


class WRatio(Fuzzy):
    name = "wratio"
    title = "rapidfuzz WRatio"
    scorer = "WRatio"


class TokenSet(Fuzzy):
    name = "token-set"
    title = "rapidfuzz token_set_ratio"
    scorer = "token_set_ratio"


class Scored(Peer):
    """An engine that gives one number per phrasing; the nearest phrasing counts."""

    @abstractmethod
    def scores(self, question: str) -> Any:
        """A numpy array, one score per phrasing; ``None`` when nothing of the question is known."""

    def best(self, question: str) -> Ranking:
        scores = self.scores(question)
        if scores is None:
            return []
        at = int(scores.argmax())
        return first_labels([(self.labels[at], scores[at])])

    def rank(self, question: str) -> Ranking:
        scores = self.scores(question)
        if scores is None:
            return []
        order = (-scores).argsort(kind="stable")
        return first_labels((self.labels[at], scores[at]) for at in order)


class Bm25(Scored):
    """bm25s with its defaults, without stop words: they would be English ones only."""

    name = "bm25"
    title = "BM25 (bm25s)"
    needs = ("bm25s",)
    stored = True
    _words = re.compile(r"\b\w\w+\b")

    def build(self, phrasings: list[Phrasing]) -> None:
        bm25s = importlib.import_module("bm25s")
        texts = [self._words.findall(text.lower()) for text, _ in phrasings]
        self.labels = [label for _, label in phrasings]
        self._index = bm25s.BM25()
        self._index.index(texts, show_progress=False)

    def scores(self, question: str) -> Any:
        # bm25s cannot be asked nothing.
        known = self._index.get_tokens_ids(self._words.findall(question.lower()))
        return self._index.get_scores_from_ids(known) if known else None

    def save(self) -> None:
        self._index.save(self.folder / "index", show_progress=False)
        (self.folder / "labels.json").write_text(json.dumps(self.labels), encoding="utf-8")

    def load(self) -> None:
        bm25s = importlib.import_module("bm25s")
        self._index = bm25s.BM25.load(self.folder / "index", mmap=True, show_progress=False)
        self.labels = json.loads((self.folder / "labels.json").read_text(encoding="utf-8"))


class Tfidf(Scored):
    """Groups of three and four letters inside words, tf-idf, cosine with every phrasing."""

    name = "tfidf"
    title = "letter-group TF-IDF (scikit-learn)"
    needs = ("sklearn.feature_extraction.text",)

    def build(self, phrasings: list[Phrasing]) -> None:
        text = importlib.import_module("sklearn.feature_extraction.text")
        self._vectors = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4))
        self._matrix = self._vectors.fit_transform([text for text, _ in phrasings])
        self.labels = [label for _, label in phrasings]

    def scores(self, question: str) -> Any:
        return (self._matrix @ self._vectors.transform([question]).T).toarray().ravel()


class Svm(Peer):
    """A linear support vector machine on words and letter groups: trained, unlike the others."""

    name = "svm"
    title = "linear SVM on TF-IDF (trained)"
    needs = ("sklearn.feature_extraction.text", "sklearn.svm", "sklearn.pipeline")

    def build(self, phrasings: list[Phrasing]) -> None:
        text = importlib.import_module("sklearn.feature_extraction.text")
        words = text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        groups = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True)
        both = importlib.import_module("sklearn.pipeline").FeatureUnion([("words", words), ("groups", groups)])
        self._vectors = both
        matrix = both.fit_transform([text for text, _ in phrasings])
        self._machine = importlib.import_module("sklearn.svm").LinearSVC()
        self._machine.fit(matrix, [label for _, label in phrasings])

    def rank(self, question: str) -> Ranking:
        scores = self._machine.decision_function(self._vectors.transform([question])).ravel()
        order = (-scores).argsort(kind="stable")[:TOP]
        return [(str(self._machine.classes_[at]), float(scores[at])) for at in order]


class Fts5(Peer):
    """SQLite's full-text search in a file, ordered by its BM25; any word of the question may match."""

    name = "fts5"
    title = "SQLite FTS5 (unicode61)"
    needs = ("sqlite3",)
    stored = True
    tokenizer: ClassVar[str] = "unicode61 remove_diacritics 2"

    @classmethod
    def missing(cls) -> str | None:
        import sqlite3

        try:
            with closing(sqlite3.connect(":memory:")) as connection:
                cls._create(connection)
        except sqlite3.OperationalError as error:
            return f"the SQLite {sqlite3.sqlite_version} of this Python cannot do it ({error}): use a newer Python"
        return None

    @classmethod
    def _create(cls, connection: sqlite3.Connection) -> None:
        connection.execute(f"CREATE VIRTUAL TABLE known USING fts5(text, label UNINDEXED, tokenize='{cls.tokenizer}')")

    @property
    def _file(self) -> Path:
        return self.folder / "index.sqlite"

    def build(self, phrasings: list[Phrasing]) -> None:
        import sqlite3

        self._file.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._file)
        with self._connection:
            self._create(self._connection)
            self._connection.executemany("INSERT INTO known (text, label) VALUES (?, ?)", phrasings)
            self._connection.execute("INSERT INTO known (known) VALUES ('optimize')")

    def save(self) -> None:
        self._connection.commit()

    def load(self) -> None:
        import sqlite3

        self._connection = sqlite3.connect(self._file)

    def close(self) -> None:
        self._connection.close()

    def parts(self, question: str) -> list[str]:
        """What to look for, each once."""
        return list(dict.fromkeys(re.findall(r"\w+", question)))

    def query(self, question: str) -> str:
        """The search in FTS5's syntax. Each part is quoted, so that nothing of a question is taken for syntax."""
        return " OR ".join('"' + part.replace('"', '""') + '"' for part in self.parts(question.replace("\0", " ")))

    def _hits(self, question: str, limit: int) -> Iterable[tuple[str, float]]:
        query = self.query(question)
        if not query:
            return
        sql = "SELECT label, rank FROM known WHERE known MATCH ? ORDER BY rank LIMIT ?"
        for label, rank in self._connection.execute(sql, (query, limit)):
            yield label, -rank

    def best(self, question: str) -> Ranking:
        return first_labels(self._hits(question, 1))

    def rank(self, question: str) -> Ranking:
        return first_labels(self._hits(question, -1))


class Fts5Trigram(Fts5):
    """The same over groups of three letters; any group of the question may match."""

    name = "fts5-trigram"
    title = "SQLite FTS5 (trigram)"
    tokenizer = "trigram"

    def parts(self, question: str) -> list[str]:
        text = " ".join(question.lower().split())
        return list(dict.fromkeys("".join(group) for group in zip(text, text[1:], text[2:], strict=False)))


PEERS: dict[str, type[Peer]] = {
    peer.name: peer for peer in (Kadguide, QRatio, WRatio, TokenSet, Bm25, Fts5, Fts5Trigram, Tfidf, Svm)
}
"""All engines by name."""


def make(name: str, folder: Path, *, shipped: bool = False) -> Peer:
    """The engine ``name``; kadguide on its own knowledge when ``shipped``."""
    folder.mkdir(parents=True, exist_ok=True)
    if name == Kadguide.name and shipped:
        from kadguide.config import knowledge_root
        from kadguide.knowledge.reader import read_library

        return Kadguide(folder, read_library(knowledge_root()).library)
    return PEERS[name](folder)


def answer_cold() -> None:
    """In a fresh process: make the engine ready, print its answer and the most memory it took in MB.

    Arguments: name, folder, question.
    """
    from tests.benchmarks.measures import memory

    name, folder, question = islice(sys.argv, 1, 4)
    peer = PEERS[name](Path(folder))
    if peer.stored:
        peer.load()
    else:
        pairs = json.loads(Path(folder, PHRASINGS).read_text(encoding="utf-8"))
        peer.build([(text, label) for text, label in pairs])
    print(json.dumps({"answer": [label for label, _ in peer.best(question)], "mb": memory("VmHWM")}))
