"""Supports for knowledge-based care: how far each has come, what its analysis found, and what is done about that."""

from collections.abc import Iterable, Iterator, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._planer.atgarder import actions_told, state_on
from kvalitet.model.figure import UNKNOWN, Table, count
from kvalitet.model.wording import alphabetical, capital, date_text
from kvalitet.views.kunskapsstod import Gaprad, Kunskapsstod
from kvalitet.views.processer import Process

SUPPORTS = "förbättringar.kunskapsstöd"
ANALYSES = "förbättringar.gapanalyser"
GAPS = "förbättringar.kunskapsstödens_gap"
_NO_PROCESS = "Ingen process"
_SETTLED = frozenset({"klar", "avbruten"})


def supports(reach: Reach) -> tuple[Kunskapsstod, ...]:
    """Those received by the day, in the order of how far they have come."""
    steps = reach.register.kinds[Kunskapsstod.kind].statuses
    live = Kunskapsstod.live(reach.register)
    found = [v for v in live if reach.covers(v.enhet) and (v.mottagen or reach.day) <= reach.day]
    return tuple(sorted(found, key=lambda view: (steps.index(view.status), view.id)))


def support_tables(reach: Reach, views: Sequence[Kunskapsstod]) -> tuple[Table, ...]:
    """Each support with its criteria, the analyses by process, and the gaps that are not closed."""
    analysed = [view for view in views if _is_analysed(reach, view)]
    return (_table(reach, views), _by_process(reach, analysed), _gaps(reach, analysed))


def undecided(reach: Reach, view: Kunskapsstod) -> Iterator[str]:
    """What a support lacks where an analysis of it is made, as a reader would say it."""
    if _is_analysed(reach, view) and any(_is_undecided(row) for row in view.rader):
        yield "har gap utan beslut"


def _is_analysed(reach: Reach, view: Kunskapsstod) -> bool:
    return view.analyserad is not None and view.analyserad <= reach.day


def _is_undecided(row: Gaprad) -> bool:
    return bool(row.gap and not row.beslut)


def _table(reach: Reach, views: Sequence[Kunskapsstod]) -> Table:
    return Table(
        key=SUPPORTS,
        caption="Kunskapsstöd och hur långt de har kommit",
        headings=("Kunskapsstöd", "Enhet", "Mottaget", "Läge", "Kriterier", "Uppfyllda"),
        rows=tuple(
            (
                view.record.title,
                reach.register.organisation.name(view.enhet),
                day_text(view.mottagen),
                word(view.status),
                count(f"{SUPPORTS}.{view.id}.kriterier", (f"{view.id}/{each.id}" for each in view.kriterier)),
                count(
                    f"{SUPPORTS}.{view.id}.uppfyllda",
                    (f"{view.id}/{each.id}" for each in view.kriterier if each.met(reach.day)),
                ),
            )
            for view in views
        ),
        note=f"Läget är det som står i registret {date_text(reach.today)}. Kriterierna är det som ska vara uppfyllt "
        f"för att stödet ska räknas som infört, räknat till och med {date_text(reach.day)}.",
    )


def _by_process(reach: Reach, views: Sequence[Kunskapsstod]) -> Table:
    rows = [(name, view) for view in views for name in _processes(reach, view) or (_NO_PROCESS,)]
    rows.sort(key=lambda row: (row[0] == _NO_PROCESS, alphabetical(row[0]), row[1].id))
    return Table(
        key=ANALYSES,
        caption="Gapanalyser efter process",
        headings=("Process", "Kunskapsstöd", "Gapanalys", "Delgiven", "Gap", "Utan beslut"),
        rows=tuple(
            (
                process,
                view.record.title,
                day_text(view.analyserad),
                day_text(min((told for told in view.told_on if told <= reach.day), default=None)),
                count(f"{ANALYSES}.{view.id}.gap", (f"{view.id}/{row.id}" for row in view.rader if row.gap)),
                count(
                    f"{ANALYSES}.{view.id}.utan_beslut",
                    (f"{view.id}/{row.id}" for row in view.rader if _is_undecided(row)),
                ),
            )
            for process, view in rows
        ),
        note=f"Gapanalyser och delgivningar visas till och med {date_text(reach.day)}. Delgiven är dagen då de första "
        "fick resultatet, och ett streck betyder att ingen har fått det. Besluten är de som står i registret "
        f"{date_text(reach.today)}.",
        empty="Ingen gapanalys är gjord.",
    )


def _processes(reach: Reach, view: Kunskapsstod) -> tuple[str, ...]:
    named = (reach.register.by_id.get(process) for process in view.processer)
    return tuple(record.title for record in named if record and record.kind == Process.kind)


def _gaps(reach: Reach, views: Iterable[Kunskapsstod]) -> Table:
    """What nobody has decided about stands first."""
    rows = [(view, row) for view in views for row in view.rader if row.gap and not _is_closed(reach, row)]
    rows.sort(key=lambda each: bool(each[1].beslut))
    return Table(
        key=GAPS,
        caption="Gap i kunskapsstöden som inte är stängda, och vad som görs åt dem",
        headings=("Kunskapsstöd", "Gap", "Beslut", "Åtgärder"),
        rows=tuple(
            (view.record.title, row.gap, _decided(row), actions_told(row.atgarder, reach.day) or UNKNOWN)
            for view, row in rows
        ),
        ids=tuple(sorted(f"{view.id}/{row.id}" for view, row in rows)),
        note=f"Åtgärdernas läge avser {date_text(reach.day)}. Det som har åtgärdats visas inte, och inte heller det "
        "som verksamheten har beslutat att avstå från.",
    )


def _is_closed(reach: Reach, row: Gaprad) -> bool:
    """Whether somebody has decided to leave the gap, or all is done; where all was broken off nothing has been done."""
    if row.beslut == "åtgärdas":
        states = {state_on(action, reach.day) for action in row.atgarder}
        return "klar" in states and states <= _SETTLED
    return row.beslut == "avstår"


def _decided(row: Gaprad) -> str:
    if not row.beslut:
        return "Inget beslut"
    return f"{capital(row.beslut)}: {row.motiv}" if row.motiv else capital(row.beslut)
