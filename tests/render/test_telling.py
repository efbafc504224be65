"""What holds for several tables is said once in a document, below the first of them."""

import pytest

from kvalitet.model.document import Scope
from kvalitet.render.telling import Telling
from tests.facts.small import NARRATIVE, OF_AREA, OF_YEAR, REVIEW, facts, rendered

COUNTED = "Avvikelser räknas efter dagen då de rapporterades. Makulerade räknas inte med."


def test_what_has_been_said_is_not_new() -> None:
    telling = Telling.of(facts(NARRATIVE, OF_YEAR), None)
    assert telling.first(("a.", "b.", "a.")) == ("a.", "b.")
    assert telling.first(("b.", "c.")) == ("c.",)


@pytest.mark.parametrize(("report", "scope"), [(NARRATIVE, OF_YEAR), (REVIEW, OF_AREA)])
def test_what_deviations_are_counted_by_stands_below_the_first_table_of_them_alone(report: str, scope: Scope) -> None:
    sharing = [table for table in facts(report, scope).tables if COUNTED in table.shared]
    text = rendered(report, scope).markdown
    assert len(sharing) > 3
    assert text.count(COUNTED) == 1
    places = sorted((text.index(f"\n: {table.caption}"), table.caption) for table in sharing)
    assert text[places[0][0] :].startswith(f"\n: {places[0][1]}\n\n*{COUNTED} ")


def test_what_a_table_alone_says_stands_below_it_also_when_all_else_has_been_said() -> None:
    text = rendered(NARRATIVE, OF_YEAR).markdown
    assert "\n: Avvikelser efter allvarlighetsgrad\n\n*Graderna är de som står i registret den 1 april 2026. " in text


def test_the_sum_of_what_is_withheld_in_two_places_is_said_in_the_first() -> None:
    text = rendered(REVIEW, Scope(OF_AREA.period, OF_AREA.unit, OF_AREA.area)).markdown
    first, second = (line for line in text.splitlines() if line.startswith("*Avvikelser delas inte upp efter "))
    assert "Totalt: färre än 5 (2025 och 2024)." in first
    assert "avvikelser färre än 5" not in second
