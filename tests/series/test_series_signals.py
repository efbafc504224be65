"""What is told of a register: its pattern and nothing else, from when, which way, and what is behind it."""

from datetime import date

import pytest

from kvalitet.model.register import Register
from kvalitet.series.signals import Verdict, survey
from kvalitet.series.words import advice, name, near, since, told
from kvalitet.stats.chart import Signal
from tests.series.made import TODAY, days, deviations, indicator, register, shares
from tests.series.patterns import patterns

# twelve falls about ten weeks apart, then ten about three weeks apart
FALLS = days(
    date(2024, 1, 9), 71, 64, 83, 58, 76, 69, 80, 62, 74, 67, 79, 21, 26, 17, 25, 14, 23, 19, 30, 22, 18
)  # fmt: skip
UNCHANGED = days(date(2024, 1, 20), *(31, 58, 12, 77, 25, 44, 63, 19, 38, 52, 70, 9, 47, 35, 66, 22, 41, 57, 28, 49))
STEADY = (30, 34, 29, 33, 28, 35, 31, 34, 29, 32, 33, 30, 35, 28, 31, 34, 30, 33, 29, 32)


def with_pattern(settings: str = "") -> Register:
    return register(
        *deviations(FALLS, "avdelning-a", "fall_på_egen_hand", 1),
        *deviations(UNCHANGED, "avdelning-b", "trycksår", 101),
        *deviations(UNCHANGED, "mottagningen", "hot_och_våld", 201),
        indicator(shares("2025-03", *STEADY)),
        settings=settings,
    )


def only(found: Register) -> Verdict:
    (verdict,) = survey(found, TODAY).patterns
    return verdict


def test_the_pattern_is_found_and_nothing_else_is_flagged() -> None:
    assert patterns(with_pattern(), TODAY) == {"Fall, Avdelning A": FALLS[11].isoformat()}


def test_a_register_without_change_shows_nothing() -> None:
    found = register(*deviations(UNCHANGED, "avdelning-b", "trycksår", 101), indicator(shares("2025-03", *STEADY)))
    assert patterns(found, TODAY) == {}


def test_the_pattern_is_told_with_its_signals_and_the_records_behind_it() -> None:
    verdict = only(with_pattern())
    assert verdict.rising
    assert Signal.CROSSINGS in verdict.signals
    assert told(verdict).startswith("Tätare från och med 2026-03-02: ")
    assert verdict.ids == tuple(f"AVV-{day.year}-{number:04}" for number, day in enumerate(FALLS[11:], 12))
    # the last of the earlier ones is where the first short distance is counted from
    assert verdict.events == verdict.ids[1:]
    assert "rapporterade fler?" in advice(verdict)


def test_other_series_on_the_same_events_are_told_under_the_strongest() -> None:
    found = register(
        *deviations(FALLS, "avdelning-a", "fall_på_egen_hand", 1),
        # enough of something else at the same time for the ward to be a series of its own
        *deviations(days(date(2026, 3, 10), 33, 35, 30, 34, 31, 20), "avdelning-a", "trycksår", 101),
    )
    verdict = only(found)
    assert [name(found, each.serie.topic) for each in (verdict, *verdict.same)] == [
        "Alla avvikelser, Avdelning A",
        "Fall, Avdelning A",
    ]


def test_fewer_events_are_told_as_such() -> None:
    fewer = days(date(2024, 1, 9), *(21, 26, 17, 25, 14, 23, 19, 30, 22, 18, 24), *(71, 64, 83, 58, 76, 69, 80, 62))
    verdict = only(register(*deviations(fewer, "avdelning-a", "fall", 1)))
    assert not verdict.rising
    assert told(verdict).startswith("Glesare från och med ")
    assert "rapporterade färre?" in advice(verdict)


def test_a_change_in_an_indicator_is_told_with_what_was_done_about_then() -> None:
    rows = shares("2025-03", *STEADY[:11], *(38, 39, 37, 38, 40, 39, 38, 39, 37))
    more = (
        "insatser:\n  - {datum: 2026-01-15, beskrivning: Ny mall}\n  - {datum: 2025-03-15, beskrivning: Länge sedan}\n"
    )
    verdict = only(register(indicator(rows, more)))
    assert (since(verdict), verdict.rising) == ("februari 2026", True)
    assert told(verdict).startswith("Högre från och med februari 2026: ")
    assert [each.what for each in near(verdict)] == ["Ny mall"]
    assert advice(verdict).endswith("skriv det under analyser i IND-0001.")


def test_one_month_far_outside_the_limits_is_a_pattern_of_that_month_alone() -> None:
    counts = [3, 4, 2, 5, 3, 4, 3, 2, 4, 3, 5, 4, 3, 19, 4, 2, 3, 5, 4, 3, 2, 4]
    reported = [date(2025 + n // 12, n % 12 + 1, day) for n, count in enumerate(counts) for day in range(5, 5 + count)]
    verdict = only(register(*deviations(reported, "avdelning-a", "fall", 1)))
    assert verdict.signals == (Signal.BEYOND,)
    assert [reading.label for reading in verdict.readings] == ["februari 2026"]
    assert len(verdict.ids) == 19


def test_a_measured_value_far_out_is_only_a_possible_signal() -> None:
    values = (12, 14, 11, 13, 12, 15, 13, 11, 14, 12, 13, 40, 12, 14, 11, 13)
    rows = [f"period: 2025-{n:02}, värde: {y}" for n, y in enumerate(values[:12], 1)]
    rows += [f"period: 2026-{n:02}, värde: {y}" for n, y in enumerate(values[12:], 1)]
    found = survey(register(indicator(rows, measured="dagar")), TODAY)
    assert found.patterns == ()
    assert [each.signals for each in found.possible] == [(Signal.BEYOND,)]


@pytest.mark.parametrize(("allowed", "number"), [("", 1), ("0.9", 1), ("0.0000001", 0)])
def test_the_register_chooses_how_many_may_be_false(allowed: str, number: int) -> None:
    settings = f"signaler: {{falska_högst: {allowed}}}\n" if allowed else ""
    found = survey(with_pattern(settings), TODAY)
    assert found.allowed == float(allowed or 0.05)
    assert len(found.patterns) == number


def test_a_part_of_the_organisation_is_judged_among_all_and_told_alone() -> None:
    found = survey(with_pattern(), TODAY)
    part = found.within({"avdelning-b", "mottagningen"})
    assert part.patterns == ()
    assert 0 < len(part.verdicts) < len(found.verdicts)
    assert [each.rate for each in found.within({"avdelning-a"}).patterns] == [found.patterns[0].rate]
    assert part.by_chance < found.by_chance


def test_all_is_counted() -> None:
    found = survey(with_pattern(), TODAY)
    quiet = [each for each in found.verdicts if not each.signals]
    assert len(found.verdicts) == sum(each.pattern for each in found.verdicts) + len(found.possible) + len(quiet)
    assert all(serie.chart is None for serie in found.short)
