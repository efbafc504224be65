"""A series of points, how it is cut into phases, and what each kind of chart demands of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

FEWEST = 2
"""The number of values that lines can rest on at all."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period, event or measurement: its label, its value or numerator, and its denominator.

    `y` is None for a gap, a period without a value. `n` is None where there is no denominator.
    """

    label: str
    y: float | None
    n: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phasing:
    """How a series is cut; every number is an index into it, from 0.

    A new phase begins at each of `breaks`: an intervention, or a break in the definition of the
    series. `freeze` is how many of the first points that alone carry the lines of the first phase.
    `exclude` are points with a known cause of their own, left out of lines and runs.
    """

    breaks: Collection[int] = ()
    freeze: int | None = None
    exclude: Collection[int] = ()

    def phases(self, length: int) -> tuple[range, ...]:
        """The indices of each phase of a series so long; none for an empty one.

        Raises ValueError for an index outside the series and for a freeze that does not hold at
        least two points of the first phase.
        """
        if strange := [index for index in self.exclude if not 0 <= index < length]:
            raise ValueError(f"no point {strange[0]} to exclude in a series of {length}")
        if strange := [index for index in self.breaks if not 0 < index < length]:
            raise ValueError(f"no phase can begin at {strange[0]} in a series of {length}")
        ends = sorted({0, *self.breaks, length})
        if self.freeze is not None and not FEWEST <= self.freeze <= ends[min(1, length)]:
            raise ValueError(f"lines frozen on {self.freeze} points, not on two or more of the first phase")
        return tuple(range(start, stop) for start, stop in pairwise(ends))

    def baseline(self, phase: range) -> range:
        """The part of a phase its lines rest on, excluded points still among them."""
        return phase if phase.start or self.freeze is None else phase[: self.freeze]


WHOLE = Phasing()
"""One phase, all points counted."""


def numbers(points: Iterable[Point]) -> tuple[float | None, ...]:
    """What is plotted of measured values: y, or y over n in a series that has denominators.

    Raises ValueError for what is not a finite number, for denominators that are not over zero and
    where some values have a denominator and others have none.
    """
    series = tuple(points)
    for point in series:
        _finite(point)
    if not any(point.n is not None for point in series if point.y is not None):
        return tuple(point.y for point in series)
    return tuple(None if point.y is None else point.y / denominator(point) for point in series)


def counts(points: Iterable[Point]) -> tuple[float | None, ...]:
    """What is plotted of counts: y. Raises ValueError for what is not a whole number from 0."""
    return tuple(_count(point) for point in points)


def times(points: Iterable[Point]) -> tuple[float | None, ...]:
    """What is plotted of times between events: y. Raises ValueError for what is not over zero."""
    for point in (series := tuple(points)):
        _finite(point)
        if point.y is not None and point.y <= 0:
            raise ValueError(f"{point.label}: a t chart takes times over zero, a g chart whole ones; got {point.y}")
    return tuple(point.y for point in series)


def rates(points: Iterable[Point]) -> tuple[float | None, ...]:
    """What is plotted of counts per denominator: y over n.

    Raises ValueError for counts that are not whole numbers from 0 and denominators not over zero.
    """
    return tuple(None if (y := _count(point)) is None else y / denominator(point) for point in points)


def shares(points: Iterable[Point]) -> tuple[float | None, ...]:
    """What is plotted of shares: y over n, from 0 to 1.

    Raises ValueError as `rates` does, and for numerators over their denominators.
    """
    plotted = rates(series := tuple(points))
    for point, share in zip(series, plotted, strict=True):
        if share is not None and share > 1:
            raise ValueError(f"{point.label}: the numerator {point.y} is over the denominator {point.n}")
    return plotted


def denominator(point: Point) -> float:
    """The denominator of a point. Raises ValueError unless it is a number over zero."""
    if point.n is None or not isfinite(point.n) or point.n <= 0:
        raise ValueError(f"{point.label}: the denominator is {point.n}, not over zero; without one the value is a gap")
    return point.n


def _finite(point: Point) -> None:
    if point.y is not None and not isfinite(point.y):
        raise ValueError(f"{point.label}: {point.y} is not a number that can be plotted")


def _count(point: Point) -> float | None:
    _finite(point)
    if point.y is not None and (point.y < 0 or point.y != int(point.y)):
        raise ValueError(f"{point.label}: {point.y} is not a count, a whole number from 0")
    return point.y
