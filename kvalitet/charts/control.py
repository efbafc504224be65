"""Run and control charts: values about their centre line, with limits, phases, gaps and signals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kvalitet.charts.axis import Axis, axis
from kvalitet.charts.control_words import Reading
from kvalitet.charts.legend import Entry, legend, notes
from kvalitet.charts.lettering import heading, paragraph, space
from kvalitet.charts.palette import INK, MUTED
from kvalitet.charts.plot import Event, Field, Label, Plot, Sign, empty_note
from kvalitet.charts.signs import (
    CENTRE_LINE,
    GAP_LINE,
    LIMIT_LINE,
    TARGET_LINE,
    VALUE_LINE,
    dot,
    excluded,
    excluded_outside,
    in_run,
    outside,
)
from kvalitet.charts.svg import Sheet
from kvalitet.charts.target import Target
from kvalitet.model.diagram import Diagram
from kvalitet.stats.chart import Chart, Mark


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """A computed chart to draw. `unit` says what is counted: "Fall per 1 000 vårddygn".

    `breaks` say why the phases of the chart begin, by the index of their first point. `changes` are
    what was done to change the outcome, by the index of the point they came with.
    """

    key: str
    title: str
    unit: str
    chart: Chart
    breaks: tuple[Event, ...] = ()
    changes: tuple[Event, ...] = ()
    target: Target | None = None

    def __post_init__(self) -> None:
        """Refuse what does not fit the chart: a ValueError."""
        starts = {part.start for part in self.chart.parts[1:]}
        if strange := [event for event in self.breaks if event.at not in starts]:
            raise ValueError(f"no phase begins at {strange[0].at}")
        if strange := [event for event in self.changes if not 0 <= event.at < len(self.chart.marks)]:
            raise ValueError(f"no point {strange[0].at} to mark a change at")

    @cached_property
    def axis(self) -> Axis:
        """The scale that all values and lines fit on."""
        marks = self.chart.marks
        lines = (line for mark in marks for line in (mark.centre, mark.lower, mark.upper) if line is not None)
        aims = () if self.target is None else (self.target.value,)
        return axis((mark.y for mark in marks if mark.y is not None), (*lines, *aims))

    @cached_property
    def reading(self) -> Reading:
        """The chart in words."""
        return Reading(
            chart=self.chart, axis=self.axis, unit=self.unit,
            breaks=self.breaks, changes=self.changes, target=self.target,
        )  # fmt: skip

    @cached_property
    def plot(self) -> Plot:
        """The field to draw in."""
        marks = self.chart.marks
        return Plot(
            axis=self.axis,
            unit=self.unit,
            periods=tuple(mark.label for mark in marks),
            labels=tuple(self._labels()),
            breaks=tuple(replace(event, text=self.reading.phase_words(event)) for event in self.reading.phases),
            changes=tuple(replace(event, text=self.reading.change_words(event)) for event in self.changes),
            gaps=tuple(index for index, mark in enumerate(marks) if mark.y is None),
        )

    def _labels(self) -> Iterator[Label]:
        """The levels of the last phase, and the target."""
        if (last := self.reading.last) is not None:
            named = (
                (self.reading.centre_name, last.centre, INK),
                ("ÖSG", last.upper, MUTED),
                ("USG", last.lower, MUTED),
            )
            for name, value, colour in named:
                if value is not None:
                    yield Label(value=value, name=name, written=self.axis.value_text(value), colour=colour)
        if self.target is not None:
            yield self.target.label(self.axis)


def control_chart(spec: ControlChart) -> Diagram:
    """The chart as a picture, with its numbers and what it shows in words."""
    reading, plot = spec.reading, spec.plot
    drawn = _drawing(spec) if any(mark.y is not None for mark in spec.chart.marks) else empty_note("Inga värden")
    sheet = Sheet(
        key=spec.key,
        title=spec.title,
        description=reading.description,
        blocks=(
            *heading(spec.title, f"{reading.kind}. {reading.rules}."),
            plot.block(drawn),
            space(10),
            legend(_entries(spec)),
            paragraph(reading.verdict),
            *notes(plot.notes),
        ),
    )
    return sheet.diagram(reading.headings, reading.rows)


def _drawing(spec: ControlChart) -> Callable[[Field], Iterator[str]]:
    def drawn(field: Field) -> Iterator[str]:
        if spec.target is not None:
            yield field.level(spec.target.value, TARGET_LINE)
        for part in spec.chart.parts:
            yield from field.steps([mark.lower for mark in part.marks], part.start, LIMIT_LINE)
            yield from field.steps([mark.upper for mark in part.marks], part.start, LIMIT_LINE)
            yield from field.steps([part.centre] * len(part.marks), part.start, CENTRE_LINE)
        for part in spec.chart.parts:
            yield from field.polyline([mark.y for mark in part.marks], part.start, VALUE_LINE)
        marks = spec.chart.marks
        yield from field.signs([mark.y for mark in marks], lambda index: _sign(marks[index]))

    return drawn


def _sign(mark: Mark) -> Sign:
    """A point outside the limits is drawn as one even when it belongs to a long run."""
    if mark.excluded:
        return excluded_outside if mark.beyond else excluded
    return outside if mark.beyond else in_run if mark.shift else dot


def _entries(spec: ControlChart) -> Iterator[Entry]:
    """What the signs mean, those alone that are there."""
    marks = spec.chart.marks
    signs = {_sign(mark) for mark in marks if mark.y is not None}
    named = {
        dot: Entry("Värde", dot, VALUE_LINE),
        in_run: Entry("Del av lång serie", in_run),
        outside: Entry("Utanför styrgränserna", outside),
        excluded: Entry("Undantaget värde", excluded),
        excluded_outside: Entry("Undantaget värde utanför gränserna", excluded_outside),
    }
    yield from (entry for sign, entry in named.items() if sign in signs)
    if any(part.centre is not None for part in spec.chart.parts):
        yield Entry(spec.reading.centre_name, line=CENTRE_LINE)
    if any(mark.upper is not None for mark in marks):
        yield Entry("Styrgränser (ÖSG, USG)", line=LIMIT_LINE)
    if spec.target is not None:
        yield Entry("Mål", line=TARGET_LINE)
    if any(mark.y is None for mark in marks):
        yield Entry("Värde saknas", line=GAP_LINE)
