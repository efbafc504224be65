"""How many deviations were reported a month.

A rate needs something to be set against. The register holds no days of care and no number of employees, so it is
set against time alone: units of different size cannot be compared by it.
"""

from kvalitet.measures._measure import Measure, Shape
from kvalitet.measures.avvikelser import MEASURE as REPORTED
from kvalitet.measures.avvikelser import observations

__all__ = ["MEASURE", "observations"]

MEASURE = Measure(
    title="Rapporteringstakt, avvikelser per månad",
    records=REPORTED.records,
    dated=REPORTED.dated,
    shape=Shape.RATE,
    codes=REPORTED.codes,
    beside="avvikelser",
    short="per månad",
    note="Registret har varken vårddygn eller antal anställda att räkna mot. Takten är därför antal per månad, och "
    "enheter av olika storlek går inte att jämföra med den.",
)
