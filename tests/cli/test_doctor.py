"""``kadguide doctor``: true about this machine, plain about what is wrong, with an exit code that says which."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest

from kadguide.answering.loading import load_engine
from kadguide.cli import examination as look
from kadguide.cli.doctor import Examiner, Report
from kadguide.config import Settings, save_settings
from kadguide.i18n import LANGUAGES, Catalog
from tests.sample import write_sample

OVERLAY = str(Path(__file__).parent.parent / "data" / "overlay")
Size = namedtuple("Size", "columns lines")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small knowledge folder instead of the shipped one, and no process started for the time of ``ask``."""
    folder = write_sample(tmp_path / "knowledge")
    monkeypatch.setattr("kadguide.config.knowledge_root", lambda: str(folder))
    monkeypatch.setattr(look, "start_of_ask", lambda: 0.07)
    monkeypatch.setattr(look, "console_encoding", lambda: "utf-8")
    monkeypatch.setattr(look, "console_size", lambda: (80, 24))
    return folder


def examined(*overlays: str, lang: str = "id") -> Report:
    return Examiner(Catalog(lang), overlays).report()


def value(report: Report, section: str, key: str) -> object:
    return next(row.value for row in report.sections[section] if row.key == key)


def found(report: Report) -> list[str]:
    return [finding.key for finding in report.findings]


def doctor(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KADGUIDE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "kadguide", "doctor", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_all_is_well_on_a_sound_machine(engine: object, shared_cache: Path) -> None:
    done = doctor(shared_cache.parent, "--lang", "en")
    assert done.stdout.rstrip().endswith("All is well.")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert len({len(line) - len(line[2:].split("  ", 1)[1].lstrip()) for line in lines}) == 1, "lines are aligned"


def test_json_says_the_same_for_machines(engine: object, shared_cache: Path) -> None:
    done = doctor(shared_cache.parent, "--json")
    data = json.loads(done.stdout)
    assert data["ok"] is (done.returncode == 0)
    assert set(data) == {
        "schema", "ok", "program", "console", "paths", "settings", "knowledge", "extras", "findings",
    }  # fmt: skip
    assert data["knowledge"]["entries"] > 100
    assert data["knowledge"]["opening"] > 0
    assert data["knowledge"]["start"] > 0


def test_nothing_private_is_told(engine: object, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WT_SESSION", "11111111-2222")
    monkeypatch.setenv("SSH_CONNECTION", "10.9.8.7 1 10.9.8.6 22")
    out = doctor(shared_cache.parent).stdout
    assert "WT_SESSION" in out
    assert "11111111" not in out
    assert "10.9.8" not in out


def test_the_address_of_the_class_is_told_without_its_password(small: Path) -> None:
    save_settings(Settings(class_register="postgresql://u:rahasia@server/kelas"))
    report = examined()
    assert value(report, "settings", "class_register") == "postgresql://u@server/kelas"
    assert "rahasia" not in str(report)


@pytest.mark.parametrize(("lang", "theme", "gaps"), [("id", "terang", "tidak"), ("en", "light", "no")])
def test_settings_are_told_in_words_and_for_machines_as_they_are_kept(
    small: Path, lang: str, theme: str, gaps: str
) -> None:
    save_settings(Settings(lang, theme="kadguide-light", keep_gaps="no"))
    rows = {row.key: (row.shown, row.value) for row in examined(lang=lang).sections["settings"]}
    assert rows["theme"] == (theme, "kadguide-light")
    assert rows["keep_gaps"] == (gaps, "no")


@pytest.mark.parametrize("overlays", [(), (OVERLAY,)])
def test_the_snapshot_is_the_one_that_is_used(small: Path, overlays: tuple[str, ...], sealed: Path) -> None:
    cache = str(sealed / "cache")
    assert look.snapshot_state(str(small), overlays, cache)[0] == "missing"
    load_engine(small, overlays, cache)
    state, path = look.snapshot_state(str(small), overlays, cache)
    assert state == "current"
    path.write_bytes(path.read_bytes()[:-9] + b"different")
    assert look.snapshot_state(str(small), overlays, cache)[0] == "damaged"
    if not overlays:
        load_engine(small, overlays, cache)
        (small / "topics/air/air-tarif.id.md").write_text("Lain.\n", encoding="utf-8")
        assert look.snapshot_state(str(small), overlays, cache)[0] == "stale"


def test_overlays_are_named_and_the_second_look_finds_the_snapshot(small: Path) -> None:
    first, second = examined(OVERLAY), examined(OVERLAY)
    assert value(first, "knowledge", "overlays") == ["overlay"]
    states = [dict(value(report, "knowledge", "snapshot"))["state"] for report in (first, second)]  # type: ignore[call-overload]
    assert states == ["missing", "current"]
    assert found(second) == []


@pytest.mark.parametrize("size", [(59, 30), (100, 17)])
def test_a_small_console_is_a_finding(small: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setattr(look, "console_size", lambda: size)
    report = examined()
    assert found(report) == ["size"]
    assert f"{size[0]}×{size[1]}" in report.findings[0].text
    assert "60×18" in report.findings[0].text


def test_an_old_encoding_is_a_finding(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "console_encoding", lambda: "iso8859-1")
    report = examined()
    assert found(report) == ["encoding"]
    assert value(report, "console", "glyphs") is False


def test_a_home_that_cannot_be_written_is_a_finding(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    monkeypatch.setenv("KADGUIDE_HOME", str(tmp_path / "berkas"))
    report = examined()
    assert found(report) == ["settings_file_not_writable", "data_not_writable", "cache_not_writable"]
    assert "KADGUIDE_HOME" in report.findings[1].text


def test_looking_leaves_no_trace(tmp_path: Path) -> None:
    assert look.can_write(tmp_path / "baru" / "cache")
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_damaged_settings_are_a_finding(small: Path, sealed: Path, text: str) -> None:
    sealed.mkdir(exist_ok=True)
    (sealed / "settings.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    assert found(examined()) == ["settings_damaged"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('{"theme": "pink"}', ["settings_value"]),
        ('{"voice": 1, "keys": {"help": "ctrl+m"}}', ["settings_unknown", "settings_value"]),
        ('{"keys": {"help": "f9"}, "width": 72}', []),
    ],
)
def test_settings_of_no_use_are_findings_and_the_others_hold(
    small: Path, sealed: Path, text: str, keys: list[str]
) -> None:
    sealed.mkdir(exist_ok=True)
    (sealed / "settings.json").write_text(text, encoding="utf-8")
    report = examined(lang="en")
    assert found(report) == keys
    assert value(report, "settings", "keys") == ({} if keys else {"help": "f9"})
    assert value(report, "settings", "width") == (96 if keys else 72)


def test_knowledge_that_cannot_be_read_is_a_finding(small: Path, tmp_path: Path) -> None:
    assert found(examined(str(tmp_path / "tidak-ada"))) == ["knowledge"]
    (small / "manifest.toml").unlink()
    report = examined(lang="en")
    assert found(report) == ["knowledge"]
    assert "KAD001" in report.findings[0].text


@pytest.mark.parametrize(("seconds", "keys"), [(None, ["start_failed"]), (9.0, ["start_slow"])])
def test_a_start_that_fails_or_takes_long_is_a_finding(
    small: Path, monkeypatch: pytest.MonkeyPatch, seconds: float | None, keys: list[str]
) -> None:
    monkeypatch.setattr(look, "start_of_ask", lambda: seconds)
    assert found(examined()) == keys


def test_a_full_disk_and_a_large_cache_are_findings(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "free_space", lambda folder: 1_500_000)
    monkeypatch.setattr(look, "LARGE_CACHE", 1)
    report = examined()
    assert found(report) == ["cache_large", "disk_full"]
    assert "1,5 MB" in report.findings[1].text


@pytest.mark.parametrize(
    ("environ", "count"),
    [
        ({"TERM": "xterm"}, 16),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, 16_777_216),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, 16_777_216),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "dumb"}, 0),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the console of Windows is asked, not the environment")
def test_colours_are_those_that_the_chat_will_use(environ: dict[str, str], count: int) -> None:
    assert look.colours(environ) == count


def test_the_size_is_that_of_a_stream_that_is_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    def size(number: int) -> Size:
        if number == 1:
            raise OSError
        return Size(72, 20)

    monkeypatch.setattr(os, "get_terminal_size", size)
    assert look.console_size() == (72, 20)


def test_a_problem_without_a_file_is_said_without_one(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = look.Opened(None, OSError(errno.EIO, "as Python says it"), "missing", small, 0.0)
    monkeypatch.setattr(look, "open_knowledge", lambda *folders: opened)
    word = Catalog("id")
    problem = word.trouble(OSError(errno.EIO, ""))
    assert word("doctor.find_knowledge", problem=problem) in [finding.text for finding in examined().findings]


def test_extras_are_those_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = ["click<9,>=8.1", 'no-such-thing>=1; extra == "bench"', "pytest; extra == 'dev'"]
    monkeypatch.setattr("kadguide.cli.examination.metadata.requires", lambda name: needs)
    assert look.extras() == {"bench": ("no-such-thing",), "dev": ()}


def test_every_row_and_finding_has_words(small: Path) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    names = {"kadguide", "no_color", *project["project"]["optional-dependencies"]}
    for lang in LANGUAGES:
        word = Catalog(lang)
        for section, rows in examined(lang=lang).sections.items():
            assert word.has(f"doctor.section_{section}")
            assert [row.key for row in rows if not word.has(f"doctor.{row.key}") and row.key not in names] == []


def test_the_package_that_runs_is_the_one_that_is_timed(
    engine: object, shared_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KADGUIDE_HOME", str(shared_cache.parent))
    (tmp_path / "kadguide").mkdir()
    (tmp_path / "kadguide" / "__init__.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert look.start_of_ask() is not None
