"""Reads back what a document of any format carries of its figures. pypdf stops here and in `last_page`."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from typing import Any

from kvalitet.errors import KvalitetError
from kvalitet.model.claims import Claim, Claims
from kvalitet.model.dates import day, period
from kvalitet.model.document import Scope

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, and the largest part of one: 256 MiB."""

_PART = "customXml/kvalitet-siffror.xml"
_ATTACHED = "kvalitet-siffror.json"
_IN_HTML = re.compile(r'<script type="application/json" id="kvalitet-siffror">(.*?)</script>', re.DOTALL)
_IN_MARKDOWN = re.compile(r"<!-- kvalitet-siffror\n(.*?)\n-->", re.DOTALL)
_UNKNOWN = "bär inga siffror från kvalitet. Ange ett dokument som ”kvalitet render” har skrivit."


def claims_of(data: bytes) -> Claims:
    """What a document claims. Raises KvalitetError for a file that is none of the tool's documents."""
    try:
        return _claims(json.loads(_carried(data)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KvalitetError(_UNKNOWN) from error


def _carried(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _from_pdf(data)
    if data.startswith(b"PK"):
        return _from_word(data)
    text = data.decode()
    match = _IN_HTML.search(text) or _last(_IN_MARKDOWN, text)
    return match[1] if match else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _from_pdf(data: bytes) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise KvalitetError(
            "pypdf saknas, och behövs för att läsa pdf. Skriv: pip install 'kvalitet[dokument]'"
        ) from error
    try:
        attached = PdfReader(io.BytesIO(data)).attachments.get(_ATTACHED, [])
    except (PyPdfError, RecursionError, IndexError) as error:
        raise KvalitetError(_UNKNOWN) from error
    return attached[0].decode() if attached else ""


def _from_word(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if packed.getinfo(_PART).file_size > LARGEST:
                raise KvalitetError(_UNKNOWN)
            xml = packed.read(_PART)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise KvalitetError(_UNKNOWN) from error
    if b"<!DOCTYPE" in xml:
        raise KvalitetError(_UNKNOWN)
    try:
        return ET.fromstring(xml).text or ""  # noqa: S314  # without a DOCTYPE nothing can expand
    except ET.ParseError as error:
        raise KvalitetError(_UNKNOWN) from error


def _claims(told: Mapping[str, Any]) -> Claims:
    scope, judged = told["scope"], day(told["today"])
    about = period(scope["period"])
    if about is None or judged is None:
        raise KvalitetError(_UNKNOWN)
    return Claims(
        report=str(told["report"]),
        title=str(told["title"]),
        scope=Scope(about, scope["unit"], scope["area"], scope["record"], auditor=bool(scope.get("auditor"))),
        judged=judged,
        commit=told["commit"],
        dirty=bool(told["dirty"]),
        version=str(told["version"]),
        draft=bool(told["draft"]),
        figures={str(row["key"]): Claim(row["value"], masked=bool(row.get("masked"))) for row in told["figures"]},
    )
