"""How large a share of the event analyses the patient or a relative took part in."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.handelseanalyser import Handelseanalys

MEASURE = Measure(
    title="Andel händelseanalyser där patient eller närstående deltog",
    records="av slutförda händelseanalyser de där patienten eller en närstående berättade sin del (PSL 3 kap. 4 §). "
    "Den som avböjde räknas som att ingen deltog",
    dated="dagen då rapporten lämnades",
    shape=Shape.SHARE,
    process=False,
)
_TOOK_PART = frozenset({"patient", "närstående", "båda"})


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each event analysis carried out by the day."""
    for analys in Handelseanalys.live(register):
        done = analys.carried_out_on
        if done and done <= day and not analys.closed_before_import:
            yield observed(analys.record, done, met=analys.deltog in _TOOK_PART)
