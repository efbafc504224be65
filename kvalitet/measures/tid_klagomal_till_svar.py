"""How long it took from a complaint to its answer."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.klagomal import Klagomal

MEASURE = Measure(
    title="Tid från klagomål till svar",
    records="klagomål från patienter och närstående, som har rätt till svar (PSL 3 kap. 8 b §). Det som lämnats över "
    "till en annan vårdgivare är inte med, det som avslutats utan svar räknas som obesvarat",
    dated="dagen då klagomålet togs emot",
    shape=Shape.LEAD_TIME,
    codes="klagomalskategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each complaint received by the day and not handed over to another care giver."""
    for klagomal in Klagomal.live(register):
        received, handed_over = klagomal.mottagen, klagomal.overlamnad and not klagomal.besvarad
        if klagomal.claims_answer and received and received <= day and not handed_over:
            yield timed(klagomal.record, received, klagomal.besvarad, day)
