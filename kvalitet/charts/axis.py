"""The scale of values: round steps, where a value lies, and how numbers are written along it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from kvalitet.model.wording import MINUS, number_text

_STEPS_WANTED = 5
_FARTHEST = 1e100
_NOTHING = 1e-90
_ALIKE = 1e-9
_LARGE = 1e9
_MOST_DECIMALS = 5
_HUNDRED = 100
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A scale from `first` to `last` steps of `mantissa` times ten to the power of `exponent`.

    `decimals` is how many the values on it have, as far as they can be told apart by eye.
    """

    first: int
    last: int
    mantissa: int
    exponent: int
    decimals: int = 0

    @property
    def step(self) -> float:
        """The distance between two ticks."""
        return float(f"{self.mantissa}e{self.exponent}")

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values that are written along the axis, from the lowest."""
        return tuple(float(f"{index * self.mantissa}e{self.exponent}") for index in range(self.first, self.last + 1))

    def share(self, value: float) -> float:
        """How far up a value lies, 0 at the lowest tick and 1 at the highest."""
        return (value / self.step - self.first) / (self.last - self.first)

    def tick_text(self, value: float) -> str:
        """A tick as it is written: with the decimals that the step needs."""
        return self._written(value, max(0, -self.exponent))

    def value_text(self, value: float | None) -> str:
        """A value as it is written: with the decimals of the series, or with one more than the step.

        Nothing, and a hundred where the step has no decimals, are written without: "0", "100".
        """
        if value is None:
            return "–"
        if value == 0 or (value == _HUNDRED and self.exponent >= 0):
            return self._written(value, 0)
        as_they_are = round(value, self.decimals) == value
        return self._written(value, self.decimals if as_they_are else _finest(self.exponent))

    def level_text(self, value: float) -> str:
        """A level that someone has chosen as it is written: with the decimals that it has itself."""
        return self._written(value, _decimals(value, max(self.decimals, _finest(self.exponent))))

    def _written(self, value: float, decimals: int) -> str:
        largest = max(abs(self.first), abs(self.last)) * self.step
        if largest < _LARGE and decimals <= _MOST_DECIMALS:
            return number_text(value, decimals)
        if not value:
            return "0"
        mantissa, _, exponent = f"{abs(value):.2e}".partition("e")
        written = mantissa.rstrip("0").rstrip(".").replace(".", ",")
        return f"{MINUS if value < 0 else ''}{written}·10{str(int(exponent)).translate(_RAISED)}"


def axis(values: Iterable[float], lines: Iterable[float] = ()) -> Axis:
    """The scale that holds all values and lines.

    It starts at 0 unless that would hide the differences: where no value is negative and the lowest
    is under half of the highest. Raises ValueError for what is not a finite number, and beyond 1e100.
    """
    measured = tuple(values)
    every = (*measured, *lines)
    if strange := [value for value in every if not isfinite(value) or abs(value) > _FARTHEST]:
        raise ValueError(f"no chart reaches {strange[0]}")
    whole = all(value == int(value) for value in measured)
    low, high = _span(min(every, default=0.0), max(every, default=0.0))
    mantissa, exponent = _step((high - low) / _STEPS_WANTED)
    if whole and exponent < 0:
        mantissa, exponent = 1, 0
    step = float(f"{mantissa}e{exponent}")
    first, last = floor(low / step + _ALIKE), ceil(high / step - _ALIKE)
    decimals = max((_decimals(value, _finest(exponent)) for value in measured), default=0)
    return Axis(first=first, last=max(last, first + 1), mantissa=mantissa, exponent=exponent, decimals=decimals)


def _finest(exponent: int) -> int:
    """The most decimals that say something beside a step: one more than it has itself."""
    return max(1, 1 - exponent)


def _decimals(value: float, most: int) -> int:
    return next((decimals for decimals in range(most) if round(value, decimals) == value), most)


def _span(low: float, high: float) -> tuple[float, float]:
    if max(abs(low), abs(high)) < _NOTHING:
        return 0.0, 1.0
    if 0 <= low < high / 2:
        return 0.0, high
    if high - low <= _ALIKE * max(abs(low), abs(high)):
        return (0.0, 1.25 * high) if high > 0 else (1.25 * low, 0.0)
    return low, high


def _step(least: float) -> tuple[int, int]:
    """The smallest of 1, 2 and 5 times a power of ten that is not under `least`."""
    exponent = floor(log10(least))
    for mantissa in (1, 2, 5):
        if least <= float(f"{mantissa}e{exponent}") * (1 + _ALIKE):
            return mantissa, exponent
    return 1, exponent + 1
