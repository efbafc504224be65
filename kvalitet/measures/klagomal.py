"""How many complaints and comments were received."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.klagomal import Klagomal

MEASURE = Measure(
    title="Mottagna klagomål och synpunkter",
    records="alla klagomål och synpunkter som inte är makulerade",
    dated="dagen då de togs emot",
    shape=Shape.COUNT,
    codes="klagomalskategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each complaint or comment received by the day."""
    for klagomal in Klagomal.live(register):
        if klagomal.mottagen and klagomal.mottagen <= day:
            yield observed(klagomal.record, klagomal.mottagen)
