"""Makes findings of faults: code, severity, position, basis, unit, role and fingerprint."""

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kvalitet.model.deadline import Deadline, Due
from kvalitet.model.finding import Fault, Finding
from kvalitet.model.record import Record, Rejected
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule
from kvalitet.model.value import FieldPath, Span, Value, address, value_at
from kvalitet.model.wording import THIN_SPACE
from kvalitet.pipeline.locate import TOP

Said = tuple[Rule, Fault]

_LONGEST = 2000


class Spans(Protocol):
    """Knows where in their files fields stand."""

    def spans(self, places: Sequence[tuple[str, FieldPath]]) -> list[Span]:
        """Where each field's value stands, or the nearest thing above it that is there; in order of path."""
        ...


class Unlocated:
    """Puts every fault at the top of its file: for fingerprints, which no line plays a part in."""

    def spans(self, places: Sequence[tuple[str, FieldPath]]) -> list[Span]:
        """The tops of the files."""
        return [TOP] * len(places)


def stamped(said: Iterable[Said], register: Register, locator: Spans) -> tuple[Finding, ...]:
    """The findings, sorted by path, line, column and code, each with a fingerprint of its own."""
    rejected = {row.path: row for row in register.rejected}
    by_file = sorted(said, key=lambda pair: pair[1].path)
    places = iter(locator.spans([(fault.path, fault.field) for _, fault in by_file if fault.span is None]))
    found = [
        _finding(rule, fault, register, fault.span or next(places), rejected.get(fault.path)) for rule, fault in by_file
    ]
    found.sort(key=lambda f: (f.path, f.line, f.column, f.code, f.field, f.message, f.fingerprint))
    seen: Counter[str] = Counter()
    numbered = []
    for finding in found:
        number = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        digest = hashlib.sha256(f"{finding.fingerprint}\0{number}".encode()).hexdigest()
        numbered.append(replace(finding, fingerprint=digest))
    return tuple(numbered)


def _finding(rule: Rule, fault: Fault, register: Register, span: Span, rejected: Rejected | None) -> Finding:
    record = fault.record or register.by_path.get(fault.path)
    name = record.id if record else rejected.id if rejected else None
    data = record.data if record else rejected.data if rejected else register.organisation.data
    field = address(data, fault.field)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=register.settings.severities.get(rule.code) or fault.severity or rule.severity,
        clock=fault.clock,
        id=name,
        kind=record.kind if record else rejected.kind if rejected else None,
        unit=fault.unit or (record.unit if record else rejected.unit if rejected else _whole(fault.path, register)),
        role=fault.role or (_role(record, fault.field) if record else None),
        path=posixpath.join(register.origin.prefix, fault.path),
        line=span.line,
        column=span.column,
        field=field,
        message=_in_one_line(fault.message),
        help=_in_one_line(fault.help),
        basis=fault.basis or rule.basis,
        due=fault.due,
        fingerprint="\0".join((rule.code, fault.demand or name or posixpath.basename(fault.path), field)),
        span=span,
    )


def _whole(path: str, register: Register) -> str | None:
    """The unit of what the settings demand: the highest one."""
    units = register.organisation.units.values() if path == register.settings.path else ()
    return next((unit.id for unit in units if unit.parent is None), None)


def _in_one_line(message: str) -> str:
    """The text without line breaks and other control characters, which values from files may hold, and bounded."""
    line = "".join(c if c.isprintable() or c == THIN_SPACE else " " for c in message[: _LONGEST + 1])
    return line if len(message) <= _LONGEST else f"{line[:_LONGEST]}…"


def _role(record: Record, field: FieldPath) -> str | None:
    """Who answers for the nearest thing around a field: an action's own role before its record's."""
    for length in range(len(field), 0, -1):
        around: Value | Mapping[str, Value] = value_at(record.data, field[:length])
        if isinstance(around, dict) and isinstance(around.get("ansvarig"), str):
            return str(around["ansvarig"])
    return record.role


def stamped_deadlines(said: Iterable[tuple[Rule, Deadline]], register: Register) -> tuple[Due, ...]:
    """The deadlines, soonest first."""
    return tuple(sorted(_dues(said, register), key=lambda due: (due.due, due.path, due.field, due.code, due.what)))


def _dues(said: Iterable[tuple[Rule, Deadline]], register: Register) -> Iterator[Due]:
    for rule, deadline in said:
        record = deadline.record
        data = record.data if record else register.organisation.data
        yield Due(
            code=rule.code,
            due=deadline.due,
            done=deadline.done,
            what=deadline.what,
            id=record.id if record else None,
            kind=record.kind if record else None,
            unit=deadline.unit or (record.unit if record else _whole(deadline.path, register)),
            role=deadline.role or (_role(record, deadline.field) if record else None),
            path=posixpath.join(register.origin.prefix, deadline.path),
            field=address(data, deadline.field),
            basis=deadline.basis or rule.basis,
            demand=deadline.demand,
            cancelled=bool(record and register.is_cancelled(record)),
        )
