"""What a breakdown may show: nothing that rests on a few, and nothing from which it can be worked out."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.masking import Parts, Path, coarsened, few, visible

FEWEST = 5

paths = st.lists(st.sampled_from("abc"), max_size=3).map(tuple)
counts = st.dictionaries(paths, st.integers(0, 9).map(lambda n: (n,)), max_size=8)
shares = st.dictionaries(paths, st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8)


def places(own: Mapping[Path, Parts]) -> set[Path]:
    return {path[:length] for path in own for length in range(len(path) + 1)} | {()}


def total(own: Mapping[Path, Parts], place: Path, part: int) -> int:
    return sum(parts[part] for path, parts in own.items() if path[: len(place)] == place)


@given(counts | shares, st.integers(1, 8))
def test_no_visible_cell_rests_on_a_few(own: dict[Path, Parts], fewest: int) -> None:
    width = max((len(parts) for parts in own.values()), default=1)
    for place in visible(own, fewest):
        assert not few(tuple(total(own, place, part) for part in range(width)), fewest)


@given(counts)
def test_no_sum_or_difference_of_visible_cells_gives_one_that_rests_on_a_few(own: dict[Path, Parts]) -> None:
    shown = sorted(visible(own, FEWEST))
    unknowns = sorted(own)
    told = [[Fraction(path[: len(place)] == place) for path in unknowns] for place in shown]
    hidden: dict[str, set[Path]] = {}
    for place in places(own):
        hidden[f"at and below {place}"] = {path for path in unknowns if path[: len(place)] == place}
        hidden[f"at {place}"] = {place} & set(unknowns)
    for name, members in hidden.items():
        if 0 < sum(own[path][0] for path in members) < FEWEST:
            # what has nothing to count is not known to a reader, but grant even that
            wanted = [Fraction(path in members) for path in unknowns]
            nothing = [[Fraction(path == other) for path in unknowns] for other in unknowns if own[other] == (0,)]
            assert not spanned(wanted, [*told, *nothing]), name


def spanned(wanted: list[Fraction], rows: list[list[Fraction]]) -> bool:
    return rank([*rows, wanted]) == rank(rows)


def rank(rows: list[list[Fraction]]) -> int:
    left, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        left = [[a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in left]
    return found


@given(counts)
def test_what_is_shown_hangs_together_from_the_top(own: dict[Path, Parts]) -> None:
    shown = visible(own, FEWEST)
    assert all(place[:-1] in shown for place in shown)
    for place in shown:
        below = {other for other in places(own) if other[:-1] == place and other}
        assert below <= shown or not below & shown


@given(counts)
def test_everything_is_shown_where_nothing_rests_on_a_few(own: dict[Path, Parts]) -> None:
    big = {path: (parts[0] * FEWEST,) for path, parts in own.items()}
    assert visible(big, FEWEST) == places(big)
    assert visible(own, 1) == places(own)
    assert not coarsened(own, visible(own, 1))


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ({("a",): (5,), ("b",): (7,)}, {(), ("a",), ("b",)}),
        # b is too small: the whole stands for both
        ({("a",): (5,), ("b",): (4,)}, {()}),
        # nothing counted is nothing hidden
        ({("a",): (5,), ("b",): (0,)}, {(), ("a",), ("b",)}),
        # one level coarser, in the branch where it is needed and not in the other
        (
            {("a", "x"): (5,), ("a", "y"): (1,), ("b", "x"): (5,), ("b", "y"): (6,)},
            {(), ("a",), ("b",), ("b", "x"), ("b", "y")},
        ),
        # what lies on a itself is what is left of a when a's x is taken away
        ({("a",): (1,), ("a", "x"): (5,)}, {(), ("a",)}),
        ({("a",): (4,)}, set()),
        ({}, {()}),
        # one of twenty is one, and so is nineteen of twenty
        ({("a",): (1, 19)}, set()),
        ({("a",): (19, 1)}, set()),
        ({("a",): (20, 0), ("b",): (0, 5)}, {(), ("a",), ("b",)}),
        ({("a",): (3, 9), ("b",): (3, 9)}, {()}),
    ],
)
def test_a_branch_is_shown_whole_or_not_at_all(own: dict[Path, Parts], shown: set[Path]) -> None:
    assert visible(own, FEWEST) == shown


def test_what_stands_on_a_coarser_level_is_told() -> None:
    own: dict[Path, Parts] = {("a",): (5,), ("b",): (4,), ("c",): (0,)}
    assert coarsened(own, visible(own, FEWEST))
    assert not coarsened({("a",): (5,), ("c",): (0,)}, visible({("a",): (5,), ("c",): (0,)}, FEWEST))
