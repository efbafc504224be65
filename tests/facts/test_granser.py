"""How targets stand in tables: nothing is more than all, and nothing less than none."""

import pytest

from kvalitet.facts._indikatorer.granser import LEAST, MOST, bounded
from kvalitet.model.figure import Figure


@pytest.mark.parametrize(
    ("bound", "value", "unit", "said"),
    [
        (LEAST, 90, "%", "minst 90\u00a0%"),
        (LEAST, 100, "%", "100\u00a0%"),
        (MOST, 0, "%", "0\u00a0%"),
        (MOST, 100, "%", "högst 100\u00a0%"),
        (LEAST, 100, "minuter", "minst 100\u00a0minuter"),
    ],
)
def test_all_or_none_of_something_is_not_at_least_or_at_most(bound: str, value: float, unit: str, said: str) -> None:
    cell = bounded(bound, Figure(key="mål", value=value, unit=unit))
    assert "".join(part if isinstance(part, str) else part.text for part in cell) == said
