"""The patient safety narrative: what the care provider did in a year to prevent harm, and what came of it.

Its contents follow PSL 3 kap. 10 § and SOSFS 2011:9 7 kap. 2 §; its headings are a code list.
"""

from collections.abc import Iterable, Mapping, Sequence

from kvalitet.facts._base.omraden import inspections
from kvalitet.facts._base.placering import left_over
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.rubriker import Heading, headings
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts
from kvalitet.facts._egenkontroller.kedja import KEY as CHAIN
from kvalitet.facts._egenkontroller.kedja import chain_cells
from kvalitet.facts._handelser.avvikelser import deviation_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._handelser.larande import learning_facts
from kvalitet.facts._handelser.nyckeltal import key_figures
from kvalitet.facts._indikatorer.enheter import unevenly_reached
from kvalitet.facts._indikatorer.indikatorer import CHANGED, LOST, area_facts, lines, missed_and_changed
from kvalitet.facts._indikatorer.missar import MISSED
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._ledning.beslut import KEY as DECISIONS
from kvalitet.facts._ledning.beslut import decisions
from kvalitet.facts._planer.atgarder import action_facts
from kvalitet.facts._planer.maluppfoljning import KEY as GOALS
from kvalitet.facts._planer.maluppfoljning import goals_followed_up
from kvalitet.facts._planer.planer import (
    Area,
    activities,
    activity_facts,
    area_named,
    area_table,
    goal_table,
    governing,
    leading,
    plans,
)
from kvalitet.facts._risker.matris import KEY as MATRIX
from kvalitet.facts._risker.risker import risk_facts
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope, Section
from kvalitet.model.figure import Table
from kvalitet.model.wording import listing
from kvalitet.views.rapporter import BERATTELSE, FORENKLAD

REPORT = Report(
    title="Patientsäkerhetsberättelse",
    purpose="vårdgivarens årliga redovisning av patientsäkerhetsarbetet (PSL 3 kap. 10 §)",
    audience="alla som vill läsa den, nämnden och tillsynsmyndigheten",
    due="upprättad senast den 1 mars året efter",
)

_TABLES: Mapping[str, tuple[str, ...]] = {
    "sammanfattning": ("nyckeltal",),
    "engagerad_ledning": (DECISIONS,),
    "övergripande_mål_och_strategier": ("mål",),
    "arbetet_under_året": ("aktiviteter.läge",),
    "vidtagna_åtgärder": ("åtgärder.läge", "åtgärder.starka"),
    "uppnådda_resultat": (GOALS, MISSED, LOST, CHANGED, "åtgärder.effekt"),
    "god_säkerhetskultur": ("ronder.slag",),
    "adekvat_kunskap_och_kompetens": ("utbildningar.läge", "utbildningar.enheter"),
    "uppföljning_genom_egenkontroll": ("egenkontroller.tillfällen", "egenkontroller.resultat"),
    "fokus_inträffade_vårdskador": (
        "avvikelser.vårdskada",
        "avvikelser.allvarlighetsgrad",
        "lex_maria.beslut",
        "ärenden.typ",
        "ärenden.ivo",
    ),
    "fokus_analys_och_lärande": ("händelseanalyser.medverkan", "lärdomar.slag"),
    "avvikelser": ("avvikelser.typ", "avvikelser.kategori"),
    "klagomål_och_synpunkter": ("klagomål.källa", "klagomål.kanal", "klagomål.kategori"),
    "riskhantering": ("riskanalyser.slag", "risker.höga"),
    "mål_och_utmaningar": ("mål.nästa",),
}
_DIAGRAMS: Mapping[str, str] = {"riskhantering": MATRIX}


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The narrative of a year, of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    report = report_of(within, BERATTELSE)
    measured = tuple(line for line in lines(within) if _focus(line))
    found = _counted(within, measured)
    in_short = key_figures(within, found)
    tables, areas = {table.key: table for table in (in_short, *found.tables)}, _area_tables(within)
    indicators = _indicators(within, measured)
    variant = FORENKLAD if assessment.register.settings.simplified else BERATTELSE
    chosen = headings(assessment.register, variant, scope.period.last)
    under = {h.code.id: areas[h.code.label] for h in chosen if h.code.label in areas}
    besides = {h.code.id: indicators[h.code.label] for h in chosen if h.code.label in indicators}
    sections = drawn(chosen, report, Placed(tables, _TABLES, found.diagrams, _DIAGRAMS, under, besides))
    more = together(*indicators.values())
    leftover = left_over((*tables.values(), *areas.values(), *more.tables), (*found.diagrams, *more.diagrams), sections)
    return Facts(
        title=f"{REPORT.title} {scope.period.label}" + (f": {within.unit_name}" if scope.unit else ""),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=report.status if report else "utkast",
        tables=(*found.tables, in_short, *areas.values(), *more.tables, _law(sections, chosen)),
        diagrams=(*found.diagrams, *more.diagrams),
        loose=found.figures,
        sections=without_empty(sections),
        gaps=prose_gaps(within, report, sections, BERATTELSE, "berättelsen"),
        prose=prose_of(within, report),
        details={
            "report": report,
            "leftover": leftover,
            "uneven": tuple(unevenly_reached(within, measured)),
            "same_goals": "mål.nästa" not in tables and bool(tables["mål"].rows),
        },
    )


def _counted(within: Reach, measured: Sequence[Rad]) -> Gathered:
    return together(
        deviation_facts(within),
        complaint_facts(within),
        risk_facts(within),
        inspection_facts(within),
        action_facts(within),
        activity_facts(within),
        learning_facts(within),
        Gathered(_goal_tables(within)),
        Gathered((goals_followed_up(within, governing(within, within.period)), decisions(within))),
        missed_and_changed(within, measured),
        Gathered(figures=chain_cells(within, CHAIN, inspections(within))),
    )


def _goal_tables(within: Reach) -> tuple[Table, ...]:
    """The goals of the leading plans; those of the coming year only where other plans hold them."""
    year = within.period.first.year
    now, coming = governing(within, within.period), governing(within, year_of(year + 1))
    this = goal_table(within, now, "mål", f"Mål i handlingsplanen {year}")
    if [plan.record.id for plan in now] == [plan.record.id for plan in coming]:
        return (this,)
    return (this, goal_table(within, coming, "mål.nästa", f"Mål i handlingsplanen {year + 1}"))


def _indicators(within: Reach, measured: Sequence[Rad]) -> Mapping[str, Gathered]:
    """The indicators of each focus area with their charts, by the name of the area."""
    by_name: dict[Area, list[Rad]] = {}
    for line in measured:
        by_name.setdefault(area_named(within, _focus(line)), []).append(line)
    return {area.name: area_facts(within, rows, area.key, area.name) for area, rows in by_name.items()}


def _focus(line: Rad) -> str:
    """The focus area of an indicator; what patients answer in surveys shows them as co-creators where none is named."""
    view = line.indikator
    return view.fokusomrade or ("patienten_som_medskapare" if view.typ == "PREM" else "")


def _area_tables(within: Reach) -> Mapping[str, Table]:
    """The activities of the leading plans, by the name of the area: that of a heading where they are the same."""
    found = activities(within, leading(plans(within, within.period)))
    return {area.name: area_table(within, area, rows) for area, rows in found.items()}


def _law(sections: Iterable[Section], chosen: Iterable[Heading]) -> Table:
    described = {heading.code.id: heading.code.description for heading in chosen}
    return Table(
        key="lagkrav",
        caption="Var i berättelsen varje krav är uppfyllt",
        headings=("Avsnitt", "Innehåll", "Lagrum"),
        rows=tuple((s.title, described[s.id], listing(s.basis)) for s in sections if s.basis),
        note="PSL är patientsäkerhetslagen (2010:659). SOSFS 2011:9 är föreskrifterna om ledningssystem för "
        "systematiskt kvalitetsarbete.",
    )
