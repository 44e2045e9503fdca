"""``kadguide class projector``: a class on the wall."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import words
from kadguide.cli.options import knowledge_option, lang_option, plain_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang
    from kadguide.learning.material import Material
    from kadguide.services import Services
    from kadguide.teaching.board import Board
    from kadguide.teaching.deck import Deck
    from kadguide.wording import Wording


@click.command("projector")
@click.option("--agenda", metavar="ID", help="Step through this agenda.")
@click.option("--step", type=click.IntRange(1), metavar="N", help="Begin at step N of the agenda.")
@click.option("--quiz", metavar="ID", help="Show the questions of this quiz.")
@click.option("--module", metavar="ID", help="Show the questions of this module of the path.")
@click.option("--new", is_flag=True, help="Forget place, hands and points of the class before.")
@click.option("--bell", is_flag=True, help="Ring the terminal's bell when the time is over.")
@plain_option
@knowledge_option
@lang_option
def command(
    agenda: str | None, step: int | None, quiz: str | None, module: str | None, new: bool, bell: bool,
    plain: bool, overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Show an agenda, a quiz or a module to a room. Without an option: where the last class stopped.

    Make the letters of the terminal as large as the back row needs: 50 columns and 17 rows are enough. With --plain,
    or without a terminal: line by line.
    """
    import secrets

    from kadguide.cli.learner import open_learner
    from kadguide.config import data_folder
    from kadguide.exchange.slides import SlideText
    from kadguide.plain.where import is_plain_console
    from kadguide.store.board import BoardFile
    from kadguide.teaching.board import Board
    from kadguide.teaching.showing import Showing

    wanted = [(kind, name) for kind, name in (("agenda", agenda), ("quiz", quiz), ("module", module)) if name]
    if len(wanted) > 1:
        raise click.UsageError(words(lang)("projector.one_of"))
    services, wording = open_learner(overlays, lang)
    kept = BoardFile(Path(data_folder()))
    board, damaged = kept.load()
    deck = _deck(services, wording, wanted, board)
    if new:
        board = Board()
    material, snapshot = services.trainer.material, services.engine.snapshot
    levels = SlideText(snapshot, material, wording, deck, "").levels
    showing = Showing(deck, board, kept.save, secrets.token_hex(8), levels)
    if step is not None and not showing.go_number(step):
        raise click.BadParameter(wording.catalog("projector.no_step", count=deck.numbers), param_hint="--step")
    word = wording.catalog
    told = word("projector.damaged") if damaged else word("projector.resumed") if showing.at and step is None else ""
    if plain or is_plain_console():
        from kadguide.plain.projector import project

        text = SlideText(snapshot, material, wording, deck, showing.seed)
        project(showing, text, word, sys.stdin, prompt=sys.stdin.isatty(), told=told)
        return
    from kadguide.tui.projector.app import ProjectorApp

    ProjectorApp(showing, snapshot, material, wording.lang, told=told, bell=bell).run()


def _deck(services: Services, wording: Wording, wanted: list[tuple[str, str]], board: Board) -> Deck:
    """The deck that was asked for; else the one that was open last, else the first agenda. Ends without any."""
    from kadguide.cli.learner import fail
    from kadguide.teaching.deck import named_deck

    material, agendas = services.trainer.material, services.engine.snapshot.agendas
    if wanted:
        (kind, name), *_ = wanted
        deck = named_deck(kind, name, material, agendas)
        if deck is None:
            names = _names(kind, material, list(agendas))
            fail(wording, "projector.unknown", kind=kind, name=name[:40], names=", ".join(names))
        return deck
    kind, _, name = board.last.partition(":")
    last = named_deck(kind, name, material, agendas)
    if last:
        return last
    deck = next(filter(None, (named_deck("agenda", id_, material, agendas) for id_ in agendas)), None)
    if deck is None:
        fail(wording, "agenda.none")
    return deck


def _names(kind: str, material: Material, agendas: list[str]) -> list[str]:
    if kind == "agenda":
        return agendas
    return list(material.modules) if kind == "module" else [quiz.id for quiz in material.bank.quizzes]
