"""By which traits a told case shows what it is a case of: data, read from ``traits.toml``, and the rules for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kadguide.knowledge.fields import Fields
    from kadguide.knowledge.library import Library

FILE = "traits.toml"
CLASS, WITHOUT = "@", "-"
"""What marks a class of words, and a part that must not stand near the others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of which a case may be a member; ``asked`` are the traits of a question after the member."""

    id: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list: the entries that tell it, the usual one first, and what marks a case of it.

    A hint counts half as much as a trait.
    """

    list: str
    entries: tuple[str, ...]
    traits: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traits:
    """Classes of words, lists and their members. A trait is a few parts that stand near each other."""

    words: dict[str, str] = field(default_factory=dict)
    """Name of a class → its words, with blanks between."""
    lists: tuple[Asked, ...] = ()
    members: tuple[Member, ...] = ()

    def joined(self, other: Traits) -> Traits:
        """Both together; classes of one name add up."""
        names = [*self.words, *other.words]
        words = {name: f"{self.words.get(name, '')} {other.words.get(name, '')}".strip() for name in names}
        return Traits(words, self.lists + other.lists, self.members + other.members)


def read_traits(fields: Fields) -> Traits:
    """The tables of ``traits.toml``."""
    words = fields.mapping("words")
    lists, members = [], []
    for table in fields.tables("lists"):
        lists.append(Asked(table.text("id"), table.texts("asked", required=True)))
        table.close()
    for table in fields.tables("members"):
        members.append(
            Member(
                table.text("list"), table.texts("entries", required=True), table.texts("traits"), table.texts("hints")
            )
        )
        table.close()
    return Traits(words, tuple(lists), tuple(members))


def traits_as_plain(traits: Traits) -> dict[str, Any]:
    """What answering needs: every word with the parts of traits that it stands for, and the traits by list."""
    parts_of: dict[str, set[str]] = {}
    for name, words in traits.words.items():
        for word in words.split():
            parts_of.setdefault(word, set()).add(CLASS + name)
    for trait in (trait for _, trait in _all_traits(traits)):
        for part in (part.lstrip(WITHOUT) for part in trait.split()):
            if not part.startswith(CLASS):
                parts_of.setdefault(part, set()).add(part)
    return {
        "words": {word: " ".join(sorted(parts)) for word, parts in sorted(parts_of.items())},
        "lists": [[asked.id, asked.asked] for asked in traits.lists],
        "members": [[m.list, m.entries, m.traits, m.hints] for m in traits.members],
    }


def check_traits(library: Library) -> Iterator[tuple[str, str, str]]:
    """Rule, key and detail of every problem."""
    traits = library.traits
    entries = {entry.id for entry in library.entries}
    lists = {asked.id for asked in traits.lists}
    for index, member in enumerate(traits.members):
        if member.list not in lists:
            yield "KAD632", f"members.{index}.list", f"“{member.list}”"
        for entry in member.entries:
            if entry not in entries:
                yield "KAD631", f"members.{index}.entries", f"“{entry}”"
    for path, trait in _all_traits(traits):
        parts = trait.split()
        for part in (part.lstrip(WITHOUT) for part in parts):
            if part.startswith(CLASS) and part.removeprefix(CLASS) not in traits.words:
                yield "KAD632", path, f"“{part}”"
        if all(part.startswith(WITHOUT) for part in parts):
            yield "KAD633", path, f"“{trait}”"


def _all_traits(traits: Traits) -> Iterator[tuple[str, str]]:
    """Every trait with its place in the file."""
    for index, asked in enumerate(traits.lists):
        yield from ((f"lists.{index}.asked", trait) for trait in asked.asked)
    for index, member in enumerate(traits.members):
        yield from ((f"members.{index}.traits", trait) for trait in member.traits)
        yield from ((f"members.{index}.hints", trait) for trait in member.hints)
