from pathlib import Path

import pytest

from tests.cli.conftest import kvalitet, own_settings

__all__ = ["kvalitet", "own_settings"]

UNITS = (
    "--set=vårdgivare=Region Norrland", "--set=organisationsnummer=2321000016",
    "--set=enheter.region-norrland.namn=Region Norrland", "--set=enheter.region-norrland.nivå=region",
    "--set=enheter.kardiologi.namn=Kardiologi & intensivvård",
    "--set=enheter.avd-1.namn=Avdelning 1", "--set=enheter.avd-1.nivå=enhet",
    "--set=enheter.avd-1.överordnad=kardiologi",
)  # fmt: skip
"""What a script says of a provider with three units."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which one stands in."""
    made = tmp_path / "Norrkliniken"
    made.mkdir()
    monkeypatch.chdir(made)
    return made
