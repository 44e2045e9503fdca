"""An agenda for the sample folder, and for every rule about agendas the smallest change that breaks it."""

from __future__ import annotations

from tests.knowledge.item_sample import files

AGENDA_FILE = "agendas/sehari.toml"
AGENDA = """\
id = "sehari"
title = { id = "Sehari", en = "A day" }
note = { id = "Untuk semua.", en = "For all." }

[[days]]
minutes = 70

[[days]]
minutes = 30

[[steps]]
kind = "test"
minutes = 20
title = { id = "Tes awal", en = "Pre-test" }
test = "pre"
blueprint = { count = 3, competencies = ["air"] }

[[steps]]
kind = "read"
minutes = 10
title = { id = "Membaca", en = "Reading" }
entries = ["air-tarif"]

[[steps]]
kind = "quiz"
minutes = 10
title = { id = "Latihan", en = "Practice" }
items = ["air-single-0"]

[[steps]]
kind = "discuss"
minutes = 30
title = { id = "Diskusi", en = "Discussion" }
prompt = { id = "Siapa?", en = "Who?" }

[[steps]]
kind = "break"
day = 2
minutes = 10
title = { id = "Istirahat", en = "Break" }

[[steps]]
kind = "test"
day = 2
minutes = 20
title = { id = "Tes akhir", en = "Post-test" }
test = "post"
blueprint = { count = 3, competencies = ["air"] }
"""


def change(old: str, new: str) -> dict[str, str | None]:
    assert old in AGENDA, old
    return {**files(), AGENDA_FILE: AGENDA.replace(old, new, 1)}


FAILING: dict[str, dict[str, str | None]] = {
    "KAD780": change('entries = ["air-tarif"]', 'entries = ["air-hilang"]'),
    "KAD781": change('items = ["air-single-0"]', 'items = ["air-hilang"]'),
    "KAD782": change("minutes = 10", "minutes = 0"),
    "KAD783": change(
        'blueprint = { count = 3, competencies = ["air"] }', 'blueprint = { count = 4, quizzes = ["air"] }'
    ),
    "KAD784": change('competencies = ["air"]', 'competencies = ["api"]'),
    "KAD785": change('entries = ["air-tarif"]\n', ""),
    "KAD786": change('kind = "break"\n', 'kind = "break"\nentries = ["air-tarif"]\n'),
    "KAD787": change("minutes = 70", "minutes = 90"),
    "KAD788": change('en = "Who?"', 'en = "Siapa?"'),
    "KAD789": change('en = "Reading"', f'en = "{"x" * 61}"'),
}

SLIPS: tuple[tuple[str, str, str], ...] = (
    ('items = ["air-single-0"]', 'quiz = "air"', ""),
    ('items = ["air-single-0"]', 'quiz = "api"', "KAD781"),
    ('kind = "quiz"', 'kind = "case"', ""),
    ('items = ["air-single-0"]', "", "KAD785"),
    ('prompt = { id = "Siapa?", en = "Who?" }', "", "KAD785"),
    ("minutes = 30\ntitle", "minutes = -30\ntitle", "KAD782"),
    ("minutes = 70", "minutes = 66", ""),
    ("minutes = 70", "minutes = 64", "KAD787"),
    ("day = 2", "day = 3", "KAD787"),
    ("day = 2", "day = 1", "KAD787"),
    ('test = "post"', 'test = "pre"', "KAD783"),
    ('test = "pre"', 'test = "pra"', "KAD006"),
    ('kind = "read"', 'kind = "sing"', "KAD006"),
    ("count = 3", "count = 4", "KAD783"),
    ('id = "sehari"', 'id = "sebulan"', "KAD007"),
    ('note = { id = "Untuk semua.", en = "For all." }', "", "KAD005"),
    ('kind = "break"', 'kind = "break"\nminute = 3', "KAD004"),
    ('test = "pre"\nblueprint = { count = 3, competencies = ["air"] }', 'test = "pre"', "KAD005"),
)
"""A change, and the rule that it breaks; none for a change that is fine."""

MUCH = {**files(), AGENDA_FILE: AGENDA.replace("count = 3", "count = 300")}
"""Both tests ask for more items than there are."""
