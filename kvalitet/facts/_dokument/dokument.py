"""Governing documents: how many govern, which have expired and which soon will."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from kvalitet.facts._base.omraden import process
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._dokument.gallande import by_state
from kvalitet.model.figure import Figure, Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.dokument import Dokument
from kvalitet.views.processer import Process

_STATES = {
    "gällande": "Gäller",
    "går_ut": "varav går ut inom tre månader",
    "utgångna": "Har gått ut men är inte upphävda",
    "kommande": "Börjar gälla senare",
    "utkast": "Är under arbete",
}
_ONLY_WHERE_SOME = frozenset({"kommande"})


def document_facts(reach: Reach) -> Gathered:
    """Documents by state, and those that have expired. They speak of today."""
    views = [view for view in Dokument.all(reach.register) if reach.covers(view.record.unit) and _rests_on(reach, view)]
    today = reach.today
    found = by_state(views, today)
    some = views if any(found.values()) else ()
    none = f"{'Enheten har inga egna' if reach.scope.unit else 'Registret har inga'} styrande dokument."
    expired = (expired_table(reach, found["utgångna"]),) if some else ()
    return Gathered((state_table(today, found, some, none), *expired), state_figures(found))


def _rests_on(reach: Reach, view: Dokument) -> bool:
    """Whether the process asked for rests on the document; always where none is asked for."""
    asked = process(reach)
    record = reach.register.by_id[asked] if asked else None
    return record is None or view.record.id in Process(record, record.data).dokument


def state_figures(found: Mapping[str, tuple[Dokument, ...]]) -> tuple[Figure, ...]:
    """How many documents stand how."""
    return tuple(number for _, number in _numbered(found))


def _numbered(found: Mapping[str, tuple[Dokument, ...]]) -> list[tuple[str, Figure]]:
    shown = [code for code in _STATES if found[code] or code not in _ONLY_WHERE_SOME]
    return [(_STATES[code], count(f"dokument.{code}", (view.id for view in found[code]))) for code in shown]


def state_table(
    today: date,
    found: Mapping[str, tuple[Dokument, ...]],
    views: Collection[Dokument],
    empty: str = "Registret har inga styrande dokument.",
) -> Table:
    """How many of some documents stand how, by their states; `empty` is said where there are none."""
    return Table(
        key="dokument.läge",
        caption="Styrande dokument",
        headings=("Läge", "Antal"),
        rows=tuple(_numbered(found)) if views else (),
        note=_note(today),
        empty=empty,
    )


def _note(today: date) -> str:
    return f"Läget avser {date_text(today)}: registret visar de giltighetstider som gäller då."


def expired_table(reach: Reach, expired: Iterable[Dokument]) -> Table:
    """The documents that have expired, the longest ago first."""
    ordered = sorted(expired, key=lambda view: (view.giltig_till or date.max, view.record.id))
    return Table(
        key="dokument.utgångna.lista",
        caption="Dokument som har gått ut",
        headings=("Dokument", "Gick ut", "Ansvarig"),
        rows=tuple(
            (view.titel, day_text(view.giltig_till), role_text(reach.register, view.ansvarig)) for view in ordered
        ),
        ids=tuple(sorted(view.record.id for view in ordered)),
        note=_note(reach.today),
        empty="Inget styrande dokument har gått ut.",
    )
