"""How large a share of the closed deviations with actions were shown to have had effect."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, observed
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

MEASURE = Measure(
    title="Andel avslutade avvikelser med visad effekt",
    records="av avslutade avvikelser med någon åtgärd som inte avbröts de där effekten har bedömts som uppnådd eller "
    "delvis uppnådd: för helheten, annars för varje åtgärd som bedömts. Det som avslutades i ett annat system är "
    "inte med",
    dated="dagen då avvikelsen avslutades",
    shape=Shape.SHARE,
    codes="kategorier",
)
_SHOWN = frozenset({"uppnådd", "delvis"})


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation with actions closed by the day, met where their effect had been shown by then."""
    for avvikelse in Avvikelse.live(register):
        closed = avvikelse.avslutad
        acted = any(action.is_open or action.is_done for action in avvikelse.atgarder)
        if closed and closed <= day and acted and not avvikelse.closed_before_import:
            yield observed(avvikelse.record, closed, met=_shown(avvikelse, day))


def _shown(avvikelse: Avvikelse, day: date) -> bool:
    if avvikelse.effekt_resultat and avvikelse.effekt_utvarderad and avvikelse.effekt_utvarderad <= day:
        return avvikelse.effekt_resultat in _SHOWN
    judged = {
        action.effekt
        for action in avvikelse.atgarder
        if action.is_done and action.effekt and action.uppfoljning_utford and action.uppfoljning_utford <= day
    }
    return bool(judged) and judged <= _SHOWN
