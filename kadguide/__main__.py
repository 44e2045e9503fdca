"""Entry point: ``kadguide`` and ``python -m kadguide``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line.

    ``--version`` and a plain ``ask QUESTION`` are answered before the command group is loaded: they are what people
    wait for, and loading the group takes as long as answering.
    """
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from kadguide import __version__

        sys.stdout.write(f"kadguide {__version__}\n")
        return
    from kadguide.cli.streams import prepare_streams

    prepare_streams()
    if arguments[:1] == ["ask"] and len(arguments) > 1 and not any(word.startswith("-") for word in arguments):
        gc.disable()  # the process ends before there is anything to collect
        from kadguide.cli.answer import answer_once

        code = answer_once(" ".join(arguments[1:]))
        gc.freeze()  # nor is anything looked through at the end, which takes longer than answering did
        sys.exit(code)
    from kadguide.cli.main import run

    run()


if __name__ == "__main__":
    main()
