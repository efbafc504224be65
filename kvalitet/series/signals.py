"""Judges all series of a register together: which have a signal, and which of these chance does not explain.

A signal in a chart is a possible one. Among many series chance alone gives some, so those that are
told as patterns are only the ones that survive when the false discovery rate is held: of what is
told, no more than a stated share is expected to be chance (Benjamini and Hochberg 1995).

Series overlap (a ward, its clinic, a category on both), so their probabilities are not independent.
What they share they share with the same sign: an event adds to every series that it belongs to.
Under such positive dependence the procedure holds (Benjamini and Yekutieli, Annals of Statistics
2001, 29(4):1165–1188, theorem 1.2). That is not proved for probabilities that look both ways, as
these do; the tests hold it by simulation, with series that overlap as those of a register.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from math import fsum

from kvalitet.model.register import Register
from kvalitet.series.serie import Reading, Serie
from kvalitet.series.watch import watched
from kvalitet.stats.chart import Signal
from kvalitet.stats.discovery import adjusted
from kvalitet.stats.evidence import Evidence, weigh

FALSE_AT_MOST = 0.05
"""The share of the patterns told that may be chance, where the register has not chosen another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of a series that was judged.

    `rate` is the false discovery rate at which it still counts as a pattern; `pattern` whether that
    is within what is allowed. `same` are the patterns that rest mostly on the same records as this
    stronger one.
    """

    serie: Serie
    evidence: Evidence
    signals: tuple[Signal, ...]
    rate: float
    pattern: bool
    same: tuple["Verdict", ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings that the signals tell of; none without a signal."""
        return tuple(self.serie.readings[index] for index in self.evidence.points)

    @property
    def rising(self) -> bool:
        """Whether there are more (events), or higher values, than before."""
        return self.evidence.rising is not self.serie.between

    @property
    def ids(self) -> tuple[str, ...]:
        """What the readings rest on, each once, in order."""
        return tuple(dict.fromkeys(chain.from_iterable(reading.ids for reading in self.readings)))

    @property
    def events(self) -> tuple[str, ...]:
        """The ids without the event that the first distance is counted from: that one belongs to what was before."""
        return self.ids[1:] if self.serie.between else self.ids


@dataclass(frozen=True, kw_only=True)
class Survey:
    """All series of a register, judged: the verdicts, and the series that were too short for one.

    `allowed` is the share of the patterns that may be chance.
    """

    verdicts: tuple[Verdict, ...]
    short: tuple[Serie, ...]
    allowed: float

    @cached_property
    def patterns(self) -> tuple[Verdict, ...]:
        """What chance does not explain, the strongest first, each told once."""
        return _told_once([each for each in self.verdicts if each.pattern])

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The other series with a signal."""
        return tuple(each for each in self.verdicts if each.signals and not each.pattern)

    @property
    def by_chance(self) -> float:
        """How many of the judged would be expected to have a signal if nothing had changed."""
        return fsum(each.evidence.alarm for each in self.verdicts)

    def within(self, units: Collection[str]) -> "Survey":
        """What the survey says of some units; the judgement stands, for it was made among all series."""
        return Survey(
            verdicts=tuple(each for each in self.verdicts if each.serie.topic.unit in units),
            short=tuple(serie for serie in self.short if serie.topic.unit in units),
            allowed=self.allowed,
        )


def survey(register: Register, today: date) -> Survey:
    """The survey of a register on a day."""
    return register.once((survey, today), lambda: judged(watched(register, today), false_at_most(register)))


def false_at_most(register: Register) -> float:
    """The share of the patterns told that may be chance."""
    chosen = register.settings.data.get("signaler")
    found = chosen.get("falska_högst") if isinstance(chosen, dict) else None
    return found if isinstance(found, int | float) else FALSE_AT_MOST


def judged(series: tuple[Serie, ...], allowed: float) -> Survey:
    """The survey of series, of whose patterns no more than the share allowed may be chance."""
    charts = [(serie, serie.chart) for serie in series if serie.chart]
    weighed = [weigh(chart, serie.points) for serie, chart in charts]
    rates = adjusted([evidence.chance for evidence in weighed])
    verdicts = tuple(
        Verdict(
            serie=serie,
            evidence=evidence,
            signals=chart.signals,
            rate=rate,
            pattern=bool(chart.signals) and rate <= allowed,
        )
        for (serie, chart), evidence, rate in zip(charts, weighed, rates, strict=True)
    )
    return Survey(verdicts=verdicts, short=tuple(serie for serie in series if not serie.chart), allowed=allowed)


def _told_once(patterns: list[Verdict]) -> tuple[Verdict, ...]:
    """The patterns, the strongest first; those that rest mostly on the records of a stronger one stand under it."""
    told: list[tuple[Verdict, frozenset[str], list[Verdict]]] = []
    for each in sorted(patterns, key=lambda verdict: (verdict.evidence.chance, verdict.serie.topic.key)):
        ids = frozenset(each.ids)
        same = next((under for other, held, under in told if _same(each, ids, other, held)), None)
        if same is None:
            told.append((each, ids, []))
        else:
            same.append(each)
    return tuple(replace(each, same=tuple(under)) for each, _, under in told)


def _same(one: Verdict, ids: frozenset[str], other: Verdict, held: frozenset[str]) -> bool:
    shared = 2 * len(ids & held) > min(len(ids), len(held))
    return shared and one.rising is other.rising
