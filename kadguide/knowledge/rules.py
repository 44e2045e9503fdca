"""The numbered rules of the knowledge base, each defined once: program, README and tests read this table.

Codes are stable: 0xx reading, 1xx references, 2xx phrasings, 3xx text, 4xx currency, 5xx coverage, 60x timeline,
61x adviser, 62x cases, 63x traits, 70x to 75x quiz items and the path, 78x agendas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fatal", "error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``fatal`` stops the reading, ``error`` fails the check, ``warning`` is printed only."""

    code: str
    severity: Severity
    title: str
    advice: str


# ruff: noqa: E501 - one rule a line reads best
_TABLE: tuple[Rule, ...] = (
    Rule("KAD001", "fatal", "the manifest cannot be read", "put a readable manifest.toml in the folder"),
    Rule("KAD002", "fatal", "unknown format_version", "set format_version = 1, or update kadguide"),
    Rule("KAD003", "error", "not valid TOML", "mend the line that is named"),
    Rule("KAD004", "error", "unknown key", "use the nearest known key, or remove it"),
    Rule("KAD005", "error", "missing key", "add the key"),
    Rule("KAD006", "error", "value of the wrong type or outside the known values", "give a value of that kind"),
    Rule("KAD007", "error", "id is malformed or differs from the file name", "use lower-case words with hyphens, equal to the file's name"),
    Rule("KAD008", "error", "id used twice", "give every thing its own id"),
    Rule("KAD009", "error", "file cannot be read as UTF-8 text", "save it as UTF-8, without control characters"),
    Rule("KAD010", "warning", "unexpected file", "remove it, or put it where it belongs"),
    Rule("KAD011", "error", "topic.toml and the folder disagree about the entries", "list every entry of the folder once"),
    Rule("KAD012", "error", "the answer is missing in one language", "write the file <entry>.<language>.md"),
    Rule("KAD101", "error", "unknown claim", "use an id of claims.toml"),
    Rule("KAD102", "error", "unknown source", "use an id of sources.toml, or add the source there"),
    Rule("KAD103", "error", "unknown subject", "use a subject of some topic.toml, or add it there"),
    Rule("KAD104", "error", "see_also names an unknown entry", "name an existing entry"),
    Rule("KAD105", "error", "unknown group, or a group without its members", "define the group and order its subjects 1, 2, 3 …"),
    Rule("KAD106", "error", "one name for two subjects", "keep the name with the subject that people mean"),
    Rule("KAD107", "error", "a comparison, relation or term names something unknown", "use existing ids"),
    Rule("KAD201", "error", "too few phrasings", "add ways of asking: at least 12 Indonesian and 6 English"),
    Rule("KAD202", "error", "two phrasings of an entry are alike", "remove one, or ask with other words"),
    Rule("KAD203", "error", "the same phrasing in two entries", "keep it where the answer is best, or redraw the border"),
    Rule("KAD301", "error", "the short answer is too long", "say it in at most 60 words, in one paragraph"),
    Rule("KAD302", "error", "a paragraph or the whole answer is too long", "at most 120 words a paragraph, 260 an answer; split the entry"),
    Rule("KAD303", "error", "a note does not begin with its exact mark", "begin the quotation with one of the four marks"),
    Rule("KAD304", "error", "an article in the text is not among the sources", "add it under [[sources]], or mend the number"),
    Rule("KAD305", "error", "Markdown that does not show in a terminal", "use paragraphs, lists, small tables, bold and italics"),
    Rule("KAD306", "error", "lines that Markdown runs together, or a table that is too wide", "use list items; at most three columns"),
    Rule("KAD307", "error", "the first paragraph does not say whether paper or law speaks", "name the paper, or the rule"),
    Rule("KAD308", "error", "the title is too long", "at most 60 characters"),
    Rule("KAD309", "error", "the answer begins with a bare yes or no", "say what is so: others ask for the opposite"),
    Rule("KAD401", "warning", "checked more than a year ago", "compare with the sources again and renew checked_on"),
    Rule("KAD402", "error", "rests on a revoked rule without saying so", "say that it is revoked, or cite the rule in force"),
    Rule("KAD403", "error", "an entry without sources, or a paper entry without a section", "say where it stands"),
    Rule("KAD501", "error", "a claim of the paper is not taught", "name it in an entry that states it"),
    Rule("KAD502", "error", "an entry names a claim that its text does not state", "state it in both languages, or drop the id"),
    Rule("KAD504", "error", "a competency without entries", "name the entries that teach it"),
    Rule("KAD503", "warning", "a source is never cited", "cite it, or remove it"),
    Rule("KAD601", "error", "the timeline names an unknown source, or one without a year", "use a regulation of sources.toml that has its year"),
    Rule("KAD602", "error", "the timeline opens an entry that is unknown or does not cite the regulation", "name an entry that rests on it"),
    Rule("KAD603", "error", "the timeline is not in the order of the years", "put the regulation where its year belongs"),
    Rule("KAD604", "error", "a text of the timeline is too long, or the same in both languages", "at most 40 words, in two languages"),
    Rule("KAD605", "error", "the timeline lets the paper tell what no entry of the paper cites", "leave out the text, or cite the regulation where the paper speaks"),
    Rule("KAD606", "warning", "the timeline leaves out what replaced a regulation", "add the successor"),
    Rule("KAD621", "error", "a case names an unknown entry", "name an existing entry"),
    Rule("KAD622", "error", "a case names an unknown source", "use an id of sources.toml"),
    Rule("KAD623", "error", "a case names an unknown kind or sign", "use an id of casework.toml"),
    Rule("KAD624", "error", "a deadline without an article", "name the article that sets it, or leave it out"),
    Rule("KAD625", "error", "signs of one language are missing", "give words in both languages"),
    Rule("KAD626", "error", "a kind without steps, documents or signs", "add them, or remove the kind"),
    Rule("KAD627", "error", "one word under two signs", "keep it where it is meant"),
    Rule("KAD628", "error", "practice that is not marked", "set practice = true, or cite a regulation"),
    Rule("KAD629", "error", "a case rests on a revoked rule", "cite the rule in force"),
    Rule("KAD631", "error", "a trait leads to an unknown entry", "name an existing entry"),
    Rule("KAD632", "error", "a trait names an unknown list or class of words", "use a name of traits.toml"),
    Rule("KAD633", "error", "a trait that only excludes", "name what must stand there"),
    Rule("KAD611", "error", "the adviser names an unknown model", "use a subject of the group “model”"),
    Rule("KAD612", "error", "the adviser names an unknown entry", "name an existing entry"),
    Rule("KAD613", "error", "the adviser names an unknown question or answer", "use the ids of its questions and options"),
    Rule("KAD614", "error", "a question or answer of the adviser that can never count", "skip only after some answers to an earlier question, and give every answer its own id"),
    Rule("KAD615", "error", "a question of the adviser without effect", "say what its answers mean, or ask it no more"),
    Rule("KAD616", "error", "the adviser names a source that its entry does not cite", "name an entry that teaches it, or mend the place"),
    Rule("KAD617", "error", "one answer speaks for and against the same model", "keep one of the two, or split the answer"),
    Rule("KAD618", "error", "a verdict of the adviser that is never reached, or answers without one", "put the narrower rule first and a rule for the rest last"),
    Rule("KAD619", "error", "a model that the adviser can never recommend or describe", "say what speaks for it, and name its weaknesses"),
    Rule("KAD701", "error", "an item names an unknown entry", "name the entry that teaches it"),
    Rule("KAD702", "error", "an item names an unknown source", "use a source of sources.toml"),
    Rule("KAD703", "error", "an item names an unknown competency", "use an id of competencies.toml"),
    Rule("KAD704", "error", "an item names an unknown claim", "use an id of claims.toml"),
    Rule("KAD705", "error", "an item names an unknown misconception", "add it to misconceptions.toml, or use one from there"),
    Rule("KAD706", "error", "an item names a case that its quiz does not have", "tell the case under [[cases]] of the same file"),
    Rule("KAD707", "error", "an item names an unknown contrast", "use an id of path.toml"),
    Rule("KAD708", "error", "an item without sources, or the paper without a section", "say where the answer stands"),
    Rule("KAD709", "error", "an item cites an article that no entry teaches", "cite what the material holds, or teach it first"),
    Rule("KAD710", "error", "an explanation names an article that is not among the sources", "add it under [[items.sources]], or mend the number"),
    Rule("KAD711", "error", "an item does not say whether paper or law speaks", "name the paper in the stem, or the rule in the explanation"),
    Rule("KAD712", "error", "an item rests on a revoked rule without saying so", "say that it is revoked, or cite the rule in force"),
    Rule("KAD713", "error", "a stem is too short or too long", "ask a whole question in 15 to 400 characters"),
    Rule("KAD714", "error", "a stem with two negatives", "ask it positively"),
    Rule("KAD715", "error", "an explanation or feedback is too long", "at most 90 words, a feedback 60"),
    Rule("KAD716", "error", "a wrong answer without feedback", "say why it is wrong, in both languages"),
    Rule("KAD717", "error", "a wrong answer without a misconception", "name the error that leads to it"),
    Rule("KAD718", "error", "one explanation for two answers", "say of each answer what is wrong with it"),
    Rule("KAD719", "error", "too few or too many options", "single: 3 or 4; multiple: 4 to 6"),
    Rule("KAD720", "error", "“all” or “none of the above”", "name a real error instead"),
    Rule("KAD721", "error", "a single choice that has not exactly one right option", "mark one as right"),
    Rule("KAD722", "error", "a multiple choice with too few right options, or no wrong one", "two right and one wrong at least"),
    Rule("KAD723", "error", "two options, lures or steps are the same", "change one of them"),
    Rule("KAD724", "error", "the right option is the longest too often", "shorten it, or lengthen wrong ones, until it is so in at most 40%"),
    Rule("KAD725", "error", "the right option stands too often at the same place", "move it about"),
    Rule("KAD726", "error", "the right option stands out by its length", "make the options equally long"),
    Rule("KAD727", "error", "an option is too long", "at most 160 characters"),
    Rule("KAD728", "error", "too many true/false items", "at most one in six"),
    Rule("KAD729", "error", "all true/false items have one verdict", "let both occur"),
    Rule("KAD730", "error", "a matching with too few or too many pairs, or no lure", "3 to 6 pairs and at least one lure"),
    Rule("KAD731", "error", "an ordering with too few or too many steps, or undeclared equal ranks", "3 to 6 steps; ties = true for equal ranks"),
    Rule("KAD732", "error", "a typed answer without a key, or with a long one", "at most five words, in both languages"),
    Rule("KAD733", "error", "a known mistake is accepted as right", "keep it on one side"),
    Rule("KAD734", "error", "a tolerance below zero, or a half-right band inside the right one", "give tolerance ≥ 0 and near above it"),
    Rule("KAD735", "error", "an item asks for an article that is not among its sources", "add it, or mend the number"),
    Rule("KAD736", "error", "a case with too few or too many items", "3 to 6 items"),
    Rule("KAD737", "error", "a case is told too briefly or too long", "25 to 120 words"),
    Rule("KAD738", "error", "the items of a case do not stand together", "put them one after another"),
    Rule("KAD739", "error", "a text of an item is the same in both languages", "translate it"),
    Rule("KAD740", "error", "Markdown, HTML or a line break in an item", "write plain text in one line"),
    Rule("KAD741", "error", "a claim of the paper is not tested", "write an item that tests it"),
    Rule("KAD742", "error", "a competency is tested by too few items", "at least five"),
    Rule("KAD743", "warning", "a misconception that no answer shows", "use it, or remove it"),
    Rule("KAD744", "error", "options that are numbers are not in their order", "sort them and set keep_order = true"),
    Rule("KAD745", "error", "the path names something unknown", "use existing competencies, quizzes and modules"),
    Rule("KAD746", "error", "modules wait for each other", "take one of them out of requires"),
    Rule("KAD747", "error", "a competency or item in no module, or in two", "put it into one module"),
    Rule("KAD748", "error", "two items ask the same in the same form", "drop one, or ask in another form"),
    Rule("KAD749", "warning", "a quiz was checked more than a year ago", "compare with the sources again and renew checked_on"),
    Rule("KAD750", "error", "a difficulty or version outside its range", "difficulty 1 to 3, version from 1"),
    Rule("KAD751", "error", "a part that does not belong to the type of the item", "remove it, or change the type"),
    Rule("KAD752", "error", "a hint gives the answer away", "say where to think"),
    Rule("KAD753", "error", "a quiz without items, or with too many", "1 to 40 items a file"),
    Rule("KAD780", "error", "an agenda names an unknown entry", "name an existing entry"),
    Rule("KAD781", "error", "an agenda names an unknown quiz, case or item", "use ids of quizzes/"),
    Rule("KAD782", "error", "a step of an agenda without minutes", "give whole minutes above zero"),
    Rule("KAD783", "error", "an agenda without a test before and an equal one after", "give one pre and one post step the same blueprint"),
    Rule("KAD784", "error", "a blueprint of a test that cannot be filled", "use existing competencies or quizzes with enough items"),
    Rule("KAD785", "error", "a step of an agenda without content", "name what is read, asked or discussed"),
    Rule("KAD786", "error", "a part that does not belong to the kind of the step", "remove it, or change the kind"),
    Rule("KAD787", "error", "the steps of a day do not make up its stated length", "change the minutes of the steps, or those of the day; keep the days in order"),
    Rule("KAD788", "error", "a text of an agenda is the same in both languages", "translate it"),
    Rule("KAD789", "error", "the title of a step is too long", "at most 60 characters"),
    Rule("KAD760", "warning", "an imported item without an explanation", "say why the right answer is right"),
    Rule("KAD761", "warning", "an imported item without an entry or a source", "name what teaches it, and where the answer stands"),
    Rule("KAD762", "warning", "an imported item in one language", "translate it"),
    Rule("KAD763", "warning", "an imported item with wrong answers that are not explained", "say why each is wrong, and name its misconception"),
    Rule("KAD764", "warning", "an imported item or quiz that falls short of a rule for own ones", "mend what is named before you take out imported = true"),
    Rule("KAD765", "error", "the path names an imported quiz", "complete the quiz and take out imported = true first"),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where it is, which rule it breaks, what exactly is wrong.

    ``file`` is relative to the knowledge folder; ``line`` and ``column`` count from 1, 0 when unknown.
    """

    file: str
    line: int
    column: int
    code: str
    key: str
    detail: str

    @property
    def rule(self) -> Rule:
        return RULES[self.code]

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f":{self.column}" if self.column else "")
        key = f" [{self.key}]" if self.key else ""
        rule = self.rule
        return f"{place}: {rule.code}{key} {rule.title}: {self.detail}; {rule.advice}"
