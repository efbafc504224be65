"""Series of events: what is counted, in which months, and which cuts are worth watching."""

from datetime import date

from kvalitet.model.register import Register
from kvalitet.series.serie import Serie
from kvalitet.series.watch import watched
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.choose import Measure
from tests.series.made import TODAY, days, deviations, register


def series(found: Register, today: date = TODAY) -> dict[tuple[str, str | None], Serie]:
    return {(each.topic.what, each.topic.unit): each for each in watched(found, today) if each.readings}


def monthly(first: date, counts: tuple[int, ...]) -> list[date]:
    """So many days in each month, from one on."""
    found = []
    for number, count in enumerate(counts):
        month = first.month - 1 + number
        found += [date(first.year + month // 12, month % 12 + 1, day) for day in range(3, 3 + count)]
    return found


def test_events_are_counted_by_the_month_they_were_reported_with_the_records_behind() -> None:
    counts = (4, 1, 3, 1, 4, 0, 5, 1, 3, 5, 1, 4)
    found = series(register(*deviations(monthly(date(2025, 10, 1), counts), "avdelning-a", "trycksår")))
    (serie,) = found.values()
    assert (serie.topic.category, serie.topic.unit) == ("trycksår", "avdelning-a")
    assert serie.kind is ChartKind.C
    # October 2025 to October 2026: the running month is not judged, and October has nothing
    assert [reading.y for reading in serie.readings] == [*counts, 0]
    assert serie.readings[0].ids == ("AVV-2025-0001", "AVV-2025-0002", "AVV-2025-0003", "AVV-2025-0004")
    assert serie.readings[5].ids == ()
    assert (serie.readings[5].first, serie.readings[5].last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert serie.why.startswith("C-diagram, eftersom serien är antal händelser per period. ")


def test_the_running_month_and_cancelled_records_are_left_out() -> None:
    reported = monthly(date(2025, 10, 1), (2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 1, 2, 1, 9))
    one = date(2026, 2, 20)
    cancelled = deviations([one], "avdelning-a", "trycksår", 90, ", motiv: Dubblett")[0]
    cancelled = cancelled.replace("status: rapporterad", "status: makulerad")
    (serie,) = series(register(*deviations(reported, "avdelning-a", "trycksår"), cancelled)).values()
    assert [reading.y for reading in serie.readings] == [2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 1, 2, 1]
    (later,) = series(register(*deviations(reported, "avdelning-a", "trycksår")), date(2026, 12, 1)).values()
    assert later.readings[-1].y == 9


def test_what_was_reported_before_the_register_began_is_not_counted() -> None:
    reported = monthly(date(2022, 11, 1), (5, 5, *[1] * 14))
    (serie,) = series(register(*deviations(reported, "avdelning-a", "trycksår")), date(2024, 3, 5)).values()
    assert serie.readings[0].first == date(2023, 1, 1)
    assert sum(reading.y or 0 for reading in serie.readings) == 14


def test_only_the_latest_three_years_are_watched() -> None:
    reported = monthly(date(2023, 1, 1), (1,) * 46)
    (serie,) = series(register(*deviations(reported, "avdelning-a", "trycksår"))).values()
    assert (serie.readings[0].first, len(serie.readings)) == (date(2023, 11, 1), 36)


def test_rare_events_are_followed_by_the_days_between_them() -> None:
    reported = days(date(2024, 1, 10), 61, 88, 40, 97, 70, 55, 103, 81, 64, 90, 75, 60)
    (serie,) = series(register(*deviations(reported, "avdelning-a", "trycksår"))).values()
    assert serie.measure is Measure.TIME_BETWEEN
    assert serie.kind is ChartKind.T
    assert serie.between
    assert [reading.y for reading in serie.readings] == [61, 88, 40, 97, 70, 55, 103, 81, 64, 90, 75, 60]
    assert serie.readings[0].ids == ("AVV-2024-0001", "AVV-2024-0002")
    assert (serie.readings[0].first, serie.readings[0].last) == (date(2024, 1, 10), date(2024, 3, 11))
    assert serie.why.startswith("Tiden mellan händelserna, eftersom de är sällsynta: 13 händelser på 34 månader. ")


def test_each_level_of_units_and_categories_is_watched_once() -> None:
    ground = monthly(date(2025, 1, 1), (1,) * 22)
    found = series(
        register(
            *deviations(ground, "avdelning-a", "fall_på_egen_hand", 1),
            *deviations(ground, "avdelning-b", "fall_ur_säng_eller_stol", 101),
            *deviations(ground, "mottagningen", "fall_ur_säng_eller_stol", 201),
            *deviations(ground, "mottagningen", "trycksår", 301),
        )
    )
    assert set(found) == {
        # the region holds them all
        ("Alla avvikelser", "region-exempel"),
        ("Alla avvikelser", "kliniken"),
        ("Alla avvikelser", "mottagningen"),
        ("Fall", None),
        ("Fall", "avdelning-a"),
        ("Fall", "avdelning-b"),
        ("Fall", "mottagningen"),
        ("Fall ur säng eller stol", None),
        ("Trycksår", "mottagningen"),
    }


def test_a_coarser_series_is_left_out_where_a_finer_one_holds_nearly_all_of_it() -> None:
    many, few = monthly(date(2025, 1, 1), (2,) * 22), monthly(date(2025, 1, 1), (1,) * 10)
    found = series(
        register(*deviations(many, "avdelning-a", "trycksår", 1), *deviations(few, "avdelning-b", "fall", 101))
    )
    assert set(found) == {("Trycksår", "avdelning-a")}


def test_too_few_events_are_told_as_such_and_not_charted() -> None:
    found = register(*deviations(monthly(date(2025, 1, 1), (1,) * 10), "avdelning-a", "trycksår"))
    assert not series(found)
    assert {each.why for each in watched(found, TODAY)} == {
        "10 händelser, och minst 11 behövs för att skilja slump från mönster."
    }


def test_a_unit_goes_on_in_the_one_it_was_merged_into_with_a_break() -> None:
    before, after = monthly(date(2024, 3, 1), (2,) * 18), monthly(date(2025, 9, 1), (2, 1) * 7)
    found = series(
        register(
            *deviations(before, "gamla-bb", "trycksår", 1),
            *deviations(after, "nya-bb", "trycksår", 101),
            *deviations(before, "mottagningen", "fall", 301),
        )
    )
    serie = found["Trycksår", "nya-bb"]
    assert serie.readings[0].first == date(2024, 3, 1)
    assert [(each.day, each.what) for each in serie.breaks] == [(date(2025, 9, 1), "Gamla BB gick upp i Nya BB")]
    assert serie.chart is not None
    assert [part.start for part in serie.chart.parts] == [0, 18]
    assert ("Trycksår", "gamla-bb") not in found


def test_a_unit_is_watched_from_the_day_it_was_there() -> None:
    ground = monthly(date(2024, 3, 1), (3,) * 31)
    new = monthly(date(2025, 10, 1), (2, 1) * 6)
    organisation = """# fil: organisation.yaml
enheter:
  - {id: avdelning-a, namn: Avdelning A, nivå: enhet}
  - {id: avdelning-n, namn: Avdelning N, nivå: enhet, från: 2025-09-15}
"""
    made = [*deviations(ground, "avdelning-a", "trycksår", 1), *deviations(new, "avdelning-n", "fall", 201)]
    found = series(register(*made, organisation=organisation))
    assert found["Fall", "avdelning-n"].readings[0].first == date(2025, 10, 1)
