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
from kvalitet.rules.judged import Judged, Said


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
    asked = [file for file in rules.values() if chosen(file.rule.code, register.settings)]
    for file in asked:
        faults += [(file.rule, fault) for fault in _structural(file, register)]
        found = _deadlines(file, register)
        deadlines += [(file.rule, deadline) for deadline in found]
        if clock:
            faults += [(file.rule, fault) for fault in _timely(file, register, today, found)]
    faults += _of_the_others(asked, _judged(register, today if clock else None, rules, asked, faults))
    return Judgement(tuple(faults), tuple(deadlines))


def _judged(
    register: Register, today: date | None, rules: Mapping[str, RuleFile], asked: Iterable[RuleFile], said: list[Said]
) -> Judged:
    return Judged(
        register=register,
        today=today,
        known=frozenset(rules),
        timely={file.rule.code: file.timely for file in asked},
        said=tuple(said),
        later=lambda code, day: _timely(rules[code], register, day, _deadlines(rules[code], register)),
    )


def _of_the_others(asked: Iterable[RuleFile], judged: Judged) -> Iterator[Said]:
    for file in asked:
        for function in file.last:
            for fault in file.bound(function, judged.register.settings)(judged.register, judged):
                yield file.rule, fault


def read(path: str, text: str, rules: Mapping[str, RuleFile], settings: Settings) -> Iterator[Said]:
    """What the rules that the register has not set aside say of a file's text as it stands."""
    for file in rules.values():
        for function in file.sources if chosen(file.rule.code, settings) else ():
            yield from ((file.rule, fault) for fault in file.bound(function, settings)(path, text))


def deadlines_of(register: Register, rules: Mapping[str, RuleFile]) -> tuple[tuple[Rule, Deadline], ...]:
    """The deadlines that the rules list, of those that the register has not set aside."""
    return tuple(
        (file.rule, deadline)
        for file in rules.values()
        if chosen(file.rule.code, register.settings)
        for deadline in _deadlines(file, register)
    )


def chosen(code: str, settings: Settings) -> bool:
    """Whether the register's configuration lets a rule run; prefixes of codes count."""
    selected = not settings.selected or code.startswith(settings.selected)
    return selected and not (settings.ignored and code.startswith(settings.ignored))


def _structural(file: RuleFile, register: Register) -> Iterator[Fault]:
    for function in file.checks:
        yield from file.bound(function, register.settings)(register)


def _deadlines(file: RuleFile, register: Register) -> list[Deadline]:
    return [d for function in file.deadlines for d in file.bound(function, register.settings)(register)]


def _timely(file: RuleFile, register: Register, today: date, deadlines: Iterable[Deadline]) -> Iterator[Fault]:
    for function in file.clocks:
        for fault in file.bound(function, register.settings)(register, today):
            yield replace(fault, clock=True)
    for deadline in deadlines:
        yield from overdue(deadline, today)


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
