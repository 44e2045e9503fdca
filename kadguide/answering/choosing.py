"""The number by which somebody chooses from a list: “2”, “yang nomor dua”."""

from __future__ import annotations

import re

from kadguide.answering.folding import tokens

_NUMBERS = {
    word: number
    for words in (
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
        "one two three four five six seven eight nine ten",
    )
    for number, word in enumerate(words.split(), start=1)
}  # fmt: skip
_ASKING_FOR_IT = (
    r"(?:jelaskan|jelasin|jelasinnya|terangkan|apa|gimana|gmn|bagaimana|maksudnya|maksud|artinya|isinya|aja|saja|dong|ya|"
    r"sih|itu|tuh|tadi|please|mean|about|say)"
)
_CHOSEN = (
    rf"(?:{_ASKING_FOR_IT} |what's |what is |whats |what does |what about |how about |explain |kalau |kalo |"
    r"and |dan |terus |lalu |tell me about |coba |tolong )*(?:yang |yg |pilih )?"
    r"(?:(?:nomor|nomer|nmr|no\.?|pilihan|poin|butir|number|option|choice|point) "
    rf"(?P<named>\d{{1,2}}|{'|'.join(_NUMBERS)})|(?P<bare>\d{{1,2}}))(?: {_ASKING_FOR_IT})*"
)


def chosen_number(text: str) -> int | None:
    """The number of a choice, when ``text`` is nothing but that (“2”, “yang nomor dua”); ``None`` otherwise."""
    words = tokens(text)
    if not any(word.isdigit() or word in _NUMBERS for word in words):
        return None
    found = re.fullmatch(_CHOSEN, text.strip(" .?!"), re.I)
    number = (found["named"] or found["bare"]).casefold() if found else ""
    return _NUMBERS.get(number) or (int(number) if number else None)
