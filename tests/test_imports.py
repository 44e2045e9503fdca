"""A question on the command line loads no screen library; seen in a clean interpreter, where nothing is hidden."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "markdown_it", "asyncio", "sqlite3")


def loaded_by(arguments: list[str], names: tuple[str, ...]) -> str:
    """Which of the modules ``names`` are loaded when kadguide has run with ``arguments``, as a printed list."""
    code = (
        "import sys; from kadguide.__main__ import main\n"
        f"sys.argv = ['kadguide', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        f"print([name for name in {names!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "apa itu TKKSD"],
        ["ask", "--json", "apa itu TKKSD"],
        ["--version"],
        ["topics", "model"],
        ["--help"],
        ["check", "--help"],
    ],
)
def test_nothing_heavy_is_loaded(arguments: list[str], warm_home: object) -> None:
    assert loaded_by(arguments, HEAVY).endswith("[]")


def test_what_is_kept_needs_no_screen_library() -> None:
    code = (
        "import sys; from kadguide.__main__ import main\n"
        "sys.argv = ['kadguide', 'gaps']\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "print([name for name in ('textual', 'rich', 'markdown_it') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")


NOT_FOR_ONE_QUESTION = (*HEAVY, "kadguide.knowledge.library", "kadguide.knowledge.items", "typing", "json", "heapq")


@pytest.mark.parametrize("question", ["apa itu TKKSD", "kelemahan handshake", "resep rendang"])
def test_one_question_loads_what_it_needs(question: str, warm_home: object) -> None:
    assert loaded_by(["ask", question], NOT_FOR_ONE_QUESTION).endswith("[]")
