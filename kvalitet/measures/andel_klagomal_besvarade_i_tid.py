"""How large a share of the complaints were answered within the target."""

from collections.abc import Iterator
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape, fallen_due
from kvalitet.model.dates import days_on
from kvalitet.model.register import Register
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv5 import kv507_klagomal_obesvarat_eller_ofullstandigt_besvarat as kv507
from kvalitet.views.klagomal import Klagomal

MEASURE = Measure(
    title="Andel klagomål besvarade inom målet",
    records="av klagomål från patienter och närstående de som besvarades inom målet i regel KV507, eller till den "
    "dag då patientnämnden eller IVO senast ville ha ett yttrande. Det som lämnats över till en annan vårdgivare är "
    "inte med",
    dated="dagen då svaret senast skulle ha lämnats",
    shape=Shape.SHARE,
    codes="klagomalskategorier",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each complaint whose answer was due by the day."""
    target: int = rule_file(kv507).threshold("dagar", register.settings)
    for klagomal in Klagomal.live(register):
        received, answered = klagomal.mottagen, klagomal.besvarad
        if received is None or not klagomal.claims_answer or (klagomal.overlamnad and not answered):
            continue
        # where a statement is asked for its day counts in the place of the target, as in the rule; one asked for to a
        # day before the rules held is asked for by none of them
        asked = klagomal.yttrande_senast
        if asked and asked < (klagomal.regler_fran or asked):
            continue
        due = asked or days_on(max(received, klagomal.regler_fran or received), target)
        yield from fallen_due(klagomal.record, due, answered, day)
