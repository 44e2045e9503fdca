"""``kadguide certificate``: the certificate of completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit
from kadguide.cli.learner import fail, fail_store, open_learner, read_file, write_file
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang
    from kadguide.knowledge.snapshot import Snapshot
    from kadguide.wording import Wording


@click.command("certificate")
@click.option("--name", default="", help="The name to print on it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there: .html or .txt.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--verify", type=click.Path(dir_okay=False, path_type=Path), help="Check a certificate file instead.")
@knowledge_option
@lang_option
def command(
    name: str, output: Path | None, force: bool, verify: Path | None, overlays: tuple[Path, ...], lang: Lang | None
) -> None:
    """Write the certificate when all core modules are mastered; without --output print it as text.

    Exit code 1: not yet, or a certificate that was changed or cannot be compared.
    """
    from kadguide import __version__
    from kadguide.exchange.certificate import certificate_page, certificate_text, make_certificate
    from kadguide.keeping.kept import StoreError
    from kadguide.learning.certificate import missing_modules

    services, wording = open_learner(overlays, lang)
    if verify is not None:
        _verify(verify, services.engine.snapshot, wording)
        return
    try:
        missing = missing_modules(services.trainer.states())
        if missing or not services.trainer.material.items:
            names = "; ".join(state.module.title.get(wording.lang) for state in missing)
            fail(wording, "learn.certificate_not_yet", modules=names)
        if not name.strip():
            fail(wording, "learn.certificate_needs_name")
        made = make_certificate(services.trainer, services.engine.snapshot, wording, name, __version__)
    except StoreError as error:
        fail_store(wording, error)
    if output is None:
        click.echo(certificate_text(made, wording), nl=False)
        return
    page = output.suffix.casefold() in (".html", ".htm")
    write_file(output, (certificate_page if page else certificate_text)(made, wording).encode(), wording, force=force)


def _verify(path: Path, snapshot: Snapshot, wording: Wording) -> None:
    from kadguide.exchange.certificate import certificate_text, examine, wording_of

    word = wording.catalog
    found = examine(read_file(path, wording), snapshot)
    if found is None:
        fail(wording, "learn.certificate_unreadable")
    certificate, verdict = found
    if certificate is None:
        fail(wording, f"learn.certificate_{verdict}")
    said = certificate_text(certificate, wording_of(certificate, snapshot)).rpartition("\n\n")[0]
    if verdict == "other_layout":
        click.echo(word("learn.certificate_other_layout", version=certificate.program), err=True)
        click.echo(said)
        raise click.exceptions.Exit(Exit.FINDINGS)
    click.echo(said)
    click.echo(word("learn.certificate_unchanged", name=certificate.name, count=len(certificate.modules)))
    raise click.exceptions.Exit(Exit.OK)
