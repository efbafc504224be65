"""An operation's yearly return: how it works with patient safety, for the region's narrative."""

from collections.abc import Mapping, Sequence

from kvalitet.facts._base.placering import left_over, without_repeats
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.rubriker import headings
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts
from kvalitet.facts._handelser.avvikelser import deviation_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._handelser.larande import training_facts
from kvalitet.facts._indikatorer.indikatorer import KEY as INDICATORS
from kvalitet.facts._indikatorer.indikatorer import LOST, indicator_facts, lines, shown, state_table
from kvalitet.facts._indikatorer.missar import MISSED, misses
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._ledning.delaktighet import KEY as PARTICIPATION
from kvalitet.facts._ledning.delaktighet import participation
from kvalitet.facts._planer.atgarder import action_facts
from kvalitet.facts._planer.forebyggande import KEY as AHEAD
from kvalitet.facts._planer.forebyggande import ahead_and_after
from kvalitet.facts._planer.planer import activity_facts
from kvalitet.facts._planer.verksamhetens import ANSWERED, OWN, plan_tables
from kvalitet.facts._risker.matris import KEY as MATRIX
from kvalitet.facts._risker.risker import risk_facts
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period
from kvalitet.model.document import Facts, Gap, Scope
from kvalitet.model.wording import listing

REPORT = Report(
    title="Verksamhetens årsrapport",
    purpose="en verksamhets redovisning av sitt patientsäkerhetsarbete under året",
    audience="patientsäkerhetsstrategen och chefläkaren, som underlag till patientsäkerhetsberättelsen",
    due="i början av året efter",
    demands=("year", "unit"),
    takes=(),
    internal=True,
)

_KIND = "verksamhetens_årsrapport"
_LEVEL = "verksamhet"
_EXPERIENCED = "indikatorer.patienternas"
_TABLES: Mapping[str, tuple[str, ...]] = {
    "år_arbetet_med_planen": (ANSWERED,),
    "år_egna_planer": (OWN, "aktiviteter.läge"),
    "år_förflyttning": (MISSED, "åtgärder.läge", "åtgärder.effekt", "åtgärder.starka"),
    "år_patienternas_bild": ("klagomål.källa", "klagomål.kanal", "klagomål.kategori", _EXPERIENCED),
    "år_delaktighet": (PARTICIPATION,),
    "år_riskmedvetenhet": (AHEAD, "riskanalyser.slag", "risker.höga"),
    "år_mått": (
        INDICATORS,
        LOST,
        "egenkontroller.resultat",
        "utbildningar.läge",
        "utbildningar.enheter",
        "avvikelser.typ",
        "avvikelser.kategori",
    ),
}


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The return of a unit with its subunits for a year."""
    within = reach(assessment, scope)
    report = report_of(within, _KIND)
    measured = lines(within)
    missing = (line for line in measured if misses(within, line))
    charts = together(*(part for line in missing for part in shown(within, line)))
    found = _counted(within, measured)
    tables = {table.key: table for table in without_repeats(found.tables)}
    placed = Placed(tables, _TABLES, found.diagrams, {"år_riskmedvetenhet": MATRIX}, besides={"år_mått": charts})
    sections = drawn(headings(assessment.register, _KIND, scope.period.last), report, placed)
    empty = [each.title for each in sections if each.id.startswith("år_") and not each.prose.strip()]
    return Facts(
        title=f"{REPORT.title} {scope.period.label}: {within.unit_name}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=report.status if report else "utkast",
        tables=(*tables.values(), *charts.tables),
        diagrams=(*found.diagrams, *charts.diagrams),
        loose=found.figures,
        sections=without_empty(sections),
        gaps=(*prose_gaps(within, report, sections, _KIND, "årsrapporten"), *_untold(empty if report else [])),
        prose=prose_of(within, report),
        details={"report": report, "leftover": left_over((), found.diagrams, sections), "untold": listing(empty)},
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each operation that there was in the year, once it has begun."""
    if year.first > assessment.today:
        return ()
    day = min(year.last, assessment.today)
    units = assessment.register.organisation.units.values()
    return tuple(Scope(year, unit.id) for unit in units if unit.level == _LEVEL and unit.exists(day))


def _counted(within: Reach, measured: Sequence[Rad]) -> Gathered:
    of_patients = [line for line in measured if line.indikator.asks_patients]
    named = f"Vad patienterna svarar i enkäter {within.period.label}"
    experienced = (state_table(within, of_patients, _EXPERIENCED, named),) if of_patients else ()
    return together(
        Gathered((*plan_tables(within), participation(within))),
        ahead_and_after(within),
        Gathered(experienced),
        activity_facts(within),
        action_facts(within),
        complaint_facts(within),
        risk_facts(within),
        deviation_facts(within),
        indicator_facts(within, measured),
        inspection_facts(within),
        training_facts(within),
    )


def _untold(titles: Sequence[str]) -> tuple[Gap, ...]:
    """What the operation is asked to tell of in words and has not."""
    help_text = "Skriv några meningar om året i verksamhetens årsrapport."
    return tuple(
        Gap(f"text saknas under ”{title}”", "i registrets mapp rapporter", help_text, refuses=False) for title in titles
    )
