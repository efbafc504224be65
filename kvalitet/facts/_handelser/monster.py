"""Events over time: the control charts, and the patterns in them that chance does not explain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._indikatorer.serier import SHORT_MONTHS, Drawing, charted
from kvalitet.model.dates import days_on
from kvalitet.model.figure import Figure, Table
from kvalitet.model.wording import capital, date_text, listing
from kvalitet.series.cuts import FEWEST
from kvalitet.series.serie import Serie, Topic
from kvalitet.series.signals import Survey, Verdict, survey
from kvalitet.series.words import name, since, told

_CHARTS = 3
"""How many patterns are drawn; the others are told in words."""

_DOUBT = "Kan vara slump."


@dataclass(frozen=True, slots=True)
class Watched:
    """A kind of events to follow: its kind, what keys begin with, its noun in the plural, and a note to its charts."""

    kind: str
    prefix: str
    noun: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A pattern in words: what it is, what its signals say, what else shows the same, and what to find out."""

    name: str
    what: str
    same: str
    since: str
    rising: bool


@dataclass(frozen=True, slots=True)
class OverTime:
    """What is known of events over time: charts with their numbers, the keys of these, and the patterns."""

    found: Gathered
    charts: tuple[str, ...]
    patterns: tuple[Told, ...]


def over_time(reach: Reach, watched: Watched) -> OverTime:
    """The events within reach as they could be judged when the period was over, or can be today."""
    judged = surveyed(reach)
    verdicts = tuple(each for each in judged.verdicts if each.serie.topic.source == watched.kind)
    patterns = tuple(each for each in judged.patterns if each.serie.topic.source == watched.kind)
    widest = max(verdicts, key=lambda each: _size(each.serie), default=None)
    drawn = [*([widest] if widest else []), *patterns]
    unique = {each.serie.topic.key: each for each in drawn}
    charts = [_chart(reach, watched, each.serie) for each in list(unique.values())[: _CHARTS + 1]]
    short = sum(serie.topic.source == watched.kind for serie in judged.short)
    found = together(
        *charts,
        Gathered(
            (_table(reach, watched, verdicts, patterns),),
            (
                _number(f"{watched.prefix}.serier", verdicts),
                _number(f"{watched.prefix}.mönster", patterns),
                Figure(key=f"{watched.prefix}.serier.för_korta", value=short),
            ),
        ),
    )
    keys = tuple(diagram.key for diagram in found.diagrams)
    return OverTime(found, keys, tuple(_told(reach, watched, each) for each in patterns))


def surveyed(reach: Reach) -> Survey:
    """What all series together say of the units within reach, as it was known when the day described was over."""
    judged = survey(reach.register, days_on(reach.day, 1))
    return judged if reach.units is None else judged.within(reach.units)


def _size(serie: Serie) -> int:
    return len({name for reading in serie.readings for name in reading.ids})


def _number(key: str, verdicts: Sequence[Verdict]) -> Figure:
    ids = {name for each in verdicts for reading in each.serie.readings for name in reading.ids}
    return Figure(key=key, value=len(verdicts), ids=tuple(sorted(ids)))


def _chart(reach: Reach, watched: Watched, serie: Serie) -> Gathered:
    topic = serie.topic
    parts = [part for part in (topic.category, topic.process, topic.unit) if part]
    between = f"Dagar mellan {watched.noun}"
    how = Drawing(
        key=".".join((watched.prefix, "över_tid", *(parts or ("alla",)))),
        title=_named(reach, watched, topic),
        unit=between if serie.between else f"{capital(watched.noun)} per månad",
    )
    drawn = charted(reach, _in_words(serie), how)
    tables = (replace(table, note=f"{table.note} {watched.note}".strip()) for table in drawn.tables)
    return Gathered(tuple(tables), drawn.figures, drawn.diagrams)


def _named(reach: Reach, watched: Watched, topic: Topic) -> str:
    """What the series is called; the unit is left out where it is the whole of what the report is about."""
    if topic.unit and topic.unit == _whole(reach, watched):
        topic = replace(topic, unit=None)
    return name(reach.register, topic)


def _whole(reach: Reach, watched: Watched) -> str | None:
    """The unit asked for; for a report about all units the lowest that has all events below it."""
    if reach.scope.unit:
        return reach.scope.unit
    organisation = reach.register.organisation
    lines = [[u.id for u in organisation.above(record.unit or "")] for record in reach.register.of(watched.kind)]
    return next((unit for unit in lines[0] if all(unit in line for line in lines)), None) if lines else None


def _in_words(serie: Serie) -> Serie:
    """The series with the days of its points as people write them; what lies between events is named by a day."""
    if not serie.between or serie.chart is None:
        return serie
    names = {reading.label: _short(reading.last) for reading in serie.readings}
    parts = (
        replace(part, marks=tuple(replace(mark, label=names.get(mark.label, mark.label)) for mark in part.marks))
        for part in serie.chart.parts
    )
    readings = (replace(reading, label=names[reading.label]) for reading in serie.readings)
    return replace(serie, readings=tuple(readings), chart=replace(serie.chart, parts=tuple(parts)))


def _short(day: date) -> str:
    """A day as it fits below a chart: "17 okt 2026"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def _table(reach: Reach, watched: Watched, verdicts: Sequence[Verdict], patterns: Sequence[Verdict]) -> Table:
    """What was found of each series that shows anything beside the patterns told; those that show none are named."""
    ordered = sorted(verdicts, key=lambda each: (not each.pattern, not each.signals, -_size(each.serie)))
    telling = [each for each in ordered if (each.pattern or each.signals) and each not in patterns]
    quiet = "; ".join(
        _named(reach, watched, each.serie.topic) for each in ordered if not (each.pattern or each.signals)
    )
    none = f"Inget annat än vad slumpen ger syns i: {quiet}." if quiet else ""
    few = f"Serier med färre än {FEWEST} händelser prövas inte: de säger för lite."
    rule = (
        "Ett mönster är ett tecken som slumpen sällan ger, också när så många serier prövas på en gång. ”Kan vara "
        "slump” står där slumpen ensam ger några sådana tecken bland så många serier."
    )
    return Table(
        key=f"{watched.prefix}.serier",
        caption="Vad som syns i varje serie",
        headings=("Serie", "Bedömning"),
        rows=tuple((_named(reach, watched, each.serie.topic), _verdict(each)) for each in telling),
        ids=tuple(sorted({id_ for each in ordered for reading in each.serie.readings for id_ in reading.ids})),
        note=" ".join(part for part in (none, rule, few) if part),
        empty=f"{none} {few}".strip()
        if ordered
        else f"Ingen serie har så många händelser att slump kan skiljas från mönster. Minst {FEWEST} behövs.",
    )


def _verdict(verdict: Verdict) -> str:
    return f"{'Mönster.' if verdict.pattern else _DOUBT} {told(verdict, date_text)}"


def _told(reach: Reach, watched: Watched, verdict: Verdict) -> Told:
    same = listing([_named(reach, watched, each.serie.topic) for each in verdict.same])
    return Told(
        name=_named(reach, watched, verdict.serie.topic),
        what=told(verdict, date_text),
        same=same,
        since=since(verdict, date_text),
        rising=verdict.rising,
    )
