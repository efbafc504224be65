"""What the public rendition of a report may show of the counts that speak of persons.

Deviations, complaints, judgements of harm and decisions on lex Maria speak of persons. What the care provider
makes itself does not, however few there are: documents, inspections, risk analyses, goals, activities, actions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kvalitet.facts._base.reach import Reach
from kvalitet.measures._dimensions import unit_path
from kvalitet.model.figure import Figure, Mask, count
from kvalitet.model.masking import Parts, Path, few, visible

HIDDEN = Mask("visas inte", "ett ej redovisat antal", silent=True)
"""In the place of a number that another could be worked out from: it is not said whether it is small."""


def _too_few(reach: Reach) -> Mask:
    """In the place of a number where the whole that it is a part of is small."""
    text = f"färre än {reach.register.settings.fewest}"
    return Mask(text, text)


def masked(figure: Figure, mask: Mask | None) -> Figure:
    """The figure without its number and what it rests on; as it is where no mask is given or nothing is known."""
    return replace(figure, value=None, ids=(), mask=mask) if mask and figure.known else figure


@dataclass(frozen=True, slots=True)
class Where:
    """Where something that counts stands among all: its unit, its area, and the part of a breakdown it falls in."""

    unit: str
    area: str = ""
    part: str = ""


def narrowed(reach: Reach) -> bool:
    """Whether there may be a report about more, from which this one can be taken."""
    return reach.scope.unit is not None or reach.scope.area is not None


def unit_mask(reach: Reach, everywhere: Iterable[Where]) -> Mask | None:
    """What stands for everything in a unit or an area that may not be seen among all; None where it may.

    `everywhere` has all that counts in the whole organisation. A unit alone is a part of that breakdown: who has the
    reports of all units but one, and that of the whole, would else know the last.
    """
    found = tuple(everywhere)
    if not reach.scope.masks or not narrowed(reach) or tells_nothing_of_others(reach, found):
        return None
    return _too_few(reach) if 0 < len(found) < reach.register.settings.fewest else HIDDEN


def tells_nothing_of_others(reach: Reach, everywhere: Iterable[Where]) -> bool:
    """Whether nothing small is left when the parts of this report are taken from those of a report about more.

    Then each part, of this unit, of those beside it and of what is left of those above, holds none or enough: no sum
    or difference of them can point out anyone. In the report of an area each area is a part of its own.
    """
    found = tuple(everywhere)
    narrow = reach.scope.area is not None
    kinds = {kind: n for n, kind in enumerate(sorted({(narrow and where.area, where.part) for where in found}))}
    here = unit_path(reach.register, reach.scope.unit) if reach.scope.unit else ()
    own: dict[Path, list[int]] = {here: [0] * len(kinds)}
    for where in found:
        parts = own.setdefault(unit_path(reach.register, where.unit), [0] * len(kinds))
        parts[kinds[narrow and where.area, where.part]] += 1
    may = visible({path: tuple(parts) for path, parts in own.items()}, reach.register.settings.fewest)
    return here in may


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of groups by columns. The groups in `together` are shown as one, and not one by one.

    `masks` has for each column what stands in it where not even its sum may be shown; `filled` says for each
    whether there is anything in it, and `joined` which groups are taken together for its sake.
    """

    masks: tuple[Mask | None, ...]
    filled: tuple[bool, ...]
    together: frozenset[str] = frozenset()
    joined: tuple[frozenset[str], ...] = ()

    def row(self, figures: Iterable[Figure], *, hidden: bool = False) -> tuple[Figure, ...]:
        """A row as it may be shown: that of a group taken together with others is hidden."""
        columns = zip(figures, self.masks, self.filled, strict=True)
        # where the sum is none there is nothing to hide
        return tuple(masked(f, mask or (HIDDEN if hidden and filled else None)) for f, mask, filled in columns)


def everything(columns: int) -> Shown:
    """All of it, in so many columns."""
    return Shown((None,) * columns, (True,) * columns)


def shown(reach: Reach, cells: Mapping[str, Parts], of_unit: Sequence[Mask | None] = ()) -> Shown:
    """What the rendition shows of groups, each counted in the same columns.

    Groups that are too small in some column are taken together, with the smallest of the others in it until their
    sum is large enough; at the worst with all of them. What is taken together for the sake of a column is so in every
    table that has the column: two that joined a year in different ways could be set against each other. `of_unit` has
    the masks of the unit for each column.
    """
    columns = tuple(zip(*cells.values(), strict=True))
    if not reach.scope.masks:
        return everything(len(columns))
    fewest = reach.register.settings.fewest
    of_sums = tuple(None if visible({(): (sum(column),)}, fewest) else _too_few(reach) for column in columns)
    masks = tuple(of_unit[n] if of_unit and of_unit[n] else mask for n, mask in enumerate(of_sums))
    named = [dict(zip(cells, column, strict=True)) for column in columns]
    joined = tuple(frozenset() if mask else _joined(c, fewest) for c, mask in zip(named, masks, strict=True))
    together = frozenset[str]().union(*joined)
    kept = [column for column, mask in zip(named, masks, strict=True) if not mask]
    # rows of noughts beside a sum say nothing
    if (together or any(masks)) and not any(column[group] for column in kept for group in cells.keys() - together):
        together = frozenset(cells)
    return Shown(masks, tuple(any(column) for column in columns), together, joined)


def _joined(column: Mapping[str, int], fewest: int) -> frozenset[str]:
    """The groups that are too small to be shown one by one, with the smallest of the others until their sum is not."""
    small = [group for group, number in column.items() if few((number,), fewest)]
    others = sorted((group for group, number in column.items() if number >= fewest), key=lambda group: column[group])
    while others and few((sum(column[group] for group in small),), fewest):
        small.append(others.pop(0))
    return frozenset(small)


def counts(
    reach: Reach,
    own: Mapping[Path, Iterable[str]],
    keys: Mapping[str, Path],
    of_unit: Mask | None = None,
    among: Iterable[Where] = (),
) -> tuple[Figure, ...]:
    """How many there are at and below places of a breakdown, by the keys they are to have.

    `own` holds the ids that lie at each place itself, `of_unit` is the mask of the unit. `among` has where all that
    count in the whole organisation stand, the part being the place; without it no report about a unit or an area
    shows any, as it might tell of others.
    """
    ids = {path: frozenset(found) for path, found in own.items()}
    may = visible({path: (len(found),) for path, found in ids.items()}, reach.register.settings.fewest)
    mask = HIDDEN if may else _too_few(reach)
    everywhere = tuple(among)
    if narrowed(reach) and not (everywhere and tells_nothing_of_others(reach, everywhere)):
        may = frozenset()
    found = []
    for key, path in keys.items():
        figure = count(key, (name for place, names in ids.items() if place[: len(path)] == path for name in names))
        found.append(masked(figure, of_unit or (None if path in may else mask)) if reach.scope.masks else figure)
    return tuple(found)


def masked_note(reach: Reach, figures: Iterable[Figure]) -> Iterator[str]:
    """A sentence to stand below a table in which some figure is masked."""
    if any(figure.mask for figure in figures):
        yield few_note(reach)


def hidden_note(totals: Iterable[tuple[str, Figure]]) -> Iterator[str]:
    """A sentence for each period that has no column in a table, as not even its sum may be shown."""
    for label, total in totals:
        if total.mask == HIDDEN:
            yield f"Antal från {label} visas inte, för att ingen ska kunna pekas ut."
        elif total.mask:
            yield f"Från {label} är antalet {total.mask.prose} och delas inte upp, för att ingen ska kunna pekas ut."


def few_note(reach: Reach) -> str:
    """The sentence that says why something is not shown."""
    return f"Antal under {reach.register.settings.fewest} visas inte, för att ingen ska kunna pekas ut."


def together_note(reach: Reach, judged: Shown) -> Iterator[str]:
    """A sentence to stand below a table whose rows are not shown one by one."""
    if judged.together:
        fewest = reach.register.settings.fewest
        yield f"Rader är sammanslagna där någon av dem vilar på färre än {fewest}, för att ingen ska kunna pekas ut."
