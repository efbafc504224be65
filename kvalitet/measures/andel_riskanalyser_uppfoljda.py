"""How large a share of the risk analyses that were due have been followed up."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, fallen_due
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, replaced

MEASURE = Measure(
    title="Andel riskanalyser med gjord uppföljning",
    records="av riskanalyser med en dag för uppföljning de som är uppföljda senast på periodens sista dag. En analys "
    "som en nyare har ersatt är inte med om den inte följdes upp",
    dated="dagen då uppföljningen senast skulle göras",
    shape=Shape.SHARE,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each analysis whose follow-up was due by the day."""
    moot = replaced(Riskanalys.all(register))
    for analys in Riskanalys.live(register):
        due, done = analys.uppfoljning_senast, analys.uppfoljning_utford
        if due and due >= (analys.regler_fran or due) and (done or analys.id not in moot):
            yield from fallen_due(analys.record, due, done, day, last=day)
