"""The paper that reports are printed on: one HTML file without scripts that a browser loads nothing else for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kadguide.exchange.bank.plaintext import without_unseen

_STYLE = """\
@page { size: A4; margin: 18mm 16mm 16mm; }
* { box-sizing: border-box; }
:root { color-scheme: light; }
body { font: 10pt/1.4 "Liberation Sans", Arial, Helvetica, sans-serif; color: #111; background: #fff;
  max-width: 178mm; margin: 8mm auto; padding: 0 4mm; overflow-wrap: anywhere; }
article + article { break-before: page; margin-top: 16mm; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 8mm 0 2mm; padding-top: 2mm; border-top: 1.5pt solid #1f4e5f; break-after: avoid; }
h3 { font-size: 10pt; margin: 4mm 0 1mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.small, caption { font-size: 8.5pt; color: #444; }
caption { text-align: left; padding-bottom: 1mm; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; font-size: 8.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; overflow-wrap: normal;
  border-bottom: 1pt solid #111; padding: 1mm 1.5mm; vertical-align: bottom; }
td { border-bottom: .3pt solid #999; padding: 1mm 1.5mm; vertical-align: top; }
.n { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
.id { white-space: nowrap; overflow-wrap: normal; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(32mm, 1fr)); gap: 2mm; margin: 3mm 0; }
dl div { border-left: 2pt solid #1f4e5f; padding-left: 2mm; }
dt { font-size: 8pt; color: #444; }
dd { margin: 0; font-size: 13pt; font-weight: bold; font-variant-numeric: tabular-nums; }
figure { margin: 3mm 0 5mm; break-inside: avoid; }
figcaption { font-size: 8.5pt; color: #444; margin-top: 1mm; }
svg { width: 100%; height: auto; display: block; }
ul, ol { margin: 0 0 3mm; padding-left: 6mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
.official { font-family: "Liberation Serif", "Times New Roman", serif; font-size: 11.5pt; }
.official h1 { font-size: 13pt; text-align: center; text-transform: uppercase; margin-bottom: 6mm; }
.official h2 { font-size: 11.5pt; border: 0; padding: 0; margin: 4mm 0 1mm; }
.official table { font-size: 10pt; }
.official .grid { font-size: 9pt; }
.rule { border-bottom: .6pt dotted #111; height: 8mm; margin: 0; }
.rule + p { margin-top: 4mm; }
.question { break-inside: avoid; }
.wide { min-width: 36mm; white-space: nowrap; }
.facts td { border: 0; padding: .6mm 1.5mm; }
.facts td:first-child { width: 46mm; padding-left: 0; }
.grid th, .grid td { border: .5pt solid #444; }
.grid .n { text-align: center; }
.grid td { height: 9mm; }
.signs { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin-top: 10mm; break-inside: avoid; }
.signs p { margin: 0; text-align: center; }
.signs .gap { height: 20mm; }
.mark { border: 1pt solid #111; padding: 1.5mm 3mm; font-weight: bold; }
@media print { body { margin: 0; padding: 0; max-width: none; } article + article { margin-top: 0; } }
"""
BLANK = "." * 28
"""A line to be filled in by hand."""


def page(title: str, lang: str, articles: Sequence[str]) -> str:
    """A whole file."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = [
        "<!DOCTYPE html>", f'<html lang="{lang}">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{say(title)}</title>", f"<style>\n{_STYLE}</style>", "</head>", "<body>",
    ]  # fmt: skip
    return "\n".join([*head, *articles, "</body>", "</html>"]) + "\n"


def article(body: Iterable[str], style: str = "") -> str:
    return "\n".join([f'<article class="{style}">' if style else "<article>", *body, "</article>"])


def say(text: str) -> str:
    """Text as it stands in HTML. A percent sign stays with its number."""
    return escape(without_unseen(text).replace(" %", "\N{NO-BREAK SPACE}%"))


def line(text: str, style: str = "") -> str:
    return f'<p class="{style}">{say(text)}</p>' if style else f"<p>{say(text)}</p>"


def rule() -> str:
    """A dotted line to write on."""
    return '<p class="rule"></p>'


def section(body: Iterable[str]) -> str:
    """What stays on one page where it can."""
    return "\n".join(['<section class="question">', *body, "</section>"])


def listed(rows: Iterable[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{say(row)}</li>" for row in rows), "</ul>"])


def table(header: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str], style: str = "") -> str:
    """Rows under a header that stands on every page; ``styles`` has the class of each column, or nothing."""
    kinds = [f' class="{one}"' if one else "" for one in styles]
    head = "".join(f"<th{kind}>{say(cell)}</th>" for kind, cell in zip(kinds, header, strict=True))
    body = [
        f"<tr>{''.join(f'<td{kind}>{say(cell)}</td>' for kind, cell in zip(kinds, row, strict=True))}</tr>"
        for row in rows
    ]
    start = f'<table class="{style}">' if style else "<table>"
    return "\n".join([start, f"<thead><tr>{head}</tr></thead>", "<tbody>", *body, "</tbody></table>"])


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names and what stands behind them, as in an official record."""
    body = [f"<tr><td>{say(name)}</td><td>: {say(value)}</td></tr>" for name, value in rows]
    return "\n".join(['<table class="facts"><tbody>', *body, "</tbody></table>"])


def figures(rows: Iterable[tuple[str, str]]) -> str:
    """A few figures that are seen first."""
    return "\n".join(["<dl>", *(f"<div><dt>{say(n)}</dt><dd>{say(v)}</dd></div>" for n, v in rows), "</dl>"])


def signature(role: str, named: str) -> str:
    """Room to sign: who, and where name and number are written."""
    return f'<div><p>{say(role)}</p><p class="gap"></p><p>{BLANK}</p><p>{say(named)} {BLANK}</p></div>'
