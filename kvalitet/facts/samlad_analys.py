"""Risks, inspections, deviations and complaints seen together, and three questions that they answer together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kvalitet.facts._base.omraden import deviations, inspections
from kvalitet.facts._base.placering import left_over, without_repeats
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.rubriker import headings
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts
from kvalitet.facts._egenkontroller.kedja import KEY as CHAIN
from kvalitet.facts._egenkontroller.kedja import chain_cells, improves, outside
from kvalitet.facts._handelser.avvikelser import category_figures, counted_by, deviation_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._handelser.monster_samlat import KEY as PATTERNS
from kvalitet.facts._handelser.monster_samlat import pattern_facts
from kvalitet.facts._handelser.samlat import (
    KEY,
    SOURCES,
    grouped,
    patient_risks,
    patterns,
    side_table,
    sides,
    signs,
    tells_apart,
)
from kvalitet.facts._handelser.vanligast import KEY as COMMONEST
from kvalitet.facts._handelser.vanligast import commonest
from kvalitet.facts._indikatorer.indikatorer import lines, state_table
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._planer.atgarder import action_facts
from kvalitet.facts._planer.framat import outlook, targets
from kvalitet.facts._risker.gallande import Held, unmet
from kvalitet.facts._risker.matris import Placed as OnScale
from kvalitet.facts._risker.matris import Words, matrices
from kvalitet.facts._risker.risker import risk_facts
from kvalitet.facts._risker.varden import place, value, value_before, value_now
from kvalitet.model.assessment import Assessment
from kvalitet.model.codes import Code
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande

REPORT = Report(
    title="Samlad analys",
    purpose="risker, egenkontroller, avvikelser och klagomål sedda tillsammans, per process, tema och enhet",
    audience="ledningsgruppen och analysgruppen",
    due="inför varje möte där läget i patientsäkerheten ska bedömas, och minst en gång om året",
    takes=("period", "unit"),
    internal=True,
)

_TYPE = "samlad_analys"
_BEFORE, _NOW, _AHEAD = "analys_har_vården_varit_säker", "analys_är_vården_säker_nu", "analys_ökar_beredskapen"
_MATRIX = "samlad.matris"
_FRAMEWORK = "forutsattningar_och_fokusomraden"
_FOCUS: Mapping[str, tuple[str, ...]] = {
    _BEFORE: ("inträffade_vårdskador",),
    _NOW: (
        "säkra_system_och_enhetliga_processer",
        "tillförlitliga_system_och_processer",
        "säkerheten_idag",
        "säker_vård_här_och_nu",
    ),
    _AHEAD: ("analys_lärande_och_utveckling", "riskmedvetenhet_och_beredskap"),
}
"""The focus areas of the national plan by question: one looks back, two at the present, two ahead."""

_TABLES: Mapping[str, tuple[str, ...]] = {
    _BEFORE: (
        PATTERNS,
        "avvikelser.typ",
        "avvikelser.vårdskada",
        "lex_maria.beslut",
        "klagomål.kategori",
        f"samlad.{_BEFORE}",
    ),
    _NOW: ("samlad.höga", "egenkontroller.resultat", f"samlad.{_NOW}"),
    _AHEAD: ("samlad.blick", "riskanalyser.slag", "åtgärder.effekt", "samlad.åtgärder", f"samlad.{_AHEAD}"),
}
_DIAGRAMS: Mapping[str, str] = {_BEFORE: "avvikelser", _NOW: _MATRIX}


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The analysis of a period, of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    report = report_of(within, _TYPE)
    told, risks = signs(within), patient_risks(within)
    followed = lines(within)
    found = _counted(within, risks, followed)
    chosen = {COMMONEST, *(key for keys in _TABLES.values() for key in keys)}
    tables = {table.key: table for table in without_repeats(t for t in found.tables if t.key in chosen)}
    sections = drawn(
        headings(within.register, _TYPE, scope.period.last), report, Placed(tables, _TABLES, found.diagrams, _DIAGRAMS)
    )
    left = [f"{v.id}/{g.id}" for v in inspections(within) for g in _unimproved(within, v)]
    apart = tuple(side for side in sides(within) if tells_apart(side, grouped(side, told)))
    return Facts(
        title=f"{REPORT.title} {scope.period.label}: {within.unit_name}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=report.status if report else "underlag",
        tables=(*found.tables, *(side_table(side, told) for side in apart)),
        diagrams=found.diagrams,
        loose=(
            *found.figures,
            *(count(f"{KEY}.{source}", (s.id for s in told if s.source == source)) for source in SOURCES),
            count(f"{KEY}.risker.antal", (held.address for held in risks)),
            count(f"{KEY}.risker.utan_svar", (held.address for held in risks if unmet(within, held))),
            count(f"{KEY}.utan_åtgärd", left),
            *chain_cells(within, CHAIN, inspections(within)),
        ),
        sections=without_empty(sections),
        gaps=prose_gaps(within, report, sections, _TYPE, "analysen"),
        prose=prose_of(within, report),
        details={
            "patterns": tuple(patterns(within, told)),
            "commonest": tuple(row[:2] for row in tables[COMMONEST].rows[:1]) if COMMONEST in tables else (),
            "before": f"{within.span} före",
            # a unit need not follow every area itself
            "uncovered": () if scope.unit else _uncovered(within, followed),
            "unmeasured": bool(scope.unit) and not followed,
            "anything": bool(told),
            "sides": tuple(f"{KEY}.{side.key}" for side in apart),
            "leftover": left_over(tables.values(), found.diagrams, sections),
        },
    )


def _counted(within: Reach, risks: Sequence[Held], followed: Sequence[Rad]) -> Gathered:
    found = together(
        deviation_facts(within),
        pattern_facts(within),
        complaint_facts(within),
        inspection_facts(within),
        risk_facts(within),
        action_facts(within),
        outlook(within),
        Gathered((targets(within), _high(within, risks), *_indicators(within, followed))),
    )
    # the matrix of all risks in force stands here in place of that of the period's analyses
    kept = Gathered(
        tuple(table for table in found.tables if not table.key.startswith("risker.")),
        found.figures,
        tuple(diagram for diagram in found.diagrams if not diagram.key.startswith("risker.")),
    )
    said = counted_by(within, deviations(within))
    often = commonest(within, found.figures, category_figures(within), said)
    return together(kept, _on_the_scale(within, risks), often)


def _on_the_scale(within: Reach, risks: Sequence[Held]) -> Gathered:
    placed = (
        OnScale(h.address, h.view.skala, (h.risk.sannolikhet or 0, h.risk.konsekvens or 0), place(within, h.risk))
        for h in risks
        if h.judged
    )
    day = date_text(within.day)
    return matrices(within, placed, Words(_MATRIX, "risker för patienter", day, f"de som är i kraft {day}"))


def _high(within: Reach, risks: Sequence[Held]) -> Table:
    high = sorted((h for h in risks if h.is_high), key=lambda h: (-value_now(within, h.risk), h.address))
    return Table(
        key=f"{KEY}.höga",
        caption=f"Risker för patienter som är höga {date_text(within.day)}",
        headings=("Risk", "Enhet", "Före", "Nu", "Åtgärder"),
        rows=tuple(
            (
                h.risk.beskrivning,
                within.register.organisation.name(h.view.enhet),
                value(h.risk, "före", value_before(h.risk)),
                value(h.risk, "nu", value_now(within, h.risk)),
                count(f"risker.{h.address.replace('/', '.')}.åtgärder", (a.address for a in h.actions)),
            )
            for h in high
        ),
        note="Alla risker i kraft räknas, oavsett när analysen gjordes. Vad som görs åt dem står i riskregistret.",
        empty="Ingen risk för patienter når vårdgivarens gräns för hög risk.",
    )


def _indicators(within: Reach, followed: Sequence[Rad]) -> Iterator[Table]:
    """The indicators of the focus areas that each question is about."""
    whose = {_BEFORE: "vad som har hänt", _NOW: "läget här och nu", _AHEAD: "lärande och beredskap"}
    for question, areas in _FOCUS.items():
        found = [line for line in followed if line.indikator.fokusomrade in areas]
        if found:
            caption = f"Indikatorer som följer {whose[question]}, {within.period.label}"
            yield state_table(within, found, f"{KEY}.{question}", caption)


def _uncovered(within: Reach, followed: Sequence[Rad]) -> tuple[str, ...]:
    """The focus areas and preconditions of the day that no indicator follows."""
    codes = within.register.codes.get(_FRAMEWORK)
    measured = {line.indikator.fokusomrade for line in followed}
    known = codes.codes.values() if codes else ()
    return tuple(
        code.label
        for code in known
        if code.parent and code.valid(within.day) and measured.isdisjoint({code.id, *_earlier(known, code.id)})
    )


def _earlier(known: Iterable[Code], name: str) -> Iterator[str]:
    return (code.id for code in known if code.successor == name)


def _unimproved(within: Reach, view: Egenkontroll) -> Iterator[Genomforande]:
    return (held for held in outside(within, view) if not improves(held))
