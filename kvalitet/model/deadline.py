"""A date by which somebody must act: one concept for check, due, the calendar and the reports."""

from dataclasses import dataclass
from datetime import date

from kvalitet.model.finding import Basis, Severity
from kvalitet.model.record import Record
from kvalitet.model.value import FieldPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What must be done by when, by whom; `done` is the day it was, None while it is not.

    `what` names the duty in a list ("åtgärden A2 ska vara klar"); `passed` and `near` begin the
    message when it is late or close and end before the date ("åtgärden A2 skulle ha varit klar").
    `notice` holds how many days before the due day a finding is made, with its severity; empty
    for those that are silent until they have passed. `role`, `unit` and `basis` stand where they
    differ from the record's and the rule's own. `demand` names a missing thing. Steps of one
    course (in one record) follow on one another: when several have passed only the latest makes a
    finding, so that one cause is told once.
    """

    due: date
    what: str
    passed: str
    help: str
    path: str
    field: FieldPath = ()
    record: Record | None = None
    demand: str = ""
    done: date | None = None
    near: str = ""
    notice: tuple[tuple[int, Severity], ...] = ()
    severity: Severity | None = None
    basis: Basis | None = None
    unit: str | None = None
    role: str | None = None
    course: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline as everybody but rules sees it: stamped with its rule's code and its place.

    `cancelled` is whether the record that it stands in has been cancelled or repealed.
    """

    code: str
    due: date
    done: date | None
    what: str
    id: str | None
    kind: str | None
    unit: str | None
    role: str | None
    path: str
    field: str
    basis: Basis | None
    demand: str = ""
    cancelled: bool = False
