"""How long something takes, when not all of it is finished yet.

What is still open has taken at least as long as it has been open: it is censored there. To leave it out, or
to count it as finished, makes the times too short. Kaplan and Meier, Journal of the American Statistical
Association 1958, 53(282):457–481.

Tools differ in what they call a quantile. Here it is the first time at which the share still open is no larger
than 1 − p: inf {t: S(t) ≤ 1 − p}. Where S is exactly 1 − p over a stretch, others take its middle. Without
anything open it is the smallest of the values that at least p of all do not exceed.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

_ROUNDING = 1e-12


class Time(NamedTuple):
    """How long something took, or (`open`) has taken so far, in any unit."""

    length: float
    open: bool = False


class Step(NamedTuple):
    """The share that takes longer than a time, from that time on."""

    length: float
    left: float


def survival(times: Iterable[Time]) -> Iterator[Step]:
    """The Kaplan–Meier curve: a step for each time at which something was finished.

    What is open at a time at which something else was finished was still at risk then.
    Raises ValueError for a time below zero.
    """
    ordered = sorted(times)
    if ordered and ordered[0].length < 0:
        raise ValueError(f"the time {ordered[0].length} is below zero")
    at_risk, left = len(ordered), 1.0
    for length, group in groupby(ordered, key=lambda time: time.length):
        here = list(group)
        finished = sum(not time.open for time in here)
        if finished:
            left *= 1 - finished / at_risk
            yield Step(length, left)
        at_risk -= len(here)


def quantile(times: Iterable[Time], p: float) -> float | None:
    """The time within which the share p is finished; None while so many are not.

    Raises ValueError for a p that is not between 0 and 1, both left out.
    """
    if not 0 < p < 1:
        raise ValueError(f"{p} is not between 0 and 1")
    return next((step.length for step in survival(times) if step.left <= 1 - p + _ROUNDING), None)
