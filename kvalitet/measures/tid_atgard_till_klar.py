"""How long it took from when an action was planned until it was done."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, timed
from kvalitet.model.register import Register
from kvalitet.views.atgarder import Aktivitet, all_actions, answers_to

MEASURE = Measure(
    title="Tid från planerad till klar åtgärd",
    records="åtgärder som inte är avbrutna, i poster som inte är makulerade. Registret säger inte när en åtgärd "
    "planerades, så tiden räknas från dagen för det som den svarar mot",
    dated="dagen då avvikelsen rapporterades, klagomålet togs emot, riskanalysen eller kontrollen gjordes, "
    "händelseanalysen beslutades, genomgången hölls eller posten i övrigt räknas till",
    shape=Shape.LEAD_TIME,
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each action, activities of plans apart, that answers to something that had been by the day."""
    for action in all_actions(register):
        if isinstance(action, Aktivitet) or not (action.is_open or (action.is_done and action.klar)):
            continue
        start = answers_to(register, action)
        if start and start <= day:
            yield timed(action.record, start, action.klar, day, action.address)
