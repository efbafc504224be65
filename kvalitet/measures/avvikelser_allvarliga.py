"""How large a share of the reported deviations were severe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kvalitet.measures._measure import Measure, Observation, Shape
from kvalitet.measures.avvikelser import observations as reported
from kvalitet.model.register import Register
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv5 import kv504_allvarlig_handelse_utan_bedomning as kv504
from kvalitet.views.avvikelser import severe

MEASURE = Measure(
    title="Andel allvarliga av de rapporterade",
    records="av alla rapporterade avvikelser de som nådde gränsen för allvarlig i regel KV504, omräknad till skalan "
    "som användes, eller bedömdes som allvarlig vårdskada. Den som inte är graderad räknas som inte allvarlig. "
    "Graderna är de som står i registret nu",
    dated="dagen då avvikelsen rapporterades",
    shape=Shape.SHARE,
    codes="kategorier",
    beside="avvikelser",
    short="allvarliga, %",
)


def observations(register: Register, day: date) -> Iterator[Observation]:
    """One for each deviation reported by the day, met where what happened was severe as the register has it now."""
    step: int = rule_file(kv504).threshold("allvarlighetsgrad", register.settings)
    grave = {found.avvikelse.id for found in severe(register, step) if found.happened}
    for each in reported(register, day):
        yield replace(each, met=each.id in grave)
