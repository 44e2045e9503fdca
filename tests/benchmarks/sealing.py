"""Ten thousand damaged, replayed and forged result files, and an exam file in which every bit was changed.

``python -m tests.benchmarks.sealing [FILES] [SEED]``. Each file goes through what a merge does: it is opened, and
weighed against a register in which all results stand already. The table says as what each kind was refused; ``new``
would be a file that was merged. The exit code is 1 when one was, or when one raised anything but the error that says
why.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from kadguide.teaching.examfile import read_exam
from kadguide.teaching.resultfile import open_result, proof_code, seal_result
from kadguide.teaching.sealing import SealError
from kadguide.teaching.unlocking import code_secret
from tests.teaching.damage import Outcome, campaign, judge
from tests.teaching.sealed import APP, World, sit, world

FAILED = "raised "
"""Before the name of an exception that should not get out."""


def damaged_exams(w: World) -> Iterator[Outcome]:
    """What became of the exam file with each of its bits changed, and cut at each of its bytes."""
    for at in range(len(w.exam_data)):
        for bit in range(8):
            changed = bytearray(w.exam_data)
            changed[at] ^= 1 << bit
            yield Outcome("exam: every bit", _read(bytes(changed)))
        yield Outcome("exam: cut at every byte", _read(w.exam_data[:at]))


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
    results = campaign(w, count, seed, lambda w, data: _said(lambda: judge(w, data)))
    for made in (results, damaged_exams(w)):
        for outcome in made:
            found[outcome.damage][outcome.code] += 1
    print("| damage | files | refused as |\n| --- | --- | --- |")
    for damage, codes in found.items():
        said = ", ".join(f"{code} {times:,}" for code, times in sorted(codes.items()))
        print(f"| {damage} | {codes.total():,} | {said} |")
    merged = sum(codes["new"] for codes in found.values())
    raised = sum(times for codes in found.values() for code, times in codes.items() if code.startswith(FAILED))
    files = sum(codes.total() for codes in found.values())
    print(f"\n{files:,} files: {files - merged - raised:,} refused, {merged} merged, {raised} raised something else")
    print_costs(w)
    if merged or raised:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
