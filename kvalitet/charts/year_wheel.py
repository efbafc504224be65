"""A year wheel: what is done in each month, and whether it has been.

The names stand in a list under the wheel and their numbers in it, so that a full month can be read
as well as an empty one.
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
from kvalitet.charts.svg import WIDTH, Block, Sheet, element, number
from kvalitet.charts.year_entries import Done, Entered, sign
from kvalitet.charts.year_list import month_lists
from kvalitet.model.dates import MONTHS
from kvalitet.model.diagram import Diagram
from kvalitet.model.wording import capital, counted, listing

_OUTER = 250.0
_INNER = 55.0
_NAME_RING = 24.0
_ROOM = 23.0
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
    def numbered(self) -> tuple[tuple[int, Entered], ...]:
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
        where = listing([MONTHS[month - 1] for month, number_of in months.items() if number_of == most])
        missed = [
            f"{entry.name} ({MONTHS[entry.month - 1]})" for _, entry in self.numbered if entry.state is Done.MISSED
        ]
        late = f" Missat: {listing(missed)}." if missed else ""
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
            *((month_lists(spec.numbered),) if spec.entries else (paragraph("Inga poster."),)),
        ),
    )
    return Diagram(
        key=spec.key,
        title=spec.title,
        description=spec.description,
        svg=sheet.svg,
        headings=("Nummer", "Månad", "Vad", "Status"),
        rows=spec.rows,
    )


def _wheel(spec: YearWheel) -> Block:
    def draw(top: float) -> Iterator[str]:
        middle = (WIDTH / 2, top + _OUTER + 1)
        for radius in (_OUTER, _OUTER - _NAME_RING, _INNER):
            yield element(
                "circle",
                {"cx": middle[0], "cy": middle[1], "r": radius, "fill": PAPER, "stroke": RULE, "stroke-width": 1},
            )
        for index, name in enumerate(MONTHS):
            yield _spoke(middle, index)
            yield _month(middle, index, name)
        for month, entries in groupby(spec.numbered, key=lambda each: each[1].month):
            yield from _signs(middle, month, tuple(entries))

    return Block(2 * _OUTER + 2, draw)


def _at(middle: tuple[float, float], angle: float, radius: float) -> tuple[float, float]:
    """A place by its angle, clockwise from the top."""
    return middle[0] + radius * sin(angle), middle[1] - radius * cos(angle)


def _spoke(middle: tuple[float, float], index: int) -> str:
    (x1, y1), (x2, y2) = (_at(middle, index * _SECTOR, radius) for radius in (_INNER, _OUTER))
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": RULE, "stroke-width": 1})


def _month(middle: tuple[float, float], index: int, name: str) -> str:
    """The name of a month along the rim, upright in the lower half too."""
    angle = (index + 0.5) * _SECTOR
    lower = pi / 2 < angle < 3 * pi / 2
    x, y = _at(middle, angle, _OUTER - _NAME_RING / 2 + (4 if lower else -4))
    turn = f"rotate({number(angle * 180 / pi + (180 if lower else 0))} {number(x)} {number(y)})"
    return element("g", {"transform": turn}, text(x, y, name, Style(size=12, bold=True, anchor="middle")))


def _signs(middle: tuple[float, float], month: int, entries: tuple[tuple[int, Entered], ...]) -> Iterator[str]:
    """The entries of a month in rows from the rim inwards; what does not fit is counted in the last place."""
    places = tuple(_places(middle, month, len(entries)))
    shown = entries if len(entries) <= len(places) else entries[: len(places) - 1]
    for (rank, entry), (x, y) in zip(shown, places, strict=False):
        yield sign(x, y, state=entry.state, label=str(rank))
    if more := len(entries) - len(shown):
        x, y = places[-1]
        yield text(x, y + 4, f"+{more}", Style(size=11, bold=True, anchor="middle"))


def _places(middle: tuple[float, float], month: int, wanted: int) -> Iterator[tuple[float, float]]:
    radius = _OUTER - _NAME_RING - 15
    while wanted > 0 and radius > _INNER + _ROOM / 2:
        row = min(wanted, int((radius * _SECTOR - 4) // _ROOM))
        for index in range(row):
            angle = (month - 0.5) * _SECTOR + (index - (row - 1) / 2) * _ROOM / radius
            yield _at(middle, angle, radius)
        wanted -= row
        radius -= _ROOM
