"""A series as a chart and a table, of numbers counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kvalitet.charts.target import Target
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.serier import Drawing, _laid_out, charted
from kvalitet.model.dates import add_months, days_on, year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Cell, Figure
from kvalitet.series.serie import Gathered, Happening, Reading, Serie, Topic
from kvalitet.stats.choose import Measure
from tests.facts.small import TODAY, loaded

HOW = Drawing(key="prov", title="Prov", unit="Andel, procent", factor=100, decimals=0)
OPEN = Reach(loaded().register, Scope(year_of(2025)), TODAY)
INSIDE = Reach(loaded().register, Scope(year_of(2025), internal=True), TODAY)


def months(first: date, shares: list[tuple[float, float] | None], step: int = 1) -> tuple[Reading, ...]:
    found = []
    for index, share in enumerate(shares):
        start = add_months(first, step * index)
        y, n = share or (None, None)
        last = days_on(add_months(start, step), -1)
        found.append(Reading(label=f"{start:%Y-%m}", first=start, last=last, y=y, n=n, ids=(f"EGK-0001/{index}",)))
    return tuple(found)


def serie(
    readings: tuple[Reading, ...],
    source: str = "egenkontroll",
    breaks: tuple[Happening, ...] = (),
    marks: tuple[Happening, ...] = (),
) -> Serie:
    gathered = Gathered(
        topic=Topic(source=source, what="Prov"), readings=readings, measure=Measure.SHARE, breaks=breaks, marks=marks
    )
    return gathered.serie(gathered.chosen())


def written(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[cell.text if isinstance(cell, Figure) else str(cell) for cell in row] for row in rows]


SHARES: list[tuple[float, float] | None] = [(8, 10), (9, 10), None, *([(7, 10), (18, 20)] * 6)]


def test_months_stand_in_a_row_for_each_year_scaled_and_with_what_they_rest_on() -> None:
    found = charted(OPEN, serie(months(date(2024, 11, 1), SHARES)), HOW)
    (table,) = found.tables
    assert table.headings == (
        "År",
        "jan",
        "feb",
        "mars",
        "apr",
        "maj",
        "juni",
        "juli",
        "aug",
        "sep",
        "okt",
        "nov",
        "dec",
    )
    assert written(table.rows) == [
        ["2024", *[""] * 10, "80", "90"],
        ["2025", "–", "70", "90", "70", "90", "70", "90", "70", "90", "70", "90", "70"],
        ["2026", "90", *[""] * 11],
    ]
    figures = {figure.key: figure for figure in table.figures}
    assert figures["prov.2025-02"].value == 70
    assert figures["prov.2025-02"].ids == ("EGK-0001/3",)
    assert figures["prov.2025-01"].value is None
    (diagram,) = found.diagrams
    assert (diagram.key, diagram.title) == ("prov", "Prov")
    assert "14 värden" in diagram.description


def test_quarters_stand_four_on_a_row() -> None:
    (table,) = charted(OPEN, serie(months(date(2022, 4, 1), SHARES, step=3)), HOW).tables
    assert table.headings == ("År", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4")
    assert written(table.rows)[0] == ["2022", "", "80", "90", "–"]
    assert "prov.2022-Q2" in {figure.key for figure in table.figures}


def test_few_other_points_have_a_row_each_and_many_stand_in_a_row_for_each_year() -> None:
    days = [date(2024, 3, 21), date(2024, 6, 12), *(date(2025, month, 5) for month in range(1, 9))]
    readings = tuple(
        Reading(label=f"{day.day} maj {day.year}", first=day, last=day, y=float(n), n=10.0, ids=())
        for n, day in enumerate(days)
    )
    (table,) = charted(OPEN, serie(readings), HOW).tables
    assert table.headings == ("År", "Andel, procent, och mätpunkten")
    (_, cell), *_ = table.rows
    assert isinstance(cell, tuple)
    assert "".join(part.text if isinstance(part, Figure) else part for part in cell) == "0 (21 maj), 10 (12 maj)"
    assert [row[0] for row in table.rows] == ["2024", "2025"]
    assert len(tuple(table.figures)) == len(days)
    headings, rows = _laid_out(readings[:8], tuple(table.figures)[:8], HOW)
    assert headings == ("Mätpunkt", "Andel, procent")
    assert len(rows) == 8


def test_two_points_of_one_day_are_told_apart() -> None:
    day = date(2025, 3, 14)
    readings = (
        tuple(
            Reading(label=day.isoformat(), first=day, last=day, y=float(each), n=10.0, ids=(f"EGK-0001/G{each}",))
            for each in range(1, 10)
        )
        * 2
    )
    (table,) = charted(OPEN, serie(readings), HOW).tables
    keys = [figure.key for figure in table.figures]
    assert keys[:2] == ["prov.2025-03-14", "prov.2025-03-14.2"]
    assert len(set(keys)) == 18


def test_breaks_begin_phases_with_their_reason_and_what_was_done_is_marked() -> None:
    readings = months(date(2023, 1, 1), [(7, 10), (9, 10)] * 12)
    found = serie(
        readings,
        breaks=(Happening(date(2023, 12, 15), "Ny definition"), Happening(date(2030, 1, 1), "Efter serien")),
        marks=(Happening(date(2024, 6, 3), "Utbildning"), Happening(date(2020, 1, 1), "Före serien")),
    )
    (diagram,) = charted(OPEN, found, replace(HOW, target=Target(90, at_least=True))).diagrams
    assert "Ny definition" in diagram.description
    assert "Insats juni 2024: Utbildning" in diagram.description
    assert "serien" not in diagram.description.partition("Ny fas")[2]
    assert "Målet är minst 90" in diagram.description


@pytest.mark.parametrize("source", ["avvikelse", "klagomal"])
def test_months_of_persons_are_not_drawn_where_small_numbers_are_left_out(source: str) -> None:
    found = serie(months(date(2024, 11, 1), SHARES), source)
    assert charted(OPEN, found, HOW) == charted(OPEN, serie(()), HOW)
    assert charted(INSIDE, found, HOW).diagrams


def test_a_series_with_too_little_to_judge_is_not_drawn() -> None:
    found = charted(OPEN, serie(months(date(2024, 11, 1), SHARES[:4])), HOW)
    assert (found.tables, found.diagrams) == ((), ())
