"""What a unit does with the plans: what it answers for in those above it, and the plans of its own."""

from collections.abc import Iterator

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import role_text
from kvalitet.facts._planer.atgarder import due_text, state_cells, state_on
from kvalitet.facts._planer.planer import area_of, governing, plans
from kvalitet.model.figure import Cell, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.handlingsplaner import Handlingsplan

OWN = "planer.egna"
ANSWERED = "planer.överordnade"


def above(reach: Reach) -> tuple[Handlingsplan, ...]:
    """The plans that hold for the unit without being its own."""
    return tuple(plan for plan in governing(reach, reach.period) if not reach.covers(plan.enhet))


def plan_tables(reach: Reach) -> tuple[Table, ...]:
    """The activities in plans above that somebody in the unit answers for, and the unit's own plans."""
    return (_answered(reach), _own(reach))


def _answered(reach: Reach) -> Table:
    found = tuple(_activities(reach))
    return Table(
        key=ANSWERED,
        caption="Aktiviteter i överordnade handlingsplaner som verksamheten ansvarar för",
        headings=("Aktivitet", "Område", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                a.beskrivning,
                area,
                role_text(reach.register, a.ansvarig),
                due_text(a, reach.period.last),
                capital(state_on(a, reach.day)),
            )
            for area, a in found
        ),
        ids=tuple(sorted(a.address for _, a in found)),
        note=f"Läget avser {date_text(reach.day)}.",
        empty="Ingen i verksamheten är utpekad som ansvarig för en aktivitet i en överordnad plan.",
    )


def _activities(reach: Reach) -> Iterator[tuple[str, Aktivitet]]:
    for plan in above(reach):
        for area in plan.omraden:
            for activity in area.aktiviteter:
                begun = activity.start is None or activity.start <= reach.period.last
                if begun and reach.covers(activity.ansvarig.rpartition("/")[2]):
                    yield area_of(reach, area).name, activity


def _own(reach: Reach) -> Table:
    rows = tuple(_plan(reach, plan) for plan in plans(reach, reach.period))
    return Table(
        key=OWN,
        caption="Verksamhetens egna handlingsplaner",
        headings=("Plan", "Mål", "Aktiviteter", "Klara", "Försenade"),
        rows=rows,
        note=f"Läget avser {date_text(reach.day)}.",
        empty="Verksamheten har ingen egen handlingsplan.",
    )


def _plan(reach: Reach, plan: Handlingsplan) -> tuple[Cell, ...]:
    key = f"planer.{plan.id}"
    goals = count(f"{key}.mål", (f"{plan.id}/{goal.id}" for area in plan.omraden for goal in area.mal))
    done, _, _, late, _, total = state_cells(
        f"{key}.aktiviteter", (a for area in plan.omraden for a in area.aktiviteter), reach.day
    )
    return (plan.titel, goals, total, done, late)
