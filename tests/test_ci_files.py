"""The files that hold a register in GitHub and GitLab: valid, and their commands do what they say."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvalitet.output.report import format_names
from tests.cli.commands import REGISTER
from tests.outside import own_program
from tests.store.archive import Archive, isolate
from tests.wheels import ROOT, built, environment

GITHUB = ROOT / ".github" / "workflows" / "register.yml"
GITLAB = ROOT / "docs" / "gitlab-ci.yml"
NOWHERE = "0" * 40

DOCUMENT = """id: DOK-0001
titel: Rutin
enhet: kardiologi
status: utkast
handlingstyp: rutin
"""
FAULT = "relaterat: [DOK-0099]\n"
"""A reference to nothing: a fault that time plays no part in."""
EXPIRED = """id: DOK-0002
titel: Gammal rutin
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
giltig_från: 2022-01-01
giltig_till: 2023-12-31
granskningar:
  - {av: verksamhetschef/kardiologi, datum: 2021-12-20, steg: godkänd, version: "1.0"}
"""
"""A document that has run out whatever the day: a fault that time alone has made."""


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("miljö")
    return environment(folder / "venv", built(folder)).parent


class Forge:
    """A register whose history a pipeline is run on, in a clone of its own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self.archive = Archive(folder / "arkiv").init()
        self.clone = folder / "klon"
        for name in ("kvalitet.yaml", "organisation.yaml"):
            self.archive.write(f"register/{name}", (REGISTER / name).read_bytes())

    def commit(self, **documents: str) -> str:
        """Commits documents by their number, and returns what stood there before."""
        before = (
            self.archive.git("rev-parse", "HEAD") if (self.archive.root / ".git/refs/heads/main").exists() else NOWHERE
        )
        for name, text in documents.items():
            self.archive.write(f"register/dokument/{name.replace('_', '-')}.yaml", text.encode())
        self.archive.commit()
        return before

    def run(self, steps: Sequence[str], **variables: str) -> int:
        """The exit code of commands, each in a shell of its own, in a fresh clone: that of the first that fails."""
        shutil.rmtree(self.clone, ignore_errors=True)
        self.archive.git("clone", "-q", str(self.archive.root), str(self.clone))
        git = Path(shutil.which("git") or "git").parent
        surroundings = {
            "PATH": os.pathsep.join(map(str, (self._programs, git, "/usr/bin", "/bin"))),
            "HOME": str(self._folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            **variables,
        }
        for step in steps:
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", _with_known_formats(step)],
                cwd=self.clone, capture_output=True, text=True, check=False, env=surroundings,
            )  # fmt: skip
            if done.returncode:
                # stopped by findings, and by nothing else
                assert done.returncode == 1, done.stdout + done.stderr
                return done.returncode
        return 0


def _with_known_formats(step: str) -> str:
    return re.sub(r"--format (\w+)", lambda m: m[0] if m[1] in format_names() else "--format json", step)


@pytest.fixture
def forge(tmp_path: Path, programs: Path) -> Forge:
    return Forge(tmp_path, programs)


def jobs(path: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def github_steps(job: str) -> list[str]:
    """What GitHub runs, each step in a shell of its own."""
    return [step["run"] for step in jobs(GITHUB)["jobs"][job]["steps"] if "run" in step]


def change(forge: Forge, kind: str, before: str) -> int:
    """The exit code of what is run on each change."""
    if kind == "github":
        return forge.run(github_steps("andring"), BASE=before)
    return forge.run([gitlab_script("andring")], CI_COMMIT_BEFORE_SHA=before)


def gitlab_script(job: str) -> str:
    """What GitLab runs in one shell."""
    whole = jobs(GITLAB)
    return "\n".join([*whole["default"]["before_script"], *whole[job]["script"]])


def night(forge: Forge, kind: str) -> int:
    """The exit code of what is run each night."""
    return forge.run(github_steps("natt") if kind == "github" else [gitlab_script("natt")])


both = pytest.mark.parametrize("kind", ["github", "gitlab"])


@both
def test_a_register_without_faults_passes(kind: str, forge: Forge) -> None:
    assert change(forge, kind, forge.commit(DOK_0001=DOCUMENT)) == 0
    assert change(forge, kind, forge.commit(DOK_0003=DOCUMENT.replace("0001", "0003"))) == 0
    assert night(forge, kind) == 0


@both
def test_a_change_that_brings_a_fault_is_stopped(kind: str, forge: Forge) -> None:
    forge.commit(DOK_0001=DOCUMENT)
    assert change(forge, kind, forge.commit(DOK_0001=DOCUMENT + FAULT)) == 1
    written = {path.name for path in forge.clone.glob("kvalitet*.*")}
    assert written == ({"kvalitet.sarif"} if kind == "github" else {"kvalitet-codequality.json", "kvalitet-junit.xml"})


@both
def test_what_was_faulty_before_or_by_time_alone_stops_the_night_and_no_change(kind: str, forge: Forge) -> None:
    forge.commit(DOK_0001=DOCUMENT + FAULT, DOK_0002=EXPIRED)
    assert change(forge, kind, forge.commit(DOK_0003=DOCUMENT.replace("0001", "0003"))) == 0
    assert night(forge, kind) == 1


@both
def test_a_branch_without_a_before_is_held_to_everything(kind: str, forge: Forge) -> None:
    assert change(forge, kind, forge.commit(DOK_0001=DOCUMENT + FAULT)) == 1


def test_a_merge_request_in_gitlab_is_held_to_its_base(forge: Forge) -> None:
    # of a merge request GitLab tells the base, and that there was no commit before
    forge.commit(DOK_0001=DOCUMENT + FAULT)
    base = forge.commit(DOK_0003=DOCUMENT.replace("0001", "0003"))
    told = {"CI_COMMIT_BEFORE_SHA": NOWHERE, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    assert forge.run([gitlab_script("andring")], **told) == 0


@pytest.mark.parametrize(
    ("path", "options"),
    [
        (GITHUB, ("--builtin-schema", "vendor.github-workflows")),
        (GITLAB, ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
    ],
    ids=["github", "gitlab"],
)
def test_the_file_is_valid_where_it_is_used(path: Path, options: tuple[str, ...]) -> None:
    done = subprocess.run(
        [own_program("check-jsonschema"), *options, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
