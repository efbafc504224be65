"""A run of tables whose rows may not be shown is told in one sentence, and no sum twice."""

from dataclasses import replace

from kvalitet.model.figure import Figure, Mask, Table, Withheld
from kvalitet.model.withheld import Untold, told_together

FEW = Mask("färre än 5", "färre än 5")
WHY = "Antal under 5 visas inte, för att ingen ska kunna pekas ut."


def withheld(what: str, by: str, *total: float | Mask | None, note: str = "") -> Table:
    years = ("2025", "2024", "2023")
    figures = (
        Figure(key=f"{what}.{year}", value=None, mask=each)
        if isinstance(each, Mask)
        else Figure(key=f"{what}.{year}", value=each)
        for year, each in zip(years, total, strict=False)
    )
    sums = tuple(zip(years, figures, strict=False))
    return Table(
        key=f"{what}.{by}",
        caption="",
        headings=(),
        rows=(),
        note=note,
        withheld=Withheld(what=what, by=by, total=sums, why=WHY),
    )


SHOWN = Table(key="t", caption="", headings=("Typ", "2025"), rows=(("Fall", Figure(key="f", value=7)),))


def test_a_run_of_what_may_not_be_shown_is_one_sentence_with_the_sum_once() -> None:
    run = [withheld("Klagomål", by, 13, 12, note="Räknas per dag.") for by in ("avsändare", "väg in", "kategori")]
    (told,) = told_together(run)
    assert told == Untold(
        f"Klagomål delas inte upp efter avsändare, väg in eller kategori. {WHY} Totalt: 13 (2025) och 12 (2024).",
        shared=(),
        notes=("Räknas per dag.",),
        sums=frozenset({"Klagomål.2025", "Klagomål.2024"}),
    )


def test_different_things_have_each_its_sum_and_what_is_not_known_is_not_said() -> None:
    run = [withheld("IVO:s beslut", "innehåll", FEW, FEW, 0), withheld("Ärenden", "slag", 8, None)]
    (told,) = told_together(run)
    assert isinstance(told, Untold)
    assert told.text == (
        f"IVO:s beslut delas inte upp efter innehåll och ärenden inte efter slag. {WHY} "
        "Totalt: IVO:s beslut färre än 5 (2025 och 2024) och 0 (2023); ärenden 8 (2025)."
    )


def test_a_sum_that_stands_elsewhere_in_the_document_is_not_said_again() -> None:
    (told,) = told_together([withheld("Klagomål", "väg in", 13, 12)], {"Klagomål.2025", "Klagomål.2024"})
    assert isinstance(told, Untold)
    assert told.text == f"Klagomål delas inte upp efter väg in. {WHY}"


def test_tables_that_may_be_shown_stand_as_they_are_between_runs() -> None:
    first, last = withheld("Klagomål", "väg in", 13), withheld("Ärenden", "slag", 8)
    told = list(told_together([first, SHOWN, replace(SHOWN, key="u"), last]))
    assert [type(each) for each in told] == [Untold, Table, Table, Untold]
    assert told[1:3] == [SHOWN, replace(SHOWN, key="u")]
