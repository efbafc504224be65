"""Which cells of a breakdown may be shown, so that nothing that rests on a few records can be read or worked out.

A breakdown is a tree: units under units, categories under categories, months under quarters. A cell counts
all that lies at its place and below. One that counts something, but less than `fewest`, could point out a
person. Below a place either everything is shown or nothing: then what is shown are disjoint cells and their
sums, and a hidden cell cannot be had by taking one from another (secondary or complementary suppression;
Hundepool and others, Statistical Disclosure Control, Wiley 2012, ch. 4). Where a cell is too small, the place
above it stands for the whole branch: one level coarser.

What this does not do: it judges one breakdown at a time. Who sets two breakdowns of the same records against
each other, one by unit and one by category, may still learn more than either says.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

Path = tuple[str, ...]
"""A place in a breakdown, from the top down; the whole is the empty path."""

Parts = tuple[int, ...]
"""How many records fall in each of the parts of a cell that a reader can tell apart.

A count has one part. A share has two, those that meet what is asked and those that do not:
either of them can be a few.
"""


def few(parts: Parts, fewest: int) -> bool:
    """Whether some part counts a few: at least one, but less than `fewest`."""
    return any(0 < part < fewest for part in parts)


def visible(own: Mapping[Path, Parts], fewest: int) -> frozenset[Path]:
    """The places whose cells may be shown; none at all where even the whole rests on a few.

    `own` holds what lies at each place itself, not below it. Places between those named are places too.
    """
    cells = _cells(own)
    if few(cells.get((), ()), fewest):
        return frozenset()
    return frozenset(_shown((), own, cells, fewest))


def coarsened(own: Mapping[Path, Parts], shown: frozenset[Path]) -> bool:
    """Whether something that has records of its own is not shown at its own place."""
    return any(any(parts) and path not in shown for path, parts in own.items())


def _shown(path: Path, own: Mapping[Path, Parts], cells: Mapping[Path, Parts], fewest: int) -> Iterator[Path]:
    yield path
    below = [place for place in cells if place[:-1] == path and place]
    # what lies at the place itself is what is left when the cells below are taken from its sum
    if few(own.get(path, ()), fewest) or any(few(cells[place], fewest) for place in below):
        return
    for place in below:
        yield from _shown(place, own, cells, fewest)


def _cells(own: Mapping[Path, Parts]) -> Mapping[Path, Parts]:
    """What lies at and below each place."""
    found: dict[Path, Parts] = {(): ()}
    for path, parts in own.items():
        for length in range(len(path) + 1):
            place = path[:length]
            found[place] = tuple(a + b for a, b in zip_longest(found.get(place, ()), parts, fillvalue=0))
    return found
