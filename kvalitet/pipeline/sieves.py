"""Takes findings away, in order: exemptions, then what was asked not to be shown. Each is counted."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.model.assessment import Suppressed
from kvalitet.model.dates import last_day
from kvalitet.model.finding import Finding
from kvalitet.model.register import Register

NEVER_EXEMPT = ("KV0", "KV1", "KV2", "KV9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to report on: codes by prefix, a unit with its subunits, paths from the register's folder."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unit: str | None = None
    paths: tuple[str, ...] = ()


def sieved(
    findings: Sequence[Finding], register: Register, today: date | None, wanted: Filter
) -> tuple[tuple[Finding, ...], Suppressed]:
    """The findings that remain, and how many each sieve took.

    Without a day an exemption holds for ever: that its last day has passed is made true by time.
    """
    kept = [f for f in findings if not _exempt(f, register, today)]
    shown = [f for f in kept if _wanted(f, register, wanted)]
    return tuple(shown), Suppressed(exempt=len(findings) - len(kept), filtered=len(kept) - len(shown))


def _exempt(finding: Finding, register: Register, today: date | None) -> bool:
    record = register.by_id.get(finding.id or "")
    if record is None or finding.code.startswith(NEVER_EXEMPT):
        return False
    rows = record.data.get("undantag")
    return any(
        isinstance(row, dict)
        and row.get("regel") == finding.code
        and (today is None or (last_day(row.get("till")) or date.min) >= today)
        for row in (rows if isinstance(rows, list) else ())
    )


def _wanted(finding: Finding, register: Register, wanted: Filter) -> bool:
    if wanted.select and not finding.code.startswith(wanted.select):
        return False
    if wanted.ignore and finding.code.startswith(wanted.ignore):
        return False
    if wanted.unit and finding.unit not in register.organisation.under(wanted.unit):
        return False
    return not wanted.paths or any(_within(finding.path, path, register) for path in wanted.paths)


def _within(path: str, asked: str, register: Register) -> bool:
    whole = posixpath.normpath(posixpath.join(register.origin.prefix, asked))
    return path == whole or path.startswith(f"{whole}/") or whole == "."
