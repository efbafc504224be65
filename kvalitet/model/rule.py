"""What a rule is: its name and ground; its functions stand beside it in its file."""

from dataclasses import dataclass

from kvalitet.model.finding import Basis, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's code, short name, severity and basis (None for the register's own format)."""

    code: str
    name: str
    severity: Severity
    basis: Basis | None = None
