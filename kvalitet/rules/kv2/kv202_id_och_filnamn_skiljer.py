"""Filen heter inte som postens id.

En post med id DOK-0001 ligger i en fil som heter något annat än DOK-0001.yaml.

Varför: Den som söker efter ett id letar efter filen med det namnet, och historiken följer filen.

Gör så här: Döp om filen till id:t, eller rätta id:t om det är det som är fel. Har andra poster hänvisat till id:t,
använd kommandot kvalitet rename så följer hänvisningarna med.

Fel:
    # fil: dokument/hjartstopp.yaml
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    # fil: dokument/DOK-0001.yaml
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

import posixpath
from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.register import Register

SEVERITY = Severity.ERROR
BASIS = None


def check(register: Register) -> Iterator[Fault]:
    """Records whose file is not called what they are."""
    for record in register.records:
        name = posixpath.basename(record.path)
        if name != f"{record.id}.yaml":
            yield fault(
                record,
                "id",
                message=f"posten har id {record.id}, men filen heter {name}",
                help=f"Döp om filen till {record.id}.yaml, eller rätta id:t.",
            )
