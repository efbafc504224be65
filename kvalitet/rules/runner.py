"""Runs the rules on a register and a day: every fault and deadline with the rule that said it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule
from kvalitet.model.settings import Settings
from kvalitet.model.wording import ago
from kvalitet.rules.catalogue import RuleFile

Said = tuple[Rule, Fault]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the rules say of a register on a day, in the order of the rules."""

    faults: tuple[Said, ...]
    deadlines: tuple[tuple[Rule, Deadline], ...]


def run(register: Register, today: date, rules: Mapping[str, RuleFile], *, clock: bool = True) -> Judgement:
    """The judgement of the rules that the register has not set aside.

    Without `clock`, what time alone makes true is left out; deadlines are still listed.
    """
    faults: list[Said] = []
    deadlines: list[tuple[Rule, Deadline]] = []
    for file in rules.values():
        if not chosen(file.rule.code, register.settings):
            continue
        faults += [(file.rule, fault) for fault in _structural(file, register)]
        found = [d for function in file.deadlines for d in file.bound(function, register.settings)(register)]
        deadlines += [(file.rule, deadline) for deadline in found]
        if clock:
            faults += [(file.rule, replace(fault, clock=True)) for fault in _timely(file, register, today)]
            faults += [(file.rule, fault) for deadline in found for fault in overdue(deadline, today)]
    return Judgement(tuple(faults), tuple(deadlines))


def deadlines_of(register: Register, rules: Mapping[str, RuleFile]) -> tuple[tuple[Rule, Deadline], ...]:
    """The deadlines that the rules list, of those that the register has not set aside."""
    return tuple(
        (file.rule, deadline)
        for file in rules.values()
        if file.deadlines and chosen(file.rule.code, register.settings)
        for function in file.deadlines
        for deadline in file.bound(function, register.settings)(register)
    )


def chosen(code: str, settings: Settings) -> bool:
    """Whether the register's configuration lets a rule run; prefixes of codes count."""
    selected = not settings.selected or code.startswith(settings.selected)
    return selected and not (settings.ignored and code.startswith(settings.ignored))


def _structural(file: RuleFile, register: Register) -> Iterator[Fault]:
    for function in file.checks:
        yield from file.bound(function, register.settings)(register)


def _timely(file: RuleFile, register: Register, today: date) -> Iterator[Fault]:
    for function in file.clocks:
        yield from file.bound(function, register.settings)(register, today)


def overdue(deadline: Deadline, today: date) -> Iterable[Fault]:
    """The finding of a deadline that has passed or is within its notice; none otherwise."""
    if deadline.done is not None:
        return ()
    if deadline.due < today:
        return (_clock_fault(deadline, deadline.passed, today, deadline.severity),)
    left = (deadline.due - today).days
    for days, severity in sorted(deadline.notice):
        if left <= days:
            return (_clock_fault(deadline, deadline.near, today, severity),)
    return ()


def _clock_fault(deadline: Deadline, words: str, today: date, severity: Severity | None) -> Fault:
    return Fault(
        path=deadline.path,
        field=deadline.field,
        record=deadline.record,
        demand=deadline.demand,
        message=f"{words} {deadline.due}, {ago(deadline.due, today)}",
        help=deadline.help,
        severity=severity,
        basis=deadline.basis,
        unit=deadline.unit,
        role=deadline.role,
        due=deadline.due,
        clock=True,
    )
