"""Judges GIFT text as the strictest readers do, without reading it the way that kadguide does."""

from __future__ import annotations

import re

from kadguide.exchange.bank.weights import WEIGHTS

_STEERING = "~=#{}:"


def faults(text: str) -> list[str]:
    """Everything that some reader would stumble over."""
    found = []
    if "\r" in text or text.startswith("\ufeff"):
        found.append("line ends or a byte order mark")
    names: set[str] = set()
    for block in text.strip().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith(("//", "$CATEGORY:"))]
        if not lines:
            continue
        bare = re.sub(r"\\[~=#{}:\\n]", "_", "\n".join(lines))
        named = re.match(r"::([^:]+)::\[plain\]([^~=#{}:]+)\{(.*)\}$", bare, re.S)
        if not named:
            found.append(f"no name, text and answers: {block[:60]!r}")
            continue
        name, _, answers = named.groups()
        found += [f"{name}: the name stands twice"] if name in names else []
        names.add(name)
        if "\\" in bare:
            found.append(f"{name}: a backslash that escapes nothing")
        for weight in re.findall(r"[~=]%([^%]*)%", answers):
            if not any(abs(abs(float(weight)) - known) < 1e-4 for known in WEIGHTS):
                found.append(f"{name}: weight {weight}")
        if answers.count("####") > 1 or "{" in answers or "}" in answers:
            found.append(f"{name}: signs that steer within the answers")
    return found
