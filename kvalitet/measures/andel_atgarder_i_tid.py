"""How large a share of the actions were done in time."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, fallen_due
from kvalitet.model.register import Register
from kvalitet.views.atgarder import Aktivitet, Atgard, all_actions

MEASURE = Measure(
    title="Andel åtgärder gjorda i tid",
    records="av åtgärder och planers aktiviteter med en sista dag de som var klara senast då. Avbrutna och löpande är "
    "inte med, och inte heller det som blev klart en okänd dag",
    dated="dagen då åtgärden skulle vara klar",
    shape=Shape.SHARE,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each action that was due by the day."""
    for action in all_actions(register):
        due = action.senast
        if due and due >= action.counts_from and _ends(action):
            yield from fallen_due(action.record, due, action.klar, day, action.address)


def _ends(action: Atgard) -> bool:
    if isinstance(action, Aktivitet) and action.awaits_check:
        return False
    return action.is_open or (action.is_done and action.klar is not None)
