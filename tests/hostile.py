"""Texts that have broken programs: escapes, markup, floods, odd Unicode, injections."""

from __future__ import annotations

# ruff: noqa: E501
HOSTILE: tuple[str, ...] = (
    "\x1b[2J\x1b[Hapa itu KAD", "\x1b]0;judul\x07", "\x1b[6n", "\x1b[?1049h\x1b[?25l", "\x1b[200~kerja\x1b[201~", "\x1b[",
    "\x9b31mmerah\x9b0m", "a\rX\x08\x7f", "kerja\x00sama", "[red]merah[/red]", "[/]", "[bold", "[[[]]]", "]][[",
    "[@click=app.quit]x[/]", "[link=file:///etc/hosts]x[/link]", "[#zzz on rgb(999,0,0)]x[/]", "\\[", "$accent", "trailing \\",
    "**_~~`", "# judul\n- a\n> b", "| a | b |\n|---|---|\n| c |", "<!-- <script>alert(1)</script>", "![x](http://contoh.invalid/x)",
    "\ud800 sendiri", "\ufffe\uffff", "\u202eakubret\u202c", "\ufeffhandshake\u2060", "e\u0301" * 500, "👨\u200d👩\u200d👧" * 50,
    "ﷺ ﷽" * 200, "İSTANBUL ß ŉ ǰ", "UU 99999999999999999999/9999999", "Pasal ² UU ²³ Tahun ①④", "1e999 NaN -0",
    "'; DROP TABLE x; --", "../../../etc/passwd", "$(touch /tmp/x) `touch /tmp/x`", "{0.__class__} {} %s %n", "(a+)+$ [a-z ( *)",
    '{"question": "x"', "%00%0d%0a", "--help", "/dev/zero", "(" * 20_000, "\n" * 20_000, "kerja sama daerah? " * 6_000,
    "handshakeagreement" * 6_000, "Pasal 363 " * 10_000, "", " ", "?",
)  # fmt: skip
