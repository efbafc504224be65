"""What the public rendition of a report may show of the counts that speak of persons.

Deviations, complaints, judgements of harm and decisions on lex Maria speak of persons. What the care provider
makes itself does not, however few there are: documents, inspections, risk analyses, goals, activities, actions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kvalitet.facts._reach import Reach
from kvalitet.model.figure import Figure, Mask, count
from kvalitet.model.masking import Parts, Path, visible

_OTHERS = ""
HIDDEN = Mask("visas inte", "ett ej redovisat antal")
"""In the place of a number that another could be worked out from: it is not said whether it is small."""


def too_few(fewest: int) -> Mask:
    """In the place of a number where the whole that it is a part of is small."""
    text = f"färre än {fewest}"
    return Mask(text, text)


def masked(figure: Figure, mask: Mask) -> Figure:
    """The figure without its number and what it rests on."""
    return replace(figure, value=None, ids=(), mask=mask)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of groups by columns. The groups in `together` are shown as one, and not one by one.

    `columns` says for each column whether its sum may be shown; where it may not, nothing in it may. `filled`
    says for each whether there is anything in it.
    """

    columns: tuple[bool, ...]
    filled: tuple[bool, ...]
    together: frozenset[str] = frozenset()


def shown(reach: Reach, counts: Mapping[str, Parts]) -> Shown:
    """What the rendition shows of groups, each counted in the same columns.

    Groups that are too small in some column are taken together, with the smallest of the others until
    their sum is large enough; at the worst with all of them.
    """
    columns = tuple(zip(*counts.values(), strict=True))
    filled = tuple(any(column) for column in columns)
    if reach.scope.auditor:
        return Shown((True,) * len(columns), filled)
    fewest = reach.register.settings.fewest
    open_ = tuple(bool(visible({(): (sum(column),)}, fewest)) for column in columns)
    kept = {group: tuple(n for n, ok in zip(row, open_, strict=True) if ok) for group, row in counts.items()}
    alone = dict(kept) if all(open_) or any(any(row) for row in kept.values()) else {}
    while alone and not _all_shown(kept, alone, fewest):
        lost = [group for group, row in alone.items() if not visible({(): row}, fewest)]
        lost = lost or [min((group for group in alone if any(alone[group])), key=lambda group: sum(alone[group]))]
        alone = {group: row for group, row in alone.items() if group not in lost}
        if not any(any(row) for row in alone.values()):
            alone = {}
    return Shown(open_, filled, frozenset(kept) - frozenset(alone))


def _all_shown(kept: Mapping[str, Parts], alone: Mapping[str, Parts], fewest: int) -> bool:
    own: dict[Path, Parts] = {((group,) if group in alone else (_OTHERS, group)): row for group, row in kept.items()}
    may = visible(own, fewest)
    return all(path[:1] in may for path in own)


def counts(reach: Reach, own: Mapping[Path, Iterable[str]], keys: Mapping[str, Path]) -> tuple[Figure, ...]:
    """How many there are at and below places of a breakdown, by the keys they are to have.

    `own` holds the ids that lie at each place itself.
    """
    ids = {path: frozenset(found) for path, found in own.items()}
    fewest = reach.register.settings.fewest
    may = visible({path: (len(found),) for path, found in ids.items()}, fewest)
    mask = HIDDEN if may else too_few(fewest)
    figures = {
        path: count(key, (name for place, found in ids.items() if place[: len(path)] == path for name in found))
        for key, path in keys.items()
    }
    return tuple(
        figure if reach.scope.auditor or path in may else masked(figure, mask) for path, figure in figures.items()
    )


def masked_note(reach: Reach, figures: Iterable[Figure]) -> str:
    """A sentence to stand below a table in which some figure is masked, with the space before it."""
    few = any(figure.mask for figure in figures)
    return f" Antal under {reach.register.settings.fewest} visas inte, för att ingen ska kunna pekas ut." if few else ""


def together_note(reach: Reach, judged: Shown, groups: Sequence[str]) -> str:
    """A sentence to stand below a table whose rows are not shown one by one, with the space before it."""
    if not judged.together:
        return ""
    fewest = reach.register.settings.fewest
    if set(groups) <= judged.together:
        return f" Uppdelningen visas inte: någon rad vilar på färre än {fewest}."
    return f" Rader är sammanslagna där någon av dem vilar på färre än {fewest}, för att ingen ska kunna pekas ut."
