"""The false discovery rate: the example of its inventors, and what holds always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.stats.discovery import adjusted

# Benjamini and Hochberg 1995, section 2.2: fifteen probabilities of which four are found at q = 0.05
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
    0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def test_the_published_example_has_its_four_discoveries() -> None:
    assert [rate <= 0.05 for rate in adjusted(PUBLISHED)] == [True] * 4 + [False] * 11


def test_the_rates_are_those_worked_by_hand() -> None:
    assert adjusted([0.04, 0.01, 0.03]) == pytest.approx((0.04, 0.03, 0.04))
    assert adjusted([]) == ()


@given(st.lists(st.floats(0, 1), max_size=40))
def test_a_rate_is_not_under_its_probability_and_keeps_the_order(chances: list[float]) -> None:
    rates = adjusted(chances)
    assert all(chance <= rate * (1 + 1e-12) and rate <= 1 for chance, rate in zip(chances, rates, strict=True))
    pairs = sorted(zip(chances, rates, strict=True))
    assert [rate for _, rate in pairs] == sorted(rates)
