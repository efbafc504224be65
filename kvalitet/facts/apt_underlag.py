"""The basis of a workplace meeting: what to tell, what to talk over, and what to get done until the next one."""

from kvalitet.facts._base.att_gora import due_soon
from kvalitet.facts._base.reach import reach
from kvalitet.facts._base.tally import together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.arbetsplats import (
    busy_units,
    changed_documents,
    closed_events,
    lessons_told,
    new_complaints,
    new_events,
    unpresented,
)
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period
from kvalitet.model.document import Facts, Scope
from kvalitet.model.wording import date_text

REPORT = Report(
    title="Underlag till arbetsplatsträff",
    purpose="det som är nytt på en enhet sedan periodens början, och det som ska göras de närmaste veckorna",
    audience="enhetens chef och medarbetare",
    due="inför varje arbetsplatsträff",
    demands=("unit",),
    takes=("year", "period"),
    internal=True,
)


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """What a unit with its subunits has before it: of the period, and what is due as counted from today."""
    within = reach(assessment, scope)
    found = together(
        due_soon(within, assessment.deadlines),
        closed_events(within),
        new_events(within),
        new_complaints(within),
        unpresented(within),
        lessons_told(within),
        changed_documents(within),
    )
    return Facts(
        title=f"{REPORT.title}: {within.unit_name}, {scope.period.label}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=found.tables,
        loose=found.figures,
        details={"untold": within.untold, "since": date_text(scope.period.first)},
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each workplace to which something happened in the year."""
    return tuple(Scope(year, unit) for unit in busy_units(reach(assessment, Scope(year))))
