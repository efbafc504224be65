"""What chance gives, by simulation: how many are flagged when nothing changes, and how soon a doubling is found.

Series are of the sizes that registers have: counts of 0.3 to 10 a month, shares of 20 to 100, measured values
of even and of skew distributions, days between rare events. All from fixed seeds.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from math import exp, log, sqrt

import pytest

from kvalitet.model.dates import Period, period
from kvalitet.series.cuts import Event
from kvalitet.series.events import counted_or_timed
from kvalitet.series.measured import charted
from kvalitet.series.serie import Gathered, Reading, Serie, Topic
from kvalitet.series.signals import FALSE_AT_MOST, Survey, judged
from kvalitet.stats.choose import Measure
from tests.series.made import months

SIZES = (18, 24, 36)
ROUNDS = 400
REGISTERS = 20

TWENTY = FALSE_AT_MOST / 20
"""What the strongest of twenty series must come under to be told as a pattern."""


@cache
def calendar(count: int) -> tuple[Period, ...]:
    return tuple(found for month in months("2023-01", count) if (found := period(month)))


def poisson(chance: random.Random, mean: float) -> int:
    """A count of a mean, by the arrivals within it (Knuth)."""
    count, left = 0, mean
    while (left := left - chance.expovariate(1)) > 0:
        count += 1
    return count


def events(chance: random.Random, means: list[float], name: str = "") -> list[Event]:
    """Events at random in months of these means."""
    found = []
    for month, mean in zip(calendar(len(means)), means, strict=True):
        length = (month.last - month.first).days + 1
        found += [month.first + timedelta(days=chance.randrange(length)) for _ in range(poisson(chance, mean))]
    return [Event(f"{name}{number}", day, "", "", "") for number, day in enumerate(sorted(found))]


def of_events(made: list[Event], count: int, name: str = "händelser") -> Serie:
    return counted_or_timed(Topic(source="avvikelse", what=name), calendar(count), made)


def of_values(measure: Measure, rows: list[tuple[float, float | None]]) -> Serie:
    readings = tuple(
        Reading(label=month.label, first=month.first, last=month.last, y=y, n=n)
        for month, (y, n) in zip(calendar(len(rows)), rows, strict=True)
    )
    return charted(Gathered(topic=Topic(source="indikator", what="mått"), readings=readings, measure=measure))


def count(chance: random.Random, size: int) -> Serie:
    mean = exp(chance.uniform(log(0.3), log(10)))
    return of_events(events(chance, [mean] * size), size)


def rare(chance: random.Random, size: int) -> Serie:
    return of_events(events(chance, [chance.uniform(0.5, 0.95)] * size), size)


def share(chance: random.Random, size: int) -> Serie:
    part, base = chance.choice((0.5, 0.8, 0.9, 0.95)), chance.choice((20, 50, 100))
    rows: list[tuple[float, float | None]] = []
    for _ in range(size):
        n = max(5, round(chance.gauss(base, base / 6)))
        rows.append((sum(chance.random() < part for _ in range(n)), n))
    return of_values(Measure.SHARE, rows)


def even(chance: random.Random, size: int) -> Serie:
    return of_values(Measure.VALUE, [(chance.gauss(50, 8), None) for _ in range(size)])


def skew(chance: random.Random, size: int) -> Serie:
    return of_values(Measure.VALUE, [(chance.lognormvariate(2, 0.5), None) for _ in range(size)])


UNCHANGED: dict[str, Callable[[random.Random, int], Serie]] = {
    "counts": count,
    "rare": rare,
    "shares": share,
    "even values": even,
    "skew values": skew,
}


def seeded(*names: object) -> random.Random:
    return random.Random(" ".join(map(str, names)))  # noqa: S311  # chance is what is tried


def unchanged(kind: str) -> Survey:
    chance = seeded(kind)
    return judged(tuple(UNCHANGED[kind](chance, SIZES[turn % 3]) for turn in range(ROUNDS)), FALSE_AT_MOST)


def as_many_signals_as_said(survey: Survey) -> bool:
    """Whether no more charts have a signal than is said: three standard deviations are chance, a tenth is rounding."""
    signals = sum(bool(each.signals) for each in survey.verdicts)
    return abs(signals - survey.by_chance) <= 3 * sqrt(signals) + 0.1 * survey.by_chance


@pytest.mark.parametrize("kind", UNCHANGED)
def test_without_change_no_more_is_flagged_than_is_said(kind: str) -> None:
    survey = unchanged(kind)
    found = survey.verdicts
    assert len(found) > ROUNDS / 3
    for level in (0.1, 0.05, 0.01):
        assert sum(each.evidence.chance <= level for each in found) <= level * len(found)
    # limits of measured values follow no known distribution, and skew ones pass them oftener than is said
    assert as_many_signals_as_said(survey) or "values" in kind
    # there is one chance in twenty that any of them all is told; the seeds are fixed
    assert survey.patterns == ()


def a_register(chance: random.Random) -> tuple[list[Serie], set[str]]:
    """The series of eight wards and five categories that overlap as a register's do, and those that changed.

    On two wards one category doubles; every series that holds it has changed with it.
    """
    before, after = 24, 12
    size = before + after
    cells: dict[tuple[int, int], list[Event]] = {}
    changed: set[str] = set()
    for ward in range(8):
        for category in range(5):
            mean = exp(chance.uniform(log(0.3), log(4)))
            rises = category == 0 and ward < 2
            means = [4.0] * before + [8.0] * after if rises else [mean] * size
            cells[ward, category] = events(chance, means, f"{ward}-{category}-")
            changed |= {f"w{ward}", f"c{category}", f"{ward}-{category}", "all"} if rises else set()
    sums: dict[str, list[Event]] = {}
    for (ward, category), held in cells.items():
        for name in (f"w{ward}", f"c{category}", f"{ward}-{category}", "all"):
            sums.setdefault(name, []).extend(held)
    series = [of_events(sorted(held, key=lambda e: e.day), size, name) for name, held in sums.items() if len(held) > 10]
    return series, changed


def test_among_series_that_overlap_no_more_are_false_than_is_said() -> None:
    chance = seeded("en andel falska")
    shares: list[float] = []
    found = 0
    for _ in range(REGISTERS):
        series, changed = a_register(chance)
        told = [each.serie.topic.what for each in judged(tuple(series), FALSE_AT_MOST).verdicts if each.pattern]
        shares.append(sum(name not in changed for name in told) / max(1, len(told)))
        found += sum(name in {"0-0", "1-0"} for name in told)
    assert sum(shares) / len(shares) <= FALSE_AT_MOST
    assert found / (2 * REGISTERS) >= 0.7


def doublings(before: float, after: int) -> Iterator[tuple[bool, bool]]:
    """For each round whether a doubling gave a signal, and whether it would be told among twenty series."""
    chance = seeded("fördubbling", before, after)
    size = 36
    for _ in range(200):
        means = [before] * (size - after) + [2 * before] * after
        (verdict,) = judged((of_events(events(chance, means), size),), TWENTY).verdicts
        yield bool(verdict.signals), verdict.pattern


@pytest.mark.parametrize(("before", "signal_within", "pattern_within"), [(4.0, 12, 16), (10.0, 4, 6)])
def test_a_doubling_is_found_within_so_many_months(before: float, signal_within: int, pattern_within: int) -> None:
    signals = [signal for signal, _ in doublings(before, signal_within)]
    told = [pattern for _, pattern in doublings(before, pattern_within)]
    assert sum(signals) >= 0.8 * len(signals)
    assert sum(told) >= 0.8 * len(told)


def test_a_doubling_is_dated_near_the_month_in_which_it_came() -> None:
    chance = seeded("när")
    off = []
    for _ in range(100):
        (verdict,) = judged((of_events(events(chance, [10.0] * 26 + [20.0] * 10), 36),), TWENTY).verdicts
        off.append(abs(verdict.evidence.points[0] - 26) if verdict.pattern else 36)
    assert sum(distance <= 2 for distance in off) >= 80


def test_the_calendar_of_these_tests_is_whole() -> None:
    assert calendar(36)[-1].last == date(2025, 12, 31)
