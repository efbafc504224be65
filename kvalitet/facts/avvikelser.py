"""All deviations of a year or a period: what stands out, how they are dealt with, and what they are about.

For those inside the house: small numbers are shown, and deviations of every safety area count.
"""

from collections.abc import Iterable

from kvalitet.facts._base.att_gora import due_soon
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.avvikelsehantering import divided, handled, harm, long_open, single_in_pattern
from kvalitet.facts._handelser.avvikelser import COUNTED_BY, EMPTY, TOTAL, category_figures, main_facts
from kvalitet.facts._handelser.fordelning import Division
from kvalitet.facts._handelser.i_korthet import Under, is_few, under_headings
from kvalitet.facts._handelser.lardomar import causes, lessons_from
from kvalitet.facts._handelser.ledtider import measured
from kvalitet.facts._handelser.monster import Watched, over_time
from kvalitet.facts._handelser.vanligast import KEY as COMMONEST
from kvalitet.facts._handelser.vanligast import commonest, largest
from kvalitet.facts._planer.atgarder import of_events
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.handelseanalyser import analyses_by_avvikelse

REPORT = Report(
    title="Avvikelser",
    purpose="sammanställning av avvikelserna: mönster, ledtider, åtgärder och vad de handlar om",
    audience="ledningsgrupper och arbetsplatsträffar",
    due="varje kvartal och när året är slut",
    takes=("period", "unit"),
    internal=True,
)

_WATCHED = Watched(Avvikelse.kind, "avvikelser", "avvikelser")
_DIVISION = Division(prefix="avvikelser", caption="Avvikelser", note=COUNTED_BY, empty=EMPTY)
_HEADINGS = {
    "about": Under(
        ("typ", "kategori", "allvarlighetsgrad", "berör", "område", "nyckelord"),
        note=f"En avvikelse kan beröra flera. {COUNTED_BY}",
    ),
    "places": Under(("verksamhet", "process", "vårdform", "enhet"), for_many=("kategori_enhet",)),
    "causes": Under(("orsaker", "bedömning"), note="En händelse har ofta flera orsaker."),
}
_MEASURES = (
    "tid_handelse_till_rapport",
    "tid_rapport_till_paborjad",
    "tid_rapport_till_avslutad",
    "andel_aterkoppling",
)


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The deviations of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    views = tuple(view for view in Avvikelse.live(within.register) if within.covers(view.record.unit))
    main = main_facts(within, views, dict.fromkeys(Avvikelse.live(within.register), ""))
    time = over_time(within, _WATCHED)
    found = together(
        main,
        commonest(within, main.figures, category_figures(within), (COUNTED_BY,)),
        Gathered(figures=(*harm(within, views), single_in_pattern(within, assessment))),
        divided(within, views, _DIVISION),
        handled(within, views),
        long_open(within, views),
        time.found,
        measured(within, _MEASURES, "avvikelser.tider", f"Ledtider och återkoppling {within.period.label}"),
        causes(within, ((v.rapporterad, v.orsaker) for v in views), "avvikelser", "avvikelser"),
        of_events(within, ((v.rapporterad, action) for v in views for action in v.atgarder), "avvikelser"),
        _learnt(within, views),
        due_soon(within, assessment.deadlines, Avvikelse.kind),
    )
    few = is_few(next(figure for figure in main.figures if figure.key == TOTAL))
    # bars of few events say no more than the lines beside them
    drawn = tuple(diagram for diagram in found.diagrams if diagram.key != COMMONEST or not few)
    return Facts(
        title=f"{REPORT.title} {scope.period.label}" + (f": {within.unit_name}" if scope.unit else ""),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=found.tables,
        diagrams=drawn,
        loose=found.figures,
        details={
            "untold": within.untold,
            "nothing": not any(within.within(v.rapporterad, year) for v in views for year in within.years(3)),
            "top": largest(main.figures, category_figures(within)),
            **under_headings(within, found, "avvikelser", _HEADINGS, few=few),
            "charts": tuple(diagram for diagram in drawn if diagram.key in time.charts),
            "pareto": tuple(diagram for diagram in drawn if diagram.key == COMMONEST),
            "patterns": time.patterns,
            "span": within.span,
        },
    )


def _learnt(within: Reach, views: Iterable[Avvikelse]) -> Gathered:
    """The lessons drawn from the deviations of the period and from the analyses of them."""
    mine = {view.id for view in views if within.within(view.rapporterad, within.period)}
    analyses = analyses_by_avvikelse(within.register)
    sources = mine | {analysis.id for name in mine for analysis in analyses.get(name, ())}
    return lessons_from(within, sources, "avvikelser.lärdomar", f"Lärdomar av avvikelser {within.period.label}")
