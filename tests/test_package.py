"""The built wheel, installed in an empty environment, works where there is no checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_schemas_code_lists_templates_and_the_register(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    for folder, pattern in (("schemas", "**/*.json"), ("schemas", "kodverk/**/*.yaml"), ("templates", "**/*")):
        files = [path for path in (ROOT / folder).glob(pattern) if path.is_file()]
        assert files
        assert {f"kvalitet/_data/{path.relative_to(ROOT)}" for path in files} <= carried
    records = [path for path in (ROOT / "register").rglob("*") if path.is_file()]
    assert {f"kvalitet/_data/{path.relative_to(ROOT)}" for path in records} <= carried
    assert any(name.endswith("kvalitet.mo") for name in carried)


def test_the_installed_wheel_checks_a_register_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "miljö"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    site = next(environment.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # what the wheel depends on is lent from the environment that runs the tests: no network in tests
    lent = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    shipped = site / "kvalitet" / "_data" / "register"
    python = environment / "bin" / "python"
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
