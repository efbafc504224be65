"""How many indicators are better than the country, year by year."""

from collections.abc import Iterable, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.model.dates import Period
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital


def compared(reach: Reach, found: Sequence[Rad], years: int) -> Gathered:
    """The share of the indicators that are better than the country, year by year; those not compared left out."""
    rows = tuple(_compared(reach, found, year) for year in reach.years(years))
    table = Table(
        key="indikatorer.bättre_än_riket",
        caption="Indikatorer med bättre utfall än riket",
        headings=("Period", "Går att jämföra", "Bättre än riket", "Andel"),
        rows=tuple(row for row in rows if isinstance(row[1], Figure) and row[1].some),
        note="Här räknas de indikatorer som har ett utfall och ett värde för riket under hela perioden.",
        empty="Ingen indikator har ett värde för riket att jämföra med.",
    )
    return Gathered((table,), tuple(cell for row in rows for cell in row if isinstance(cell, Figure)))


def _compared(reach: Reach, found: Iterable[Rad], year: Period) -> tuple[Cell, ...]:
    judged: dict[str, list[bool]] = {}
    for line in found:
        outcome = line.outcome(year)
        better = line.better(outcome) if outcome else None
        if better is not None:
            judged.setdefault(line.indikator.id, []).append(better)
    ahead = [name for name, verdicts in judged.items() if all(verdicts)]
    end = reach.suffix(year)
    share = 100 * len(ahead) / len(judged) if judged else None
    return (
        capital(year.label),
        count(f"indikatorer.jämförda{end}", judged),
        count(f"indikatorer.bättre_än_riket.antal{end}", ahead),
        Figure(
            key=f"indikatorer.bättre_än_riket.andel{end}",
            value=None if share is None else round(share, 6),
            ids=tuple(sorted(judged)),
            unit="%",
            decimals=0,
        ),
    )
