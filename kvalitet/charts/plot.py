"""Values period by period: the field they are drawn in, its axes, gaps, lines and flags."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kvalitet.charts.axis import Axis
from kvalitet.charts.legend import Note
from kvalitet.charts.lettering import LINE, SMALL, Style, column, fitted, text, text_width, wrapped, wrapped_with
from kvalitet.charts.palette import GRID, MUTED, RULE
from kvalitet.charts.signs import BREAK_LINE, CHANGE_LINE, GAP_LINE, flag, flag_width
from kvalitet.charts.svg import INNER, MARGIN, WIDTH, Attributes, Block, element, number, points

_HEIGHT = 150.0
_UNDER_UNIT = 10.0
_LANE = 18.0
_PERIODS = 22.0
_LONGEST_PERIOD = 96.0
_LABEL_ROOM = 150.0
_TO_LABEL = 6.0
_CROWDED = 45
_AXIS_NUMBERS = Style(size=11, anchor="end")


Sign = Callable[[float, float, float], str]
"""Draws a value with its middle at a place, in a size."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened from the point with an index on, and what it was."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name and a value as written at the right end of a line, as near its height as there is room."""

    value: float
    name: str
    written: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Plot:
    """The field of a chart: its scale, the names of its periods, and what stands around it.

    `breaks` and `changes` are marked above it, numbered in their order in time.
    """

    axis: Axis
    unit: str
    periods: tuple[str, ...]
    labels: tuple[Label, ...] = ()
    breaks: tuple[Event, ...] = ()
    changes: tuple[Event, ...] = ()
    gaps: tuple[int, ...] = ()

    @cached_property
    def left(self) -> float:
        """Where the field begins."""
        numbers = max(text_width(self.axis.tick_text(tick), SMALL) for tick in self.axis.ticks)
        return MARGIN + max(numbers + 2 * _TO_LABEL, self._longest_period / 2)

    @cached_property
    def right(self) -> float:
        """Where the field ends."""
        words = max(
            (text_width(f"{label.name} {label.written}", SMALL) + _TO_LABEL + 1 for label in self.labels), default=0.0
        )
        return WIDTH - MARGIN - min(_LABEL_ROOM, max(words, self._longest_period / 2, 8.0))

    @cached_property
    def pitch(self) -> float:
        """The distance between two points."""
        return (self.right - self.left) / max(1, len(self.periods))

    @property
    def radius(self) -> float:
        """How large a point is: smaller where they are many."""
        return 3.0 if len(self.periods) <= _CROWDED else 2.2

    def x(self, index: int) -> float:
        """Where a point lies; half an index is half-way to the next."""
        return self.edge(index) + self.pitch / 2

    def edge(self, index: int) -> float:
        """Where the room of a point begins."""
        return self.left + self.pitch * index

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the flags mean, in their order."""
        return tuple(
            Note(str(rank), event.text, square) for rank, (event, square) in enumerate(self._events(), start=1)
        )

    def block(self, drawn: Callable[["Field"], Iterable[str]]) -> Block:
        """The field with what is drawn in it."""
        lanes = self._lanes()
        unit = wrapped(self.unit, INNER, SMALL)
        above = len(unit) * SMALL.size * LINE + _UNDER_UNIT + _LANE * (max(lanes, default=-1) + 1)

        def draw(top: float) -> Iterator[str]:
            field = Field(self, top + above)
            yield from column(MARGIN, top, unit, SMALL)
            yield from field.frame()
            yield from self._flags(top + above, lanes)
            yield from drawn(field)
            yield from field.label_texts()

        return Block(above + _HEIGHT + _PERIODS, draw)

    @cached_property
    def _longest_period(self) -> float:
        return min(_LONGEST_PERIOD, max((text_width(name, SMALL) for name in self.periods), default=0.0))

    def period_texts(self, y: float) -> Iterator[str]:
        """The names of the periods, as many as there is room for and always the last."""
        style = Style(size=SMALL.size, anchor="middle")
        every = max(1, int((self._longest_period + 8) // self.pitch + 1))
        for index in range(len(self.periods) - 1, -1, -every):
            yield text(self.x(index), y, fitted(self.periods[index], _LONGEST_PERIOD, SMALL), style)

    def _events(self) -> tuple[tuple[Event, bool], ...]:
        both = (*((event, True) for event in self.breaks), *((event, False) for event in self.changes))
        return tuple(sorted(both, key=lambda each: (each[0].at, not each[1])))

    def _place(self, event: Event, *, square: bool) -> float:
        """A phase begins between two points; a change is made where its point is."""
        return self.edge(event.at) if square else self.x(event.at)

    def _lanes(self) -> tuple[int, ...]:
        """For each flag how far up it must be not to cover the others."""
        ends: list[float] = []
        lanes = []
        for rank, (event, square) in enumerate(self._events(), start=1):
            x, half = self._place(event, square=square), flag_width(str(rank)) / 2
            lane = next((lane for lane, end in enumerate(ends) if end + 2 <= x - half), len(ends))
            ends[lane : lane + 1] = [x + half]
            lanes.append(lane)
        return tuple(lanes)

    def _flags(self, top: float, lanes: Sequence[int]) -> Iterator[str]:
        """The lines first, so that none runs over the number of another."""
        places = [
            (self._place(event, square=square), top - 9 - _LANE * lane, square)
            for (event, square), lane in zip(self._events(), lanes, strict=True)
        ]
        for x, y, square in places:
            line = BREAK_LINE if square else CHANGE_LINE
            yield element("line", {"x1": x, "y1": y, "x2": x, "y2": top + _HEIGHT, **line})
        for (x, y, square), note in zip(places, self.notes, strict=True):
            yield flag(x, y, note.label, square=square)


@dataclass(frozen=True, slots=True)
class Field:
    """A plot in its place on the sheet."""

    plot: Plot
    top: float

    @property
    def bottom(self) -> float:
        """The height of the lowest tick."""
        return self.top + _HEIGHT

    def y(self, value: float) -> float:
        """Where a value lies."""
        return self.bottom - _HEIGHT * self.plot.axis.share(value)

    def frame(self) -> Iterator[str]:
        """The ticks with their numbers, the axes, the gaps and the names of the periods."""
        plot = self.plot
        for tick in plot.axis.ticks:
            y = self.y(tick)
            colour = RULE if tick == 0 or y == self.bottom else GRID
            yield element("line", {"x1": plot.left, "y1": y, "x2": plot.right, "y2": y, "stroke": colour})
            yield text(plot.left - _TO_LABEL, y + 4, plot.axis.tick_text(tick), _AXIS_NUMBERS)
        for index in plot.gaps:
            x = plot.x(index)
            yield element("line", {"x1": x, "y1": self.top, "x2": x, "y2": self.bottom, **GAP_LINE})
        yield from plot.period_texts(self.bottom + 17)

    def polyline(self, values: Sequence[float | None], start: int, line: Attributes) -> Iterator[str]:
        """A line through the values from an index on, broken where one is missing."""
        for run in runs(values):
            if len(run) > 1:
                places = ((self.plot.x(start + i), self.y(value)) for i, value in run)
                yield element("polyline", {"points": points(places), **line})

    def signs(self, values: Sequence[float | None], sign: Callable[[int], Sign]) -> Iterator[str]:
        """A group with a sign for each value; `sign` tells which, by its index."""
        drawn = tuple(
            sign(index)(self.plot.x(index), self.y(value), self.plot.radius)
            for index, value in enumerate(values)
            if value is not None
        )
        if drawn:
            yield element("g", {"class": "varden"}, *drawn)

    def steps(self, values: Sequence[float | None], start: int, line: Attributes) -> Iterator[str]:
        """A line that is level over each point's room, broken where a value is missing."""
        for run in runs(values):
            place, level = run[0]
            path = [f"M{number(self.plot.edge(start + place))},{number(self.y(level))}"]
            for (_, before), (index, value) in pairwise(run):
                if number(self.y(before)) != number(self.y(value)):
                    path.append(f"H{number(self.plot.edge(start + index))}V{number(self.y(value))}")
            path.append(f"H{number(self.plot.edge(start + run[-1][0] + 1))}")
            yield element("path", {"d": "".join(path), **line})

    def level(self, value: float, line: Attributes) -> str:
        """A line over the whole width."""
        y = self.y(value)
        return element("line", {"x1": self.plot.left, "y1": y, "x2": self.plot.right, "y2": y, **line})

    def label_texts(self) -> Iterator[str]:
        """The words at the right, moved apart where they would cover each other."""
        labels = sorted(self.plot.labels, key=lambda label: (-label.value, label.name))
        places = spread([self.y(label.value) for label in labels], SMALL.size * 1.25, self.top, self.bottom)
        room = WIDTH - MARGIN - self.plot.right - _TO_LABEL
        for label, y in zip(labels, places, strict=True):
            (words,) = wrapped_with(label.name, label.written, room, SMALL, lines=1)
            yield text(self.plot.right + _TO_LABEL, y + 4, words, Style(size=SMALL.size, colour=label.colour))


def runs(values: Sequence[float | None]) -> Iterator[tuple[tuple[int, float], ...]]:
    """The values that stand next to each other, with their indices; a missing one parts them."""
    run: list[tuple[int, float]] = []
    for index, value in enumerate(values):
        if value is not None:
            run.append((index, value))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def spread(places: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights in order, moved as little as a pass down and one up need to be `apart`."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, top, moved[-1] + apart if moved else top))
    ceiling = bottom
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - apart
    return moved


def empty_note(words: str) -> Callable[[Field], Iterator[str]]:
    """What is drawn in a field that has nothing to show."""

    def drawn(field: Field) -> Iterator[str]:
        middle = (field.plot.left + field.plot.right) / 2
        yield text(middle, (field.top + field.bottom) / 2, words, Style(colour=MUTED, anchor="middle"))

    return drawn
