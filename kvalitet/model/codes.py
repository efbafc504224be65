"""Code lists and scales: words with a meaning that never changes, valid for a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from kvalitet.model.dates import first_day, last_day
from kvalitet.model.value import Value, whole


@dataclass(frozen=True, slots=True)
class Code:
    """One code: label and description in Swedish, and the days between which it may be used."""

    id: str
    label: str
    description: str
    since: date | None
    until: date | None
    successor: str | None
    parent: str | None
    data: Mapping[str, Value]

    def valid(self, when: date | None) -> bool:
        """Whether the code may be used on a day; an unknown day settles nothing against it."""
        if when is None:
            return True
        return not ((self.since and when < self.since) or (self.until and when > self.until))


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named list of codes, in the order of its file."""

    name: str
    title: str
    codes: Mapping[str, Code]

    def label(self, code: str) -> str:
        """The label of a code, or the code itself where the list does not have it."""
        found = self.codes.get(code)
        return found.label if found else code

    def under(self, code: str) -> frozenset[str]:
        """A code with all below it in the tree."""
        found = {code}
        grown = True
        while grown:
            more = {c.id for c in self.codes.values() if c.parent in found} - found
            found |= more
            grown = bool(more)
        return frozenset(found)

    def top(self, code: str) -> str:
        """The code at the top of the branch that a code stands on."""
        seen: set[str] = set()
        while code in self.codes and code not in seen:
            seen.add(code)
            parent = self.codes[code].parent
            if parent is None or parent not in self.codes:
                return code
            code = parent
        return code


def code_list(data: Mapping[str, Value]) -> CodeList:
    """A code list from its file's data, which is valid by its schema."""
    rows = data.get("koder")
    codes = [_code(row) for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)]
    return CodeList(str(data["kodverk"]), str(data.get("titel", "")), {code.id: code for code in codes})


def _code(row: Mapping[str, Value]) -> Code:
    def text(key: str) -> str | None:
        found = row.get(key)
        return found if isinstance(found, str) else None

    return Code(
        id=str(row["id"]),
        label=text("etikett") or str(row["id"]),
        description=text("beskrivning") or "",
        since=first_day(row.get("från")),
        until=last_day(row.get("till")),
        successor=text("ersätts_av"),
        parent=text("överordnad"),
        data=row,
    )


FOUR = 4
"""The steps of the scale that limits are stated for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale."""

    value: int
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A versioned scale for judging risk: likelihood and consequence, and bands of their product."""

    id: str
    title: str
    likelihood: tuple[Step, ...]
    consequence: tuple[Step, ...]
    bands: tuple[tuple[int, int, str], ...]

    def consequence_limit(self, step: int) -> int:
        """The step of this scale's consequence that answers to a step of a scale of four, rounded up."""
        return ceil(step * max(s.value for s in self.consequence) / FOUR)

    def value_limit(self, value: int) -> int:
        """The risk value on this scale that answers to one on a scale of four by four.

        On another size it is recalculated in proportion, and counted from the start of the band it falls in.
        """
        likelihood = max(step.value for step in self.likelihood)
        consequence = max(step.value for step in self.consequence)
        if likelihood == consequence == FOUR:
            return value
        product = ceil(value * likelihood * consequence / FOUR**2)
        return next((low for low, high, _ in self.bands if low <= product <= high), product)

    def band(self, value: int) -> str:
        """What the scale calls a risk value, or an empty text outside its bands."""
        return next((label for low, high, label in self.bands if low <= value <= high), "")


def scale(data: Mapping[str, Value]) -> Scale:
    """A scale from its file's data, which is valid by its schema."""
    return Scale(
        id=f"{data['skala']}@{data['version']}",
        title=str(data.get("titel", "")),
        likelihood=_steps(data.get("sannolikhet")),
        consequence=_steps(data.get("konsekvens")),
        bands=tuple(
            (_int(row.get("från")), _int(row.get("till")), str(row.get("etikett", "")))
            for row in _rows(data.get("nivåer"))
        ),
    )


def _rows(value: Value) -> list[dict[str, Value]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _int(value: Value) -> int:
    return whole(value) or 0


def _steps(value: Value) -> tuple[Step, ...]:
    return tuple(
        Step(_int(row.get("värde")), str(row.get("etikett", "")), str(row.get("beskrivning", "")))
        for row in _rows(value)
    )
