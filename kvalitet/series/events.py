"""Series of events: how many a month, or, where they are rare, how many days lie between them.

Which are watched: all together; each category at its place in the tree; each unit, and those above
it; each process; and the top of each branch of categories on each unit. A series needs eleven
events, which leave ten distances between them. A coarser one is left out where a finer one holds
more than four fifths of it: the same events would say the same thing twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kvalitet.model.dates import Period, months_on
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.series.reorganisation import Heirs, heirs
from kvalitet.series.serie import LONGEST, Gathered, Happening, Reading, Serie, Topic, empty, in_phase
from kvalitet.stats.anhoj import ENOUGH
from kvalitet.stats.choose import Measure
from kvalitet.views.frekvenser import periods_from

FEWEST = ENOUGH + 1
"""The fewest events that a series can be judged by: ten distances lie between them."""

_SAME = 0.8


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was reported: its record, the day, and what it can be counted by; empty where not said."""

    id: str
    day: date
    unit: str
    category: str
    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of events: the kind, the words for all of them together, and the list of its categories."""

    kind: str
    all: str
    codelist: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """A way to choose events: by category, unit or process; empty where all are meant."""

    category: str = ""
    unit: str = ""
    process: str = ""

    def fineness(self) -> tuple[str, ...]:
        """What puts coarse before fine: of two with the same events the last is kept."""
        named = sum(map(bool, (self.category, self.unit, self.process)))
        return (str(named), self.category, self.unit, self.process)


def event_series(register: Register, today: date, source: Source, events: Iterable[Event]) -> tuple[Serie, ...]:
    """The series of a source that are worth watching, with those that have too few events left as such."""
    known = sorted((event for event in events if event.day < today), key=lambda event: (event.day, event.id))
    months = _months(register, today, known)
    if not months:
        return ()
    inside = [event for event in known if months[0].first <= event.day <= months[-1].last]
    return tuple(_Gatherer(register, heirs(register), source, months).series(inside))


def _months(register: Register, today: date, events: list[Event]) -> tuple[Period, ...]:
    """The whole months that are over, from the register's start or the first event, the latest of them."""
    first = max(register.settings.starts or date.min, events[0].day.replace(day=1)) if events else today
    first = first if first.day == 1 else months_on(first.replace(day=1), 1)
    found: list[Period] = []
    for month in periods_from(first, "M"):
        if month.last >= today:
            break
        found.append(month)
    return tuple(found[-LONGEST:])


@dataclass(frozen=True, slots=True)
class _Gatherer:
    """What all series of one source have in common."""

    register: Register
    heirs: Heirs
    source: Source
    months: tuple[Period, ...]

    def series(self, events: list[Event]) -> Iterator[Serie]:
        """Every series worth watching."""
        cuts: dict[_Cut, list[Event]] = {}
        inside: set[tuple[_Cut, _Cut]] = set()
        for event in events:
            pairs = self._pairs(event)
            inside.update(pairs)
            for cut in {_Cut(), *(fine for fine, _ in pairs)}:
                cuts.setdefault(cut, []).append(event)
        sizes = {cut: len(held) for cut, held in cuts.items()}
        told = {coarse for fine, coarse in inside if sizes[fine] >= FEWEST and sizes[fine] > _SAME * sizes[coarse]}
        once: dict[tuple[str, ...], _Cut] = {}
        for cut in sorted(cuts.keys() - told, key=_Cut.fineness):
            ids = tuple(event.id for event in cuts[cut])
            # few events are many combinations of one or two: those are told apart only to be counted
            once[ids if len(ids) >= FEWEST else (*ids, *cut.fineness()[1:])] = cut
        for cut in once.values():
            yield self._serie(cut, cuts[cut])

    def _pairs(self, event: Event) -> list[tuple[_Cut, _Cut]]:
        """Each way to count the event, with a coarser one that holds all of it."""
        categories = [_Cut(category=code) for code in self._branch(event.category)]
        units = [_Cut(unit=unit) for unit in (self.heirs.above(event.unit) if event.unit else ())]
        pairs = [*pairwise([*categories, _Cut()]), *pairwise([*units, _Cut()])]
        if event.process:
            pairs.append((_Cut(process=event.process), _Cut()))
        if categories and units:
            both = _Cut(category=categories[-1].category, unit=units[0].unit)
            pairs += ((both, categories[-1]), (both, units[0]))
        return pairs

    def _branch(self, category: str) -> tuple[str, ...]:
        """A category and those above it, the nearest first."""
        codes = self.register.codes.get(self.source.codelist)
        found: list[str] = []
        while category and category not in found:
            found.append(category)
            known = codes.codes.get(category) if codes else None
            category = (known.parent if known else None) or ""
        return tuple(found)

    def _serie(self, cut: _Cut, events: list[Event]) -> Serie:
        topic = self._topic(cut)
        months = [
            month
            for month in self.months
            if not cut.unit or self.heirs.since(cut.unit) <= month.first <= month.last <= self.heirs.until(cut.unit)
        ]
        breaks = self.heirs.breaks(cut.unit) if cut.unit else ()
        if len(events) < FEWEST or not months:
            there = counted(len(events), "händelse", "händelser")
            return empty(topic, f"{there}, och minst {FEWEST} behövs för att skilja slump från mönster.")
        held = in_phase(breaks, months[0].first, months[-1].last)
        return counted_or_timed(topic, months, events, held)

    def _topic(self, cut: _Cut) -> Topic:
        what = self.source.all
        if cut.category:
            what = self.register.label(self.source.codelist, cut.category)
        if cut.process:
            found = self.register.by_id.get(cut.process)
            what = f"{self.source.all}, {found.title if found else cut.process}"
        return Topic(
            source=self.source.kind,
            what=what,
            unit=cut.unit or None,
            category=cut.category or None,
            process=cut.process or None,
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
    if choice.measure is not Measure.TIME_BETWEEN:
        return counts.serie(choice)
    between = Gathered(topic=topic, readings=_between(events), measure=Measure.TIME_BETWEEN, breaks=breaks)
    timed = between.chosen()
    rare = f"Tiden mellan{choice.why.partition(' över tiden mellan')[2]}"
    return between.serie(replace(timed, why=f"{rare} {timed.why}"))


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
