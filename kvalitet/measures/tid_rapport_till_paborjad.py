"""How long it took from a report until somebody took the deviation on."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Tid från rapport till påbörjad utredning",
    records="avvikelser som inte är makulerade. Är bara avslutet känt räknas det som början. Den som påbörjats en "
    "okänd dag är inte med",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.LEAD_TIME,
    codes="kategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day, as rule KV502 tells when it was begun."""
    for avvikelse in Avvikelse.live(register):
        reported, begun = avvikelse.rapporterad, avvikelse.paborjad or avvikelse.avslutad
        unknown = begun is None and avvikelse.status != "rapporterad"
        if reported and reported <= day and not unknown:
            yield timed(avvikelse.record, reported, begun, day)
