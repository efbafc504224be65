"""A register judged on one day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvalitet.model.baseline import Entry
from kvalitet.model.deadline import Due
from kvalitet.model.exemption import Exemption
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """How many findings each sieve took away, in the order of the sieves."""

    exempt: int = 0
    baseline: int = 0
    since: int = 0
    filtered: int = 0


@dataclass(frozen=True, slots=True)
class Exempted:
    """A finding that was set aside, and the exemption that did it."""

    finding: Finding
    exemption: Exemption


@dataclass(frozen=True, slots=True)
class Timing:
    """How many seconds a part of the run took: a rule, by its code, or a stage, in plain words."""

    part: str
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Register, day and findings (sorted by path, line, column, code).

    `list_deadlines` makes the list of deadlines, which not everybody who asks for findings needs.
    `exempted` are the findings set aside by exemptions, of those that were asked for; `outdated`
    are the entries of a baseline that no finding answers to any more.
    `timings` are there where the run was asked to be measured.
    """

    register: Register
    today: date
    findings: tuple[Finding, ...]
    list_deadlines: Callable[[], tuple[Due, ...]]
    suppressed: Suppressed = Suppressed()
    exempted: tuple[Exempted, ...] = ()
    outdated: tuple[Entry, ...] = ()
    timings: tuple[Timing, ...] = ()

    @cached_property
    def deadlines(self) -> tuple[Due, ...]:
        """Every date by which somebody must act, done ones too, by due day."""
        return self.list_deadlines()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)
