"""A trend: an outcome period by period, with its target and what it is compared with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise

from kvalitet.charts.axis import Axis, axis
from kvalitet.charts.legend import Entry, legend, notes
from kvalitet.charts.lettering import heading, space
from kvalitet.charts.palette import OTHERS, SERIES
from kvalitet.charts.plot import Event, Field, Label, Plot, Sign, empty_note
from kvalitet.charts.signs import GAP_LINE, TARGET_LINE, VALUE_LINE, dot, other, other_line
from kvalitet.charts.svg import Sheet
from kvalitet.charts.target import Target
from kvalitet.charts.trend_words import TrendReading
from kvalitet.model.diagram import Diagram

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A series to compare with, period by period as the outcome: the country, the year before."""

    name: str
    values: Values


@dataclass(frozen=True, kw_only=True)
class Trend:
    """An outcome to draw: a value for each period, None where there is none.

    `name` is what the outcome is called beside the ones it is compared with, three at most.
    `breaks` are where the series is no longer comparable with what it was before: no line joins
    what is on either side. `changes` are what was done to change the outcome.
    """

    key: str
    title: str
    unit: str
    periods: tuple[str, ...]
    values: Values
    name: str = "Utfall"
    compared: tuple[Compared, ...] = ()
    target: Target | None = None
    breaks: tuple[Event, ...] = ()
    changes: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        """Refuse series of different length, and more of them than can be told apart: a ValueError."""
        length = len(self.periods)
        if any(len(values) != length for values in (self.values, *(each.values for each in self.compared))):
            raise ValueError(f"a series does not have a value for each of {length} periods")
        if len(self.compared) > len(OTHERS):
            raise ValueError(f"{len(self.compared)} series to compare with cannot be told apart")
        if strange := [event for event in (*self.breaks, *self.changes) if not 0 <= event.at < length]:
            raise ValueError(f"no period {strange[0].at} to mark an event at")

    @cached_property
    def axis(self) -> Axis:
        """The scale that all values and the target fit on."""
        values = (*self.values, *(value for each in self.compared for value in each.values))
        aims = () if self.target is None else (self.target.value,)
        return axis((value for value in values if value is not None), aims)

    @cached_property
    def reading(self) -> TrendReading:
        """The trend in words."""
        return TrendReading(
            axis=self.axis,
            unit=self.unit,
            periods=self.periods,
            series=((self.name, self.values), *((each.name, each.values) for each in self.compared)),
            target=self.target,
            breaks=self.breaks,
            changes=self.changes,
        )

    @cached_property
    def plot(self) -> Plot:
        """The field to draw in."""
        return Plot(
            axis=self.axis,
            unit=self.unit,
            periods=self.periods,
            labels=tuple(self._labels()),
            breaks=tuple(replace(event, text=self.reading.break_words(event)) for event in self.breaks),
            changes=tuple(replace(event, text=self.reading.change_words(event)) for event in self.changes),
            gaps=tuple(index for index, value in enumerate(self.values) if value is None),
        )

    def _labels(self) -> Iterator[Label]:
        for (name, values), colour in zip(self.reading.series, (SERIES, *OTHERS), strict=False):
            if (latest := next((value for value in reversed(values) if value is not None), None)) is not None:
                yield Label(value=latest, name=name, written=self.axis.value_text(latest), colour=colour)
        if self.target is not None:
            yield self.target.label(self.axis)


def trend(spec: Trend) -> Diagram:
    """The trend as a picture, with its numbers and what it shows in words."""
    reading, plot = spec.reading, spec.plot
    some = any(value is not None for _, values in reading.series for value in values)
    sheet = Sheet(
        key=spec.key,
        title=spec.title,
        description=reading.description,
        blocks=(
            *heading(spec.title),
            plot.block(_drawing(spec) if some else empty_note("Inga värden")),
            space(10),
            legend(_entries(spec)),
            *notes(plot.notes),
        ),
    )
    return sheet.diagram(reading.headings, reading.rows)


def _drawing(spec: Trend) -> Callable[[Field], Iterator[str]]:
    def drawn(field: Field) -> Iterator[str]:
        if spec.target is not None:
            yield field.level(spec.target.value, TARGET_LINE)
        for index, each in enumerate(spec.compared):
            yield from field.polyline(each.values, 0, other_line(index))
            yield from field.signs(each.values, partial(_other, index))
        starts = sorted({0, len(spec.values), *(event.at for event in spec.breaks)})
        for start, stop in pairwise(starts):
            yield from field.polyline(spec.values[start:stop], start, VALUE_LINE)
        yield from field.signs(spec.values, lambda _: dot)

    return drawn


def _other(rank: int, _: int) -> Sign:
    return partial(other, rank)


def _entries(spec: Trend) -> Iterator[Entry]:
    yield Entry(spec.name, dot, VALUE_LINE)
    for index, each in enumerate(spec.compared):
        yield Entry(each.name, partial(other, index), other_line(index))
    if spec.target is not None:
        yield Entry("Mål", line=TARGET_LINE)
    if None in spec.values:
        yield Entry("Värde saknas", line=GAP_LINE)
