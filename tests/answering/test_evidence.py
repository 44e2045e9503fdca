"""A question after an amount is answered only by an entry that states one of its kind."""

from __future__ import annotations

import pytest

from kadguide.answering.evidence import states_amount


@pytest.mark.parametrize(
    ("question", "answer", "stated"),
    [
        ("Berapa daerah yang menolak?", "Sebagian daerah menolak.", False),
        ("Berapa daerah yang menolak?", "Tiga daerah menolak.", True),
        ("berapa kabupaten ikut", "Lima dari enam kabupaten ikut.", True),
        ("how many regions have refused", "Some regions refused; there are 2 laws.", False),
        ("how many regions have refused", "In all 12 of the regions refused.", True),
        ("brp dana hibah untuk kerja sama", "Hibah diatur PP 2/2012.", False),
        ("berapa biaya untuk sekretariat", "Biayanya Rp 25 juta setahun.", True),
        ("how much did they spend", "They spent 4 billion a year.", True),
        ("rata-rata lamanya", "Lamanya 5 tahun.", True),
    ],
)
def test_the_kind_of_amount_decides(question: str, answer: str, stated: bool) -> None:
    assert states_amount(question, answer) is stated
