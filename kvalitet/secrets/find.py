"""Finds what of a person stands in a text."""

from collections.abc import Iterable

from kvalitet.secrets.hit import Hit, Sought


def find(text: str, sought: Sought = Sought.ALL) -> tuple[Hit, ...]:
    """The hits of a text in the order they stand.

    No number begins inside another, and no contact inside another. What is a number of a person is not told
    to be a telephone too; an address with a number in it is told as both, which overlap.
    """
    # nearly every run finds nothing to look closer at, and need not pay for the patterns
    from kvalitet.secrets.contacts import contacts
    from kvalitet.secrets.numbers import numbers
    from kvalitet.secrets.reading import reading
    from kvalitet.secrets.reserves import reserves

    read = reading(text)
    kept: list[Hit] = []
    if Sought.NUMBERS in sought:
        kept = _apart([*numbers(read.text), *reserves(read.text)])
    if Sought.CONTACTS in sought:
        kept += [hit for hit in _apart(contacts(read.text)) if not any(_within(hit, number) for number in kept)]
    return tuple(read.written(hit) for hit in sorted(kept, key=lambda hit: hit.start))


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in the order they stand, without those that begin inside another: the longest counts."""
    apart: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not apart or hit.start >= apart[-1].end:
            apart.append(hit)
    return apart


def _within(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end
