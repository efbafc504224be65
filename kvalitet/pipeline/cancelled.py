"""Lists the deadlines that fell away when their record was cancelled, for calendars that still hold them."""

from dataclasses import replace

from kvalitet.model.deadline import Due
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.pipeline.stamp import stamped_deadlines
from kvalitet.rules.catalogue import rule_files
from kvalitet.rules.runner import deadlines_of


def called_off(register: Register) -> tuple[Due, ...]:
    """The deadlines that cancelled records would have if they stood open, soonest first; done ones are not cancelled.

    Rules speak of what is to be done, and leave out what is not: what was to be done is what they
    say of the record as it was before.
    """
    revived = replace(register, records=tuple(_revived(register, record) for record in register.records))
    dues = stamped_deadlines(deadlines_of(revived, rule_files()), revived)
    cancelled = {record.id for record in register.records if register.is_cancelled(record)}
    return tuple(replace(due, cancelled=due.done is None) for due in dues if due.id in cancelled)


def _revived(register: Register, record: Record) -> Record:
    """A cancelled record with the last status in which its kind is open; any other as it is."""
    kind = register.kinds[record.kind]
    lasting = [status for status in kind.statuses if status in kind.open]
    if not (lasting and register.is_cancelled(record)):
        return record
    return replace(record, data={**record.data, "status": lasting[-1]})
