"""What a plan of action does not cover: areas, goals, activities, operations."""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.facts._base.att_besluta import Decision, decision
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.facts._planer.underplaner import Under, nodes, own_areas, without_plan
from kvalitet.model.figure import count
from kvalitet.views.handlingsplaner import Handlingsplan

KEY = "plan.täcker_inte"


def left_out(
    within: Reach, plan: Handlingsplan, below: Under, plans_below: Iterable[Handlingsplan]
) -> Iterator[Decision]:
    """What the plan, or the plans under it, say nothing of; only what there is."""
    own = own_areas(within, plan)
    live = [a for rows in own.values() for a in rows if state_on(a, within.day) != "avbruten"]
    empty = [area for area in nodes(within, plan) if not own.get(area)]
    ask = "Besluta om aktiviteter, eller att inga behövs."
    yield from _gap("områden", "Områden utan aktivitet", ask, {area.key: area.name for area in empty})
    goals = [goal for area in plan.omraden for goal in area.mal if not (goal.matt or goal.indikator)]
    ask = "Bestäm måttet."
    yield from _gap("mål", "Mål utan mått", ask, {f"{plan.id}/{goal.id}": goal.beskrivning for goal in goals})
    alone = [a for a in live if not a.is_done and not below.helping(a.address)] if tuple(plans_below) else []
    ask = "Bestäm vilka enheter som ska bidra."
    yield from _gap(
        "utan_lokala", "Aktiviteter som ingen plan under bidrar till", ask, {a.address: a.beskrivning for a in alone}
    )
    loose = [a for a in live if "/" not in a.bidrar_till] if plan.overordnad else []
    yield from _gap(
        "utan_överordnad",
        "Aktiviteter som inte bidrar till någon i den överordnade planen",
        "Pröva vad som hör till planen.",
        {a.address: a.beskrivning for a in loose},
    )
    name = within.register.organisation.name
    yield from _gap(
        "verksamheter",
        "Verksamheter utan egen plan",
        "Bestäm vilka som ska ha en.",
        {unit: name(unit) for unit in without_plan(within, plan)},
    )


def _gap(key: str, what: str, ask: str, named: Mapping[str, str]) -> Iterator[Decision]:
    yield from decision(what, ask, named.values(), count(f"{KEY}.{key}", named))
