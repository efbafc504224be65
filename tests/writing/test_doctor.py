"""What surrounds a register is looked over: each harm is told with how to mend it, and only what is safe is mended."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.cli.answers import COUNTS, FLAG, REGISTER, TEXT, TEXT_OR_NULL, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.cli.test_cli_swedish import english
from tests.store.archive import Archive, fingerprint
from tests.wheels import ROOT

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-22"
NAMES = [
    *("program", "pandoc", "typst", "python-docx", "pypdf"),
    *("git", "repository", "history", "attributes", "hook", "signing", "pipelines"),
    *("register", "settings", "timezone", "thresholds", "rules", "schemas", "editor"),
]
NULL = {"type": "null"}
ANSWER = whole(
    {
        "version": {"const": 1},
        "tool": whole({"name": {"const": "kvalitet"}, "version": TEXT}),
        "register": {
            "oneOf": [{**REGISTER, "properties": {**REGISTER["properties"], "path": {"type": "string"}}}, NULL]
        },
        "today": NULL,
        "summary": {"oneOf": [COUNTS, NULL]},
        "checks": listed(
            whole(
                {
                    "check": {"enum": [*NAMES, "ignored"]},
                    "status": {"enum": ["ok", "advice", "error"]},
                    "message": TEXT,
                    "help": TEXT_OR_NULL,
                    "mendable": FLAG,
                }
            )
        ),
        "mended": listed(TEXT),
    }
)
"""The answer as JSON, as its readers are told of it."""

Row = dict[str, object]


@pytest.fixture
def archive(tmp_path: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A register as `init` makes it, in `register/` of a repository and committed; one stands at the root."""
    made = Archive(tmp_path / "arkiv").init()
    assert kvalitet("init", str(made.root / "register"), "--no-input", "--today", DAY).code == 0
    hook = made.root / ".git/hooks/pre-commit"
    hook.rename(hook.with_suffix(".undan"))
    made.commit()
    hook.with_suffix(".undan").rename(hook)
    monkeypatch.chdir(made.root)
    return made


def looked_over(kvalitet: Kvalitet, *more: str) -> tuple[int, dict[str, Row], list[str]]:
    ran = kvalitet("doctor", "--format", "json", *more)
    assert ran.err == ""
    answer = json.loads(ran.out)
    jsonschema.validate(answer, ANSWER)
    rows = {row["check"]: row for row in answer["checks"]}
    assert len(rows) == len(answer["checks"])
    wrong = any(row["status"] == "error" for row in rows.values())
    assert ran.code == (1 if wrong else 0)
    for row in rows.values():
        assert (row["status"] == "ok") == (row["help"] is None)
        assert english(re.sub(r"/\S+", "", f"{row['message']} {row['help'] or ''}")) <= {"path"}
    return ran.code, rows, answer["mended"]


def test_a_register_as_it_is_made_has_nothing_wrong(archive: Archive, kvalitet: Kvalitet) -> None:
    code, rows, mended = looked_over(kvalitet)
    assert (code, mended) == (0, [])
    assert list(rows) == NAMES
    assert {name for name, row in rows.items() if row["status"] != "ok"} == set()
    assert f"arkivet ligger i {archive.root}" == rows["repository"]["message"]
    assert str(rows["settings"]["message"]) == f"register/kvalitet.yaml gäller: arkiv, från och med {DAY}"


def test_the_answer_reads_as_it_should(archive: Archive, kvalitet: Kvalitet) -> None:
    (archive.root / ".git/hooks/pre-commit").unlink()
    shutil.rmtree(archive.root / ".vscode")
    for arguments in ((), ("--plain",)):
        ran = kvalitet("doctor", *arguments)
        assert (ran.code, ran.err) == (1, "")
        told = re.sub(r"(?<=[a-z] )[0-9]+(\.[0-9]+)+", "1.2.3", ran.out.replace(str(archive.root), "ARKIV"))
        told = re.sub(r"(?<=Python )\S+|(?<=Typst )\S+", "1.2.3", told)
        assert told == (GOLDEN / "doctor.txt").read_text(encoding="utf-8")


def test_looking_changes_nothing(archive: Archive, kvalitet: Kvalitet) -> None:
    (archive.root / ".git/hooks/pre-commit").unlink()
    (archive.root / "register/.gitignore").unlink()
    os.utime(archive.root / "register/kvalitet.yaml", (2_000_000_000, 2_000_000_000))
    before = fingerprint(archive.root)
    assert looked_over(kvalitet)[0] == 1
    assert fingerprint(archive.root) == before


# Harms: what is done, which check tells of it, how serious it is, what is said, what to do about it

Harm = Callable[[Archive], object]


def remove(path: str) -> Harm:
    def harm(archive: Archive) -> None:
        place = archive.root / path
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()

    return harm


def put(path: str, text: str) -> Harm:
    return lambda archive: archive.write(path, text.encode())


def settings(line: str) -> Harm:
    def harm(archive: Archive) -> None:
        with (archive.root / "register/kvalitet.yaml").open("a", encoding="utf-8") as file:
            file.write(line)

    return harm


def key_named(archive: Archive) -> None:
    file = archive.root / "register/organisation.yaml"
    row = (
        "    roller:\n      - id: verksamhetschef\n        innehav: [{innehavare: h-1, från: 2026-01-01, nyckel: N}]\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")


def key_set(archive: Archive) -> None:
    key_named(archive)
    archive.git("config", "user.signingkey", "N")


def ignored(archive: Archive) -> None:
    put("register/.gitignore", "kval*.yaml\n")(archive)
    # what git has begun to follow it goes on following
    archive.git("rm", "-q", "--cached", "register/kvalitet.yaml")


def outside(archive: Archive) -> None:
    shutil.rmtree(archive.root / ".git")
    shutil.move(archive.root / ".vscode", archive.root / "register/.vscode")


def no_commit(archive: Archive) -> None:
    shutil.rmtree(archive.root / ".git/refs/heads")
    (archive.root / ".git/refs/heads").mkdir()


def zone(archive: Archive) -> None:
    rewrite(archive.root / "register/kvalitet.yaml", "tidszon: Europe/Stockholm", "tidszon: Europa/Sverige")


HOOK = ".git/hooks/pre-commit"
SCHEMA = ".vscode/schemas/avvikelse.schema.json"
INIT = "Kör ”kvalitet init” i registrets mapp: det lägger till det som saknas, och rör inget som finns."
HARMS: dict[str, tuple[Harm, str, str, str, str]] = {
    "outside git": (
        outside, "repository", "error", "registret ligger inte i ett git-arkiv",
        "Kör ”kvalitet init” i registrets mapp: det gör ett arkiv, och rör inget som finns.",
    ),
    "no commit": (no_commit, "history", "advice", "inget är incheckat ännu", "Kör ”git add .” och ”git commit"),
    "ignored": (
        ignored, "ignored", "error",
        "git är inställt på att inte spara kvalitet.yaml", "”git check-ignore -v kvalitet.yaml” visar",
    ),
    "no line ends": (
        put("register/.gitattributes", "# tom\n"), "attributes", "advice",
        ".gitattributes säger inget om radbrytningar i YAML-filer", "Lägg till raden ”*.yaml text eol=lf”",
    ),
    "another hook": (
        put(HOOK, "#!/bin/sh\nmake\n"), "hook", "error", "pre-commit är en annan krok",
        "Lägg till raden ”kvalitet check --staged --no-clock || exit 1” överst i den.",
    ),
    "signatures wanted": (
        key_named, "signing", "error", "nycklar står i organisation.yaml, men ingen nyckel att signera med är inställd",
        "Kör ”git config user.signingkey NYCKEL” och ”git config commit.gpgsign true”.",
    ),
    "signatures demanded": (
        settings("krav: {signering: {från: 2026-01-01}}\n"), "signing", "error",
        "kvalitet.yaml kräver signerade incheckningar, men ingen nyckel att signera med är inställd",
        "Kör ”git config user.signingkey NYCKEL” och ”git config commit.gpgsign true”.",
    ),
    "signatures not made": (
        key_set, "signing", "error", "incheckningar signeras inte", "Kör ”git config commit.gpgsign true”.",
    ),
    "no pipeline": (
        lambda archive: (remove(".github")(archive), remove(".gitlab-ci.yml")(archive)),
        "pipelines", "advice", "servern kontrollerar inga ändringar", INIT,
    ),
    "a pipeline for something else": (
        lambda archive: (remove(".github")(archive), put(".gitlab-ci.yml", "a:\n  script: [b]\n")(archive)),
        "pipelines", "advice", "servern kontrollerar inga ändringar",
        "Lägg till ett steg som kör ”kvalitet check --no-clock” i .gitlab-ci.yml.",
    ),
    "settings against their schema": (
        settings("färg: blå\n"), "settings", "error", "kvalitet.yaml följer inte sitt schema", "Kör ”kvalitet check",
    ),
    "no such time zone": (
        zone, "timezone", "error", "tidszonen Europa/Sverige finns inte, så svensk tid gäller", "Rätta tidszon",
    ),
    "a rejected record": (
        put("register/dokument/DOK-0001.yaml", "id: DOK-0001\n"), "register", "error",
        "0 poster, men 1 fil kan inte läsas in: register/dokument/DOK-0001.yaml", "Kör ”kvalitet check”.",
    ),
    "an own kind that is no schema": (
        put("register/schemas/x.schema.json", "{"), "register", "error", "schemat går inte att läsa som JSON", "Rätta",
    ),
    "no editor settings": (
        remove(".vscode"), "editor", "advice", ".vscode/settings.json saknas: fält och val visas inte", INIT,
    ),
    "editor settings for something else": (
        put(".vscode/settings.json", "{}"), "editor", "advice", "säger inget om registrets scheman",
        "Skriv in dem under yaml.schemas",
    ),
    "a schema missing": (remove(SCHEMA), "editor", "advice", "saknas avvikelse.schema.json", INIT),
    "a schema of another version": (
        put(SCHEMA, "{}\n"), "editor", "advice", "är inte de som gäller i", "Ta bort mappen .vscode/schemas och kör",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("harm", "check", "status", "said", "advice"), HARMS.values(), ids=HARMS.keys())
def test_each_harm_is_told_with_what_to_do_about_it_and_never_mended_at_a_cost(  # noqa: PLR0913, PLR0917  # a table
    harm: Harm, check: str, status: str, said: str, advice: str, archive: Archive, kvalitet: Kvalitet
) -> None:
    harm(archive)
    _, rows, _ = looked_over(kvalitet)
    assert {name for name, row in rows.items() if row["status"] != "ok"} == {check}
    row = rows[check]
    assert row["status"] == status
    assert said in str(row["message"])
    assert advice in str(row["help"])
    assert row["mendable"] is False
    before = fingerprint(archive.root)
    assert looked_over(kvalitet, "--fix")[2] == []
    assert fingerprint(archive.root) == before


MENDED = {
    "no hook": (remove(HOOK), "hook", "error", HOOK),
    "a hook that cannot be run": (lambda a: (a.root / HOOK).chmod(0o644), "hook", "error", HOOK),
    "no attributes": (remove("register/.gitattributes"), "attributes", "advice", "register/.gitattributes"),
    "nothing ignored": (remove("register/.gitignore"), "attributes", "advice", "register/.gitignore"),
}


@pytest.mark.parametrize(("harm", "check", "status", "file"), MENDED.values(), ids=MENDED.keys())
def test_what_is_safe_to_mend_is_mended_when_asked_for(  # noqa: PLR0913, PLR0917  # a table
    harm: Harm, check: str, status: str, file: str, archive: Archive, kvalitet: Kvalitet
) -> None:
    place = archive.root / file
    whole_file, mode = place.read_bytes(), place.stat().st_mode
    harm(archive)
    _, rows, _ = looked_over(kvalitet)
    assert (rows[check]["status"], rows[check]["mendable"]) == (status, True)
    ran = kvalitet("doctor", "--fix")
    assert ran.code == 0
    assert f"Lagat: {file}\nInget är fel.\n" in ran.out
    assert (place.read_bytes(), place.stat().st_mode) == (whole_file, mode)
    assert looked_over(kvalitet, "--fix")[2] == []


def test_what_is_mended_is_told_to_machines_too(archive: Archive, kvalitet: Kvalitet) -> None:
    for file in (HOOK, "register/.gitignore", "register/.gitattributes"):
        (archive.root / file).unlink()
    code, rows, mended = looked_over(kvalitet, "--fix")
    assert code == 0
    assert set(mended) == {HOOK, "register/.gitattributes", "register/.gitignore"}
    assert not any(row["mendable"] for row in rows.values())


# What is well, though it is not as `init` made it


@pytest.mark.parametrize(
    "hook",
    [
        "#!/bin/sh\nmake && kvalitet check --staged\n",
        "#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n",
    ],
)
def test_a_hook_of_ones_own_that_runs_the_check_is_well(hook: str, archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write(HOOK, hook.encode())
    archive.write(".pre-commit-config.yaml", b"repos:\n  - repo: x\n    hooks: [{id: kvalitet}]\n")
    _, rows, _ = looked_over(kvalitet)
    assert (rows["hook"]["status"], "en egen krok" in str(rows["hook"]["message"])) == ("ok", True)


def test_a_hook_of_pre_commit_that_does_not_run_the_check_is_not_well(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write(HOOK, b"#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n")
    archive.write(".pre-commit-config.yaml", b"repos:\n  - repo: x\n    hooks: [{id: black}]\n")
    assert looked_over(kvalitet)[1]["hook"]["status"] == "error"


def test_what_the_register_has_chosen_for_itself_is_told(archive: Archive, kvalitet: Kvalitet) -> None:
    settings("trösklar:\n  KV302: {varning: 30, upplysning: 180}\n  KV508: {dagar: 21}\n")(archive)
    settings("regler:\n  ignorera: [KV607]\n  allvar: {KV310: {allvar: info, motiv: Vi ser dem ändå.}}\n")(archive)
    _, rows, _ = looked_over(kvalitet)
    assert rows["thresholds"]["message"] == (
        "2 trösklar är ändrade: KV302 varning 30 (annars 60), KV508 dagar 21 (annars 14)"
    )
    assert rows["rules"]["message"] == "KV607 tillämpas inte; KV310 har ett annat allvar"


def test_a_signature_that_the_register_asks_for_and_gets_is_well(archive: Archive, kvalitet: Kvalitet) -> None:
    key_set(archive)
    archive.git("config", "commit.gpgsign", "true")
    row = looked_over(kvalitet)[1]["signing"]
    assert (row["status"], row["message"]) == ("ok", "varje incheckning signeras")


def test_the_registers_own_schemas_are_named(archive: Archive, kvalitet: Kvalitet) -> None:
    own = json.loads((ROOT / "schemas/rond.schema.json").read_text(encoding="utf-8"))
    own["x-kvalitet"] |= {"prefix": "TIL", "mapp": "tillsyner", "singular": "tillsyn", "plural": "tillsyner"}
    archive.write("register/schemas/tillsyn.schema.json", json.dumps(own).encode())
    _, rows, _ = looked_over(kvalitet)
    assert str(rows["schemas"]["message"]).startswith("1 eget schema (schemas/tillsyn.schema.json) utöver")
    assert "tillsyn.schema.json" in str(rows["editor"]["message"])
    assert kvalitet("init").code == 0
    row = looked_over(kvalitet)[1]["editor"]
    assert row["message"] == ".vscode/settings.json säger inget om tillsyn.schema.json"
    rewrite(
        archive.root / ".vscode/settings.json",
        '"yaml.schemas": {',
        '"yaml.schemas": {"./.vscode/schemas/tillsyn.schema.json": ["register/tillsyner/**/*.yaml"],',
    )
    assert looked_over(kvalitet)[1]["editor"]["status"] == "ok"


# Where things lie, and what is missing


def test_a_shallow_clone_is_told_of(archive: Archive, tmp_path: Path, kvalitet: Kvalitet) -> None:
    archive.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "x")
    clone = tmp_path / "klon"
    archive.git("clone", "-q", "--depth", "1", f"file://{archive.root}", str(clone))
    _, rows, _ = looked_over(kvalitet, "--register", str(clone))
    assert (rows["history"]["status"], rows["history"]["help"]) == ("advice", "Kör ”git fetch --unshallow”.")
    assert rows["hook"]["mendable"] is True


def test_a_register_that_is_its_own_repository_is_looked_over_too(tmp_path: Path, kvalitet: Kvalitet) -> None:
    assert kvalitet("init", str(tmp_path / "k"), "--no-input", "--today", DAY).code == 0
    code, rows, _ = looked_over(kvalitet, "--register", str(tmp_path / "k"))
    assert code == 0
    assert {name for name, row in rows.items() if row["status"] != "ok"} == {"history"}


def test_the_hook_of_another_register_is_not_taken_for_this_ones(archive: Archive, kvalitet: Kvalitet) -> None:
    assert kvalitet("init", "annat/register", "--no-input", "--today", DAY).code == 0
    _, rows, _ = looked_over(kvalitet, "--register", "annat/register")
    assert (rows["hook"]["status"], rows["hook"]["mendable"]) == ("error", False)
    assert "kvalitet check --register annat/register --staged" in str(rows["hook"]["help"])
    assert looked_over(kvalitet, "--register", "register")[1]["hook"]["status"] == "ok"
    assert archive.git("status", "--porcelain") == "?? annat/"


@pytest.mark.usefixtures("archive")
def test_without_git_the_rest_is_looked_over_still(
    tmp_path: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, rows, _ = looked_over(kvalitet)
    assert code == 1
    assert (rows["git"]["status"], rows["git"]["message"]) == ("error", "git hittas inte")
    assert rows["git"]["help"] == "Installera git och se till att det ligger i PATH."
    assert list(rows) == [name for name in NAMES if name not in NAMES[6:12]]


@pytest.mark.usefixtures("archive")
def test_a_repository_that_git_will_not_read_is_told_in_gits_words(kvalitet: Kvalitet, archive: Archive) -> None:
    (archive.root / ".git/config").write_text("[skräp\n", encoding="utf-8")
    ran = kvalitet("doctor", "--format", "json")
    rows = {row["check"]: row for row in json.loads(ran.out)["checks"]}
    assert (ran.code, rows["repository"]["status"]) == (1, "error")
    assert "git kunde inte läsa arkivet" in rows["repository"]["message"]
    assert "hook" not in rows


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("name", "module", "without"),
    [
        ("pandoc", "pypandoc", "pandoc saknas: dokument går bara att skriva som md"),
        ("typst", "typst", "Typst saknas: pdf går inte att skriva"),
        ("python-docx", "docx", "python-docx saknas: Word går inte att skriva"),
        ("pypdf", "pypdf", "pypdf saknas: siffrorna i en pdf går inte att kontrollera"),
    ],
)
def test_a_missing_extra_is_no_fault_but_told_with_how_to_install_it(
    name: str, module: str, without: str, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    code, rows, _ = looked_over(kvalitet)
    assert code == 0
    assert {key for key, row in rows.items() if row["status"] != "ok"} == {name}
    assert rows[name]["message"] == without
    assert "pip install 'kvalitet[dokument]'" in str(rows[name]["help"])


def test_a_number_of_a_person_is_never_told(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / "register/kvalitet.yaml", "vårdgivare: arkiv", "vårdgivare: Dr 19121212-1212")
    archive.write("register/dokument/DOK-19121212-1212.yaml", b"id: 19121212-1212\n")
    ran = kvalitet("doctor")
    assert ran.code == 1
    assert "1212-1212" not in ran.out + ran.err


def test_what_cannot_be_looked_over_is_told_in_one_line(tmp_path: Path, kvalitet: Kvalitet) -> None:
    for arguments, said in (
        (("--register", str(tmp_path)), "inget register i "),
        (("--as-of", "HEAD"), "doctor tar inte --as-of"),
    ):
        ran = kvalitet("doctor", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err


def test_the_hook_that_is_mended_is_the_one_that_stops_a_commit(archive: Archive, kvalitet: Kvalitet) -> None:
    (archive.root / HOOK).unlink()
    assert kvalitet("doctor", "--fix").code == 0
    archive.write("register/dokument/DOK-0001.yaml", b"id: DOK-0001\n")
    archive.git("add", "-A")
    done = subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.se", "commit", "-qm", "x"],
        cwd=archive.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "KV101" in done.stdout + done.stderr
