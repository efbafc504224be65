"""The built wheel, installed in an empty environment, works where there is no checkout."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.wheels import ROOT, built, environment

DAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_schemas_code_lists_templates_the_hook_and_the_register(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    for folder, pattern in (
        ("schemas", "**/*.json"),
        ("schemas", "kodverk/**/*.yaml"),
        ("templates", "**/*"),
        ("hooks", "*"),
    ):
        files = [path for path in (ROOT / folder).glob(pattern) if path.is_file()]
        assert files
        assert {f"kvalitet/_data/{path.relative_to(ROOT)}" for path in files} <= carried
    records = [path for path in (ROOT / "register").rglob("*") if path.is_file()]
    assert {f"kvalitet/_data/{path.relative_to(ROOT)}" for path in records} <= carried
    answers = [path for path in (ROOT / "tests/facit").iterdir() if path.is_file()]
    assert {f"kvalitet/_data/{path.relative_to(ROOT / 'tests')}" for path in answers} <= carried
    assert any(name.endswith("kvalitet.mo") for name in carried)
    starters = [path for path in (ROOT / "kvalitet/starter").iterdir() if path.is_file()]
    assert starters
    assert {str(path.relative_to(ROOT)) for path in starters} <= carried


def test_the_installed_wheel_checks_a_register_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "miljö", wheel)
    site = next((tmp_path / "miljö").glob("lib/python*/site-packages"))
    shipped = site / "kvalitet" / "_data" / "register"
    where = subprocess.run(
        [python, "-c", "import kvalitet; print(kvalitet.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(site)
    told = subprocess.run(
        [python, "-m", "kvalitet", "check", "--register", shipped, *DAY, "--format", "json"],
        cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert told.returncode in {0, 1}, told.stderr
    assert '"rejected": 0' in told.stdout
    listed = subprocess.run(
        [python, "-m", "kvalitet", "kinds", "--register", shipped, *DAY],
        cwd=tmp_path, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert "avvikelse" in listed.stdout
    begun = subprocess.run(
        [python, "-m", "kvalitet", "init", "ny", "--no-input"],
        cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (begun.returncode, begun.stderr) == (0, "")
    assert (tmp_path / "ny/.git/hooks/pre-commit").read_bytes() == (ROOT / "hooks/pre-commit").read_bytes()
    proved = subprocess.run(
        [python, "-m", "kvalitet", "selftest"],
        cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "dokument om 2025 är skrivna två gånger med samma resultat" in proved.stdout
    assert (proved.returncode, proved.stderr) == (0, ""), proved.stdout
