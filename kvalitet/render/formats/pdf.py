"""Documents as PDF/UA-1 and PDF/A-3: pandoc writes Typst, and Typst the pages."""

import json
import posixpath
from collections.abc import Mapping
from datetime import UTC, datetime, time

from kvalitet import shipped
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render import diagrams, layout
from kvalitet.render.embedded import figures_json
from kvalitet.render.glyphs import plainest
from kvalitet.render.last_page import left_alone
from kvalitet.render.pandoc import converted
from kvalitet.render.typesetting import Typesetter, UnshowableError, typesetter

_INPUTS = ("uppgifter", "diagram")
# a string in a PDF/A is at most 32 767 bytes (ISO 19005-3, 6.1.13), and a character takes up to four
_LONGEST = 8000
# how pandoc begins a table: no text can say so, for its # is escaped
_CENTRED = "align(center)[#table("
# what text.typ uses of delar.typ
_PARTS = "anmarkning, avstavat, diagram, hallihop, helt, innehall, tabell"


def write(document: Document) -> bytes:
    """The pages. Raises KvalitetError where pandoc or Typst is missing."""
    with typesetter(document.house, "pdf") as typst:
        options = [
            "--to=typst",
            "--shift-heading-level-by=-1",
            *diagrams.options(document),
            *layout.options(),
        ]
        text = f'#import "delar.typ": {_PARTS}\n\n' + converted(document.markdown, options).decode()
        text = text.replace(_CENTRED, "align(left)[#table(")
        drawn = {each.path: each.svg for each in diagrams.drawings(document).values()}
        written = typst.showable({"text.typ": text, **_told(document, typst), **drawn})
        written |= typst.drawable({path: written[path] for path in drawn})
        try:
            return _filled(document, typst, written)
        except UnshowableError:
            # what can be shown alone may not be where it stands: an accent of one script after a letter of another
            return _filled(document, typst, {name: plainest(each) for name, each in written.items()})


def _filled(document: Document, typst: Typesetter, texts: Mapping[str, str]) -> bytes:
    """The pages, set closer where that saves a last page with next to nothing on it."""
    pages = _pages(document, typst, texts, closer=False)
    if not left_alone(pages):
        return pages
    closer = _pages(document, typst, texts, closer=True)
    return pages if left_alone(closer) else closer


def _pages(document: Document, typst: Typesetter, texts: Mapping[str, str], *, closer: bool) -> bytes:
    files = {name: text.encode() for name, text in texts.items() if name not in _INPUTS}
    return typst.pages(
        {**_templates(), **files, **_logotype(document.house)},
        {**{name: texts[name] for name in _INPUTS}, "siffror": figures_json(document), "tatare": json.dumps(closer)},
        timestamp=_noon(document),
    )


def _told(document: Document, typst: Typesetter) -> Mapping[str, str]:
    """What the templates are told, as data."""
    return dict(zip(_INPUTS, (_particulars(document, typst), _captions(document)), strict=True))


def _templates() -> Mapping[str, bytes]:
    folder = shipped.folder("templates") / "pdf"
    return {
        "main.typ": (folder / "dokument.typ").read_bytes(),
        "delar.typ": (folder / "delar.typ").read_bytes(),
    }


def _noon(document: Document) -> int:
    """The moment the file says it was made: the middle of the day it was judged on, wherever that is read."""
    return int(datetime.combine(document.metadata.judged, time(12), UTC).timestamp())


def _particulars(document: Document, typst: Typesetter) -> str:
    told = document.metadata
    house = document.house
    return _json(
        {
            "title": document.title,
            "provider": told.provider,
            "status": told.status,
            "lead": told.lead,
            "rows": told.rows,
            "colour": house.colour,
            "fonts": typst.fonts,
            "sans": typst.sans,
            "logotype": {"path": _logotype_name(house), "alt": f"Logotyp för {told.provider}"}
            if house.logotype
            else None,
        }
    )


def _captions(document: Document) -> str:
    """What stands with each chart, by its address."""
    return _json(
        {
            where: {
                "path": each.path,
                "share": each.share,
                "title": each.diagram.title,
                "alt": _shortened(each.diagram.description),
            }
            for where, each in diagrams.drawings(document).items()
        }
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _logotype_name(house: House) -> str:
    return f"logotyp{posixpath.splitext(house.logotype.path)[1].lower()}" if house.logotype else ""


def _logotype(house: House) -> Mapping[str, bytes]:
    return {_logotype_name(house): house.logotype.data} if house.logotype else {}
