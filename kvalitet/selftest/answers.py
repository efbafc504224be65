"""The faults that were built into the shipped register, as the tables beside it tell them."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kvalitet import shipped
from kvalitet.model.dates import year_of
from kvalitet.model.finding import Finding

DAY = date(2026, 11, 22)
"""The day on which the tables are true."""
YEAR = year_of(DAY.year - 1)
"""The year that documents are written about: the last whole one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the rule that must find it, the record's id (or else the unit's), and how it came about.

    `table` is the folder or file of the register that it stands in.
    """

    code: str
    subject: str
    why: str
    table: str


@cache
def built_in() -> tuple[Fault, ...]:
    """Every fault of every table, in their order."""
    found: list[Fault] = []
    for path in sorted(shipped.folder("facit").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            found += [Fault(row["kod"], row["post"], row["skäl"], path.stem) for row in rows]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How findings and built-in faults agree, each by code and subject with how many there are."""

    agreed: int
    missed: Mapping[tuple[str, str], int]
    unexpected: Mapping[tuple[str, str], int]


def compared(findings: Iterable[Finding], family: str) -> Comparison:
    """The findings whose codes begin with the family's held against the faults of that family."""
    found = Counter((each.code, each.id or each.unit or "") for each in findings if each.code.startswith(family))
    known = Counter((each.code, each.subject) for each in built_in() if each.code.startswith(family))
    return Comparison((found & known).total(), known - found, found - known)
