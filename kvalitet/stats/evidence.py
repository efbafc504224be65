"""How strong the signals of a chart are: the probability that chance alone gives something as strange.

A chart gives a signal or none, and among many charts some give one by chance. What separates them
is how improbable a series is if nothing has changed. It is looked at from three sides, and that
there are three is paid for, so that the probability holds whichever of them speaks loudest
(Bonferroni, with four fifths of the weight on the first, for most real changes are of that kind):

* the change of level that the series most looks like (`shift`);
* the order of the points about the line: the longest run and the crossings (`arrangements`);
* the point furthest outside the limits, by the distribution that the chart assumes (`tails`).

A series that clearly varies more between neighbours than its distribution says has its sums and
points counted as so much less strange, as Laney's charts do with their limits. For measured values and
prime charts no distribution is known: there a single point proves nothing, and ranks tell the
change of level.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from kvalitet.stats.anhoj import side
from kvalitet.stats.arrangements import Sides, chance_of_alarm, chance_of_order
from kvalitet.stats.chart import Chart, ChartKind, Part, Signal
from kvalitet.stats.null import null_of
from kvalitet.stats.points import Point
from kvalitet.stats.shift import Shift, by_ranks, strongest

_RUNS = frozenset({Signal.SHIFT, Signal.CROSSINGS})

_MAIN, _ASIDE = 0.8, 0.1
"""How the weight is divided; together 1: the change of level, and each of the two other sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What chance has to say of a chart.

    `chance` is the probability of a series as strange, if nothing has changed; `alarm` that of any
    signal in the chart. `points` are the indices, within the series, of what the signals tell of:
    all from a change of level on, or those outside the limits; none without a signal. `rising` is
    whether they lie over the others.
    """

    chance: float
    alarm: float
    points: tuple[int, ...] = ()
    rising: bool = False


def weigh(chart: Chart, points: Iterable[Point]) -> Evidence:
    """The evidence of a chart over its points: that of its strangest phase, for each phase is a try."""
    series = tuple(points)
    judged = [part for part in chart.parts if part.runs.judged]
    weighed = [_weigh(chart.kind, part, series[part.start : part.start + len(part.marks)]) for part in judged]
    alarm = 1 - prod(1 - found.alarm for found in weighed)
    told = [found for found in weighed if found.points]
    best = min(told, key=lambda found: found.chance, default=None)
    if best is None:
        return Evidence(chance=1.0, alarm=alarm)
    chance = min(1.0, best.chance * len(weighed))
    return Evidence(chance=chance, alarm=alarm, points=best.points, rising=best.rising)


def _weigh(kind: ChartKind, part: Part, series: Sequence[Point]) -> Evidence:
    places = [i for i, mark in enumerate(part.marks) if mark.y is not None and not mark.excluded]
    null = null_of(kind, [part.marks[i] for i in places], [series[i] for i in places])
    values = [y for i in places if (y := part.marks[i].y) is not None]
    sides = _sides(values, part.centre or 0.0)
    alarm = 1 - (1 - float(chance_of_alarm(sides))) * (1 - null.outside())
    if not part.signals:
        return Evidence(chance=1.0, alarm=alarm)
    change = strongest(null.distances() or by_ranks(values), len(values))
    order = float(chance_of_order(sides, part.runs.longest, part.runs.crossings))
    point = null.furthest()
    shifted = change.chance if change else 1.0
    loudest = change if min(order / _ASIDE, shifted / _MAIN) <= point / _ASIDE else None
    points, rising = _told(part, places, loudest or (None if part.beyond else change))
    return Evidence(
        chance=min(1.0, shifted / _MAIN, order / _ASIDE, point / _ASIDE), alarm=alarm, points=points, rising=rising
    )


def _told(part: Part, places: Sequence[int], change: Shift | None) -> tuple[tuple[int, ...], bool]:
    """The points that the signals tell of, and whether they lie high."""
    if change and _RUNS.intersection(part.signals):
        return tuple(range(part.start + places[change.start], part.start + len(part.marks))), change.rising
    if not part.beyond:
        return (), False
    first = part.marks[part.beyond[0] - part.start]
    return part.beyond, (first.y or 0.0) > (first.centre or 0.0)


def _sides(values: Sequence[float], centre: float) -> Sides:
    """How many points are counted on each side of the line."""
    scale = max(map(abs, values), default=0.0)
    seen = [side(value, centre, scale) for value in values]
    return Sides(seen.count(1), seen.count(-1))
