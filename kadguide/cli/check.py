"""``kadguide check``: the editorial check of a knowledge folder."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from kadguide.cli.exits import Exit


@click.command("check")
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option("--coverage", is_flag=True, help="Also print what is taught and what is not.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check, too.")
@click.option("--local", is_flag=True, help="FOLDER is an overlay: check it laid over the base.")
def command(folder: Path | None, coverage: bool, strict: bool, local: bool) -> None:
    """Check the knowledge in FOLDER (the built-in knowledge without it).

    Exit code 0: nothing to mend; 1: findings; 2: the folder cannot be read at all.
    """
    from kadguide.config import knowledge_root
    from kadguide.knowledge.checker import check_library
    from kadguide.knowledge.reader import KnowledgeError, read_library

    base = Path(knowledge_root())
    root = folder or base
    try:
        reading = read_library(base, [root]) if local else read_library(root)
    except KnowledgeError as error:
        click.echo(str(error.problem), err=True)
        raise click.exceptions.Exit(Exit.USAGE) from error
    problems = check_library(reading, root.parent if local else root, datetime.now(UTC).date(), local=local)
    for problem in problems:
        click.echo(str(problem))
    if coverage:
        _print_coverage(reading.library)
    severities = Counter(problem.rule.severity for problem in problems)
    errors = severities["error"] + severities["fatal"]
    click.echo(f"{len(reading.library.entries)} entries, {errors} errors, {severities['warning']} warnings", err=True)
    if errors or (strict and severities["warning"]):
        raise click.exceptions.Exit(Exit.FINDINGS)


def _print_coverage(library: object) -> None:
    from kadguide.knowledge.coverage import cited_sources, claim_coverage
    from kadguide.knowledge.library import Library

    if not isinstance(library, Library):
        return
    rows = claim_coverage(library)
    width = max((len(row.section) for row in rows), default=0)
    for row in rows:
        click.echo(
            f"{row.section:{width}s}  id {row.taught['id']:3d}/{row.total:<3d}  en {row.taught['en']:3d}/{row.total}"
        )
    total = sum(row.total for row in rows)
    taught = {lang: sum(row.taught[lang] for row in rows) for lang in ("id", "en")}
    click.echo(f"claims taught: id {taught['id']}/{total}, en {taught['en']}/{total}")
    without = [entry.id for entry in library.entries if not entry.body.en or not entry.title.en]
    click.echo(f"entries without English: {', '.join(without) or 'none'}")
    never = [source for source, count in cited_sources(library).items() if not count]
    click.echo(f"sources never cited: {', '.join(never) or 'none'}")
    for competency in library.competencies:
        click.echo(f"competency {competency.number:2d} {competency.id:24s} {len(competency.entries):3d} entries")
    regulations = {source.id for source in library.sources if source.kind == "regulation"}
    for source, count in sorted(cited_sources(library).items()):
        if source in regulations:
            click.echo(f"{source:24s} {count:3d} entries")
