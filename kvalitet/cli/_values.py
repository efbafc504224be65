"""Makes values of what people type: dates, numbers, yes and no, choices and codes, lists with commas."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import period
from kvalitet.model.kind import Field
from kvalitet.model.register import Register
from kvalitet.model.spoken import month_number, spoken_day
from kvalitet.model.value import Value
from kvalitet.model.wording import ascii_form

_MONTH = re.compile(r"([a-zåäö]{3,9})\s+([0-9]{4})", re.IGNORECASE)
_INTERVAL = re.compile(r"([0-9]{1,4})\s*(dag|dagar|vecka|veckor|månad|månader|år)", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_TRUTHS = MappingProxyType({"ja": True, "sant": True, "true": True, "nej": False, "falskt": False, "false": False})


@dataclass(frozen=True, slots=True)
class Entry:
    """Reads what is typed for a register on a day. What cannot be understood stays text, for the schema to judge."""

    register: Register
    today: date

    def value(self, field: Field | None, text: str, item: Field | None = None) -> Value:
        """The value that a text is typed for; `item` is the field of a list's items, which makes it a list."""
        if field is not None and "array" in field.types:
            rows = list(csv.reader([text], skipinitialspace=True)) if "\n" not in text else [text.splitlines()]
            return [self.value(item, cell) for cell in rows[0] if cell.strip()]
        plain = unicodedata.normalize("NFC", text)
        if field is None:
            return plain
        short = plain.strip()
        for typed in self._typed(field):
            found = typed(short)
            if found is not None:
                return found
        return plain if "\n" in plain else short

    def key(self, field: Field, text: str) -> str:
        """The key that a text is typed for in a mapping whose keys are codes."""
        known = self.register.codes.get(field.key_codelist or "")
        return str(_named(text, {code: code for code in known.codes}) or text) if known else text

    def _typed(self, field: Field) -> Iterable[Callable[[str], Value]]:
        """The ways to read a text for a field, the likeliest first; each gives None where it is none of that."""
        if field.choices:
            yield lambda text: _named(text, {str(choice): choice for choice in field.choices if choice is not None})
        for known in self._names(field):
            yield lambda text, known=known: _named(text, dict(zip(known, known, strict=True)))  # type: ignore[misc]
        if field.format in {"date", "datum-eller-manad"}:
            yield lambda text: _spoken_day(text, self.today, past=field.past)
        if field.format == "datum-eller-manad":
            yield _spoken_month
        if field.format == "period":
            yield _period
        if field.format == "intervall":
            yield _interval
        if "boolean" in field.types:
            yield lambda text: _TRUTHS.get(text.casefold())
        if {"integer", "number"} & {*field.types} and field.format != "period":
            yield _number

    def _names(self, field: Field) -> Iterable[Iterable[str]]:
        if field.codelist and field.codelist in self.register.codes:
            yield self.register.codes[field.codelist].codes
        if field.unit:
            yield self.register.organisation.units
        if field.refs:
            yield self.register.by_id


def _named(text: str, choices: Mapping[str, Value]) -> Value:
    """The choice that is meant, with or without å, ä and ö, with spaces for underscores."""
    if text in choices:
        return choices[text]
    asked = ascii_form(text).replace(" ", "_")
    return next((value for name, value in choices.items() if ascii_form(name) == asked), None)


def _spoken_day(text: str, today: date, *, past: bool) -> str | None:
    try:
        day = spoken_day(text, today, past=past)
    except KvalitetError:
        return None
    return day.isoformat() if day else None


def _spoken_month(text: str) -> str | None:
    found = _MONTH.fullmatch(" ".join(text.split()))
    number = month_number(found[1]) if found else 0
    return f"{found[2]}-{number:02}" if found and number else None


def _period(text: str) -> Value:
    if period(text.upper()) is None:
        return None
    return int(text) if text.isdigit() else text.upper()


def _interval(text: str) -> str | None:
    found = _INTERVAL.fullmatch(text)
    letters = {"d": "D", "v": "W", "m": "M", "å": "Y"}
    return f"P{int(found[1])}{letters[found[2][0].casefold()]}" if found else text.upper() if text else None


def _number(text: str) -> Value:
    bare = re.sub(r"(?<=[0-9])[\s\u2009\u00a0](?=[0-9]{3})", "", text).replace("\u2212", "-")
    if not _NUMBER.fullmatch(bare):
        return None
    return float(bare.replace(",", ".")) if "," in bare or "." in bare else int(bare)
