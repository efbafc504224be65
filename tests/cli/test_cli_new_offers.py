"""What is offered to a question: what is there on the day, the nearest first, and a default only where it is safe."""

from datetime import date

import pytest

from kvalitet import shipped
from kvalitet.cli._choices import picked
from kvalitet.cli._offers import Offer, Offers
from kvalitet.errors import KvalitetError
from kvalitet.kinds import schema_set
from kvalitet.model.codes import code_list
from kvalitet.model.organisation import organisation
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import Value
from kvalitet.pipeline.form import Form
from tests.trees import NOWHERE

TODAY = date(2026, 11, 22)
SCHEMAS = schema_set(shipped.folder("schemas"))
HELD: list[Value] = [{"innehavare": "h-001", "från": "2025-01-01"}]
ORGANISATION = organisation(
    "organisation.yaml",
    {
        "enheter": [
            {"id": "region", "namn": "Regionen", "nivå": "region", "roller": [{"id": "direktör", "innehav": [*HELD]}]},
            {
                "id": "kirurgi",
                "namn": "Kirurgi",
                "nivå": "verksamhet",
                "överordnad": "region",
                "roller": [
                    {"id": "verksamhetschef", "innehav": [{"innehavare": "h-002", "till": "2026-06-30"}]},
                    {"id": "strateg", "innehav": [*HELD]},
                ],
            },
            {"id": "nedlagd", "namn": "Nedlagd", "nivå": "enhet", "överordnad": "kirurgi", "till": "2026-08-31"},
            {"id": "blivande", "namn": "Blivande", "nivå": "enhet", "överordnad": "kirurgi", "från": "2027-01-01"},
            {"id": "operation", "namn": "Operation", "nivå": "enhet", "överordnad": "kirurgi"},
        ]
    },
)
CODES = {
    "sakerhetsomraden": code_list(
        {
            "kodverk": "sakerhetsomraden",
            "koder": [
                {"id": "patientsäkerhet", "etikett": "Patientsäkerhet"},
                {"id": "miljö", "etikett": "Miljö", "till": "2026-01-31"},
            ],
        }
    )
}


def offered(kind: str, *path: str, given: dict[str, Value] | None = None, records: tuple[Record, ...] = ()) -> Offer:
    found = SCHEMAS.kinds[kind]
    form = Form(found, SCHEMAS.schemas[kind], dict(given or {}))
    register = Register(NOWHERE, SCHEMAS.kinds, records, organisation=ORGANISATION, codes=CODES)
    return Offers(register, form, TODAY).offer(found.by_pattern[path], path)


def deviation(number: int, **data: Value) -> Record:
    return Record(f"AVV-2026-{number:04}", "avvikelse", f"{number}.yaml", "", {"titel": f"Nr {number}", **data})


def names(offer: Offer) -> list[str]:
    return [name for name, _ in offer.shown]


def test_units_are_those_that_exist_on_the_day_of_the_record() -> None:
    assert names(offered("avvikelse", "enhet")) == ["region", "kirurgi", "operation"]
    assert names(offered("avvikelse", "enhet", given={"rapporterad": "2026-08-01"})) == [
        "region", "kirurgi", "nedlagd", "operation",
    ]  # fmt: skip


def test_roles_are_those_that_somebody_holds_the_nearest_first_and_the_others_can_be_named() -> None:
    offer = offered("avvikelse", "ansvarig", given={"enhet": "operation"})
    assert offer.shown == (("strateg/kirurgi", "Strateg, Kirurgi"), ("direktör/region", "Direktör, Regionen"))
    assert offer.others == (("verksamhetschef/kirurgi", "Verksamhetschef, Kirurgi"),)
    assert (offer.default, offer.label) == ("strateg/kirurgi", "Strateg, Kirurgi")


def test_codes_are_those_that_may_be_used_on_the_day() -> None:
    assert offered("avvikelse", "område").shown == (("patientsäkerhet", "Patientsäkerhet"),)


def test_the_last_record_gives_its_unit_and_role_but_nothing_of_what_happened() -> None:
    records = (
        deviation(1, enhet="operation", rapporterad="2026-10-01", ansvarig="direktör/region", typ="risk"),
        deviation(2, enhet="kirurgi", rapporterad="2026-09-01", ansvarig="strateg/kirurgi"),
    )
    assert offered("avvikelse", "enhet", records=records).default == "operation"
    assert offered("avvikelse", "rapporterande_enhet", given={"enhet": "kirurgi"}, records=records).default == "kirurgi"
    given: dict[str, Value] = {"enhet": "operation"}
    assert offered("avvikelse", "ansvarig", given=given, records=records).default == "direktör/region"
    assert offered("avvikelse", "typ", given=given, records=records).default == ""


def test_what_is_no_longer_there_is_no_default() -> None:
    records = (deviation(1, enhet="nedlagd", ansvarig="verksamhetschef/kirurgi", rapporterad="2026-05-01"),)
    assert offered("avvikelse", "enhet", records=records).default == ""
    given: dict[str, Value] = {"enhet": "nedlagd"}
    assert offered("avvikelse", "ansvarig", given=given, records=records).default == "strateg/kirurgi"


def test_the_day_of_registration_is_today_and_no_other_day_is_guessed() -> None:
    assert offered("avvikelse", "rapporterad").default == "2026-11-22"
    assert offered("avvikelse", "händelsedatum").default == ""
    assert offered("beslut", "datum").default == ""


def test_records_to_refer_to_are_the_latest_and_any_other_can_be_named() -> None:
    records = tuple(deviation(number, enhet="kirurgi", rapporterad=f"2026-01-{number:02}") for number in range(1, 20))
    own = deviation(30, enhet="operation", rapporterad="2025-01-01")
    found = SCHEMAS.kinds["handelseanalys"]
    form = Form(found, SCHEMAS.schemas[found.name], {"enhet": "operation"})
    register = Register(NOWHERE, SCHEMAS.kinds, (*records, own), organisation=ORGANISATION)
    offer = Offers(register, form, TODAY).offer(found.by_pattern["avvikelser", "*"], ("avvikelser",))
    assert names(offer)[:3] == ["AVV-2026-0030", "AVV-2026-0019", "AVV-2026-0018"]
    assert len(offer.shown) == 12
    assert picked("avv-2026-0001", offer.shown, offer.others) == "AVV-2026-0001"


CHOICES = (("negativ_händelse", "negativ händelse"), ("tillbud", "tillbud"), ("risk", "risk"), ("7", "sjuan"))


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("1", "negativ_händelse"),
        ("neg", "negativ_händelse"),
        ("Negativ Handelse", "negativ_händelse"),
        ("negativ_handelse", "negativ_händelse"),
        (" TILL ", "tillbud"),
        ("7", "7"),
        ("4", "7"),
        ("ris", "risk"),
        ("riskabel", "riskabel"),
    ],
)
def test_a_choice_is_named_by_number_code_label_or_a_beginning(written: str, chosen: str) -> None:
    assert picked(written, CHOICES, [("riskabel", "riskabel")] if written == "riskabel" else ()) == chosen


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ri", "”ri” kan vara risk eller riskabel. Skriv mer av namnet."),
        ("5", "”5” är inte ett av valen. Skriv 1–4 eller namnet."),
        ("0", "”0” är inte ett av valen."),
        ("", "”” är inte ett av valen."),
    ],
)
def test_what_is_no_choice_or_several_is_told(written: str, said: str) -> None:
    with pytest.raises(KvalitetError) as caught:
        picked(written, CHOICES, [("riskabel", "riskabel")])
    assert str(caught.value).startswith(said)
