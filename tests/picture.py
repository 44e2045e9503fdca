"""Draws the picture of the README with the app itself: ``python -m tests.picture``."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from kadguide.answering.loading import load_engine
from kadguide.config import Settings, knowledge_root
from kadguide.services import Services
from kadguide.tui.app import KadguideApp

PICTURE = Path(__file__).parent.parent / ".github" / "chat.svg"
QUESTION = "apa kelemahan handshake agreement?"


async def draw(engine_cache: Path) -> str:
    """The chat after one question, as SVG."""
    app = KadguideApp(
        Services(load_engine(knowledge_root(), cache=engine_cache)), Settings(theme="kadguide-dark"), "id"
    )
    async with app.run_test(size=(84, 30)) as pilot:
        await app.screen.ask(QUESTION)  # type: ignore[attr-defined]
        await pilot.pause()
        picture = app.export_screenshot(title="kadguide")
    # The exporter names fonts on a foreign server; a monospaced font of the reader's machine does as well.
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.S)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
