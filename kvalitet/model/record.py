"""A record: one valid file of a kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kvalitet.model.value import Value


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its file holds it: valid by its kind's schema.

    `path` is seen from the register's folder; `blob` is the git blob id of the file.
    """

    id: str
    kind: str
    path: str
    blob: str
    data: Mapping[str, Value]

    def text(self, key: str) -> str:
        """The text at a top-level key, or an empty text."""
        found = self.data.get(key)
        return found if isinstance(found, str) else ""

    @property
    def title(self) -> str:
        """The record's title."""
        return self.text("titel")

    @property
    def unit(self) -> str | None:
        """The unit that the record belongs to."""
        return self.text("enhet") or None

    @property
    def role(self) -> str | None:
        """The role that answers for the record, as role/unit."""
        return self.text("ansvarig") or None

    @property
    def status(self) -> str:
        """The record's status, one of its kind's."""
        return self.text("status")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that could not be taken in, with what could still be read of it: perhaps nothing."""

    path: str
    id: str | None
    kind: str | None
    unit: str | None
    data: Mapping[str, Value] = field(default_factory=dict, compare=False)
