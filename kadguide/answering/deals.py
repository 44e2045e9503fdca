"""What single regions agreed: “who signed the contract between Medan and Binjai?”.

Such a question has the words of the rule (who signs a contract), but only an answer that is about these regions tells
it. A case asks for the rule: “kalau Medan bekerja sama dengan Binjai, siapa yang tanda tangan?”.
"""

from __future__ import annotations

import re

from kadguide.answering.elsewhere import OF_A_CASE
from kadguide.answering.folding import fold, tokens
from kadguide.answering.regions import regions_in
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.vocabulary import Vocabulary

_FACT = (
    r"^(?:who|when|where|which|how much|how long|what (?:is|was|are|were|came|does|did)|siapa|kapan|"
    r"di ?mana|mana|berapa|"
    r"apa (?:isi|hasil|nilai|nama|judul)|bagaimana (?:isi|hasil)|(?:isi|hasil|nilai|nomor|tanggal))\b"
)
_JOINING = frozenset("between antara with dengan dgn sama and dan".split())
_BETWEEN = rf"\b(?:{'|'.join(sorted(_JOINING))})\b"
_RULED = frozenset(
    "menyelesaikan penyelesaian memutus memutuskan diputus sengketa perselisihan membina mengawasi berlaku wajib "
    "mandatory settle settles decide decides dispute disputes supervise supervises supervised apply applies law laws "
    "rules".split()
)
"""Words by which a question with two regions asks for the rule all the same."""
_PARTIES = 2
"""Regions that a deal has."""
_AN_ALLIANCE = 2
"""How many times the regions asked for an answer names that is about more than their deal."""


def deal_asked(text: str, vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """The regions of which ``text`` asks what they agreed; none where it asks for something else."""
    words = tokens(text)
    if not (OF_A_CASE | _RULED).isdisjoint(words) or _JOINING.isdisjoint(words):
        return set()
    said = fold(text)
    if re.search(_FACT, said) is None or re.search(_BETWEEN, said) is None:
        return set()
    regions = set(regions_in(words, vocabulary))
    return regions if len(regions) >= _PARTIES else set()


def tells_of_deal(asked: set[tuple[str, ...]], answer: str, named: bool, vocabulary: Vocabulary) -> bool:
    """Whether ``answer`` is about the regions ``asked``: it names all of them, and not many others.

    An alliance of seven regions is not what two of them agreed, unless the question names it (``named``).
    """
    told = set(regions_in(tokens(answer), vocabulary))
    return asked <= told and (named or len(told) <= _AN_ALLIANCE * len(asked))
