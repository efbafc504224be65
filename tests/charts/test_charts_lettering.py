"""Text that must fit, and scales that must hold their values."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.charts.axis import axis
from kvalitet.charts.lettering import PLAIN, STRONG, Style, fitted, text_width, wrapped, wrapped_with
from kvalitet.charts.palette import contrast, ink_on
from kvalitet.charts.svg import identifier, number
from kvalitet.charts.wording import first_of

WORDS = st.text(st.characters(), max_size=120)
VALUES = st.lists(st.floats(-1e99, 1e99), max_size=12)


@given(WORDS, st.floats(20, 600), st.sampled_from([PLAIN, STRONG, Style(size=11)]), st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_no_line_is_wider_than_its_room_and_there_are_not_more_than_asked_for(
    words: str, width: float, style: Style, lines: int
) -> None:
    made = wrapped(words, width, style, lines=lines)
    assert len(made) <= lines
    assert all(text_width(line, style) <= width + 1e-6 for line in made)
    assert all(
        text_width(line, style) <= width + 1e-6 for line in wrapped_with(words, "(klar)", width, style, lines=lines)
    )


@given(st.lists(st.sampled_from(["fall", "på", "medicinkliniken", "hälso-", "och", "sjukvård", "x" * 40]), max_size=20))
def test_wrapping_loses_nothing_where_there_is_room(words: list[str]) -> None:
    made = wrapped(" ".join(words), 90, lines=200)
    assert "".join(made).replace(" ", "") == "".join(words)


def test_text_is_broken_at_spaces_and_hyphens_and_cut_with_an_ellipsis() -> None:
    assert wrapped("Hälso- och sjukvård", 90) == ("Hälso- och", "sjukvård")
    assert fitted("Följsamhet till hygienrutiner", 100) == "Följsamhet ti…"
    assert wrapped("", 90) == ()
    assert wrapped_with("Ledningens genomgång av hela året", "(missad)", 120, lines=1) == ("Lednin… (missad)",)
    assert wrapped_with("Rond", "(klar)", 120) == ("Rond (klar)",)


@given(VALUES, VALUES)
@settings(max_examples=60)
def test_a_scale_holds_its_values_between_few_round_ticks(values: list[float], lines: list[float]) -> None:
    scale = axis(values, lines)
    assert 2 <= len(scale.ticks) <= 9
    assert all(-1e-6 <= scale.share(value) <= 1 + 1e-6 for value in (*values, *lines))
    assert isclose(scale.share(scale.ticks[0]), 0, abs_tol=1e-6)
    assert isclose(scale.share(scale.ticks[-1]), 1, abs_tol=1e-6)
    written = [scale.tick_text(tick) for tick in scale.ticks]
    assert all(len(words) <= 16 for words in (*written, *map(scale.value_text, values)))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], ["0", "1"]),
        ([0, 0], ["0", "1"]),
        ([3, 9], ["0", "2", "4", "6", "8", "10"]),
        ([80, 95], ["80", "85", "90", "95"]),
        ([0.2, 0.9], ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
        ([-3, 2], ["−3", "−2", "−1", "0", "1", "2"]),
        ([12000, 52000], ["0", "20\u2009000", "40\u2009000", "60\u2009000"]),
        ([1], ["0", "1", "2"]),
        ([-5, -5], ["−8", "−6", "−4", "−2", "0"]),
        ([2e12, 0], ["0", "5·10¹¹", "1·10¹²", "1,5·10¹²", "2·10¹²"]),
    ],
)
def test_ticks_are_round_and_written_in_swedish(values: list[float], ticks: list[str]) -> None:
    scale = axis(values)
    assert [scale.tick_text(tick) for tick in scale.ticks] == ticks


def test_values_are_written_with_the_decimals_they_have() -> None:
    whole, halves, long = axis([1, 4, 9]), axis([1.5, 4, 9]), axis([1 / 3, 0.5])
    assert [whole.value_text(value) for value in (4, 29 / 6, None)] == ["4", "4,8", "–"]
    assert [halves.value_text(value) for value in (1.5, 4)] == ["1,5", "4,0"]
    assert [axis([99.5, 70, 0]).value_text(value) for value in (99.5, 100, 0)] == ["99,5", "100", "0"]
    assert axis([99.95, 100.2]).value_text(100) == "100,00"
    assert [axis([99.5, 70]).level_text(value) for value in (90, 92.5)] == ["90", "92,5"]
    assert long.value_text(1 / 3) == "0,333" if long.exponent == -2 else "0,33"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e101])
def test_what_no_chart_can_hold_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no chart reaches"):
        axis([value])


def test_coordinates_have_one_decimal_and_no_minus_zero() -> None:
    assert [number(value) for value in (1.0, 1.25, -0.04, 100)] == ["1", "1.2", "0", "100"]
    with pytest.raises(ValueError, match="no place"):
        number(float("nan"))


@given(st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=40)
def test_ids_differ_when_their_keys_do(one: str, other: str) -> None:
    assert (identifier("titel", one) == identifier("titel", other)) == (one == other)


@given(st.integers(0, 0xFFFFFF))
def test_ink_can_be_read_on_any_fill(colour: int) -> None:
    fill = f"#{colour:06x}"
    assert contrast(ink_on(fill), fill) >= 4.1
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_long_row_of_names_is_cut_short() -> None:
    assert first_of(["a", "b", "c"]) == "a, b och c"
    assert first_of(list("abcde")) == "a, b, c, d och e"
    assert first_of(list("abcdef")) == "a, b, c, d och 2 till"
