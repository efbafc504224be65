"""Governing documents: how many govern, which have expired and which soon will."""

from datetime import date

from kvalitet.facts._omraden import process
from kvalitet.facts._reach import Reach
from kvalitet.facts._tally import Gathered
from kvalitet.facts._words import day_text, role_text
from kvalitet.model.dates import days_on
from kvalitet.model.figure import Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.dokument import Dokument
from kvalitet.views.processer import Process

_SOON = 90


def document_facts(reach: Reach) -> Gathered:
    """Documents by state, and those that have expired. They speak of today."""
    views = [view for view in Dokument.all(reach.register) if reach.covers(view.record.unit) and _rests_on(reach, view)]
    today = reach.today
    governing = [view for view in views if view.in_force_on(today)]
    expired = [view for view in views if view.in_force and view.giltig_till and view.giltig_till < today]
    soon = [v for v in governing if v.giltig_till and v.giltig_till <= days_on(today, _SOON)]
    groups = {
        "gällande": ("Gäller", governing),
        "går_ut": ("varav går ut inom tre månader", soon),
        "utgångna": ("Har gått ut men är inte upphävda", expired),
        "utkast": ("Är under arbete", [view for view in views if view.status == "utkast"]),
    }
    rows = tuple(
        (label, count(f"dokument.{code}", (view.record.id for view in found)))
        for code, (label, found) in groups.items()
    )
    note = f"Läget avser {date_text(today)}: registret visar de giltighetstider som gäller då."
    tables = (
        Table(
            key="dokument.läge",
            caption="Styrande dokument",
            headings=("Läge", "Antal"),
            rows=rows if views else (),
            note=note,
            empty="Inga styrande dokument finns i registret.",
        ),
        _expired(reach, expired, note),
    )
    return Gathered(tables, tuple(figure for _, figure in rows))


def _rests_on(reach: Reach, view: Dokument) -> bool:
    """Whether the process asked for rests on the document; always where none is asked for."""
    asked = process(reach)
    record = reach.register.by_id[asked] if asked else None
    return record is None or view.record.id in Process(record, record.data).dokument


def _expired(reach: Reach, expired: list[Dokument], note: str) -> Table:
    ordered = sorted(expired, key=lambda view: (view.giltig_till or date.max, view.record.id))
    return Table(
        key="dokument.utgångna.lista",
        caption="Dokument som har gått ut",
        headings=("Dokument", "Gick ut", "Ansvarig"),
        rows=tuple(
            (view.titel, day_text(view.giltig_till), role_text(reach.register, view.ansvarig)) for view in ordered
        ),
        ids=tuple(sorted(view.record.id for view in ordered)),
        note=note,
        empty="Inget styrande dokument har gått ut.",
    )
