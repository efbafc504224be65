"""Risk analyses of the year, and the risks in them that reach the care provider's own limit."""

from collections.abc import Iterator

from kvalitet.facts._omraden import analyses, perspective
from kvalitet.facts._reach import Reach
from kvalitet.facts._riskmatris import Place, Placed, matrices
from kvalitet.facts._tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._words import word
from kvalitet.model.figure import Figure, Table, count
from kvalitet.model.wording import date_text
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv6 import kv601_hog_risk_utan_atgard_eller_godtagande
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
        Placed(_address(risk), view.skala, (risk.sannolikhet or 0, risk.konsekvens or 0), _place(reach, risk))
        for view, risk in _judged(reach)
    )
    return matrices(reach, placed, _WHOSE[perspective(reach) or "patient"])


def _numbers(reach: Reach) -> tuple[Figure, ...]:
    """How many risks were judged, and how many reached the limit before and after actions."""
    rows = tuple(_judged(reach))
    return (
        count("risker.bedömda", (_address(risk) for _, risk in rows)),
        count("risker.höga.före", (_address(risk) for view, risk in rows if _before(risk) >= _limit(reach, view))),
        count("risker.höga.efter", (_address(r) for view, r in rows if _latest(reach, r) >= _limit(reach, view))),
    )


def _by_kind(reach: Reach) -> Gathered:
    wanted = Comparison(
        key="riskanalyser.slag",
        caption="Riskanalyser efter slag",
        heading="Slag",
        note="Riskanalyser räknas efter dagen då de gjordes. Makulerade räknas inte med.",
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
            if _before(risk) and risk.perspektiv in {"", wanted}:
                yield view, risk


def _address(risk: Risk) -> str:
    return f"{risk.record.id}/{risk.id}"


def _before(risk: Risk) -> int:
    return (risk.sannolikhet or 0) * (risk.konsekvens or 0)


def _again(reach: Reach, risk: Risk) -> bool:
    """Whether the risk has been judged again by the day."""
    return risk.kvarstaende_datum is not None and risk.kvarstaende_datum <= reach.day


def _place(reach: Reach, risk: Risk) -> Place:
    """The likelihood and the consequence by the latest judgement."""
    if _again(reach, risk):
        return (risk.kvarstaende_sannolikhet or 0, risk.kvarstaende_konsekvens or 0)
    return (risk.sannolikhet or 0, risk.konsekvens or 0)


def _after(reach: Reach, risk: Risk) -> int | None:
    """The residual value judged by the day, or None while it has not been judged again."""
    if not _again(reach, risk):
        return None
    likelihood, consequence = _place(reach, risk)
    return likelihood * consequence


def _latest(reach: Reach, risk: Risk) -> int:
    after = _after(reach, risk)
    return _before(risk) if after is None else after


def _limit(reach: Reach, view: Riskanalys) -> int:
    """The value from which a risk is to be met, as rule KV601 has it, turned to the scale of the analysis."""
    limit: int = rule_file(kv601_hog_risk_utan_atgard_eller_godtagande).threshold("riskvarde", reach.register.settings)
    scale = reach.register.scales.get(view.skala)
    return limit if scale is None else scale.value_limit(limit)


def _high(reach: Reach) -> Table:
    rows = [(view, risk) for view, risk in _judged(reach) if _before(risk) >= _limit(reach, view)]
    rows.sort(key=lambda row: (-_before(row[1]), _address(row[1])))
    whose = _WHOSE[perspective(reach) or "patient"]
    return Table(
        key="risker.höga",
        caption=f"Höga risker för {whose} i riskanalyser {reach.period.label}",
        headings=("Risk", "Analys", "Riskvärde före åtgärder", "Riskvärde efter åtgärder"),
        rows=tuple(
            (risk.beskrivning, view.record.title, _value(risk, "före", _before(risk)), _left(reach, risk))
            for view, risk in rows
        ),
        note=(
            "Riskvärdet är sannolikheten gånger konsekvensen. Tabellen har de risker som före åtgärder nådde "
            f"vårdgivarens gräns för hög risk. Ny bedömning gjord till och med {date_text(reach.day)}; "
            "ett streck betyder att risken inte är bedömd på nytt."
        ),
        empty="Ingen risk nådde vårdgivarens gräns för hög risk.",
    )


def _left(reach: Reach, risk: Risk) -> Figure:
    return _value(risk, "efter", _after(reach, risk))


def _value(risk: Risk, when: str, value: int | None) -> Figure:
    address = _address(risk)
    return Figure(key=f"risker.{address.replace('/', '.')}.{when}", value=value, ids=(address,))
