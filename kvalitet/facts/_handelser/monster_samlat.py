"""What the series of all sources tell that chance does not explain, with the charts of deviations."""

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._handelser.monster import Watched, over_time, surveyed
from kvalitet.model.figure import Figure, Table
from kvalitet.model.wording import capital, date_text
from kvalitet.series.words import name, told

KEY = "samlad.mönster"
_DEVIATIONS = Watched("avvikelse", "avvikelser", "avvikelser", "Serien har med avvikelser inom alla säkerhetsområden.")


def pattern_facts(reach: Reach) -> Gathered:
    """The patterns within reach on the day described, the strongest first, and the charts of deviations."""
    # a past year is judged as it could be on the day after it was over
    found = surveyed(reach).patterns
    table = Table(
        key=KEY,
        caption="Mönster i siffrorna som slumpen inte förklarar",
        headings=("Vad", "Vad som syns"),
        rows=tuple((capital(name(reach.register, each.serie.topic)), told(each, date_text)) for each in found),
        ids=tuple(sorted({id_ for each in found for id_ in each.ids})),
        note="Alla serier i registret har prövats tillsammans, så att få av mönstren ska vara slump.",
        empty="Inget mönster syns som slumpen inte förklarar.",
    )
    number = Figure(key=f"{KEY}.antal", value=len(found), ids=table.ids)
    charts = over_time(reach, _DEVIATIONS).found
    drawn = {diagram.key for diagram in charts.diagrams}
    numbers = tuple(each for each in charts.tables if each.key in drawn)
    return together(Gathered((table,), (number,)), Gathered(numbers, diagrams=charts.diagrams))
