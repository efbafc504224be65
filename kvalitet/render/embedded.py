"""The figures of a document as JSON, to be carried inside it and read back from it."""

import json
from collections.abc import Mapping

from kvalitet.model.document import Document
from kvalitet.model.figure import Figure

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
        "scope": {
            "period": told.scope.period.text,
            "unit": told.scope.unit,
            "area": told.scope.area,
            "record": told.scope.record,
            "auditor": told.scope.auditor,
        },
        "day": told.day.isoformat(),
        "today": told.judged.isoformat(),
        "commit": told.commit,
        "dirty": told.dirty,
        "version": told.version,
        "status": told.status,
        "draft": document.draft,
    }
    figures = ",\n".join(
        _json(_row(key, figure, with_ids=told.scope.auditor)) for key, figure in document.figures.items()
    )
    text = f'{_json(particulars)[:-1]},"figures":[\n{figures}\n]}}'
    for mark, written in _IN_MARKUP.items():
        text = text.replace(mark, written)
    return text


def _row(key: str, figure: Figure, *, with_ids: bool) -> Mapping[str, object]:
    """A figure as data. Ids count what they name, so the public rendition has none."""
    row = {"key": key, "value": figure.value, "text": figure.text}
    return row | ({"ids": figure.ids} if with_ids else {}) | ({"masked": True} if figure.mask else {})


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
