"""``kadguide class collect``: take the results of an exam by files into the class."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kadguide.cli.class_file import end, exam_title, fail, file_argument, open_class, quoted, words
from kadguide.cli.exits import Exit
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.collecting import File, Finding
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.register import Handout


@click.command("collect")
@file_argument
@click.argument("results", metavar="RESULT…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--proofs", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Proof codes typed from the attendance sheet: one line each, number or NIP and the code.",
)  # fmt: skip
@click.option("--ask", is_flag=True, help="Ask for each proof code as it stands on the attendance sheet.")
@click.option("--replace", is_flag=True, help="Let a result whose proof code fits take the place of an earlier one.")
@click.option("--json", "as_json", is_flag=True, help="Write what became of each file as JSON.")
@lang_option
def command(
    file: str, results: tuple[Path, ...], proofs: Path | None, ask: bool, replace: bool, as_json: bool,
    lang: Lang | None,
) -> None:  # fmt: skip
    """Take results (.kadhasil files, or folders with them) into the class in FILE.

    Each is taken whole or refused with the reason; nothing is graded. Without --proofs or --ask the proof codes are
    printed, to be compared with the attendance sheet. Bringing a file again does no harm. Exit code 1 when one was
    refused, or an exam file of the class cannot be read.
    """
    word = words(lang)
    if ask and proofs:
        raise click.UsageError(word("offline.proofs_or_ask"))
    if replace and not (ask or proofs):
        raise click.UsageError(word("offline.replace_needs"))
    files = list(_files(results))
    if not files:
        fail(word, "offline.no_results")
    with open_class(file, word) as conductor:
        findings, unread = _collect(conductor, files, word, proofs, ask=ask, replace=replace)
        for handout in unread:
            named = [exam for exam in conductor.register.exams() if exam.id == handout.exam]
            title = exam_title(named[0], word) if named else "?"
            click.echo(word("offline.handout_unread", exam=_plain(title), mark=_plain(handout.digest[:8])), err=True)
    if as_json:
        click.echo(json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        _report(findings, word, file, compared=bool(ask or proofs))
    if unread or any(finding.verdict == "refused" for finding in findings):
        raise click.exceptions.Exit(Exit.FINDINGS)


def _files(paths: tuple[Path, ...]) -> Iterator[File]:
    """The files that were named, and those of results in the folders, each once. Of folders only what is a file: a pipe
    that somebody put onto the stick would be waited for without end."""
    from kadguide.teaching.collecting import File
    from kadguide.teaching.resultfile import MOST_RESULT, SUFFIX

    seen: set[Path] = set()
    for given in paths:
        found = sorted(filter(Path.is_file, given.rglob(f"*{SUFFIX}*"))) if given.is_dir() else [given]
        for path in found:
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            try:
                with path.open("rb") as stream:
                    yield File(str(path), stream.read(MOST_RESULT + 1))
            except OSError as error:
                yield File(str(path), None, error)


def _collect(
    conductor: Conductor, files: list[File], word: Catalog, proofs: Path | None, *, ask: bool, replace: bool
) -> tuple[list[Finding], list[Handout]]:
    """What became of each file, and the exam files of the class that cannot be read."""
    from kadguide.teaching.collecting import CollectError, Collector
    from kadguide.teaching.register import moment
    from kadguide.teaching.sealing import SealError

    listed = _read_proofs(conductor, proofs, word) if proofs else None
    try:
        collector = Collector(
            conductor.register, conductor.chance, moment(conductor.now()), listed, replace=replace
        )  # fmt: skip
        if ask:
            collector.proofs = {one.id: _ask(one.number, one.name, word) for one in collector.coming(files)}
        return collector.collect(files), collector.unread
    except CollectError as error:
        fail(word, f"offline.{error.code}")
    except SealError as error:
        end(word(f"seal.{error.code}", **error.values), Exit.USAGE)


def _ask(number: int, name: str, word: Catalog) -> str:
    """The proof code of one trainee, as it stands on the sheet; empty when there is none."""
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.codes import read_code

    while True:
        click.echo(word("offline.ask_proof", number=number, name=tidy(name)), nl=False, err=True)
        typed = sys.stdin.readline()
        if not typed.strip() or read_code(typed):
            return typed.strip()
        click.echo(word("offline.proof_typo"), err=True)


def _read_proofs(conductor: Conductor, path: Path, word: Catalog) -> dict[str, str]:
    """The codes of a list by trainee. Ends the command when a line cannot be understood."""
    from kadguide.teaching.codes import read_code
    from kadguide.teaching.collecting import split_proof
    from kadguide.teaching.conducting import ConductError

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fail(word, "offline.list_unread", path=path.name)
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        pair = split_proof(line)
        if pair is None:
            continue
        try:
            who = conductor.find_trainee(pair[0]).id
            if read_code(found.setdefault(who, pair[1])) != read_code(pair[1]):
                wrong.append(word("offline.list_twice", line=number, who=pair[0][:40], first=lines[who]))
            lines.setdefault(who, number)
        except ConductError:
            if number > 1 or read_code(pair[1]):  # the first line may name the columns
                wrong.append(word("offline.list_who", line=number, who=pair[0][:40]))
    if wrong:
        end("\n".join(wrong))
    return found


# -- what is said


def _report(findings: list[Finding], word: Catalog, file: str, *, compared: bool) -> None:
    taken = [one for one in findings if one.verdict in ("taken", "replaced")]
    same = [one for one in findings if one.verdict == "same"]
    refused = [one for one in findings if one.verdict == "refused"]
    if taken or same:
        click.echo(word("offline.taken_title" if compared else "offline.compare_title"))
        for one in sorted((*taken, *same), key=lambda one: one.trainee.number if one.trainee else 0):
            click.echo(_line(one, word))
    for one in refused:
        click.echo()
        click.echo(word("offline.refused_file", name=_plain(one.name), whom=_whom(one, word)).rstrip(" :"))
        click.echo("  " + _reason(one, word))
        click.echo("  → " + _advice(one, word, file))
    click.echo()
    click.echo(word("offline.sums", taken=len(taken), same=len(same), refused=len(refused)))


def _line(one: Finding, word: Catalog) -> str:
    parts = [
        one.proof, _whom(one, word), exam_title(one.exam, word) if one.exam else "",
        word("offline.answered", count=one.answered),
    ]  # fmt: skip
    if one.verdict != "taken":
        parts.append(word(f"offline.is_{one.verdict}"))
    parts += [word(f"offline.note_{note}") for note in one.notes]
    return "  " + " · ".join(parts)


def _whom(one: Finding, word: Catalog) -> str:
    from kadguide.teaching.admission import tidy

    if one.trainee is None:
        return ""
    name = tidy(one.trainee.name) or word("classroom.nameless", number=one.trainee.number)
    return word("classroom.whom", number=one.trainee.number, name=name)


def _reason(one: Finding, word: Catalog) -> str:
    own = f"offline.why_{one.reason}"
    if word.has(own):
        return word(own, **one.values, code=one.proof)
    return word(f"seal.{one.reason}", **_shown(one, word))


def _advice(one: Finding, word: Catalog, file: str) -> str:
    own = f"offline.do_{one.reason}"
    return word(own if word.has(own) else "offline.do_again", file=quoted(file), name=quoted(_plain(one.name)))


def _shown(one: Finding, word: Catalog) -> dict[str, object]:
    """The values of a refusal with names in the place of ids."""
    values = dict(one.values)
    if one.trainee:
        values["trainee"] = _whom(one, word)
    if one.exam:
        values["exam"] = exam_title(one.exam, word)
    return values


def _plain(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _object(one: Finding) -> dict[str, Any]:
    return {
        "file": one.name, "verdict": one.verdict, "reason": one.reason, "exam": one.exam.number if one.exam else None,
        "trainee": one.trainee.number if one.trainee else None, "name": one.trainee.name if one.trainee else None,
        "proof": one.proof, "answered": one.answered, "notes": list(one.notes),
    }  # fmt: skip
