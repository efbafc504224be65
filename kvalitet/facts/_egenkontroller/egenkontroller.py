"""Inspections: how many were made of those planned, and what they showed beside the year before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kvalitet.facts._base.omraden import inspections
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._indikatorer.granser import LEAST, MOST, bounded
from kvalitet.model.dates import Period, days_on
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.wording import capital, date_text
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande

OCCASIONS = "egenkontroller.tillfällen"
TOTAL = "Totalt"
_MOST = 1000
_PERCENT = 100


def inspection_facts(reach: Reach, chosen: Sequence[Egenkontroll] | None = None) -> Gathered:
    """Occasions planned and held, and results beside those of the year before.

    Of the inspections chosen, else of those of the area asked for or of patient safety.
    """
    views = [view for view in (inspections(reach) if chosen is None else chosen) if _current(reach, view)]
    occasions = [_occasion_row(reach, view) for view in views]
    total = _sums(occasions)
    # one that was neither due nor made, as before its first occasion, has nothing to say in the table
    told = [row for row in occasions if row[1].some or row[2].some]
    each = (figure for _, *figures in occasions for figure in figures)
    return Gathered((_occasions(reach, told, total), _results(reach, views)), (*total, *each))


def _current(reach: Reach, view: Egenkontroll) -> bool:
    return view.avslutad is None or view.avslutad >= reach.period.first


def under_way(reach: Reach, view: Egenkontroll) -> bool:
    """Whether an inspection went on in some part of the period, and had begun by the day described."""
    return _current(reach, view) and (view.start is None or view.start <= reach.day)


_Row = tuple[str, Figure, Figure]


def _occasion_row(reach: Reach, view: Egenkontroll) -> _Row:
    units = places(reach, view)
    planned = sum(len(tuple(_due_days(reach, view, unit))) for unit in units)
    held = [g for unit in units for g in held_at(reach, view, unit, reach.period)]
    key = f"egenkontroller.{view.record.id}"
    return (
        view.record.title,
        Figure(key=f"{key}.planerade", value=planned, ids=(view.record.id,)),
        Figure(key=f"{key}.genomföranden", value=len(held), ids=tuple(sorted({_address(g) for g in held}))),
    )


def _sums(rows: Sequence[_Row]) -> tuple[Figure, Figure]:
    planned, held = ([row[column] for row in rows] for column in (1, 2))
    return (_sum("egenkontroller.planerade", planned), _sum("egenkontroller.genomföranden", held))


def _sum(key: str, figures: Iterable[Figure | str]) -> Figure:
    parts = [figure for figure in figures if isinstance(figure, Figure)]
    ids = tuple(sorted({name for figure in parts for name in figure.ids}))
    return Figure(key=key, value=sum(figure.value or 0 for figure in parts), ids=ids)


def _occasions(reach: Reach, rows: Sequence[_Row], total: tuple[Figure, Figure]) -> Table:
    return Table(
        key=OCCASIONS,
        caption=f"Egenkontroller {reach.period.label}: planerade och genomförda tillfällen",
        headings=("Egenkontroll", "Planerade", "Genomförda"),
        rows=(*rows, (TOTAL, *total)) if rows else (),
        note=(
            "Planerade är de tillfällen som skulle ha gjorts enligt egenkontrollens frekvens, till och med "
            f"{date_text(reach.day)}. Ett tillfälle räknas en gång för varje enhet som det omfattar."
        ),
        empty=f"Ingen egenkontroll var planerad eller gjordes under {reach.span}.",
    )


def places(reach: Reach, view: Egenkontroll) -> tuple[str, ...]:
    """The units within reach at which an inspection is made."""
    return tuple(unit for unit in (view.enheter or (view.enhet,)) if reach.covers(unit))


def begins_at(reach: Reach, view: Egenkontroll, unit: str) -> date | None:
    """The day from which the occasions at a unit are counted; None where nothing says."""
    known = reach.register.organisation.units.get(unit)
    starts = (view.start, reach.register.settings.starts, known.since if known else None)
    return max((day for day in starts if day), default=None)


def _due_days(reach: Reach, view: Egenkontroll, unit: str) -> Iterator[date]:
    """The days in the period, none after the day described, on which an occasion at a unit falls due.

    That is the last day of each stretch from the day it began: what is to be made four times a year from 1 January
    is to have been made by the end of March, June, September and December.
    """
    known = reach.register.organisation.units.get(unit)
    begun = begins_at(reach, view, unit)
    ends = (reach.day, view.avslutad, known.until if known else None)
    last = min(day for day in ends if day)
    for _ in range(_MOST):
        begun = view.next_after(begun) if begun else None
        due = days_on(begun, -1) if begun else None
        if due is None or due > last:
            return
        if due >= reach.period.first:
            yield due


def held_at(reach: Reach, view: Egenkontroll, unit: str, year: Period) -> Iterator[Genomforande]:
    """The occasions of an inspection at a unit that fall within a period and have come."""
    branch = reach.register.organisation.under(unit)
    for occasion in view.genomforanden:
        there = not view.enheter or not occasion.enhet or occasion.enhet in branch
        if there and reach.within(occasion.datum, year):
            yield occasion


def _address(occasion: Genomforande) -> str:
    return f"{occasion.record.id}/{occasion.id}"


def _results(reach: Reach, views: Sequence[Egenkontroll]) -> Table:
    this, before = reach.years(2)
    found = ((view, _result(reach, view, this), _result(reach, view, before)) for view in views)
    rows = tuple(
        (view.record.title, now, _parts(reach, view, this), then, _change(view, now, then), _target(view))
        for view, now, then in found
        if now.known or then.known
    )
    return Table(
        key="egenkontroller.resultat",
        caption=f"Vad egenkontrollerna visade, med jämförelse mot {reach.span} före",
        headings=("Egenkontroll", capital(this.label), "Uppfyllda", capital(before.label), "Förändring", "Mål"),
        rows=rows,
        note=(
            f"Resultatet är andelen uppfyllda av alla kontrollerade under {reach.span}, och förändringen anges då i "
            f"procentenheter. Där ett värde mäts visas det senaste under {reach.span}."
        ),
        empty="Ingen egenkontroll har gett något resultat." if views else "",
    )


def _occasions_of(reach: Reach, view: Egenkontroll, year: Period) -> list[Genomforande]:
    """The occasions of a year at units within reach, each once."""
    held = {g.id: g for unit in places(reach, view) for g in held_at(reach, view, unit, year)}
    return sorted(held.values(), key=lambda g: (g.datum or date.min, g.id))


def _counted(occasions: Iterable[Genomforande]) -> list[Genomforande]:
    return [g for g in occasions if g.antal and g.uppfyllda is not None]


def _result(reach: Reach, view: Egenkontroll, year: Period) -> Figure:
    key = f"egenkontroller.{view.record.id}.resultat{reach.suffix(year)}"
    occasions = _occasions_of(reach, view, year)
    counted = _counted(occasions)
    if counted:
        met, all_of_them = sum(g.uppfyllda or 0 for g in counted), sum(g.antal or 0 for g in counted)
        ids = tuple(sorted(map(_address, counted)))
        return Figure(key=key, value=round(_PERCENT * met / all_of_them, 6), ids=ids, unit="%", decimals=1)
    measured = [g for g in occasions if g.varde is not None]
    if measured:
        latest = measured[-1]
        return Figure(key=key, value=latest.varde, ids=(_address(latest),), unit=view.mattenhet)
    return Figure(key=key, value=None)


def _parts(reach: Reach, view: Egenkontroll, year: Period) -> Cell:
    counted = _counted(_occasions_of(reach, view, year))
    if not counted:
        return UNKNOWN
    key = f"egenkontroller.{view.record.id}"
    ids = tuple(sorted(map(_address, counted)))
    return (
        Figure(key=f"{key}.uppfyllda", value=sum(g.uppfyllda or 0 for g in counted), ids=ids),
        " av ",
        Figure(key=f"{key}.kontrollerade", value=sum(g.antal or 0 for g in counted), ids=ids),
    )


def _change(view: Egenkontroll, now: Figure, then: Figure) -> Figure:
    key = f"egenkontroller.{view.record.id}.förändring"
    if now.value is None or then.value is None or now.unit != then.unit:
        return Figure(key=key, value=None)
    ids = tuple(sorted({*now.ids, *then.ids}))
    if now.decimals is None:
        return Figure(key=key, value=round(now.value - then.value, 6), ids=ids, signed=True)
    # what the reader can subtract: the numbers as they are shown
    shown = round(round(now.value, now.decimals) - round(then.value, now.decimals), now.decimals)
    return Figure(key=key, value=shown, ids=ids, decimals=now.decimals, signed=True)


def _target(view: Egenkontroll) -> Cell:
    unit = view.mattenhet or "%"
    limits = ((LEAST, view.minst), (MOST, view.hogst))
    given = [
        (said, Figure(key=f"egenkontroller.{view.record.id}.mål.{said.strip()}", value=limit, unit=unit))
        for said, limit in limits
        if limit is not None
    ]
    cells: list[Figure | str] = []
    for said, figure in given:
        cells += [", ", *bounded(said, figure)] if cells else bounded(said, figure)
    return tuple(cells) or UNKNOWN
