"""What a quarter changed, and what is late."""

from collections.abc import Iterable, Sequence

from kvalitet.facts._base.omraden import BY_AREA, actions
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import role_text
from kvalitet.facts._indikatorer.celler import label, outcome_figure
from kvalitet.facts._indikatorer.indikatorer import TOGETHER
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._planer.atgarder import due_text, state_on
from kvalitet.facts._planer.planer import activities, plans
from kvalitet.model.dates import months_on
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.atgarder import Aktivitet, Atgard, all_actions

CHANGED = "kvartal.ändrat"
LATE = "kvartal.försenade"
_STALE = 3
"""The months after which the latest value of an indicator is old to a quarterly report."""


def changed(reach: Reach, found: Sequence[Rad]) -> Table:
    """The indicators that have begun to miss their target since the period before, or to reach it."""
    this, before = reach.years(2)
    rows: list[tuple[Cell, ...]] = []
    for line in found:
        now, then = line.outcome(this), line.outcome(before)
        reaches, reached = (line.reached(value) if value else None for value in (now, then))
        if reaches is None or reached is None or reaches is reached:
            continue
        said = "Når målet, vilket den inte gjorde förra perioden" if reaches else "Når inte längre målet"
        outcomes = (outcome_figure(reach, line, year) for year in (before, this))
        rows.append((label(reach, line), *outcomes, said))
    return Table(
        key=CHANGED,
        caption=f"Indikatorer som har ändrat läge sedan {before.label}",
        headings=("Indikator", capital(before.label), capital(this.label), "Ändring"),
        rows=tuple(rows),
        note=TOGETHER,
        empty=f"Ingen indikator har börjat nå eller slutat nå sitt mål sedan {before.label}." if found else "",
    )


def late(reach: Reach) -> tuple[Atgard, ...]:
    """The actions and the activities of plans that were late on the day described, the longest overdue first.

    Those of what has no safety area too: event analyses, audits, walk-rounds, cases and the like.
    """
    planned = (activity for rows in activities(reach, plans(reach, reach.period)).values() for activity in rows)
    others = (a for a in all_actions(reach.register) if a.record.kind not in BY_AREA and reach.covers(a.record.unit))
    beside = (a for a in others if not isinstance(a, Aktivitet))
    found = {a.address: a for a in (*actions(reach), *beside, *planned) if state_on(a, reach.day) == "försenad"}
    return tuple(sorted(found.values(), key=lambda a: (a.due or reach.day, a.address)))


def late_table(reach: Reach, found: Sequence[Atgard]) -> Table:
    """The late ones, one by one."""
    return Table(
        key=LATE,
        caption="Åtgärder och aktiviteter som är försenade",
        headings=("Åtgärd", "Med anledning av", "Ansvarig", "Skulle vara klar"),
        rows=tuple(
            (a.gist, a.record.title, role_text(reach.register, a.ansvarig or a.record.role), due_text(a)) for a in found
        ),
        ids=tuple(sorted(a.address for a in found)),
        note=f"Läget avser {date_text(reach.day)}. Det som hör till ett annat säkerhetsområde är inte med.",
        empty="Ingen åtgärd och ingen aktivitet är försenad.",
    )


def stale(reach: Reach, found: Iterable[Rad]) -> Figure:
    """The indicators whose latest value is older than a quarter, or that have none."""
    limit = months_on(reach.day, -_STALE)
    old = (line.indikator.id for line in found if line.latest is None or line.latest.period.last < limit)
    return count("indikatorer.gamla", old)
