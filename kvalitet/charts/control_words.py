"""What a run or control chart says, in words: its rules, its signals, its description and its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, pairwise
from math import isfinite

from kvalitet.charts.axis import Axis
from kvalitet.charts.plot import Event
from kvalitet.charts.target import Target
from kvalitet.charts.wording import first_of, latest_of
from kvalitet.model.wording import capital, counted, number_text
from kvalitet.stats.anhoj import ENOUGH
from kvalitet.stats.chart import Chart, ChartKind, Mark, Part

_MEDIAN = frozenset({ChartKind.RUN, ChartKind.G})
_NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A computed chart read aloud, with its numbers written as on its axis."""

    chart: Chart
    axis: Axis
    unit: str
    breaks: tuple[Event, ...] = ()
    changes: tuple[Event, ...] = ()
    target: Target | None = None

    @property
    def kind(self) -> str:
        """What the chart is called."""
        return capital(self.chart.kind.swedish)

    @property
    def rules(self) -> str:
        """The rules the chart is judged by: a run chart has no limits, and ranges make no runs."""
        named = {ChartKind.RUN: "Anhøj", ChartKind.MR: "3 sigma"}
        return f"Regler: {named.get(self.chart.kind, 'Anhøj och 3 sigma')}"

    @property
    def centre_name(self) -> str:
        """What the centre line is."""
        if self.chart.kind is ChartKind.T:
            return "Mittlinje"
        return "Median" if self.chart.kind in _MEDIAN else "Medel"

    @property
    def last(self) -> Mark | None:
        """The last point with lines in the last phase: with limits where any has them."""
        if not self.chart.parts:
            return None
        marks = self.chart.parts[-1].marks
        return next((mark for mark in reversed(marks) if mark.upper is not None), marks[-1])

    @property
    def phases(self) -> tuple[Event, ...]:
        """Where each phase after the first begins, with its reason where one is given."""
        reasons = {event.at: event.text for event in self.breaks}
        return tuple(Event(part.start, reasons.get(part.start, "")) for part in self.chart.parts[1:])

    def phase_words(self, event: Event) -> str:
        """A new phase as a note: when, its level, and why."""
        before, part = next(pair for pair in pairwise(self.chart.parts) if pair[1].start == event.at)
        why = f": {event.text}" if event.text else ""
        level = "" if part.centre is None else f"{self.centre_name.lower()} {self.axis.value_text(part.centre)}"
        if level and before.centre is not None:
            level += f", i fasen före {self.axis.value_text(before.centre)}"
        level = f" ({level})" if level else ""
        return f"Ny fas från {self._label(event.at)}{level}{why}"

    def change_words(self, event: Event) -> str:
        """A change as a note: when and what."""
        return f"Insats {self._label(event.at)}: {event.text}"

    @property
    def verdict(self) -> str:
        """The signals, or why there are none."""
        found = [sentence for part in self.chart.parts for sentence in self._signals(part)]
        if found:
            return f"{'Signal' if len(found) == 1 else 'Signaler'}: {'; '.join(found)}."
        if not any(mark.y is not None for mark in self.chart.marks):
            return "Inget att bedöma: inga värden."
        if self.chart.kind is ChartKind.MR or any(part.runs.judged for part in self.chart.parts):
            return f"Inga signaler: variationen kan förklaras av slumpen.{self._last_unjudged}"
        if max(part.runs.useful for part in self.chart.parts) < ENOUGH:
            return f"Serien bedöms inte: i en fas behövs minst {ENOUGH} mätpunkter som inte ligger på mittlinjen."
        return "Serien bedöms inte: mittlinjen har inte punkter på båda sidor."

    @property
    def _last_unjudged(self) -> str:
        judged = self.chart.kind is ChartKind.MR or self.chart.parts[-1].runs.judged
        return "" if judged else " Den sista fasen är för kort för att bedömas."

    def _signals(self, part: Part) -> Iterator[str]:
        runs = part.runs
        where = f" (fasen från {part.marks[0].label})" if len(self.chart.parts) > 1 else ""
        if runs.shift:
            row = f"lång serie med {runs.longest} punkter i följd på samma sida"
            yield f"{row}, högst {runs.longest_allowed} är väntat{where}"
        if runs.few:
            yield f"mittlinjen korsas {_times(runs.crossings)}, minst {runs.crossings_demanded} är väntat{where}"
        if part.beyond:
            yield f"utanför styrgränserna: {self._named(part.beyond)}"

    def _named(self, indices: tuple[int, ...]) -> str:
        return first_of([self._label(index) for index in indices], _NAMED_AT_MOST)

    @property
    def description(self) -> str:
        """The chart for who cannot see it: what it spans, its level, its latest value and its signals."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        there = [index for index, mark in enumerate(self.chart.marks) if mark.y is not None]
        if not there:
            yield f"{self.kind} utan värden. {self.unit}."
            return
        span = self._label(there[0]) if len(there) == 1 else f"{self._label(there[0])} till {self._label(there[-1])}"
        yield f"{self.kind} med {counted(len(there), 'värde', 'värden')}, {span}. {self.unit}."
        if missing := len(self.chart.marks) - len(there):
            yield f"{capital(counted(missing, 'mätpunkt', 'mätpunkter'))} saknar värde."
        yield from self._level()
        latest = self.chart.marks[there[-1]].y
        yield f"Senaste värdet är {self.axis.value_text(latest)} ({self._label(there[-1])})."
        if self.target is not None:
            yield self.target.sentence(self.axis, latest)
        yield self.verdict
        yield from latest_of([self.phase_words(event) for event in self.phases])
        yield from latest_of([self.change_words(event) for event in self.changes])

    def _level(self) -> Iterator[str]:
        last = self.last
        if last is None or last.centre is None:
            return
        name = {"Median": "Medianen", "Medel": "Medelvärdet"}.get(self.centre_name, "Mittlinjen")
        where = " i den sista fasen" if len(self.chart.parts) > 1 else ""
        yield f"{name} är {self.axis.value_text(last.centre)}{where}."
        if last.lower is not None:
            lower, upper = self.axis.value_text(last.lower), self.axis.value_text(last.upper)
            yield f"Styrgränserna är {lower} till {upper} vid den sista mätpunkten."

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns of the table; those for limits and denominators only where there are any."""
        return tuple(compress(self._columns, self._used))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """A row for each point."""
        notes = dict(self._notes())
        return tuple(
            tuple(compress(self._cells(mark, notes.get(index, "")), self._used))
            for index, mark in enumerate(self.chart.marks)
        )

    @property
    def _columns(self) -> tuple[str, ...]:
        return ("Mätpunkt", "Värde", "Bas", self.centre_name, "Undre styrgräns", "Övre styrgräns", "Anmärkning")

    @property
    def _used(self) -> tuple[bool, ...]:
        marks = self.chart.marks
        limits, based = any(mark.upper is not None for mark in marks), any(mark.n is not None for mark in marks)
        return (True, True, based, True, limits, limits, True)

    def _cells(self, mark: Mark, note: str) -> tuple[str, ...]:
        value, *lines = map(self.axis.value_text, (mark.y, mark.centre, mark.lower, mark.upper))
        return (mark.label, value, _base(mark.n), *lines, note)

    def _notes(self) -> Iterator[tuple[int, str]]:
        """What is said of each point that something is said of."""
        phases = {event.at: f"ny fas{f': {event.text}' if event.text else ''}" for event in self.phases}
        for index, mark in enumerate(self.chart.marks):
            said = (
                phases.get(index, ""),
                *(f"insats: {event.text}" for event in self.changes if event.at == index),
                "värde saknas" if mark.y is None else "",
                "undantagen" if mark.excluded else "",
                "utanför styrgränserna" if mark.beyond else "",
                "del av lång serie" if mark.shift else "",
            )
            yield index, ", ".join(filter(None, said))

    def _label(self, index: int) -> str:
        return self.chart.marks[index].label


def _base(n: float | None) -> str:
    if n is None or not isfinite(n):
        return "–"
    return number_text(int(n)) if n == int(n) else number_text(n)


def _times(number: int) -> str:
    return "en gång" if number == 1 else "inte alls" if number == 0 else f"{number} gånger"
