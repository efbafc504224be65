"""The plans under a plan, what they do of it, and what nobody does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.facts._planer.planer import Area, area_of
from kvalitet.model.figure import Cell, Table, count
from kvalitet.model.wording import listing
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.handlingsplaner import Handlingsplan

_FRAMEWORK = "forutsattningar_och_fokusomraden"
_OPERATION = "verksamhet"
_KEY = "plan.täckning"


def beneath(reach: Reach, plan: Handlingsplan) -> tuple[Handlingsplan, ...]:
    """The decided plans that stand under a plan, directly or under another, and were in force on some day of it."""
    ids, grown = {plan.id}, True
    live = [p for p in Handlingsplan.live(reach.register) if p.status in {"beslutad", "avslutad"} and p.id != plan.id]
    live = [p for p in live if _overlaps(reach, p)]
    while grown:
        more = {p.id for p in live if p.overordnad in ids} - ids
        ids |= more
        grown = bool(more)
    return tuple(p for p in live if p.id in ids)


def _overlaps(reach: Reach, plan: Handlingsplan) -> bool:
    begun = plan.period_fran is None or plan.period_fran <= reach.period.last
    return begun and (plan.period_till is None or plan.period_till >= reach.period.first)


def own_areas(reach: Reach, plan: Handlingsplan) -> Mapping[Area, tuple[Aktivitet, ...]]:
    """The activities of a plan by area, in the plan's order; those broken off too."""
    found: dict[Area, tuple[Aktivitet, ...]] = {}
    for area in plan.omraden:
        named = area_of(reach, area)
        found[named] = (*found.get(named, ()), *area.aktiviteter)
    return found


@dataclass(frozen=True)
class Under:
    """What the plans under a plan hold: each activity with its area and its plan."""

    reach: Reach
    rows: tuple[tuple[Handlingsplan, Area, Aktivitet], ...]

    def helping(self, address: str) -> tuple[Aktivitet, ...]:
        """The activities that say that they contribute to one of the plan above."""
        return tuple(activity for _, _, activity in self.rows if activity.bidrar_till == address)

    def within(self, area: Area, addresses: Iterable[str]) -> tuple[tuple[Handlingsplan, Aktivitet], ...]:
        """The activities of an area, or that contribute to one of its activities; broken off ones left out."""
        meant, day = set(addresses), self.reach.day
        return tuple(
            (plan, activity)
            for plan, here, activity in self.rows
            if (here == area or activity.bidrar_till in meant) and state_on(activity, day) != "avbruten"
        )


def under(reach: Reach, plans: Iterable[Handlingsplan]) -> Under:
    """What plans hold."""
    found = ((p, area, a) for p in plans for area, rows in own_areas(reach, p).items() for a in rows)
    return Under(reach, tuple(found))


def nodes(reach: Reach, plan: Handlingsplan) -> tuple[Area, ...]:
    """The areas of the national plan on the day, where the plan is divided by them; none otherwise."""
    codes = reach.register.codes.get(_FRAMEWORK)
    if codes is None or not any(area.kod for area in plan.omraden):
        return ()
    return tuple(Area(c.id, c.label) for c in codes.codes.values() if c.parent and c.valid(reach.day))


def coverage(reach: Reach, plan: Handlingsplan, below: Under) -> Table:
    """For each area: how many activities the plan has, how many the plans under it, and which units these are of."""
    own = own_areas(reach, plan)
    areas = dict.fromkeys((*nodes(reach, plan), *own, *(area for _, area, _ in below.rows)))
    return Table(
        key=_KEY,
        caption="Aktiviteter i planen och i planerna under den, efter område",
        headings=("Område", "I planen", "I planerna under", "Enheter med aktiviteter"),
        rows=tuple(_coverage_row(reach, area, own.get(area, ()), below) for area in areas),
        note="En aktivitet i en plan under räknas till området som den står i, och till det som den bidrar till. "
        "Avbrutna räknas inte.",
    )


def _coverage_row(reach: Reach, area: Area, own: Iterable[Aktivitet], below: Under) -> tuple[Cell, ...]:
    here = [a for a in own if state_on(a, reach.day) != "avbruten"]
    local = below.within(area, (a.address for a in here))
    units = dict.fromkeys(reach.register.organisation.name(plan.enhet) for plan, _ in local)
    return (
        area.name,
        count(f"{_KEY}.{area.key}.i_planen", (a.address for a in here)),
        count(f"{_KEY}.{area.key}.under", (a.address for _, a in local)),
        listing(tuple(units)) or "Ingen",
    )


def without_plan(reach: Reach, plan: Handlingsplan) -> tuple[str, ...]:
    """The operations under the plan's unit that have no plan of their own in force, nor any unit of theirs."""
    organisation = reach.register.organisation
    planned = {
        above.id
        for other in Handlingsplan.live(reach.register)
        if other.status == "beslutad" and _overlaps(reach, other)
        for above in organisation.above(other.enhet)
    }
    here = organisation.under(plan.enhet) - {plan.enhet}
    units = (u for u in organisation.units.values() if u.id in here and u.level == _OPERATION and u.exists(reach.day))
    return tuple(unit.id for unit in units if unit.id not in planned)
