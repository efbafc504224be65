"""Risk analyses of the year, and the risks in them that reach the care provider's own limit."""

from collections.abc import Iterator

from kvalitet.facts._base.omraden import analyses, perspective
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._base.words import word
from kvalitet.facts._risker.matris import KEY, Placed, Words, matrices
from kvalitet.facts._risker.varden import address, left, limit, place, value, value_after, value_before, value_now
from kvalitet.model.figure import Figure, Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.riskanalyser import Risk, Riskanalys

TOTAL = "riskanalyser.antal"
_KINDS = ("förändring", "proaktiv", "risk_och_sårbarhet")
_WHOSE = {"patient": "patienter", "medarbetare": "medarbetare", "miljö": "miljön"}


def risk_facts(reach: Reach) -> Gathered:
    """Analyses by kind and their high risks; nothing for an area whose risks cannot be told apart."""
    if perspective(reach) is None:
        return Gathered()
    return together(_by_kind(reach), Gathered((_high(reach),), _numbers(reach)), _on_the_scale(reach))


def _on_the_scale(reach: Reach) -> Gathered:
    placed = (
        Placed(address(risk), view.skala, (risk.sannolikhet or 0, risk.konsekvens or 0), place(reach, risk))
        for view, risk in _judged(reach)
    )
    whose = _WHOSE[perspective(reach) or "patient"]
    return matrices(
        reach,
        placed,
        Words(KEY, f"risker för {whose}", reach.period.label, "de som bedömdes i periodens riskanalyser"),
    )


def _numbers(reach: Reach) -> tuple[Figure, ...]:
    """How many risks were judged, and how many reached the limit before and after actions."""
    rows = tuple(_judged(reach))
    return (
        count("risker.bedömda", (address(risk) for _, risk in rows)),
        count("risker.omprövade", (address(risk) for _, risk in rows if value_after(reach, risk) is not None)),
        count("risker.höga.före", (address(risk) for view, risk in rows if value_before(risk) >= limit(reach, view))),
        count("risker.höga.efter", (address(r) for view, r in rows if value_now(reach, r) >= limit(reach, view))),
    )


def _by_kind(reach: Reach) -> Gathered:
    wanted = Comparison(
        key="riskanalyser.slag",
        caption="Riskanalyser efter slag",
        heading="Slag",
        shared=("Riskanalyser räknas efter dagen då de gjordes. Makulerade räknas inte med.",),
        empty="Ingen riskanalys är gjord.",
        total=TOTAL,
        years=2,
        order={code: word(code) for code in _KINDS},
        always=True,
    )
    return comparison(reach, wanted, [Event(v.record.id, v.datum, v.slag) for v in analyses(reach)])


def _judged(reach: Reach) -> Iterator[tuple[Riskanalys, Risk]]:
    """The risks of the period's analyses that have a likelihood and a consequence, in the area's perspective."""
    wanted = perspective(reach)
    for view in analyses(reach):
        for risk in view.risker if reach.within(view.datum, reach.period) else ():
            if value_before(risk) and risk.perspektiv in {"", wanted}:
                yield view, risk


def _high(reach: Reach) -> Table:
    rows = [(view, risk) for view, risk in _judged(reach) if value_before(risk) >= limit(reach, view)]
    rows.sort(key=lambda row: (-value_before(row[1]), address(row[1])))
    whose = _WHOSE[perspective(reach) or "patient"]
    return Table(
        key="risker.höga",
        caption=f"Höga risker för {whose} i riskanalyser {reach.period.label}",
        headings=("Risk", "Analys", "Riskvärde före åtgärder", "Riskvärde efter åtgärder"),
        rows=tuple(
            (risk.beskrivning, view.record.title, value(risk, "före", value_before(risk)), left(reach, risk))
            for view, risk in rows
        ),
        note=(
            "Riskvärdet är sannolikheten gånger konsekvensen. Tabellen har de risker som före åtgärder nådde "
            f"vårdgivarens gräns för hög risk. Ny bedömning gjord till och med {date_text(reach.day)}; "
            "ett streck betyder att risken inte är bedömd på nytt."
        ),
        empty="Ingen risk nådde vårdgivarens gräns för hög risk.",
    )
