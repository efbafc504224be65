"""How large a share of the risk analyses somebody spoke for the patients in."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys

MEASURE = Measure(
    title="Andel riskanalyser där patient eller närstående medverkade",
    records="av beslutade riskanalyser som tar upp risker för patienter de där en patient, närstående eller "
    "företrädare medverkade (PSL 3 kap. 4 §)",
    dated="dagen då analysen gjordes",
    shape=Shape.SHARE,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each analysis made by the day and since decided, as rule KV607 tells who took part."""
    for analys in Riskanalys.live(register):
        made = analys.datum
        concerned = any(risk.perspektiv == "patient" for risk in analys.risker)
        if made and made <= day and analys.decided and concerned and not analys.closed_before_import:
            yield observed(analys.record, made, met=analys.patientmedverkan not in {"", "ingen"})
