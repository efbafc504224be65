"""Makes numbers of observations: how many, how many a month, how long, how large a share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.measures._measure import Observation, Shape
from kvalitet.stats.survival import Time, quantile

MONTH = 365.25 / 12
"""The days of a month, in a rate."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a measure gives: its name in keys, its Swedish words with the unit, and how it is made.

    `make` is given the observations and how many days they were gathered over. Where it gives None
    though there are observations, it is a time that has not been reached yet.
    """

    name: str
    label: str
    unit: str
    decimals: int
    make: Callable[[Sequence[Observation], int], float | None]


def _count(observations: Sequence[Observation], _: int) -> float:
    return len(observations)


def _rate(observations: Sequence[Observation], days: int) -> float:
    return len(observations) / (days / MONTH)


def _share(observations: Sequence[Observation], _: int) -> float | None:
    return 100 * sum(observation.met for observation in observations) / len(observations) if observations else None


def _within(p: float) -> Callable[[Sequence[Observation], int], float | None]:
    def make(observations: Sequence[Observation], _: int) -> float | None:
        return quantile((Time(each.days, each.open) for each in observations), p)

    return make


QUANTITIES: Mapping[Shape, tuple[Quantity, ...]] = {
    Shape.COUNT: (Quantity("antal", "antal", "st", 0, _count),),
    Shape.RATE: (Quantity("takt", "per månad", "st/månad", 1, _rate),),
    Shape.LEAD_TIME: (
        Quantity("median", "median, dagar", "dagar", 0, _within(0.5)),
        Quantity("percentil_90", "9 av 10, dagar", "dagar", 0, _within(0.9)),
    ),
    Shape.SHARE: (Quantity("andel", "andel, %", "%", 1, _share),),
}
"""The numbers of each kind of measure. Half of the cases are done within the median, nine of ten within the other."""
