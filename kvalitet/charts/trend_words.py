"""What a trend says, in words: its description and its table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kvalitet.charts.axis import Axis
from kvalitet.charts.plot import Event
from kvalitet.charts.target import Target
from kvalitet.charts.wording import latest_of
from kvalitet.model.wording import capital, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendReading:
    """A trend read aloud. `series` are the outcome and then what it is compared with, each with its name."""

    axis: Axis
    unit: str
    periods: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    target: Target | None = None
    breaks: tuple[Event, ...] = ()
    changes: tuple[Event, ...] = ()

    def break_words(self, event: Event) -> str:
        """A break as a note: from when, and why."""
        return f"Tidsseriebrott från {self.periods[event.at]}{f': {event.text}' if event.text else ''}"

    def change_words(self, event: Event) -> str:
        """A change as a note: when and what."""
        return f"Insats {self.periods[event.at]}: {event.text}"

    @property
    def description(self) -> str:
        """The trend for who cannot see it: what it spans, its first and latest values, target and comparison."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        (name, values), *others = self.series
        there = _there(values)
        if there:
            span = self.periods[there[0]] + (f" till {self.periods[there[-1]]}" if len(there) > 1 else "")
            yield f"Trend med {counted(len(there), 'värde', 'värden')}, {span}. {self.unit}."
        else:
            yield f"Trend utan värden. {self.unit}."
        if there and (missing := len(values) - len(there)):
            yield f"{capital(counted(missing, 'period', 'perioder'))} saknar värde."
        yield from self._ends(name, values)
        if self.target is not None:
            yield self.target.sentence(self.axis, values[there[-1]] if there else None)
        for each, compared in others:
            yield from self._ends(each, compared)
        yield from latest_of([self.break_words(event) for event in self.breaks])
        yield from latest_of([self.change_words(event) for event in self.changes])

    def _ends(self, name: str, values: Sequence[float | None]) -> Iterator[str]:
        there = _there(values)
        if not there:
            return
        latest = f"{self.axis.value_text(values[there[-1]])} ({self.periods[there[-1]]})"
        if len(there) == 1:
            yield f"{capital(name)}: {latest}."
        else:
            yield f"{capital(name)}: från {self.axis.value_text(values[there[0]])} till {latest}."

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns of the table."""
        aim = () if self.target is None else ("Mål",)
        return ("Period", *(name for name, _ in self.series), *aim, "Anmärkning")

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """A row for each period."""
        aim = () if self.target is None else (self.axis.level_text(self.target.value),)
        return tuple(
            (
                period,
                *(self.axis.value_text(values[index]) for _, values in self.series),
                *aim,
                self._note(index),
            )
            for index, period in enumerate(self.periods)
        )

    def _note(self, index: int) -> str:
        said = (
            *(f"tidsseriebrott: {event.text}" for event in self.breaks if event.at == index),
            *(f"insats: {event.text}" for event in self.changes if event.at == index),
            *(("värde saknas",) if self.series[0][1][index] is None else ()),
        )
        return ", ".join(said)


def _there(values: Sequence[float | None]) -> list[int]:
    return [index for index, value in enumerate(values) if value is not None]
