"""Other programs read what we write, where they are installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.reading import known_names, read_bank
from kadguide.learning.material import Material
from tests.exchange.bank.sample import DAY, exported

_PARSE = """
const { parse } = require('gift-pegjs');
const found = parse(require('fs').readFileSync(process.argv[1], 'utf8')).filter(q => q.type !== 'Category');
console.log(JSON.stringify(found.map(q => [q.id ?? q.title, q.type])));
"""


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["node", *arguments], capture_output=True, text=True, timeout=120, check=False)


def has_gift_parser() -> bool:
    return shutil.which("node") is not None and node("-e", "require('gift-pegjs')").returncode == 0


@pytest.mark.skipif(not has_gift_parser(), reason="needs node with gift-pegjs")
@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_independent_grammar_reads_every_question(engine: Engine, tmp_path: Path, lang: str) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    made = exported("gift", material, engine, lang)  # type: ignore[arg-type]
    path = tmp_path / "bank.gift"
    path.write_bytes(made.data)
    done = node("-e", _PARSE, str(path))
    assert done.returncode == 0, done.stderr[-2000:]
    kinds = {"single": "MC", "multiple": "MC", "true_false": "TF", "matching": "Matching", "number": "Numerical"}
    expected = [
        [item.id, kinds.get(item.type, "Short")]
        for quiz in snapshot.bank.quizzes
        for item in map(material.items.__getitem__, quiz.items)
        if item.type != "ordering"
    ]
    assert json.loads(done.stdout) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_spreadsheet_saved_by_another_program_is_the_same(engine: Engine, tmp_path: Path) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    made = exported("xlsx", material, engine)
    (tmp_path / "bank.xlsx").write_bytes(made.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "bank.xlsx")], check=True, capture_output=True, timeout=180)
    known = known_names(snapshot)
    back = read_bank((tmp_path / "out" / "bank.xlsx").read_bytes(), "semua", "id", DAY, known)
    assert back == read_bank(made.data, "semua", "id", DAY, known)
    assert len(back.items) == len(material.items)
