"""One plan of action: how its activities stand, its goals and metrics, what is done under it, what it leaves out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kvalitet.facts._base.att_besluta import decision
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._indikatorer.celler import label, latest_cell, target_cell
from kvalitet.facts._indikatorer.varden import Rad, rader
from kvalitet.facts._planer.atgarder import STATE_HEADINGS, due_text, state_cells, state_on, state_text
from kvalitet.facts._planer.luckor import left_out
from kvalitet.facts._planer.maluppfoljning import for_each_unit
from kvalitet.facts._planer.malutfall import without_outcome
from kvalitet.facts._planer.planer import Area, area_of, goals, plans
from kvalitet.facts._planer.underplaner import (
    Under,
    beneath,
    coverage,
    own_areas,
    under,
)
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period, after, days_on
from kvalitet.model.document import Facts, Scope, Section
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.handlingsplaner import Handlingsplan, Mal
from kvalitet.views.indikatorer import Indikator

REPORT = Report(
    title="Handlingsplan",
    purpose="en plans mål, mätetal och aktiviteter med läge, vad som görs under den och vad den inte täcker",
    audience="den som ansvarar för planen och de som ska genomföra den",
    due="vid planens översyn, och när läget ska rapporteras",
    demands=(),
    takes=("year",),
    about="handlingsplan",
)

_KEY = "plan"
_SOON = 90
_ORDER = ("försenad", "pågår", "planerad")


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """A plan as it stands on the last day of a year, or today while the year lasts."""
    within = reach(assessment, scope)
    register = within.register
    record = register.by_id[scope.record or ""]
    plan = Handlingsplan(record, record.data)
    own, below_plans = own_areas(within, plan), beneath(within, plan)
    below = under(within, below_plans)
    activities = tuple(a for rows in own.values() for a in rows)
    above = _above(within, plan)
    acts = _to_do(within, activities)
    tables = (_states(within, own, activities), acts, _goals(within, plan), coverage(within, plan, below))
    left = tuple(left_out(within, plan, below, below_plans))
    unmeasured = without_outcome(within, (plan,))
    return Facts(
        title=f"{plan.titel}: läget {date_text(within.day)}",
        scope=scope,
        unit=register.organisation.name(plan.enhet),
        day=within.day,
        status=plan.status,
        tables=tables,
        loose=(
            *state_cells(f"{_KEY}.aktiviteter", activities, within.day),
            count(f"{_KEY}.planer_under", (p.id for p in below_plans)),
            count(f"{_KEY}.aktiviteter_under", (a.address for _, _, a in below.rows)),
            *(gap.figure for gap in left),
            unmeasured,
        ),
        sections=tuple(_sections(within, plan, own, below)),
        details={
            "plan": plan,
            "responsible": role_text(register, plan.ansvarig),
            "runs": _runs(plan),
            "above": above.titel if above else "",
            "below": tuple(f"{p.titel} ({register.organisation.name(p.enhet)})" for p in below_plans),
            "left": left,
            "unmeasured": tuple(
                decision(
                    "Mål utan utfall",
                    "Bestäm vilken indikator som ska visa utfallet.",
                    (g.beskrivning for _, _, g in goals((plan,)) if f"{plan.id}/{g.id}" in unmeasured.ids),
                    unmeasured,
                )
            ),
            "review": _next_review(plan),
        },
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each plan that governs some day of the year."""
    found = plans(reach(assessment, Scope(year)), year)
    return tuple(Scope(year, record=plan.id) for plan in found)


def _above(within: Reach, plan: Handlingsplan) -> Handlingsplan | None:
    record = within.register.by_id.get(plan.overordnad)
    return Handlingsplan(record, record.data) if record and record.kind == Handlingsplan.kind else None


def _runs(plan: Handlingsplan) -> str:
    first, last = plan.period_fran, plan.period_till
    if first and last:
        return f"från {date_text(first)} till {date_text(last)}"
    return f"från {date_text(first)}" if first else ""


def _next_review(plan: Handlingsplan) -> date | None:
    """The day by which the plan is to be looked over as a whole; None without an interval."""
    since = plan.last_review or plan.beslutad or plan.period_fran
    return after(since, plan.oversyn_intervall) if since and plan.oversyn_intervall else None


def _states(within: Reach, own: Mapping[Area, tuple[Aktivitet, ...]], everything: Iterable[Aktivitet]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (area.name, *state_cells(f"{_KEY}.aktiviteter.{area.key}", part, within.day)) for area, part in own.items()
    ]
    total: tuple[Cell, ...] = ("Totalt", *state_cells(f"{_KEY}.aktiviteter", everything, within.day))
    return Table(
        key=f"{_KEY}.aktiviteter.läge",
        caption="Planens aktiviteter efter område och läge",
        headings=("Område", *STATE_HEADINGS),
        rows=(*rows, total) if rows else (),
        note=f"Planerade är de som inte är påbörjade. {within.state_note}",
        empty="Planen har inga aktiviteter.",
    )


def _to_do(within: Reach, activities: Iterable[Aktivitet]) -> Table:
    """What is late, what is soon due and what may become late, the late ones first."""
    limit = days_on(within.day, _SOON)
    states = {a: state_on(a, within.day) for a in activities}
    chosen = [
        a
        for a, state in states.items()
        if state in _ORDER and (state == "försenad" or _threatened(within, a) or (a.due and a.due <= limit))
    ]
    chosen.sort(key=lambda a: (states[a] != "försenad", a.due or date.max, a.address))
    return Table(
        key=f"{_KEY}.att_göra",
        caption=f"Aktiviteter att ta upp: försenade, i riskzonen eller att göra till och med {date_text(limit)}",
        headings=("Aktivitet", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                a.beskrivning,
                _who(within, a),
                due_text(a, _told_until(within)),
                _said(within, a, state_text(a, within.day)),
            )
            for a in chosen
        ),
        ids=tuple(sorted(a.address for a in chosen)),
        empty=f"Ingen aktivitet är försenad, i riskzonen eller ska vara gjord till och med {date_text(limit)}.",
    )


def _told_until(within: Reach) -> date:
    """The day after which a next check is not told of: one to come is no part of how things stood."""
    return within.period.last if within.day < within.today else date.max


def _threatened(within: Reach, activity: Aktivitet) -> bool:
    return _checked(within, activity)[1] not in {"", "enligt_plan"}


def _checked(within: Reach, activity: Aktivitet) -> tuple[date | None, str]:
    """The day and the outcome of the latest check by the day described."""
    checks = [(c.datum, c.lage) for c in activity.avstamningar if c.datum and c.datum <= within.day]
    return max(checks, default=(None, ""))


def _said(within: Reach, activity: Aktivitet, state: str) -> str:
    when, outcome = _checked(within, activity)
    if not when or state_on(activity, within.day) not in _ORDER:
        return state
    return f"{state}; avstämd {day_text(when)}: {outcome.replace('_', ' ')}"


def _who(within: Reach, activity: Aktivitet) -> str:
    return role_text(within.register, activity.ansvarig or activity.record.role)


def _goals(within: Reach, plan: Handlingsplan) -> Table:
    rows = [(area_of(within, area).name, goal) for area in plan.omraden for goal in area.mal]
    outcomes = {goal.id: _outcome(within, goal) for _, goal in rows}
    known = any(outcome != UNKNOWN for outcome in outcomes.values())
    note = "Utfallet är indikatorns senaste värde; ett streck betyder att målet saknar indikator eller värde."
    return Table(
        key=f"{_KEY}.mål",
        caption="Planens mål",
        headings=("Mål", "Mått", "Målvärde", *(("Senaste utfall",) if known else ()), "Område"),
        rows=tuple(
            (
                goal.beskrivning,
                _measure(within, goal),
                _target(plan, goal),
                *((outcomes[goal.id],) if known else ()),
                area,
            )
            for area, goal in rows
        ),
        ids=tuple(sorted(f"{plan.id}/{goal.id}" for _, goal in rows)),
        note=note if known else "Inget av målen har en indikator med egna värden i registret." if rows else "",
        empty="Planen har inga mål.",
    )


def _measure(within: Reach, goal: Mal) -> str:
    record = within.register.by_id.get(goal.indikator)
    return goal.matt or (record.title if record else UNKNOWN)


def _lines(within: Reach, name: str) -> tuple[Rad, ...]:
    """An indicator as it is followed, the whole of it first."""
    record = within.register.by_id.get(name)
    found = rader(within, Indikator(record, record.data)) if record and record.kind == Indikator.kind else ()
    return tuple(sorted(found, key=lambda line: (line.unit, line.group)))


def _outcome(within: Reach, goal: Mal) -> Cell:
    found = _lines(within, goal.indikator)
    cell = latest_cell(found[0]) if found else UNKNOWN
    return (*cell, ", alla enheter sammantagna") if for_each_unit(goal) and isinstance(cell, tuple) else cell


def _target(plan: Handlingsplan, goal: Mal) -> Cell:
    if goal.malvarde is None or isinstance(goal.malvarde, str):
        return goal.malvarde or UNKNOWN
    return Figure(key=f"mål.{plan.id}.{goal.id}", value=goal.malvarde, ids=(f"{plan.id}/{goal.id}",))


def _sections(
    within: Reach, plan: Handlingsplan, own: Mapping[Area, tuple[Aktivitet, ...]], below: Under
) -> Iterator[Section]:
    """A section for each area with activities or metrics."""
    named: dict[Area, list[str]] = {}
    for part in plan.omraden:
        named.setdefault(area_of(within, part), []).extend(part.matetal)
    for area, rows in own.items():
        measures = named[area]
        tables = (
            *((_list(within, area, rows, below),) if rows else ()),
            *((_measures(within, area, measures),) if measures else ()),
        )
        if tables:
            yield Section(id=area.key, title=area.name, level=3, tables=tables)


def _list(within: Reach, area: Area, rows: Iterable[Aktivitet], below: Under) -> Table:
    shown = [(each, activity) for activity in rows for each in (activity, *below.helping(activity.address))]
    return Table(
        key=f"{_KEY}.aktiviteter.{area.key}.lista",
        caption=f"Aktiviteter: {area.name}",
        headings=("Aktivitet", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                each.beskrivning if each is above else _beneath(within, each),
                _who(within, each),
                due_text(each, _told_until(within)),
                _said(within, each, state_text(each, within.day)),
            )
            for each, above in shown
        ),
        ids=tuple(sorted(each.address for each, _ in shown)),
    )


def _beneath(within: Reach, activity: Aktivitet) -> str:
    unit = within.register.organisation.name(activity.record.unit or "")
    return f"I planen för {unit}: {activity.beskrivning}"


def _measures(within: Reach, area: Area, names: Iterable[str]) -> Table:
    return Table(
        key=f"{_KEY}.mätetal.{area.key}",
        caption=f"Mätetal: {area.name}",
        headings=("Mätetal", "Senaste värde", "Mål"),
        rows=tuple(
            (label(within, line), latest_cell(line), target_cell(line))
            for name in dict.fromkeys(names)
            for line in _lines(within, name)
        ),
        ids=tuple(sorted(set(names))),
        note="Ett streck betyder att värdet eller målet saknas.",
    )
