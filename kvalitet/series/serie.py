"""A series: numbers over time with the records behind each, and the chart that suits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.stats.chart import Chart, ChartKind
from kvalitet.stats.charts import draw
from kvalitet.stats.choose import Choice, Measure, choose
from kvalitet.stats.points import Phasing, Point

LONGEST = 36
"""The number of the latest periods that are watched: three years of months. What changed before that is history."""

BETWEEN = frozenset({Measure.TIME_BETWEEN, Measure.CASES_BETWEEN})
"""What lies between events: lower numbers mean more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One point: the days it covers, its number (and denominator), and what in the register it rests on.

    `ids` are ids of records, or addresses within one. `y` is None for a gap.
    """

    label: str
    first: date
    last: date
    y: float | None
    n: float | None = None
    ids: tuple[str, ...] = ()

    @property
    def point(self) -> Point:
        """The point as numbers alone."""
        return Point(self.label, self.y, self.n)


@dataclass(frozen=True, slots=True)
class Happening:
    """A day on which something was done or changed, and what."""

    day: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a series is about: its source (a kind), the words for it, and what it is cut by; None where by nothing.

    `record` is the record that the numbers stand in, None where they are counted from many.
    """

    source: str
    what: str
    unit: str | None = None
    record: str | None = None
    category: str | None = None
    process: str | None = None
    group: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from other series, and puts them in order."""
        cuts = (self.record, self.category, self.process, self.unit, self.group)
        return (self.source, *(cut or "" for cut in cuts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """A series with its chart. `chart` is None where there is too little to judge, and `why` says so.

    `breaks` are days from which the numbers are made in another way, each of which begins a phase;
    `marks` are days on which something was done that may show.
    """

    topic: Topic
    readings: tuple[Reading, ...]
    measure: Measure
    kind: ChartKind
    why: str
    chart: Chart | None
    breaks: tuple[Happening, ...] = ()
    marks: tuple[Happening, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The readings as numbers alone."""
        return tuple(reading.point for reading in self.readings)

    @property
    def between(self) -> bool:
        """Whether it holds what lies between events, so that lower numbers mean more of them."""
        return self.measure in BETWEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a source hands over: readings in order of time, and what is known of them."""

    topic: Topic
    readings: tuple[Reading, ...]
    measure: Measure
    breaks: tuple[Happening, ...] = ()
    marks: tuple[Happening, ...] = ()
    declared: ChartKind | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The readings as numbers alone."""
        return tuple(reading.point for reading in self.readings)

    @property
    def phasing(self) -> Phasing:
        """The phases that the breaks cut the readings into."""
        return Phasing(breaks=sorted({index for day in self.breaks if (index := self._index(day.day))}))

    def _index(self, day: date) -> int:
        """The first reading that lies wholly after a break; 0 where none does, or all do."""
        return next((index for index, reading in enumerate(self.readings) if reading.first >= day), 0)

    def serie(self, choice: Choice) -> Serie:
        """The series with the chart that was chosen for it."""
        chart = draw(choice.kind, self.points, self.phasing) if choice.judged else None
        return Serie(
            topic=self.topic,
            readings=self.readings,
            measure=choice.measure,
            kind=choice.kind,
            why=choice.why,
            chart=chart,
            breaks=self.breaks,
            marks=self.marks,
        )

    def chosen(self) -> Choice:
        """The chart that the numbers call for."""
        return choose(self.measure, self.points, self.phasing)


def empty(topic: Topic, why: str) -> Serie:
    """A series that holds too little to be gathered at all."""
    return Serie(topic=topic, readings=(), measure=Measure.COUNT, kind=ChartKind.RUN, why=why, chart=None)


def in_phase(breaks: Sequence[Happening], first: date, last: date) -> tuple[Happening, ...]:
    """The breaks that fall inside a stretch of days."""
    return tuple(each for each in breaks if first < each.day <= last)
