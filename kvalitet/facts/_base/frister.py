"""The dates by which somebody must act on some records: those passed, and those near."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Due
from kvalitet.model.figure import Table
from kvalitet.model.wording import capital

NEAR = 90
"""How many days ahead a date is told."""


def waiting(deadlines: Iterable[Due], last: date) -> Iterator[Due]:
    """What remains to be done by a day, or should have been done before it."""
    return (due for due in deadlines if due.done is None and not due.cancelled and due.due <= last)


def pending(assessment: Assessment, ids: Collection[str], days: int = NEAR) -> tuple[Due, ...]:
    """What remains to be done with the records by a day so far ahead, or should have been done, by its day."""
    found = waiting(assessment.deadlines, days_on(assessment.today, days))
    return tuple(sorted((due for due in found if due.id in ids), key=lambda due: (due.due, due.id or "", due.what)))


def due_table(reach: Reach, found: Collection[Due], key: str, caption: str, heading: str) -> Table:
    """A row for each thing to do: the record, what, by when and who. None are no table and no sentence."""
    records = reach.register.by_id
    return Table(
        key=key,
        caption=caption,
        headings=(heading, "Vad som ska göras", "Senast", "Ansvarig"),
        rows=tuple(
            (
                records[due.id or ""].title,
                capital(due.what),
                f"{day_text(due.due)}{', har passerat' if due.due < reach.today else ''}",
                holder_text(reach, due.role),
            )
            for due in found
        ),
        ids=tuple(sorted({due.id or "" for due in found})),
    )
