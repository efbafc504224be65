"""A year wheel: what is done in each month, and whether it has been.

Their numbers stand in the wheel and their names in its table, so that a full month can be read as well
as an empty one, in letters that are not small.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from math import cos, pi, sin

from kvalitet.charts.legend import Entry, legend
from kvalitet.charts.lettering import Style, heading, paragraph, space, text
from kvalitet.charts.palette import PAPER, RULE
from kvalitet.charts.svg import WIDTH, Attributes, Block, Sheet, element, number
from kvalitet.charts.wording import first_of
from kvalitet.charts.year_entries import Done, Entered, Numbered, sign
from kvalitet.model.dates import MONTHS
from kvalitet.model.diagram import Diagram
from kvalitet.model.wording import capital, counted, listing

_RADII = (170.0, 210.0, 250.0)
_HUB = 55.0
_NAME_RING = 24.0
_ROOM = 25.0
_EDGE = 15.0
_LINE: Attributes = {"stroke": RULE, "stroke-width": 1}
_SECTOR = 2 * pi / len(MONTHS)


@dataclass(frozen=True, kw_only=True)
class YearWheel:
    """What a year holds. Entries of a month stand in the order given."""

    key: str
    title: str
    entries: tuple[Entered, ...]

    def __post_init__(self) -> None:
        """Refuse months that there are not: a ValueError."""
        if strange := [entry for entry in self.entries if not 1 <= entry.month <= len(MONTHS)]:
            raise ValueError(f"there is no month {strange[0].month}")

    @cached_property
    def numbered(self) -> tuple[Numbered, ...]:
        """The entries in order of months, with their numbers in the wheel."""
        return tuple(enumerate(sorted(self.entries, key=lambda entry: entry.month), start=1))

    @property
    def description(self) -> str:
        """The wheel for who cannot see it: how many entries there are, how they went, and what was missed."""
        if not self.entries:
            return "Årshjul utan poster."
        states = Counter(entry.state for entry in self.entries)
        forms = {
            Done.DONE: ("klar", "klara"),
            Done.PLANNED: ("planerad", "planerade"),
            Done.MISSED: ("missad", "missade"),
        }
        told = [counted(states[state], *form) for state, form in forms.items() if states[state]]
        months = Counter(entry.month for _, entry in self.numbered)
        most = max(months.values())
        where = first_of([MONTHS[month - 1] for month, number_of in months.items() if number_of == most])
        missed = [
            f"{entry.name} ({MONTHS[entry.month - 1]})" for _, entry in self.numbered if entry.state is Done.MISSED
        ]
        late = f" Missat: {first_of(missed)}." if missed else ""
        many = counted(len(self.entries), "post", "poster")
        return f"Årshjul med {many}: {listing(told)}. Flest i {where} ({most}).{late}"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """A row for each entry, in order of months."""
        return tuple((str(n), MONTHS[entry.month - 1], entry.name, entry.state.value) for n, entry in self.numbered)


def year_wheel(spec: YearWheel) -> Diagram:
    """The wheel as a picture, as a table and in words."""
    states = [state for state in Done if any(entry.state is state for entry in spec.entries)]
    sheet = Sheet(
        key=spec.key,
        title=spec.title,
        description=spec.description,
        blocks=(
            *heading(spec.title),
            _wheel(spec),
            space(8),
            legend(Entry(capital(state.value), partial(sign, state=state, label="")) for state in states),
            paragraph("Numren förklaras i diagrammets tabell." if spec.entries else "Inga poster."),
        ),
    )
    return sheet.diagram(("Nummer", "Månad", "Vad", "Status"), spec.rows)


@dataclass(frozen=True, slots=True)
class _Wheel:
    """A wheel in its place: its middle, and its radius out to the rim."""

    x: float
    y: float
    radius: float

    def at(self, angle: float, radius: float) -> tuple[float, float]:
        """A place by its angle, clockwise from the top."""
        return self.x + radius * sin(angle), self.y - radius * cos(angle)

    def frame(self) -> Iterator[str]:
        """The rings, the months between them, and the names of the months."""
        for radius in (self.radius, self.radius - _NAME_RING, _HUB):
            yield element("circle", {"cx": self.x, "cy": self.y, "r": radius, "fill": PAPER, **_LINE})
        for index, name in enumerate(MONTHS):
            (x1, y1), (x2, y2) = (self.at(index * _SECTOR, radius) for radius in (_HUB, self.radius))
            yield element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **_LINE})
            yield self._name(name, (index + 0.5) * _SECTOR)

    def _name(self, name: str, angle: float) -> str:
        """The name of a month along the rim, upright in the lower half too."""
        lower = pi / 2 < angle < 3 * pi / 2
        x, y = self.at(angle, self.radius - _NAME_RING / 2 + (4 if lower else -4))
        turn = f"rotate({number(angle * 180 / pi + (180 if lower else 0))} {number(x)} {number(y)})"
        return element("g", {"transform": turn}, text(x, y, name, Style(bold=True, anchor="middle")))

    def signs(self, month: int, entries: tuple[Numbered, ...]) -> Iterator[str]:
        """The entries of a month in rows from the rim inwards; what does not fit is counted in the last place."""
        places = tuple(self._places(month, len(entries)))
        shown = entries if len(entries) <= len(places) else entries[: len(places) - 1]
        for (rank, entry), (x, y) in zip(shown, places, strict=False):
            yield sign(x, y, state=entry.state, label=str(rank))
        if more := len(entries) - len(shown):
            x, y = places[-1]
            yield text(x, y + 4, f"+{more}", Style(size=11, bold=True, anchor="middle"))

    def _places(self, month: int, wanted: int) -> Iterator[tuple[float, float]]:
        for radius, room in _rows(self.radius):
            here = min(wanted, room)
            wanted -= here
            for index in range(here):
                yield self.at((month - 0.5) * _SECTOR + (index - (here - 1) / 2) * _ROOM / radius, radius)


def _rows(outer: float) -> tuple[tuple[float, int], ...]:
    """The radii that signs stand on in a wheel, from the rim inwards, and how many have room in a month."""
    count = int((outer - _NAME_RING - _EDGE - _HUB - _ROOM / 2) // _ROOM) + 1
    radii = (outer - _NAME_RING - _EDGE - _ROOM * index for index in range(count))
    return tuple((radius, int((radius * _SECTOR - 4) // _ROOM)) for radius in radii)


def _wheel(spec: YearWheel) -> Block:
    """The smallest wheel that has room for the fullest month."""
    fullest = max(Counter(entry.month for entry in spec.entries).values(), default=0)
    fits = (radius for radius in _RADII if sum(room for _, room in _rows(radius)) >= fullest)
    radius = next(fits, _RADII[-1])

    def draw(top: float) -> Iterator[str]:
        wheel = _Wheel(WIDTH / 2, top + radius + 1, radius)
        yield from wheel.frame()
        for month, entries in groupby(spec.numbered, key=lambda each: each[1].month):
            yield from wheel.signs(month, tuple(entries))

    return Block(2 * radius + 2, draw)
