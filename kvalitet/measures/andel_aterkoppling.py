"""How large a share of the closed deviations whoever reported them was told of."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Andel avslutade avvikelser med återkoppling till den som rapporterade",
    records="av avslutade avvikelser de där rapportören har fått återkoppling senast på periodens sista dag. Det som "
    "avslutades i ett annat system är inte med",
    dated="dagen då avvikelsen avslutades",
    shape=Shape.SHARE,
    codes="kategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation closed by the day, met where feedback had been given by then."""
    for avvikelse in Avvikelse.live(register):
        closed, told = avvikelse.avslutad, avvikelse.aterkoppling_till_rapportor
        if closed and closed <= day and not avvikelse.closed_before_import:
            yield observed(avvikelse.record, closed, met=told is not None and told <= day)
