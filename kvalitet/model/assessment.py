"""A register judged on one day."""

from dataclasses import dataclass
from datetime import date

from kvalitet.model.deadline import Due
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """How many findings each sieve took away, in the order of the sieves."""

    exempt: int = 0
    baseline: int = 0
    since: int = 0
    filtered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Register, day, findings (sorted by path, line, column, code) and deadlines (by due day)."""

    register: Register
    today: date
    findings: tuple[Finding, ...]
    deadlines: tuple[Due, ...]
    suppressed: Suppressed = Suppressed()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)
