"""How long it took from the decision to notify an event under lex Maria until it was notified."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.arenden import LEX_MARIA, Arende

MEASURE = Measure(
    title="Tid från beslut till anmälan enligt lex Maria",
    records="lex Maria-ärenden som inte är makulerade och där beslutet att anmäla är taget",
    dated="dagen då det beslutades att händelsen ska anmälas",
    shape=Shape.LEAD_TIME,
    process=False,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each case decided by the day."""
    for arende in Arende.live(register):
        if arende.typ == LEX_MARIA and arende.beslutad and arende.beslutad <= day:
            yield timed(arende.record, arende.beslutad, arende.anmald, day)
