"""The command line as scripts and people use it: streams, exit codes, formats."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kadguide import config
from kadguide.answering.engine import Engine
from kadguide.cli.main import run as start
from tests.conftest import OVERLAY
from tests.hostile import HOSTILE
from tests.sample import MANIFEST, write_sample


@pytest.fixture
def run(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs kadguide as a process of its own, with the shared snapshot as its cache."""
    monkeypatch.setenv("KADGUIDE_HOME", str(shared_cache.parent))

    def call(*arguments: str, given: str = "", code: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "kadguide", *arguments],
            input=given, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert code is None or done.returncode == code, done.stderr
        return done

    return call


def test_an_answer_comes_with_its_source(run, engine) -> None:  # type: ignore[no-untyped-def]
    out = run("ask", "apa bedanya handshake agreement dengan service contract?").stdout
    assert "Handshake" in out
    assert "Sumber:" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", "apa itu TKKSD"], 0),
        (["ask", "resep rendang padang"], 1),
        (["ask"], 2),
        (["ask", "--nope", "x"], 2),
        (["nope"], 2),
        (["topics", "model"], 0),
        (["topics", "tidak-ada"], 1),
        (["--version"], 0),
        (["check", "--help"], 0),
    ],
)
def test_exit_codes_are_a_contract(run, engine, arguments: list[str], code: int) -> None:  # type: ignore[no-untyped-def]
    run(*arguments, code=code)


def test_json_has_the_promised_keys(run, engine) -> None:  # type: ignore[no-untyped-def]
    reply = json.loads(run("ask", "--json", "--top", "2", "apa kelemahan handshake agreement").stdout)
    assert set(reply) == {
        "id", "question", "lang", "status", "confidence", "answer", "entry", "layer", "sources", "candidates",
    }  # fmt: skip
    assert reply["status"] == "answered"
    assert reply["layer"] == "paper"
    assert 0 <= reply["confidence"] <= 1
    assert len(reply["candidates"]) == 2
    assert set(reply["sources"][0]) == {"id", "cite", "status", "checked_on"}


def test_a_batch_answers_in_order_and_keeps_conversations_apart(run, engine) -> None:  # type: ignore[no-untyped-def]
    lines = [
        {"id": "a1", "question": "apa itu handshake agreement", "conversation": "a"},
        {"id": "b1", "question": "apa itu regional bodies", "conversation": "b"},
        {"id": "a2", "question": "kelemahannya?", "conversation": "a"},
        {"id": "b2", "question": "kelemahannya?", "conversation": "b"},
    ]
    given = "\n".join(map(json.dumps, lines)) + "\nkelemahan fee for service\n"
    replies = [json.loads(line) for line in run("ask", "--batch", given=given).stdout.splitlines()]
    assert [reply["id"] for reply in replies] == ["a1", "b1", "a2", "b2", None]
    assert replies[2]["entry"] == "handshake-kelemahan"
    assert replies[3]["entry"] == "regional-bodies-kelemahan"
    assert replies[4]["entry"] == "fee-for-service-kelemahan"


def test_hostile_lines_each_get_a_reply(run, engine) -> None:  # type: ignore[no-untyped-def]
    given = "".join(json.dumps({"id": n, "question": text}) + "\n" for n, text in enumerate(HOSTILE))
    given += '{"question": 5}\n[1, 2]\n{"id": {"x": 1}, "question": "halo"}\n' + "{" * 5000 + "\n"
    replies = [json.loads(line) for line in run("ask", "--batch", given=given).stdout.splitlines()]
    assert len(replies) == len(HOSTILE) + 4


def test_check_prints_problems_and_says_so(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("check", str(write_sample(tmp_path / "good"))).stdout == ""
    broken = write_sample(tmp_path / "broken", **{"topics/air/air-tarif.en.md": None})
    assert "KAD012" in run("check", str(broken), code=1).stdout
    unknown = write_sample(tmp_path / "unknown", **{"manifest.toml": MANIFEST.replace("= 1", "= 7", 1)})
    assert "KAD002" in run("check", str(unknown), code=2).stderr
    assert "KAD001" in run("check", str(tmp_path / "nothing"), code=2).stderr


def test_the_built_in_knowledge_is_faultless(run) -> None:  # type: ignore[no-untyped-def]
    out = run("check", "--coverage").stdout
    assert "claims taught: id 244/244, en 244/244" in out


def test_without_a_terminal_the_chat_is_linear(run, engine) -> None:  # type: ignore[no-untyped-def]
    given = "apa itu regional bodies\nkelemahannya?\n/en\nresep rendang\n1\n/quit\n"
    out = run(given=given).stdout
    assert "Regional Bodies" in out
    assert "kontradiktif" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("arguments", [["chat", "--plain"], ["gaps"], ["doctor"]])
def test_a_start_reads_the_settings_once(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, shared_cache: Path, tmp_path: Path, arguments: list[str]
) -> None:
    shutil.copytree(shared_cache, tmp_path / "own" / "cache")
    monkeypatch.setenv("KADGUIDE_HOME", str(tmp_path / "own"))
    config.save_settings(config.Settings("en"))
    reads: list[int] = []
    stored = config._stored

    def read() -> dict[str, Any]:
        reads.append(1)
        return stored()

    monkeypatch.setattr(config, "_stored", read)
    monkeypatch.setattr(sys, "argv", ["kadguide", *arguments])
    monkeypatch.setattr(sys, "stdin", io.StringIO("apa itu TKKSD\n"))
    with pytest.raises(SystemExit):
        start()
    assert len(reads) == 1


def test_plain_is_linear(run, engine) -> None:  # type: ignore[no-untyped-def]
    for arguments in (["--plain"], ["chat", "--plain"], ["--plain", "--lang", "en"]):
        assert "TKKSD" in run(*arguments, given="apa itu TKKSD\n/keluar\n").stdout
    run("--plain", "topics", code=2)


def test_an_overlay_is_laid_over(run, overlay_engine) -> None:  # type: ignore[no-untyped-def]
    assert "overlay" in run("topics", "--knowledge", str(OVERLAY), "setempat").stdout
    run("check", "--local", str(OVERLAY))
