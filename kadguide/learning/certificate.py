"""The certificate of completion: what was mastered, when, from which knowledge, and a code over all of it.

The code is the beginning of a SHA-256 over the content in a canonical form. It shows that nothing was changed since; it
cannot show who answered, since everything happened on the learner's own machine.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kadguide.learning.mastery import ModuleState

MARK = "kadguide-certificate:"
"""Stands before the content in a file, so that the file can be verified."""
CODE_BYTES = 10
_TOKEN = re.compile(re.escape(MARK) + r"([A-Za-z0-9_-]+={0,2})")


class Mastered(NamedTuple):
    """A module that was mastered: its id, its title in the language of the certificate, and the day (ISO 8601)."""

    module: str
    title: str
    day: str


class Certificate(NamedTuple):
    """What a certificate says. Days are ISO 8601; ``knowledge`` is the day that the knowledge was checked, ``layout``
    tells apart the forms in which certificates are written."""

    name: str
    lang: str
    modules: tuple[Mastered, ...]
    answers: int
    items: int
    program: str
    knowledge: str
    issued_on: str
    layout: str = ""

    @property
    def code(self) -> str:
        """Sixteen letters and digits in groups of four."""
        digest = hashlib.sha256(self.canonical().encode()).digest()[:CODE_BYTES]
        text = base64.b32encode(digest).decode()
        return "-".join(text[start : start + 4] for start in range(0, len(text), 4))

    def canonical(self) -> str:
        """The content in the one form that the code is computed over."""
        data = {**self._asdict(), "modules": [list(module) for module in self.modules]}
        if not self.layout:  # the first certificates named none
            del data["layout"]
        return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))

    @property
    def token(self) -> str:
        """The content as it stands in a file."""
        return MARK + base64.urlsafe_b64encode(self.canonical().encode()).decode()


def missing_modules(states: Sequence[ModuleState]) -> tuple[ModuleState, ...]:
    """The core modules that are not mastered yet; skipping one is no mastery."""
    return tuple(state for state in states if state.module.core and state.state != "mastered")


def read_certificate(text: str) -> Certificate | None:
    """The certificate in a file, ``None`` where there is none. Raises nothing for any text."""
    found = _TOKEN.search(text)
    if found is None:
        return None
    try:
        data: Any = json.loads(base64.urlsafe_b64decode(found.group(1)))
        modules = tuple(Mastered(*map(str, row)) for row in data.pop("modules"))
        certificate = Certificate(modules=modules, **data)
        for day in (certificate.issued_on, certificate.knowledge, *(module.day for module in modules)):
            date.fromisoformat(day)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    texts = (certificate.name, certificate.lang, certificate.program, certificate.layout)
    counts = (certificate.answers, certificate.items)
    whole = all(isinstance(said, str) for said in texts) and all(isinstance(count, int) for count in counts)
    return certificate if whole and certificate.token == found.group(0) else None
