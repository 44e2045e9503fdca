"""Free text without the people of a class, however they were written in it."""

from __future__ import annotations

import unicodedata

import pytest

from kadguide.teaching.codes import show_code
from kadguide.teaching.hiding import GONE, hiding
from kadguide.teaching.register import Trainee
from tests.hostile import HOSTILE

PEOPLE = (
    Trainee("a", 1, "198001012010011001", "Siti Nur-Aminah, S.H.", "Bappeda Kota X", "K7QM2F4X"),
    Trainee("b", 2, "", "Li Wé", "", "AAAA1111"),
    Trainee("c", 3, "", "Budi", "", "BBBB1111"),
    Trainee("d", 4, "", "Édouard Ñuñez", "", "CCCC1111"),
)
HIDING = hiding(PEOPLE, lambda number: f"Peserta {number}")


@pytest.mark.parametrize(
    "text",
    [
        "saya Siti", "saya_siti_aminah", "siti2", "SitiAminah", "budinya", "Budi123", "budi_", "Buku-budiku",
        "ibu-siti", "nur aminah", "NIP198001012010011001.", "nip: 1980 0101 2010 011 001", "19800101-201001-1-001",
        "k7qm2f4x", show_code("K7QM2F4X"), "li wé", "LI-WÉ", "bappeda kota x", "Bappeda  Kota\nX", "Ｓｉｔｉ",
        "si\u200bti", "siti\u00adaminah", unicodedata.normalize("NFD", "Édouard"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    found = HIDING.clean(text)
    assert GONE in found
    plain = unicodedata.normalize("NFKC", found).casefold()
    for part in ("siti", "aminah", "budi", "1980", "0101", "001", "k7qm", "2f4x", "wé", "bappeda", "édouard"):
        assert part not in plain, found


@pytest.mark.parametrize(
    "text", ["situs budidaya aminahan", "1980010120100110012", "Kota Budapest", "² ½ ﬁ", "li", "", *HOSTILE]
)  # fmt: skip
def test_what_names_nobody_stays_as_it_is(text: str) -> None:
    assert HIDING.clean(text) == text


def test_names_that_overlap_take_no_time() -> None:
    names = ("Ana", "Nan", "Anan", "Nana", "Anana")
    found = hiding([Trainee(str(at), at, "", name, "", "") for at, name in enumerate(names)], str)
    text = "anan" * 2000
    assert found.clean(text) == text
