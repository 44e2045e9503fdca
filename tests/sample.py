"""A small, valid knowledge folder for tests, to be broken in one place at a time."""

from __future__ import annotations

from pathlib import Path

MANIFEST = """\
format_version = 1
languages = ["id", "en"]
licence = "CC-BY-NC-4.0"
checked_on = 2026-11-01
topics = ["air"]

[title]
id = "Contoh"
en = "Sample"

[credit]
id = "Contoh"
en = "Sample"
"""

TOPIC = """\
id = "air"
entries = ["air-tarif"]

[title]
id = "Air"
en = "Water"

[[groups]]
id = "layanan"
entry = "air-tarif"
[groups.names]
id = ["layanan"]
en = ["service"]

[[subjects]]
id = "tarif"
group = "layanan"
order = 1
[subjects.title]
id = "Tarif"
en = "Tariff"
[subjects.names]
id = ["tarif air"]
en = ["water tariff"]
"""

ENTRY = """\
id = "air-tarif"
layer = "law"
subject = "tarif"
aspects = ["who"]
claims = ["air.tarif"]
see_also = []
checked_on = 2026-11-01

[title]
id = "Siapa menetapkan tarif"
en = "Who sets the tariff"

[[sources]]
source = "uu-1-2000"
article = "5"

[phrasings]
id = [
  "a satu", "a dua", "a tiga", "a empat", "a lima", "a enam",
   "a tujuh", "a delapan", "a sembilan", "a sepuluh", "a sebelas", "a dua belas",
]
en = ["b one", "b two", "b three", "b four", "b five", "b six"]
"""

CLAIMS = """\
[[claims]]
id = "air.tarif"
section = "Air"
kind = "legal"
states = [['tarif', 'tariff']]
[claims.text]
id = "Tarif ditetapkan bupati."
en = "The regent sets the tariff."
"""

SOURCES = """\
[[sources]]
id = "uu-1-2000"
kind = "regulation"
status = "in_force"
checked_on = 2026-11-01
[sources.cite]
id = "UU 1/2000"
en = "Law 1/2000"
[sources.title]
id = "Air"
en = "Water"
"""

CASEWORK = """\
markers = ["dengan"]
[ours]
id = ["desa kami"]
en = ["our town"]

[[kinds]]
id = "tetangga"
short = { id = "Tetangga", en = "Neighbours" }
title = { id = "Dengan tetangga", en = "With neighbours" }
check = { id = "Periksa batasnya.", en = "Check the border." }
source = "uu-1-2000" # of the kind
entry = "air-tarif"

[[signs]]
id = "tetangga"
kinds = ["tetangga"]
means = { id = "tetangga", en = "a neighbour" }
source = "uu-1-2000"
[signs.words]
id = ["tetangga"]
en = ["neighbour"]

[[documents]]
id = "surat"
kinds = ["tetangga"] # of the document
title = { id = "Surat", en = "Letter" }
source = "uu-1-2000"

[[stages]]
id = "menunggu"
kinds = ["tetangga"] # of the step
title = { id = "Menunggu", en = "Waiting" }
who = { id = "Bupati", en = "Regent" }
deadline = 30
source = "uu-1-2000"
article = "5" # of the step

[[reminders]]
id = "akhir"
before = 30
title = { id = "Sebulan lagi", en = "In a month" }
source = "uu-1-2000"
"""
ADVISER = """\
[[questions]]
id = "butuh"
text = { id = "Perlu air?", en = "Water needed?" }
help = { id = "Air.", en = "Water." }
[[questions.options]]
id = "ya"
text = { id = "Ya", en = "Yes" }
[[questions.options]]
id = "tidak"
text = { id = "Tidak", en = "No" }

[[questions]]
id = "cepat"
text = { id = "Cepat?", en = "Quickly?" }
help = { id = "Cepat.", en = "Quickly." }
skip = { question = "butuh", answers = ["tidak"] }
[[questions.options]]
id = "ya"
text = { id = "Ya", en = "Yes" }

[[models]]
subject = "meteran"
[models.form]
text = { id = "Meteran.", en = "A meter." }
entries = ["air-tarif"]
sources = [{ source = "uu-1-2000", article = "5" }]
[[models.weaknesses]]
text = { id = "Mahal.", en = "Dear." }
entries = ["air-tarif"]
sources = [{ source = "uu-1-2000", article = "5" }]

[[effects]]
question = "butuh"
answers = ["ya"]
models = ["meteran"]
kind = "for"
weight = 2
text = { id = "Perlu.", en = "Needed." }
entries = ["air-tarif"]
sources = [{ source = "uu-1-2000", article = "5" }]

[[verdicts]]
verdict = "mandatory"
when = { butuh = ["ya"], cepat = ["ya"] }
text = { id = "Wajib.", en = "Mandatory." }
entries = ["air-tarif"]
sources = [{ source = "uu-1-2000", article = "5" }]

[[verdicts]]
verdict = "open"
decides = ["butuh"]
text = { id = "Belum.", en = "Not yet." }
entries = ["air-tarif"]
sources = [{ source = "uu-1-2000", article = "5" }]
"""
"""An adviser on the group “model”, which the sample lacks: see :data:`MODEL`."""

MODEL = """
[[groups]]
id = "model"
[groups.names]
id = ["model"]
en = ["model"]

[[subjects]]
id = "meteran"
group = "model"
order = 1
title = { id = "Meteran", en = "Meter" }
names = { id = ["meteran"], en = ["meter"] }
"""
"""To be put behind :data:`TOPIC`."""

FILES = {
    "casework.toml": CASEWORK,
    "manifest.toml": MANIFEST,
    "claims.toml": CLAIMS,
    "sources.toml": SOURCES,
    "topics/air/topic.toml": TOPIC,
    "topics/air/air-tarif.toml": ENTRY,
    "topics/air/air-tarif.id.md": "Menurut UU 1/2000 Pasal 5, tarif air ditetapkan bupati.\n",
    "topics/air/air-tarif.en.md": "Under Law 1/2000 Art. 5 the regent sets the water tariff.\n",
}


def write_sample(folder: Path, **changes: str | None) -> Path:
    """Write the sample to ``folder``. ``changes`` replace whole files by name; ``None`` leaves a file out."""
    for name, text in {**FILES, **changes}.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
