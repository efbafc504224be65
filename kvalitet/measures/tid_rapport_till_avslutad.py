"""How long it took from a report until the deviation was closed."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Tid från rapport till avslutad avvikelse",
    records="avvikelser som inte är makulerade. Den som avslutats en okänd dag är inte med",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.LEAD_TIME,
    codes="kategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day."""
    for avvikelse in Avvikelse.live(register):
        reported, closed = avvikelse.rapporterad, avvikelse.avslutad
        if reported and reported <= day and (closed or register.is_open(avvikelse.record)):
            yield timed(avvikelse.record, reported, closed, day)
