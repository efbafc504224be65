"""Deviations: how many, of what kind, how grave, and what was judged of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kvalitet.facts._base.maskering import Where, counts, unit_mask
from kvalitet.facts._base.omraden import concerns_patients, counted_here, deviations, side
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID, UNSAID_LABEL, Comparison, Event, Gathered, comparison, together
from kvalitet.facts._base.words import word
from kvalitet.model.figure import Figure
from kvalitet.model.masking import Path
from kvalitet.model.wording import date_text
from kvalitet.views.avvikelser import Avvikelse

TOTAL = "avvikelser.antal"
_CATEGORY = "avvikelser.kategori"
_CATEGORIES = "kategorier"
EMPTY = "Inga avvikelser är rapporterade."
COUNTED_BY = "Avvikelser räknas efter dagen då de rapporterades. Makulerade räknas inte med."
COMPARED = 3
"""The periods that a table of deviations compares: the report's own and two before."""
_TYPES = ("negativ_händelse", "tillbud", "risk")
_OUTCOMES = ("ingen", "vårdskada", "allvarlig_vårdskada", "oklart")
_DECISIONS = ("anmäls", "anmäls_inte", "utreds_vidare")
_UNJUDGED = "inte_bedömd"


def deviation_facts(reach: Reach) -> Gathered:
    """Deviations by type, category and severity, how many are closed; for patients harm and lex Maria judgements."""
    views, placed = deviations(reach), _placed(reach)
    found = main_facts(reach, views, placed)
    if not concerns_patients(reach):
        return found
    return together(found, _by_harm(reach, views, placed), _lex_maria(reach, views, placed))


def _placed(reach: Reach) -> Mapping[Avvikelse, str]:
    """What counts in the whole organisation, each with its area.

    What a report about everything counts beside the area matters: who has both reports can take one from the other.
    """
    found = {view.id: view for view in (*deviations(reach.everywhere), *deviations(reach.everything))}
    return {view: side(reach, view) for view in found.values()}


def main_facts(reach: Reach, views: Sequence[Avvikelse], everywhere: "_Everywhere") -> Gathered:
    """Some deviations by type, category and severity, and how many are closed.

    `everywhere` has all that count in the whole organisation, each with its area.
    """
    return together(
        Gathered(figures=_closed(reach, views, everywhere)),
        _by_type(reach, views, everywhere),
        _by_category(reach, views, everywhere),
        _by_severity(reach, views, everywhere),
    )


def counted_by(reach: Reach, views: Iterable[Avvikelse]) -> tuple[str, ...]:
    """What the deviations are counted by, and which they are where some of the periods compared are left out."""
    counted = {view.id for view in views}
    others = (v for v in Avvikelse.live(reach.register) if v.id not in counted and reach.covers(v.record.unit))
    years = reach.years(COMPARED)
    if any(reach.within(view.rapporterad, year) for view in others for year in years):
        return COUNTED_BY, counted_here(reach)
    return (COUNTED_BY,)


def category_figures(reach: Reach) -> Mapping[str, str]:
    """The keys of the figures of this year's main categories, with the labels of the categories."""
    labels = {**reach.register.labels(_CATEGORIES, tops=True), UNSAID: UNSAID_LABEL}
    return {f"{_CATEGORY}.{code}": label for code, label in labels.items()}


_Everywhere = Mapping[Avvikelse, str]
"""All deviations, also those beyond reach, each with its area."""


def _grouped(everywhere: _Everywhere, group: Callable[[Avvikelse], str]) -> tuple[Event, ...]:
    return tuple(Event(v.id, v.rapporterad, group(v), v.record.unit or "", a) for v, a in everywhere.items())


def _closed(reach: Reach, views: Sequence[Avvikelse], everywhere: _Everywhere) -> tuple[Figure, ...]:
    """How many of the period's deviations were closed on the day, and how many were not."""

    def state(view: Avvikelse) -> str:
        return "avslutad" if view.avslutad and view.avslutad <= reach.day else "öppen"

    own: dict[Path, list[str]] = {("avslutad",): [], ("öppen",): []}
    for view in views:
        if reach.within(view.rapporterad, reach.period):
            own[(state(view),)].append(view.id)
    places: dict[str, Path] = {"avvikelser.avslutade": ("avslutad",), "avvikelser.öppna": ("öppen",)}
    among = [
        Where(view.record.unit or "", area, state(view))
        for view, area in everywhere.items()
        if reach.within(view.rapporterad, reach.period)
    ]
    of_unit = unit_mask(reach, (replace(where, part="") for where in among))
    return counts(reach, own, places, of_unit, among)


def _by_type(reach: Reach, views: Sequence[Avvikelse], everywhere: _Everywhere) -> Gathered:
    def group(view: Avvikelse) -> str:
        return view.typ

    wanted = Comparison(
        key="avvikelser.typ",
        caption="Avvikelser efter typ",
        heading="Typ",
        shared=counted_by(reach, views),
        empty=EMPTY,
        total=TOTAL,
        everywhere=_grouped(everywhere, group),
        order={code: word(code) for code in _TYPES},
        always=True,
    )
    return comparison(reach, wanted, [Event(v.id, v.rapporterad, group(v)) for v in views])


def _by_category(reach: Reach, views: Sequence[Avvikelse], everywhere: _Everywhere) -> Gathered:
    def group(view: Avvikelse) -> str:
        return reach.register.top(_CATEGORIES, view.kategori)

    wanted = Comparison(
        key=_CATEGORY,
        caption="Avvikelser efter huvudkategori",
        heading="Kategori",
        shared=counted_by(reach, views),
        empty=EMPTY,
        total=TOTAL,
        everywhere=_grouped(everywhere, group),
        order=reach.register.labels(_CATEGORIES, tops=True),
    )
    return comparison(reach, wanted, [Event(v.id, v.rapporterad, group(v)) for v in views])


def _by_harm(reach: Reach, views: Sequence[Avvikelse], everywhere: _Everywhere) -> Gathered:
    def group(view: Avvikelse) -> str:
        judged = view.skadan_bedomd is None or view.skadan_bedomd <= reach.day
        return view.utfall if view.utfall and judged else _UNJUDGED

    wanted = Comparison(
        key="avvikelser.vårdskada",
        caption="Bedömning av vårdskada",
        heading="Bedömning",
        shared=counted_by(reach, views),
        note=f"Bedömningar gjorda till och med {date_text(reach.day)}.",
        empty=EMPTY,
        total=TOTAL,
        everywhere=_grouped(everywhere, group),
        order={**{c: word(c) for c in _OUTCOMES}, "ingen": "Ingen vårdskada", _UNJUDGED: "Ännu inte bedömd"},
        always=True,
        what="Avvikelser",
        by="bedömning av vårdskada",
    )
    return comparison(reach, wanted, [Event(v.record.id, v.rapporterad, group(v)) for v in views])


def _by_severity(reach: Reach, views: Sequence[Avvikelse], everywhere: _Everywhere) -> Gathered:
    def group(view: Avvikelse) -> str:
        return f"{view.skala}.{view.allvarlighetsgrad}"

    # in the open rendition the scales are everybody's: those of a unit would tell that it has something to hide
    used = {v.skala for v in (everywhere if reach.scope.masks else views)}
    scales = [reach.register.scales[name] for name in sorted(used & set(reach.register.scales))]
    order = {f"{s.id}.{step.value}": f"{step.label} ({step.value})" for s in scales for step in reversed(s.consequence)}
    if len(scales) > 1:
        titles = {s.id: s.title for s in scales}
        order = {key: f"{label}, {titles[key.rpartition('.')[0]]}" for key, label in order.items()}
    wanted = Comparison(
        key="avvikelser.allvarlighetsgrad",
        caption="Avvikelser efter allvarlighetsgrad",
        heading="Allvarlighetsgrad",
        shared=counted_by(reach, views),
        note=f"Graderna är de som står i registret {date_text(reach.today)}.",
        empty=EMPTY,
        total=TOTAL,
        everywhere=_grouped(everywhere, group),
        order=order,
        always=True,
    )
    return comparison(reach, wanted, [Event(v.id, v.rapporterad, group(v)) for v in views])


def lex_maria_facts(reach: Reach) -> Gathered:
    """How many events were judged under lex Maria, and what was decided of them."""
    return _lex_maria(reach, deviations(reach), _placed(reach))


def _lex_maria(reach: Reach, views: Sequence[Avvikelse], placed: _Everywhere) -> Gathered:
    judged = [(view, area) for view, area in placed.items() if view.lex_maria]
    wanted = Comparison(
        key="lex_maria.beslut",
        caption="Bedömningar enligt lex Maria",
        heading="Beslut",
        shared=("Bedömningar enligt lex Maria räknas efter dagen då händelsen bedömdes.",),
        empty="Ingen händelse är bedömd enligt lex Maria.",
        total="lex_maria.bedömda",
        everywhere=tuple(Event(v.id, v.lex_maria_bedomd, v.lex_maria, v.record.unit or "", a) for v, a in judged),
        order={code: word(code) for code in _DECISIONS},
        always=True,
    )
    return comparison(
        reach, wanted, [Event(v.record.id, v.lex_maria_bedomd, v.lex_maria) for v in views if v.lex_maria]
    )
