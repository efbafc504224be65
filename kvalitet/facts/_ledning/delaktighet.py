"""How patients and relatives take part: in risk analyses, event analyses, walk-rounds and processes."""

from collections.abc import Iterable, Iterator

from kvalitet.facts._base.omraden import analyses
from kvalitet.facts._base.reach import Reach
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.views.handelseanalyser import Handelseanalys
from kvalitet.views.ronder import Rond

KEY = "delaktighet"
_NOBODY = frozenset({"", "ingen", "avböjde", "ej_tillfrågad"})

_Made = Iterable[tuple[str, str]]
"""What was made, by id, each with who took part."""


def participation(reach: Reach) -> Table:
    """In how many of what was done in the period a patient or a relative took part."""
    rows = tuple(_rows(reach))
    return Table(
        key=KEY,
        caption=f"Patienters och närståendes medverkan {reach.period.label}",
        headings=("Vad", "Antal", "Med patient, närstående eller företrädare"),
        rows=rows if any(row[1].some for row in rows if isinstance(row[1], Figure)) else (),
        note="Räknas efter dagen då analysen gjordes, händelseanalysen slutfördes eller ronden hölls.",
        empty="Ingen riskanalys, händelseanalys, rond eller dialog har gjorts.",
    )


def _rows(reach: Reach) -> Iterator[tuple[Cell, ...]]:
    risks = ((v.id, v.patientmedverkan) for v in analyses(reach) if reach.within(v.datum, reach.period))
    yield _row("Riskanalyser", "riskanalyser", risks)
    here = (v for v in Handelseanalys.live(reach.register) if v.carried_out and reach.covers(v.record.unit))
    events = ((v.id, v.deltog) for v in here if reach.within(v.carried_out_on, reach.period))
    yield _row("Händelseanalyser", "händelseanalyser", events)
    held = (v for v in Rond.all(reach.register) if v.held and reach.covers(v.enhet))
    rounds = ((v.id, v.record.text("patientmedverkan")) for v in held if reach.within(v.datum, reach.period))
    yield _row("Patientsäkerhetsronder och dialoger", "ronder", rounds)


def _row(label: str, name: str, made: _Made) -> tuple[Cell, ...]:
    found = tuple(made)
    took_part = (id_ for id_, who in found if who not in _NOBODY)
    return (label, count(f"{KEY}.{name}.antal", (id_ for id_, _ in found)), count(f"{KEY}.{name}.med", took_part))
