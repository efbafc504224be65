"""Makes findings of deadlines: those passed, and those so near that somebody must be told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity
from kvalitet.model.rule import Rule
from kvalitet.model.wording import ago
from kvalitet.rules.judged import Said


def late(deadlines: Sequence[tuple[Rule, Deadline]], today: date) -> Iterator[Said]:
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
