"""Values at the edges of what the schemas allow: judged, never a crash, and never for ever."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.assessment import Assessment
from kvalitet.model.register import Register
from kvalitet.model.settings import settings as settings_of
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.rules.catalogue import RuleFile, rule_files
from kvalitet.rules.runner import run
from tests.pipeline.test_hostile_files import (
    RECORD,
    TODAY,
    VALID,
    codes,
    every_sort,
    ground,
    judged,
    quickly,
    rejected_paths,
)
from tests.trees import MemoryTree

FORMAL = ("KV0", "KV1", "KV2")
EDGES = ("0001-01-01", "9999-12-31", "2024-02-29", "1900-01-01", "2026-11-22")
DAYS = (date.min, date(2024, 2, 29), TODAY, date.max)
RULES = rule_files()
RISK = """id: RIS-2026-0001
titel: Ny pump på avdelningen
enhet: hjartavdelningen
status: beslutad
beslutad: 2026-03-02
uppdragsgivare: verksamhetschef/kardiologi
ansvarig: enhetschef/hjartavdelningen
slag: proaktiv
beskrivning: Pumparna byts ut.
datum: 2026-03-01
skala: 4x4@1
risker:
  - {id: R1, beskrivning: Fel dos., sannolikhet: 4, konsekvens: 4}
"""
INSPECTION = """id: EGK-0001
titel: Följsamhet till hygienrutinen
enhet: hjartavdelningen
status: aktiv
ansvarig: enhetschef/hjartavdelningen
vad: Om alla steg är rätt.
metod: observation
frekvens: {intervall: P3M}
start: 2024-01-01
mål: {minst: 80}
genomföranden:
  - {id: G1, datum: 2024-02-29, antal: 10, uppfyllda: 5}
"""
PLAN = """id: HPL-0001
titel: Handlingsplan för ökad patientsäkerhet
enhet: kardiologi
status: utkast
nivå: verksamhet
period: {från: 2025-01, till: 2027-12}
"""


def formal(assessment: Assessment) -> list[str]:
    """The codes of the findings about form and references, the clock apart: other demands grow with the rules."""
    return [code for code in codes(assessment) if code.startswith(FORMAL) and code != "KV109"]


def with_record(text: str, **more: bytes) -> Mapping[str, bytes]:
    name = text.partition("\n")[0].removeprefix("id: ")
    folders = {"AVV": "avvikelser/2026", "RIS": "riskanalyser/2026", "EGK": "egenkontroller", "HPL": "handlingsplaner"}
    return {**ground(), f"{folders[name[:3]]}/{name}.yaml": text.encode(), **more}


def dated(edge: str) -> Mapping[str, bytes]:
    """A record of every kind, with one day in place of every day."""
    files = {}
    for path, data in every_sort().items():
        text = data.decode()
        for found in set(days_in(text)) if path.endswith(".yaml") else ():
            text = text.replace(found, edge)
        files[path] = text.encode()
    return files


def days_in(text: str) -> Iterator[str]:
    for word in text.replace(",", " ").replace("}", " ").split():
        if len(word) == len("2026-11-22") and word[:2] == "20" and word[4] == word[7] == "-":
            yield word


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("edge", EDGES)
def test_every_date_at_an_edge_is_judged_on_any_day(edge: str, today: date) -> None:
    loaded, _ = judged(MemoryTree(dated(edge)), today)
    assert loaded.register.rejected == ()
    assert len(loaded.register.records) >= 8


@pytest.mark.parametrize("edge", ["9999-12", "0001-01", "2026-13-45", "2023-02-29", "0000-01-01", "10000-01-01", "0"])
def test_what_is_no_day_is_told_at_its_place(edge: str) -> None:
    loaded, assessment = judged(MemoryTree(with_record(VALID.replace("2026-03-02", edge))))
    assert rejected_paths(loaded) == [RECORD]
    found = [(f.code, f.line, f.field) for f in assessment.findings if f.code.startswith(FORMAL)]
    assert found == [("KV102" if edge == "0" else "KV105", 8, "rapporterad")]


INTERVALS = ("P1D", "P9999D", "P9999W", "P9999M", "P9999Y")


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("start", ["0001-01-01", "2024-02-29", "9999-12-31"])
def test_intervals_that_lead_out_of_the_calendar_are_no_deadlines(interval: str, start: str, today: date) -> None:
    text = INSPECTION.replace("P3M", interval).replace("2024-02-29", start).replace("2024-01-01", start)
    loaded, assessment = judged(MemoryTree(with_record(text)), today)
    # an interval that fits in no calendar is no interval
    found = [len(loaded.register.records), *formal(assessment)]
    assert found == ([0, "KV105"] if interval == "P9999Y" else [1])
    assert all(due.due <= date.max for due in assessment.deadlines)


@pytest.mark.parametrize(
    "frequency", ["{per_år: [0, 0]}", "{intervall: P0M}", "{per_år: [367, 367]}", "{per_år: [1]}", "{}"]
)
def test_a_frequency_of_nothing_or_of_too_much_is_rejected(frequency: str) -> None:
    text = INSPECTION.replace("{intervall: P3M}", frequency)
    loaded, _ = judged(MemoryTree(with_record(text)))
    assert rejected_paths(loaded) == ["egenkontroller/EGK-0001.yaml"]


@pytest.mark.parametrize(
    "frequency", ["{per_år: [366, 366]}", "{per_år: [1.0, 2.0]}", "{per_år: [4, 2]}", "{per_år: [7, 8]}"]
)
def test_any_frequency_within_bounds_gives_a_next_time(frequency: str) -> None:
    _, assessment = judged(MemoryTree(with_record(INSPECTION.replace("{intervall: P3M}", frequency))))
    assert len([due for due in assessment.deadlines if due.code == "KV701"]) == 1


@pytest.mark.parametrize(
    "counts", ["antal: 0, uppfyllda: 0", "antal: 10, uppfyllda: 0", "antal: 0", "uppfyllda: 5", ""]
)
def test_a_percentage_of_nothing_is_no_result(counts: str) -> None:
    text = INSPECTION.replace("antal: 10, uppfyllda: 5", counts)
    loaded, assessment = judged(MemoryTree(with_record(text)))
    missed = [f.message for f in assessment.findings if f.code == "KV702"]
    assert loaded.register.rejected or bool(missed) == (counts == "antal: 10, uppfyllda: 0")


def test_a_whole_number_written_with_a_point_counts_as_one() -> None:
    plain, pointed = RISK, RISK.replace(": 4,", ": 4.0,").replace(": 4}", ": 4.0}")
    assert plain.count("4.0") == 0
    assert pointed.count("4.0") == 2
    found = [codes(judged(MemoryTree(with_record(text)))[1]) for text in (plain, pointed)]
    assert "KV601" in found[0]
    assert found[0] == found[1]


# references


@pytest.mark.parametrize("length", [1, 2, 3, 400])
def test_a_circle_is_one_fault_however_long_it_is(length: int) -> None:
    names = [f"HPL-{number:04}" for number in range(1, length + 1)]
    files = dict(ground())
    for name, above in zip(names, [*names[1:], names[0]], strict=True):
        text = PLAN.replace("HPL-0001", name) + f"överordnad: {above}\n"
        files[f"handlingsplaner/{name}.yaml"] = text.encode()
    _, assessment = judged(MemoryTree(files))
    assert Counter(codes(assessment))["KV208"] == 1


def test_units_in_a_circle_and_units_above_themselves_are_judged() -> None:
    organisation = ground()["organisation.yaml"].decode()
    circle = organisation.replace("nivå: region\n", "nivå: region\n    överordnad: hjartavdelningen\n")
    assert circle != organisation
    for text in (circle, circle.replace("överordnad: hjartavdelningen", "överordnad: region-exempel")):
        _, assessment = judged(MemoryTree({**every_sort(), "organisation.yaml": text.encode()}))
        assert Counter(codes(assessment))["KV208"] == 1


def test_a_record_may_name_itself_in_every_way() -> None:
    text = (
        VALID + "relaterat: [AVV-2026-0001]\nåtgärder:\n  - {id: A1, beskrivning: X, status: planerad, avser: [A1]}\n"
    )
    loaded, _ = judged(MemoryTree(with_record(text)))
    assert [record.id for record in loaded.register.records] == ["AVV-2026-0001"]
    assert loaded.register.referrers("AVV-2026-0001") == ()


def test_items_that_share_an_id_reject_their_record_once_for_each() -> None:
    items = "".join(f"  - {{id: A{number}, beskrivning: X, status: planerad}}\n" for number in (1, 2, 1, 1))
    loaded, assessment = judged(MemoryTree(with_record(VALID + "åtgärder:\n" + items)))
    assert rejected_paths(loaded) == [RECORD]
    assert [(f.code, f.line) for f in assessment.findings if f.code.startswith(FORMAL)] == [
        ("KV201", 14),
        ("KV201", 15),
    ]


@pytest.mark.parametrize(
    "role", ["enhetschef", "/hjartavdelningen", "enhetschef/", "a/b/c", "enhetschef /hjartavdelningen"]
)
def test_a_role_without_its_unit_is_told(role: str) -> None:
    loaded, assessment = judged(MemoryTree(with_record(VALID + f"ansvarig: {role}\n")))
    assert rejected_paths(loaded) == [RECORD]
    assert formal(assessment) == ["KV106"]


def test_a_list_of_ten_thousand_items_is_judged_in_seconds() -> None:
    items = "".join(f"  - {{id: A{n}, beskrivning: X, status: planerad, avser: [A{n + 1}]}}\n" for n in range(10_000))
    started = time.process_time()
    loaded, assessment = judged(MemoryTree(with_record(VALID + "åtgärder:\n" + items)))
    assert len(loaded.register.records) == 1
    assert Counter(codes(assessment))["KV403"] == 20_000
    assert time.process_time() - started < 30


# exemptions, titles, years


def test_an_exemption_may_last_for_as_long_as_there_are_days() -> None:
    plain = (
        RISK + "undantag:\n  - {regel: KV601, motiv: X, beslutat_av: chefläkare/halso-och-sjukvard, till: 9999-12-31}\n"
    )
    for today in DAYS:
        _, assessment = judged(MemoryTree(with_record(plain)), today)
        assert "KV601" not in codes(assessment)
        assert assessment.suppressed.exempt >= 1
    _, assessment = judged(MemoryTree(with_record(plain.replace("9999-12-31", "0001-01-01"))))
    assert "KV601" in codes(assessment)


@pytest.mark.parametrize(
    ("title", "fits"), [("😀" * 200, True), ("😀" * 201, False), ("👩‍👩‍👧‍👦" * 28, True), ("[b]|<i>", True)]
)
def test_a_title_is_measured_in_characters(title: str, *, fits: bool) -> None:
    text = VALID.replace("Fall vid förflyttning till toaletten", f'"{title}"')
    loaded, assessment = judged(MemoryTree(with_record(text)))
    assert [record.title for record in loaded.register.records] == ([title] if fits else [])
    assert formal(assessment) == ([] if fits else ["KV106"])


DEMANDS = "krav: {genomgångar: {områden: [patientsäkerhet, arbetsmiljö], nivå: enhet}}\n"


@pytest.mark.parametrize("name", ["AVV-9999-0001", "AVV-2206-0001", "AVV-0000-0001"])
def test_a_slip_in_the_year_of_an_id_demands_nothing_of_the_centuries_between(name: str) -> None:
    config = ground()["kvalitet.yaml"] + DEMANDS.encode()
    files = {**with_record(VALID), "kvalitet.yaml": config}
    expected = [due for due in judged(MemoryTree(files))[1].deadlines if due.code == "KV805"]
    # 2023 to 2026, two areas, one unit of the level
    assert len(expected) == 8
    files[f"avvikelser/{name[4:8]}/{name}.yaml"] = VALID.replace("AVV-2026-0001", name).encode()
    assert [due for due in judged(MemoryTree(files))[1].deadlines if due.code == "KV805"] == expected


@quickly
@given(
    start=st.dates(),
    first=st.none() | st.integers(1900, 2999),
    level=st.sampled_from(["region", "förvaltning", "division", "verksamhet", "enhet"]),
)
def test_the_register_may_begin_any_day(start: date, first: int | None, level: str) -> None:
    year = f", från_år: {first}" if first else ""
    config = (
        f"vårdgivare: X\nbörjar: {start}\nkrav: {{genomgångar: {{områden: [patientsäkerhet], nivå: {level}{year}}}}}\n"
    )
    judged(MemoryTree({**every_sort(), "kvalitet.yaml": config.encode()}))


# thresholds


WITH_THRESHOLDS = {code: file for code, file in RULES.items() if file.thresholds}


@cache
def register_at(edge: str) -> Register:
    """The register with one day in place of every day."""
    return load(MemoryTree(dated(edge))).register


@pytest.mark.parametrize("value", [0, 1, 3.0, 10**6, 10**18], ids=str)
@pytest.mark.parametrize("code", WITH_THRESHOLDS)
def test_every_rule_bears_any_threshold(code: str, value: float) -> None:
    file: RuleFile = RULES[code]
    chosen: dict[str, Any] = {t.name: value for t in file.thresholds if isinstance(t.default, int | float)}
    for edge in ("2024-02-29", "9999-12-31"):
        register = register_at(edge)
        config = settings_of("kvalitet.yaml", {**register.settings.data, "trösklar": {code: chosen}})
        for today in (TODAY, date.max):
            run(replace(register, settings=config), today, {code: file})


@pytest.mark.parametrize("value", ["-1", "text", "null", "[]", "1.5", "true"])
def test_a_threshold_that_is_no_number_of_anything_is_rejected_with_the_settings(value: str) -> None:
    config = ground()["kvalitet.yaml"] + f"trösklar: {{KV503: {{dagar: {value}}}}}\n".encode()
    loaded, assessment = judged(MemoryTree({**with_record(VALID), "kvalitet.yaml": config}))
    assert rejected_paths(loaded) == ["kvalitet.yaml"]
    assert codes(assessment, "kvalitet.yaml")
    assert [record.id for record in loaded.register.records] == ["AVV-2026-0001"]


def test_a_threshold_written_with_a_point_is_the_whole_number_that_it_is() -> None:
    config = settings_of("kvalitet.yaml", {"trösklar": {"KV805": {"månader": 3.0, "andel": 0.5}}})
    assert repr(config.thresholds) == "{'KV805': {'månader': 3, 'andel': 0.5}}"


def test_the_worst_of_texts_is_shown_on_one_line_of_bounded_length() -> None:
    text = VALID.replace("kategori: fall", 'kategori: "' + "rad\\n" * 100_000 + '"')
    _, assessment = judged(MemoryTree(with_record(text)))
    (found,) = [f for f in assessment.findings if f.code.startswith(FORMAL)]
    assert found.code == "KV206"
    assert found.message.startswith('koden "rad rad rad ')
    assert len(found.message) <= 2001


def test_a_body_of_nothing_but_links_is_read_in_seconds_and_each_stands_where_it_is() -> None:
    document = (
        "id: DOK-0001\ntitel: Rutin\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\ninnehåll: dokument/a.md\n"
    )
    links = "".join(f"[a](b{number}.md)\n" for number in range(20_000))
    files = {**ground(), "dokument/DOK-0001.yaml": document.encode(), "dokument/a.md": links.encode()}
    started = time.process_time()
    assessment, _ = assess(load(MemoryTree(files)), TODAY)
    found = [(f.line, f.column) for f in assessment.findings if f.code == "KV210"]
    assert found == [(number, 5) for number in range(1, 20_001)]
    assert time.process_time() - started < 30
