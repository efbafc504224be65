"""What stands in place of columns and tables that would hold nothing."""

from dataclasses import replace

from kvalitet.facts._base.maskering import HIDDEN, hidden_note
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Figure, Mask, Table
from kvalitet.model.withheld import told_together
from tests.facts.small import changed, facts, rendered
from tests.facts.written import firsts

YEAR = Scope(year_of(2025))
NEXT = Scope(year_of(2026))
REPORT = "samlad-analys"


def test_a_year_that_the_register_has_nothing_from_has_no_column_but_a_sentence() -> None:
    tables = facts(REPORT, YEAR).table
    assert tables["avvikelser.typ"].headings == ("Typ", "2025", "2024")
    assert {len(row) for row in tables["avvikelser.typ"].rows} == {3}
    assert "Registret började efter 2023: därifrån finns inga uppgifter." in tables["avvikelser.typ"].shared
    assert tables["riskanalyser.slag"].headings == ("Slag", "2025")
    assert "Registret har inga sådana poster från 2024." in tables["riskanalyser.slag"].shared


def test_none_this_year_is_a_sentence_with_how_many_there_were_before() -> None:
    found = facts(REPORT, NEXT)
    assert found.table["riskanalyser.slag"].empty == "Ingen riskanalys är gjord under 2026 (2025: 1)."
    assert found.table["avvikelser.typ"].empty == "Inga avvikelser är rapporterade under 2026 (2025: 3; 2024: 1)."
    assert found.figures["avvikelser.antal.2025"].value == 3
    assert "Avvikelser efter typ" not in rendered(REPORT, NEXT).markdown


def test_an_auditor_is_shown_what_the_numbers_of_the_years_before_rest_on() -> None:
    table = facts(REPORT, Scope(year_of(2026), auditor=True)).table["riskanalyser.slag"]
    assert table.evidence == ("RIS-2025-0001",)
    assert table.headings == ("Slag", "2026", "2025")


def test_a_period_of_which_not_even_the_sum_is_shown_has_a_sentence() -> None:
    few = Mask("färre än 5", "färre än 5")
    totals = (("2025", Figure(key="a", value=7)), ("2024", Figure(key="b", value=None, mask=HIDDEN)))
    assert list(hidden_note(totals)) == ["Antal från 2024 visas inte, för att ingen ska kunna pekas ut."]
    assert list(hidden_note([("2024", Figure(key="c", value=None, mask=few))])) == [
        "Från 2024 är antalet färre än 5 och delas inte upp, för att ingen ska kunna pekas ut."
    ]


def test_an_inspection_that_had_not_begun_has_no_row() -> None:
    later = changed("egenkontroller/EGK-0001.yaml", "start: 2024-10-01", "start: 2027-01-01")
    narrative = "patientsakerhetsberattelse"
    assert firsts(facts(narrative, YEAR), "egenkontroller.tillfällen") == ["Basala hygienrutiner", "Totalt"]
    table = facts(narrative, Scope(year_of(2023)), later).table["egenkontroller.tillfällen"]
    assert (table.rows, table.empty) == ((), "Ingen egenkontroll var planerad eller gjordes under året.")


def test_the_key_figures_of_a_unit_with_nothing_are_a_sentence() -> None:
    nothing = Scope(year_of(2023), "mottagningen")
    table = facts("kvartalsrapport", nothing).table["nyckeltal"]
    assert table.rows == ()
    assert table.empty == "Inget är rapporterat, mottaget eller analyserat under 2023 eller 2022."


def test_the_same_sentence_is_not_said_twice_under_a_heading() -> None:
    empty = Table(key="a", caption="", headings=(), rows=(), empty="Inget.")
    other = replace(empty, key="b", empty="Ingenting.")
    assert list(told_together((empty, replace(empty, key="c"), other))) == [empty, other]
