"""A computed chart: its phases, the points with their lines, and the signals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kvalitet.stats.anhoj import Runs


class ChartKind(StrEnum):
    """The kinds of chart, by their usual letters."""

    RUN = "run"
    I = "i"  # noqa: E741 - the chart is called so
    MR = "mr"
    C = "c"
    U = "u"
    P = "p"
    U_PRIME = "u′"
    P_PRIME = "p′"
    G = "g"
    T = "t"

    @property
    def swedish(self) -> str:
        """What the chart is called in Swedish."""
        return "seriediagram" if self is ChartKind.RUN else f"{self.value.upper()}-diagram"


class Signal(StrEnum):
    """What tells pattern from chance: a long run, few crossings, a point outside the limits."""

    SHIFT = "shift"
    CROSSINGS = "crossings"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point as it is plotted, with the lines at its place; None where there is none.

    `y` is the plotted value: a count, a ratio, a range. `beyond` is whether it lies outside the
    limits, `shift` whether it belongs to a run longer than chance explains.
    """

    label: str
    y: float | None
    n: float | None = None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    excluded: bool = False
    beyond: bool = False
    shift: bool = False

    def scaled(self, factor: float) -> "Mark":
        """The point with value and lines multiplied."""

        def times(value: float | None) -> float | None:
            return None if value is None else value * factor

        return replace(
            self, y=times(self.y), centre=times(self.centre), lower=times(self.lower), upper=times(self.upper)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A phase: where it starts in the series, its points, its centre line and its runs.

    `baseline` is how many values the lines rest on. `centre` is None when they are fewer than two.
    """

    start: int
    marks: tuple[Mark, ...]
    centre: float | None
    baseline: int
    runs: Runs

    @property
    def beyond(self) -> tuple[int, ...]:
        """The points outside the limits, as indices into the whole series."""
        return tuple(index for index, mark in enumerate(self.marks, self.start) if mark.beyond)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The signals of the phase; none where chance explains it."""
        found = {Signal.SHIFT: self.runs.shift, Signal.CROSSINGS: self.runs.few, Signal.BEYOND: bool(self.beyond)}
        return tuple(signal for signal, there in found.items() if there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of one kind over a series, phase by phase; no parts where the series is empty."""

    kind: ChartKind
    parts: tuple[Part, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All points, in the order of the series."""
        return tuple(self._marks())

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The signals found in any phase."""
        return tuple(signal for signal in Signal if any(signal in part.signals for part in self.parts))

    def scaled(self, factor: float) -> "Chart":
        """The chart with values and lines multiplied: per 1 000 instead of per one.

        Raises ValueError for a factor that is not over zero.
        """
        if not factor > 0:
            raise ValueError(f"a chart cannot be scaled by {factor}")
        parts = (
            replace(
                part,
                marks=tuple(mark.scaled(factor) for mark in part.marks),
                centre=None if part.centre is None else part.centre * factor,
            )
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))

    def _marks(self) -> Iterator[Mark]:
        for part in self.parts:
            yield from part.marks
