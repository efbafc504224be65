"""How much of the work is done before something happens, and how much after."""

from collections.abc import Iterable, Iterator, Sequence

from kvalitet.facts._base.omraden import analyses, complaints, deviations, inspections
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Event, Gathered, counted, since_first
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.model.wording import capital, listing
from kvalitet.views.ronder import Rond

KEY = "förebyggande"
_AHEAD = frozenset({"risk", "tillbud"})


def ahead_and_after(reach: Reach) -> Gathered:
    """What was done ahead of events, and what followed on them, this period and the one before."""
    this, before = reach.years(2)
    rows = tuple(_row(reach, label, key, tuple(events)) for label, key, events in _counted(reach))
    figures = tuple(cell for row in rows for cell in row if isinstance(cell, Figure))
    told = listing([year.label for year in (this, before) if reach.known(year)], "eller")
    table = Table(
        key=KEY,
        caption="Före och efter att något har hänt",
        headings=("Vad", capital(this.label), capital(before.label)),
        rows=rows if any(figure.some for figure in figures) else (),
        empty=f"Inget har rapporterats eller gjorts under {told}." if told else reach.unknown(this),
        note="Det som står överst görs för att inget ska hända, det som står sist följer på en händelse.",
        shared=tuple(_dashes(reach, rows)),
    )
    return Gathered((table,), figures)


def _dashes(reach: Reach, rows: Iterable[tuple[Cell, ...]]) -> Iterator[str]:
    before = reach.years(2)[1]
    if not reach.known(before):
        yield reach.unknown(before)
    elif any(isinstance(cell, Figure) and cell.value is None for row in rows for cell in row):
        yield "Ett streck: registret har inga sådana poster från så tidigt."


def _row(reach: Reach, label: str, key: str, events: Sequence[Event]) -> tuple[Cell, ...]:
    since = since_first(reach, events)
    return (label, *(counted(reach, f"{KEY}.{key}", events, year, since) for year in reach.years(2)))


def _counted(reach: Reach) -> Iterator[tuple[str, str, Iterable[Event]]]:
    reported = deviations(reach)
    yield "Riskanalyser", "riskanalyser", (Event(v.id, v.datum) for v in analyses(reach))
    held = (v for v in Rond.all(reach.register) if v.held and reach.covers(v.enhet))
    yield "Patientsäkerhetsronder och dialoger", "ronder", (Event(v.id, v.datum) for v in held)
    yield "Tillfällen med egenkontroll", "egenkontroller", _occasions(reach)
    ahead, after = ([v for v in reported if (v.typ in _AHEAD) is early] for early in (True, False))
    yield "Rapporterade risker och tillbud", "risker_och_tillbud", (Event(v.id, v.rapporterad) for v in ahead)
    yield "Negativa händelser", "händelser", (Event(v.id, v.rapporterad) for v in after)
    yield "Klagomål och synpunkter", "klagomål", (Event(v.id, v.mottagen) for v in complaints(reach))


def _occasions(reach: Reach) -> Iterator[Event]:
    for view in inspections(reach):
        for occasion in view.genomforanden:
            if reach.covers(occasion.enhet or view.enhet):
                yield Event(f"{view.id}/{occasion.id}", occasion.datum)
