"""Plans of action: their goals, and how their activities stand by area."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._base.words import role_text
from kvalitet.facts._planer.atgarder import STATE_HEADINGS, due_text, state_cells, state_on
from kvalitet.model.codes import Code, CodeList
from kvalitet.model.dates import Period
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.register import Register
from kvalitet.model.wording import capital, date_text
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.handlingsplaner import Handlingsplan, Mal, Omrade

_FRAMEWORK = "forutsattningar_och_fokusomraden"
_OTHER = "Övriga områden"


def plans(reach: Reach, period: Period) -> tuple[Handlingsplan, ...]:
    """The decided plans within reach that were in force some day of a period."""
    return tuple(plan for plan in _in_force(reach.register, period) if reach.covers(plan.enhet))


def _in_force(register: Register, period: Period) -> tuple[Handlingsplan, ...]:
    return tuple(
        plan
        for plan in Handlingsplan.all(register)
        if plan.status in {"beslutad", "avslutad"}
        and (plan.period_fran or date.min) <= period.last
        and (plan.period_till or date.max) >= period.first
    )


def governing(reach: Reach, period: Period) -> tuple[Handlingsplan, ...]:
    """The plans whose goals hold for the unit: the leading ones of those within reach and above it."""
    return leading(plan for plan in _in_force(reach.register, period) if reach.governs(plan.enhet))


def own(reach: Reach, period: Period) -> tuple[Handlingsplan, ...]:
    """The leading plans that those within reach answer for: a unit's own, not those above it that others keep."""
    found = _in_force(reach.register, period)
    return leading(plan for plan in found if reach.covers(plan.enhet, plan.ansvarig.rpartition("/")[2]))


def leading(found: Iterable[Handlingsplan]) -> tuple[Handlingsplan, ...]:
    """Those of the plans that stand under none of the others."""
    chosen = tuple(found)
    ids = {plan.record.id for plan in chosen}
    return tuple(plan for plan in chosen if plan.overordnad not in ids)


@dataclass(frozen=True, slots=True)
class Area:
    """What an area of a plan is called, in keys and by readers."""

    key: str
    name: str


def area_of(reach: Reach, area: Omrade) -> Area:
    """The area as it was called on the day described: a code that was replaced has its successor's name."""
    if not area.kod:
        name = area.titel or _OTHER
        return Area(name.lower().replace(" ", "_"), name)
    return area_named(reach, area.kod)


def area_named(reach: Reach, code: str) -> Area:
    """The area of a code as it was called on the day described: by its successor or what it succeeded."""
    codes = reach.register.codes.get(_FRAMEWORK)
    found = codes.codes.get(code) if codes else None
    seen = set[str]()
    while codes and found and not found.valid(reach.day) and found.id not in seen:
        seen.add(found.id)
        found = _neighbour(codes, found, reach.day) or found
    return Area(found.id, found.label) if found else Area(code, code)


def _neighbour(codes: CodeList, code: Code, day: date) -> Code | None:
    """The code that has replaced one that is past, or that one yet to come will replace."""
    if code.until and day > code.until:
        return codes.codes.get(code.successor or "")
    return next((each for each in codes.codes.values() if each.successor == code.id), None)


def goals(found: Iterable[Handlingsplan]) -> Iterator[tuple[Handlingsplan, Omrade, Mal]]:
    """The goals of plans, in the plans' order."""
    for plan in found:
        for area in plan.omraden:
            for goal in area.mal:
                yield plan, area, goal


def goal_table(reach: Reach, found: Iterable[Handlingsplan], key: str, caption: str) -> Table:
    """Goal, measure and target of each goal in the plans."""
    chosen = tuple(goals(found))
    return Table(
        key=key,
        caption=caption,
        headings=("Mål", "Mått", "Målvärde", "Område"),
        rows=tuple(
            (goal.beskrivning, goal.matt or UNKNOWN, goal_target(plan, goal), area_of(reach, area).name)
            for plan, area, goal in chosen
        ),
        ids=tuple(sorted({f"{plan.record.id}/{goal.id}" for plan, _, goal in chosen})),
        note="Målen står i de handlingsplaner som är beslutade.",
        empty=(
            "Enheten har ingen egen beslutad handlingsplan med mål."
            if reach.scope.unit
            else "Inga mål finns i beslutade handlingsplaner."
        ),
    )


def goal_target(plan: Handlingsplan, goal: Mal) -> Cell:
    """What a goal is to reach: a number, words, or a dash."""
    if goal.malvarde is None or isinstance(goal.malvarde, str):
        return goal.malvarde or UNKNOWN
    address = f"{plan.record.id}/{goal.id}"
    return Figure(key=f"mål.{plan.record.id}.{goal.id}", value=goal.malvarde, ids=(address,))


def activities(reach: Reach, found: Iterable[Handlingsplan]) -> Mapping[Area, tuple[Aktivitet, ...]]:
    """The activities that concerned the period, by area.

    Those finished before it and those that begin after it are left out.
    """
    by_area: dict[Area, list[Aktivitet]] = defaultdict(list)
    for plan in found:
        for area in plan.omraden:
            concerned = [a for a in area.aktiviteter if _concerns(reach, a)]
            if concerned:
                by_area[area_of(reach, area)] += concerned
    return {named: tuple(rows) for named, rows in by_area.items()}


def _concerns(reach: Reach, activity: Aktivitet) -> bool:
    finished_before = activity.is_done and activity.klar is not None and activity.klar < reach.period.first
    return not finished_before and (activity.start or date.min) <= reach.period.last


def activity_facts(reach: Reach) -> Gathered:
    """How the activities of all plans within reach stood, by area."""
    by_area = activities(reach, plans(reach, reach.period))
    rows: list[tuple[Cell, ...]] = [
        (area.name, *state_cells(f"aktiviteter.{area.key}", found, reach.day)) for area, found in by_area.items()
    ]
    everything = [activity for found in by_area.values() for activity in found]
    total = state_cells("aktiviteter", everything, reach.day)
    table = Table(
        key="aktiviteter.läge",
        caption=f"Handlingsplanernas aktiviteter {reach.period.label}, efter område",
        headings=("Område", *STATE_HEADINGS),
        rows=(*rows, ("Totalt", *total)) if rows else (),
        note=(
            f"Här räknas alla handlingsplaner som gällde under {reach.span}, också enheternas egna. {reach.state_note}"
        ),
        empty=f"Ingen handlingsplan har aktiviteter för {reach.span}.",
    )
    return Gathered((table,), total)


def area_table(reach: Reach, area: Area, found: Iterable[Aktivitet]) -> Table:
    """The activities of one area, one by one."""
    shown = tuple(found)
    return Table(
        key=f"aktiviteter.{area.key}.lista",
        caption=f"Aktiviteter i den övergripande planen: {area.name}",
        headings=("Aktivitet", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                activity.beskrivning,
                role_text(reach.register, activity.ansvarig or activity.record.role),
                due_text(activity, reach.period.last),
                capital(state_on(activity, reach.day)),
            )
            for activity in shown
        ),
        ids=tuple(sorted(activity.address for activity in shown)),
        note=f"Läget avser {date_text(reach.day)}.",
    )
