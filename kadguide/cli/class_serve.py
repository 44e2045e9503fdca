"""``kadguide class serve``: a whole class with one command: made if need be, served to the room, shown on the board."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import end, fail, is_address, open_class, shown_place
from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option, plain_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.hosting import ClassPlace
    from kadguide.web.classroom.child import ServerChild

PORT = 8124
SESSIONS = 40
EVERYWHERE = "0.0.0.0"  # noqa: S104 - the whole room is meant to come


@click.command("serve")
@click.argument("file", default="", metavar="[FILE]")
@click.option(
    "--agenda", default="", metavar="ID", help="A new class has the tests of this agenda (default: the first)."
)
@click.option("--title", default="", help="What the class is called.")
@click.option(
    "--roster", "list_", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add trainees: CSV or xlsx with a column Nama or Name.",
)  # fmt: skip
@click.option("--quiz", default="", metavar="ID", help="Add the questions of this quiz as an exam.")
@click.option("--module", default="", metavar="ID", help="Add the questions of this module of the path as an exam.")
@click.option("--minutes", type=click.IntRange(0, 600), default=0, help="Time for that exam; 0: no limit.")
@click.option("--walk-in/--no-walk-in", default=None, help="Whether people may join who are on no list.")
@click.option("--rehearsal", is_flag=True, help="Try the room out with a class that counts for nothing.")
@click.option("--port", type=click.IntRange(1024, 65535), default=PORT, show_default=True, help="Port to listen on.")
@click.option("--host", default=EVERYWHERE, show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--room", default="", help="Name of this room, when several share a class.")
@click.option(
    "--sessions", type=click.IntRange(0, 500), default=SESSIONS, show_default=True, help="Terminals open at once."
)
@plain_option
@knowledge_option
@lang_option
def command(
    file: str, agenda: str, title: str, list_: Path | None, quiz: str, module: str, minutes: int, walk_in: bool | None,
    rehearsal: bool, port: int, host: str, room: str, sessions: int, plain: bool, overlays: tuple[Path, ...],
    lang: Lang | None,
) -> None:  # fmt: skip
    """Run a class on this laptop: trainees come by browser, you see how each one gets on.

    Without FILE, a class is made in this folder with the tests of the first agenda, open to whoever comes; the same
    command goes on with it later that day. With FILE (.kadkelas, or a postgresql:// address) that class is made or goes
    on, also after a crash. Needs the extra: pip install 'kadguide[class]'.
    """
    from kadguide.cli.class_make import Wish, rehearse, take_class
    from kadguide.cli.learner import open_learner
    from kadguide.exchange.classboard import Telling, clock, span
    from kadguide.plain.where import is_plain_console
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.recovering import recover, set_back

    services, wording = open_learner(overlays, lang)
    word = wording.catalog
    if find_spec("aiohttp") is None or find_spec("segno") is None:
        end(word("board.extra_missing"), Exit.USAGE)
    wish = Wish(agenda, tidy(title), list_, quiz, module, minutes, walk_in)
    serving = {"host": host, "room": tidy(room), "lang": lang or "", "sessions": sessions}
    if rehearsal:
        import tempfile

        if file or wish != Wish(minutes=minutes, walk_in=walk_in):
            raise click.UsageError(word("board.rehearsal_alone"))
        with tempfile.TemporaryDirectory(prefix="kadguide-", ignore_cleanup_errors=True) as folder:
            where = str(Path(folder) / f"gladi{_suffix()}")
            with open_class(where, word, new=True) as conductor:
                rehearse(conductor, services, wording)
                _run(conductor, where, word, serving, port, told="", plain=plain, rehearsal=True)
        click.echo(word("board.over_rehearsal"))
        return
    where, told = take_class(file, wish, services, wording)
    with open_class(where, word) as conductor:
        happened, say = [], Telling(word, typed=plain or is_plain_console()).say
        if not is_address(where) and (since := recover(conductor)):
            happened.append(say("board.recovered", time=clock(since)))
        if not is_address(where) and (ahead := set_back(conductor)):
            happened.append(say("board.clock_back", time=span(round(ahead.total_seconds()), word)))
        told = "\n".join(happened) or told
        _run(conductor, where, word, serving, port, told=told, plain=plain)
    click.echo(word("board.over", path=shown_place(where)))
    for key in ("over_results", "over_report", "over_again"):
        click.echo(word(f"board.{key}", file=_typed(where)))


def _suffix() -> str:
    from kadguide.store.classes import SUFFIX

    return SUFFIX


def _run(
    conductor: Conductor, where: str, word: Catalog, serving: dict[str, object], port: int, *, told: str, plain: bool,
    rehearsal: bool = False,
) -> None:  # fmt: skip
    """Serve the class and show its board, until the instructor leaves."""
    from kadguide.exchange.classboard import Telling
    from kadguide.plain.where import is_plain_console
    from kadguide.web.classroom.addresses import room_urls
    from kadguide.web.classroom.child import ServerChild, server_command

    options = {name: value for name, value in serving.items() if value != ""}
    everywhere = serving["host"] in (EVERYWHERE, "::", "")
    child = ServerChild(
        server_command(where, rehearsal=rehearsal, **options),  # type: ignore[arg-type]
        port, addresses=room_urls if everywhere else None, where=where,
    )  # fmt: skip
    if sys.stderr.isatty():
        click.echo(word("board.starting"), err=True)
    try:
        state = child.start()
        if state.phase != "running":
            child.stop()
            reason = Telling(word).trouble(state._replace(code=state.code or "silent"))
            fail(word, "board.not_started", reason=reason)
        place = _place(where, rehearsal=rehearsal)
        if plain or is_plain_console():
            from kadguide.plain.board import lead

            lead(conductor, child, place, Telling(word), sys.stdin, prompt=sys.stdin.isatty(), told=told)
        else:
            _show(conductor, child, place, word, told)
    finally:
        child.stop()


def _show(conductor: Conductor, child: ServerChild, place: ClassPlace, word: Catalog, told: str) -> None:
    from kadguide.config import load_settings
    from kadguide.tui.board.app import BoardApp

    lang: Lang = "en" if word.lang == "en" else "id"
    BoardApp(conductor, child, place, lang, theme=load_settings().theme, told=told).run()


def _place(where: str, *, rehearsal: bool) -> ClassPlace:
    from kadguide.teaching.hosting import ClassPlace

    if is_address(where):
        return ClassPlace(shown_place(where), _typed(where), Path.cwd(), "kelas", _suffix())
    path = Path(where)
    return ClassPlace(where, _typed(where), None if rehearsal else path.resolve().parent, path.stem, path.suffix)


def _typed(where: str) -> str:
    """The place of a class as it is typed again. An address is not repeated, since it may hold a password."""
    if is_address(where):
        return "postgresql://…"
    path = Path(where)
    shown = path.name if path.parent.resolve() == Path.cwd() else where
    return f'"{shown}"' if " " in shown else shown
