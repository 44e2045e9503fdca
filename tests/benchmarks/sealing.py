"""Ten thousand damaged, replayed and forged result files, and an exam file in which every bit was changed.

``python -m tests.benchmarks.sealing [FILES] [SEED]``. The files are brought to ``kadguide class collect``, as an
instructor does it, in a class that has the results of all trainees already. The table says as what each kind was
refused; ``taken`` would be a file that was merged. The exit code is 1 when one was, when the register is another one
afterwards, or when a command ended in anything but its list of findings.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kadguide.cli.main import main as kadguide
from kadguide.teaching.examfile import read_exam
from kadguide.teaching.resultfile import open_result, proof_code, seal_result
from kadguide.teaching.sealing import SealError
from kadguide.teaching.unlocking import code_secret
from tests.teaching.damage import campaign
from tests.teaching.sealed import APP, TRAINEES, World, sit, world

BATCH = 380
"""Files that are brought at once: ten of each kind."""
MERGED = ("taken", "replaced", "new")
FAILED = "raised "
"""Before the name of an exception that should not get out."""


def collect(where: Path, files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """The damage of each file, and what ``kadguide class collect`` says of it when all are brought together."""
    with tempfile.TemporaryDirectory() as inbox:
        for number, (damage, data) in enumerate(files):
            Path(inbox, f"{number:05}-{damage}.kadhasil").write_bytes(data)
        done = CliRunner().invoke(kadguide, ["class", "collect", str(where), inbox, "--json"])
    if isinstance(done.exception, SystemExit | None):
        for finding in json.loads(done.stdout):
            yield Path(finding["file"]).stem[6:], finding["reason"] or finding["verdict"]
    elif len(files) == 1:
        yield files[0][0], FAILED + type(done.exception).__name__
    else:  # which of them is it?
        for one in files:
            yield from collect(where, [one])


def damaged_results(w: World, folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """What became of so many damaged result files, and at last whether the register is still the same."""
    register, where = w.keep_in(folder), folder / "kelas.kadkelas"
    taken = [said for _, said in collect(where, list(w.files.items()))]
    assert taken == ["taken"] * len(TRAINEES), taken
    before = register.contents()
    made = campaign(w, count, seed)
    while batch := list(islice(made, BATCH)):
        yield from collect(where, batch)
    if register.contents()._replace(events=before.events) != before:
        yield "register", FAILED + "another register"
    register.close()


def damaged_exams(w: World) -> Iterator[tuple[str, str]]:
    """What became of the exam file with each of its bits changed, and cut at each of its bytes."""
    for at in range(len(w.exam_data)):
        for bit in range(8):
            changed = bytearray(w.exam_data)
            changed[at] ^= 1 << bit
            yield "exam: every bit", _read(bytes(changed))
        yield "exam: cut at every byte", _read(w.exam_data[:at])


def _read(data: bytes) -> str:
    def read() -> str:
        try:
            read_exam(data, app=APP)
        except SealError as error:
            return error.code
        return "new"

    return _said(read)


def _said(action: Callable[[], str]) -> str:
    try:
        return action()
    except Exception as error:  # whatever it is, it belongs into the table
        return FAILED + type(error).__name__


def milliseconds(action: Callable[[], Any], times: int = 20) -> float:
    """The fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def print_costs(w: World) -> None:
    """Sizes and times for a sitting of 120 events."""
    secret = w.secrets["p-01"]
    log = sit(w.exam, "p-01", secret, 1, [f"ksdd-{number:03}" for number in range(118)])
    file = seal_result(log, w.exam, secret)
    result = open_result(file, w.keys, w.expected)
    print(f"\n120 events: log {len(log):,} bytes, result file {len(file):,} bytes\n")
    print("| step | ms |\n| --- | --- |")
    for name, action in (
        ("seal a result", lambda: seal_result(log, w.exam, secret)),
        ("open a result", lambda: open_result(file, w.keys, w.expected)),
        ("secret of a code (slow on purpose)", lambda: code_secret("ABCDEFGH", bytes(16))),
        ("proof code (slow on purpose)", lambda: proof_code(result)),
    ):  # type: tuple[str, Callable[[], object]]
        print(f"| {name} | {milliseconds(action):.1f} |")


def main() -> None:
    """Print Markdown tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    w = world()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        for damage, code in damaged_results(w, Path(folder), count, seed):
            found[damage][code] += 1
    for damage, code in damaged_exams(w):
        found[damage][code] += 1
    print("| damage | files | refused as |\n| --- | --- | --- |")
    for damage, codes in found.items():
        said = ", ".join(f"{code} {times:,}" for code, times in sorted(codes.items()))
        print(f"| {damage} | {codes.total():,} | {said} |")
    merged = sum(codes[name] for codes in found.values() for name in MERGED)
    raised = sum(times for codes in found.values() for code, times in codes.items() if code.startswith(FAILED))
    files = sum(codes.total() for codes in found.values())
    print(f"\n{files:,} files: {files - merged - raised:,} refused, {merged} merged, {raised} raised something else")
    print_costs(w)
    if merged or raised:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
