"""The measures in use: what each belongs to, and which lack what a measure needs."""

from collections.abc import Iterable

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._processer.processer import Equipped
from kvalitet.model.figure import Table, count
from kvalitet.model.wording import alphabetical, capital, listing
from kvalitet.views.indikatorer import Indikator

_LEVELS = ("region", "förvaltning", "division", "verksamhet", "enhet")


def _within(reach: Reach) -> tuple[Indikator, ...]:
    """The measures in use or planned that hold within reach, in the order of their titles."""
    found = (view for view in Indikator.all(reach.register) if view.status in {"aktiv", "planerad"})
    return tuple(sorted((v for v in found if reach.governs(v.enhet)), key=lambda view: alphabetical(view.record.title)))


def _dimension(reach: Reach, view: Indikator) -> str:
    return reach.register.label("dimensioner", view.dimension) if view.dimension else "Ej angiven"


def measure_table(reach: Reach, found: Iterable[Equipped]) -> Table:
    """The measures in use of some processes, one by one."""
    rows = [(each, view) for each in found for view in each.indicators]
    return Table(
        key="mått.lista",
        caption="Mått i bruk i kärnprocesserna",
        headings=("Mått", "Kärnprocess", "Sida av god vård", "Ansvarig"),
        rows=tuple(
            (view.record.title, each.process.record.title, _dimension(reach, view), holder_text(reach, view.ansvarig))
            for each, view in rows
        ),
        ids=tuple(sorted({view.id for _, view in rows})),
        empty="Ingen kärnprocess har ett mått i bruk.",
    )


def stray_table(reach: Reach) -> Table:
    """The measures in use that belong to no process."""
    found = [view for view in _within(reach) if view.active and not view.processer]
    return Table(
        key="mått.utan_process",
        caption="Mått i bruk som inte hör till någon process",
        headings=("Mått", "Sida av god vård", "Ansvarig"),
        rows=tuple((view.record.title, _dimension(reach, view), holder_text(reach, view.ansvarig)) for view in found),
        ids=tuple(sorted(view.id for view in found)),
        note="Hör måttet till en process kan det skrivas in i måttets post, och då räknas det i matrisen.",
    )


def sourceless_table(reach: Reach) -> Table:
    """The measures that are planned, and those in use that no source of data is named for."""
    found = [view for view in _within(reach) if not (view.active and _has_source(view))]
    return Table(
        key="mått.utan_källa",
        caption="Mått som inte ger några värden ännu, eller saknar källa",
        headings=("Mått", "Varför", "Ansvarig"),
        rows=tuple(
            (view.record.title, _reason(view), holder_text(reach, view.dataansvarig or view.ansvarig)) for view in found
        ),
        ids=tuple(sorted(view.id for view in found)),
    )


def _has_source(view: Indikator) -> bool:
    return bool(view.kalla or view.hamtas_fran)


def _reason(view: Indikator) -> str:
    reasons = [] if view.active else ["är planerat"]
    return capital(listing([*reasons, *([] if _has_source(view) else ["ingen källa är angiven"])]))


def level_table(reach: Reach) -> Table:
    """How many measures in use there are at each level, and how many of them can be relied on by their particulars."""
    active = [view for view in _within(reach) if view.active]
    rows = []
    for level in _LEVELS:
        found = [view for view in active if level in view.niva]
        whole = (v.id for v in found if v.definition and _has_source(v) and v.dataansvarig)
        if found:
            numbers = (count(f"mått.nivå.{level}", (v.id for v in found)), count(f"mått.nivå.{level}.hela", whole))
            rows.append((capital(level), *numbers))
    unsaid = [view.id for view in active if not view.niva]
    return Table(
        key="mått.nivåer",
        caption="Mått i bruk på varje nivå",
        headings=("Nivå", "Mått", "Med definition, källa och dataansvarig"),
        rows=tuple(rows),
        note="Ett mått som följs på flera nivåer räknas på var och en."
        + (" Några mått saknar nivå." if unsaid else ""),
        empty="Inget mått i bruk anger på vilken nivå det följs." if active else "",
    )
