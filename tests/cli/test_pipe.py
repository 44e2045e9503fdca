"""A reader that goes away early is no error."""

from __future__ import annotations

import subprocess
import sys


def test_a_closed_pipe_is_no_error(warm_home: object) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kadguide", "topics"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
