"""How much of the work is done before something happens, and how much after."""

from collections.abc import Iterable, Iterator

from kvalitet.facts._base.omraden import analyses, complaints, deviations, inspections
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.model.dates import Period
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital
from kvalitet.views.ronder import Rond

KEY = "förebyggande"
_AHEAD = frozenset({"risk", "tillbud"})


def ahead_and_after(reach: Reach) -> Gathered:
    """What was done ahead of events, and what followed on them, this period and the one before."""
    this, before = reach.years(2)
    rows: list[tuple[Cell, ...]] = []
    now, then = tuple(_counted(reach, this)), tuple(_counted(reach, before))
    for (label, key, ids), (_, _, earlier) in zip(now, then, strict=True):
        rows.append((label, *(count(f"{KEY}.{key}{reach.suffix(y)}", i) for y, i in ((this, ids), (before, earlier)))))
    figures = tuple(cell for row in rows for cell in row if isinstance(cell, Figure))
    table = Table(
        key=KEY,
        caption="Före och efter att något har hänt",
        headings=("Vad", capital(this.label), capital(before.label)),
        rows=tuple(rows) if any(figure.some for figure in figures) else (),
        empty=f"Inget har rapporterats eller gjorts under {this.label} eller {before.label}.",
        note="Det som står överst görs för att inget ska hända, det som står sist följer på en händelse.",
    )
    return Gathered((table,), figures)


def _counted(reach: Reach, year: Period) -> Iterator[tuple[str, str, Iterable[str]]]:
    reported = [view for view in deviations(reach) if reach.within(view.rapporterad, year)]
    yield "Riskanalyser", "riskanalyser", [v.id for v in analyses(reach) if reach.within(v.datum, year)]
    held = [v for v in Rond.all(reach.register) if v.held and reach.covers(v.enhet)]
    yield "Patientsäkerhetsronder och dialoger", "ronder", [v.id for v in held if reach.within(v.datum, year)]
    yield "Tillfällen med egenkontroll", "egenkontroller", _occasions(reach, year)
    yield "Rapporterade risker och tillbud", "risker_och_tillbud", [v.id for v in reported if v.typ in _AHEAD]
    yield "Negativa händelser", "händelser", [v.id for v in reported if v.typ not in _AHEAD]
    yield "Klagomål och synpunkter", "klagomål", [v.id for v in complaints(reach) if reach.within(v.mottagen, year)]


def _occasions(reach: Reach, year: Period) -> list[str]:
    return [
        f"{view.id}/{occasion.id}"
        for view in inspections(reach)
        for occasion in view.genomforanden
        if reach.within(occasion.datum, year) and reach.covers(occasion.enhet or view.enhet)
    ]
