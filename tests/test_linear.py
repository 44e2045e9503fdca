"""Linear text: no Markdown marks are left, tables become sentences, lines keep the width."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.linear import WIDTH, reply_text, to_plain
from kadguide.wording import Wording


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Boleh**, dengan *surat kuasa*.", "Boleh, dengan surat kuasa."),
        ("- satu\n- **dua**", "- satu\n- dua"),
        ("> **Catatan:** APBD.", "Catatan: APBD."),
        ("| Hal | A | B |\n|---|---|---|\n| Dokumen | ada | tidak |", "- Dokumen: A: ada; B: tidak"),
        ("| | A | B |\n|---|---|---|\n| **Dokumen** | ada | tidak |", "- Dokumen: A: ada; B: tidak"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markdown_becomes_linear(markdown: str, plain: str) -> None:
    assert to_plain(markdown) == plain


def test_every_answer_is_linear_in_both_languages(engine: Engine) -> None:
    for card in engine.snapshot.cards:
        for lang in ("id", "en"):
            text = reply_text(engine.choose(card.id, lang), Wording(engine.snapshot, lang))
            assert "**" not in text, card.id
            assert max(map(len, text.splitlines())) <= WIDTH + 20, card.id
