"""A day as people write it is the day they mean; what could be several days, or none, is said to be so."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import MONTHS
from kvalitet.model.spoken import spoken_day

SUNDAY = date(2026, 11, 22)

DAYS = {
    "2026-03-15": "2026-03-15",
    "2026-3-5": "2026-03-05",
    "2026/03/15": "2026-03-15",
    "20260315": "2026-03-15",
    "idag": "2026-11-22",
    "I dag": "2026-11-22",
    "igår": "2026-11-21",
    "i  går": "2026-11-21",
    "i förrgår": "2026-11-20",
    "förrgår": "2026-11-20",
    "imorgon": "2026-11-23",
    "i övermorgon": "2026-11-24",
    "15/3 2025": "2025-03-15",
    "15/3-25": "2025-03-15",
    "15/3/2025": "2025-03-15",
    "15.3.2025": "2025-03-15",
    "15-03-2025": "2025-03-15",
    "15 mars 2027": "2027-03-15",
    "15 Mars 2027": "2027-03-15",
    "den 1:a maj 2026": "2026-05-01",
    "den 3 okt. 2026": "2026-10-03",
    "29/2 2024": "2024-02-29",
    # the twenty-second of November 2026 is a Sunday
    "i måndags": "2026-11-16",
    "i lördags": "2026-11-21",
    "i söndags": "2026-11-15",
    "på måndag": "2026-11-23",
    "på söndag": "2026-11-29",
    "nästa måndag": "2026-11-23",
    "nästa söndagen": "2026-11-29",
    "förra söndagen": "2026-11-15",
    "för tre dagar sedan": "2026-11-19",
    "tre dagar sen": "2026-11-19",
    "för en vecka sedan": "2026-11-15",
    "för 2 månader sedan": "2026-09-22",
    "om två veckor": "2026-12-06",
    "om 10 dagar": "2026-12-02",
}
"""Said on a Sunday in November 2026, by one who looks back or ahead."""


@pytest.mark.parametrize(("said", "meant"), DAYS.items(), ids=DAYS)
def test_a_day_is_understood_as_people_say_it(said: str, meant: str) -> None:
    for past in (True, False):
        found = spoken_day(said, SUNDAY, past=past)
        assert found is not None
        assert found.isoformat() == meant


@pytest.mark.parametrize(
    ("said", "back", "ahead"),
    [
        ("15/3", "2026-03-15", "2027-03-15"),
        ("15 mars", "2026-03-15", "2027-03-15"),
        ("den 15:e mars", "2026-03-15", "2027-03-15"),
        ("24 dec", "2025-12-24", "2026-12-24"),
        ("24/12", "2025-12-24", "2026-12-24"),
        ("22/11", "2026-11-22", "2026-11-22"),
        ("1/1", "2026-01-01", "2027-01-01"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_that_makes_sense(said: str, back: str, ahead: str) -> None:
    assert spoken_day(said, SUNDAY, past=True) == date.fromisoformat(back)
    assert spoken_day(said, SUNDAY, past=False) == date.fromisoformat(ahead)


WRONG = {
    "31/2": "februari har inte 31 dagar",
    "31 april": "april har inte 31 dagar",
    "2026-02-29": "februari 2026 har inte 29 dagar",
    "2026-13-01": "det finns ingen månad 13",
    "15/13": "det finns ingen månad 13",
    "0/5": "det finns ingen dag 0",
    "0000-01-01": "det finns inget år 0",
    "29/2": "den 29 februari finns bara vissa år. Skriv ut året: ",
    "260315": "”260315” kan betyda flera dagar",
    "03-04": "”03-04” kan betyda flera dagar",
    "26-03-04": "”26-03-04” kan betyda flera dagar",
    "måndag": "”måndag” kan betyda flera dagar",
    # last week's Friday is another than the one that was two days ago
    "förra fredagen": "”förra fredagen” kan betyda 2026-11-13 eller 2026-11-20. Skriv datumet.",
}


@pytest.mark.parametrize(("said", "why"), WRONG.items(), ids=WRONG)
def test_a_day_that_is_none_or_could_be_several_is_told_why(said: str, why: str) -> None:
    with pytest.raises(KvalitetError, match=r"\.$") as caught:
        spoken_day(said, SUNDAY, past=True)
    assert why in str(caught.value)


def test_the_leap_day_is_asked_for_with_a_year_that_has_it() -> None:
    with pytest.raises(KvalitetError, match="2024-02-29"):
        spoken_day("29 februari", SUNDAY, past=True)
    with pytest.raises(KvalitetError, match="2028-02-29"):
        spoken_day("29 februari", SUNDAY, past=False)
    assert spoken_day("29/2", date(2028, 3, 1), past=True) == date(2028, 2, 29)


@pytest.mark.parametrize("said", ["", "snart", "15 mor", "mars", "om ett tag", "3 dagar", "om tre dagar sedan", "2026"])
def test_what_names_no_day_is_none(said: str) -> None:
    assert spoken_day(said, SUNDAY, past=True) is None


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@given(days, days, st.booleans())
def test_a_whole_date_is_itself_however_it_is_written(day: date, today: date, past: bool) -> None:  # noqa: FBT001
    for said in (
        day.isoformat(),
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"den {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%Y%m%d}",
    ):
        assert spoken_day(said, today, past=past) == day


@given(days, st.integers(0, 364))
def test_without_a_year_it_is_the_latest_past_or_the_next_to_come(today: date, away: int) -> None:
    # the leap day alone may be further off than that
    day = today - timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert spoken_day(f"{day.day}/{day.month}", today, past=True) == day
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert spoken_day(f"{day.day} {MONTHS[day.month - 1]}", today, past=False) == day


@given(days, st.sampled_from(["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]))
def test_a_weekday_is_within_a_week_and_never_today(today: date, name: str) -> None:
    back, ahead = (spoken_day(said, today, past=True) for said in (f"i {name}s", f"på {name}"))
    assert back is not None
    assert ahead is not None
    assert 1 <= (today - back).days <= 7
    assert 1 <= (ahead - today).days <= 7
    assert back.weekday() == ahead.weekday()


@given(st.text(max_size=30), days, st.booleans())
def test_any_text_is_a_day_or_none_or_told_why(text: str, today: date, past: bool) -> None:  # noqa: FBT001
    with suppress(KvalitetError):
        found = spoken_day(text, today, past=past)
        assert found is None or isinstance(found, date)
