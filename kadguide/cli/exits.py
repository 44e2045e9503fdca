"""Exit codes, a contract with shells and scripts."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """0 answered or nothing found wrong · 1 findings, or not in the material · 2 usage or broken knowledge."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERRUPTED = 130
