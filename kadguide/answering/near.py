"""How near an entry is to a question."""

from kadguide.light import NamedTuple

TOLD = 1.0
"""How much the words of the answers count beside the phrasings when the nearest entries are gathered."""


class Near(NamedTuple):
    """How much speaks for one entry: by its phrasings (log-odds), and by its text (cosine, 0 to 1)."""

    entry: int
    asked: float
    told: float
