"""The figures of the shipped register, counted anew straight from its YAML and set against those of the documents.

Nothing of the program reads the records here: what is counted, by which day and as of when is written from the
definitions of records and reports, so that a fault in how the program reads or counts shows as a difference.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
import yaml

from tests.facts.recounted import (
    ENDS,
    ROOT,
    YEARS,
    Counted,
    Record,
    by,
    came,
    compare,
    divided,
    figures,
    judged,
    records,
    spell,
    times,
    told,
)


@YEARS
def test_the_report_on_deviations(year: int) -> None:
    every, shown = records("avvikelser"), figures("avvikelser", year)
    reported = {name: row for name, row in every.items() if came(row["rapporterad"], year)}
    closed = {name: row for name, row in every.items() if came(row.get("avslutad"), year)}
    expected: Counted = {
        "avvikelser.antal": set(reported),
        "avvikelser.avslutade": {name for name, row in reported.items() if by(row.get("avslutad"), year)},
        "avvikelser.öppna": {name for name, row in reported.items() if not by(row.get("avslutad"), year)},
        "avvikelser.slutförda": set(closed),
        "avvikelser.slutförda.med_åtgärd": {
            name for name, row in closed.items() if any(by(a.get("klar"), year) for a in row.get("åtgärder", ()))
        },
        "avvikelser.slutförda.på_träff": {
            name for name, row in closed.items() if by(row.get("återkoppling", {}).get("arbetsplatsträff"), year)
        },
    }
    compare(expected, shown)
    for key in ("typ", "bedömning", "berör", "område", "vårdform", "process"):
        divided(reported, f"avvikelser.{key}", key, shown)
    rows = reported.values()
    times(shown, "tid_handelse_till_rapport", (spell(r["händelsedatum"], r["rapporterad"], year) for r in rows))
    times(shown, "tid_rapport_till_avslutad", (spell(r["rapporterad"], r.get("avslutad"), year) for r in rows))
    begun = (spell(r["rapporterad"], r.get("påbörjad") or r.get("avslutad"), year) for r in rows)
    times(shown, "tid_rapport_till_paborjad", begun)
    heard = [row for row in closed.values() if by(row.get("återkoppling", {}).get("rapportör"), year)]
    assert shown["andel_aterkoppling.andel"].value == pytest.approx(100 * len(heard) / len(closed))


@YEARS
def test_the_report_on_complaints(year: int) -> None:
    every, shown = records("klagomal"), figures("klagomal", year)
    received = {name: row for name, row in every.items() if came(row["mottagen"], year)}
    complaints = {name: row for name, row in received.items() if row["slag"] == "klagomål"}
    expected: Counted = {
        "klagomål.antal": set(received),
        "klagomål.klagomål": set(complaints),
        "klagomål.besvarade": {n for n, row in complaints.items() if by(row.get("besvarad", {}).get("datum"), year)},
        "klagomål.på_träff": {
            n for n, row in received.items() if by(row.get("återkoppling", {}).get("arbetsplatsträff"), year)
        },
    }
    compare(expected, shown)
    divided(received, "klagomål.kanal", "kanal", shown)
    divided(received, "klagomål.källa", "källa", shown)
    owed = [
        (row["mottagen"], row.get("yttrande_senast"), row.get("besvarad", {}).get("datum"))
        for row in every.values()
        if row["slag"] == "klagomål" and row.get("källa") in {"patient", "närstående"}
        if row.get("besvarad") or not row.get("överlämnad")
    ]
    times(shown, "tid_klagomal_till_svar", (spell(start, end, year) for start, _, end in owed if came(start, year)))
    dues = [(asked or str(date.fromisoformat(start) + timedelta(days=28)), end) for start, asked, end in owed]
    fallen = [(due, end) for due, end in dues if came(due, year) and (end or due != str(ENDS[year]))]
    share = 100 * sum(bool(end) and end <= due for due, end in fallen) / len(fallen)
    assert shown["andel_klagomal_besvarade_i_tid.andel"].value == pytest.approx(share)


def ends_of_stretches(row: Record, unit_since: date) -> Iterator[date]:
    """The last day of each stretch in which an inspection is to be made once, from the day it began."""
    begun = max(date.fromisoformat(row["start"]), unit_since)
    often = row["frekvens"]
    months = int(often["intervall"][1:-1]) if "intervall" in often else 12 // int(often["per_år"][0])
    for number in count(1):
        year, month = divmod(begun.year * 12 + begun.month - 1 + number * months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        yield date(year, month + 1, min(begun.day, last)) - timedelta(days=1)


@YEARS
def test_the_inspections_planned_and_held(year: int) -> None:
    organisation = yaml.load((ROOT / "organisation.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # text alone
    since = {row["id"]: date.fromisoformat(row["från"]) for row in organisation["enheter"]}
    shown, seen = figures("egenkontrollplan", year), 0
    for name, row in records("egenkontroller").items():
        planned = shown.get(f"egenkontroller.{name}.planerade")
        if planned is None:
            continue
        units = row.get("enheter") or [row["enhet"]]
        dues = 0
        for unit in units:
            for due in ends_of_stretches(row, since[unit]):
                if due > ENDS[year]:
                    break
                dues += due.year == year
        held = [g for g in row["genomföranden"] if came(g["datum"], year)]
        assert (name, planned.value) == (name, dues)
        assert shown[f"egenkontroller.{name}.genomföranden"].value == len(held)
        numbers = [(int(g["uppfyllda"]), int(g["antal"])) for g in held if "antal" in g]
        if numbers:
            met, of = (sum(part) for part in zip(*numbers, strict=True))
            assert shown[f"egenkontroller.{name}.uppfyllda"].value == met
            assert shown[f"egenkontroller.{name}.kontrollerade"].value == of
            assert shown[f"egenkontroller.{name}.resultat"].value == pytest.approx(100 * met / of)
        seen += 1
    assert seen > 10


@YEARS
def test_the_risks_in_force(year: int) -> None:
    made = {name: row for name, row in records("riskanalyser").items() if by(row.get("datum"), year)}
    replaced = {row.get("ersätter") for row in made.values()}
    before: set[str] = set()
    now: set[str] = set()
    every: set[str] = set()
    for name, row in made.items():
        for risk in row.get("risker", ()) if name not in replaced else ():
            if risk["status"] == "stängd" and by(risk.get("status_sedan", str(ENDS[year])), year):
                continue
            address, again = f"{name}/{risk['id']}", risk.get("kvarstående", {})
            first = int(risk.get("sannolikhet", 0)) * int(risk.get("konsekvens", 0))
            latest = int(again["sannolikhet"]) * int(again["konsekvens"]) if by(again.get("datum"), year) else first
            every.add(address)
            before.update({address} if first >= 8 else ())
            now.update({address} if latest >= 8 else ())
    shown = figures("riskregister", year)
    expected = {"riskregister.antal": every, "riskregister.höga.före": before, "riskregister.höga.nu": now}
    for key, ids in expected.items():
        assert (key, set(shown[key].ids)) == (key, ids)


@YEARS
def test_the_risk_analyses_made(year: int) -> None:
    """An analysis that is planned has the day on which it is to be made, and counts for nothing until then."""
    made = {name: row for name, row in records("riskanalyser").items() if row["status"] != "planerad"}
    of_patients = {
        name: row
        for name, row in made.items()
        if came(row.get("datum"), year)
        if not row.get("risker") or any(risk.get("perspektiv", "patient") == "patient" for risk in row["risker"])
    }
    divided(of_patients, "riskanalyser.slag", "slag", figures("patientsakerhetsberattelse", year))
    replaced = {row.get("ersätter") for row in made.values() if by(row.get("datum"), year)}
    standing = {name for name, row in made.items() if by(row.get("datum"), year) and name not in replaced}
    assert set(figures("riskregister", year)["riskregister.analyser.antal"].ids) == standing


def test_the_quarterly_report_has_as_many_late_as_the_check() -> None:
    """All that rule KV401 finds late today, and nothing else: none of it belongs to another safety area."""
    late = {f.id for f in judged().findings if f.code == "KV401"}
    shown = told("kvartalsrapport", "2026-Q4").figures["kvartal.försenade.antal"]
    assert {address.partition("/")[0] for address in shown.ids} == late
    assert shown.value == sum(f.code == "KV401" for f in judged().findings)
