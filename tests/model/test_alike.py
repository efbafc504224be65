"""Records alike in words are told, so that nothing is reported twice; those of other units and long ago are not."""

from datetime import date

import pytest

from kvalitet.model.alike import alike
from kvalitet.model.kind import Field
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import Value
from tests.model.kinds import made
from tests.trees import NOWHERE

TODAY = date(2026, 11, 22)
KIND = made(
    "AVV",
    yearly=True,
    fields=(
        Field(pattern=("titel",), title="Titel", description="", types=("string",)),
        Field(pattern=("datum",), title="Datum", description="", types=("string",), dates_record=True),
        Field(pattern=("period",), title="Period", description="", types=("string", "integer"), format="period"),
        Field(pattern=("beskrivning",), title="Vad hände", description="", types=("string",), shape="text"),
    ),
)
TITLE = "Patient föll vid förflyttning till toaletten"
TEXT = "Patienten reste sig utan stöd vid sängen och föll. Larmmattan var inte inkopplad."


def record(number: int, **fields: Value) -> Record:
    data: dict[str, Value] = {"enhet": "avd-1", "status": "ny", "datum": "2026-10-01", **fields}
    return Record(f"AVV-2026-{number:04}", "avv", f"{number}.yaml", "", data)


def found(new: dict[str, Value], *records: Record) -> list[str]:
    register = Register(NOWHERE, {"avv": KIND}, records)
    return [each.id for each in alike(register, KIND, {"enhet": "avd-1", **new}, TODAY)]


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (TITLE, "Fall vid förflyttning till toalett"),
        (TITLE, "Patienten föll på väg till toaletten"),
        ("Fel läkemedel utdelat", "Fel läkemedel delades ut"),
        ("Dubbel dos insulin", "Insulin gavs dubbelt"),
        ("Larmknappen på sal 4 gav inget ljud", "LARMET PÅ SAL 4 LJÖD INTE"),
    ],
)
def test_the_same_event_in_other_words_is_alike(title: str, other: str) -> None:
    assert found({"titel": title}, record(1, titel=other)) == ["AVV-2026-0001"]


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Patient föll vid sängen", "Patient fick fel mat"),
        (TITLE, "Provsvar signerades efter nitton dagar"),
        ("Fel läkemedel utdelat", "Trycksår på hälen"),
        (TITLE, ""),
    ],
)
def test_other_events_are_not(title: str, other: str) -> None:
    assert found({"titel": title}, record(1, titel=other)) == []


def test_the_same_text_under_another_title_is_alike() -> None:
    other = record(1, titel="Larm", beskrivning=f"{TEXT} Läkare undersökte.")
    assert found({"titel": "Fall på sal 3", "beskrivning": TEXT}, other) == ["AVV-2026-0001"]


def test_only_those_of_the_unit_and_the_last_year_that_are_not_cancelled_count_and_the_likeliest_comes_first() -> None:
    records = (
        record(1, titel=f"{TITLE} i natt"),
        record(2, titel=TITLE),
        record(3, titel=TITLE, enhet="avd-2"),
        record(4, titel=TITLE, datum="2025-11-21"),
        record(5, titel=TITLE, datum="2025-11-22"),
        record(6, titel=TITLE, status="struken"),
        record(7, titel=TITLE, datum=None),
    )
    assert found({"titel": TITLE}, *records) == ["AVV-2026-0002", "AVV-2026-0005", "AVV-2026-0007", "AVV-2026-0001"]
    many = [record(number, titel=TITLE) for number in range(10, 20)]
    assert len(found({"titel": TITLE}, *many)) == 5


def test_the_report_of_another_period_is_another() -> None:
    records = (record(1, titel=TITLE, period="2026-Q2"), record(2, titel=TITLE, period=2026))
    assert found({"titel": TITLE, "period": "2026-Q3"}, *records) == []
    assert found({"titel": TITLE, "period": "2026"}, *records) == ["AVV-2026-0002"]
