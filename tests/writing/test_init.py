"""A new register: made whole or not at all, sound from the first moment, and never at the cost of what is there."""

import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.parse import parse
from kvalitet.setup.texts import scalar
from tests.cli.commands import Kvalitet, rewrite
from tests.outside import own_program
from tests.store.archive import PLAIN, Archive, fingerprint
from tests.wheels import ROOT
from tests.writing.conftest import UNITS
from tests.writing.terminal import PROGRAM

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-22"
BIN = own_program("python").parent


def begun(kvalitet: Kvalitet, *more: str) -> str:
    ran = kvalitet("init", "--no-input", "--today", DAY, *more)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_what_nobody_is_asked_about_takes_the_folders_name_no_number_and_one_unit(
    folder: Path, kvalitet: Kvalitet
) -> None:
    begun(kvalitet)
    settings = yaml.safe_load((folder / "kvalitet.yaml").read_text(encoding="utf-8"))
    assert {key: str(value) for key, value in settings.items()} == {
        "vårdgivare": "Norrkliniken",
        "tidszon": "Europe/Stockholm",
        "börjar": DAY,
    }
    units = yaml.safe_load((folder / "organisation.yaml").read_text(encoding="utf-8"))["enheter"]
    assert [(u["id"], u["namn"], u["nivå"], u.get("överordnad")) for u in units] == [
        ("norrkliniken", "Norrkliniken", "verksamhet", None)
    ]


def test_what_is_set_is_what_stands_in_the_files(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet, *UNITS, "--set", "börjar=2027-01-01", "--set", "tidszon=Europe/Helsinki")
    settings = yaml.safe_load((folder / "kvalitet.yaml").read_text(encoding="utf-8"))
    assert settings["organisationsnummer"] == "232100-0016"
    assert (settings["tidszon"], str(settings["börjar"])) == ("Europe/Helsinki", "2027-01-01")
    units = yaml.safe_load((folder / "organisation.yaml").read_text(encoding="utf-8"))["enheter"]
    assert [(u["id"], u["namn"], u["nivå"], u.get("överordnad")) for u in units] == [
        ("region-norrland", "Region Norrland", "region", None),
        ("kardiologi", "Kardiologi & intensivvård", "verksamhet", "region-norrland"),
        ("avd-1", "Avdelning 1", "enhet", "kardiologi"),
    ]
    assert kvalitet("check", "--today", "2027-01-01").code == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("where", [(), ("register",), ("kvalitet/vårt register",)])
@pytest.mark.parametrize("day", [DAY, "2026-11-23", "2026-12-24", "2026-01-01"])
def test_a_new_register_has_nothing_wrong_the_same_day_or_another(
    where: tuple[str, ...], day: str, kvalitet: Kvalitet
) -> None:
    begun(kvalitet, *where, *UNITS)
    ran = kvalitet("check", "--today", day, "--info", "--register", *(where or (".",)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Inget att åtgärda i 0 poster, bedömt per {day}.\n"


@pytest.mark.parametrize("where", [(), ("register",)])
def test_a_second_run_changes_nothing_and_says_so(where: tuple[str, ...], folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet, *where, *UNITS)
    before = fingerprint(folder)
    ran = kvalitet("init", *where, "--today", "2027-05-05")
    assert (ran.code, ran.err) == (0, "")
    place = folder / where[0] if where else folder
    assert ran.out == f"Registret i {place} har redan allt som det börjar med. Inget har ändrats.\n"
    assert fingerprint(folder) == before


def test_a_register_begun_twice_has_the_same_bytes(tmp_path: Path, kvalitet: Kvalitet) -> None:
    contents = []
    for name in ("a/Kliniken", "b/Kliniken"):
        begun(kvalitet, str(tmp_path / name))
        root = tmp_path / name
        files = sorted(path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
        contents.append({str(path.relative_to(root)): path.read_bytes() for path in files})
    assert contents[0] == contents[1]
    assert len(contents[0]) > 50


def test_only_what_is_missing_is_added_later(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet, *UNITS)
    kept = (folder / "README.md").read_bytes()
    (folder / "README.md").unlink()
    shutil.rmtree(folder / "avvikelser")
    (folder / "kvalitet.yaml").write_text(
        f"vårdgivare: Region Norrland\nbörjar: {DAY}\nhusstil:\n  färg: '#123456'\n", encoding="utf-8"
    )
    own = (folder / "kvalitet.yaml").read_bytes()
    ran = kvalitet("init", "--today", "2027-05-05")
    assert ran.code == 0
    assert ran.out == (
        f"Registret för Region Norrland ligger i {folder}. Nytt:\n"
        "  README.md: för den som sköter registret\n"
        "  1 mapp för poster\n"
        "Fanns redan, med annat innehåll, och har lämnats som det var:\n"
        "  kvalitet.yaml: registrets inställningar\n"
    )
    assert (folder / "README.md").read_bytes() == kept
    assert (folder / "kvalitet.yaml").read_bytes() == own


def test_what_is_set_for_a_register_that_is_there_is_told_to_have_no_effect(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet, *UNITS)
    before = fingerprint(folder)
    assert kvalitet("init", *UNITS).err == ""
    ran = kvalitet("init", "--set", "vårdgivare=Region Söder", "--set", "enheter.x.namn=X")
    assert ran.code == 0
    assert ran.err == (
        "kvalitet: registret finns redan, och kvalitet.yaml (vårdgivare) och organisation.yaml (enheter) "
        "ändras inte: rätta i filen om svaret ska gälla\n"
    )
    assert fingerprint(folder) == before


def test_no_file_of_an_existing_repository_is_touched(tmp_path: Path, kvalitet: Kvalitet) -> None:
    archive = Archive(tmp_path / "arkiv").init()
    mine = {
        ".gitlab-ci.yml": b"bygg:\n  script: [make]\n",
        ".vscode/settings.json": b"{}\n",
        "README.md": b"# Vart arkiv\n",
        "register/README.md": b"# Vart register\n",
        "register/.gitignore": b"eget\n",
        ".git/hooks/pre-commit": b"#!/bin/sh\nmake test\n",
    }
    for path, data in mine.items():
        archive.write(path, data)
    commit = archive.commit()
    told = begun(kvalitet, str(archive.root / "register"))
    assert {path: (archive.root / path).read_bytes() for path in mine} == mine
    assert archive.git("rev-parse", "HEAD") == commit
    kept = told.partition("lämnats som det var:\n")[2].partition("Nu:\n")[0]
    assert kept == (
        "  register/README.md: för den som sköter registret\n"
        "  register/.gitignore: regler för git\n"
        "  .gitlab-ci.yml: kontroll på servern\n"
        "  .vscode/settings.json: inställningar för redigeraren\n"
        f"Incheckningar kontrolleras inte: {archive.root}/.git/hooks/pre-commit är en annan krok. "
        "Lägg till raden ”kvalitet check --staged --no-clock || exit 1” överst i den.\n"
    )
    assert (archive.root / ".github/workflows/register.yml").is_file()
    assert kvalitet("check", "--register", str(archive.root), "--today", DAY).code == 0


def test_without_a_folder_named_an_occupied_one_gets_a_register_of_its_own(folder: Path, kvalitet: Kvalitet) -> None:
    (folder / "README.md").write_text("Vi\n", encoding="utf-8")
    (folder / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    told = begun(kvalitet)
    assert told.startswith(f"Registret för Norrkliniken ligger i {folder}/register. Nytt:\n")
    assert kvalitet("check", "--today", DAY).code == 0
    assert begun(kvalitet).startswith(f"Registret i {folder}/register har redan allt")


def test_records_that_are_there_already_keep_their_folders_free_of_fillers(folder: Path, kvalitet: Kvalitet) -> None:
    (folder / "dokument").mkdir()
    shutil.copy(ROOT / "register/dokument/DOK-0001.yaml", folder / "dokument")
    begun(kvalitet, ".")
    assert [path.name for path in (folder / "dokument").iterdir()] == ["DOK-0001.yaml"]
    assert [path.name for path in (folder / "avvikelser").iterdir()] == [".gitkeep"]


def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path, kvalitet: Kvalitet) -> None:
    outside = tmp_path / "annanstans"
    outside.mkdir()
    (folder / ".vscode").symlink_to(outside)
    (folder / "README.md").symlink_to(outside / "ny.md")
    told = begun(kvalitet, ".")
    assert list(outside.iterdir()) == []
    assert "  README.md: för den som sköter registret\n" in told.partition("lämnats som det var:\n")[2]


# All or nothing


def test_what_cannot_be_written_whole_is_not_written_at_all(folder: Path, kvalitet: Kvalitet) -> None:
    (folder / "utbildningar").write_text("en fil där en mapp ska ligga\n", encoding="utf-8")
    before = fingerprint(folder)
    ran = kvalitet("init", ".", "--no-input", "--today", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kvalitet: kan inte skriva {folder}/utbildningar")
    assert ran.err.endswith("Inget har skrivits.\n")
    assert fingerprint(folder) == before


def test_without_git_nothing_is_written_unless_git_is_done_without(
    folder: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    ran = kvalitet("init", "--no-input", "--today", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "git" in ran.err
    assert list(folder.iterdir()) == []
    begun(kvalitet, "--no-git")
    assert not (folder / ".git").exists()
    assert kvalitet("check", "--today", DAY).code == 0


def test_a_folder_that_was_not_there_is_gone_again_when_git_will_not(
    folder: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "init.defaultBranch")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "inte..en gren")
    ran = kvalitet("init", "ny/mapp", "--no-input", "--today", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kvalitet: git kunde inte göra ett arkiv i ")
    assert list(folder.iterdir()) == []


def test_an_interrupt_while_files_are_written_leaves_nothing_behind(
    folder: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir

    def interrupted(self: Path) -> None:
        if self.name == "utbildningar":
            raise KeyboardInterrupt
        mkdir(self)

    monkeypatch.setattr(Path, "mkdir", interrupted)
    ran = kvalitet("init", "ny", "--no-input", "--today", DAY)
    assert (ran.code, ran.out) == (130, "")
    assert list(folder.iterdir()) == []


def test_a_folder_of_gits_that_is_none_is_left_as_it_is(folder: Path, kvalitet: Kvalitet) -> None:
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("mitt\n", encoding="utf-8")
    before = fingerprint(folder)
    ran = kvalitet("init", "--no-input", "--today", DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kvalitet: {folder}/.git finns, men git ser inget arkiv där.")
    assert fingerprint(folder) == before


@pytest.mark.parametrize(
    ("settings", "said"),
    [("- bara en lista\n", "går inte att läsa"), ("vårdgivare: x\nbörjar: snart\n", "börjar är inte ett datum")],
)
def test_settings_that_cannot_be_read_are_to_be_mended_first(
    settings: str, said: str, folder: Path, kvalitet: Kvalitet
) -> None:
    (folder / "kvalitet.yaml").write_text(settings, encoding="utf-8")
    before = fingerprint(folder)
    ran = kvalitet("init", "--no-input", "--today", DAY)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert fingerprint(folder) == before


@pytest.mark.parametrize("what", ["NUMMER", "NUMMER=x", "börjar=NUMMER", "enheter.a.nivå=NUMMER"])
def test_a_number_of_a_person_is_not_repeated(what: str, folder: Path, kvalitet: Kvalitet) -> None:
    ran = kvalitet("init", "--no-input", "--set", what.replace("NUMMER", "19121212-1212"))
    assert ran.code == 2
    assert "1212-1212" not in ran.out + ran.err
    assert list(folder.iterdir()) == []


REFUSED = {
    "a file": (("fil",), 2, "är en fil: ange en mapp för registret"),
    "settings that are a folder": (("trasigt",), 2, "kvalitet.yaml är inte en fil, och då finns inget register där."),
    "in a register": (("register/avvikelser",), 1, "ligger i registret"),
    "in git's folder": ((".git/hooks",), 2, "ligger i gits egen mapp"),
    "among other YAML": (("annat",), 1, "YAML-filer som inte hör till ett register (compose.yml)"),
    "no such key": (("ny", "--set", "namn=x"), 2, "--set: ”namn” går inte att ange. Skriv vårdgivare"),
    "no value": (("ny", "--set", "vårdgivare"), 2, "--set: ”vårdgivare” saknar likhetstecken."),
    "no name": (("ny", "--set", "vårdgivare= "), 2, "namnet är tomt."),
    "a person": (("ny", "--set", "vårdgivare=Dr 19121212-1212"), 2, "namnet ser ut att innehålla ett personnummer"),
    "no number": (("ny", "--set", "organisationsnummer=191212-1212"), 2, "det är inte ett organisationsnummer"),
    "no day": (("ny", "--set", "börjar=i morgon"), 2, "”i morgon” är inte ett datum. Skriv ÅÅÅÅ-MM-DD."),
    "no zone": (("ny", "--set", "tidszon=Europa/Sverige"), 2, "tidszonen ”Europa/Sverige” finns inte."),
    "no level": (("ny", "--set", "enheter.a.nivå=klinik"), 2, "nivån ”klinik” finns inte. Välj region"),
    "no id": (("ny", "--set", "enheter.Ä.namn=x"), 2, "”Ä” kan inte vara en enhets id"),
    "above the top": (("ny", "--set", "enheter.a.överordnad=b"), 2, "a står först och är då överst."),
    "above unknown": (
        ("ny", "--set", "enheter.a.nivå=enhet", "--set", "enheter.b.överordnad=c"), 2,
        "b har överordnad ”c”, som inte är angiven före den. Skriv a.",
    ),
    "a shared option": (("ny", "--register", "x"), 2, "init tar inte --register"),
    "another moment": (("ny", "--as-of", "HEAD"), 2, "init tar inte --as-of"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_will_not_do_is_told_in_one_line_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, said: str, folder: Path, kvalitet: Kvalitet
) -> None:
    begun(kvalitet, "register")
    (folder / "fil").write_text("x", encoding="utf-8")
    (folder / "annat").mkdir()
    (folder / "annat/compose.yml").write_text("services: {}\n", encoding="utf-8")
    (folder / "trasigt/kvalitet.yaml").mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    before = fingerprint(folder)
    ran = kvalitet("init", "--no-input", "--today", DAY, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "1912" not in ran.err
    assert fingerprint(folder) == before


def test_questions_need_somebody_to_answer_them(folder: Path) -> None:
    done = subprocess.run(
        [PROGRAM, "init"], cwd=folder, input="Kliniken\n", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "kvalitet: frågorna kan bara besvaras i en terminal. "
        "Kör med --no-input, och ange svaren med --set NYCKEL=VÄRDE.\n"
    )
    assert list(folder.iterdir()) == []


# What it holds


def test_the_files_hold_to_their_schemas_by_another_validator(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet, *UNITS)
    for name in ("kvalitet", "organisation"):
        schema = folder / f".vscode/schemas/{name}.schema.json"
        done = subprocess.run(
            [own_program("check-jsonschema"), "--schemafile", schema, folder / f"{name}.yaml"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40))
def test_any_name_is_read_back_as_it_was_given_by_this_reader_and_another(name: str) -> None:
    written = f"namn: {scalar(name)}\n"
    assert yaml.safe_load(written) == {"namn": name}
    parsed = parse(written)
    assert parsed.value == {"namn": name} or any(fault.code == "KV003" for fault in parsed.faults)


@pytest.mark.parametrize(
    "name", ["no", "Null", "Y", "on", "1e3", "2026", "~", "a: b", "a #b", "- a", '"', "å'", "True"]
)
def test_a_name_that_looks_like_something_else_stays_a_name(name: str) -> None:
    assert yaml.safe_load(f"namn: {scalar(name)}") == {"namn": name}


def test_an_editor_finds_one_schema_for_each_file_of_a_register_and_no_fault(
    tmp_path: Path, kvalitet: Kvalitet
) -> None:
    shutil.copytree(ROOT / "register", tmp_path / "arkiv/register")
    root = Archive(tmp_path / "arkiv").init().root
    begun(kvalitet, str(root / "register"))
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    covered: dict[Path, str] = {}
    for schema, patterns in settings["yaml.schemas"].items():
        assert (root / schema).is_file()
        for path in (path for pattern in patterns for path in root.glob(pattern)):
            assert path not in covered, path
            covered[path] = schema
    files = set(root.glob("register/**/*.yaml"))
    assert set(covered) == files
    assert len(files) > 200
    schema = root / ".vscode/schemas/avvikelse.schema.json"
    deviations = [path for path in files if path.parts[-3] == "avvikelser"]
    told = [str(own_program("check-jsonschema")), "--schemafile", str(schema)]
    assert subprocess.run([*told, *deviations], capture_output=True, check=False).returncode == 0
    rewrite(root / "register/avvikelser/2026/AVV-2026-0001.yaml", "typ: tillbud", "typ: gissning")
    assert subprocess.run([*told, *deviations], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("kind", ["avvikelse", "kvalitet", "skala"])
def test_the_schema_of_the_editor_is_the_one_that_is_told(kind: str, folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet)
    stands = json.loads((folder / f".vscode/schemas/{kind}.schema.json").read_text(encoding="utf-8"))
    assert stands == json.loads(kvalitet("schema", kind).out)


def test_the_registers_own_kinds_have_folder_schema_and_row(folder: Path, kvalitet: Kvalitet) -> None:
    own = json.loads((ROOT / "schemas/rond.schema.json").read_text(encoding="utf-8"))
    own["$id"] = "tillsyn.schema.json"
    own["x-kvalitet"] |= {"prefix": "TIL", "mapp": "tillsyner", "singular": "tillsyn", "plural": "tillsyner"}
    (folder / "schemas").mkdir()
    (folder / "schemas/tillsyn.schema.json").write_text(json.dumps(own), encoding="utf-8")
    begun(kvalitet, ".")
    assert (folder / "tillsyner/.gitkeep").is_file()
    assert "| `tillsyner/ÅÅÅÅ/` | tillsyner |" in (folder / "README.md").read_text(encoding="utf-8")
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]["./.vscode/schemas/tillsyn.schema.json"] == ["tillsyner/**/*.yaml"]


# Git


def test_the_hook_and_the_pipelines_are_those_of_the_project(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet)
    for place, source in (
        (".git/hooks/pre-commit", "hooks/pre-commit"),
        (".github/workflows/register.yml", ".github/workflows/register.yml"),
        (".gitlab-ci.yml", "docs/gitlab-ci.yml"),
    ):
        assert (folder / place).read_bytes() == (ROOT / source).read_bytes(), place
    assert stat.S_IMODE((folder / ".git/hooks/pre-commit").stat().st_mode) & 0o111
    assert not stat.S_IMODE((folder / ".gitlab-ci.yml").stat().st_mode) & 0o111


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    subprocess.run(["git", *PLAIN, "add", "-A"], cwd=root, check=True)
    return subprocess.run(
        ["git", *PLAIN, "commit", "-qm", "x"], cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip


@pytest.mark.parametrize("where", ["", "register", "a b/vård: #1 'x'"])
def test_the_hook_holds_commits_to_the_register_wherever_it_lies(
    where: str, tmp_path: Path, kvalitet: Kvalitet
) -> None:
    archive = Archive(tmp_path / "arkiv").init()
    folder = archive.root / where
    begun(kvalitet, str(folder))
    done = commit(archive.root)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "dokument/DOK-0001.yaml").write_text("id: DOK-0001\n", encoding="utf-8")
    refused = commit(archive.root)
    assert refused.returncode == 1
    assert "KV101" in refused.stdout + refused.stderr


def test_a_pipeline_names_a_register_that_it_would_not_find(tmp_path: Path, kvalitet: Kvalitet) -> None:
    archive = Archive(tmp_path / "arkiv").init()
    begun(kvalitet, str(archive.root / "a b/vård: #1"))
    told = r"kvalitet check --register a\ b/vård\:\ \#1"
    gitlab = yaml.safe_load((archive.root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["natt"]["script"] == [told]
    github = yaml.safe_load((archive.root / ".github/workflows/register.yml").read_text(encoding="utf-8"))
    assert github["jobs"]["natt"]["steps"][-1]["run"] == f"{told} --format github"
    plain = (ROOT / "docs/gitlab-ci.yml").read_text(encoding="utf-8")
    assert (archive.root / ".gitlab-ci.yml").read_text(encoding="utf-8").count(told) == plain.count("kvalitet check")


def test_a_hook_folder_of_the_users_own_is_left_and_named(
    folder: Path, tmp_path: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "krokar"
    shared.mkdir()
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(shared))
    told = begun(kvalitet)
    assert list(shared.iterdir()) == []
    assert f"Incheckningar kontrolleras inte: git hämtar krokar från {shared} (core.hooksPath)" in told
    assert (folder / "kvalitet.yaml").is_file()


def test_git_writes_the_registers_files_the_same_on_every_machine(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet)
    (folder / "skräp~").write_text("x", encoding="utf-8")
    (folder / "dokument/Thumbs.db").write_text("x", encoding="utf-8")
    asked = ["git", "check-attr", "text", "eol", "diff", "--", "avvikelser/2026/AVV-2026-0001.yaml"]
    told = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert [line.rpartition(": ")[2] for line in told.splitlines()] == ["set", "lf", "set"]
    assert commit(folder).returncode == 0
    listed = subprocess.run(["git", "ls-files"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert not re.search("~|Thumbs", listed)
    assert "avvikelser/.gitkeep" in listed


# The first text its keepers read


def test_the_readme_reads_as_it_should(tmp_path: Path, kvalitet: Kvalitet) -> None:
    folder = tmp_path / "Norrkliniken"
    begun(kvalitet, str(folder), *UNITS)
    golden = (GOLDEN / "README.md").read_text(encoding="utf-8")
    assert (folder / "README.md").read_text(encoding="utf-8") == golden


def test_what_the_readme_tells_one_to_do_works(folder: Path, kvalitet: Kvalitet) -> None:
    begun(kvalitet)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    record = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert record
    place = folder / "avvikelser/2026"
    place.mkdir()
    lines = [line.removeprefix("   ") for line in record[1].splitlines()]
    (place / "AVV-2026-0001.yaml").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    ran = kvalitet("check", "--info", "--today", DAY)
    assert (ran.code, ran.out) == (0, f"Inget att åtgärda i 1 post, bedömt per {DAY}.\n")
    week = re.findall(r"^\| [^|]+ \| `kvalitet ([^`]+)` \|", readme, re.MULTILINE)
    assert len(week) == 6
    # what is asked on a terminal is answered by a file here
    answers = folder.parent / "svar.yaml"
    answers.write_text("\n".join(lines[1:]).rstrip() + "\n", encoding="utf-8")
    answered = ("--from", str(answers), "--no-input", "--dry-run")
    for command in week:
        more = answered if command.startswith("new ") else ()
        assert kvalitet(*command.split(), *more, "--today", DAY).code == 0, command
    for command in re.findall(r"`kvalitet (explain KV\d+|rules|schema \w+|check --help|doctor --fix)`", readme):
        assert kvalitet(*command.split()).code == 0, command
    for folder_named in re.findall(r"^\| `(\w+)/", readme, re.MULTILINE):
        assert (folder / folder_named).is_dir()
    assert "PSL 3 kap. 10 §" in kvalitet("explain", "KV807").out


def test_a_name_full_of_marks_is_read_as_a_name_in_the_readme(tmp_path: Path, kvalitet: Kvalitet) -> None:
    from markdown_it import MarkdownIt

    folder = tmp_path / "x"
    name = "A|B *Vård* <b>& [x](y) {{år}} `c` #1"
    begun(kvalitet, str(folder), "--set", f"vårdgivare={name}")
    assert kvalitet("check", "--register", str(folder), "--today", DAY).code == 0
    heading = MarkdownIt().parse((folder / "README.md").read_text(encoding="utf-8"))[1]
    assert "".join(child.content for child in heading.children or ()) == f"Kvalitetsregistret för {name}"
