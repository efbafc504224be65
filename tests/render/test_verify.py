"""A document carries its figures, and verify says whether they hold: run as a user runs it, in a repository."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kvalitet.cli import run
from kvalitet.render.formats import format_names
from tests.facts.small import FOLDER, NARRATIVE

DAY = ("--today", "2026-04-01")
DEVIATION = "avvikelser/2025/AVV-2025-0001.yaml"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the small register, committed."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "arkiv" / "register"))
    git(folder, "init", "--quiet", "--initial-branch=main", "..")
    commit(folder, "Börja registret")
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--message", message)


def rendered(register: Path, form: str, *more: str) -> Path:
    path = register.parent.parent / f"psb.{form}"
    arguments = ["render", NARRATIVE, "--year", "2025", "--to", form, "--output", str(path), *more]
    assert run(["--register", str(register), *DAY, "--quiet", *arguments]) == 0
    return path


def verified(register: Path, path: Path, *more: str) -> int:
    return run(["--register", str(register), *DAY, "verify", str(path), *more])


@pytest.mark.parametrize("form", format_names())
def test_an_untouched_document_holds_in_every_format(
    form: str, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, form)
    assert verified(register, path) == 0
    told = capsys.readouterr().out
    assert "Filen är, byte för byte, den som registret ger." in told
    assert "Inga siffror har ändrats till och med den 1 april 2026." in told


def test_the_rendition_for_auditors_holds_too(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rendered(register, "html", "--auditor")
    assert verified(register, path, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["document"]["auditor"], told["document"]["unchanged"], told["wrong"], told["moved"]) == (
        True,
        True,
        [],
        [],
    )


def test_masked_figures_are_held_against_masked_ones_and_verify_shows_none_of_them(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, "md")
    (register / DEVIATION).unlink()
    commit(register, "Ta bort en avvikelse")
    assert verified(register, path, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == []
    assert not [row["key"] for row in told["moved"] if row["key"].startswith("avvikelser.")]


def test_a_number_that_somebody_has_written_where_one_was_masked_is_found(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, "md")
    masked = '{"key":"avvikelser.antal","value":null,"text":"färre än 5","masked":true}'
    text = path.read_text(encoding="utf-8")
    assert masked in text
    path.write_text(text.replace(masked, '{"key":"avvikelser.antal","value":3,"text":"3"}'), encoding="utf-8")
    assert verified(register, path) == 1
    (row,) = [line for line in capsys.readouterr().out.splitlines() if "avvikelser.antal " in line][:1]
    assert row.split() == ["avvikelser.antal", "3", "visas", "inte"]


@pytest.mark.parametrize("form", format_names())
def test_figures_that_have_moved_since_are_told_with_how_much(
    form: str, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, form, "--auditor")
    (register / DEVIATION).unlink()
    commit(register, "Ta bort en avvikelse")
    assert verified(register, path, "--format", "json") == 0, "it was true of its own commit"
    told = json.loads(capsys.readouterr().out)
    assert (told["wrong"], told["document"]["unchanged"]) == ([], True)
    moved = {row["key"]: (row["document"], row["register"]) for row in told["moved"]}
    before, after = moved["avvikelser.antal"]
    assert before - after == 1


def test_a_figure_that_somebody_has_changed_in_the_file_is_found(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, "md")
    text = path.read_text(encoding="utf-8")
    changed = text.replace('{"key":"aktiviteter.antal","value":3', '{"key":"aktiviteter.antal","value":2')
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    assert verified(register, path) == 1
    told = capsys.readouterr().out
    assert "aktiviteter.antal" in told
    assert "Filen är inte den som registret ger" in told


def test_a_text_that_somebody_has_changed_in_the_file_is_found(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rendered(register, "html")
    path.write_text(path.read_text(encoding="utf-8").replace("Avser läget", "Avser"), encoding="utf-8")
    assert verified(register, path) == 1
    assert "ändrad efter att den skrevs" in capsys.readouterr().out


def test_uncommitted_work_is_said_and_the_figures_are_held_against_the_commit(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (register / DEVIATION).unlink()
    path = rendered(register, "md", "--auditor")
    assert verified(register, path) == 1
    told = capsys.readouterr().out
    assert "ändringar som inte var incheckade" in told
    assert "avvikelser.antal" in told


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"%PDF-1.7\nskr\xc3\xa4p",
        b"PK\x03\x04skr\xc3\xa4p",
        b"\xff\xfe",
        b"<!-- kvalitet-siffror\n{}\n-->",
        b"<!-- kvalitet-siffror\n[1]\n-->",
        b'<!-- kvalitet-siffror\n{"scope":{"period":"x","unit":null,"area":null},"today":"2026-01-01"}\n-->',
    ],
)
def test_a_file_that_is_no_document_is_one_line(
    content: bytes, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = register.parent.parent / "annat"
    path.write_bytes(content)
    assert verified(register, path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "bär inga siffror från kvalitet" in told.err


def test_a_word_file_with_a_part_that_unfolds_is_refused(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = register.parent.parent / "bomb.docx"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("customXml/kvalitet-siffror.xml", bomb)
    assert verified(register, path) == 2
    assert "bär inga siffror" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_commit_that_is_not_there_are_said(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(register, register / "saknas.pdf") == 2
    assert "finns inte" in capsys.readouterr().err
    path = rendered(register, "md")
    shutil.rmtree(register.parent / ".git")
    git(register, "init", "--quiet", "--initial-branch=main", "..")
    commit(register, "Börja om")
    assert verified(register, path) == 2
    assert capsys.readouterr().err.count("\n") == 1
