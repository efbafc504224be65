"""What somebody has to do: what is late and what falls due in the coming weeks, of all or of a kind of record."""

from collections.abc import Collection, Iterable, Sequence

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.frister import waiting
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._base.words import day_text
from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Due
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.wording import capital, date_text

AHEAD = 42
"""How many days ahead what is due is told: what can be shared out until the next meetings."""

MOST = 15
"""How many of the things due are listed for a unit, which does them."""

MOST_OF_ALL = 10
"""How many are listed where a report is about more than what is due."""


def due_soon(
    reach: Reach, deadlines: Iterable[Due], kind: str | None = None, roles: Collection[str | None] | None = None
) -> Gathered:
    """What is late, and what falls due in the coming weeks, counted from today; the oldest first.

    With a kind only what is due in its records, and fewer of it; with roles only what these answer for.
    """
    last = days_on(reach.today, AHEAD)
    found = [
        due
        for due in waiting(deadlines, last)
        if reach.covers(due.unit) and kind in {None, due.kind} and (roles is None or due.role in roles)
    ]
    late = [due for due in found if due.due < reach.today]
    coming = [due for due in found if due.due >= reach.today]
    listed = [*late, *coming][: MOST_OF_ALL if kind else MOST]
    more = f" Tabellen visar de {len(listed)} första." if len(found) > len(listed) else ""
    table = Table(
        key="att_göra",
        caption=f"Försenat {date_text(reach.today)}, och att göra till och med {date_text(last)}",
        headings=("Vad", "Gäller", "Ansvarig", "Senast"),
        rows=tuple(_duty(reach, due) for due in listed),
        ids=_ids(listed),
        note=f"Det som är försenat står först.{more}",
        empty="Inget är försenat, och inget ska vara klart de närmaste sex veckorna.",
    )
    figures = (_number("att_göra.försenat", late), _number("att_göra.kommande", coming))
    return Gathered((table,), figures)


def _number(key: str, found: Sequence[Due]) -> Figure:
    # several things may be due in one record
    return Figure(key=key, value=len(found), ids=_ids(found))


def _ids(found: Iterable[Due]) -> tuple[str, ...]:
    return tuple(sorted({due.id for due in found if due.id}))


def _duty(reach: Reach, due: Due) -> tuple[Cell, ...]:
    register = reach.register
    record = register.by_id.get(due.id or "")
    unit = register.organisation.name(due.unit) if due.unit else UNKNOWN
    late = " (försenat)" if due.due < reach.today else ""
    who = holder_text(reach, due.role) if due.role else "Ingen utsedd"
    return capital(due.what), record.title if record else unit, who, f"{day_text(due.due)}{late}"
