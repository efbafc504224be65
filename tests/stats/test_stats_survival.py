"""How long things take while some are open: against published numbers, and what must always hold."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.stats.survival import Time, quantile, survival

# Freireich and others, Blood 1963, 21(6):699-716: weeks of remission in leukaemia, as tabled by Gehan,
# Biometrika 1965, 52:203-223, and in R's MASS::gehan. A plus is a child still in remission.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
CONTROL = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def times(written: str) -> list[Time]:
    return [Time(float(text.rstrip("+")), text.endswith("+")) for text in written.split()]


def test_the_curve_is_the_published_one() -> None:
    # Kleinbaum and Klein, Survival Analysis, 3rd ed. 2012, table 2.1 of the treated, to four digits
    published = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    found = {step.length: round(step.left, 4) for step in survival(times(TREATED))}
    assert found == published


@pytest.mark.parametrize(("group", "median"), [(TREATED, 23), (CONTROL, 8)])
def test_the_medians_are_the_published_ones(group: str, median: float) -> None:
    assert quantile(times(group), 0.5) == median


def test_a_quantile_that_is_not_reached_is_unknown() -> None:
    # the curve of the treated ends at 0.4482: nine of ten are never seen to be done
    assert quantile(times(TREATED), 0.9) is None
    # by hand: 17 of 21 done leave 4/21 = 0.190, 19 leave 2/21 = 0.095
    assert quantile(times(CONTROL), 0.9) == 17
    assert quantile([], 0.5) is None
    assert quantile([Time(4, open=True)], 0.5) is None


def test_the_first_time_at_which_half_are_done_is_the_median_though_the_curve_is_flat_there() -> None:
    assert quantile(times("1 2 3 4"), 0.5) == 2
    assert quantile(times("10 20 30 40 50 60 70 80 90 100"), 0.9) == 90


def test_what_is_open_when_something_else_is_done_was_at_risk() -> None:
    (step,) = survival(times("5 5+"))
    assert step == (5, 0.5)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.5, 2.0])
def test_a_share_that_is_none_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between"):
        quantile([Time(1)], p)


def test_a_time_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        list(survival([Time(-1)]))


lengths = st.lists(st.integers(0, 400), min_size=1, max_size=60)
cases = st.lists(st.builds(Time, st.integers(0, 400), st.booleans()), max_size=60)
percents = st.integers(1, 99)


@given(lengths, percents)
def test_without_anything_open_it_is_the_ordinary_quantile(found: list[int], percent: int) -> None:
    expected = sorted(found)[ceil(len(found) * percent / 100) - 1]
    assert quantile([Time(length) for length in found], percent / 100) == expected


@given(cases)
def test_the_curve_falls_from_one_and_never_below_zero(found: list[Time]) -> None:
    left = [1.0, *(step.left for step in survival(found))]
    assert left == sorted(left, reverse=True)
    assert left[-1] >= -1e-12


@given(cases, percents, st.data())
def test_to_leave_a_case_open_never_makes_the_time_shorter(
    found: list[Time], percent: int, data: st.DataObject
) -> None:
    before = quantile(found, percent / 100)
    opened = [time._replace(open=time.open or data.draw(st.booleans())) for time in found]
    after = quantile(opened, percent / 100)
    assert after is None or (before is not None and after >= before)


@given(cases, percents, st.randoms())
def test_the_order_of_the_cases_does_not_matter(found: list[Time], percent: int, random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert quantile(shuffled, percent / 100) == quantile(found, percent / 100)
