"""A report is one file of facts and one template, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

import kvalitet.facts
from kvalitet.cli import run
from kvalitet.facts._catalogue import report_files
from tests.facts.occasions import occasions
from tests.facts.small import FOLDER, PUBLIC_YEAR, files, rendered

MADE_UP = '''"""A made-up report."""

from kvalitet.facts._catalogue import Report
from kvalitet.model.document import Facts
from kvalitet.model.figure import count

REPORT = Report(title="Klagomålslista", purpose="prov", audience="ingen", due="aldrig", takes=())


def gather(assessment, scope):
    ids = [record.id for record in assessment.register.of("klagomal")]
    return Facts(
        title="Alla klagomål",
        scope=scope,
        unit="alla",
        day=scope.period.last,
        status="utkast",
        loose=(count("klagomål.alla", ids),),
    )
'''


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "pahittad_rapport.py").write_text(MADE_UP, encoding="utf-8")
    monkeypatch.setattr(kvalitet.facts, "__path__", [*kvalitet.facts.__path__, str(tmp_path)])
    return "pahittad-rapport"


def test_a_file_and_a_template_make_a_report(made_up: str) -> None:
    template = "Det finns {{ figures['klagomål.alla'].counted('klagomål', 'klagomål') }} i {{ period }}.\n"
    content = {**files(), f"templates/{made_up}.md": template.encode()}
    made = rendered(made_up, PUBLIC_YEAR, content)
    assert made.markdown == "Det finns 3 klagomål i 2025.\n"
    assert made.metadata.day == date(2025, 12, 31)


def test_the_list_has_it_without_further_ado(made_up: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--register", str(FOLDER), "render", "--list"]) == 0
    shown = capsys.readouterr().out
    assert made_up in shown
    assert "Klagomålslista: prov." in shown


@pytest.mark.parametrize("name", report_files())
def test_every_report_says_what_it_is_for_and_what_it_takes(name: str) -> None:
    report = report_files()[name].report
    assert report.title
    assert report.purpose
    assert report.audience
    assert report.due
    assert {*report.demands, *report.takes} <= {"year", "period", "unit", "area"}


@pytest.mark.parametrize("name", report_files())
def test_the_shipped_register_gives_one_of_every_report_with_all_that_it_demands(name: str) -> None:
    report = report_files()[name].report
    scopes = list(occasions("shipped", name, 2025, 2026))
    assert scopes
    for scope in scopes:
        given = {"year": True, "unit": scope.unit, "area": scope.area, "period": True}
        assert all(given[option] for option in report.demands)
        assert bool(scope.record) is bool(report.about)
