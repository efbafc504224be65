"""Small registers made in memory, for tests of series."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

from kvalitet.model.register import Register
from kvalitet.pipeline.load import load
from tests.rules.fixtures import GROUND, fixture
from tests.trees import MemoryTree

TODAY = date(2026, 11, 22)

ORGANISATION = """# fil: organisation.yaml
enheter:
  - {id: region-exempel, namn: Region Exempel, nivå: region}
  - {id: kliniken, namn: Kliniken, nivå: verksamhet, överordnad: region-exempel}
  - {id: avdelning-a, namn: Avdelning A, nivå: enhet, överordnad: kliniken}
  - {id: avdelning-b, namn: Avdelning B, nivå: enhet, överordnad: kliniken}
  - {id: mottagningen, namn: Mottagningen, nivå: enhet, överordnad: region-exempel}
  - {id: gamla-bb, namn: Gamla BB, nivå: enhet, överordnad: kliniken, till: 2025-08-31, uppgår_i: nya-bb}
  - {id: nya-bb, namn: Nya BB, nivå: enhet, överordnad: kliniken, från: 2025-09-01}
"""


def register(*documents: str, settings: str = "", organisation: str = ORGANISATION) -> Register:
    """A register of the documents, on an organisation; none of them may be rejected."""
    base = f"# fil: kvalitet.yaml\nvårdgivare: Region Exempel\nbörjar: 2023-01-01\n{settings}"
    files = fixture("\n---\n".join((base, organisation, *documents))).files
    ground = {str(path.relative_to(GROUND)): path.read_bytes() for path in GROUND.rglob("*") if path.is_file()}
    found = load(MemoryTree({**ground, **files})).register
    assert found.rejected == (), [row.path for row in found.rejected]
    return found


def deviation(number: int, day: date, unit: str, category: str = "", more: str = "") -> str:
    """A deviation reported on a day."""
    kind = f", kategori: {category}" if category else ""
    return (
        f"{{id: AVV-{day.year}-{number:04}, titel: Händelse, enhet: {unit}, rapporterande_enhet: {unit},\n"
        f"status: rapporterad, typ: negativ_händelse, händelsedatum: {day}, rapporterad: {day},\n"
        f"beskrivning: Det hände{kind}{more}}}"
    )


def deviations(days: Iterable[date], unit: str, category: str = "", first: int = 1, more: str = "") -> tuple[str, ...]:
    """A deviation for each day, numbered from the first."""
    return tuple(deviation(number, day, unit, category, more) for number, day in enumerate(days, first))


def days(start: date, *apart: int) -> tuple[date, ...]:
    """A day, and those that follow it so many days apart."""
    return tuple(start + timedelta(days=gone) for gone in accumulate((0, *apart)))


def months(first: str, count: int) -> tuple[str, ...]:
    """So many months from one on, as records write them."""
    year, month = map(int, first.split("-"))
    return tuple(f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}" for n in range(count))


def indicator(rows: Iterable[str], more: str = "", number: int = 1, measured: str = "procent") -> str:
    """An indicator with rows of values."""
    values = "".join(f"\n  - {{{row}}}" for row in rows)
    return (
        f"id: IND-{number:04}\ntitel: Bedömda i tid\nenhet: kliniken\nstatus: aktiv\ndefinition: Andelen.\n"
        f"måttenhet: {measured}\nstart: 2023-01-01\nriktning: högre_är_bättre\n{more}värden:{values}\n"
    )


def shares(first: str, *of_forty: int) -> tuple[str, ...]:
    """Rows of an indicator, one a month: so many of forty."""
    return tuple(
        f"period: {month}, täljare: {y}, nämnare: 40"
        for month, y in zip(months(first, len(of_forty)), of_forty, strict=True)
    )
