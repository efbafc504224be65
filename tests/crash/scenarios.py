"""Commands that write, each on a small register: what the tests stop, starve and run side by side.

A new command that writes needs one line in `SCENARIOS`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_ID = re.compile(rb"^id: (\S+)", re.MULTILINE)
TODAY = "2026-11-22"
_LINES = "".join(f"# rad {number}\n" for number in range(400))

FILES: Mapping[str, str] = {
    "kvalitet.yaml": "vårdgivare: Region Exempel\nbörjar: 2025-01-01\nregler:\n  välj: [KV0, KV1, KV2]\n",
    "organisation.yaml": "enheter:\n  - id: kardiologi\n    namn: Kardiologi\n    nivå: verksamhet\n"
    "    roller: [{id: verksamhetschef}]\n",
    "dokument/DOK-0001.yaml": f"id: DOK-0001\ntitel: Larm\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\n"
    f"innehåll: innehall/DOK-0001.md\n{_LINES}",
    "dokument/DOK-0002.yaml": "id: DOK-0002\ntitel: Rapport\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\n"
    "innehåll: innehall/DOK-0002.md\nrelaterat: [DOK-0001]\n",
    "innehall/DOK-0001.md": "# Larm\n",
    "innehall/DOK-0002.md": "# Rapport\n\nSe [larm](DOK-0001.md).\n",
    "avvikelser/2026/AVV-2026-0001.yaml": "id: AVV-2026-0001\ntitel: Tyst larm\nenhet: kardiologi\nstatus: utreds\n"
    "rapporterande_enhet: kardiologi\ntyp: tillbud\nhändelsedatum: 2026-08-30\nrapporterad: 2026-09-01\n"
    f"påbörjad: 2026-09-02\nbeskrivning: Larmet var tyst.\ndokument: DOK-0001\n{_LINES}",
}
"""The register; the long comments make some files larger than a page of memory."""


SCENARIOS: Mapping[str, tuple[str, ...]] = {
    "set": ("set", "AVV-2026-0001", "typ=risk"),
    "close": ("close", "AVV-2026-0001", "--set", "avslutad=idag", "--no-input"),
    "review": ("review", "DOK-0001", "--as", "verksamhetschef", "--step", "granskad"),
    "fmt": ("fmt",),
    "new": (
        *("new", "avvikelse", "--no-input", "--set", "titel=Fall", "--set", "enhet=kardiologi"),
        *("--set", "rapporterande_enhet=kardiologi", "--set", "typ=tillbud", "--set", "händelsedatum=igår"),
        *("--set", "rapporterad=idag", "--set", "beskrivning=Patienten halkade."),
    ),
    "rename": ("rename", "DOK-0001", "DOK-0042"),
}


def made(register: Path, name: str) -> Path:
    """The register of a scenario, in a folder of its own."""
    for path, text in FILES.items():
        place = register / path
        place.parent.mkdir(parents=True, exist_ok=True)
        # what fmt has something to do about
        place.write_text(
            text.replace("\n", " \n") if name == "fmt" and "DOK-0001.y" in path else text, encoding="utf-8"
        )
    return register


def line(name: str, register: Path) -> list[str]:
    """The whole command line of a scenario."""
    return [*SCENARIOS[name], "--register", str(register), "--today", TODAY, "--quiet"]


def held(register: Path) -> dict[str, bytes]:
    """The files that a reader of the register sees: hidden ones are passed over."""
    return {
        str(path.relative_to(register)): path.read_bytes()
        for path in register.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def leftovers(register: Path) -> list[str]:
    """What a command that was stopped has left behind beside the lock, which stays."""
    return sorted(
        str(path.relative_to(register))
        for path in register.rglob(".*")
        if path.is_file() and path.name != ".kvalitet.lock"
    )


def faults(files: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the files after a stop: any that is neither the old nor the new, and any id held twice.

    While several files change as one, an id may stand in two of them (the old name and the new): the next command
    that writes finishes it, and what is left then is held to be the old or the new as a whole.
    """
    found = [path for path in {*files, *old, *new} if files.get(path) not in {old.get(path), new.get(path)}]
    ids = [each for path, data in files.items() if path.endswith(".yaml") for each in _ID.findall(data)]
    return [*found, *(each.decode() for each in {*ids} if ids.count(each) > 1)]
