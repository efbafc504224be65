"""Tails of counts, draws and parts: exact fractions, and numbers computed elsewhere."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.stats.tails import draws, parts, throws


@given(st.integers(0, 60), st.integers(1, 40), st.integers(-2, 62))
def test_throws_are_the_exact_binomial(total: int, bins: int, value: int) -> None:
    share = Fraction(1, bins)
    exact = sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(max(value, 0), total + 1))
    assert throws(total, 1 / bins)(value) == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


@given(st.integers(1, 40), st.data())
def test_draws_are_the_exact_hypergeometric(population: int, data: st.DataObject) -> None:
    marked, drawn = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    value = data.draw(st.integers(-1, population + 1))
    ways = sum(comb(marked, k) * comb(population - marked, drawn - k) for k in range(max(value, 0), drawn + 1))
    exact = ways / comb(population, drawn)
    assert draws(population, marked, drawn)(value) == pytest.approx(exact, rel=1e-9, abs=1e-12)


@given(st.integers(0, 60), st.integers(2, 40), st.integers(-2, 62))
def test_the_lower_end_of_throws_is_exact_however_small(total: int, bins: int, value: int) -> None:
    share = Fraction(1, bins)
    exact = sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(min(value, total) + 1))
    found = throws(total, 1 / bins).to(value)
    assert found == pytest.approx(float(exact), rel=1e-9 if value <= total / bins else 1e-6)


@given(st.integers(1, 40), st.data())
def test_the_lower_end_of_draws_is_exact(population: int, data: st.DataObject) -> None:
    marked, drawn = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    value = data.draw(st.integers(-1, population + 1))
    ways = sum(comb(marked, k) * comb(population - marked, drawn - k) for k in range(min(value, drawn) + 1))
    assert draws(population, marked, drawn).to(value) == pytest.approx(ways / comb(population, drawn), rel=1e-9)


def test_a_lower_end_far_out_is_not_lost() -> None:
    # the exact sum as a fraction: of 800 throws, 3 or fewer on a part that is half
    exact = Fraction(sum(comb(800, k) for k in range(4)), 2**800)
    assert throws(800, 0.5).to(3) == pytest.approx(float(exact), rel=1e-9)
    assert 0 < throws(800, 0.5).to(3) < 1e-200


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # scipy 1.x: binom.sf(13, 150, 1/30), 1 - binom.cdf(1, 150, 1/30), binom.sf(20, 1000, 1/100)
        (throws(150, 1 / 30)(14), 0.0005350375954515288),
        (throws(150, 1 / 30)(2), 1 - 0.03819148188655507),
        (throws(1000, 1 / 100)(21), 0.0014964815477092413),
        # hypergeom.sf(24, 300, 180, 30), 1 - hypergeom.cdf(11, 300, 180, 30)
        (draws(300, 180, 30)(25), 0.0039122507170612445),
        (draws(300, 180, 30)(12), 1 - 0.005735242650254179),
    ],
)
def test_tails_agree_with_another_library(found: float, expected: float) -> None:
    assert found == pytest.approx(expected, rel=1e-9)


def test_a_value_between_whole_numbers_counts_as_the_next() -> None:
    assert throws(10, 0.3)(2.2) == throws(10, 0.3)(3)


def test_a_part_of_a_line_divided_at_random_in_two_is_even() -> None:
    assert parts(2, 10)(7.5) == pytest.approx(0.25)
    assert parts(2, 10)(0) == 1
    assert parts(3, 10)(5) == pytest.approx(0.25)
    assert parts(3, 10)(11) == 0
    assert parts(2, 10).to(2.5) == pytest.approx(0.25)
    assert parts(3, 10).to(0) == 0
    assert parts(3, 10).to(11) == 1
    # so small a part that one less the other would lose most of its digits
    assert parts(3, 1e12).to(1) == pytest.approx(2e-12, rel=1e-9)
