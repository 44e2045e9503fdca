"""Every numbered rule has a failing example; the sample that they break is itself faultless."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kadguide.knowledge import bodies
from kadguide.knowledge.checker import check_library
from kadguide.knowledge.reader import KnowledgeError, read_library
from kadguide.knowledge.rules import RULES, Problem
from tests.knowledge import agenda_sample, item_sample
from tests.sample import ADVISER, CASEWORK, CLAIMS, ENTRY, FILES, MANIFEST, MODEL, SOURCES, TOPIC, write_sample

TODAY = date(2026, 11, 24)
ENTRY_FILE = "topics/air/air-tarif.toml"
TOPIC_FILE = "topics/air/topic.toml"
BODY = "topics/air/air-tarif.id.md"
GOOD = FILES[BODY]


def entry(old: str, new: str) -> dict[str, str | None]:
    assert old in ENTRY
    return {ENTRY_FILE: ENTRY.replace(old, new)}


def topic(old: str, new: str) -> dict[str, str | None]:
    assert old in TOPIC
    return {TOPIC_FILE: TOPIC.replace(old, new)}


def casework(old: str, new: str) -> dict[str, str | None]:
    assert old in CASEWORK
    return {"casework.toml": CASEWORK.replace(old, new)}


def body(text: str) -> dict[str, str | None]:
    return {BODY: text}


def adviser(old: str, new: str) -> dict[str, str | None]:
    assert old in ADVISER
    return {"adviser.toml": ADVISER.replace(old, new, 1), TOPIC_FILE: TOPIC + MODEL}


TRAITS = """\
[words]
bayar = "bayar pay"
[[lists]]
id = "tarif"
asked = ["tarif apa"]
[[members]]
list = "tarif"
entries = ["air-tarif"]
traits = ["@bayar meter"]
"""


def traits(old: str, new: str) -> dict[str, str | None]:
    assert old in TRAITS
    return {"traits.toml": TRAITS.replace(old, new)}


SECOND = (
    ENTRY.replace('id = "air-tarif"', 'id = "air-dua"').replace("air.tarif", "air.tarif").replace('"a dua"', '"a satu"')
)

STOP = """\
[[stops]]
source = "uu-1-2000"
entry = "air-tarif"
[stops.added]
id = "Bupati menetapkannya."
en = "The regent sets it."
"""


def stops(timeline: str, more: str = "", sources: str = SOURCES) -> dict[str, str | None]:
    years = sources.replace('"uu-1-2000"', '"uu-1-2000"\nyear = 2000')
    return {"timeline.toml": timeline, "sources.toml": years + "\n" + more.replace("kind =", "year = 2009\nkind =")}


FAILING: dict[str, dict[str, str | None]] = {
    "KAD001": {"manifest.toml": "format_version = "},
    "KAD002": {"manifest.toml": MANIFEST.replace("format_version = 1", "format_version = 9")},
    "KAD003": {ENTRY_FILE: ENTRY.replace('layer = "law"', "layer = law")},
    "KAD004": entry("see_also", "see_allso"),
    "KAD005": entry("checked_on = 2026-11-01\n", ""),
    "KAD006": entry('layer = "law"', 'layer = "lore"'),
    "KAD007": entry('id = "air-tarif"', 'id = "air-tarip"'),
    "KAD008": {"sources.toml": SOURCES + "\n" + SOURCES},
    "KAD009": body(GOOD + "\x07"),
    "KAD010": {"catatan.txt": "bukan materi"},
    "KAD011": topic('entries = ["air-tarif"]', 'entries = ["air-tarif", "air-hilang"]'),
    "KAD012": {"topics/air/air-tarif.en.md": None},
    "KAD101": entry('claims = ["air.tarif"]', 'claims = ["air.tarif", "air.lain"]'),
    "KAD102": entry('source = "uu-1-2000"', 'source = "uu-2-2000"'),
    "KAD103": entry('subject = "tarif"', 'subject = "harga"'),
    "KAD104": entry("see_also = []", 'see_also = ["tidak-ada"]'),
    "KAD105": topic("order = 1", "order = 3"),
    "KAD106": topic(
        "[[subjects]]",
        '[[subjects]]\nid = "lain"\n[subjects.title]\nid = "L"\nen = "L"\n'
        '[subjects.names]\nid = ["Tarif air"]\nen = ["x"]\n\n[[subjects]]',
    ),
    "KAD107": {
        "comparisons/banding.toml": 'id = "banding"\ngroup = "tidak-ada"\nrows = []\n[title]\nid = "B"\nen = "C"\n'
    },
    "KAD201": entry('"a satu", ', ""),
    "KAD202": entry('"a dua"', '"A satu?"'),
    "KAD203": {
        TOPIC_FILE: TOPIC.replace('["air-tarif"]', '["air-tarif", "air-dua"]'),
        "topics/air/air-dua.toml": SECOND,
        "topics/air/air-dua.id.md": GOOD,
        "topics/air/air-dua.en.md": FILES["topics/air/air-tarif.en.md"],
    },
    "KAD301": body("Menurut UU 1/2000 Pasal 5, tarif " + "air " * 60 + "ditetapkan bupati."),
    "KAD302": body(GOOD + "\nKata " + "kata " * 121),
    "KAD303": body(GOOD + "\n> **Catatann:** tarif.\n"),
    "KAD304": body("Menurut UU 1/2000 Pasal 6, tarif air ditetapkan bupati."),
    "KAD305": body("# Tarif\n\nMenurut UU 1/2000 Pasal 5."),
    "KAD306": body(GOOD + "\n| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n"),
    "KAD307": body("Tarif air ditetapkan bupati."),
    "KAD308": entry('id = "Siapa menetapkan tarif"', f'id = "{"x" * 61}"'),
    "KAD309": body("Ya. " + GOOD),
    "KAD401": entry("checked_on = 2026-11-01", "checked_on = 2025-11-01"),
    "KAD402": {"sources.toml": SOURCES.replace("in_force", "revoked")},
    "KAD403": entry('[[sources]]\nsource = "uu-1-2000"\narticle = "5"\n', ""),
    "KAD501": entry('claims = ["air.tarif"]', "claims = []"),
    "KAD502": {"claims.toml": CLAIMS.replace("'tarif', 'tariff'", "'tarif air'")},
    "KAD504": {
        "competencies.toml": '[[competencies]]\nid = "a"\nnumber = 1\nentries = []\n'
        '[competencies.text]\nid = "a"\nen = "b"\n'
    },
    "KAD631": traits('entries = ["air-tarif"]', 'entries = ["air-hilang"]'),
    "KAD632": traits("@bayar meter", "@bayarkan meter"),
    "KAD633": traits("@bayar meter", "-@bayar"),
    "KAD611": adviser('models = ["meteran"]', 'models = ["meteran", "ember"]'),
    "KAD612": adviser('entries = ["air-tarif"]', 'entries = ["air-tarif", "air-hilang"]'),
    "KAD613": adviser('answers = ["ya"]', 'answers = ["ya", "mungkin"]'),
    "KAD614": adviser('answers = ["tidak"]', 'answers = ["tidak", "ya"]'),
    "KAD615": adviser('butuh = ["ya"], cepat = ["ya"]', 'butuh = ["ya"]'),
    "KAD616": adviser('article = "5"', 'article = "6"'),
    "KAD617": adviser(
        "[[verdicts]]",
        '[[effects]]\nquestion = "butuh"\nanswers = ["ya"]\nmodels = ["meteran"]\nkind = "excludes"\n'
        'text = { id = "a", en = "b" }\nentries = ["air-tarif"]\n'
        'sources = [{ source = "uu-1-2000", article = "5" }]\n\n[[verdicts]]',
    ),
    "KAD618": adviser('decides = ["butuh"]', 'when = { cepat = ["ya"] }'),
    "KAD619": adviser('kind = "for"', 'kind = "against"'),
    "KAD503": {"sources.toml": SOURCES + "\n" + SOURCES.replace("uu-1-2000", "uu-9-2000")},
    "KAD601": stops(STOP.replace("uu-1-2000", "uu-2-2000")),
    "KAD602": stops(STOP.replace("air-tarif", "air-hilang")),
    "KAD603": stops(STOP.replace("uu-1-2000", "uu-9-2000") + STOP, SOURCES.replace("uu-1-2000", "uu-9-2000")),
    "KAD604": stops(STOP.replace("The regent sets it.", "Bupati menetapkannya.")),
    "KAD605": stops(STOP + '[stops.paper]\nid = "Makalah."\nen = "Paper."\n'),
    "KAD606": stops(
        STOP,
        SOURCES.replace("uu-1-2000", "uu-9-2000"),
        SOURCES.replace('"in_force"', '"revoked"\nrevoked_by = "uu-9-2000"'),
    ),
    "KAD621": casework('entry = "air-tarif"', 'entry = "air-hilang"'),
    "KAD622": casework('source = "uu-1-2000" # of the kind', 'source = "uu-2-2000"'),
    "KAD623": casework('kinds = ["tetangga"] # of the step', 'kinds = ["tetangga", "jauh"]'),
    "KAD624": casework('article = "5" # of the step\n', ""),
    "KAD625": casework('en = ["neighbour"]', "en = []"),
    "KAD626": casework('kinds = ["tetangga"] # of the document', "kinds = []"),
    "KAD627": casework('en = ["neighbour"]', 'en = ["neighbour", "Our  town"]'),
    "KAD628": {
        "sources.toml": SOURCES + "\n" + SOURCES.replace("uu-1-2000", "kantor").replace("regulation", "secondary"),
        "casework.toml": CASEWORK.replace('source = "uu-1-2000" # of the kind', 'source = "kantor"'),
    },
    "KAD629": {
        "sources.toml": SOURCES + "\n" + SOURCES.replace("uu-1-2000", "uu-9-2000").replace("in_force", "revoked"),
        "casework.toml": CASEWORK.replace('source = "uu-1-2000" # of the kind', 'source = "uu-9-2000"'),
    },
}


def problems(folder: Path) -> tuple[Problem, ...]:
    return check_library(read_library(folder), folder, TODAY)


def test_the_sample_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(write_sample(tmp_path)) == ()


def test_all_texts_are_read_by_one_reader_of_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[MarkdownIt] = []

    def note(preset: str) -> MarkdownIt:
        made.append(MarkdownIt(preset))
        return made[-1]

    monkeypatch.setattr(bodies, "MarkdownIt", note)
    bodies._parser.cache_clear()
    for name in "ab":
        assert problems(write_sample(tmp_path / name)) == ()
    assert len(made) == 1


def test_a_timeline_can_be_faultless(tmp_path: Path) -> None:
    assert problems(write_sample(tmp_path, **stops(STOP))) == ()


FAILING |= item_sample.FAILING | agenda_sample.FAILING


def test_the_sample_of_an_adviser_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(write_sample(tmp_path, **adviser("Perlu air?", "Perlu air?"))) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('subject = "meteran"', 'subject = "ember"', "KAD611"),
        ('decides = ["butuh"]', 'decides = ["lapar"]', "KAD613"),
        ('{ question = "butuh"', '{ question = "lapar"', "KAD614"),
        ('id = "tidak"', 'id = "ya"', "KAD614"),
        ('id = "tidak"', 'id = "unknown"', "KAD614"),
        ('id = "ya"\ntext', 'id = "ya"\nends = true\ntext', ""),
        ('sources = [{ source = "uu-1-2000", article = "5" }]', "", "KAD616"),
        ('when = { butuh = ["ya"], cepat = ["ya"] }', "", "KAD618"),
        ("weight = 2", "weight = 9", "KAD006"),
        (', en = "Needed." }', " }", "KAD005"),
        ('kind = "for"', 'kind = "fore"', "KAD006"),
    ],
)
def test_slips_in_an_adviser_are_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    found = {problem.code for problem in problems(write_sample(tmp_path, **adviser(old, new)))}
    assert code in found if code else not found


def test_the_sample_with_quizzes_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(write_sample(tmp_path, **item_sample.files())) == ()


def test_the_sample_of_an_agenda_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(write_sample(tmp_path, **agenda_sample.change("Siapa?", "Siapa?"))) == ()


@pytest.mark.parametrize(("old", "new", "code"), agenda_sample.SLIPS)
def test_slips_in_an_agenda_are_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    found = {problem.code for problem in problems(write_sample(tmp_path, **agenda_sample.change(old, new)))}
    assert code in found if code else not found


def test_a_test_cannot_ask_for_more_items_than_there_are(tmp_path: Path) -> None:
    assert {problem.code for problem in problems(write_sample(tmp_path, **agenda_sample.MUCH))} == {"KAD784"}


def test_a_word_for_a_turn_names_a_known_subject(tmp_path: Path) -> None:
    lexicon = FILES.get("lexicon.toml", "") + '\n[[turns]]\nsubject = "harga"\nwords = ["harganya"]\n'
    found = problems(write_sample(tmp_path, **{"lexicon.toml": lexicon}))
    assert [(problem.code, problem.file) for problem in found] == [("KAD103", "lexicon.toml")]


def test_every_rule_has_an_example() -> None:
    assert set(FAILING) == set(RULES)


@pytest.mark.parametrize("code", sorted(FAILING))
def test_the_example_breaks_its_rule(code: str, tmp_path: Path) -> None:
    write_sample(tmp_path, **FAILING[code])
    if RULES[code].severity == "fatal":
        with pytest.raises(KnowledgeError) as caught:
            read_library(tmp_path)
        assert caught.value.problem.code == code
        return
    found = [problem for problem in problems(tmp_path) if problem.code == code]
    assert found, f"{code} was not found"
    assert all(str(problem).count(RULES[code].advice) == 1 for problem in found)


@pytest.mark.parametrize(
    ("code", "line"), [("KAD003", 2), ("KAD004", 6), ("KAD006", 2), ("KAD101", 5), ("KAD103", 3), ("KAD401", 7)]
)
def test_the_line_is_named(code: str, line: int, tmp_path: Path) -> None:
    write_sample(tmp_path, **FAILING[code])
    assert line in {problem.line for problem in problems(tmp_path) if problem.code == code}


COMPARISON = """\
id = "banding"
group = "layanan"
layer = "law"
[title]
id = "B"
en = "C"
[[rows]]
id = "siapa"
aspects = ["who"]
entry = "air-tarif"
[rows.title]
id = "Siapa"
en = "Who"
[rows.entries]
tarif = "air-tarif"
[rows.cells.tarif]
id = "bupati"
en = "the regent"
"""
RELATION = """\
[[relations]]
kind = "answers"
from = "tarif"
to = "air-tarif"
basis = "editor"
[relations.note]
id = "a"
en = "b"
"""


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "code"),
    [
        ("comparisons/banding.toml", COMPARISON, "", "", None),
        ("comparisons/banding.toml", COMPARISON, 'entry = "air-tarif"', 'entry = "air-lain"', "KAD107"),
        ("comparisons/banding.toml", COMPARISON, 'tarif = "air-tarif"', 'tarif = "air-lain"', "KAD107"),
        ("comparisons/banding.toml", COMPARISON, 'tarif = "air-tarif"', 'harga = "air-tarif"', "KAD107"),
        ("comparisons/banding.toml", COMPARISON, 'layer = "law"', 'layer = "lore"', "KAD006"),
        ("relations.toml", RELATION, "", "", None),
        ("relations.toml", RELATION, 'to = "air-tarif"', 'to = "air-lain"', "KAD107"),
        ("relations.toml", RELATION, '"answers"', '"anwsers"', "KAD006"),
    ],
)
def test_comparisons_and_relations_name_what_exists(
    tmp_path: Path, file: str, text: str, old: str, new: str, code: str | None
) -> None:
    write_sample(tmp_path, **{file: text.replace(old, new, 1) if old else text})
    assert {problem.code for problem in problems(tmp_path)} == ({code} if code else set())


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    write_sample(tmp_path, **FAILING["KAD004"])
    assert any("see_also" in problem.detail for problem in problems(tmp_path))


def test_one_bad_file_never_hides_the_rest(tmp_path: Path) -> None:
    write_sample(tmp_path, **FAILING["KAD203"], **FAILING["KAD003"])
    reading = read_library(tmp_path)
    assert [entry.id for entry in reading.library.entries] == ["air-dua"]
    assert "KAD003" in {problem.code for problem in reading.problems}
