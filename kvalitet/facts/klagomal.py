"""All complaints and comments of a year or a period: what stands out, who was answered, and what they are about.

For those inside the house: small numbers are shown.
"""

from collections.abc import Iterable

from kvalitet.facts._atgarder import of_events
from kvalitet.facts._att_gora import due_soon
from kvalitet.facts._catalogue import Report
from kvalitet.facts._fordelning import Division, has_several
from kvalitet.facts._i_korthet import Spread, actions_in_brief, is_few, spread
from kvalitet.facts._klagomal import COUNTED_BY, EMPTY, category_figures, complaint_facts
from kvalitet.facts._klagomalshantering import divided, handled
from kvalitet.facts._lardomar import causes, lessons_from
from kvalitet.facts._ledtider import measured
from kvalitet.facts._monster import Watched, over_time
from kvalitet.facts._omraden import complaints
from kvalitet.facts._reach import Reach, reach
from kvalitet.facts._tally import Gathered, together
from kvalitet.facts._vanligast import largest
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
_ABOUT = ("kategori", "källa", "kanal", "nyckelord")
_PLACES = ("process", "enhet")
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
        title=f"{REPORT.title} {scope.period.label}",
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
            **_in_brief(within, found, few=few),
            "charts": tuple(diagram for diagram in found.diagrams if diagram.key in time.charts),
            "patterns": time.patterns,
            "span": within.span,
        },
    )


def _in_brief(within: Reach, found: Gathered, *, few: bool) -> dict[str, Spread]:
    """The breakdowns under the headings of the report."""

    def in_brief(*ways: str, note: str = "") -> Spread:
        return spread(within, found, [f"klagomål.{way}" for way in ways], note, few=few)

    several = ("verksamhet",) if has_several(found.tables, "klagomål.verksamhet") else ()
    crossed = () if few else ("kategori_kanal",)
    return {
        "about": in_brief(*_ABOUT, *crossed, note=COUNTED_BY),
        "places": in_brief(*several, *_PLACES),
        "causes": in_brief("orsaker", note="Ett ärende har ofta flera orsaker."),
        "actions": actions_in_brief(found, few=few),
    }


def _learnt(within: Reach, views: Iterable[Klagomal]) -> Gathered:
    """The lessons drawn from the complaints of the period, or from the deviations that they were made into."""
    mine = [view for view in views if within.within(view.mottagen, within.period)]
    sources = {name for view in mine for name in (view.id, view.avvikelse) if name}
    return lessons_from(within, sources, "klagomål.lärdomar", f"Lärdomar av klagomål {within.period.label}")
