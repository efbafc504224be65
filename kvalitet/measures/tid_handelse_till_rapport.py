"""How long it took from an event to its report."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Tid från händelse till rapport",
    records="avvikelser som inte är makulerade. Händelser som ännu inte är rapporterade känner registret inte till",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.LEAD_TIME,
    codes="kategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day; none of them is open, and each counts where it was reported."""
    for avvikelse in Avvikelse.live(register):
        happened, reported = avvikelse.handelsedatum, avvikelse.rapporterad
        if happened and reported and reported <= day:
            yield timed(avvikelse.record, happened, reported, day, counts=reported)
