"""The series of deviations, by the day they were reported: a month is whole when it is over.

By the day of the event the latest months would always be short of what is yet to be reported.
Cancelled records are left out.
"""

from datetime import date

from kvalitet.model.register import Register
from kvalitet.series.cuts import Event
from kvalitet.series.events import Source, event_series
from kvalitet.series.serie import Serie
from kvalitet.views.avvikelser import Avvikelse

_SOURCE = Source(kind=Avvikelse.kind, all="Alla avvikelser", codelist="kategorier")


def series(register: Register, today: date) -> tuple[Serie, ...]:
    """The series of deviations."""
    return event_series(
        register,
        today,
        _SOURCE,
        (
            Event(each.id, each.rapporterad, each.record.unit or "", each.kategori, each.process)
            for each in Avvikelse.all(register)
            if each.rapporterad and not register.is_cancelled(each.record)
        ),
    )
