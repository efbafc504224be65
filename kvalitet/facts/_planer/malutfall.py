"""Goals of plans that nothing in the register shows the outcome of."""

from collections.abc import Iterable

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.varden import rader
from kvalitet.facts._planer.planer import goals
from kvalitet.model.figure import Figure, count
from kvalitet.views.handlingsplaner import Handlingsplan
from kvalitet.views.indikatorer import Indikator

KEY = "mål.utan_utfall"


def without_outcome(reach: Reach, found: Iterable[Handlingsplan]) -> Figure:
    """How many goals of the plans have no indicator, or one without a value by the day described."""
    return count(
        KEY, (f"{plan.record.id}/{goal.id}" for plan, _, goal in goals(found) if not _shown(reach, goal.indikator))
    )


def _shown(reach: Reach, name: str) -> bool:
    record = reach.register.by_id.get(name)
    if record is None or record.kind != Indikator.kind:
        return False
    return any(line.latest for line in rader(reach, Indikator(record, record.data)))
