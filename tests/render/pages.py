"""Documents as HTML pages, taken apart as a browser would."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import html5lib
from pypdf import PdfReader

from kvalitet.model.document import Document
from kvalitet.render.formats.html import write


def parsed(document: Document) -> ET.Element:
    """The page that a document is written as."""
    return html5lib.parse(write(document).decode(), namespaceHTMLElements=False)


def text_of(element: ET.Element | None) -> str:
    """All text in an element, white space as one space."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def embedded(page: ET.Element) -> dict[str, Any]:
    """The particulars and figures that a page carries."""
    (script,) = page.iter("script")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def levels(page: ET.Element) -> list[int]:
    """The levels of the headings in the text, in order."""
    main = next(page.iter("main"))
    return [int(e.tag[1]) for e in main.iter() if len(e.tag) == 2 and e.tag[0] == "h" and e.tag[1].isdigit()]


def addresses(page: ET.Element) -> Iterator[str]:
    """Everything that a page points at or would fetch."""
    for element in page.iter():
        for name in ("href", "src", "srcset", "action", "data", "poster", "background", "style"):
            value = element.get(name)
            if value is not None:
                yield value


def alternatives(file: Any) -> list[str]:  # noqa: ANN401  # a path or an open file
    """The alternative texts of a PDF, in reading order."""
    found: list[str] = []
    waiting: list[Any] = [PdfReader(file).root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            kids = node.get("/K")
            kids = None if kids is None else kids.get_object() if hasattr(kids, "get_object") else kids
            waiting += reversed(kids if isinstance(kids, list) else [kids] if kids is not None else [])
    return found
