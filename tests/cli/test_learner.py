"""What the commands about learning say of a damaged file and of a changed certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.answering.engine import Engine
from kadguide.cli.main import main
from kadguide.config import data_folder
from kadguide.exchange.certificate import certificate_text, layout_of
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.learning.certificate import Certificate, Mastered
from kadguide.learning.journal import OwnCard
from kadguide.store.journal import SqliteJournal
from kadguide.store.shelf import FILE_NAME
from kadguide.wording import Wording

DAY = "2026-11-25"


@pytest.fixture(autouse=True)
def prepared(engine: Engine, shared_cache: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadguide.config.cache_folder", lambda: str(shared_cache))


def test_progress_says_that_a_damaged_file_was_set_aside() -> None:
    folder = Path(data_folder())
    journal = SqliteJournal(folder, lambda: datetime(2026, 11, 25, tzinfo=UTC))
    journal.add_card(OwnCard("handshake-kelemahan", "apa?", DAY))
    journal.close()
    (folder / FILE_NAME).write_bytes(b"no database " * 500)
    first, second = (CliRunner().invoke(main, ["progress"]) for _ in range(2))
    where = str(next(folder.glob("*damaged*")))
    assert [first.exit_code, first.stderr] == [0, Catalog("id")("kept.error_set_aside", path=where) + "\n"]
    assert [second.exit_code, second.stderr] == [0, ""]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_certificate_is_unchanged_changed_or_of_another_layout(engine: Engine, tmp_path: Path, lang: Lang) -> None:
    wording, word = Wording(engine.snapshot, "id"), Catalog(lang)
    made = Certificate("Siti", "id", (Mastered("jenis", "Jenis", DAY),), 90, 390, "0.1", DAY, DAY, layout_of(wording))
    text = certificate_text(made, wording)
    older = certificate_text(made._replace(layout=""), wording)
    path = tmp_path / "sertifikat.txt"
    said = []
    for whole in (text, text.replace("Siti", "Sita"), older, older.replace("Siti", "Sita"), "Siti"):
        path.write_text(whole, encoding="utf-8")
        result = CliRunner().invoke(main, ["certificate", "--verify", str(path), "--lang", lang])
        said.append((result.exit_code, "Siti\n" in result.stdout, result.stdout[-200:], result.stderr))
    unchanged = word("learn.certificate_unchanged", name="Siti", count=1) + "\n"
    changed, other, none = (
        word(f"learn.certificate_{key}", version="0.1") + "\n" for key in ("changed", "other_layout", "unreadable")
    )
    assert [(code, shown, remark) for code, shown, _, remark in said] == [
        (0, True, ""), (1, False, changed), (1, True, other), (1, False, changed), (1, False, none),
    ]  # fmt: skip
    assert said[0][2].endswith(unchanged)
