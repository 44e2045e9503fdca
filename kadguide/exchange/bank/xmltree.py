"""Reads XML from strangers into small nodes that know their line.

A document type is refused before anything else is read, and with it every entity that a file could define; so are
files that are nested deeper or longer than any that is meant honestly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from kadguide.exchange.bank.question import BankError

MOST_DEPTH = 40
MOST_NODES = 400_000


@dataclass
class Node:
    """An element: its attributes, its children, and all text that stands directly in it."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def all(self, tag: str) -> list[Node]:
        return [child for child in self.children if child.tag == tag]

    def one(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def said(self, tag: str) -> str:
        """The text of the first child of that name, or of the ``<text>`` in it."""
        found = self.one(tag)
        if found is None:
            return ""
        inner = found.one("text")
        return (inner or found).text


def read_tree(data: bytes) -> Node:
    """The root of ``data``. Raises :class:`BankError`."""
    root = Node("", 0)
    open_nodes = [root]
    count = 0
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_nodes) > MOST_DEPTH or count > MOST_NODES:
            raise BankError("xml_too_deep")
        node = Node(tag, parser.CurrentLineNumber, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(tag: str) -> None:
        open_nodes.pop()

    def text(data: str) -> None:
        open_nodes[-1].parts.append(data)

    def refuse(*_: object) -> int:
        raise BankError("xml_doctype", line=parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BankError("xml_broken", line=error.lineno, reason=expat.ErrorString(error.code)) from error
    return root.children[0]
