"""The benchmark of engines: its data, its arithmetic, and that every engine does what it should."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.benchmarks import peers
from tests.benchmarks.engines import NO_ENTRY, PEERS, Fts5, Fts5Trigram, Kadguide, Phrasing, first_labels
from tests.benchmarks.intents import (
    Data,
    IntentError,
    Query,
    data_of_files,
    golden_data,
    noised,
    read_data,
    read_utterances,
    synthetic_data,
)
from tests.benchmarks.measures import NOTHING_FOUND, auroc, best_threshold, percentile

KNOWN: list[Phrasing] = [
    ("how do i open an account", "open"),
    ("i want a new account", "open"),
    ("close my account please", "close"),
    ("shut the account down", "close"),
    ("what is my balance", "balance"),
    ("how much money do i have", "balance"),
]
ASKED = [("open a new account for me", "open"), ("please shut my account", "close"), ("what is the balance", "balance")]
ELSEWHERE = [("will it rain tomorrow", "none"), ("tell me a joke", "none"), ("", "")]


def lines(path: Path, pairs: list[tuple[str, str]]) -> Path:
    path.write_text("".join(f"{text}\t{label}\n" if text else "\n" for text, label in pairs), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\ta\ntwo\n", ":2: expected utterance<TAB>label, found 0 tabs"),
        (b"one\ta\n\ntwo\tb\tc\n", ":3: expected utterance<TAB>label, found 2 tabs"),
        (b"one\t \n", ":1: the label is empty"),
        (b" \ta\n", ":1: the utterance is empty"),
        (b"one\ta\n\xff\tb\n", ":2: byte 6 is not UTF-8"),
        (b"\n\n", ": no utterances"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_bytes(content)
    with pytest.raises(IntentError) as caught:
        read_utterances(path)
    assert str(caught.value) == f"{path}{said}"


def test_lines_are_read_whatever_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "good.tsv"
    path.write_bytes("\ufeffapa  itu\u2028PKS\ta\r\n\r\ntwo\tb".encode())
    assert read_utterances(path) == [("apa itu PKS", "a", 1), ("two", "b", 3)]


def test_a_missing_file_and_an_unknown_label_are_named(tmp_path: Path) -> None:
    train = lines(tmp_path / "train.tsv", KNOWN)
    with pytest.raises(IntentError, match=r"none\.tsv: No such file"):
        data_of_files(train, None, tmp_path / "none.tsv", "none")
    test = lines(tmp_path / "test.tsv", [*ASKED, ("hello", "greeting")])
    with pytest.raises(IntentError, match=r"test\.tsv:4: nothing in the training file has the label “greeting”"):
        data_of_files(train, None, test, "none")
    with pytest.raises(IntentError, match="every utterance is out of scope"):
        data_of_files(lines(tmp_path / "outside.tsv", ELSEWHERE), None, test, "none")


def test_without_a_validation_file_half_of_the_questions_chooses(tmp_path: Path) -> None:
    train = lines(tmp_path / "train.tsv", [*KNOWN, ("will it snow", "none")])
    questions = [(f"open account {number}", "open") for number in range(40)]
    data = data_of_files(train, None, lines(tmp_path / "test.tsv", [*questions, *ELSEWHERE]), "none")
    assert data.phrasings == KNOWN
    assert len(data.valid) + len(data.test) == 42
    assert 10 < len(data.test) < 32
    assert not set(data.valid) & set(data.test)
    assert sum(not query.labels for query in data.valid + data.test) == 2


def test_our_own_questions_have_phrasings_to_be_found() -> None:
    data = golden_data()
    known = {label for _, label in data.phrasings}
    assert all(query.labels <= known for query in data.valid + data.test)
    assert not {query.text for query in data.valid} & {query.text for query in data.test}


def test_data_survive_the_way_to_another_process(tmp_path: Path) -> None:
    data = Data("x", KNOWN, [Query("\u2028 “a”", frozenset(("b", "a")))], [Query("b", frozenset())], shipped=True)
    data.write(tmp_path / "data.json")
    assert read_data(tmp_path / "data.json") == data


def test_made_up_phrasings_are_always_the_same() -> None:
    like = ["apa itu kerja sama daerah", "siapa yang menandatangani", "apa itu PKS"]
    data = synthetic_data(25, like, questions=5)
    assert data == synthetic_data(25, like, questions=5)
    assert [label for _, label in data.phrasings[8:12]] == ["entry-0", "entry-0", "entry-1", "entry-1"]
    assert {len(text.split()) for text, _ in data.phrasings} <= {3, 5}
    assert all(len(query.labels) == 1 for query in data.test)


def test_noise_leaves_something_to_ask() -> None:
    rng = random.Random(3)  # noqa: S311 - sample data, not a secret
    assert noised("pks", rng) == "pks"
    assert noised("daerah", rng) != "daerah"
    assert len(noised("siapa yang menandatangani kesepakatan", rng).split()) == 3


@pytest.mark.parametrize(
    ("inside", "outside", "area"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([1, 1], [1, 1], 0.5),
        ([2, 4], [1, 3], 0.75),
        ([2, 3], [2, NOTHING_FOUND], 0.875),
    ],
)
def test_auroc(inside: list[float], outside: list[float], area: float) -> None:
    assert auroc(inside, outside) == area


@pytest.mark.parametrize(
    ("inside", "outside", "threshold"),
    [
        ([(8, True), (6, True)], [2, 4], 5),  # halfway between the two sides
        ([(8, True), (3, False)], [2, 4], 6),  # a wrong answer is no loss
        ([(8, True), (7, True)], [NOTHING_FOUND], 7),
        ([(1, True), (2, True)], [8, 9], 1),  # answering all is as good as refusing all
        ([(1, False)], [8, 9], float("inf")),
    ],
)
def test_threshold(inside: list[tuple[float, bool]], outside: list[float], threshold: float) -> None:
    assert best_threshold(inside, outside) == threshold


def test_percentile() -> None:
    assert [percentile([5, 1, 4, 2, 3], percent) for percent in (0, 50, 99)] == [1, 3, 5]


def test_a_label_counts_once_and_nothing_does_not_count() -> None:
    assert first_labels([("a", 3), ("a", 2), ("b", 2), ("c", 0)]) == [("a", 3), ("b", 2)]


@pytest.mark.parametrize("name", PEERS)
def test_every_engine_finds_an_exact_copy(name: str, tmp_path: Path) -> None:
    if why := PEERS[name].missing():
        pytest.skip(why)
    engine = PEERS[name](tmp_path)
    engine.build(KNOWN)
    for text, label in KNOWN:
        assert engine.best(text)[0] == engine.rank(text)[0]
        assert engine.best(text)[0][0] == label
        assert len(dict(engine.rank(text))) == len(engine.rank(text)) <= 3
    for text in ("", "?!", '" OR label:*', "zzz qqq", "a\0b", "balance " * 400):
        assert [label for label, _ in engine.best(text)] in (
            [],
            *([label] for label in (NO_ENTRY, *dict(KNOWN).values())),
        )
    answers = [engine.rank(text) for text, _ in ASKED]
    if engine.stored:
        engine.save()
        again = PEERS[name](tmp_path)
        again.load()
        assert [again.rank(text) for text, _ in ASKED] == answers
        assert again.stored_bytes() > 0
        again.close()
    engine.close()


def test_kadguide_has_a_score_for_its_refusal(tmp_path: Path) -> None:
    engine = Kadguide(tmp_path)
    engine.build(KNOWN)
    assert len(engine.rank("the quick brown fox")) >= 1


@pytest.mark.parametrize("kind", [Fts5, Fts5Trigram])
def test_nothing_of_a_question_is_search_syntax(kind: type[Fts5], tmp_path: Path) -> None:
    assert Fts5(tmp_path).query('say "hi" NEAR(x)') == '"say" OR "hi" OR "NEAR" OR "x"'
    assert '"""hi" OR "hi""" OR ' in Fts5Trigram(tmp_path).query('say "hi" x')
    if why := kind.missing():
        pytest.skip(why)
    engine = kind(tmp_path)
    engine.build(KNOWN)
    for text in ('"', "NEAR(a b)", "text : balance", "^balance*", "-balance", "(", "a AND", "{label}: open", "'; DROP"):
        engine.rank(text)
    engine.close()


def test_an_engine_that_nobody_knows_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        peers.main(["--only", "word2vec"])
    assert "unknown word2vec" in capsys.readouterr().err


def test_the_whole_benchmark_on_three_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PEERS["bm25"], "needs", ("no_such_module",))
    train, test = lines(tmp_path / "train.tsv", KNOWN), lines(tmp_path / "test.tsv", [*ASKED, *ELSEWHERE])
    files = ["--train", str(train), "--valid", str(test), "--test", str(test)]
    assert peers.main([*files, "--label-none", "none", "--only", "kadguide,qratio,bm25"]) == 0
    said = capsys.readouterr().out
    assert "BM25 (bm25s) is skipped: no_such_module not installed: python -m pip install -e '.[bench]'" in said
    assert "6 phrasings of 3 entries; threshold chosen on 5 questions (2 out of scope)" in said
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in said.splitlines() if row.startswith("|")]
    assert [row[0] for row in rows[2:]] == ["kadguide", "rapidfuzz QRatio"]
    assert rows[2][1] == rows[3][1] == "100.0"
    assert rows[3][rows[0].index("time / QRatio")] == "1.00"
    assert all("–" not in row[rows[0].index("cold ms")] for row in rows[2:])


def test_bad_files_end_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text("no label\n", encoding="utf-8")
    assert peers.main(["--train", str(bad), "--test", str(bad)]) == 2
    assert f"{bad}:1:" in capsys.readouterr().err
