"""Runs the rules on a register and a day: every fault and deadline with the rule that said it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.model.assessment import Timing
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule
from kvalitet.model.settings import Settings
from kvalitet.model.wording import ago
from kvalitet.rules.catalogue import RuleFile
from kvalitet.views.atgarder import all_actions
from kvalitet.views.view import View

Said = tuple[Rule, Fault]
Timer = Callable[[], float]
"""Seconds from some moment on: only the distance between two readings means anything."""

SHARED = "det som reglerna delar"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the rules say of a register on a day, in the order of the rules, and how long each took."""

    faults: tuple[Said, ...]
    deadlines: tuple[tuple[Rule, Deadline], ...]
    timings: tuple[Timing, ...] = ()


def run(
    register: Register,
    today: date,
    rules: Mapping[str, RuleFile],
    *,
    clock: bool = True,
    timer: Timer | None = None,
) -> Judgement:
    """The judgement of the rules that the register has not set aside.

    Without `clock`, what time alone makes true is left out; deadlines are still listed. With a
    `timer` each rule is measured; what many rules use is then made first and counted apart, so
    that it does not fall on whichever asks for it first.
    """
    faults: list[Said] = []
    deadlines: list[tuple[Rule, Deadline]] = []
    watch = _Watch(timer)
    if timer:
        _prepare(register)
        watch.lap(SHARED)
    for file in rules.values():
        if not chosen(file.rule.code, register.settings):
            continue
        faults += [(file.rule, fault) for fault in _structural(file, register)]
        found = [d for function in file.deadlines for d in file.bound(function, register.settings)(register)]
        deadlines += [(file.rule, deadline) for deadline in found]
        if clock:
            faults += [(file.rule, replace(fault, clock=True)) for fault in _timely(file, register, today)]
        watch.lap(file.rule.code)
    if clock:
        faults += _late(deadlines, today)
    return Judgement(tuple(faults), tuple(deadlines), watch.timings)


class _Watch:
    """Laps of a timer; without one there are none."""

    def __init__(self, timer: Timer | None) -> None:
        self._timer = timer
        self._since = timer() if timer else 0.0
        self.timings: tuple[Timing, ...] = ()

    def lap(self, part: str) -> None:
        if self._timer:
            now = self._timer()
            self.timings = (*self.timings, Timing(part, now - self._since))
            self._since = now


def _prepare(register: Register) -> None:
    """Makes what the register and the views keep for all rules."""
    register.referrers("")
    register.items("")
    all_actions(register)
    assert register.by_address is not None  # noqa: S101  # asked for, so that it is made
    for view in View.__subclasses__():
        view.all(register)
    for body in register.bodies.values():
        assert body.links is not None  # noqa: S101  # likewise


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
