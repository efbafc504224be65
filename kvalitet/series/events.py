"""Series of events: how many a month, or, where they are rare, how many days lie between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kvalitet.model.dates import Period, months_on
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.series.cuts import FEWEST, Cut, Event, cut
from kvalitet.series.reorganisation import Heirs, heirs
from kvalitet.series.serie import LONGEST, Gathered, Happening, Reading, Serie, Topic, empty, in_phase
from kvalitet.stats.choose import Measure
from kvalitet.views.frekvenser import periods_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of events: the kind, the words for all of them together, and the list of its categories."""

    kind: str
    all: str
    codelist: str


def event_series(register: Register, today: date, source: Source, events: Iterable[Event]) -> tuple[Serie, ...]:
    """The series of a source that are worth watching, with those that have too few events left as such."""
    known = tuple(event for event in events if event.day < today)
    months = _months(register, today, min((event.day for event in known), default=today))
    if not months:
        return ()
    inside = (event for event in known if months[0].first <= event.day <= months[-1].last)
    making = _Making(register, heirs(register), source, months)
    cuts = cut(inside, making.heirs, register.codes.get(source.codelist))
    return tuple(making.serie(each, held) for each, held in cuts)


def _months(register: Register, today: date, earliest: date) -> tuple[Period, ...]:
    """The whole months that are over, from the register's start or the first event, the latest of them."""
    first = max(register.settings.starts or date.min, earliest.replace(day=1))
    first = first if first.day == 1 else months_on(first.replace(day=1), 1)
    found: list[Period] = []
    for month in periods_from(first, "M"):
        if month.last >= today:
            break
        found.append(month)
    return tuple(found[-LONGEST:])


@dataclass(frozen=True, slots=True)
class _Making:
    """What all series of one source have in common."""

    register: Register
    heirs: Heirs
    source: Source
    months: tuple[Period, ...]

    def serie(self, chosen: Cut, events: list[Event]) -> Serie:
        """The series of a cut."""
        topic = self._topic(chosen)
        months = [
            month
            for month in self.months
            if not chosen.unit
            or self.heirs.since(chosen.unit) <= month.first <= month.last <= self.heirs.until(chosen.unit)
        ]
        breaks = self.heirs.breaks(chosen.unit) if chosen.unit else ()
        if len(events) < FEWEST or not months:
            there = counted(len(events), "händelse", "händelser")
            return empty(topic, f"{there}, och minst {FEWEST} behövs för att skilja slump från mönster.")
        held = in_phase(breaks, months[0].first, months[-1].last)
        return counted_or_timed(topic, months, events, held)

    def _topic(self, chosen: Cut) -> Topic:
        what = self.source.all
        if chosen.category:
            what = self.register.label(self.source.codelist, chosen.category)
        if chosen.process:
            found = self.register.by_id.get(chosen.process)
            what = f"{self.source.all}, {found.title if found else chosen.process}"
        return Topic(
            source=self.source.kind,
            what=what,
            unit=chosen.unit or None,
            category=chosen.category or None,
            process=chosen.process or None,
        )


def counted_or_timed(
    topic: Topic, months: Sequence[Period], events: Sequence[Event], breaks: tuple[Happening, ...] = ()
) -> Serie:
    """The series of events as counts a month, or as days between them where they are rare."""
    by_month: dict[tuple[int, int], list[str]] = {}
    for event in events:
        by_month.setdefault((event.day.year, event.day.month), []).append(event.id)
    readings = []
    for month in months:
        ids = tuple(by_month.get((month.first.year, month.first.month), ()))
        readings.append(Reading(label=month.label, first=month.first, last=month.last, y=len(ids), ids=ids))
    counts = Gathered(topic=topic, readings=tuple(readings), measure=Measure.COUNT, breaks=breaks)
    choice = counts.chosen()
    inside = sum(len(reading.ids) for reading in readings)
    if choice.measure is not Measure.TIME_BETWEEN and inside >= len(months):
        return counts.serie(choice)
    between = Gathered(topic=topic, readings=_between(events), measure=Measure.TIME_BETWEEN, breaks=breaks)
    timed = between.chosen()
    number, span = counted(len(events), "händelse", "händelser"), counted(len(months), "månad", "månader")
    why = f"Tiden mellan händelserna, eftersom de är sällsynta: {number} på {span}. {timed.why}"
    return between.serie(replace(timed, why=why))


def _between(events: Sequence[Event]) -> tuple[Reading, ...]:
    """The days from each event to the next."""
    return tuple(
        Reading(
            label=after.day.isoformat(),
            first=before.day,
            last=after.day,
            y=(after.day - before.day).days,
            ids=(before.id, after.id),
        )
        for before, after in pairwise(events)
    )
