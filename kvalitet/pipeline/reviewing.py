"""Puts a review mark on a record: what it says, whether its role may put it, and what else it touches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.edit import Edit, Put
from kvalitet.model.dates import last_day
from kvalitet.model.finding import Finding
from kvalitet.model.marks import fingerprint
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import Value
from kvalitet.pipeline.stamp import Unlocated, stamped
from kvalitet.rules.catalogue import rule_files
from kvalitet.rules.kv3.kv311_granskningsmarket_stammer_inte_langre import RENEWING, renewed
from kvalitet.views.dokument import Dokument, review_due
from kvalitet.views.granskningar import Granskning, granskningar_of, latest_approving
from kvalitet.views.lagkrav import Lagkrav
from kvalitet.views.mandat import mandated, without_mandate

MARKS = "granskningar"
VALID_TO = "giltig_till"
UNCHANGED = "oförändrad"

_MANDATE = "KV304"
_INTERVAL = ("KV305", "månader")
_LAST = ("underlag", "motiv")


@dataclass(frozen=True, slots=True)
class Review:
    """A mark to be put on a record of a register, and the last day of validity that comes with it, if any.

    `said` holds what the mark says but for its version and fingerprint, in the order it is written.
    """

    register: Register
    record: Record
    said: Mapping[str, Value]
    valid_to: Value = None

    @property
    def mark(self) -> dict[str, Value]:
        """The mark as it is written: the version it was put on, and the print of what the record holds now."""
        version = self.record.text("version")
        found: dict[str, Value] = {key: value for key, value in self.said.items() if value and key not in _LAST}
        if version:
            found["version"] = version
        for key in _LAST:
            if self.said.get(key):
                found[key] = self.said[key]
        return {**found, "fingeravtryck": fingerprint(self.register, self.record)}

    @property
    def is_there(self) -> bool:
        """Whether the record ends in the very same mark already, and has that validity."""
        rows = self._rows
        return bool(rows) and rows[-1] == self.mark and self.valid_to in {None, self.record.data.get(VALID_TO)}

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of the record's file."""
        put = Put((MARKS, len(self._rows)), self.mark)
        return (put,) if self.valid_to is None else (put, Put((VALID_TO,), self.valid_to))

    @property
    def without_mandate(self) -> tuple[Finding, ...]:
        """What is wrong where the mark approves the record and its role may not, whichever rules are chosen."""
        mark = self._part
        found = without_mandate(self.register, mark, mandated(self.register.organisation)) if mark.approves else None
        return stamped([(rule_files()[_MANDATE].rule, found)], self.register, Unlocated()) if found else ()

    @property
    def changed_since(self) -> date | None:
        """The day of the latest mark that approved the record, where what it approved has changed since."""
        latest = latest_approving(granskningar_of(self.record))
        if latest is None or not latest.fingeravtryck:
            return None
        fits = fingerprint(self.register, self.record, latest.fingeravtryck.partition(":")[0])
        return None if fits == latest.fingeravtryck else latest.datum

    def suspected(self) -> Iterator[tuple[Record, str]]:
        """The records that rest on what is approved anew and that nobody has compared with it, each with why."""
        marked = replace(self.record, data={**self.record.data, MARKS: [*self._rows, self.mark]})
        others = tuple(marked if record is self.record else record for record in self.register.records)
        after = replace(self.register, records=others)
        known = {(fault.path, fault.field) for fault in renewed(self.register)}
        for fault in renewed(after):
            if fault.record and (fault.path, fault.field) not in known:
                yield fault.record, "bygger på det"
        mark = self._part
        for krav in Lagkrav.live(self.register) if mark.steg in RENEWING else ():
            when = krav.granskad
            if krav.in_force and self.record.id in krav.uppfylls_av and when and mark.datum and when < mark.datum:
                yield krav.record, f"uppfylls av det, bedömdes {when}"

    @property
    def _rows(self) -> list[Value]:
        rows = self.record.data.get(MARKS)
        return rows if isinstance(rows, list) else []

    @property
    def _part(self) -> Granskning:
        return Granskning(self.record, self.mark, (MARKS, len(self._rows)))


def valid_on(register: Register, record: Record, when: date) -> str | None:
    """The last day of a document that was found on a day to need no change; None where it has none or a later one."""
    stands = last_day(record.data.get(VALID_TO))
    if record.kind != Dokument.kind or stands is None:
        return None
    code, name = _INTERVAL
    months = rule_files()[code].threshold(name, register.settings)
    due = review_due(register, record.text("handlingstyp"), when, months)
    return due.isoformat() if due and due > stands else None
