"""What a finished document claims: its particulars and figures, read back from it and held against new ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.model.document import Scope
from kvalitet.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, None where nothing is known of it or where it is masked."""

    value: float | None
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A document's own account: which report of what scope, of which commit, made on which day by which version.

    `figures` are what it says of each by key. `commit` is None for a
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
    figures: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what a document claims; None where there is no such figure."""

    key: str
    claimed: Claim | None
    found: Claim | None


def differences(claims: Claims, figures: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """The figures that differ from the claims, by key: claimed ones that are gone and new ones too."""
    values = {key: Claim(figure.value, masked=figure.mask is not None) for key, figure in figures.items()}
    keys = sorted({*claims.figures, *values})
    told = (Difference(key, claims.figures.get(key), values.get(key)) for key in keys)
    return tuple(each for each in told if each.claimed != each.found)
