"""What series and their signals are called in Swedish, and what to do about them."""

from collections.abc import Callable
from datetime import date

from kvalitet.model.register import Register
from kvalitet.model.wording import capital, listing
from kvalitet.series.serie import Happening, Topic
from kvalitet.series.signals import Verdict
from kvalitet.stats.chart import Signal
from kvalitet.stats.choose import Measure

SIGNALS = {Signal.SHIFT: "lång serie", Signal.CROSSINGS: "få korsningar", Signal.BEYOND: "utanför gränserna"}

HALF_A_YEAR = 183
"""The days within which what was done may have to do with a change."""


def name(register: Register, topic: Topic) -> str:
    """What a series is called: what it counts, whose it is, and which group."""
    unit = register.organisation.name(topic.unit) if topic.unit else ""
    told = unit.casefold() in topic.what.casefold()
    what = topic.what if told else f"{topic.what}, {unit}"
    return f"{what} ({topic.group})" if topic.group else what


def direction(verdict: Verdict) -> str:
    """Which way a series has gone, in words that do not judge: fler, färre, tätare, glesare, högre, lägre."""
    match verdict.serie.measure:
        case Measure.COUNT:
            return "fler" if verdict.rising else "färre"
        case Measure.TIME_BETWEEN | Measure.CASES_BETWEEN:
            return "tätare" if verdict.rising else "glesare"
        case _:
            return "högre" if verdict.rising else "lägre"


def since(verdict: Verdict, written: Callable[[date], str] = date.isoformat) -> str:
    """From when: the first period of what the signals tell of, or the day where the distances changed.

    `written` is how a day is written.
    """
    if not verdict.readings:
        return ""
    start = verdict.readings[0]
    return written(start.first) if verdict.serie.between else start.label


def told(verdict: Verdict, written: Callable[[date], str] = date.isoformat) -> str:
    """The signals in one sentence: "Fler från och med april 2026: lång serie och få korsningar."."""
    signals = listing([SIGNALS[signal] for signal in verdict.signals])
    return f"{capital(direction(verdict))} från och med {since(verdict, written)}: {signals}."


def near(verdict: Verdict) -> tuple[Happening, ...]:
    """What was done within half a year of the change, before or after: where it begins is not known to the month."""
    start = next((reading.first for reading in verdict.readings), None)
    return tuple(each for each in verdict.serie.marks if start and abs((each.day - start).days) <= HALF_A_YEAR)


def advice(verdict: Verdict, written: Callable[[date], str] = date.isoformat) -> str:
    """What to do next."""
    topic = verdict.serie.topic
    when = f"Ta reda på vad som ändrades omkring {since(verdict, written)}"
    match topic.source:
        case "avvikelse":
            oftener, more = ("oftare", "fler") if verdict.rising else ("mer sällan", "färre")
            return f"{when}: hände det {oftener}, eller rapporterade {more}? Bedöm händelserna tillsammans."
        case "klagomal":
            return f"{when}, och läs synpunkterna tillsammans."
        case "indikator":
            return f"{when}, och skriv det under analyser i {topic.record}."
        case "egenkontroll":
            return f"{when}, och skriv det i tillfällets analys i {topic.record}."
        case _:
            return f"{when}, och skriv det som en kommentar i {topic.record}."
