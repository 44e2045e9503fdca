"""Entry point: ``kadguide`` and ``python -m kadguide``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. ``--version`` alone is answered before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from kadguide import __version__

        sys.stdout.write(f"kadguide {__version__}\n")
        return
    from kadguide.cli import run

    run()


if __name__ == "__main__":
    main()
