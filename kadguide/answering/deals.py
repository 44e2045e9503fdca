"""What single regions agreed: “who signed the contract between Medan and Binjai?”.

Such a question has the words of the rule (who signs a contract), but only an answer that is about these regions tells
it. A case asks for the rule: “kalau Medan bekerja sama dengan Binjai, siapa yang tanda tangan?”.
"""

from __future__ import annotations

import re

from kadguide.answering.elsewhere import OF_A_CASE
from kadguide.answering.folding import fold, tokens
from kadguide.answering.runs import all_runs
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.vocabulary import Vocabulary

_FACT = (
    r"^(?:who|when|where|which|how much|how long|what (?:is|was|are|were|came|does|did)|siapa|kapan|"
    r"di ?mana|mana|berapa|"
    r"apa (?:isi|hasil|nilai|nama|judul)|bagaimana (?:isi|hasil)|(?:isi|hasil|nilai|nomor|tanggal))\b"
)
_BETWEEN = r"\b(?:between|antara|with|dengan|dgn|sama|and|dan)\b"
_RULED = frozenset(
    "menyelesaikan penyelesaian memutus memutuskan diputus sengketa perselisihan membina mengawasi berlaku wajib "
    "mandatory settle settles decide decides dispute disputes supervise supervises supervised apply applies law laws "
    "rules".split()
)
"""Words by which a question with two regions asks for the rule all the same."""
_LEAST = 2
"""Regions that a deal has."""


def is_of_a_deal(text: str, regions: set[tuple[str, ...]]) -> bool:
    """Whether ``text``, which names ``regions``, asks what some of these agreed."""
    said = fold(text)
    if len(regions) < _LEAST or not (OF_A_CASE | _RULED).isdisjoint(tokens(text)):
        return False
    return re.search(_FACT, said) is not None and re.search(_BETWEEN, said) is not None


def regions_of(text: str, vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """The regions that ``text`` names."""
    return set(all_runs(tokens(text), vocabulary.regions))


def tells_of_deal(asked: set[tuple[str, ...]], answer: str, named: bool, vocabulary: Vocabulary) -> bool:
    """Whether ``answer`` is about the regions ``asked``: it names all of them, and not many others.

    An alliance of seven regions is not what two of them agreed, unless the question names it (``named``).
    """
    told = regions_of(answer, vocabulary)
    return asked <= told and (named or len(told) <= _LEAST * len(asked))
