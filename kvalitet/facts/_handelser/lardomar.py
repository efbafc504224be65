"""What was learnt of events: the causes that were found, and the lessons that were drawn."""

from collections.abc import Collection, Iterable
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison
from kvalitet.facts._base.words import day_text
from kvalitet.model.figure import Table, count
from kvalitet.views.lardomar import Lardom
from kvalitet.views.orsaker import Orsak


def causes(reach: Reach, found: Iterable[tuple[date | None, Iterable[Orsak]]], prefix: str, whose: str) -> Gathered:
    """How many causes were found by area, each counted by the day that is given with it; not masked."""
    wanted = Comparison(
        key=f"{prefix}.orsaker",
        caption=f"Orsaker efter område, {whose}",
        heading="Orsaksområde",
        shared=("Antal orsaker: en händelse har ofta flera. De räknas till samma tid som händelsen.",),
        empty="Inga orsaker är beskrivna.",
        total=f"{prefix}.orsaker.antal",
        order=reach.register.labels("orsaksomraden"),
    )
    rows = [Event(f"{o.record.id}/{o.id}", day, o.orsaksomrade) for day, some in found for o in some]
    return comparison(reach, wanted, rows)


def lessons_from(reach: Reach, sources: Collection[str], key: str, caption: str) -> Gathered:
    """The lessons drawn from records."""
    found = [view for view in Lardom.live(reach.register) if not set(sources).isdisjoint(view.fran)]
    return Gathered((lesson_table(reach, found, key, caption),), (count(key, (view.id for view in found)),))


def lesson_table(reach: Reach, lessons: Iterable[Lardom], key: str, caption: str) -> Table:
    """What was learnt. Openly only what has been told, for before that it may not be free of particulars."""
    found = [view for view in lessons if view.spread or not reach.scope.masks]
    found.sort(key=lambda view: (view.spread or date.max, view.id))
    return Table(
        key=key,
        caption=caption,
        headings=("Lärdom", "Vad vi lärde oss", "Spridd"),
        rows=tuple(
            (view.record.title, view.vad_larde_vi or "Inte skrivet ännu", day_text(view.spread)) for view in found
        ),
        ids=tuple(sorted(view.id for view in found)),
        empty="Ingen lärdom är spridd ännu." if reach.scope.masks else "Ingen lärdom är skriven ännu.",
    )
