"""Start-up as ratios, measured in one run on one machine: ``python -m tests.benchmarks.startup [RUNS]``.

Each command runs in turn with its reference (A B A B …), so that a drift of the machine's speed touches both alike; the
ratio is that of the medians. Limits: ``ask`` at most 4 × ``python -c pass``, first paint of the chat at most 1.3 × that
of an empty Textual app.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY_APP = """
import time
from pathlib import Path
from textual.app import App
class Empty(App):
    def on_mount(self):
        self.call_after_refresh(self.exit)
Empty().run(headless=True, size=(80, 24))
"""

CHAT = """
from kadguide.answering.loading import load_engine
from kadguide.config import cache_folder, knowledge_root, load_settings
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
KadguideApp.on_mount = lambda self: self.call_after_refresh(self.exit)
services = Services(load_engine(knowledge_root(), (), cache_folder()))
KadguideApp(services, load_settings(), "id").run(headless=True, size=(80, 24))
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def ratio(name: str, command: list[str], reference: list[str], runs: int, environment: dict[str, str]) -> float:
    """Print and return the ratio of the medians."""
    pairs = [(seconds(command, environment), seconds(reference, environment)) for _ in range(runs + 1)][1:]
    ours = statistics.median([one for one, _ in pairs])
    theirs = statistics.median([other for _, other in pairs])
    print(f"{name}: {ours * 1000:.0f} ms / {theirs * 1000:.0f} ms = {ours / theirs:.2f} ×")
    return ours / theirs


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as home:
        # With compiled modules, as every installation has them, whatever this machine is set to.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["KADGUIDE_HOME"] = home
        python = sys.executable
        script = Path(sys.executable).with_name("kadguide")
        kadguide = [str(script)] if script.exists() else [python, "-m", "kadguide"]
        seconds([*kadguide, "ask", "apa itu TKKSD"], environment)  # makes the snapshot
        ask = [*kadguide, "ask", "apa kelemahan handshake agreement?"]
        ratio("kadguide ask / python -c pass (limit 4)", ask, [python, "-c", "pass"], runs, environment)
        chat, empty = [python, "-c", CHAT], [python, "-c", EMPTY_APP]
        ratio("first paint of the chat / empty Textual app (limit 1.3)", chat, empty, runs, environment)


if __name__ == "__main__":
    main()
