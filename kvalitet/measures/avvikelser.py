"""How many deviations were reported."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Rapporterade avvikelser",
    records="alla avvikelser som inte är makulerade, inom alla säkerhetsområden",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.COUNT,
    codes="kategorier",
    note="Fler rapporter kan betyda att fler rapporterar. Läs antalet tillsammans med hur stor del som är allvarlig.",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day."""
    for avvikelse in Avvikelse.live(register):
        if avvikelse.rapporterad and avvikelse.rapporterad <= day:
            yield observed(avvikelse.record, avvikelse.rapporterad)
