"""What a risk was worth before actions, and is by the latest judgement of the day; and from what value it is high."""

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._risker.matris import Place
from kvalitet.model.figure import Figure
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv6 import kv601_hog_risk_utan_atgard_eller_godtagande
from kvalitet.views.riskanalyser import Risk, Riskanalys


def address(risk: Risk) -> str:
    """The risk's name in the whole register: RIS-2025-0003/R1."""
    return f"{risk.record.id}/{risk.id}"


def value_before(risk: Risk) -> int:
    """The likelihood times the consequence before actions; 0 while they are not judged."""
    return (risk.sannolikhet or 0) * (risk.konsekvens or 0)


def _again(reach: Reach, risk: Risk) -> bool:
    """Whether the risk has been judged again by the day."""
    return risk.kvarstaende_datum is not None and risk.kvarstaende_datum <= reach.day


def place(reach: Reach, risk: Risk) -> Place:
    """The likelihood and the consequence by the latest judgement."""
    if _again(reach, risk):
        return (risk.kvarstaende_sannolikhet or 0, risk.kvarstaende_konsekvens or 0)
    return (risk.sannolikhet or 0, risk.konsekvens or 0)


def value_after(reach: Reach, risk: Risk) -> int | None:
    """The residual value judged by the day, or None while it has not been judged again."""
    if not _again(reach, risk):
        return None
    likelihood, consequence = place(reach, risk)
    return likelihood * consequence


def value_now(reach: Reach, risk: Risk) -> int:
    """The value by the latest judgement."""
    after = value_after(reach, risk)
    return value_before(risk) if after is None else after


def limit(reach: Reach, view: Riskanalys) -> int:
    """The value from which a risk is to be met, as rule KV601 has it, turned to the scale of the analysis."""
    least: int = rule_file(kv601_hog_risk_utan_atgard_eller_godtagande).threshold("riskvarde", reach.register.settings)
    scale = reach.register.scales.get(view.skala)
    return least if scale is None else scale.value_limit(least)


def grave(reach: Reach, view: Riskanalys, risk: Risk) -> bool:
    """Whether the consequence by the latest judgement is one to be met however unlikely it is, as rule KV601 has it."""
    least: int = rule_file(kv601_hog_risk_utan_atgard_eller_godtagande).threshold("konsekvens", reach.register.settings)
    scale = reach.register.scales.get(view.skala)
    return place(reach, risk)[1] >= (least if scale is None else scale.consequence_limit(least))


def left(reach: Reach, risk: Risk) -> Figure:
    """The residual value as a figure."""
    return value(risk, "efter", value_after(reach, risk))


def value(risk: Risk, when: str, number: int | None) -> Figure:
    """A value of a risk as a figure, `when` it was judged as the end of its key."""
    return Figure(key=f"risker.{address(risk).replace('/', '.')}.{when}", value=number, ids=(address(risk),))
