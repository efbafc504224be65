"""How large a share of the risk analyses that were due have been followed up."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
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
    """One for each analysis whose follow-up was due by the day; due that very day only if it is done."""
    moot = replaced(Riskanalys.all(register))
    for analys in Riskanalys.live(register):
        due, done = analys.uppfoljning_senast, analys.uppfoljning_utford
        if due is None or due < (analys.regler_fran or due) or (done is None and analys.id in moot):
            continue
        met = done is not None and done <= day
        if due < day or (due == day and met):
            yield observed(analys.record, due, met=met)
