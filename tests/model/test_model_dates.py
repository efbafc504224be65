"""Days, months, intervals and periods as registers write them."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.dates import (
    Period,
    add_months,
    after,
    day,
    days_on,
    first_day,
    last_day,
    months_on,
    period,
    period_before,
    year_of,
)


@given(st.dates())
def test_a_day_written_is_the_day_read(when: date) -> None:
    assert day(when.isoformat()) == first_day(when.isoformat()) == last_day(when.isoformat()) == when


@given(st.dates())
def test_a_month_written_begins_and_ends_where_it_does(when: date) -> None:
    text = f"{when.year:04}-{when.month:02}"
    first, last = first_day(text), last_day(text)
    assert first == when.replace(day=1)
    assert last is not None
    assert (last.year, last.month) == (when.year, when.month)
    assert last == date.max or (last + timedelta(days=1)).day == 1


NO_DAYS = (
    *("", "2026", "2026-1-1", "2026-02-30", "2023-02-29", "2026-13-01", "0000-01-01", "10000-01-01", "26-01-01"),
    *("2026-01-01 ", "2026-01-01\n", "2026-01-01T00:00", "20260101", "2026-W07-1", "٢٠٢٦-٠١-٠١", "-2026-01-01"),
)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text) is None
    assert first_day(text) is None
    assert last_day(text) is None


@pytest.mark.parametrize("value", [None, 20260101, 2026.01, True, ["2026-01-01"], {"a": "2026-01-01"}])
def test_what_is_no_text_is_no_day(value: None) -> None:
    assert day(value) is None
    assert first_day(value) is None
    assert last_day(value) is None
    assert period(None) is None


@pytest.mark.parametrize("text", ["2026-00", "2026-13", "0000-01", "2026-1", "2026-01-", "2026-01\n"])
def test_what_is_no_month_has_no_days(text: str) -> None:
    assert first_day(text) is None
    assert last_day(text) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -12, "2025-01-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("9999-11-30", 1, "9999-12-30"),
        ("0001-02-01", -1, "0001-01-01"),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_there_is(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(st.dates(max_value=date(5000, 1, 1)), st.integers(0, 600), st.integers(0, 600))
def test_months_added_in_two_turns_never_lead_further_than_in_one(start: date, one: int, two: int) -> None:
    at_once, in_turns = add_months(start, one + two), add_months(add_months(start, one), two)
    assert (at_once.year, at_once.month) == (in_turns.year, in_turns.month)
    assert in_turns <= at_once


@pytest.mark.parametrize(("start", "months"), [(date.max, 1), (date.min, -1), (date(2026, 1, 1), 10**6)])
def test_months_beyond_the_calendar_overflow(start: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(start, months)


@pytest.mark.parametrize(
    ("interval", "end"),
    [
        ("P10D", "2024-03-10"),
        ("P2W", "2024-03-14"),
        ("P3M", "2024-05-29"),
        ("P1Y", "2025-02-28"),
        ("P4Y", "2028-02-29"),
    ],
)
def test_an_interval_leads_from_one_day_to_another(interval: str, end: str) -> None:
    assert after(date(2024, 2, 29), interval) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "P", "P0D", "P1", "1D", "P1H", "P1.5M", "-P1D", "P1Y6M", "P10000D", "p1d", "P1D\n"]
)
def test_what_is_no_interval_leads_nowhere(text: str) -> None:
    assert after(date(2026, 1, 1), text) is None


@pytest.mark.parametrize("interval", ["P1D", "P1W", "P1M", "P9999Y"])
def test_an_interval_out_of_the_calendar_leads_nowhere(interval: str) -> None:
    assert after(date.max, interval) is None


@given(st.dates(), st.integers(-(10**20), 10**20))
def test_days_and_months_on_stay_within_the_calendar(start: date, count: int) -> None:
    assert (days_on(start, count) >= start) == (count >= 0) or days_on(start, count) == start
    assert (months_on(start, count) >= start) == (count >= 0) or months_on(start, count) == start


def test_days_and_months_on_count_as_the_calendar_does() -> None:
    assert days_on(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert months_on(date(2025, 12, 31), 3) == date(2026, 3, 31)
    assert days_on(date(9999, 12, 31), 1) == months_on(date(9999, 12, 31), 1) == date(9999, 12, 31)
    assert days_on(date(1, 1, 1), -1) == months_on(date(1, 1, 1), -1) == date(1, 1, 1)


PERIODS = [
    ("2026", "2026-01-01", "2026-12-31", "2026"),
    ("2026-T1", "2026-01-01", "2026-04-30", "tertial 1 2026"),
    ("2026-T3", "2026-09-01", "2026-12-31", "tertial 3 2026"),
    ("2026-H1", "2026-01-01", "2026-06-30", "halvår 1 2026"),
    ("2026-H2", "2026-07-01", "2026-12-31", "halvår 2 2026"),
    ("2026-Q1", "2026-01-01", "2026-03-31", "kvartal 1 2026"),
    ("2026-Q4", "2026-10-01", "2026-12-31", "kvartal 4 2026"),
    ("2024-02", "2024-02-01", "2024-02-29", "februari 2024"),
    ("2026-04", "2026-04-01", "2026-04-30", "april 2026"),
    ("2026-W07", "2026-02-09", "2026-02-15", "vecka 7 2026"),
    ("2026-W01", "2025-12-29", "2026-01-04", "vecka 1 2026"),
    ("2020-W53", "2020-12-28", "2021-01-03", "vecka 53 2020"),
    ("0001", "0001-01-01", "0001-12-31", "0001"),
    ("9999-12", "9999-12-01", "9999-12-31", "december 9999"),
]


@pytest.mark.parametrize(("text", "first", "last", "label"), PERIODS)
def test_a_period_has_its_days_and_its_words(text: str, first: str, last: str, label: str) -> None:
    found = period(text)
    assert found == Period(date.fromisoformat(first), date.fromisoformat(last), text)
    assert found.label == label
    assert found.first in found
    assert found.last in found
    assert found.last == date.max or found.last + timedelta(days=1) not in found
    assert None not in found


NO_PERIODS = (
    *("", "26", "0000", "2026-T0", "2026-T4", "2026-H3", "2026-Q5", "2026-Q0", "2026-00", "2026-13", "2026-4"),
    *("2026-W00", "2026-W54", "2025-W53", "2026-W7", "2026-X1", "2026-", "2026-t1", "9999-W52", "2026\n"),
    *("2026-T01", "2026-01-01"),
)


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period(text) is None


def test_a_bare_year_may_be_an_integer() -> None:
    assert period(2026) == period("2026") == year_of(2026)
    assert period(0) is None
    assert period(True) is None
    assert period(-2026) is None
    assert period(20260) is None
    assert period(2026.0) is None


def written(kind: str, when: date) -> str:
    """A period of a kind that holds a day, as it is written."""
    week = when.isocalendar()
    return {
        "year": f"{when.year:04}",
        "tertial": f"{when.year:04}-T{(when.month - 1) // 4 + 1}",
        "half": f"{when.year:04}-H{(when.month - 1) // 6 + 1}",
        "quarter": f"{when.year:04}-Q{(when.month - 1) // 3 + 1}",
        "month": f"{when.year:04}-{when.month:02}",
        "week": f"{week.year:04}-W{week.week:02}",
    }[kind]


LONGEST = {"year": 366, "tertial": 123, "half": 184, "quarter": 92, "month": 31, "week": 7}


@pytest.mark.parametrize("kind", LONGEST)
@given(when=st.dates(max_value=date(9999, 12, 20)))
def test_a_period_written_holds_the_day_that_it_was_written_for(kind: str, when: date) -> None:
    found = period(written(kind, when))
    assert found is not None
    assert when in found
    assert 0 < (found.last - found.first).days + 1 <= LONGEST[kind]
    assert {written(kind, found.first), written(kind, found.last)} == {found.text}


@given(st.integers(1, 9999))
def test_a_year_s_months_are_the_year(number: int) -> None:
    months = [period(f"{number:04}-{month:02}") for month in range(1, 13)]
    lengths = [(m.last - m.first).days + 1 for m in months if m]
    assert sum(lengths) == 365 + calendar.isleap(number)
    assert months[0] is not None
    assert months[0].first == year_of(number).first


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2026", "2025"),
        ("2026-H2", "2026-H1"),
        ("2026-H1", "2025-H2"),
        ("2026-T1", "2025-T3"),
        ("2026-T3", "2026-T2"),
        ("2026-Q1", "2025-Q4"),
        ("2026-Q4", "2026-Q3"),
        ("2026-01", "2025-12"),
        ("2026-12", "2026-11"),
        ("2026-W07", "2026-W06"),
        # 2020 had 53 weeks
        ("2021-W01", "2020-W53"),
    ],
)
def test_the_period_before_has_the_same_length_and_ends_the_day_before(later: str, earlier: str) -> None:
    found = period(later)
    assert found is not None
    before = period_before(found)
    assert before == period(earlier)
    assert before is not None
    assert before.last + timedelta(days=1) == found.first


def test_before_the_first_year_there_is_nothing() -> None:
    first = period("0001")
    assert first is not None
    assert period_before(first) is None
