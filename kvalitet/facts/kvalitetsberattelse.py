"""The quality narrative: how the work on quality was run, what was done and what came of it (SOSFS 2011:9 7 kap. 1 §).

The general advice asks for these three; results are told by process and by dimension of good care.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kvalitet.facts._base.placering import left_over, without_repeats
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.rubriker import headings
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.dokument import document_facts
from kvalitet.facts._egenkontroller.egenkontroller import OCCASIONS, TOTAL, inspection_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._indikatorer.beslut import TO_DO, to_do
from kvalitet.facts._indikatorer.indikatorer import CHANGED, LOST, lines, missed_and_changed, shown
from kvalitet.facts._indikatorer.jamforelse import compared
from kvalitet.facts._indikatorer.kvalitetsresultat import (
    BY_PROCESS,
    FOLLOWED,
    UNMEASURED,
    by_dimension,
    by_process,
    followed,
    unmeasured,
)
from kvalitet.facts._indikatorer.missar import MISSED, missed_over
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._planer.atgarder import action_facts
from kvalitet.facts._planer.malutfall import KEY as NO_OUTCOME
from kvalitet.facts._planer.malutfall import without_outcome
from kvalitet.facts._planer.planer import goal_table, own
from kvalitet.facts._processer.forbattringslage import KEYS as IMPROVEMENTS
from kvalitet.facts._processer.forbattringslage import improvement_facts
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Cell, Figure, Table, by_key
from kvalitet.model.wording import listing

REPORT = Report(
    title="Kvalitetsberättelse",
    purpose="hur kvalitetsarbetet har bedrivits, vad som har gjorts och vad det har gett (SOSFS 2011:9 7 kap. 1 §)",
    audience="ledningen, nämnden och alla som vill läsa den",
    due="varje år, när årets värden har kommit in",
)

_KIND = "kvalitetsberättelse"
_YEARS = 3
_COMPARED = "indikatorer.bättre_än_riket"
_TABLES: Mapping[str, tuple[str, ...]] = {
    "kvalitet_arbetet": (OCCASIONS, FOLLOWED, "dokument.läge", CHANGED, UNMEASURED),
    "kvalitet_åtgärder": (*IMPROVEMENTS, "åtgärder.läge", "åtgärder.effekt", "åtgärder.starka"),
    "kvalitet_resultat": (_COMPARED, BY_PROCESS, MISSED, LOST),
    "kvalitet_framåt": ("mål.nästa",),
}
_AFTER = ("egenkontroller.resultat", "klagomål.kategori")
"""The results that follow those of the dimensions."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The narrative of a year, of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    report = report_of(within, _KIND)
    measured = lines(within)
    found = _counted(within, measured)
    dimensions = by_dimension(within, measured)
    chosen = {TO_DO, *_AFTER, *(key for keys in _TABLES.values() for key in keys)}
    said = without_repeats(table for table in found.tables if table.key in chosen)
    tables = {table.key: table for table in (*said, *dimensions)}
    keys = {**_TABLES, "kvalitet_resultat": (*_TABLES["kvalitet_resultat"], *(t.key for t in dimensions), *_AFTER)}
    charts = together(*(part for line in measured if missed_over(within, line) for part in shown(within, line)))
    placed = Placed(tables, keys, besides={"kvalitet_resultat": charts})
    sections = drawn(headings(assessment.register, _KIND, scope.period.last), report, placed)
    return Facts(
        title=f"{REPORT.title} {scope.period.label}" + (f": {within.unit_name}" if scope.unit else ""),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=report.status if report else "utkast",
        tables=(*found.tables, *dimensions, *charts.tables),
        diagrams=charts.diagrams,
        loose=found.figures,
        sections=without_empty(sections),
        gaps=prose_gaps(within, report, sections, _KIND, "berättelsen"),
        prose=prose_of(within, report),
        details={
            "report": report,
            "leftover": left_over((), charts.diagrams, sections),
            "unmeasured": listing([str(row[0]) for row in _rows(tables, UNMEASURED)]),
            "calm": not (_rows(tables, TO_DO) or _rows(tables, UNMEASURED) or by_key(found.figures)[NO_OUTCOME].some),
        },
    )


def _rows(tables: Mapping[str, Table], key: str) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table; none where it is left out because it has nothing to say."""
    return tables[key].rows if key in tables else ()


def _inspected(within: Reach) -> Gathered:
    """What the inspections showed; of those planned, the ones that were made less often than that."""
    found = inspection_facts(within)
    return Gathered(tuple(_short(within, table) for table in found.tables), found.figures)


def _short(within: Reach, table: Table) -> Table:
    if table.key != OCCASIONS:
        return table
    caption = f"Egenkontroller som gjordes färre gånger än planerat {within.period.label}"
    rows = [row for row in table.rows if isinstance(row[0], str) and row[0] != TOTAL and _fewer(*row[1:3])]
    return replace(table, caption=caption, rows=tuple(rows), empty="")


def _fewer(planned: Cell, held: Cell) -> bool:
    return isinstance(planned, Figure) and isinstance(held, Figure) and (held.value or 0) < (planned.value or 0)


def _counted(within: Reach, measured: Sequence[Rad]) -> Gathered:
    coming = year_of(within.period.first.year + 1)
    goals = goal_table(within, own(within, coming), "mål.nästa", f"Mål i handlingsplanen {coming.label}")
    return together(
        compared(within, measured, _YEARS),
        missed_and_changed(within, measured),
        Gathered((by_process(within, measured), followed(within, measured), unmeasured(within, measured), goals)),
        Gathered((to_do(within, measured),), (without_outcome(within, own(within, within.period)),)),
        _inspected(within),
        document_facts(within),
        improvement_facts(within),
        action_facts(within),
        complaint_facts(within),
    )
