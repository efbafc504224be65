"""Targets as they stand in a table: at least, or at most, a number."""

from kvalitet.model.figure import Figure

LEAST = "minst "
MOST = "högst "
_FARTHEST = {LEAST: 100, MOST: 0}
"""Of a share nothing lies beyond these."""


def bounded(bound: str, figure: Figure) -> tuple[Figure | str, ...]:
    """The bound and the number: "minst 90 %". All or none of something is not said to be at least or at most."""
    return (figure,) if figure.unit == "%" and figure.value == _FARTHEST.get(bound) else (bound, figure)
