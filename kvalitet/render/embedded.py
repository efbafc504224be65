"""The figures of a document as JSON, to be carried inside it and read back from it."""

import json
from collections.abc import Mapping

from kvalitet.model.document import Document

_IN_MARKUP = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "--": "-\\u002d",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def figures_json(document: Document) -> str:
    """The document's particulars and figures, one figure a line; none of them can end the markup around it."""
    told = document.metadata
    particulars = {
        "report": document.name,
        "title": document.title,
        "provider": told.provider,
        "period": told.period,
        "unit": told.unit,
        "scope": {"period": told.scope.period.text, "unit": told.scope.unit, "area": told.scope.area},
        "day": told.day.isoformat(),
        "today": told.judged.isoformat(),
        "commit": told.commit,
        "dirty": told.dirty,
        "version": told.version,
        "status": told.status,
        "draft": document.draft,
    }
    figures = ",\n".join(
        _json({"key": key, "value": figure.value, "text": figure.text, "ids": figure.ids})
        for key, figure in document.figures.items()
    )
    text = f'{_json(particulars)[:-1]},"figures":[\n{figures}\n]}}'
    for mark, written in _IN_MARKUP.items():
        text = text.replace(mark, written)
    return text


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
