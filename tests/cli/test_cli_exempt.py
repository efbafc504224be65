"""What has been set aside by exemptions: shown when asked for, and always counted."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet, rewrite

REASON = "Rutinen ersätts när den nya upphandlingen är klar."


@pytest.mark.usefixtures("register")
def test_the_text_lists_what_was_set_aside_why_by_whom_and_until_when(kvalitet: Kvalitet) -> None:
    out = kvalitet("check", "--today", TODAY, "--show-exempt").out
    assert (
        "Undantaget\n"
        "  DOK-0003  KV301  giltighetstiden gick ut 2026-08-31, för 83 dagar sedan\n"
        f"    Skäl: {REASON}\n"
        "    Beslutat av verksamhetschef/kardiologi, gäller till och med 2026-12-31.\n\n"
    ) in out
    assert "1 undantag" in out
    assert REASON not in kvalitet("check", "--today", TODAY).out


@pytest.mark.usefixtures("register")
def test_the_json_lists_them_as_findings_with_their_exemptions(kvalitet: Kvalitet) -> None:
    data = json.loads(kvalitet("check", "--today", TODAY, "--show-exempt", "--format", "json").out)
    (each,) = data["exempted"]
    assert (each["code"], each["id"], each["line"]) == ("KV301", "DOK-0003", 9)
    assert each["exemption"] == {"reason": REASON, "decided_by": "verksamhetschef/kardiologi", "until": "2026-12-31"}
    assert each.keys() == {*data["findings"][0], "exemption"}
    assert each["fingerprint"] not in {finding["fingerprint"] for finding in data["findings"]}
    assert data["summary"]["suppressed"]["exempt"] == 1
    assert "exempted" not in json.loads(kvalitet("check", "--today", TODAY, "--format", "json").out)


@pytest.mark.usefixtures("register")
def test_those_that_were_not_asked_for_are_counted_and_not_listed(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--today", TODAY, "--show-exempt", "--select", "KV4", "--format", "json")
    data = json.loads(ran.out)
    assert (data["exempted"], data["summary"]["suppressed"]["exempt"]) == ([], 1)


@pytest.mark.usefixtures("register")
def test_where_nothing_is_set_aside_that_is_said(kvalitet: Kvalitet) -> None:
    assert "Inga undantag tillämpades\n" in kvalitet("check", "--today", "2027-01-01", "--show-exempt").out


def test_a_reason_is_text_and_nothing_else(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "dokument/DOK-0003.yaml", f"motiv: {REASON}", 'motiv: "[bold]Se [/]\\nhär"')
    out = kvalitet("check", "--today", TODAY, "--show-exempt").out
    assert "    Skäl: [bold]Se [/] här\n" in out


def test_a_reason_of_no_words_is_none_and_sets_nothing_aside(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "kvalitet.yaml", "KV503]", "KV503, KV810]")
    rewrite(register / "dokument/DOK-0003.yaml", f"motiv: {REASON}", 'motiv: "–"')
    ran = kvalitet("check", "register/dokument/DOK-0003.yaml", "--today", TODAY)
    assert "KV301" in ran.out
    assert "undantaget från KV301 saknar motiv och gäller därför inte" in ran.out
