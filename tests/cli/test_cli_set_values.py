"""What people type is understood as they mean it, by the schema's word for the field."""

from datetime import date

import pytest

from kvalitet import shipped
from kvalitet.cli._values import Entry
from kvalitet.kinds import schema_set
from kvalitet.model.codes import code_list
from kvalitet.model.organisation import organisation
from kvalitet.model.register import Register
from kvalitet.model.settings import Settings
from kvalitet.model.value import Value
from tests.trees import NOWHERE

SUNDAY = date(2026, 11, 22)
SCHEMAS = schema_set(shipped.folder("schemas"))
REGISTER = Register(
    origin=NOWHERE,
    kinds=SCHEMAS.kinds,
    records=(),
    rejected=(),
    organisation=organisation(
        "organisation.yaml", {"enheter": [{"id": "kardiologi-avd-1", "namn": "A", "nivå": "enhet"}]}
    ),
    settings=Settings("kvalitet.yaml"),
    codes={
        "lagrum": code_list({"kodverk": "lagrum", "koder": [{"id": "hsl", "namn": "x"}]}),
        "sakerhetsomraden": code_list(
            {"kodverk": "sakerhetsomraden", "koder": [{"id": "patientsäkerhet", "namn": "x"}]}
        ),
    },
    scales={},
)

VALUES: dict[tuple[str, str, str], Value] = {
    ("avvikelse", "typ", "Negativ händelse"): "negativ_händelse",
    ("avvikelse", "typ", "negativ_handelse"): "negativ_händelse",
    ("avvikelse", "typ", "tilbud"): "tilbud",
    ("avvikelse", "händelsedatum", "15/3"): "2026-03-15",
    ("avvikelse", "händelsedatum", "31/2"): "31/2",
    ("avvikelse", "händelsedatum", "måndag"): "måndag",
    ("avvikelse", "händelsedatum", "snart"): "snart",
    ("avvikelse", "allvarlighetsgrad", "3"): 3,
    ("avvikelse", "allvarlighetsgrad", "hög"): "hög",
    ("avvikelse", "berör", "patient, Medarbetare"): ["patient", "medarbetare"],
    ("avvikelse", "nyckelord", 'ett,"två, tre"'): ["ett", "två, tre"],
    ("avvikelse", "enhet", "Kardiologi-Avd-1"): "kardiologi-avd-1",
    ("avvikelse", "lagrum", "HSL"): "hsl",
    ("avvikelse", "område", "patientsakerhet"): "patientsäkerhet",
    ("avvikelse", "område", "okänt"): "okänt",
    ("avvikelse", "titel", " 007 "): "007",
    ("avvikelse", "titel", "ja"): "ja",
    ("avvikelse", "beskrivning", "ett\n två\n"): "ett\n två\n",
    ("avvikelse", "skydda_rapportör", "ja"): True,
    ("avvikelse", "skydda_rapportör", "Nej"): False,
    ("indikator", "minsta_n", "1 000"): 1000,
    ("indikator", "frekvens.intervall", "3 månader"): "P3M",
    ("indikator", "frekvens.intervall", "p1y"): "P1Y",
    ("genomgang", "period", "2025"): 2025,
    ("genomgang", "period", "2025-q3"): "2025-Q3",
}


@pytest.mark.parametrize(("field", "meant"), VALUES.items(), ids=map(str, VALUES))
def test_a_value_has_the_type_that_its_field_asks_for(field: tuple[str, str, str], meant: Value) -> None:
    kind, path, said = field
    pattern = tuple(path.split("."))
    by_pattern = SCHEMAS.kinds[kind].by_pattern
    found = Entry(REGISTER, SUNDAY).value(by_pattern[pattern], said, by_pattern.get((*pattern, "*")))
    assert found == meant
    assert type(found) is type(meant)
