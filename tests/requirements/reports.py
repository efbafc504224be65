"""The table of what the requirements want compiled or shown, with the documents that do it."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.requirements.table import NOWHERE

RENDERED = Path(__file__).parent / "rendered.tsv"


@dataclass(frozen=True, slots=True)
class Place:
    """A heading in a report, or a command that shows the thing by itself (heading empty)."""

    name: str
    heading: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.heading}" if self.heading else f"kvalitet {self.name}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that asks for something to be compiled: what, where it stands (nowhere, by choice), and why or how."""

    number: int
    what: str
    places: tuple[Place, ...]
    remark: str


def shown(text: str) -> tuple[Shown, ...]:
    """The rows of a table. Raises ValueError for a line that is not four columns."""
    return tuple(_shown(line) for line in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _shown(line: list[str]) -> Shown:
    number, what, places, remark = line
    return Shown(int(number), what, () if places == NOWHERE else tuple(map(_place, places.split("; "))), remark)


def _place(text: str) -> Place:
    name, _, heading = text.partition(": ")
    return Place(name.removeprefix("kvalitet "), heading)
