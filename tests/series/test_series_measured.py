"""Series that records hold: phases, gaps, marks, the chart a record asks for, and where values come from."""

from datetime import date

import pytest

from kvalitet.model.register import Register
from kvalitet.series.serie import Serie
from kvalitet.series.watch import watched
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.choose import Measure
from tests.series.made import TODAY, indicator, months, register, shares

STEADY = (30, 34, 29, 33, 28, 35, 31, 34, 29, 32, 33, 30, 35, 28)


def only(found: Register, today: date = TODAY) -> Serie:
    (serie,) = watched(found, today)
    return serie


def test_an_indicator_is_a_series_of_shares_with_addresses_behind() -> None:
    serie = only(register(indicator(shares("2025-08", *STEADY))))
    assert (serie.topic.what, serie.topic.unit, serie.topic.record) == ("Bedömda i tid", "kliniken", "IND-0001")
    assert (serie.measure, serie.kind) == (Measure.SHARE, ChartKind.P)
    assert [(reading.y, reading.n) for reading in serie.readings] == [(y, 40) for y in STEADY]
    assert serie.readings[3].ids == ("IND-0001/värden.3",)


def test_values_of_periods_that_are_not_over_or_before_the_register_wait_outside() -> None:
    rows = shares("2022-11", *STEADY)
    serie = only(register(indicator(rows)), date(2023, 12, 20))
    assert [serie.readings[0].label, serie.readings[-1].label] == ["januari 2023", "november 2023"]


def test_a_break_begins_a_phase_and_what_was_done_is_a_mark() -> None:
    more = (
        "tidsseriebrott:\n  - {datum: 2026-01-10, orsak: Vardagar räknas.}\n"
        "insatser:\n  - {datum: 2026-03-01, beskrivning: Morgonlista}\n"
    )
    serie = only(register(indicator(shares("2025-02", *STEADY, *STEADY[:6]), more)))
    assert serie.chart is not None
    # January was measured in both ways: what can be compared begins in February
    assert [part.start for part in serie.chart.parts] == [0, 12]
    assert [(each.day, each.what) for each in serie.breaks] == [(date(2026, 1, 10), "Vardagar räknas.")]
    assert [(each.day, each.what) for each in serie.marks] == [(date(2026, 3, 1), "Morgonlista")]


def test_lost_missing_and_too_few_are_gaps_and_never_zero() -> None:
    rows = list(shares("2025-08", *STEADY))
    del rows[4]
    rows[8] = rows[8].replace("nämnare: 40", "nämnare: 39").replace("täljare: 32", "täljare: 3")
    rows[6] = "period: 2026-03, täljare: 3, nämnare: 4"
    more = "minsta_n: 5\ndatabortfall:\n  - {period: 2025-10, orsak: Journalen låg nere.}\n"
    serie = only(register(indicator(rows, more)))
    assert [reading.label for reading in serie.readings if reading.y is None] == [
        "oktober 2025",
        "december 2025",
        "mars 2026",
    ]
    assert len(serie.readings) == 14


@pytest.mark.parametrize(
    ("asked", "kind"), [("run", ChartKind.RUN), ("i", ChartKind.I), ("pp", ChartKind.P_PRIME), ("c", ChartKind.C)]
)
def test_the_chart_that_the_record_asks_for_is_drawn(asked: str, kind: ChartKind) -> None:
    serie = only(register(indicator(shares("2025-08", *STEADY), f"diagram: {asked}\n")))
    assert serie.kind is kind
    assert serie.why.endswith(", som indikatorn själv anger.")


def test_a_chart_that_the_values_do_not_fit_gives_way_to_one_that_they_do() -> None:
    rows = [f"period: {month}, värde: {value}.5" for month, value in zip(months("2025-08", 14), STEADY, strict=True)]
    serie = only(register(indicator(rows, "diagram: u\n", measured="dagar")))
    assert (serie.measure, serie.kind) == (Measure.VALUE, ChartKind.I)
    assert serie.why.startswith("I-diagram, eftersom serien är ett mätvärde per period.")


def test_too_few_values_are_not_judged_whatever_chart_is_asked_for() -> None:
    serie = only(register(indicator(shares("2026-01", *STEADY[:8]), "diagram: p\n")))
    assert serie.chart is None
    assert "minst 10 behövs" in serie.why


def test_shares_that_are_nearly_always_whole_cannot_be_judged_from_sums() -> None:
    serie = only(register(indicator(shares("2025-08", *[40] * 10, 38, 40, 40, 39))))
    assert serie.chart is None
    assert serie.why.endswith("Men antalet framgår inte av summor per period, så serien bedöms inte.")


def test_units_and_groups_are_series_of_their_own() -> None:
    rows = [
        *(row + ", enhet: avdelning-a" for row in shares("2025-08", *STEADY)),
        *(row + ", grupp: kvinnor" for row in shares("2025-08", *STEADY)),
        *shares("2025-08", *STEADY),
    ]
    found = watched(register(indicator(rows)), TODAY)
    assert [(each.topic.unit, each.topic.group) for each in found] == [
        ("avdelning-a", None),
        ("kliniken", None),
        ("kliniken", "kvinnor"),
    ]


def test_years_among_months_are_left_out_of_the_series() -> None:
    serie = only(register(indicator(["period: 2024, täljare: 300, nämnare: 480", *shares("2025-08", *STEADY)])))
    assert len(serie.readings) == len(STEADY)


def test_values_of_a_unit_that_was_merged_go_on_in_its_heir() -> None:
    rows = shares("2025-03", *STEADY[:6], *STEADY[:8])
    where = ["gamla-bb"] * 6 + ["nya-bb"] * 8
    serie = only(register(indicator([f"{row}, enhet: {unit}" for row, unit in zip(rows, where, strict=True)])))
    assert serie.topic.unit == "nya-bb"
    assert len(serie.readings) == 14
    assert [each.day for each in serie.breaks] == [date(2025, 9, 1)]


INSPECTION = """id: EGK-0001
titel: Basala hygienrutiner
enhet: kliniken
status: aktiv
vad: Följsamheten.
start: 2024-01-01
frekvens: {intervall: P1M}
genomföranden:
"""


def occasions(*told: str) -> str:
    rows = zip(months("2025-08", len(told)), told, strict=True)
    return INSPECTION + "".join(
        f"  - {{id: G{n}, datum: {month}-15, {what}}}\n" for n, (month, what) in enumerate(rows)
    )


def test_an_inspection_is_a_series_for_each_unit() -> None:
    made = occasions(*(f"enhet: avdelning-a, antal: 40, uppfyllda: {y}" for y in STEADY))
    serie = only(register(made))
    assert (serie.topic.source, serie.topic.unit, serie.kind) == ("egenkontroll", "avdelning-a", ChartKind.P)
    assert serie.readings[2].ids == ("EGK-0001/G2",)
    assert (serie.readings[2].y, serie.readings[2].n) == (29, 40)


def test_an_inspection_may_measure_values() -> None:
    serie = only(register(occasions(*(f"värde: {y}.2" for y in STEADY))))
    assert (serie.measure, serie.kind) == (Measure.VALUE, ChartKind.I)


def test_an_indicator_that_an_inspection_feeds_gives_it_its_breaks_marks_and_chart() -> None:
    fed = (
        "id: IND-0001\ntitel: Hygien\nenhet: kliniken\nstatus: aktiv\ndefinition: Andelen.\nmåttenhet: procent\n"
        "start: 2024-01-01\nriktning: högre_är_bättre\nhämtas_från: EGK-0001\ndiagram: run\n"
        "insatser:\n  - {datum: 2026-01-01, beskrivning: Handsprit}\n"
    )
    serie = only(register(occasions(*(f"antal: 40, uppfyllda: {y}" for y in STEADY)), fed))
    assert (serie.topic.record, serie.kind) == ("EGK-0001", ChartKind.RUN)
    assert [each.what for each in serie.marks] == ["Handsprit"]


def test_training_is_a_series_of_shares_that_have_taken_the_course() -> None:
    rows = "".join(
        f"  - {{period: {month}, enhet: avdelning-a, antal: 40, genomfört: {y}}}\n"
        for month, y in zip(months("2025-08", 14), STEADY, strict=True)
    )
    made = (
        "id: UTB-0001\ntitel: Hjärt-lungräddning\nenhet: kliniken\nstatus: aktiv\nstart: 2024-01-01\n"
        "ansvarig: enhetschef/avdelning-a\n"
        f"målgrupp: {{enheter: [avdelning-a]}}\nfrekvens: {{intervall: P1M}}\ngenomförande:\n{rows}"
    )
    serie = only(register(made))
    assert (serie.topic.source, serie.topic.unit, serie.kind) == ("utbildning", "avdelning-a", ChartKind.P)
    assert serie.readings[0].ids == ("UTB-0001/genomförande.0",)


def test_what_is_no_longer_in_use_is_not_watched() -> None:
    made = indicator(shares("2025-08", *STEADY)).replace(
        "status: aktiv", "status: avvecklad\navvecklad: 2026-10-01\nmotiv: Ersatt."
    )
    assert watched(register(made), TODAY) == ()
