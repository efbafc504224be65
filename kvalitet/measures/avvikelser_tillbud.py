"""How large a share of the reported deviations were near misses."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Andel tillbud av de rapporterade",
    records="av alla rapporterade avvikelser de som är tillbud: det kunde ha gått illa men gjorde det inte",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.SHARE,
    codes="kategorier",
    beside="avvikelser",
    short="tillbud, %",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day, met where it was a near miss."""
    for avvikelse in Avvikelse.live(register):
        if avvikelse.rapporterad and avvikelse.rapporterad <= day:
            yield observed(avvikelse.record, avvikelse.rapporterad, met=avvikelse.typ == "tillbud")
