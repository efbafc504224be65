"""Writes the files that are made from others: run `python -m tests.generate` after a change to their sources.

`tests/test_generated.py` says when one of them is stale.
"""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kvalitet.rules.catalogue import Threshold, rule_files
from tests.requirements.check_page import checks_page
from tests.requirements.page import requirements_page
from tests.requirements.report_page import reports_page

ROOT = Path(__file__).parent.parent
_CATALOGUE = ROOT / "kvalitet" / "cli" / "locale" / "sv" / "LC_MESSAGES" / "kvalitet.po"
_SETTINGS = ROOT / "schemas" / "kvalitet.schema.json"
_REQUIREMENTS = ROOT / "docs" / "krav.md"
_CHECKS = ROOT / "docs" / "kontroller.md"
_REPORTS = ROOT / "docs" / "rapporter.md"
_JSON_TYPES = {int: "integer", float: "number", str: "string"}


def generated() -> Mapping[Path, bytes]:
    """What each generated file should hold."""
    return {
        _CATALOGUE.with_suffix(".mo"): _compiled_catalogue(),
        _SETTINGS: _settings_schema(),
        _REQUIREMENTS: requirements_page(),
        _CHECKS: checks_page(),
        _REPORTS: reports_page(),
    }


class _Catalogue(Catalog):
    """A catalogue that does not say which version of the library compiled it: another writes the same."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [header for header in super()._get_mime_headers() if header[0] != "Generated-By"]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)


def _compiled_catalogue() -> bytes:
    with _CATALOGUE.open("rb") as file:
        read = read_po(file, locale="sv")
    # the library would write the moment into the file
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue = _Catalogue(locale="sv", creation_date=moment, revision_date=moment)
    for message in read:
        if message.id:
            catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def _settings_schema() -> bytes:
    """The schema of kvalitet.yaml with the thresholds that the rules take; the rest stands as written."""
    text = _SETTINGS.read_text(encoding="utf-8")
    schema = json.loads(text)
    thresholds = {
        code: _group(file.manual.title, file.thresholds) for code, file in rule_files().items() if file.thresholds
    }
    schema["properties"]["trösklar"]["properties"] = thresholds
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _group(title: str, thresholds: tuple[Threshold, ...]) -> dict[str, Any]:
    properties = {
        t.name: {
            "title": t.name,
            "description": t.description,
            "type": _JSON_TYPES[type(t.default)],
            "minimum": 0,
            "default": t.default,
            "examples": [t.default],
        }
        for t in thresholds
    }
    example = {t.name: t.default for t in thresholds}
    return {
        "title": title,
        "description": f"Trösklar för regeln ”{title.lower()}”.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "examples": [example],
    }


if __name__ == "__main__":
    for path, content in generated().items():
        path.write_bytes(content)
