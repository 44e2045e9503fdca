"""Draws the items of a test from its blueprint: as many from each of its fields, and other ones for the second test."""

from __future__ import annotations

from collections.abc import Collection
from itertools import cycle

from kadguide.knowledge.agendas import Blueprint
from kadguide.knowledge.items import Case, Item
from kadguide.learning.material import Material
from kadguide.learning.shuffling import keyed_shuffle


def draw_items(material: Material, blueprint: Blueprint, seed: str, used: Collection[str] = ()) -> tuple[Item, ...]:
    """``blueprint.size`` items, or as many as there are, in an order that ``seed`` determines.

    The fields (competencies, or quizzes) take turns, so that each gets its share. Items that were ``used`` in a test
    before come only where a field has no others: a test after that repeats the questions measures what was remembered
    of them. Items of one case stay together.
    """
    fields = [
        *(tuple(i for i in material.bank.items if i.competencies[:1] == (name,)) for name in blueprint.competencies),
        *(tuple(i for i in material.bank.items if i.quiz == name) for name in blueprint.quizzes),
    ]
    piles = []
    for number, field in enumerate(fields):
        order = keyed_shuffle([item for item in field if material.guided(item) or blueprint.quizzes], seed, str(number))
        piles.append(sorted(order, key=lambda item: item.id in used, reverse=True))  # the next one is the last
    drawn: dict[str, Item] = {}
    for pile in cycle(piles):
        if len(drawn) == blueprint.size or not any(piles):
            break
        while pile:
            item = pile.pop()
            if item.id not in drawn:
                drawn[item.id] = item
                break
    return together(keyed_shuffle(list(drawn.values()), seed, "order"))


def together(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items in their order, but those of one case one after the other."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.case or item.id, []).append(item)
    return tuple(item for group in groups.values() for item in group)


def cases_of(material: Material, items: Collection[Item]) -> tuple[Case, ...]:
    """The cases that ``items`` belong to, each once."""
    found = {case.id: case for item in items if (case := material.case(item))}
    return tuple(found.values())
