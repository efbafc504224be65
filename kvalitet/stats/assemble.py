"""From a series and a way to fit lines to a chart: what all kinds of chart have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kvalitet.stats.anhoj import SAME, count_runs, side
from kvalitet.stats.chart import Chart, ChartKind, Mark, Part
from kvalitet.stats.points import FEWEST, Phasing, Point

Limits = tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The centre line of a phase, and the limits as they depend on a point's denominator."""

    centre: float
    limits: Callable[[float | None], Limits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a chart is made of: the points, what is plotted of each, and how the lines are fitted.

    `fit` gets the baseline of a phase: its points in order, gaps among them, excluded ones not,
    and at least two values.
    """

    kind: ChartKind
    points: Sequence[Point]
    plotted: Sequence[float | None]
    fit: Callable[[Sequence[Point]], Lines]


def assemble(series: Series, phasing: Phasing) -> Chart:
    """The chart of a series. Raises ValueError for a phasing that does not suit its length."""
    phases = phasing.phases(len(series.points))
    return Chart(kind=series.kind, parts=tuple(_part(series, phasing, phase) for phase in phases))


def _part(series: Series, phasing: Phasing, phase: range) -> Part:
    excluded = frozenset(phasing.exclude)
    # a gap stays where it is even when excluded: nothing is measured across it
    base = [i for i in phasing.baseline(phase) if i not in excluded or series.plotted[i] is None]
    values = sum(series.plotted[i] is not None for i in base)
    lines = series.fit([series.points[i] for i in base]) if values >= FEWEST else None
    counted = (series.plotted[i] for i in phase if i not in excluded)
    scale = max((abs(y) for y in counted if y is not None), default=0.0)
    sides = [_side(series.plotted[i], lines, scale) if i not in excluded else 0 for i in phase]
    # a line with the baseline on one side of it divides nothing: which side a point is on is no chance
    divides = {-1, 1} <= {sides[i - phase.start] for i in base}
    runs = count_runs(sides, applies=divides and series.kind is not ChartKind.MR)
    marks = (
        replace(
            _mark(series.points[i], series.plotted[i], lines, scale),
            excluded=i in excluded,
            shift=runs.shift and i - phase.start in runs.members,
        )
        for i in phase
    )
    centre = lines.centre if lines else None
    return Part(start=phase.start, marks=tuple(marks), centre=centre, baseline=values, runs=runs)


def _side(y: float | None, lines: Lines | None, scale: float) -> int:
    return 0 if y is None or lines is None else side(y, lines.centre, scale)


def _mark(point: Point, y: float | None, lines: Lines | None, scale: float) -> Mark:
    plain = Mark(label=point.label, y=y, n=point.n)
    if lines is None:
        return plain
    limits, tolerance = lines.limits(point.n), SAME * scale
    if limits is None or limits[1] - limits[0] <= tolerance:
        return replace(plain, centre=lines.centre)
    lower, upper = limits
    beyond = y is not None and not lower - tolerance <= y <= upper + tolerance
    return replace(plain, centre=lines.centre, lower=lower, upper=upper, beyond=beyond)
