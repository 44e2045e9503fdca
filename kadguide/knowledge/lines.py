"""Where a key stands in a TOML file. The parser gives positions only for syntax errors."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^(\s*)((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")
_FENCE = re.compile(r'"""|\'\'\'')


class LineIndex:
    """Maps dotted paths such as ``sources.1.article`` (arrays of tables count from 0) to line and column."""

    def __init__(self, text: str) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._scan(text)

    def _scan(self, text: str) -> None:
        prefix = ""
        counts: dict[str, int] = {}
        fence: str | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            if fence is not None:
                fence = None if fence in line else fence
                continue
            header = _HEADER.match(line)
            if header:
                prefix = self._enter(header.group(2), header.group(1) == "[[", counts)
                self._places.setdefault(prefix, (number, 1))
                continue
            key = _KEY.match(line)
            if not key:
                continue
            name = ".".join(part.strip().strip("\"'") for part in key.group(2).split("."))
            self._places.setdefault(f"{prefix}.{name}" if prefix else name, (number, len(key.group(1)) + 1))
            opened = _FENCE.findall(line)
            if len(opened) == 1:
                fence = opened[0]

    @staticmethod
    def _enter(name: str, is_array: bool, counts: dict[str, int]) -> str:
        """The path of a table header, with the current index put after each array of tables in it."""
        parts = [part.strip().strip("\"'") for part in name.split(".")]
        path = ""
        for depth, part in enumerate(parts):
            path = f"{path}.{part}" if path else part
            last = depth == len(parts) - 1
            if last and is_array:
                counts[path] = counts.get(path, -1) + 1
                for known in [k for k in counts if k.startswith(f"{path}.{counts[path] - 1}.")]:
                    del counts[known]
            if path in counts:
                path = f"{path}.{counts[path]}"
        return path

    def find(self, path: str) -> tuple[int, int]:
        """Line and column of ``path`` or of the nearest table around it; ``(0, 0)`` when there is none."""
        while path:
            if path in self._places:
                return self._places[path]
            path = path.rpartition(".")[0]
        return (0, 0)
