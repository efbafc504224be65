"""All complaints and comments of a year or a period: what stands out, who was answered, and what they are about.

For those inside the house: small numbers are shown.
"""

from collections.abc import Iterable

from kvalitet.facts._base.att_gora import due_soon
from kvalitet.facts._base.omraden import complaints
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.fordelning import Division
from kvalitet.facts._handelser.i_korthet import Under, is_few, under_headings
from kvalitet.facts._handelser.klagomal import COUNTED_BY, EMPTY, category_figures, complaint_facts
from kvalitet.facts._handelser.klagomalshantering import divided, handled
from kvalitet.facts._handelser.lardomar import causes, lessons_from
from kvalitet.facts._handelser.ledtider import measured
from kvalitet.facts._handelser.monster import Watched, over_time
from kvalitet.facts._handelser.vanligast import largest
from kvalitet.facts._planer.atgarder import of_events
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.views.klagomal import Klagomal

REPORT = Report(
    title="Klagomål och synpunkter",
    purpose="sammanställning av klagomål och synpunkter: mönster, svar, åtgärder och vad de handlar om",
    audience="ledningsgrupper och arbetsplatsträffar",
    due="varje kvartal och när året är slut",
    takes=("period", "unit"),
    internal=True,
)

_WATCHED = Watched(Klagomal.kind, "klagomål", "klagomål")
_DIVISION = Division(prefix="klagomål", caption="Klagomål och synpunkter", note=COUNTED_BY, empty=EMPTY)
_HEADINGS = {
    "about": Under(("kategori", "källa", "kanal", "nyckelord"), for_many=("kategori_kanal",), note=COUNTED_BY),
    "places": Under(("verksamhet", "process", "enhet")),
    "causes": Under(("orsaker",), note="Ett ärende har ofta flera orsaker."),
}
_MEASURES = ("tid_klagomal_till_svar", "andel_klagomal_besvarade_i_tid")


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The complaints and comments of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    views = complaints(within)
    main, time = complaint_facts(within), over_time(within, _WATCHED)
    found = together(
        main,
        Gathered(figures=handled(within, views)),
        divided(within, views, _DIVISION),
        time.found,
        measured(within, _MEASURES, "klagomål.tider", f"Svarstider {within.period.label}"),
        causes(within, ((v.mottagen, v.orsaker) for v in views), "klagomål", "klagomål och synpunkter"),
        of_events(within, ((v.mottagen, action) for v in views for action in v.atgarder), "klagomål och synpunkter"),
        _learnt(within, views),
        due_soon(within, assessment.deadlines, Klagomal.kind),
    )
    few = is_few(next(figure for figure in main.figures if figure.key == "klagomål.antal"))
    return Facts(
        title=f"{REPORT.title} {scope.period.label}" + (f": {within.unit_name}" if scope.unit else ""),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=found.tables,
        diagrams=found.diagrams,
        loose=found.figures,
        details={
            "untold": within.untold,
            "nothing": not any(within.within(v.mottagen, year) for v in views for year in within.years(3)),
            "top": largest(main.figures, category_figures(within)),
            **under_headings(within, found, "klagomål", _HEADINGS, few=few),
            "charts": tuple(diagram for diagram in found.diagrams if diagram.key in time.charts),
            "patterns": time.patterns,
            "span": within.span,
        },
    )


def _learnt(within: Reach, views: Iterable[Klagomal]) -> Gathered:
    """The lessons drawn from the complaints of the period, or from the deviations that they were made into."""
    mine = [view for view in views if within.within(view.mottagen, within.period)]
    sources = {name for view in mine for name in (view.id, view.avvikelse) if name}
    return lessons_from(within, sources, "klagomål.lärdomar", f"Lärdomar av klagomål {within.period.label}")
