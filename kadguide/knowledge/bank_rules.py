"""Rules for quiz items together (KAD7xx): their references, whole quizzes, the path, and what must be tested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from kadguide.knowledge.bodies import words_of
from kadguide.knowledge.imported_rules import imported_quizzes, soften_item, soften_quiz
from kadguide.knowledge.item_rules import check_item, folded, named_articles, named_laws
from kadguide.knowledge.items import FULL, Item, Module
from kadguide.knowledge.library import Library
from kadguide.knowledge.model import LANGS
from kadguide.knowledge.places import article_numbers

ITEMS_A_QUIZ = 40
ITEMS_A_COMPETENCY = 5
CASE_ITEMS = (3, 6)
CASE_WORDS = (25, 120)
LONGEST_KEYS = 0.4
"""Share of the items of a quiz whose right option may be the longest one."""
CHI_SQUARE = {2: 9.21, 3: 11.34}
"""Critical values at 1 % for three and four places of the right option."""
ALIKE = 0.9
"""Ratio of equal letters from which two stems are the same question."""
MAX_AGE = timedelta(days=365)

Finding = tuple[str, str, str, str]
"""Rule code, file, key, detail."""


def check_bank(library: Library, today: date, *, with_coverage: bool) -> Iterator[Finding]:
    """Yields every finding about quizzes, path and coverage."""
    checker = _BankChecker(library)
    for item in library.bank.items:
        yield from checker.item(item)
    yield from checker.together(today)
    if with_coverage:
        yield from checker.path()
        yield from checker.coverage()


class _BankChecker:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._bank = library.bank
        self._file = {
            quiz.id: f"{f'{quiz.origin}/' if quiz.origin else ''}quizzes/{quiz.id}.toml" for quiz in self._bank.quizzes
        }
        self._place = {id_: index for quiz in self._bank.quizzes for index, id_ in enumerate(quiz.items)}
        self._imported = imported_quizzes(self._bank.quizzes)
        self._own = [item for item in self._bank.items if item.quiz not in self._imported]

    def together(self, today: date) -> Iterator[Finding]:
        """Items beside each other; an imported quiz keeps fewer rules."""
        files = {self._file[name] for name in self._imported}
        for findings in (self.quizzes(today), self.cases(), self.stems()):
            yield from soften_quiz(files, findings)

    def _find(self, item: Item, code: str, key: str, detail: str) -> Finding:
        path = f"items.{self._place.get(item.id, 0)}"
        return code, self._file[item.quiz], f"{path}.{key}" if key else path, f"{item.id}: {detail}"

    # -- one item

    def item(self, item: Item) -> Iterator[Finding]:
        """Its own rules, and everything that it names."""
        found = self._findings(item)
        for code, key, detail in soften_item(item, found) if item.quiz in self._imported else found:
            yield self._find(item, code, key, detail)

    def _findings(self, item: Item) -> Iterator[tuple[str, str, str]]:
        yield from check_item(item, self._revoked)
        for code, key, name, known in self._names(item):
            if name not in known:
                yield code, key, f"“{name}”"
        cited: set[str] = set()
        for citation in item.citations:
            numbers = article_numbers(citation.article) if citation.article else frozenset()
            cited |= numbers
            for number in sorted(numbers - self._articles[citation.source]):
                yield "KAD709", "sources", f"{citation.source} article {number}"
        for lang, number in sorted(set(named_articles(item))):
            if number not in cited:
                yield "KAD710", "explanation", f"{lang}: article {number}"
        for kind, number, year in sorted(set(named_laws(item))):
            if not any(source.endswith(f"-{number}-{year}") for source in self._sources):
                yield "KAD702", "explanation", f"{kind} {number}/{year}"

    def _names(self, item: Item) -> Iterator[tuple[str, str, str, set[str]]]:
        yield "KAD701", "entry", item.entry, self._entries
        for citation in item.citations:
            yield "KAD702", "sources", citation.source, self._sources
        if item.article:
            yield "KAD702", "article", item.article.source, self._sources
        for name in item.competencies:
            yield "KAD703", "competencies", name, self._competencies
        for name in item.claims:
            yield "KAD704", "claims", name, self._claims
        for name in sorted(_misconceptions_of(item)):
            yield "KAD705", "misconception", name, self._misconceptions
        if item.case:
            yield "KAD706", "case", item.case, {case.id for case in self._bank.cases if case.quiz == item.quiz}
        if item.contrast:
            yield "KAD707", "contrast", item.contrast, {contrast.id for contrast in self._bank.contrasts}

    # -- what items may name

    @cached_property
    def _entries(self) -> set[str]:
        return {entry.id for entry in self._library.entries}

    @cached_property
    def _sources(self) -> set[str]:
        return {source.id for source in self._library.sources}

    @cached_property
    def _revoked(self) -> set[str]:
        return {source.id for source in self._library.sources if source.status == "revoked"}

    @cached_property
    def _competencies(self) -> set[str]:
        return {competency.id for competency in self._library.competencies}

    @cached_property
    def _claims(self) -> set[str]:
        return {claim.id for claim in self._library.claims}

    @cached_property
    def _misconceptions(self) -> set[str]:
        return {misconception.id for misconception in self._bank.misconceptions}

    @cached_property
    def _articles(self) -> dict[str, set[str]]:
        """The articles of each source that some entry teaches."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._library.entries:
            for citation in entry.citations:
                found[citation.source] |= article_numbers(citation.article or "")
        return found

    # -- one quiz

    def quizzes(self, today: date) -> Iterator[Finding]:
        """How the items of each quiz look beside each other."""
        by_quiz: dict[str, list[Item]] = defaultdict(list)
        for item in self._bank.items:
            by_quiz[item.quiz].append(item)
        for quiz in self._bank.quizzes:
            file, items = self._file[quiz.id], by_quiz[quiz.id]
            if today - quiz.checked_on > MAX_AGE:
                yield "KAD749", file, "checked_on", f"on {quiz.checked_on.isoformat()}"
            if not 1 <= len(items) <= ITEMS_A_QUIZ:
                yield "KAD753", file, "items", f"{len(items)} items"
            verdicts = [item.truth for item in items if item.type == "true_false"]
            if len(verdicts) > max(1, len(items) / 6):
                yield "KAD728", file, "items", f"{len(verdicts)} of {len(items)}"
            if len(verdicts) > 2 and len(set(verdicts)) == 1:
                yield "KAD729", file, "items", f"all {len(verdicts)} have the same verdict"
            yield from self._keys(file, [item for item in items if item.type == "single"])

    @staticmethod
    def _keys(file: str, items: list[Item]) -> Iterator[Finding]:
        longest = Counter[str]()
        for item in items:
            for lang in LANGS:
                lengths = sorted((len(getattr(option.text, lang)), option.credit == FULL) for option in item.options)
                if len(lengths) > 1 and lengths[-1][1] and lengths[-1][0] > lengths[-2][0]:
                    longest[lang] += 1
        for lang in LANGS:
            if len(items) >= 5 and longest[lang] > LONGEST_KEYS * len(items):
                yield "KAD724", file, "items", f"{lang}: in {longest[lang]} of {len(items)}"
        for size in (3, 4):
            free = [item for item in items if len(item.options) == size and not item.keep_order]
            places = Counter(
                next((index for index, option in enumerate(item.options) if option.credit == FULL), 0) for item in free
            )
            mean = len(free) / size
            skew = sum((places[index] - mean) ** 2 / mean for index in range(size)) if mean >= 2 else 0
            if skew > CHI_SQUARE[size - 1]:
                yield "KAD725", file, "items", f"places of the right one: {[places[index] for index in range(size)]}"

    # -- cases and stems

    def cases(self) -> Iterator[Finding]:
        """Cases with too few or too many items, too short or too long."""
        for case in self._bank.cases:
            file = self._file[case.quiz]
            places = [self._place[item.id] for item in self._bank.items if item.case == case.id]
            if not CASE_ITEMS[0] <= len(places) <= CASE_ITEMS[1]:
                yield "KAD736", file, "cases", f"{case.id}: {len(places)} items"
            elif max(places) - min(places) + 1 != len(places):
                yield "KAD738", file, "cases", f"{case.id}: its items do not stand together"
            for lang in LANGS:
                if not CASE_WORDS[0] <= (count := words_of(case.text.get(lang))) <= CASE_WORDS[1]:
                    yield "KAD737", file, "cases", f"{case.id}, {lang}: {count} words"

    def stems(self) -> Iterator[Finding]:
        """Questions that are asked twice in the same form."""
        from rapidfuzz.fuzz import ratio

        by_type: dict[str, list[tuple[Item, str]]] = defaultdict(list)
        for item in self._bank.items:
            by_type[item.type].append((item, folded(item.stem.id)))
        for rows in by_type.values():
            for (one, left), (two, right) in combinations(rows, 2):
                same_answers = [o.text for o in one.options] == [o.text for o in two.options] and bool(one.options)
                if left == right or (one.case == two.case and ratio(left, right) > 100 * ALIKE and not same_answers):
                    yield self._find(two, "KAD748", "stem", f"like {one.id}")

    # -- the path, and what is tested

    def path(self) -> Iterator[Finding]:
        """Modules that name something unknown, wait for each other, or leave out a competency."""
        modules = {module.id: module for module in self._bank.modules}
        homes = Counter(name for module in self._bank.modules for name in module.competencies)
        for index, module in enumerate(self._bank.modules):
            unknown = (
                set(module.competencies) - self._competencies
                | set(module.quizzes) - set(self._file)
                | set(module.requires) - set(modules)
            )
            for name in sorted(unknown):
                yield "KAD745", "path.toml", f"modules.{index}", f"“{name}”"
            for name in sorted(set(module.quizzes) & self._imported):
                yield "KAD765", "path.toml", f"modules.{index}", f"“{name}”"
            if _waits_for_itself(module, modules):
                yield "KAD746", "path.toml", f"modules.{index}.requires", f"“{module.id}” waits for itself"
        for competency in self._library.competencies:
            if self._bank.modules and homes[competency.id] != 1:
                yield "KAD747", "path.toml", "modules", f"“{competency.id}” in {homes[competency.id]} modules"
        placed = {name for module in self._bank.modules for name in module.quizzes}
        for item in self._own:
            if not item.competencies and item.quiz not in placed:
                yield self._find(item, "KAD747", "competencies", "in no module")

    def coverage(self) -> Iterator[Finding]:
        """Claims and competencies that are not tested enough, errors that nobody meets."""
        if not self._bank.items:
            return
        tested = {name for item in self._own for name in item.claims}
        for index, claim in enumerate(self._library.claims):
            if claim.id not in tested:
                yield "KAD741", "claims.toml", f"claims.{index}", f"“{claim.id}”"
        counts = Counter(name for item in self._own for name in item.competencies)
        for index, competency in enumerate(self._library.competencies):
            if counts[competency.id] < ITEMS_A_COMPETENCY:
                yield "KAD742", "competencies.toml", f"competencies.{index}", f"{counts[competency.id]} items"
        met = set().union(*map(_misconceptions_of, self._own))
        for index, misconception in enumerate(self._bank.misconceptions):
            if misconception.id not in met:
                yield "KAD743", "misconceptions.toml", f"misconceptions.{index}", f"“{misconception.id}”"


def _misconceptions_of(item: Item) -> set[str]:
    parts = (*item.options, *item.lures)
    found = {part.misconception for part in parts} | {mistake.misconception for mistake in item.mistakes}
    return {name for name in (*found, item.misconception) if name}


def _waits_for_itself(module: Module, modules: dict[str, Module]) -> bool:
    waiting, seen = list(module.requires), set[str]()
    while waiting:
        name = waiting.pop()
        if name == module.id:
            return True
        if name in modules and name not in seen:
            seen.add(name)
            waiting.extend(modules[name].requires)
    return False
