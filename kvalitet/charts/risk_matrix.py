"""A risk matrix: likelihood against consequence, with the value and the number of risks in each cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kvalitet.charts.legend import Entry, legend
from kvalitet.charts.lettering import LINE, SMALL, Style, column, fitted, heading, space, text, text_width, wrapped
from kvalitet.charts.palette import INK, PAPER, band_fill, ink_on
from kvalitet.charts.svg import MARGIN, WIDTH, Attributes, Block, Sheet, element
from kvalitet.model.diagram import Diagram
from kvalitet.model.wording import capital, counted, number_text

Counts = Mapping[tuple[int, int], int]
"""How many risks there are in a cell, by the values of likelihood and consequence."""

_NAMES = 104.0
_CELL_HEIGHT = 48.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a scale: its value and its label."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """A level of risk: the values from `low` to `high`, and what it is called."""

    low: int
    high: int
    label: str


@dataclass(frozen=True, kw_only=True)
class RiskMatrix:
    """Risks on two scales, from the lowest step. The value of a cell is likelihood times consequence.

    `bands` are the levels from the lowest. `after` is where the risks are after measures; None where
    that is not told.
    """

    key: str
    title: str
    likelihood: tuple[Step, ...]
    consequence: tuple[Step, ...]
    bands: tuple[Band, ...]
    before: Counts
    after: Counts | None = None

    def __post_init__(self) -> None:
        """Refuse scales without steps, and counts that are in no cell or under zero: a ValueError."""
        if not self.likelihood or not self.consequence:
            raise ValueError("a risk matrix has steps on both scales")
        cells = {(up.value, along.value) for up in self.likelihood for along in self.consequence}
        for counts in (self.before, self.after or {}):
            if strange := sorted(place for place, number in counts.items() if place not in cells or number < 0):
                raise ValueError(f"no count of risks in the cell {strange[0]}")

    def band(self, value: int) -> int | None:
        """Which band a value is in, None where no band covers it."""
        return next((rank for rank, band in enumerate(self.bands) if band.low <= value <= band.high), None)

    def number_in(self, place: tuple[int, int]) -> str:
        """The number of risks in a cell, before and after where both are told: "3", "3 → 1"."""
        before = number_text(self.before.get(place, 0))
        return before if self.after is None else f"{before} → {number_text(self.after.get(place, 0))}"

    @property
    def description(self) -> str:
        """The matrix for who cannot see it: how many risks, on which levels, before and after."""
        size = f"{len(self.likelihood)} × {len(self.consequence)}"
        said = [f"Riskmatris {size} med sannolikhet och konsekvens.", self._told(self.before, "")]
        if self.after is not None:
            said = [said[0], self._told(self.before, "Före åtgärder: "), self._told(self.after, "Efter åtgärder: ")]
        return " ".join(said)

    def _told(self, counts: Counts, when: str) -> str:
        total = sum(counts.values())
        by_band = [0] * len(self.bands)
        for (up, along), number in sorted(counts.items()):
            if (rank := self.band(up * along)) is not None:
                by_band[rank] += number
        levels = [
            f"{band.label.lower()} {number_text(number)}"
            for band, number in reversed(tuple(zip(self.bands, by_band, strict=True)))
            if number
        ]
        if outside := total - sum(by_band):
            levels.append(f"utan nivå {number_text(outside)}")
        there = counted(total, "risk", "risker") if total else "inga risker"
        spread = f" ({', '.join(levels)})" if levels else ""
        sentence = f"{when}{there}{spread}."
        return capital(sentence)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """A row for each likelihood, from the highest; in each cell the number and the value."""
        return tuple(
            (
                f"{up.value} {up.label}",
                *(f"{self.number_in((up.value, to.value))} (värde {up.value * to.value})" for to in self.consequence),
            )
            for up in reversed(self.likelihood)
        )


def risk_matrix(spec: RiskMatrix) -> Diagram:
    """The matrix as a picture, as a table and in words."""
    told = "Antal risker" if spec.after is None else "Antal risker före → efter åtgärder"
    sheet = Sheet(
        key=spec.key,
        title=spec.title,
        description=spec.description,
        blocks=(
            *heading(spec.title, f"{told}; överst i rutan riskvärdet, sannolikhet × konsekvens."),
            _grid(spec),
            space(6),
            legend(_entries(spec)),
        ),
    )
    return sheet.diagram(("Sannolikhet", *(f"{to.value} {to.label}" for to in spec.consequence)), spec.rows)


def _grid(spec: RiskMatrix) -> Block:
    width = _width(spec)
    left, head = MARGIN + _NAMES, SMALL.size * 1.6
    names = [wrapped(f"{along.value} {along.label}", width - 6, SMALL, lines=4) for along in spec.consequence]
    under = max(map(len, names)) * SMALL.size * LINE + 10

    def draw(top: float) -> Iterator[str]:
        yield text(MARGIN, top + SMALL.size, "Sannolikhet", Style(size=11, bold=True))
        for row, up in enumerate(reversed(spec.likelihood)):
            y = top + head + row * _CELL_HEIGHT
            name = wrapped(f"{up.value} {up.label}", _NAMES - 10, SMALL, lines=3)
            yield from column(MARGIN, y + (_CELL_HEIGHT - len(name) * SMALL.size * LINE) / 2, name, SMALL)
            for place, along in enumerate(spec.consequence):
                yield from _cell(spec, (up.value, along.value), (left + place * width, y, width))
        bottom = top + head + len(spec.likelihood) * _CELL_HEIGHT
        yield text(MARGIN, bottom + 5 + SMALL.size, "Konsekvens", Style(size=11, bold=True))
        for place, name in enumerate(names):
            yield from column(left + (place + 0.5) * width, bottom + 5, name, Style(size=11, anchor="middle"))

    return Block(head + len(spec.likelihood) * _CELL_HEIGHT + under, draw)


def _cell(spec: RiskMatrix, place: tuple[int, int], box: tuple[float, float, float]) -> Iterator[str]:
    """A cell: its value and level at the top, the number of risks in the middle."""
    x, y, width = box
    value = place[0] * place[1]
    rank = spec.band(value)
    fill = PAPER if rank is None else band_fill(rank, len(spec.bands))
    ink = ink_on(fill)
    frame: Attributes = {
        "x": x + 1,
        "y": y + 1,
        "width": width - 2,
        "height": _CELL_HEIGHT - 2,
        "fill": fill,
        "stroke": INK,
        "stroke-width": 0.8,
    }
    yield element("rect", frame)
    small = Style(size=11, colour=ink)
    yield text(x + 5, y + 14, str(value), small)
    if rank is not None:
        level = spec.bands[rank].label if _named(spec) else f"N{rank + 1}"
        yield text(x + width - 5, y + 14, level, Style(size=11, colour=ink, anchor="end"))
    yield from _number(spec, place, box, ink)


def _number(spec: RiskMatrix, place: tuple[int, int], box: tuple[float, float, float], ink: str) -> Iterator[str]:
    """The number of risks in a cell, large where there are any; on two lines where one is too short."""
    x, y, width = box
    some = bool(spec.before.get(place, 0) or (spec.after or {}).get(place, 0))
    number = spec.number_in(place)
    for size in (18 if some else 13, 13):
        style = Style(size=size, colour=ink, bold=some, anchor="middle")
        if text_width(number, style) <= width - 6:
            yield text(x + width / 2, y + 37, number, style)
            return
    for line, words in enumerate(number.replace(" →", "\n→").split("\n")):
        yield text(x + width / 2, y + 28 + 15 * line, fitted(words, width - 4, style), style)


def _named(spec: RiskMatrix) -> bool:
    """Whether the names of all levels fit in the cells; else the levels are numbered, as the legend says."""
    highest = str(spec.likelihood[-1].value * spec.consequence[-1].value)
    room = _width(spec) - 16 - text_width(highest, SMALL)
    return all(text_width(band.label, SMALL) <= room for band in spec.bands)


def _width(spec: RiskMatrix) -> float:
    """How wide a cell is."""
    return (WIDTH - 2 * MARGIN - _NAMES) / len(spec.consequence)


def _entries(spec: RiskMatrix) -> Iterator[Entry]:
    for rank, band in enumerate(spec.bands):
        span = str(band.low) if band.low == band.high else f"{band.low}–{band.high}"
        fill = band_fill(rank, len(spec.bands))
        number = "" if _named(spec) else f"N{rank + 1} "
        yield Entry(f"{number}{band.label} ({span})", partial(_swatch, fill=fill))


def _swatch(x: float, y: float, fill: str) -> str:
    box: Attributes = {
        "x": x - 10,
        "y": y - 6,
        "width": 20,
        "height": 12,
        "fill": fill,
        "stroke": INK,
        "stroke-width": 0.8,
    }
    return element("rect", box)
