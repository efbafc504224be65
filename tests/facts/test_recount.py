"""The figures of the shipped register, counted anew straight from its YAML and set against those of the documents.

Nothing of the program reads the records here: what is counted, by which day and as of when is written from the
definitions of records and reports, so that a fault in how the program reads or counts shows as a difference.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvalitet import shipped
from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure
from kvalitet.model.source import Origin
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.store.worktree import WorkTree

ROOT = Path(shipped.folder("register"))
TODAY = date(2026, 11, 22)
ENDS = {2025: date(2025, 12, 31), 2026: TODAY}
YEARS = pytest.mark.parametrize("year", ENDS)
CANCELLED = {"makulerad", "makulerat"}

Record = Mapping[str, Any]
Counted = dict[str, set[str]]


@cache
def records(folder: str) -> Mapping[str, Record]:
    """The records of a folder that are not cancelled, every value of them as text."""
    paths = sorted((ROOT / folder).rglob("*.yaml"))
    found = [yaml.load(path.read_text(), yaml.BaseLoader) for path in paths]  # noqa: S506  # text alone
    return {row["id"]: row for row in found if row.get("status") not in CANCELLED}


@cache
def judged() -> Assessment:
    return assess(load(WorkTree(ROOT, Origin("register", None, dirty=False))), TODAY)[0]


@cache
def told(report: str, when: str) -> Facts:
    about = period(when)
    assert about is not None
    return gathered(report_files()[report], judged(), Scope(about, auditor=True))


def figures(report: str, year: int) -> Mapping[str, Figure]:
    return told(report, year_of(year).text).figures


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def came(text: str | None, year: int) -> bool:
    """Whether a day lies in the year and had come by the day told of."""
    when = day(text)
    return when is not None and date(year, 1, 1) <= when <= ENDS[year]


def by(text: str | None, year: int) -> bool:
    """Whether a day had come by the day told of."""
    when = day(text)
    return when is not None and when <= ENDS[year]


def grouped(rows: Mapping[str, Record], prefix: str, key: str) -> Counted:
    found: Counted = defaultdict(set)
    for name, row in rows.items():
        value = row.get(key) or "ej_angivet"
        for each in value if isinstance(value, list) else [value]:
            found[f"{prefix}.{each}"].add(name)
    return found


def compare(expected: Mapping[str, set[str]], shown: Mapping[str, Figure]) -> None:
    """Hold that each count rests on the records counted here."""
    for key, ids in expected.items():
        assert (key, set(shown[key].ids), shown[key].value) == (key, ids, len(ids))


def divided(rows: Mapping[str, Record], prefix: str, key: str, shown: Mapping[str, Figure]) -> None:
    """Hold that each group of a division has the records counted here, and that there is no group beside them."""
    expected = grouped(rows, prefix, key)
    compare(expected, shown)
    own = {name for name in shown if name.startswith(f"{prefix}.") and name.count(".") == prefix.count(".") + 1}
    assert {name for name in own if shown[name].value} - {f"{prefix}.antal"} == set(expected)


def quantile(spells: Iterable[tuple[int, bool]], part: Fraction) -> int | None:
    """The time by which a part is done, after Kaplan and Meier; None while too many are not done."""
    rows, left = list(spells), Fraction(1)
    for time in sorted({time for time, done in rows if done}):
        waiting = sum(each >= time for each, _ in rows)
        left *= Fraction(waiting - sum(each == time and done for each, done in rows), waiting)
        if left <= 1 - part:
            return time
    return None


def spell(start: str, end: str | None, year: int) -> tuple[int, bool]:
    begun, ended = day(start), day(end)
    assert begun is not None
    done = ended is not None and ended <= ENDS[year]
    return ((ended if done and ended else ENDS[year]) - begun).days, done


def times(shown: Mapping[str, Figure], name: str, spells: Iterable[tuple[int, bool]]) -> None:
    rows = list(spells)
    assert len(rows) == shown[f"{name}.median.underlag"].value
    assert quantile(rows, Fraction(1, 2)) == shown[f"{name}.median"].value
    assert quantile(rows, Fraction(9, 10)) == shown[f"{name}.percentil_90"].value


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
    organisation = yaml.load((ROOT / "organisation.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # text alone
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
