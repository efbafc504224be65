"""The series of complaints and comments, by the day they were received. Cancelled records are left out."""

from datetime import date

from kvalitet.model.register import Register
from kvalitet.series.cuts import Event
from kvalitet.series.events import Source, event_series
from kvalitet.series.serie import Serie
from kvalitet.views.klagomal import Klagomal

_SOURCE = Source(kind=Klagomal.kind, all="Alla klagomål och synpunkter", codelist="klagomalskategorier")


def series(register: Register, today: date) -> tuple[Serie, ...]:
    """The series of complaints."""
    return event_series(
        register,
        today,
        _SOURCE,
        (
            Event(each.id, each.mottagen, each.record.unit or "", each.kategori, each.process)
            for each in Klagomal.all(register)
            if each.mottagen and not register.is_cancelled(each.record)
        ),
    )
