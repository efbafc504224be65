"""Figures, tables and what holds them."""

from datetime import date

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope, citations
from kvalitet.model.figure import Figure, Table, by_key, count


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(key="a", value=1204), "1\u2009204"),
        (Figure(key="a", value=87.5, decimals=1, unit="%"), "87,5\u00a0%"),
        (Figure(key="a", value=2.3, decimals=1, signed=True), "+2,3"),
        (Figure(key="a", value=-1.0, decimals=1, signed=True), "\u22121,0"),
        (Figure(key="a", value=0.0, decimals=1, signed=True), "0,0"),
        (Figure(key="a", value=None), "–"),
    ],
)
def test_a_figure_is_written_in_swedish(figure: Figure, text: str) -> None:
    assert figure.text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "inga avvikelser"), (1, "1 avvikelse"), (2, "2 avvikelser"), (None, "ett okänt antal avvikelser")],
)
def test_a_figure_has_its_noun_in_the_right_number(value: float | None, text: str) -> None:
    assert Figure(key="a", value=value).counted("avvikelse", "avvikelser") == text


def test_ids_are_counted_once_and_sorted() -> None:
    assert count("a", ["B-2", "B-1", "B-2"]) == Figure(key="a", value=2, ids=("B-1", "B-2"))


def test_two_figures_that_differ_may_not_share_a_key() -> None:
    assert list(by_key([count("a", ["x"]), count("a", ["x"])])) == ["a"]
    with pytest.raises(ValueError, match="a"):
        by_key([count("a", ["x"]), count("a", ["y"])])


def test_the_figures_of_tables_are_facts_too_and_so_are_both_parts_of_a_cell() -> None:
    cell = (count("a", ["x"]), " av ", count("b", ["x", "y"]))
    table = Table(key="t", caption="", headings=("", ""), rows=(("rad", cell), ("rad", count("c", []))))
    facts = Facts(title="", scope=Scope(year_of(2025)), unit="", day=date(2025, 12, 31), status="", tables=(table,))
    assert list(facts.figures) == ["a", "b", "c"]


def test_a_column_is_numeric_when_every_cell_in_it_is_a_figure() -> None:
    rows = (("rad", count("a", []), "text"), ("rad", count("b", []), count("c", [])))
    assert Table(key="t", caption="", headings=("", "", ""), rows=rows).numeric == (False, True, False)


def test_the_year_before_is_found_by_this_years_key() -> None:
    facts = Facts(
        title="",
        scope=Scope(year_of(2025)),
        unit="",
        day=date(2025, 12, 31),
        status="",
        loose=(count("a", ["x"]), count("a.2024", [])),
    )
    assert facts.earlier["a"].value == 0


def test_citations_are_read_in_the_order_written() -> None:
    assert citations("Se [[b]] och [[ a.c ]], inte [d] eller [[e\nf]].") == ("b", "a.c")
