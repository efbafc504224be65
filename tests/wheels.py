"""The package as a wheel, and empty environments that it is installed in."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def lent() -> Path:
    """Where the libraries lie that the tests run with."""
    return next(Path(path) for path in sys.path if path.endswith("site-packages"))


def built(folder: Path) -> Path:
    """The wheel of this checkout, built in a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def environment(folder: Path, wheel: Path) -> Path:
    """The Python of an environment, made in a folder, that has the wheel and its command installed."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    site = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # what the wheel depends on is lent from the environment that runs the tests: no network in tests
    (site / "lent.pth").write_text(f"{lent()}\n", encoding="utf-8")
    python = folder / "bin" / "python"
    script = folder / "bin" / "kvalitet"
    script.write_text(f'#!/bin/sh\nexec "{python}" -m kvalitet "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return python
