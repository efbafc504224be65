"""The table of what the requirements ask the register to hold, and where each fact has its place."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kvalitet.kinds import SchemaSet
from kvalitet.model.kind import EACH, Field

TABLE = Path(__file__).parent / "held.tsv"
NOWHERE = "–"
"""What stands for a place where the register holds nothing, by choice."""

CODES = "kodverk:"
"""What a place starts with that is a list of codes: `kodverk:kategorier`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact that the requirements ask for: `places` are fields and code lists, none where it is not held."""

    number: int
    fact: str
    places: tuple[str, ...]
    remark: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The places that are fields: `avvikelse.åtgärder.senast`."""
        return tuple(place for place in self.places if not place.startswith(CODES))

    @property
    def codelists(self) -> tuple[str, ...]:
        """The names of the places that are lists of codes."""
        return tuple(place.removeprefix(CODES) for place in self.places if place.startswith(CODES))


def rows(text: str) -> tuple[Row, ...]:
    """The rows of a table, in its order. Raises ValueError for a line that is not four columns."""
    return tuple(_row(line) for line in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _row(line: list[str]) -> Row:
    number, fact, places, remark = line
    held = () if places == NOWHERE else tuple(places.split("; "))
    return Row(number=int(number), fact=fact, places=held, remark=remark)


@dataclass(frozen=True)
class Places:
    """Every place there is: the fields of all schemas and the code lists that ship."""

    schemas: SchemaSet
    shipped_codelists: frozenset[str]

    @cached_property
    def fields(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields by their dotted way without list marks, a list and its items together."""
        found: dict[str, tuple[Field, ...]] = {}
        for name in self.schemas.schemas:
            for field in self.schemas.fields_of(name).fields:
                way = ".".join([name, *(step for step in field.pattern if step != EACH)])
                found[way] = (*found.get(way, ()), field)
        return found

    def missing(self, row: Row) -> tuple[str, ...]:
        """The places of a row that are not there."""
        absent = (CODES + name for name in row.codelists if name not in self.shipped_codelists)
        return (*(way for way in row.fields if way not in self.fields), *absent)

    def homes(self, row: Row) -> frozenset[str]:
        """The kinds and code lists in which a row's fact stands; a field and the list of its codes are one."""
        kinds = {way.partition(".")[0] for way in row.fields}
        own = {name for way in row.fields for name in self._codelists(way)}
        return frozenset(kinds | {CODES + name for name in row.codelists if name not in own})

    def _codelists(self, way: str) -> Iterator[str]:
        for inner, fields in self.fields.items():
            if inner == way or inner.startswith(way + "."):
                yield from (field.codelist for field in fields if field.codelist)
