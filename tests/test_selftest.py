"""The self-test as a user runs it, what it writes for the auditor, and that it can fail."""

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kvalitet.cli import run
from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.claims import Claim, Claims
from kvalitet.model.proof import Outcome
from kvalitet.render.reading import claims_of
from kvalitet.selftest import tampering, trial
from kvalitet.selftest.place import copied
from kvalitet.selftest.tampering import tamperings
from kvalitet.selftest.trial import SelfTest
from tests.cli.answers import COUNT, FLAG, answer, listed, whole
from tests.cli.commands import Ran

FAMILIES = [f"KV{number}" for number in range(2, 9)]
FORMATS = ["format_docx", "format_html", "format_pdf"]
TAMPERED = [f"tampering_{name}" for name in ("unreadable", "schema", "secret", "figure", "closed", "moved_seal")]
NAMES = ["program", "copy", "records", *FAMILIES, "rules", "documents", *FORMATS, "seal", *TAMPERED]
CHECKS = listed(
    whole(
        {
            "check": {"enum": NAMES},
            "outcome": {"enum": ["holds", "broken", "unjudged"]},
            "message": {"type": "string", "minLength": 10},
        }
    )
)
NUMBERS = {"type": "object", "additionalProperties": COUNT, "minProperties": 5}


def few() -> dict[str, ReportFile]:
    """Some of the reports, not to take long."""
    some = {"riskregister", "lagkravslista", "patientsakerhetsberattelse"}
    return {name: file for name, file in report_files().items() if name in some}


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """One run, in an empty folder, with the document it wrote."""
    folder = tmp_path_factory.mktemp("tom")
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        # tests/test_package.py has the installed program try all of them
        patch.setattr(trial, "report_files", few)
        code = run(["--today", "2026-11-28", "selftest", "--format", "json", "--output", "intyg.html"])
    return Ran(code, out.getvalue(), err.getvalue()), folder / "intyg.html"


def test_the_installed_version_is_proved(proved: tuple[Ran, Path]) -> None:
    ran, _ = proved
    told: dict[str, Any] = json.loads(ran.out)
    null = {"type": "null"}
    jsonschema.validate(
        told, answer(register=False, day=True, summary=null, checks=CHECKS, figures=NUMBERS, holds=FLAG)
    )
    wrong = [row["message"] for row in told["checks"] if row["outcome"] != "holds"]
    assert (wrong, [row["check"] for row in told["checks"]]) == ([], NAMES)
    assert (ran.code, told["holds"], ran.err) == (0, True, "kvalitet: skrev intyg.html\n")


def test_the_auditor_gets_a_document(proved: tuple[Ran, Path]) -> None:
    ran, path = proved
    text = path.read_text(encoding="utf-8")
    told = json.loads(ran.out)
    assert "gör det som den ska på det register som följer med" in text
    assert "den 28 november 2026" in text
    assert all(row["message"].partition(" i Python")[0] in text for row in told["checks"][:3])
    # nothing else is left behind
    assert sorted(path.parent.iterdir()) == [path]


def test_a_file_in_no_format_of_documents_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["selftest", "--output", "intyg.txt"]) == 2
    told = capfd.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "välj en ändelse som säger formatet: .docx, .html, .md, .pdf" in told.err


@pytest.fixture
def test(tmp_path: Path) -> SelfTest:
    return SelfTest(copied(tmp_path / "prov"))


def broken(test: SelfTest, *names: str) -> dict[str, str]:
    """The messages of those of the checks named that do not hold."""
    found: dict[str, str] = {}
    for check in test.checks():
        if check.outcome is Outcome.BROKEN:
            found[check.name] = check.message
        if check.name == names[-1]:
            break
    return {name: message for name, message in found.items() if name in names}


def test_another_register_than_the_shipped_one_is_told(test: SelfTest) -> None:
    (test.place.register / "dokument/DOK-0016.yaml").unlink()
    test.place.commit("Ta bort ett dokument")
    told = broken(test, "copy", "KV3")
    assert told["copy"] == "filerna i git är inte de som följer med programmet: dokument/DOK-0016.yaml"
    assert told["KV3"].startswith("KV3, dokument: fynden är inte de väntade: KV301 på DOK-0016 hittas inte")


def test_a_rule_that_finds_too_much_or_nothing_is_told(test: SelfTest, monkeypatch: pytest.MonkeyPatch) -> None:
    there = test.assessment
    kept = [each for each in there.findings if each.code != "KV801"]
    extra = replace(next(each for each in kept if each.code == "KV301"), code="KV302")
    monkeypatch.setitem(test.__dict__, "assessment", replace(there, findings=(*kept, extra)))
    told = broken(test, "KV3", "KV8")
    assert "väntades inte" in told["KV3"]
    assert "KV801 på halso-och-sjukvard hittas inte" in told["KV8"]


def test_figures_that_come_out_otherwise_are_told(test: SelfTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def false(data: bytes) -> Claims:
        claims = claims_of(data)
        return replace(claims, figures={**claims.figures, "påhittad": Claim(1.0)})

    monkeypatch.setattr(trial, "claims_of", false)
    monkeypatch.setattr(trial, "report_files", few)
    told = broken(test, "documents")
    assert "påhittad" in told["documents"]


def test_tamperings_that_are_not_found_are_told(test: SelfTest, monkeypatch: pytest.MonkeyPatch) -> None:
    blind = replace(test.assessment, findings=())
    monkeypatch.setattr(tampering, "assess", lambda *_: (blind, None))
    monkeypatch.setattr(tampering, "audit", lambda *_: (blind, None, None))
    monkeypatch.setattr(tampering, "differences", lambda *_: ())
    test.seals.put(test.sealed(), sign=False)
    told = {check.name for check in tamperings(test) if check.outcome is Outcome.BROKEN}
    assert told == {name for name in TAMPERED if name != "tampering_moved_seal"}
