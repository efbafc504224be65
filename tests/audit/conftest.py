import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kvalitet.cli import run
from tests.cli.commands import Ran
from tests.store.archive import isolate

Audit = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def audit(capfd: pytest.CaptureFixture[str]) -> Audit:
    """Runs audit on the register in a folder."""

    def audit(register: Path, *arguments: str) -> Ran:
        capfd.readouterr()
        code = run(["audit", "--register", str(register), *arguments])
        return Ran(code, *capfd.readouterr())

    return audit


def findings(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code in {0, 1}, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["findings"]
    return found
