"""Quiz items for the sample folder, and for every rule about items the smallest change that breaks it."""

from __future__ import annotations

from tests.sample import SOURCES

# ruff: noqa: E501 - one rule a line reads best

QUIZ_FILE = "quizzes/air.toml"
HEAD = """\
id = "air"
author = "kadguide"
checked_on = 2026-11-01
title = { id = "Air", en = "Water" }
"""
PATH = """\
[[modules]]
id = "air"
competencies = ["air"]
quizzes = ["air"]
title = { id = "Air", en = "Water" }
goal = { id = "Tahu airnya.", en = "Know the water." }

[[contrasts]]
id = "tarif-denda"
title = { id = "Tarif atau denda", en = "Tariff or fine" }
"""
COMPETENCIES = """\
[[competencies]]
id = "air"
number = 1
entries = ["air-tarif"]
text = { id = "menetapkan tarif", en = "set the tariff" }
"""
MISCONCEPTIONS = """\
[[misconceptions]]
id = "camat"
text = { id = "Camat menetapkan tarif.", en = "The district head sets the tariff." }
"""
CASE = """\
[[cases]]
id = "sumur"
title = { id = "Sumur", en = "Well" }
text = { id = "KATA", en = "KATA" }
""".replace("KATA", " ".join(["air"] * 30))
REASONS = {
    "b": "camat hanya mengusulkan|the district head only proposes",
    "c": "warga membayar|people pay",
}
SUBJECTS = (
    "tarif",
    "denda",
    "iuran",
    "pajak",
    "sewa",
    "retribusi",
    "subsidi",
    "meteran",
    "pipa",
    "pompa",
    "sumur",
    "bak",
)


def option(id_: str, text: str, right: bool = False) -> str:
    if right:
        return f'[[items.options]]\nid = "{id_}"\nright = true\ntext = {{ id = "{text}", en = "{text} e" }}\n'
    said, says = REASONS.get(id_, "lain|other").split("|")
    return (
        f'[[items.options]]\nid = "{id_}"\ntext = {{ id = "{text}", en = "{text} e" }}\nmisconception = "camat"\n'
        f'feedback = {{ id = "Bukan {text}: {said}.", en = "Not {text}: {says}." }}\n'
    )


def item(number: int = 0, type_: str = "single", parts: str | None = None, extra: str = "") -> str:
    """One faultless item; the place of its right option moves with ``number``."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    if parts is None:
        names = ["camat setempat", "warga"]
        names.insert(number % 3, "bupati")
        parts = "".join(option("abc"[at], name, name == "bupati") for at, name in enumerate(names))
    return f"""
[[items]]
id = "air-{type_.replace("_", "-")}-{number}"
type = "{type_}"
layer = "law"
difficulty = 1
competencies = ["air"]
claims = ["air.tarif"]
entry = "air-tarif"
updated = 2026-11-01
stem = {{ id = "Siapa yang mengurus {subject}, {subject} dan {subject} air?", en = "Who looks after the {subject} in a town?" }}
explanation = {{ id = "Bupati, kata UU 1/2000 Pasal 5 ({subject}).", en = "The regent, says Law 1/2000 Art. 5 ({subject})." }}
{extra}
[[items.sources]]
source = "uu-1-2000"
article = "5"
{parts}"""


LEFTS = ("air bersih", "air hujan", "air sungai")
PAIRS = "".join(
    f'[[items.pairs]]\nid = "{id_}"\nleft = {{ id = "{left}", en = "{left} e" }}\n'
    f'right = {{ id = "pemilik {id_}", en = "owner {id_}" }}\n'
    for id_, left in zip("abc", LEFTS, strict=True)
)
LURE = option("x", "pemilik lain").replace("items.options", "items.lures")
STEPS = "".join(
    f'[[items.steps]]\nid = "{id_}"\nrank = {rank}\ntext = {{ id = "langkah {id_}", en = "step {id_}" }}\n'
    for rank, id_ in enumerate("abc", start=1)
)
VERDICT = 'truth = false\nmisconception = "camat"\nfeedback = { id = "Keliru sekali.", en = "Quite wrong." }\n'
MISTAKE = (
    '[[items.mistakes]]\nanswers = { id = ["camat"], en = ["district head"] }\nmisconception = "camat"\n'
    'feedback = { id = "Camat mengusulkan.", en = "He proposes." }\n'
)
WORDS = 'accepted = { id = ["bupati"], en = ["regent"] }\n'
NUMBER = "number = { value = 45 }\n"
PLACE = 'article = { source = "uu-1-2000", article = "5" }\n'
MULTIPLE = "".join(option("abcd"[at], name, at < 2) for at, name in enumerate(("bupati", "wakil", "camat", "warga")))
TYPES = (
    item(5, "multiple", MULTIPLE)
    + item(6, "true_false", "", VERDICT)
    + item(7, "matching", PAIRS + LURE)
    + item(8, "ordering", STEPS)
    + item(9, "short", MISTAKE, WORDS)
    + item(10, "number", "", NUMBER)
    + item(11, "article", "", PLACE)
)
SINGLES = "".join(item(number) for number in range(5))
GOOD = HEAD + SINGLES + TYPES


def files(quiz: str = GOOD, **more: str | None) -> dict[str, str | None]:
    """The files of a sample with quizzes."""
    named = {name.replace("_", "."): text for name, text in more.items()}
    return {
        QUIZ_FILE: quiz, "path.toml": PATH, "competencies.toml": COMPETENCIES, "misconceptions.toml": MISCONCEPTIONS,
        **named,
    }  # fmt: skip


def change(old: str, new: str, count: int = 1) -> dict[str, str | None]:
    assert old in GOOD, old
    return files(GOOD.replace(old, new, count))


def only(*items: str) -> dict[str, str | None]:
    return files(HEAD + "".join(items))


def imported(stem: str = "", **more: str | None) -> dict[str, str | None]:
    """A faultless quiz, and beside it one that has nothing but what another program knows."""
    return {**files(), "quizzes/luar.toml": IMPORTED.replace("STEM", stem or "Siapa yang memelihara waduk?"), **more}


IMPORTED = """\
id = "luar"
author = "impor"
checked_on = 2026-11-01
imported = true
title = { id = "Dari luar" }

[[items]]
id = "luar-1"
type = "single"
layer = "law"
difficulty = 2
updated = 2026-11-01
stem = { id = "STEM" }
[[items.options]]
id = "a"
right = true
text = { id = "dinas" }
[[items.options]]
id = "b"
text = { id = "pabrik" }
"""
FIRST = item(0)
LONG = "panjang " * 25
FAILING: dict[str, dict[str, str | None]] = {
    "KAD701": change('entry = "air-tarif"', 'entry = "air-hilang"'),
    "KAD702": change('source = "uu-1-2000"', 'source = "uu-2-2000"'),
    "KAD703": change('competencies = ["air"]', 'competencies = ["air", "api"]'),
    "KAD704": change('claims = ["air.tarif"]', 'claims = ["air.hilang"]'),
    "KAD705": change('misconception = "camat"', 'misconception = "lurah"'),
    "KAD706": change('entry = "air-tarif"', 'entry = "air-tarif"\ncase = "sungai"'),
    "KAD707": change('entry = "air-tarif"', 'entry = "air-tarif"\ncontrast = "api-air"'),
    "KAD708": change('[[items.sources]]\nsource = "uu-1-2000"\narticle = "5"\n', ""),
    "KAD709": change('article = "5"', 'article = "6"'),
    "KAD710": change("Pasal 5 (tarif)", "Pasal 7 (tarif)"),
    "KAD711": change('layer = "law"', 'layer = "paper"'),
    "KAD712": files(sources_toml=SOURCES.replace('status = "in_force"', 'status = "revoked"')),
    "KAD713": change("Siapa yang mengurus tarif, tarif dan tarif air?", "Siapa?"),
    "KAD714": change("Siapa yang mengurus", "Siapa yang TIDAK mengurus bukan"),
    "KAD715": change("Bupati, kata UU", f"{'kata ' * 95}UU"),
    "KAD716": change('feedback = { id = "Bukan camat setempat: camat hanya mengusulkan.", en = "Not camat setempat: the district head only proposes." }\n', ""),
    "KAD717": change('misconception = "camat"\nfeedback = { id = "Bukan', 'feedback = { id = "Bukan'),
    "KAD718": change("Bukan warga: warga membayar.\", en = \"Not warga: people pay.", "Bukan camat setempat: camat hanya mengusulkan.\", en = \"Not camat setempat: the district head only proposes."),
    "KAD719": only(item(0, parts=option("a", "bupati", right=True) + option("b", "camat"))),
    "KAD720": change('id = "warga"', 'id = "semua benar"'),
    "KAD721": change("right = true\n", "credit = 50\n"),
    "KAD722": only(item(5, "multiple", MULTIPLE.replace("right = true\n", "", 1))),
    "KAD723": change('text = { id = "warga"', 'text = { id = "Camat setempat."'),
    "KAD724": files(HEAD + SINGLES.replace('"bupati"', '"bupati daerah itu"') + TYPES),
    "KAD725": only(*(item(n).replace(f"air-single-{n}", f"air-satu-{n}") for n in (0, 3, 6, 9)), *(item(n).replace("Siapa yang mengurus", "Pihak mana di kabupaten yang menjaga").replace(f"air-single-{n}", f"air-dua-{n}") for n in (0, 3, 6, 9))),
    "KAD726": change('text = { id = "bupati"', 'text = { id = "bupati bersama wakil dan sekretaris daerahnya"'),
    "KAD727": change('text = { id = "warga"', f'text = {{ id = "{LONG}"'),
    "KAD728": only(*(item(number, "true_false", "", VERDICT) for number in range(3)), *(item(n) for n in (3, 4, 5))),
    "KAD729": only(*(item(number, "true_false", "", VERDICT) for number in range(3)), *(item(n) for n in range(3, 12))),
    "KAD730": only(item(7, "matching", PAIRS)),
    "KAD731": only(item(8, "ordering", STEPS.replace("rank = 2", "rank = 1"))),
    "KAD732": change('id = ["bupati"]', 'id = ["bupati yang menetapkan tarif air itu"]'),
    "KAD733": change('answers = { id = ["camat"]', 'answers = { id = ["Bupati"]'),
    "KAD734": change("value = 45", "value = 45, tolerance = -1"),
    "KAD735": change('article = { source = "uu-1-2000", article = "5" }', 'article = { source = "uu-1-2000", article = "8" }'),
    "KAD736": files(HEAD + CASE + SINGLES + TYPES),
    "KAD737": files(HEAD + CASE.replace(" ".join(["air"] * 30), "singkat") + SINGLES + TYPES),
    "KAD738": files(HEAD + CASE + "".join(item(n, extra='case = "sumur"' if n in (0, 2, 4) else "") for n in range(5)) + TYPES),
    "KAD739": change("Who looks after the tarif in a town?", "Siapa yang mengurus tarif, tarif dan tarif air?"),
    "KAD740": change("Siapa yang mengurus tarif", "Siapa yang **mengurus** tarif"),
    "KAD741": files(GOOD.replace('claims = ["air.tarif"]\n', "")),
    "KAD742": only(*(item(n) for n in range(4))),
    "KAD743": files(misconceptions_toml=MISCONCEPTIONS + MISCONCEPTIONS.replace('"camat"', '"lurah"')),
    "KAD744": only(item(0, parts=option("a", "30 hari", right=True) + option("b", "15 hari") + option("c", "45 hari"))),
    "KAD745": files(path_toml=PATH.replace('quizzes = ["air"]', 'quizzes = ["api"]')),
    "KAD746": files(path_toml=PATH.replace('quizzes = ["air"]', 'quizzes = ["air"]\nrequires = ["air"]')),
    "KAD747": files(path_toml=PATH.replace('competencies = ["air"]', "competencies = []")),
    "KAD748": only(FIRST, FIRST.replace("air-single-0", "air-lain")),
    "KAD749": change("checked_on = 2026-11-01", "checked_on = 2020-11-01"),
    "KAD750": change("difficulty = 1", "difficulty = 7"),
    "KAD751": only(item(9, "short", MISTAKE + STEPS, WORDS)),
    "KAD752": change("[[items.sources]]", 'hint = { id = "Mungkin bupati.", en = "Think." }\n[[items.sources]]'),
    "KAD753": only(),
    "KAD760": imported(""),
    "KAD761": imported(""),
    "KAD762": imported(""),
    "KAD763": imported(""),
    "KAD764": imported("a Siapa?"),
    "KAD765": {**imported(""), "path.toml": PATH.replace('quizzes = ["air"]', 'quizzes = ["air", "luar"]')},
}  # fmt: skip
