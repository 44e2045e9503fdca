"""``kadguide class regrade``: a key that was wrong is mended, after everybody could see what that changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_figures import agreed, pass_option
from kadguide.cli.class_file import file_argument, open_class, words
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.regrade import Correction


@click.command("regrade")
@file_argument
@click.option("--exam", required=True, metavar="NAME", help="The exam (number, pre or post).")
@click.option(
    "--question", required=True, type=click.IntRange(1), metavar="N", help="Number of the question in the report."
)
@click.option("--right", metavar="LETTERS", help='Right options: B, or "A C"; for true/false also benar or salah.')
@click.option("--accept", metavar="TEXT", help="One more answer that is accepted.")
@click.option("--value", metavar="VALUE", help="The right number, or the right article.")
@click.option("--tolerance", type=float, metavar="VALUE", help="With --value: how far off still counts as right.")
@click.option("--all-right", is_flag=True, help="Full marks for everybody who sat the exam.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the record.")
@pass_option
@click.option("--yes", is_flag=True, help="Write without asking.")
@knowledge_option
@lang_option
def command(
    file: str, exam: str, question: int, right: str | None, accept: str | None, value: str | None,
    tolerance: float | None, all_right: bool, reason: str, pass_percent: float | None, yes: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Mend the key of one question of the class in FILE.

    Shows who gets another mark, rank or result, asks, and writes the new key beside the old one with the reason.
    Letters are those printed in the report.
    """
    from kadguide.cli.learner import fail, open_learner
    from kadguide.exchange.classreport.gathering import gather
    from kadguide.exchange.classreport.telling import Telling
    from kadguide.exchange.classreport.writing import ReportFiles
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.register import moment
    from kadguide.teaching.regrade import CorrectionError, compare, corrected, write_revision
    from kadguide.teaching.results import read_exam

    word = words(lang)
    correction = _correction(right, accept, value, tolerance, all_right, word)
    if not (why := tidy(reason)):
        raise click.UsageError(word("report.no_reason"))
    services, wording = open_learner(overlays, lang)
    with open_class(file, word) as conductor:
        register, wanted = conductor.register, conductor.find_exam(exam)
        report = gather(register, word, services.now(), wanted.id, pass_percent=pass_percent)
        files = ReportFiles(report, services.engine.snapshot, services.trainer.material, wording)
        record = read_exam(register, wanted)
        if question > len(record.keys):
            fail(wording, "report.no_question", count=len(record.keys))
        old = record.keys[question - 1]
        try:
            new = corrected(old, correction, why, moment(services.now()))
        except CorrectionError as error:
            names = {"type": word(f"bank.type_{old.content.type}")} if error.code == "wrong_kind" else {}
            names["unit"] = error.values.get(f"unit_{wording.lang}", "")
            fail(wording, f"report.mend_{error.code}", **{**error.values, **names})
        click.echo(word("report.change_title", number=question, stem=old.content.stem.get(wording.lang)))
        click.echo()
        for line in Telling(report, files.tables).changes(compare(record, new, pass_percent), len(record.attempts)):
            click.echo(line)
        if pass_percent is None:
            click.echo(word("report.change_pass"))
        # Below the list, where they are still in sight when the question comes.
        click.echo("\n" + word("report.change_old", right=files.text.key(old)))
        click.echo(word("report.change_new", right=files.text.key(new)))
        if not yes and not agreed(word("report.change_ask", revision=new.revision), word):
            fail(wording, "report.unchanged")
        write_revision(register, new, services.now(), conductor.chance.token)
        click.echo(word("report.change_written", number=question, revision=new.revision), err=True)


def _correction(
    right: str | None, accept: str | None, value: str | None, tolerance: float | None, all_right: bool, word: Catalog
) -> Correction:
    """What is to be mended: exactly one thing."""
    from kadguide.teaching.regrade import Correction

    found: list[Correction] = []
    if right is not None:
        found.append(Correction("right", right))
    if accept is not None:
        found.append(Correction("accept", accept))
    if value is not None:
        found.append(Correction("value", value, tolerance))
    if all_right:
        found.append(Correction("all_right"))
    if len(found) != 1:
        raise click.UsageError(word("report.one_way"))
    if tolerance is not None and value is None:
        raise click.UsageError(word("report.only_value"))
    return found[0]
