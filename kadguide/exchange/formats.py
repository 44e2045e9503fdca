"""How a document is written: Markdown, plain text, HTML to print, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from kadguide.exchange.document import Block, Checks, Document, Items, Line, Prose, Section, Sources, Table
from kadguide.linear import WIDTH, to_plain, wrap

_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")

_STYLE = """\
@page { size: A4; margin: 18mm; }
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; border-top: 1px solid; padding-top: 1rem; break-after: avoid; }
.small, .sources { font-size: .875rem; }
.tag { font-weight: bold; break-after: avoid; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px double; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
.checks { list-style: none; padding-left: 0; }
.checks li { break-inside: avoid; }
.sources { border-left: 3px solid; padding-left: 1rem; break-inside: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } }
"""
_DONE, _OPEN = "☑", "☐"


def render(document: Document, suffix: str) -> str:
    """The document in the format of ``suffix``, one of :func:`formats_of`. Raises ``KeyError`` for another one."""
    return document.others[suffix] if suffix in document.others else FORMATS[suffix](document)


def formats_of(document: Document) -> tuple[str, ...]:
    """The endings that the document can be saved with."""
    return (*FORMATS, *document.others)


def section_markdown(section: Section) -> str:
    """The blocks of a section as Markdown, for a screen that shows the heading itself."""
    return "\n\n".join(_markdown_block(block) for block in section.blocks)


def section_text(section: Section) -> str:
    """A section as linear text."""
    blocks = [wrap(section.heading, WIDTH), *(_text_block(block) for block in section.blocks)]
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _markdown_text(text: str) -> str:
    """Plain text that Markdown shows as it is."""
    return _MARKDOWN_MARKS.sub(r"\\\1", text)


def _as_markdown(document: Document) -> str:
    blocks = [f"# {_markdown_text(document.title)}", *map(_markdown_text, document.notes)]
    for section in document.sections:
        blocks.append(f"## {_markdown_text(section.heading)}")
        blocks += [_markdown_block(block) for block in section.blocks]
    return "\n\n".join(blocks) + "\n"


def _markdown_block(block: Block) -> str:
    safe = _markdown_text
    match block:
        case Prose(markdown):
            return markdown
        case Line(text, style):
            return f"**{safe(text)}**" if style == "tag" else safe(text)
        case Items(rows, numbered):
            return "\n".join(f"{n}. {safe(row)}" if numbered else f"- {safe(row)}" for n, row in enumerate(rows, 1))
        case Checks(rows):
            return "\n".join(f"- [{'x' if done else ' '}] {safe(row)}" for done, row in rows)
        case Table(header, rows):
            lines = [header, ["---"] * len(header), *rows]
            return "\n".join(f"| {' | '.join(safe(cell) for cell in line)} |" for line in lines)
        case Sources(label, rows):
            return f"{safe(label)}:\n\n" + "\n".join(f"- {safe(row)}" for row in rows)


def _as_text(document: Document) -> str:
    blocks = [[document.title, "=" * len(document.title)], *(wrap(note, WIDTH) for note in document.notes)]
    for section in document.sections:
        head = ["-" * WIDTH, *wrap(section.heading, WIDTH)]
        first, *rest = section.blocks or (Line(""),)
        if isinstance(first, Line) and first.style == "small":
            head += wrap(first.text, WIDTH)
        else:
            rest = [first, *rest]
        blocks += [head, *(_text_block(block) for block in rest)]
    return "\n\n".join("\n".join(lines) for lines in blocks).rstrip() + "\n"


def _text_block(block: Block) -> list[str]:
    match block:
        case Prose(markdown):
            return [to_plain(markdown)]
        case Line(text, _):
            return wrap(text, WIDTH)
        case Items(rows, numbered):
            return _listed(f"{n}. {row}" if numbered else f"- {row}" for n, row in enumerate(rows, 1))
        case Checks(rows):
            return _listed(f"- [{'x' if done else ' '}] {row}" for done, row in rows)
        case Table(header, rows):
            named = (
                "; ".join(f"{name}: {cell}" for name, cell in zip(header[1:], row[1:], strict=True)) for row in rows
            )
            return _listed(f"- {row[0]}: {cells}" for row, cells in zip(rows, named, strict=True))
        case Sources(label, rows):
            return [f"{label}:", *_listed(f"- {row}" for row in rows)]


def _listed(rows: Iterable[str]) -> list[str]:
    return [line for row in rows for line in wrap(row, WIDTH)]


def _as_html(document: Document) -> str:
    """One page without scripts; a browser is told to load nothing else for it."""
    title = escape(document.title)
    body = [f"<h1>{title}</h1>", *(f'<p class="small">{escape(note)}</p>' for note in document.notes)]
    for section in document.sections:
        body += [f'<section lang="{section.lang}">', f"<h2>{escape(section.heading)}</h2>"]
        body += [*map(_html_block, section.blocks), "</section>"]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = [
        "<!DOCTYPE html>", f'<html lang="{document.lang}">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>", f"<style>\n{_STYLE}</style>", "</head>", "<body>",
    ]  # fmt: skip
    return "\n".join([*head, *body, "</body>", "</html>"]) + "\n"


def _html_block(block: Block) -> str:
    match block:
        case Prose(markdown):
            from markdown_it import MarkdownIt

            parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
            return str(parser.render(markdown)).strip()
        case Line(text, style):
            return f'<p class="{style}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"
        case Items(rows, numbered):
            return _html_list("ol" if numbered else "ul", rows)
        case Checks(rows):
            return _html_list('ul class="checks"', [f"{_DONE if done else _OPEN} {row}" for done, row in rows])
        case Table(header, rows):
            lines = [_html_row("th", header), *(_html_row("td", row) for row in rows)]
            return "\n".join(["<table>", *lines, "</table>"])
        case Sources(label, rows):
            return f'<div class="sources"><p>{escape(label)}:</p>\n{_html_list("ul", rows)}</div>'


def _html_list(tag: str, rows: Iterable[str]) -> str:
    return "\n".join([f"<{tag}>", *(f"<li>{escape(row)}</li>" for row in rows), f"</{tag.split(' ', 1)[0]}>"])


def _html_row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _as_json(document: Document) -> str:
    return json.dumps(document.data, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Document], str]] = {
    ".md": _as_markdown,
    ".txt": _as_text,
    ".html": _as_html,
    ".json": _as_json,
}
"""File ending → how a document is written."""
