"""Runs the rules on a register and a day: every fault and deadline with the rule that said it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    if clock:
        faults += _late(deadlines, today)
    return Judgement(tuple(faults), tuple(deadlines))


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


def _late(deadlines: Sequence[tuple[Rule, Deadline]], today: date) -> Iterator[Said]:
    """The findings of deadlines passed or near; of steps of one course only the latest that has passed."""
    passed: dict[tuple[str, str], Deadline] = {}
    for _, deadline in deadlines:
        if deadline.course and deadline.done is None and deadline.due < today:
            step = passed.setdefault(_course(deadline), deadline)
            if deadline.due > step.due:
                passed[_course(deadline)] = deadline
    for rule, deadline in deadlines:
        overtaken = deadline.course and deadline.due < today and passed.get(_course(deadline)) is not deadline
        if not overtaken:
            yield from ((rule, fault) for fault in overdue(deadline, today))


def _course(deadline: Deadline) -> tuple[str, str]:
    return (deadline.record.id if deadline.record else deadline.demand), deadline.course


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
