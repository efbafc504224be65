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
from kvalitet.render.pandoc import converted
from kvalitet.render.typesetting import Typesetter, typesetter

STANDARDS = ["ua-1", "a-3a"]
"""Accessible (ISO 14289-1) and lasting with files attached (ISO 19005-3): the figures ride along."""

_INPUTS = ("uppgifter", "diagram")
# how pandoc begins a table: no text can say so, for its # is escaped
_CENTRED = "align(center)[#table("
# what text.typ uses of delar.typ
_PARTS = "anmarkning, avstavat, diagram, hallihop, innehall, tabell"


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
        texts = {"text.typ": text, **_told(document, typst), **_drawn(document)}
        written = typst.showable(texts)
        inputs = {name: written.pop(name) for name in _INPUTS}
        made: bytes = typst.made(
            {
                **_templates(),
                **{name: content.encode() for name, content in written.items()},
                **_logotype(document.house),
            },
            {**inputs, "siffror": figures_json(document)},
            timestamp=_noon(document),
            format="pdf",
            pdf_standards=STANDARDS,
        )
    return made


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
                "alt": each.diagram.description,
            }
            for where, each in diagrams.drawings(document).items()
        }
    )


def _drawn(document: Document) -> Mapping[str, str]:
    return {each.path: each.svg for each in diagrams.drawings(document).values()}


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _logotype_name(house: House) -> str:
    return f"logotyp{posixpath.splitext(house.logotype.path)[1].lower()}" if house.logotype else ""


def _logotype(house: House) -> Mapping[str, bytes]:
    return {_logotype_name(house): house.logotype.data} if house.logotype else {}
