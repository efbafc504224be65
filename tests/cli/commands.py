"""Command lines run as a user runs them, and the register they are run on."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REGISTER = Path(__file__).parent / "register"
GOLDEN = Path(__file__).parent / "golden"
TODAY = "2026-11-22"

READING = {
    "check": ("check",),
    "due": ("due",),
    "explain": ("explain", "KV301"),
    "kinds": ("kinds",),
    "list": ("list", "dokument"),
    "rules": ("rules",),
    "schema": ("schema", "dokument"),
    "show": ("show", "AVV-2026-0001"),
    "stats": ("stats",),
    "signals": ("signals",),
    "status": ("status",),
}
"""Every command that only reads, with the least that it needs."""

WITHOUT_RECORDS = {"explain", "rules", "schema"}
"""The commands whose answer does not depend on any record."""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Kvalitet = Callable[..., Ran]


def copied(to: Path) -> Path:
    """The register of these tests, in a folder of its own."""
    shutil.copytree(REGISTER, to)
    return to


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")
