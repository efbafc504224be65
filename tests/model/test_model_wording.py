"""Swedish as people write it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.wording import ago, apart, capital, counted, date_text, days, listing, number_text

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 avvikelser"),
        (1, "1 avvikelse"),
        (2, "2 avvikelser"),
        (11, "11 avvikelser"),
        (21, "21 avvikelser"),
        (101, "101 avvikelser"),
        (1000, "1\u2009000 avvikelser"),
        (1234567, "1\u2009234\u2009567 avvikelser"),
    ],
)
def test_a_number_agrees_with_its_noun(number: int, text: str) -> None:
    assert counted(number, "avvikelse", "avvikelser") == text


@pytest.mark.parametrize(
    ("distance", "text"),
    [
        (0, "i dag"),
        (-1, "för 1 dag sedan"),
        (1, "om 1 dag"),
        (-2, "för 2 dagar sedan"),
        (2, "om 2 dagar"),
        (-175, "för 175 dagar sedan"),
        (1000, "om 1\u2009000 dagar"),
    ],
)
def test_a_day_is_told_by_how_far_off_it_is(distance: int, text: str) -> None:
    assert ago(TODAY + timedelta(days=distance), TODAY) == text


def test_the_farthest_days_are_told_too() -> None:
    assert ago(date.min, date.max) == "för 3\u2009652\u2009058 dagar sedan"
    assert ago(date.max, date.min) == "om 3\u2009652\u2009058 dagar"
    assert days(1) == "1 dag"


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0, None, "0"),
        (7, None, "7"),
        (999, None, "999"),
        (1000, None, "1\u2009000"),
        (-1, None, "\u22121"),
        (-1000, None, "\u22121\u2009000"),
        (3.5, None, "3,5"),
        (-3.5, None, "\u22123,5"),
        (1234.5, None, "1\u2009234,5"),
        (0.25, 1, "0,3"),
        (2.0, 1, "2,0"),
        (1234.567, 2, "1\u2009234,57"),
        (-0.04, 1, "0,0"),
        (-0.05, 2, "\u22120,05"),
        (-0.0, None, "0,0"),
        (12, 0, "12"),
        # half-way goes up, also where the binary number lies a little below
        (19.25, 1, "19,3"),
        (2.5, 0, "3"),
        (1.15, 1, "1,2"),
        (-0.05, 1, "\u22120,1"),
        (1e-9, 1, "0,0"),
    ],
)
def test_a_number_has_comma_thin_space_and_a_true_minus(number: float, decimals: int | None, text: str) -> None:
    assert number_text(number, decimals) == text


@given(st.integers(-(10**15), 10**15))
def test_a_number_written_is_the_number(number: int) -> None:
    text = number_text(number)
    assert int(text.replace("\u2009", "").replace("\u2212", "-")) == number
    groups = text.removeprefix("\u2212").split("\u2009")
    assert [len(group) for group in groups[1:]] == [3] * (len(groups) - 1)
    assert 1 <= len(groups[0]) <= 3


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_words_in_a_row_have_a_conjunction_before_the_last(words: list[str], text: str) -> None:
    assert listing(words) == text
    assert listing(words, "eller") == text.replace(" och ", " eller ")


def test_days_and_capitals_in_running_text() -> None:
    assert date_text(date(2026, 3, 1)) == "den 1 mars 2026"
    assert date_text(date(2026, 12, 31)) == "den 31 december 2026"
    assert [capital(text) for text in ("", "å", "åtgärden A1", "ÅTGÄRD")] == ["", "Å", "Åtgärden A1", "ÅTGÄRD"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["a", "b", "c"], "a, b och c"),
        (["omvärlden och verksamheten", "resurser"], "omvärlden och verksamheten; resurser"),
        (["återinskrivning, internmedicin", "kö"], "återinskrivning, internmedicin; kö"),
        (["resurser"], "resurser"),
    ],
)
def test_words_that_hold_a_comma_or_an_och_are_kept_apart(words: list[str], text: str) -> None:
    assert apart(words) == text
