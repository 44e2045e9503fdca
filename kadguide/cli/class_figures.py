"""What the commands about the results of a class share: their options, and a question before something is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kadguide.i18n import Catalog

exam_option = click.option("--exam", default="", metavar="NAME", help="Only this exam (number, pre or post).")
pass_option = click.option(
    "--pass", "pass_percent", type=click.FloatRange(0, 100), metavar="PERCENT", help="Mark from which one passes."
)


def agreed(question: str, word: Catalog) -> bool:
    """Whether the user says yes, in either language. Anything else is no: what is asked here cannot be undone."""
    click.echo(question)
    typed: str = click.prompt(word("report.yes_or_no"), default="", show_default=False)
    return typed.strip().casefold() in word("kept.yes_words").split()
