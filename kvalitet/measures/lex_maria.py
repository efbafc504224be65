"""How many events were notified under lex Maria."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.arenden import LEX_MARIA, Arende

MEASURE = Measure(
    title="Anmälningar enligt lex Maria",
    records="lex Maria-ärenden som är anmälda och inte makulerade",
    dated="dagen då anmälan gjordes",
    shape=Shape.COUNT,
    process=False,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each case notified by the day."""
    for arende in Arende.live(register):
        if arende.typ == LEX_MARIA and arende.anmald and arende.anmald <= day:
            yield observed(arende.record, arende.anmald)
