"""What the series of the register tell that chance does not explain, with the charts of the events among them."""

from collections.abc import Iterator

from kvalitet.facts._reach import Reach
from kvalitet.facts._serier import Drawing, charted
from kvalitet.facts._tally import Gathered, together
from kvalitet.model.dates import days_on
from kvalitet.model.figure import Figure, Table
from kvalitet.model.wording import capital
from kvalitet.series.signals import Verdict, survey
from kvalitet.series.words import advice, name, told

KEY = "samlad.mönster"
CHARTS = "avvikelser.utveckling"
_DEVIATIONS = "avvikelse"
_MOST = 3


def pattern_facts(reach: Reach) -> Gathered:
    """The patterns within reach on the day described, the strongest first, and the charts of deviations among them."""
    found = tuple(_within(reach))
    table = Table(
        key=KEY,
        caption="Mönster i siffrorna som slumpen inte förklarar",
        headings=("Vad", "Vad som syns", "Gör så här"),
        rows=tuple((capital(_name(reach, each)), told(each), advice(each)) for each in found),
        ids=tuple(sorted({name for each in found for name in each.ids})),
        note="Alla serier i registret har prövats tillsammans, så att få av mönstren ska vara slump.",
        empty="Inget mönster syns som slumpen inte förklarar.",
    )
    number = Figure(key=f"{KEY}.antal", value=len(found), ids=table.ids)
    drawn = [each for each in found if each.serie.topic.source == _DEVIATIONS][:_MOST]
    return together(Gathered((table,), (number,)), *(_chart(reach, each) for each in drawn))


def _within(reach: Reach) -> Iterator[Verdict]:
    # a past year is judged as it could be on the day after it was over
    day = min(reach.today, days_on(reach.day, 1))
    for each in survey(reach.register, day).patterns:
        unit = each.serie.topic.unit
        if reach.units is None or unit in reach.units:
            yield each


def _name(reach: Reach, verdict: Verdict) -> str:
    return name(reach.register, verdict.serie.topic)


def _chart(reach: Reach, verdict: Verdict) -> Gathered:
    serie = verdict.serie
    cuts = (serie.topic.category, serie.topic.process, serie.topic.unit)
    key = ".".join((CHARTS, *(cut for cut in cuts if cut)))
    unit = "Dagar mellan händelser" if serie.between else "Avvikelser per månad"
    return charted(reach, serie, Drawing(key=key, title=capital(_name(reach, verdict)), unit=unit))
