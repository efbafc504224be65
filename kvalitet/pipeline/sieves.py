"""Takes findings away in turn: exemptions, baseline, what was there before, what was not asked for. Each is counted."""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from kvalitet.model.assessment import Exempted, Suppressed
from kvalitet.model.baseline import Baseline
from kvalitet.model.exemption import Exemption, exemptions, may_be_exempted
from kvalitet.model.finding import Finding
from kvalitet.model.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to report on: codes by prefix, a unit with its subunits, paths from the register's folder."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unit: str | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieves:
    """What findings are held to: a baseline, what was there before, a filter.

    `before` gives the fingerprints of that, and is asked when the findings are known.
    """

    baseline: Baseline = field(default_factory=Baseline)
    before: Callable[[], frozenset[str]] = frozenset
    wanted: Filter = field(default_factory=Filter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """The findings that remain, how many each sieve took, and which of those asked for are exempt."""

    findings: tuple[Finding, ...]
    suppressed: Suppressed
    exempted: tuple[Exempted, ...]


def sieved(findings: Iterable[Finding], register: Register, today: date | None, sieves: Sieves) -> Sifted:
    """What remains of findings when each sieve in its turn has taken its own.

    Without a day an exemption holds for ever: that its last day has passed is made true by time.
    """
    exempted, left = exempt(findings, register, today)
    new = [finding for finding in left if not sieves.baseline.takes(finding)]
    before = sieves.before()
    later = [finding for finding in new if finding.fingerprint not in before]
    shown = [finding for finding in later if _wanted(finding, register, sieves.wanted)]
    return Sifted(
        findings=tuple(shown),
        suppressed=Suppressed(
            exempt=len(exempted),
            baseline=len(left) - len(new),
            since=len(new) - len(later),
            filtered=len(later) - len(shown),
        ),
        exempted=tuple(each for each in exempted if _wanted(each.finding, register, sieves.wanted)),
    )


def exempt(
    findings: Iterable[Finding], register: Register, today: date | None
) -> tuple[tuple[Exempted, ...], tuple[Finding, ...]]:
    """The findings that the records' own exemptions set aside, and the others."""
    exempted: list[Exempted] = []
    left: list[Finding] = []
    for finding in findings:
        holding = _exemption(finding, register, today)
        if holding is None:
            left.append(finding)
        else:
            exempted.append(Exempted(finding, holding))
    return tuple(exempted), tuple(left)


def _exemption(finding: Finding, register: Register, today: date | None) -> Exemption | None:
    record = register.by_id.get(finding.id or "")
    if record is None or not may_be_exempted(finding.code):
        return None
    return next((each for each in exemptions(record) if each.code == finding.code and each.holds(today)), None)


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
