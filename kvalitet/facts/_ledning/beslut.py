"""Decisions of the board and the management, with what they were judged to mean for the safety of patients."""

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, word
from kvalitet.model.figure import UNKNOWN, Table
from kvalitet.views.beslut import Beslut

KEY = "beslut"


def decisions(reach: Reach) -> Table:
    """The decisions of the period that were judged so, and those that change the care and were not."""
    made = [v for v in Beslut.all(reach.register) if v.made and reach.within(v.datum, reach.period)]
    found = [v for v in made if reach.covers(v.record.unit) and (v.konsekvens or v.forandring_fran)]
    found.sort(key=lambda view: (view.datum or reach.day, view.id))
    return Table(
        key=KEY,
        caption=f"Beslut {reach.period.label} och deras betydelse för patientsäkerheten",
        headings=("Beslut", "Beslutat av", "Dag", "Bedömd betydelse", "Målkonflikt"),
        rows=tuple(
            (
                view.record.title,
                view.instans or UNKNOWN,
                day_text(view.datum),
                word(view.konsekvens) if view.konsekvens else "Inte bedömd",
                view.malkonflikt or UNKNOWN,
            )
            for view in found
        ),
        ids=tuple(sorted(view.id for view in found)),
        note="Här står beslut vars betydelse för patientsäkerheten är bedömd, och beslut som ändrar verksamheten.",
    )
