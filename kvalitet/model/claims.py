"""What a finished document claims: its particulars and figures, read back from it and held against new ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.model.document import Scope
from kvalitet.model.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A document's own account: which report of what scope, of which commit, made on which day by which version.

    `figures` are numbers by key, None where the document says that nothing is known. `commit` is None for a
    register without history, `dirty` says that there was uncommitted work.
    """

    report: str
    title: str
    scope: Scope
    judged: date
    commit: str | None
    dirty: bool
    version: str
    draft: bool
    figures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what a document claims; None where there is no such figure or nothing is known."""

    key: str
    claimed: float | None
    found: float | None


def differences(claims: Claims, figures: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """The figures that differ from the claims, by key: claimed ones that are gone and new ones too."""
    values = {key: figure.value for key, figure in figures.items()}
    keys = sorted({*claims.figures, *values})
    told = (Difference(key, claims.figures.get(key), values.get(key)) for key in keys)
    return tuple(each for each in told if each.claimed != each.found or (each.key in values) != _is_in(each, claims))


def _is_in(each: Difference, claims: Claims) -> bool:
    return each.key in claims.figures
