"""A baseline: the findings that a register had when somebody drew a line under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kvalitet.model.finding import Finding

_NEVER = "KV9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding as a baseline holds it: the fingerprint decides, the rest is for the reader.

    `field` is None where telling it could repeat what secrecy forbids.
    """

    path: str
    field: str | None
    code: str
    id: str | None
    clock: bool
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """What its findings are recognised by."""
        return frozenset(entry.fingerprint for entry in self.entries)

    def takes(self, finding: Finding) -> bool:
        """Whether a finding stood in the register already; one on secrecy is never taken."""
        return finding.fingerprint in self.fingerprints and may_be_kept(finding.code)

    def without(self, findings: Iterable[Finding]) -> tuple[Entry, ...]:
        """The entries that none of the findings answers to: what they told of is gone."""
        there = {finding.fingerprint for finding in findings}
        return tuple(entry for entry in self.entries if entry.fingerprint not in there)


def may_be_kept(code: str) -> bool:
    """Whether findings of a rule can stand in a baseline: all but those on secrecy, which must go at once."""
    return not code.startswith(_NEVER)


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """The baseline of findings, sorted by path, field, code and fingerprint."""
    found = tuple(findings)
    secret = {finding.path for finding in found if not may_be_kept(finding.code)}
    kept = [_entry(finding, hushed=finding.path in secret) for finding in found if may_be_kept(finding.code)]
    return Baseline(
        tuple(sorted(kept, key=lambda entry: (entry.path, entry.field or "", entry.code, entry.fingerprint)))
    )


def _entry(finding: Finding, *, hushed: bool) -> Entry:
    return Entry(
        path=finding.path,
        # a key in the file may itself be the number that must not be told
        field=None if hushed else finding.field,
        code=finding.code,
        id=finding.id,
        clock=finding.clock,
        fingerprint=finding.fingerprint,
    )
