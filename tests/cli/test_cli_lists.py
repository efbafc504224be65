"""What `due`, `list` and `status` are asked to show."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import TODAY, Kvalitet, rewrite


@pytest.mark.usefixtures("register")
def test_due_and_list_and_status_know_units_too(kvalitet: Kvalitet) -> None:
    def rows(*arguments: str) -> Any:  # noqa: ANN401  # any JSON
        return json.loads(kvalitet(*arguments, "--format", "json", "--today", TODAY).out)

    assert [d["id"] for d in rows("due", "--unit", "ogonmottagningen", "--overdue")["deadlines"]] == ["KLA-2026-0001"]
    assert [r["id"] for r in rows("list", "dokument", "--unit", "kardiologi")["records"]] == [
        "DOK-0001",
        "DOK-0002",
        "DOK-0003",
    ]
    status = {row["kind"]: row for row in rows("status", "--unit", "ogonmottagningen")["kinds"]}
    assert status["klagomal"] == {"kind": "klagomal", "records": 1, "open": 1, "overdue": 1}
    assert status["avvikelse"] == {"kind": "avvikelse", "records": 0, "open": 0, "overdue": 0}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "days_due"),
    [
        (("--overdue",), ["2026-05-31", "2026-08-31", "2026-11-10", "2026-11-16"]),
        (("--before", "2026-11-16"), ["2026-05-31", "2026-08-31", "2026-11-10"]),
        (("--before", "2026-12-16"), ["2026-05-31", "2026-08-31", "2026-11-10", "2026-11-16", "2026-12-15"]),
        (("--within", "22d", "--role", "enhetschef"), ["2026-11-16"]),
        (("--within", "23d", "--role", "enhetschef"), ["2026-11-16", "2026-12-15"]),
        (("--within", "1m", "--role", "enhetschef/hjartavdelningen"), ["2026-12-15"]),
    ],
)
def test_due_lists_what_falls_within_a_time(options: tuple[str, ...], days_due: list[str], kvalitet: Kvalitet) -> None:
    data = json.loads(kvalitet("due", *options, "--format", "json", "--today", TODAY).out)
    assert [row["due"] for row in data["deadlines"]] == days_due


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("avvikelse",), ["AVV-2026-0001", "AVV-2026-0002"]),
        (("avvikelse", "--open"), ["AVV-2026-0001"]),
        (("avvikelse", "--where", "åtgärder.status=planerad"), ["AVV-2026-0001"]),
        (("avvikelse", "--where", "åtgärder.A1.status=planerad"), []),
        (("dokument", "--where", "handlingstyp=rutin", "--where", "enhet=kardiologi"), ["DOK-0001", "DOK-0003"]),
    ],
)
def test_list_finds_records_by_their_values(options: tuple[str, ...], ids: list[str], kvalitet: Kvalitet) -> None:
    assert [row["id"] for row in json.loads(kvalitet("list", *options, "--format", "json").out)["records"]] == ids


def test_a_list_as_csv_is_harmless_in_a_spreadsheet(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "dokument/DOK-0002.yaml", "Överrapportering mellan skift", "'=HYPERLINK(\"x\"), och mer'")
    assert kvalitet("list", "dokument", "--format", "csv").out.splitlines() == [
        "Id,Titel,Enhet,Status,Datum,Ansvarig",
        "DOK-0001,Hjärtstopp på vårdavdelning,Kardiologi,gällande,2024-06-01,verksamhetschef/kardiologi",
        'DOK-0002,"\'=HYPERLINK(""x""), och mer",Hjärtavdelningen,gällande,2026-01-15,enhetschef/hjartavdelningen',
        "DOK-0003,Lån av medicinteknik,Kardiologi,gällande,2024-09-01,verksamhetschef/kardiologi",
        "DOK-0005,Tid till första läkarbesök,Ögonmottagningen,gällande,2026-02-01,enhetschef/ogonmottagningen",
    ]


@pytest.mark.usefixtures("register")
def test_due_as_csv_says_who_and_on_what_ground(kvalitet: Kvalitet) -> None:
    assert kvalitet("due", "--within", "23d", "--role", "enhetschef", "--format", "csv", "--today", TODAY).out == (
        "Senast,Försenad,Id,Vad,Enhet,Ansvarig,Grund,Kod,Fält,Fil\n"
        "2026-11-16,ja,KLA-2026-0001,Åtgärden A1 ska vara klar: 🩺 Ring alla i kö,Ögonmottagningen,"
        "enhetschef/ogonmottagningen,Eget mål: åtgärdens egen tidsplan,KV401,åtgärder.A1.senast,"
        "register/klagomal/2026/KLA-2026-0001.yaml\n"
        "2026-12-15,nej,AVV-2026-0001,Åtgärden A2 ska vara klar: Leverantören ser över larmets grundinställning,"
        "Hjärtavdelningen,enhetschef/hjartavdelningen,Eget mål: åtgärdens egen tidsplan,KV401,"
        "åtgärder.A2.senast,register/avvikelser/2026/AVV-2026-0001.yaml\n"
    )


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "forecast"),
    [
        (
            ("--before", "2027-10-01"),
            "Den 1 oktober 2027 är 6 saker försenade om inget görs: 4 redan i dag, 2 till innan dess.",
        ),
        (("--before", "2026-11-16"), "Den 16 november 2026 är 3 saker försenade, alla redan i dag."),
        (("--before", "2026-06-01"), "Den 1 juni 2026 är 1 sak försenad, redan i dag."),
        (
            ("--before", "2026-12-16", "--role", "enhetschef"),
            "Den 16 december 2026 är 2 saker försenade om inget görs: 1 redan i dag, 1 till innan dess.",
        ),
        (
            ("--before", "2026-12-16", "--role", "enhetschef/hjartavdelningen"),
            "Den 16 december 2026 är 1 sak försenad om inget görs: ingen redan i dag, 1 till innan dess.",
        ),
        (("--before", "2026-05-31"), "Den 31 maj 2026 är inget försenat."),
    ],
)
def test_due_says_in_a_sentence_what_a_meeting_will_find_late(
    options: tuple[str, ...], forecast: str, kvalitet: Kvalitet
) -> None:
    assert kvalitet("due", *options, "--today", TODAY).out.splitlines()[-1] == forecast
