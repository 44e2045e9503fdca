"""kadguide beside other engines, measured in one run: ``python -m tests.benchmarks.peers``.

Without files, every engine is asked our golden questions. With ``--train``, ``--valid`` and ``--test`` (lines of
``utterance<TAB>label``), any intent data set. With ``--phrasings N``, made-up phrasings show how an engine grows.
Each engine runs in processes of its own. The result is a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.engines import PEERS
from tests.benchmarks.intents import Data, IntentError, data_of_files, golden_data, shipped_phrasings, sizes
from tests.benchmarks.intents import synthetic_data as synthetic
from tests.benchmarks.measures import Measured, measure

ROOT = Path(__file__).parents[2]
COLD_RUNS = 5
GROWING = ("kadguide", "qratio", "bm25", "fts5")
"""Engines of the scale test when none are named."""
YARDSTICK = "qratio"
PACKAGES = ("kadguide", "rapidfuzz", "bm25s", "scikit-learn", "numpy")


@dataclass(frozen=True, slots=True)
class Row:
    """One engine's line: its figures, milliseconds of a cold start and the memory of that process in MB."""

    name: str
    measured: Measured
    cold: float
    answering: float | None


class EngineError(Exception):
    """An engine that could not be measured."""


def environment() -> dict[str, str]:
    """That of the processes that measure: with compiled modules, as every installation has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: Sequence[str]) -> str:
    """The output of a process. Raises :class:`EngineError` with its last words."""
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise EngineError((done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1])
    return done.stdout


def cold_start(name: str, folder: Path, measured: Measured) -> tuple[float, float | None]:
    """Median milliseconds of a fresh process that makes the engine ready and answers once, and its memory in MB."""
    code = "from tests.benchmarks.engines import answer_cold; answer_cold()"
    command = [sys.executable, "-c", code, name, str(folder), measured.question]
    times = []
    for _ in range(COLD_RUNS + 1):
        start = time.perf_counter()
        said = run(command)
        times.append((time.perf_counter() - start) * 1000)
        told = json.loads(said)
        if told["answer"] != measured.answer:
            raise EngineError(f"answers {told['answer']} after a cold start, {measured.answer} before")
    return statistics.median(times[1:]), told["mb"]


def bare_python() -> float:
    """Median milliseconds of a Python that does nothing."""
    times = []
    for _ in range(COLD_RUNS + 1):
        start = time.perf_counter()
        run([sys.executable, "-c", "pass"])
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def measure_all(data: Data, names: Sequence[str]) -> list[Row]:
    """One row per engine that can run here; what cannot is said on stderr."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        data.write(work / "data.json")
        for name in names:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "tests.benchmarks.peers", "--engine", name, "--json", "--work", folder]
            try:
                measured = Measured(**json.loads(run(command)))
                rows.append(Row(name, measured, *cold_start(name, work / name, measured)))
            except EngineError as error:
                print(f"{name} failed: {error}", file=sys.stderr)
    return rows


def number(value: float | None, digits: int = 1, factor: float = 1.0) -> str:
    return "–" if value is None else f"{value * factor:,.{digits}f}"


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    heads = list(rows[0])
    widths = [max(len(head), *(len(row[head]) for row in rows)) for head in heads]
    lines = [heads, *([row[head] for head in heads] for row in rows)]
    text = [
        "| " + " | ".join(f"{cell:<{w}}" if not at else f"{cell:>{w}}" for at, (cell, w) in enumerate(cells)) + " |"
        for cells in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    rule = "| " + " | ".join("-" * w if not at else "-" * (w - 1) + ":" for at, w in enumerate(widths)) + " |"
    return "\n".join((text[0], rule, *text[1:]))


def cells(row: Row, yardstick: float | None, *, growing: bool) -> dict[str, str]:
    """One row of the table."""
    m = row.measured
    quality = {"engine": PEERS[row.name].title, "right %": number(m.right, factor=100)}
    if not growing:
        quality |= {
            "top 3 %": number(m.top3, factor=100),
            "right at threshold %": number(m.right_at_threshold, factor=100),
            "refused %": number(m.refused, factor=100),
            "AUROC": number(m.auroc, 3),
        }
    cost = {
        "µs p50": number(m.p50, 0),
        "µs p99": number(m.p99, 0),
        "time / QRatio": number(m.p50 / yardstick if yardstick else None, 2),
        "build s": number(m.build, 2),
        "build peak MB": number(m.peak),
        "index MB": number(m.stored),
        "answering MB": number(row.answering),
    }
    start = {"cold ms": number(row.cold, 0), "cold from": "file" if PEERS[row.name].stored else "rebuilt"}
    return {**quality, **cost, **start}


def report(data: Data, rows: Sequence[Row], *, growing: bool) -> str:
    """Data, table and what a reader must know of it."""
    yardstick = next((row.measured.p50 for row in rows if row.name == YARDSTICK), None)
    entries = len({label for _, label in data.phrasings})
    chosen = f"threshold chosen on {sizes(data.valid)}, " if data.valid else ""
    lines = [
        f"Data: {data.name}; {len(data.phrasings):,} phrasings of {entries:,} entries; "
        f"{chosen}measured on {sizes(data.test)}.",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; {_versions()}.",
        "",
        table([cells(row, yardstick, growing=growing) for row in rows]),
        "",
    ]
    lines.append(f"A Python that does nothing takes {bare_python():.0f} ms, which the cold starts contain.")
    if data.shipped:
        lines.append(
            "kadguide also has its lexicon, subjects and answers here, and numbers tuned on golden questions; the "
            "other engines have phrasings and titles. A data set of other people compares without this advantage."
        )
    return "\n".join(lines)


def _versions() -> str:
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, metavar="F", help="utterance<TAB>label lines that the engines know")
    parser.add_argument("--valid", type=Path, metavar="F", help="lines that choose the threshold; else half of --test")
    parser.add_argument("--test", type=Path, metavar="F", help="lines to measure on")
    parser.add_argument("--label-none", default="oos", metavar="L", help="label of what is out of scope (%(default)s)")
    parser.add_argument("--only", metavar="NAMES", help=f"engines, with commas between: {','.join(PEERS)}")
    parser.add_argument("--phrasings", type=int, metavar="N", help="scale test with N made-up phrasings")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if bool(args.train) != bool(args.test) or (args.valid and not args.train):
        parser.error("--train and --test go together, --valid goes with them")
    if args.phrasings is not None and (args.train or args.phrasings < 1):
        parser.error("--phrasings takes a number from 1 on, and no files")
    wanted = [name.strip() for name in args.only.split(",")] if args.only else []
    if unknown := [name for name in wanted if name not in PEERS]:
        parser.error(f"--only: unknown {', '.join(unknown)}; known are {', '.join(PEERS)}")
    args.names = list(dict.fromkeys(wanted)) or list(GROWING if args.phrasings else PEERS)
    return args


def main(arguments: Sequence[str] | None = None) -> int:
    args = parse(arguments)
    if args.engine:
        print(measure(args.engine, args.work).to_json())
        return 0
    names = []
    for name in args.names:
        if why := PEERS[name].missing():
            print(f"{PEERS[name].title} is skipped: {why}")
        else:
            names.append(name)
    try:
        if args.phrasings:
            data = synthetic(args.phrasings, (text for text, _ in shipped_phrasings()))
        elif args.train:
            data = data_of_files(args.train, args.valid, args.test, args.label_none)
        else:
            data = golden_data()
    except IntentError as error:
        print(error, file=sys.stderr)
        return 2
    rows = measure_all(data, names)
    if not rows:
        print("nothing could be measured", file=sys.stderr)
        return 1
    print(report(data, rows, growing=bool(args.phrasings)))
    return 0 if len(rows) == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
