"""The quarterly report: how the indicators stand, what has changed, and how the actions come along."""

from collections.abc import Mapping, Sequence

from kvalitet.facts._base.placering import left_over
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.rubriker import headings
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.avvikelser import deviation_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._handelser.kvartalet import CHANGED, LATE, changed, late, late_table, stale
from kvalitet.facts._handelser.nyckeltal import KEY as IN_SHORT
from kvalitet.facts._handelser.nyckeltal import key_figures
from kvalitet.facts._handelser.signaler import KEY as SIGNALS
from kvalitet.facts._handelser.signaler import patterns, signal_facts
from kvalitet.facts._indikatorer.beslut import to_do
from kvalitet.facts._indikatorer.celler import label
from kvalitet.facts._indikatorer.indikatorer import KEY as INDICATORS
from kvalitet.facts._indikatorer.indikatorer import LOST, indicator_facts, lines, shown
from kvalitet.facts._indikatorer.missar import MISSED, misses
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._planer.atgarder import action_facts
from kvalitet.facts._planer.planer import activity_facts
from kvalitet.facts._risker.risker import risk_facts
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period, period
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import count
from kvalitet.model.wording import first_of

REPORT = Report(
    title="Kvartalsrapport",
    purpose="kvartalets mätningar mot mål och riket, mönster, analys och åtgärdernas läge",
    audience="ledningsgruppen",
    due="varje kvartal, när kvartalets värden har kommit in",
    demands=("period",),
    takes=("unit",),
    internal=True,
)

_KIND = "kvartalsrapport"
_TABLES: Mapping[str, tuple[str, ...]] = {
    "kvartal_läget": (INDICATORS, CHANGED, LOST, IN_SHORT),
    "kvartal_analys": (SIGNALS, MISSED),
    "kvartal_åtgärder": ("aktiviteter.läge", "åtgärder.läge", LATE),
}
_SHOWN = frozenset({"avvikelser.typ", "klagomål.kategori", "lex_maria.beslut"})
"""The tables that stand last; a quarter is too short for the finer ones."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The report of a quarter, or of another period, of the whole care provider or a unit."""
    within = reach(assessment, scope)
    report = report_of(within, _KIND)
    measured = lines(within)
    found = _counted(within, measured)
    tables = {table.key: table for table in (*found.tables, key_figures(within, found))}
    charts = _charts(within, measured)
    placed = Placed(tables, _TABLES, found.diagrams)
    sections = drawn(headings(assessment.register, _KIND, scope.period.last), report, placed)
    others = [table for key, table in tables.items() if key in _SHOWN]
    return Facts(
        title=f"{REPORT.title} {scope.period.label}: {within.unit_name}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=report.status if report else "utkast",
        tables=(*tables.values(), *charts.tables),
        diagrams=charts.diagrams,
        loose=found.figures,
        sections=without_empty(sections),
        gaps=prose_gaps(within, report, sections, _KIND, "rapporten"),
        prose=prose_of(within, report),
        details={
            "report": report,
            "leftover": left_over(others, (), sections),
            "charts": left_over(charts.tables, charts.diagrams, sections),
            "missing": first_of([f"”{label(within, line)}”" for line in measured if misses(within, line)]),
        },
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each quarter of the year that has begun."""
    quarters = (period(f"{year.first.year}-Q{number}") for number in range(1, 5))
    return tuple(Scope(each) for each in quarters if each and each.first <= assessment.today)


def _counted(within: Reach, measured: Sequence[Rad]) -> Gathered:
    overdue = late(within)
    return together(
        indicator_facts(within, measured),
        deviation_facts(within),
        complaint_facts(within),
        risk_facts(within),
        action_facts(within),
        activity_facts(within),
        signal_facts(within),
        Gathered(
            (changed(within, measured), to_do(within, measured), late_table(within, overdue)),
            (stale(within, measured), count(f"{LATE}.antal", (action.address for action in overdue))),
        ),
    )


def _charts(within: Reach, measured: Sequence[Rad]) -> Gathered:
    """The charts of the indicators that miss their target or show a pattern."""
    patterned = {each.serie.topic.record for each in patterns(within)} - {None}
    wanted = (
        line for line in measured if misses(within, line) or patterned & {line.indikator.id, line.indikator.hamtas_fran}
    )
    return together(*(part for line in wanted for part in shown(within, line)))
