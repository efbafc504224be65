from pathlib import Path

import pytest

from tests.cli.commands import copied, rewrite
from tests.cli.conftest import kvalitet, own_settings
from tests.store.archive import Archive

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


DEVIATION = (
    "--set=titel=Nödsignal", "--set=enhet=hjartavdelningen", "--set=rapporterande_enhet=kardiologi",
    "--set=händelsedatum=igår", "--set=rapporterad=idag",
)  # fmt: skip
"""What is known of a deviation when its type and what happened are to be asked for."""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small register, whole and committed, with rules that answers can break."""
    made = Archive(tmp_path / "arkiv").init()
    register = copied(made.root / "register")
    (register / "dokument/DOK-0004.yaml").unlink()
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV108, KV109, KV2, KV9")
    made.git("config", "user.name", "Eva Ek")
    made.git("config", "user.email", "eva@example.se")
    made.commit()
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return made
