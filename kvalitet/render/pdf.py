"""Documents as PDF/UA-1 and PDF/A-3: pandoc writes Typst, and Typst the pages."""

import json
import posixpath
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from kvalitet import shipped
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render import diagrams
from kvalitet.render.embedded import figures_json
from kvalitet.render.pandoc import converted
from kvalitet.render.typesetting import Typesetter, typesetter

STANDARDS = ["ua-1", "a-3a"]
"""Accessible (ISO 14289-1) and lasting with files attached (ISO 19005-3): the figures ride along."""

_WIDTHS = Path(__file__).with_name("widths.lua")
_FORM = {"format": "pdf", "pdf_standards": STANDARDS}


def write(document: Document) -> bytes:
    """The pages. Raises KvalitetError where pandoc or Typst is missing."""
    with typesetter(document.house, "pdf") as typst:
        options = [
            "--to=typst",
            "--shift-heading-level-by=-1",
            f"--lua-filter={_WIDTHS}",
            *diagrams.options(document),
        ]
        text = converted(document.markdown, options).decode()
        inputs = {"uppgifter": _particulars(document, typst), "diagram": _captions(document)}
        made: bytes = typst.made(
            {
                **_templates(),
                "text.typ": typst.showable(text, **_FORM).encode(),
                **_logotype(document.house),
                **_drawn(document, typst),
            },
            {**{k: typst.showable(v, **_FORM) for k, v in inputs.items()}, "siffror": figures_json(document)},
            timestamp=_noon(document),
            **_FORM,
        )
    return made


def _templates() -> Mapping[str, bytes]:
    folder = shipped.folder("templates") / "pdf"
    return {
        "main.typ": (folder / "dokument.typ").read_bytes(),
        "diagram.typ": (folder / "diagram.typ").read_bytes(),
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


def _drawn(document: Document, typst: Typesetter) -> Mapping[str, bytes]:
    found = diagrams.drawings(document).values()
    return {each.path: typst.showable(each.data.decode(), **_FORM).encode() for each in found}


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _logotype_name(house: House) -> str:
    return f"logotyp{posixpath.splitext(house.logotype.path)[1].lower()}" if house.logotype else ""


def _logotype(house: House) -> Mapping[str, bytes]:
    return {_logotype_name(house): house.logotype.data} if house.logotype else {}
