"""``kadguide doctor``: a report to print or send, for help from afar."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang

SCHEMA = 1
"""Version of the JSON form."""
NEEDED_SPACE = 50 * 2**20
"""Free bytes that a new snapshot can need."""


class Row(NamedTuple):
    """One fact: its key in the catalog, the value for machines, and the words for people."""

    key: str
    value: Any
    shown: str


class Finding(NamedTuple):
    """Something that is not well, in words that say what to do."""

    key: str
    text: str


class Report(NamedTuple):
    """Titled sections of facts, and what is not well."""

    sections: dict[str, list[Row]]
    findings: list[Finding]


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@knowledge_option
@lang_option
def command(as_json: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Report what matters for help from afar: versions, console, paths, knowledge, times.

    Nothing is sent anywhere. Exit code 0: all is well; 1: findings.
    """
    from kadguide.config import load_settings, overlay_folders
    from kadguide.i18n import Catalog

    word = Catalog(lang or load_settings().language)
    report = Examiner(word, overlay_folders(overlays)).report()
    click.echo(_as_json(report) if as_json else _as_text(report, word))
    raise click.exceptions.Exit(Exit.FINDINGS if report.findings else Exit.OK)


class Examiner:
    """Goes through the sections one after another and puts what it sees into words."""

    def __init__(self, word: Catalog, overlays: Sequence[str]) -> None:
        self._word = word
        self._overlays = overlays
        self._findings: list[Finding] = []

    def report(self) -> Report:
        """Everything there is to say. Takes as long as opening the knowledge and asking once."""
        knowledge = list(self._knowledge())  # first, since it may put a snapshot into the cache
        sections = {
            "program": list(self._program()),
            "console": list(self._console()),
            "paths": list(self._paths()),
            "settings": list(self._settings()),
            "knowledge": knowledge,
            "extras": list(self._extras()),
        }
        return Report(sections, self._findings)

    def _find(self, key: str, **values: object) -> None:
        self._findings.append(Finding(key, self._word(f"doctor.find_{key}", **values)))

    def _yes(self, value: bool) -> str:
        return self._word("doctor.yes" if value else "doctor.no")

    def _program(self) -> Iterator[Row]:
        from kadguide import __version__
        from kadguide.cli import examination as look

        yield _plain("kadguide", __version__)
        yield _plain("python", look.python())
        yield _plain("system", look.system())
        found = look.versions()
        yield Row("libraries", found, ", ".join(f"{name} {version or '?'}" for name, version in found.items()))
        if gone := [name for name, version in found.items() if not version]:
            self._find("library_missing", names=", ".join(gone))

    def _console(self) -> Iterator[Row]:
        from kadguide.cli import examination as look
        from kadguide.config import cache_folder
        from kadguide.plain.where import is_plain_console
        from kadguide.tui.clipboard import COPY_NAME, usable_program

        word = self._word
        size = look.console_size()
        yield Row("size", size, f"{size[0]}×{size[1]}" if size else word("doctor.no_console"))
        if size and (size[0] < look.SMALLEST[0] or size[1] < look.SMALLEST[1]):
            self._find("size", columns=size[0], rows=size[1])
        yield Row("terminal", look.terminal(), look.terminal() or "–")
        plain = is_plain_console()
        yield Row("mode", "plain" if plain else "screen", word("doctor.mode_plain" if plain else "doctor.mode_screen"))
        colours = look.colours()
        yield Row("colours", colours, word("doctor.colour_count", count=colours) if colours else self._yes(False))
        yield Row("no_color", "NO_COLOR" in os.environ, self._yes("NO_COLOR" in os.environ))
        encoding = look.console_encoding()
        yield _plain("encoding", encoding)
        draws = look.draws_glyphs(encoding)
        yield Row("glyphs", draws, self._yes(draws))
        if encoding.replace("-", "").replace("_", "") != "utf8":
            self._find("encoding", encoding=encoding)
        program, file = usable_program(), str(Path(cache_folder(), COPY_NAME))
        ways = [program] if program else [*(() if plain else ("OSC 52",)), file]
        yield Row("clipboard", ways, ", ".join(ways))

    def _paths(self) -> Iterator[Row]:
        from kadguide.cli import examination as look
        from kadguide.config import cache_folder, data_folder, settings_file

        home = os.environ.get("KADGUIDE_HOME", "")
        yield Row("home", home or None, home or self._word("doctor.home_unset"))
        cache, settings, data = Path(cache_folder()), Path(settings_file()), Path(data_folder())
        for key, path, folder in (
            ("settings_file", settings, settings.parent), ("data", data, data), ("cache", cache, cache)
        ):  # fmt: skip
            writable = look.can_write(folder)
            said = self._word("doctor.writable" if writable else "doctor.not_writable")
            yield Row(key, {"path": str(path), "writable": writable}, f"{path} ({said})")
            if not writable:
                self._find(f"{key}_not_writable", path=path)
        size, free = look.size_of(cache), look.free_space(cache)
        yield Row("cache_size", size, self._bytes(size))
        yield Row("free", free, "–" if free is None else self._bytes(free))
        if size > look.LARGE_CACHE:
            self._find("cache_large", path=cache, size=self._bytes(size))
        if free is not None and free < NEEDED_SPACE:
            self._find("disk_full", path=cache, size=self._bytes(free))

    def _settings(self) -> Iterator[Row]:
        from kadguide.config import read_settings, settings_file, without_password
        from kadguide.tui.keymap import usable_keys

        stored = read_settings()
        keys, wrong = usable_keys(stored.settings.keys)
        for key, value in stored.settings._asdict().items():
            if key == "class_register":
                yield Row(key, without_password(value) or None, without_password(value) or "–")
            elif key != "keys":
                said = f"settings.{key}_{value}"
                yield Row(key, value, self._word(said) if self._word.has(said) else str(value))
        yield Row("keys", keys, ", ".join(f"{id_} {key}" for id_, key in keys.items()) or "–")
        for problem in (*stored.problems, *wrong):
            kind = "damaged" if problem.kind == "unreadable" else problem.kind
            self._find(f"settings_{kind}", path=settings_file(), name=problem.name, value=problem.value)

    def _knowledge(self) -> Iterator[Row]:
        from kadguide.cli import examination as look
        from kadguide.config import cache_folder, knowledge_root
        from kadguide.wording import Wording

        word = self._word
        opened = look.open_knowledge(knowledge_root(), self._overlays, cache_folder())
        yield _plain("folder", knowledge_root())
        named = [Path(folder).absolute().name for folder in self._overlays]
        yield Row("overlays", named, ", ".join(named) or "–")
        if opened.engine is None:
            problem = opened.problem
            self._find("knowledge", problem=word.located(problem) if isinstance(problem, OSError) else problem)
            return
        snapshot = opened.engine.snapshot
        lang: Lang = "en" if word.lang == "en" else "id"
        day = str(snapshot.about["checked_on"])
        yield Row("date", day, Wording(snapshot, lang).day(day))
        yield _plain("entries", len(snapshot.position))
        yield _plain("topics", len(snapshot.topics))
        size = look.size_of(opened.snapshot)
        said = word(f"doctor.snapshot_{opened.state}")
        yield Row("snapshot", {"state": opened.state, "bytes": size}, f"{said}, {self._bytes(size)}")
        yield Row("opening", round(opened.seconds, 4), self._milliseconds(opened.seconds))
        seconds = look.start_of_ask()
        yield Row(
            "start",
            seconds and round(seconds, 4),
            self._milliseconds(seconds) if seconds else self._word("doctor.failed"),
        )
        if seconds is None:
            self._find("start_failed")
        elif seconds > look.SLOW_START:
            self._find("start_slow", seconds=round(seconds))

    def _extras(self) -> Iterator[Row]:
        from kadguide.cli import examination as look

        found = look.extras()
        if found is None:
            yield Row("package", False, self._word("doctor.no_package"))
            return
        for name, missing in found.items():
            said = self._word("doctor.installed")
            if missing:
                said = self._word("doctor.not_installed", names=", ".join(missing))
            yield Row(name, {"installed": not missing, "missing": missing}, said)

    def _bytes(self, size: int) -> str:
        unit, name = (10**9, "GB") if size >= 10**9 else (10**6, "MB")
        return self._word("doctor.bytes", whole=size // unit, tenth=size * 10 // unit % 10, unit=name)

    def _milliseconds(self, seconds: float) -> str:
        return self._word("doctor.milliseconds", count=max(1, round(seconds * 1000)))


def _plain(key: str, value: str | int) -> Row:
    return Row(key, value, str(value))


def _as_text(report: Report, word: Catalog) -> str:
    from kadguide.linear import WIDTH, wrap

    def label(key: str) -> str:
        return word(f"doctor.{key}") if word.has(f"doctor.{key}") else key

    width = max(len(label(row.key)) for rows in report.sections.values() for row in rows)
    lines = []
    for name, rows in report.sections.items():
        lines += [word(f"doctor.section_{name}"), *(f"  {label(r.key):{width}}  {r.shown}".rstrip() for r in rows), ""]
    lines.append(word("doctor.findings" if report.findings else "doctor.all_well"))
    for finding in report.findings:
        lines += wrap(f"- {finding.text}", WIDTH)
    return "\n".join(lines)


def _as_json(report: Report) -> str:
    return json.dumps(
        {
            "schema": SCHEMA,
            "ok": not report.findings,
            **{name: {row.key: row.value for row in rows} for name, rows in report.sections.items()},
            "findings": [finding._asdict() for finding in report.findings],
        },
        ensure_ascii=False,
        indent=1,
    )
