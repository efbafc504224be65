"""`due --format ics`, read back by vobject, which did not write it."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import outside
from tests.cli.commands import TODAY, Kvalitet, rewrite
from tests.store.archive import Archive

ACTION = "Åtgärden A2 ska vara klar: Leverantören ser över larmets grundinställning"
RECORD = "AVV-2026-0001 Larm [tyst] efter byte av telemetri"
TALK = "Tas upp med chefläkaren enligt målet om den fortfarande är öppen (AVV-2026-0001"


def calendar(text: str) -> Any:  # noqa: ANN401  # the reader's own
    return outside.module("vobject").readOne(text)


def events(kvalitet: Kvalitet, *options: str, today: str = TODAY) -> list[Any]:
    found = calendar(kvalitet("due", "--format", "ics", "--today", today, *options).out)
    return list(getattr(found, "vevent_list", []))


def event(kvalitet: Kvalitet, what: str, **said: str) -> Any:  # noqa: ANN401  # the reader's own
    (found,) = [each for each in events(kvalitet, **said) if what in each.summary.value]
    return found


@pytest.mark.usefixtures("register")
def test_an_entry_is_a_whole_day_that_nobody_is_busy(kvalitet: Kvalitet) -> None:
    found = event(kvalitet, ACTION)
    assert (found.dtstart.value, found.dtend.value) == (date(2026, 12, 15), date(2026, 12, 16))
    assert type(found.dtstart.value) is date
    assert found.transp.value == "TRANSPARENT"
    assert found.status.value == "CONFIRMED"
    assert found.valarm.action.value == "DISPLAY"
    assert found.valarm.trigger.value == timedelta(days=-14)
    assert found.summary.value == f"{ACTION} ({RECORD})"
    assert found.description.value.split("\n") == [
        f"{ACTION}.",
        "Senast den 15 december 2026.",
        f"Post: {RECORD}",
        "Ansvarig: Enhetschef, Hjärtavdelningen",
        "Enhet: Hjärtavdelningen",
        "Eget mål: åtgärdens egen tidsplan",
        "Fil: register/avvikelser/2026/AVV-2026-0001.yaml",
        "Regel: KV401",
    ]


@pytest.mark.usefixtures("register")
def test_the_calendar_has_the_days_that_the_list_has(kvalitet: Kvalitet) -> None:
    told = json.loads(kvalitet("due", "--format", "json", "--today", TODAY).out)["deadlines"]
    open_ones = [each for each in events(kvalitet) if not each.summary.value.startswith(("Klart: ", "Inställt: "))]
    assert sorted(each.dtstart.value.isoformat() for each in open_ones) == sorted(each["due"] for each in told)


@pytest.mark.usefixtures("register")
def test_a_calendar_is_ascii_where_it_must_be_and_no_line_is_too_long(kvalitet: Kvalitet) -> None:
    out = kvalitet("due", "--format", "ics", "--today", TODAY, "--output", "tider.ics").out
    assert out == ""
    data = Path("tider.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    uids = [each.uid.value for each in calendar(data.decode()).vevent_list]
    assert len(set(uids)) == len(uids)
    assert all(uid.isascii() and " " not in uid for uid in uids)


def test_the_same_register_and_day_give_the_same_bytes(archive: Archive, kvalitet: Kvalitet) -> None:
    first = kvalitet("due", "--format", "ics", "--today", TODAY).out
    archive.commit("2026-11-02T12:00:00+01:00")
    assert kvalitet("due", "--format", "ics", "--today", TODAY).out == first


def test_an_entry_whose_day_is_moved_takes_the_place_of_the_old(register: Path, kvalitet: Kvalitet) -> None:
    before = event(kvalitet, ACTION)
    rewrite(register / "avvikelser/2026/AVV-2026-0001.yaml", "2026-12-15", "2026-05-02")
    after = event(kvalitet, ACTION, today="2026-11-23")
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == date(2026, 5, 2)
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value > before.dtstamp.value
    assert "Senast den 2 maj 2026. Försenat per den 23 november 2026." in after.description.value


def test_what_is_done_says_so_and_reminds_nobody(register: Path, kvalitet: Kvalitet) -> None:
    before = event(kvalitet, ACTION)
    file = register / "avvikelser/2026/AVV-2026-0001.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: A2")
    action = (
        text[start:]
        .replace("status: pågår", "status: klar\n    klar: 2026-11-20")
        .replace("status: planerad", "status: klar\n    klar: 2026-11-20")
    )
    file.write_text(text[:start] + action, encoding="utf-8")
    after = event(kvalitet, ACTION)
    assert after.uid.value == before.uid.value
    assert after.summary.value == f"Klart: {ACTION} ({RECORD})"
    assert "Klart den 20 november 2026." in after.description.value
    assert after.status.value == "CONFIRMED"
    assert not hasattr(after, "valarm")


def test_what_is_cancelled_stays_and_says_so(register: Path, kvalitet: Kvalitet) -> None:
    before = event(kvalitet, TALK)
    file = register / "avvikelser/2026/AVV-2026-0001.yaml"
    rewrite(file, "\nstatus: åtgärdas\n", "\nstatus: makulerad\nmotiv: Dubblett av en annan avvikelse.\n")
    after = event(kvalitet, TALK)
    assert kvalitet("due", "--today", TODAY).out.count("chefläkaren") == 0
    assert after.uid.value == before.uid.value
    assert after.status.value == "CANCELLED"
    assert after.summary.value.startswith("Inställt: ")
    assert "Inställt: avvikelsen har status makulerad." in after.description.value
    assert not hasattr(after, "valarm")
    late = events(kvalitet, "--overdue")
    assert [each for each in late if each.status.value == "CANCELLED"] == []


def test_words_that_mean_something_in_a_calendar_come_through_whole(register: Path, kvalitet: Kvalitet) -> None:
    what = 'a\\nb; c, d: "e" ☃ 🩺'
    file = register / "avvikelser/2026/AVV-2026-0001.yaml"
    rewrite(file, "Leverantören ser över larmets grundinställning.", f"'{what}'")
    assert event(kvalitet, "Åtgärden A2").summary.value == f"Åtgärden A2 ska vara klar: {what} ({RECORD})"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "days"),
    [
        (("--unit", "ogonmottagningen", "--overdue"), ["2026-11-16"]),
        (("--within", "23d", "--role", "enhetschef"), ["2026-11-16", "2026-12-15"]),
        (("--before", "2026-11-16"), ["2026-05-31", "2026-08-31", "2026-11-10"]),
    ],
)
def test_a_calendar_takes_the_choices_of_the_list(
    options: tuple[str, ...], days: list[str], kvalitet: Kvalitet
) -> None:
    found = [each for each in events(kvalitet, *options) if not each.summary.value.startswith("Klart: ")]
    assert [each.dtstart.value.isoformat() for each in found] == days


@pytest.mark.usefixtures("register")
def test_nothing_to_do_is_an_empty_calendar(kvalitet: Kvalitet) -> None:
    assert events(kvalitet, "--before", "2020-01-01") == []
