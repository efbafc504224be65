"""Many series at once: which of the small probabilities are more than a large number of tries explains."""

from collections.abc import Sequence


def adjusted(chances: Sequence[float]) -> tuple[float, ...]:
    """For each probability the false discovery rate at which it is still counted among the found, in order.

    Of those that are at most q, a share q at most is expected to be chance. Source: Benjamini and
    Hochberg, Journal of the Royal Statistical Society B 1995, 57(1):289–300.
    """
    order = sorted(range(len(chances)), key=lambda index: chances[index])
    found = [1.0] * len(chances)
    least = 1.0
    for rank, index in sorted(enumerate(order, start=1), reverse=True):
        least = min(least, chances[index] * len(chances) / rank)
        found[index] = least
    return tuple(found)
