"""Patterns that chance does not explain in the series of a register."""

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._handelser.monster import surveyed
from kvalitet.model.figure import UNKNOWN, Figure, Table
from kvalitet.model.wording import date_text, listing, number_text
from kvalitet.series.signals import Verdict, false_at_most
from kvalitet.series.words import advice, name, near, told

KEY = "signaler"


def patterns(reach: Reach) -> tuple[Verdict, ...]:
    """The patterns within reach that reach into the period, as they were known on the day described."""
    return tuple(
        each for each in surveyed(reach).patterns if each.readings and each.readings[-1].last >= reach.period.first
    )


def signal_facts(reach: Reach) -> Gathered:
    """Each pattern with what was done near it, and what to do next."""
    found = patterns(reach)
    table = Table(
        key=KEY,
        caption=f"Mönster som slumpen inte förklarar, {reach.period.label}",
        headings=("Serie", "Vad som har hänt", "Insatser i närheten", "Nästa steg"),
        rows=tuple(
            (
                name(reach.register, each.serie.topic),
                told(each, date_text),
                listing([happening.what for happening in near(each)]) or UNKNOWN,
                advice(each, date_text),
            )
            for each in found
        ),
        ids=tuple(sorted({address for each in found for address in each.events})),
        note=(
            "Alla serier i registret bedöms tillsammans, så att högst "
            f"{number_text(100 * false_at_most(reach.register), 0)} procent av mönstren kan väntas bero på slumpen."
        ),
        empty="Ingen serie visar ett mönster som slumpen inte förklarar.",
    )
    ids = tuple(sorted({address for each in found for address in each.events}))
    return Gathered((table,), (Figure(key=f"{KEY}.antal", value=len(found), ids=ids),))
