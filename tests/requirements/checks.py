"""The tables of what the requirements want checked and of every date in them, with the rules that do it."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.requirements.table import NOWHERE

CHECKED = Path(__file__).parent / "checked.tsv"
DEADLINES = Path(__file__).parent / "deadlines.tsv"


@dataclass(frozen=True, slots=True)
class Check:
    """A row that asks for a check: what is checked, by which rules (none, by choice), and why or how."""

    number: int
    what: str
    codes: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done by a day: where that is asked for, the rules that list it, the fields that hold its day."""

    what: str
    sources: tuple[str, ...]
    codes: tuple[str, ...]
    fields: tuple[str, ...]
    remark: str


def checks(text: str) -> tuple[Check, ...]:
    """The rows of a table of checks. Raises ValueError for a line that is not four columns."""
    return tuple(_check(line) for line in _lines(text))


def duties(text: str) -> tuple[Duty, ...]:
    """The rows of a table of duties. Raises ValueError for a line that is not five columns."""
    return tuple(_duty(line) for line in _lines(text))


def _lines(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _check(line: list[str]) -> Check:
    number, what, codes, remark = line
    return Check(int(number), what, _several(codes), remark)


def _duty(line: list[str]) -> Duty:
    what, sources, codes, fields, remark = line
    return Duty(what, _several(sources), _several(codes), _several(fields), remark)


def _several(cell: str) -> tuple[str, ...]:
    return () if cell == NOWHERE else tuple(cell.split("; "))
