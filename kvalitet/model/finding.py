"""What is wrong and where: a fault as a rule sees it, a finding as everybody else does."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvalitet.model.record import Record
from kvalitet.model.value import FieldPath, Span


class Severity(StrEnum):
    """How grave: the register is wrong, somebody must act, worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info."""
        return ("error", "warning", "info").index(self.value)


class BasisType(StrEnum):
    """What a demand rests on."""

    LAG = "lag"
    FÖRESKRIFT = "föreskrift"
    EGET_MÅL = "eget_mål"


@dataclass(frozen=True, slots=True)
class Basis:
    """The ground for a demand, with its paragraph: what the law fixes and what is an own target."""

    type: BasisType
    ref: str


def law(ref: str) -> Basis:
    """A demand that the law itself makes."""
    return Basis(BasisType.LAG, ref)


def regulation(ref: str) -> Basis:
    """A demand that a regulation makes."""
    return Basis(BasisType.FÖRESKRIFT, ref)


def own_target(ref: str) -> Basis:
    """A demand that the care provider makes of itself."""
    return Basis(BasisType.EGET_MÅL, ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where and what: all that a rule says. The runner adds code, severity, position and basis.

    `field` is a path into the file's data. `record` is None when a thing is missing: then
    `demand` names what was demanded. `severity` and `basis` stand only where they differ from
    the rule's own; `unit` and `role` where they differ from the record's.
    """

    path: str
    message: str
    help: str
    field: FieldPath = ()
    record: Record | None = None
    demand: str = ""
    severity: Severity | None = None
    basis: Basis | None = None
    unit: str | None = None
    role: str | None = None
    due: date | None = None
    span: Span | None = None
    clock: bool = False


def fault(record: Record, *field: str | int, message: str, help: str) -> Fault:  # noqa: A002
    """A fault in a record, at a field of it."""
    return Fault(path=record.path, record=record, field=field, message=message, help=help)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault with everything a reader needs; the keys of the machine output, in their order.

    `path` is seen from the repository's root. `line` and `column` are 1-based code points.
    """

    code: str
    rule: str
    severity: Severity
    clock: bool
    id: str | None
    kind: str | None
    unit: str | None
    role: str | None
    path: str
    line: int
    column: int
    field: str
    message: str
    help: str
    basis: Basis | None
    due: date | None
    fingerprint: str
    span: Span | None = None
