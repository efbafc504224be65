"""How deviations are dealt with: what the closed ones led to, who was told, and what has been left lying."""

from collections.abc import Iterator, Sequence
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Event, Gathered, together
from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._handelser.avvikelser import COMPARED
from kvalitet.facts._handelser.fordelning import Division, Happened, Way, unit_below
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import days_on
from kvalitet.model.figure import Figure, Table, count
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv5 import kv503_oppen_lange_utan_dialog_med_cheflakaren as kv503
from kvalitet.rules.kv5 import kv514_enskild_handelse_trots_monster as kv514
from kvalitet.views.avvikelser import Avvikelse

_TOUCHED = ("patient", "medarbetare", "utrustning", "organisation")
_SORTS = {"negativ_händelse": "Händelser", "tillbud": "Tillbud", "risk": "Risker"}
_JUDGED = ("enskild_händelse", "systemfel")


def divided(reach: Reach, views: Sequence[Avvikelse], division: Division) -> Gathered:
    """The deviations by what they touch, by judgement, safety area, form of care and process, unit and word."""
    happened = [Happened(view.record, view.rapporterad, view.process, view.typ) for view in views]
    return together(
        division.by(
            reach,
            Way("bedömning", "bedömning", {code: word(code) for code in _JUDGED}, always=True),
            [Event(view.id, view.rapporterad, view.bedomning) for view in views],
        ),
        division.by(
            reach,
            Way("berör", "berörda", {c: word(c) for c in _TOUCHED}, always=True, note="En avvikelse kan beröra flera."),
            [Event(view.id, view.rapporterad, each) for view in views for each in view.beror or ("",)],
        ),
        division.by(
            reach,
            Way("område", "säkerhetsområde", reach.register.labels("sakerhetsomraden")),
            [Event(view.id, view.rapporterad, view.omrade) for view in views],
        ),
        division.by(
            reach,
            Way("vårdform", "vårdform", dict(_forms_of_care(reach, views)), always=True, note=_FORMS),
            [Event(view.id, view.rapporterad, view.vardform) for view in views],
        ),
        division.by_process(reach, happened),
        division.by_level(reach, "verksamhet", happened),
        division.by_word(reach, happened),
        Gathered((division.by_unit(reach, happened, _SORTS), *_categories_below(reach, views, division))),
    )


def _categories_below(reach: Reach, views: Sequence[Avvikelse], division: Division) -> Iterator[Table]:
    """The main categories against the units next below; nothing where these are one alone or too many for a page."""
    categories = reach.register.codes.get("kategorier")
    organisation = reach.register.organisation
    rows = [(view, unit_below(reach, view.record.unit or "")) for view in views]
    here = {unit for view, unit in rows if unit and reach.within(view.rapporterad, reach.period)}
    if categories and 1 < len(here) <= _MOST_UNITS:
        events = [
            (Happened(view.record, view.rapporterad, view.process, unit), categories.top(view.kategori))
            for view, unit in rows
        ]
        columns = {unit: organisation.name(unit) for unit in organisation.units if unit in here}
        yield division.crossed(
            reach,
            Way("kategori_enhet", "huvudkategori och enhet", reach.register.labels("kategorier")),
            events,
            columns,
        )


_MOST_UNITS = 5
_FORMS = "Vårdformer som någon enhet har står med även när inget är rapporterat, så att det syns var lite är känt."


def _forms_of_care(reach: Reach, views: Sequence[Avvikelse]) -> Iterator[tuple[str, str]]:
    """The forms of care that some unit within reach has or some deviation says, in the order of the code list."""
    units = reach.register.organisation.units.values()
    present = {unit.data.get("vårdform") for unit in units if reach.covers(unit.id) and unit.exists(reach.day)}
    years = reach.years(COMPARED)
    present |= {v.vardform for v in views if any(reach.within(v.rapporterad, year) for year in years)}
    yield from ((code, label) for code, label in reach.register.labels("vardformer").items() if code in present)


def handled(reach: Reach, views: Sequence[Avvikelse]) -> Gathered:
    """What those closed in the period led to, and how many of those reported have not been judged."""
    closed = [view for view in views if reach.within(view.avslutad, reach.period)]
    changed = [view.id for view in closed if any(state_on(action, reach.day) == "klar" for action in view.atgarder)]
    told = [view.id for view in closed if (view.aterkoppling_till_arbetsplatsen or date.max) <= reach.day]
    investigated = (v for v in views if reach.within(v.utredd or v.avslutad, reach.period) and not v.bedomning)
    share = Figure(
        key="avvikelser.slutförda.andel_med_åtgärd",
        value=100 * len(changed) / len(closed) if closed else None,
        ids=tuple(sorted(view.id for view in closed)),
        unit="%",
        decimals=0,
    )
    return Gathered(
        figures=(
            count("avvikelser.slutförda", (view.id for view in closed)),
            count("avvikelser.slutförda.med_åtgärd", changed),
            count("avvikelser.slutförda.på_träff", told),
            count("avvikelser.obedömda", (view.id for view in investigated)),
            share,
        )
    )


def harm(reach: Reach, views: Sequence[Avvikelse]) -> tuple[Figure, ...]:
    """How many of those reported in the period were judged to be a harm, or a serious one, by the day."""
    reported = (view for view in views if reach.within(view.rapporterad, reach.period))
    known = [view for view in reported if view.skadan_bedomd is None or view.skadan_bedomd <= reach.day]
    return tuple(
        count(f"avvikelser.vårdskada.{outcome}", (view.id for view in known if view.utfall == outcome))
        for outcome in ("vårdskada", "allvarlig_vårdskada")
    )


def long_open(reach: Reach, views: Sequence[Avvikelse]) -> Gathered:
    """Those open on the day for longer than the target for a dialogue with the chief physician, the oldest first."""
    limit = int(rule_file(kv503).threshold("dagar", reach.register.settings))
    found = [
        v for v in views if v.rapporterad and days_on(v.rapporterad, limit) < reach.day and _open(reach, v, reach.day)
    ]
    found.sort(key=lambda view: (view.rapporterad or reach.day, view.id))
    organisation = reach.register.organisation
    table = Table(
        key="avvikelser.öppna_länge",
        caption=f"Avvikelser öppna i mer än {limit} dagar",
        headings=("Avvikelse", "Enhet", "Rapporterad", "Läge i dag", "Dialog med chefläkaren"),
        rows=tuple(
            (
                view.record.title,
                organisation.name(view.record.unit or ""),
                day_text(view.rapporterad),
                word(view.status),
                day_text(view.cheflakare_dialog),
            )
            for view in found
        ),
        ids=tuple(sorted(view.id for view in found)),
    )
    still = (view for view in found if _open(reach, view, reach.today))
    without = (view.id for view in still if view.cheflakare_dialog is None)
    return Gathered((table,), (count("avvikelser.öppna_länge", table.ids), count("avvikelser.utan_dialog", without)))


def _open(reach: Reach, view: Avvikelse, when: date) -> bool:
    if view.avslutad:
        return view.avslutad > when
    return reach.register.is_open(view.record)


def single_in_pattern(reach: Reach, assessment: Assessment) -> Figure:
    """The deviations judged to be single events that stand last in a pattern of several, as it is today."""
    code = rule_file(kv514).rule.code
    found = (each.id for each in assessment.findings if each.code == code and each.id and reach.covers(each.unit))
    return count("avvikelser.enskilda_i_mönster", found)
