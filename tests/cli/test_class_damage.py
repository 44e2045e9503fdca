"""A class that somebody has edited by hand: one sentence says where, and nothing is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.answering.engine import Engine
from kadguide.cli.main import main
from tests.teaching.class_sample import made_class

DAMAGES = (
    ("UPDATE exam SET state = 'paused'", "exam pre state (paused)"),
    ("UPDATE exam SET state = 7", "exam pre state (7)"),
    ("UPDATE exam SET title = '[1, 2]'", "exam pre title"),
    ("UPDATE exam SET title = '[broken'", "exam pre title ([broken)"),
    ("UPDATE exam SET paper = '{'", "exam pre paper"),
    ("UPDATE exam SET minutes = -1", "exam pre minutes (-1)"),
    ("UPDATE exam SET minutes = 'x'", "exam pre minutes (x)"),
    ("UPDATE exam SET closed_at = ''", "exam pre closed_at"),
    ("UPDATE exam SET kind = 'lain'", "exam pre kind (lain)"),
    ("DELETE FROM trainee WHERE id = 'id-3'", "attempt pre id-3 trainee (id-3)"),
    ("UPDATE trainee SET factor = -1 WHERE id = 'id-3'", "trainee id-3 factor (-1.0)"),
    ("UPDATE trainee SET name = X'ff' WHERE id = 'id-3'", "trainee id-3 name"),
    ("UPDATE attempt SET finish = 'x' WHERE trainee = 'id-2'", "attempt pre id-2 finish (x)"),
    ("UPDATE attempt SET started_at = '2026-11-25' WHERE trainee = 'id-2'", "attempt pre id-2 started_at (2026-11-25)"),
    ("UPDATE attempt SET seen_at = '' WHERE trainee = 'id-2'", "attempt pre id-2 seen_at"),
    ("DELETE FROM attempt WHERE trainee = 'id-2'", "answer pre id-2 1 trainee (id-2)"),
    ("UPDATE pause SET ended_at = 'x'", "pause pre "),
    ("UPDATE event SET at = '' WHERE id = 'e2'", "event e2 at"),
    ("UPDATE event SET kind = 'x\x1b[2J' WHERE id = 'e2'", "event e2 kind (x [2J)"),
    ("UPDATE answer SET item = 'q99' WHERE trainee = 'id-2' AND number = 1", "answer pre id-2 1 item (q99)"),
    ("DELETE FROM exam_key", "exam pre paper"),
    ("UPDATE exam_key SET item = 'zzz' WHERE item = 'q3'", "exam_key pre zzz 1 item (zzz)"),
    ("UPDATE exam_key SET weight = -1 WHERE item = 'q3'", "exam_key pre q3 1 weight (-1.0)"),
    ("UPDATE exam_key SET content = '{' WHERE item = 'q2'", "exam_key pre q2 1 content ({)"),
)  # fmt: skip
SENTENCES = {
    "id": ("rusak: di tabel", " baris", " kolom", "Pakai salinan kelas"),
    "en": ("is damaged: in table", " row", " column", "Use a copy of the class"),
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_what_was_edited_is_named_and_nothing_written(
    tmp_path: Path, warm_home: Path, engine: Engine, lang: str
) -> None:
    path, out = tmp_path / "kelas.kadkelas", tmp_path / "laporan"
    made_class(path, engine, 4).close()
    whole = path.read_bytes()
    begins, row, column, advice = SENTENCES[lang]
    for damage, where in DAMAGES:
        path.write_bytes(whole)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(damage)
            connection.commit()
        damaged = path.read_bytes()
        for arguments in (["show", str(path)], ["report", str(path), "-o", str(out)], ["results", str(path)]):
            done = CliRunner().invoke(main, ["class", *arguments, "--lang", lang])
            assert done.exit_code == 1, (damage, done.output)
            (said,) = done.output.splitlines()
            plain = said.replace(",", "").replace(row, "").replace(column, "")
            assert f"{begins} {where}" in plain, damage
            assert advice in said
            assert "\x1b" not in said
            assert not out.exists()
            assert path.read_bytes() == damaged, damage
