"""What several commands need before they can answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kadguide.cli.exits import Exit
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.engine import Engine
    from kadguide.files import StrPath
    from kadguide.i18n import Catalog


def open_engine(overlays: Sequence[StrPath] = (), lang: str | None = None) -> Engine:
    """The engine for the base knowledge and the overlays.

    Ends the program with a clear message when the knowledge cannot be read at all.
    """
    from kadguide.answering.loading import load_engine
    from kadguide.config import cache_folder, knowledge_root, overlay_folders

    def announce() -> None:
        if sys.stderr.isatty():
            say_error("error.preparing", lang)

    try:
        return load_engine(knowledge_root(), overlay_folders(tuple(overlays)), cache_folder(), announce)
    except Exception as error:
        from kadguide.knowledge.reader import KnowledgeError

        if not isinstance(error, KnowledgeError | OSError):
            raise
        problem = error.problem if isinstance(error, KnowledgeError) else _words(lang).located(error)
        say_error("error.knowledge", lang, problem=problem)
        raise SystemExit(Exit.USAGE) from error


def say_error(key: str, lang: str | None, **values: object) -> None:
    """A remark on stderr in the user's language; at a terminal broken between words, which terminals do not do."""
    said = _words(lang)(key, **values)
    if sys.stderr.isatty():
        from shutil import get_terminal_size

        from kadguide.linear import wrapped

        width = get_terminal_size().columns
        said = "\n".join(wrapped(line, width) for line in said.split("\n"))
    sys.stderr.write(said + "\n")


def _words(lang: str | None) -> Catalog:
    from kadguide.config import load_settings
    from kadguide.i18n import Catalog

    return Catalog(lang or load_settings().language)
