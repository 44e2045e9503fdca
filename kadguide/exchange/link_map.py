"""A map of links as linear text and as a document with a table; who draws a link is always said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kadguide.browsing.links import View
from kadguide.browsing.things import Thing
from kadguide.exchange.document import Document, Line, Section, Table, make_document
from kadguide.knowledge.library import Relation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import wrap
from kadguide.wording import Wording

SCHEMA = 1


def basis_said(link: Relation, wording: Wording) -> str:
    """Who draws a link; and that it is no answer, when it only names what comes nearest."""
    basis = wording.catalog(f"links.basis_{link.basis}")
    return f"{wording.catalog('links.nearest')}; {basis}" if link.kind == "nearest" else basis


def lead_said(view: View, thing: str, wording: Wording, *, reverse: bool) -> str:
    """What stands over the links of ``thing``: how many there are, or plainly that there are none."""
    links = view.links_of(thing, reverse).values()
    back = "_back" if reverse else ""
    if not links:
        return wording.catalog(f"links.none_{view.id}{back}")
    if not reverse and all(link.kind == "nearest" for link in links):
        return wording.catalog("links.none_nearest")
    return wording.catalog(f"links.some_{view.id}{back}", count=len(links))


def thing_text(
    view: View, thing: Thing, wording: Wording, width: int, *, reverse: bool = False, number: int | None = None
) -> str:
    """One thing with its links, each with its note."""
    lang = wording.lang
    titles = {other.id: other.title.get(lang) for other in (*view.starts, *view.ends)}
    title = thing.title.get(lang)
    if thing.whole in titles:
        title = f"{title} ({wording.catalog('links.part', whole=titles[thing.whole or ''])})"
    lines = wrap(f"{number}. {title}" if number else title, width)
    links = view.links_of(thing.id, reverse)
    lines += wrap(lead_said(view, thing.id, wording, reverse=reverse), width)
    for other, link in links.items():
        lines += wrap(f"- {titles[other]} ({basis_said(link, wording)}). {link.note.get(lang)}", width)
    return "\n".join(lines)


def map_text(view: View, wording: Wording, width: int, *, numbered: Sequence[Thing] = ()) -> str:
    """The whole map, read from the left, and then what stands at the right; ``numbered`` things have a number."""
    word = wording.catalog
    parts = ["\n".join([*wrap(word(f"links.title_{view.id}"), width), *wrap(word(f"links.about_{view.id}"), width)])]
    numbers = {thing.id: number for number, thing in enumerate(numbered, start=1)}
    parts += [thing_text(view, thing, wording, width, number=numbers.get(thing.id)) for thing in view.starts]
    lines = [word(f"links.right_{view.id}")]
    for thing in view.ends:
        title = thing.title.get(wording.lang)
        said = (
            title if view.links_of(thing.id, True) else f"{title}. {lead_said(view, thing.id, wording, reverse=True)}"
        )
        lines += wrap(f"{numbers[thing.id]}. {said}" if thing.id in numbers else said, width)
    parts.append("\n".join(lines))
    return "\n\n".join(parts)


def map_document(view: View, snapshot: Snapshot, wording: Wording, made_at: datetime) -> Document:
    """The map as one table, a row a link; things without a link have a row that says so."""
    word = wording.catalog
    lang = wording.lang
    titles = {thing.id: thing.title.get(lang) for thing in (*view.starts, *view.ends)}
    rows: list[tuple[str, ...]] = []
    for start in view.starts:
        links = view.links_of(start.id, reverse=False)
        rows += [
            (titles[start.id], word(f"links.{link.kind}"), titles[end], word(f"links.basis_{link.basis}"),
             link.note.get(lang))
            for end, link in links.items()
        ]  # fmt: skip
        if not links:
            rows.append((titles[start.id], word(f"links.none_{view.id}"), "–", "–", "–"))
    header = (
        word(f"links.left_{view.id}"), word("links.link"), word(f"links.right_{view.id}"), word("links.basis"),
        word("links.note"),
    )  # fmt: skip
    map_object = {
        "id": view.id,
        "left": [{"id": thing.id, "title": titles[thing.id], "part_of": thing.whole} for thing in view.starts],
        "right": [{"id": thing.id, "title": titles[thing.id]} for thing in view.ends],
        "links": [
            {"kind": link.kind, "from": link.start, "to": link.end, "basis": link.basis, "note": link.note.get(lang)}
            for link in view.links
        ],
    }
    title = word(f"links.title_{view.id}")
    section = Section(title, [Line(word(f"links.about_{view.id}")), Table(header, rows)], lang)
    return make_document(title, [section], {"map": map_object}, snapshot, wording, made_at, schema=SCHEMA)
