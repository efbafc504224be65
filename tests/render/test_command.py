"""The command render, run as a user runs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kvalitet.cli import run
from tests.facts.small import FOLDER, NARRATIVE, REVIEW

DAY = ("--today", "2026-04-01")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the small register outside git."""
    return Path(shutil.copytree(FOLDER, tmp_path / "register"))


@pytest.fixture
def kvalitet(register: Path, capsys: pytest.CaptureFixture[str]) -> "Kvalitet":
    return Kvalitet(register, capsys)


class Kvalitet:
    """Runs the command line on a register."""

    def __init__(self, register: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.register = register
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = run(["--register", str(self.register), *DAY, "render", *arguments])
        told = self.capsys.readouterr()
        return code, told.out, told.err


def test_a_document_goes_to_stdout_as_markdown(kvalitet: Kvalitet) -> None:
    code, out, err = kvalitet(NARRATIVE, "--year", "2025")
    assert (code, err) == (0, "")
    assert out.startswith("# Patientsäkerhetsberättelse 2025\n")


@pytest.mark.parametrize("name", ["ledningens-genomgang", "ledningens-genomgång", "Ledningens-Genomgång"])
@pytest.mark.parametrize("area", ["patientsakerhet", "patientsäkerhet"])
def test_names_are_taken_with_and_without_their_dots(kvalitet: Kvalitet, name: str, area: str) -> None:
    code, out, _ = kvalitet(name, "--year", "2025", "--area", area)
    assert code == 0
    assert out.startswith("# Ledningens genomgång: patientsäkerhet 2025, Hälso- och sjukvården\n")


def test_a_review_may_be_about_a_shorter_period(kvalitet: Kvalitet) -> None:
    code, out, _ = kvalitet(REVIEW, "--period", "2025-h2", "--area", "patientsäkerhet", "--draft")
    assert code == 0
    assert out.startswith("# Ledningens genomgång: patientsäkerhet halvår 2 2025, Hälso- och sjukvården\n")
    assert "| Slag | Halvår 2 2025 |" in out
    assert "Avvikelser delas inte upp efter typ, huvudkategori eller allvarlighetsgrad." in out


def test_a_review_may_be_about_a_process_by_its_id(kvalitet: Kvalitet) -> None:
    (kvalitet.register / "processer").mkdir()
    process = "id: PRO-0001\ntitel: Stroke\nenhet: varden\nstatus: identifierad\ntyp: kärnprocess\n"
    (kvalitet.register / "processer" / "PRO-0001.yaml").write_text(process, encoding="utf-8")
    code, out, _ = kvalitet(REVIEW, "--year", "2025", "--area", "pro-0001", "--draft")
    assert code == 0
    assert out.startswith("# Ledningens genomgång: processen Stroke 2025, Hälso- och sjukvården\n")


def test_the_list_says_what_each_is_for_whom_when_it_is_due_and_what_options_it_takes(kvalitet: Kvalitet) -> None:
    code, out, _ = kvalitet("--list")
    assert code == 0
    review = out.partition(f"{REVIEW}\n")[2].partition("\n\n")[0].splitlines()
    assert [line.strip().partition(":")[0] for line in review] == ["Ledningens genomgång", "För", "När", "Val"]
    assert review[-1].strip() == "Val: --year ÅR --area OMRÅDE [--period PERIOD] [--unit ENHET]"


def test_all_documents_of_a_year_go_to_a_folder_that_is_made(kvalitet: Kvalitet, tmp_path: Path) -> None:
    folder = tmp_path / "ut" / "2025"
    code, out, err = kvalitet("--all", "--year", "2025", "--draft", "--output", str(folder))
    assert (code, out) == (0, "")
    names = {path.name for path in folder.iterdir()}
    assert f"{NARRATIVE}-2025.md" in names
    assert f"{REVIEW}-2025-varden-patientsakerhet.md" in names
    assert err.count("kvalitet: skrev ") == len(names)
    told = {path.read_text(encoding="utf-8").partition("\n")[0] for path in folder.iterdir()}
    assert len(told) == len(names), "each has its own title"


def test_what_is_refused_of_a_years_documents_is_told_and_the_others_are_written(
    kvalitet: Kvalitet, tmp_path: Path
) -> None:
    code, _, err = kvalitet("--all", "--year", "2024", "--to", "html", "--output", str(tmp_path / "ut"))
    assert code == 1
    assert "”Patientsäkerhetsberättelse 2024” skrivs inte" in err
    assert not (tmp_path / "ut" / f"{NARRATIVE}-2024.html").exists()
    assert (tmp_path / "ut" / "revisionsunderlag-2024.html").exists()


def test_the_public_rendition_is_the_one_given_unless_auditors_ask_for_theirs(kvalitet: Kvalitet) -> None:
    _, public, _ = kvalitet(NARRATIVE, "--year", "2025")
    _, for_auditors, _ = kvalitet(NARRATIVE, "--year", "2025", "--auditor")
    assert "Under 2025 rapporterades färre än 5 avvikelser" in public
    assert "Under 2025 rapporterades 3 avvikelser \\[AVV-2025-0001, AVV-2025-0002 och AVV-2025-0003; " in for_auditors


def test_output_is_written_by_its_ending_and_told_in_one_line(kvalitet: Kvalitet, tmp_path: Path) -> None:
    target = tmp_path / "psb.html"
    code, out, err = kvalitet(NARRATIVE, "--year", "2025", "--output", str(target))
    assert (code, out) == (0, "")
    assert err == f"kvalitet: skrev {target}\n"
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_place_that_cannot_be_written_is_one_plain_line(kvalitet: Kvalitet, tmp_path: Path) -> None:
    code, _, err = kvalitet(NARRATIVE, "--year", "2025", "--output", str(tmp_path / "saknas" / "psb.md"))
    assert code == 2
    assert err.count("\n") == 1
    assert "kan inte skriva" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("patientsakerhetsberatelse", "--year", "2025"), "Menade du patientsakerhetsberattelse?"),
        ((NARRATIVE,), "behöver --year ÅR"),
        ((REVIEW, "--year", "2025"), "behöver --area OMRÅDE"),
        ((NARRATIVE, "--year", "2025", "--area", "miljö"), "har inget val --area"),
        ((REVIEW, "--year", "2025", "--area", "patientsakerhett"), "Menade du patientsäkerhet"),
        ((NARRATIVE, "--year", "2025", "--unit", "mottagning"), "Menade du mottagningen?"),
        ((NARRATIVE, "--period", "2025-H2"), "har inget val --period"),
        ((REVIEW, "--year", "2025", "--period", "2025", "--area", "miljö"), "--year och --period går inte att förena"),
        ((REVIEW, "--period", "2025-Q5", "--area", "miljö"), "--period: ”2025-Q5” är inte en period."),
        ((NARRATIVE, "--year", "2025", "--to", "odt"), "odt"),
        ((), "ange vilken rapport"),
        ((NARRATIVE, "AVV-2025-0001", "--year", "2025"), "handlar inte om en enda post"),
        (("--all", "--year", "2025"), "Ange mappen med --output MAPP"),
        (("--all", NARRATIVE, "--output", "ut"), "--all skriver alla rapporter. Ta bort ”patientsakerhetsberattelse”"),
        (("--all", "--unit", "varden", "--output", "ut"), "går inte att förena med --unit"),
        (("--all", "--output", "/dev/null"), "/dev/null är ingen mapp"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_says_what_to_do(
    kvalitet: Kvalitet, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = kvalitet(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_document_that_lacks_what_the_law_demands_is_refused_but_may_be_a_draft(kvalitet: Kvalitet) -> None:
    path = kvalitet.register / "rapporter/2026/RAP-2026-0001.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  uppnådda_resultat: Färre faller ur sängen.\n", ""), encoding="utf-8")
    code, out, err = kvalitet(NARRATIVE, "--year", "2025")
    assert (code, out) == (1, "")
    assert "text saknas under ”Uppnådda resultat” (PSL 3 kap. 10 § 3)" in err
    assert "avsnitt.uppnådda_resultat" in err
    code, out, _ = kvalitet(NARRATIVE, "--year", "2025", "--draft")
    assert code == 0
    assert "- **Status:** utkast\n" in out
    checklist = out.partition("## Det här saknas\n")[2]
    assert "Uppnådda resultat" in checklist


def test_a_rejected_file_refuses_a_final_document(kvalitet: Kvalitet) -> None:
    (kvalitet.register / "avvikelser/2025/AVV-2025-0009.yaml").write_text("id: [\n", encoding="utf-8")
    code, out, err = kvalitet(NARRATIVE, "--year", "2025")
    assert (code, out) == (1, "")
    assert "AVV-2025-0009.yaml: filen kunde inte läsas in" in err
    code, out, _ = kvalitet(NARRATIVE, "--year", "2025", "--draft")
    assert code == 0
    assert "AVV-2025-0009.yaml" in out.partition("## Det här saknas\n")[2]


def test_a_year_without_a_report_is_refused_with_what_to_write(kvalitet: Kvalitet) -> None:
    code, _, err = kvalitet(NARRATIVE, "--year", "2024")
    assert code == 1
    assert "i registrets mapp rapporter" in err
    assert "Skriv texten i en ny rapport med typen patientsäkerhetsberättelse och perioden 2024." in err
    assert kvalitet(NARRATIVE, "--year", "2024", "--draft")[0] == 0


def test_a_refused_document_leaves_the_file_that_was_there(kvalitet: Kvalitet, tmp_path: Path) -> None:
    target = tmp_path / "psb.md"
    target.write_text("förra", encoding="utf-8")
    assert kvalitet(NARRATIVE, "--year", "2024", "--output", str(target))[0] == 1
    assert target.read_text(encoding="utf-8") == "förra"


def test_html_without_pandoc_says_what_to_install(kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    code, out, err = kvalitet(NARRATIVE, "--year", "2025", "--to", "html")
    assert (code, out) == (2, "")
    assert "pip install 'kvalitet[dokument]'" in err
    assert err.count("\n") == 1
    assert kvalitet(NARRATIVE, "--year", "2025", "--to", "md")[0] == 0


def test_rendering_writes_nothing_in_the_register(kvalitet: Kvalitet) -> None:
    before = {path: path.read_bytes() for path in kvalitet.register.rglob("*") if path.is_file()}
    kvalitet(NARRATIVE, "--year", "2025", "--to", "html")
    assert {path: path.read_bytes() for path in kvalitet.register.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("format_", ["md", "html"])
def test_the_bytes_are_the_same_wherever_it_is_rendered(register: Path, format_: str) -> None:
    made = {
        _bytes(register, format_, TZ=zone, LANG=language, LC_ALL=language, PYTHONHASHSEED=seed)
        for zone, language, seed in [
            ("Pacific/Kiritimati", "C", "1"),
            ("America/Anchorage", "sv_SE.UTF-8", "2"),
        ]
    }
    assert len(made) == 1


def _bytes(register: Path, format_: str, **environment: str) -> bytes:
    command = [sys.executable, "-m", "kvalitet", "--register", str(register), *DAY, "render", NARRATIVE]
    ended = subprocess.run(
        [*command, "--year", "2025", "--to", format_],
        capture_output=True,
        check=True,
        env={**os.environ, **environment},
    )
    assert ended.stdout
    return ended.stdout
