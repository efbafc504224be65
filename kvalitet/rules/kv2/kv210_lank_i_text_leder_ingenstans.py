"""En länk i en text leder ingenstans.

En text i registret länkar till en fil eller post som inte finns, eller har en länk som aldrig fick någon adress.
Länkar till webben och till rubriker i samma text prövas inte.

Varför: Den som följer rutinen hamnar på en tom sida just när blanketten eller checklistan behövs.

Gör så här: Rätta adressen. Skriv sökvägen från den mapp där texten ligger, eller postens id. Ta bort länken om det
den ledde till inte finns längre.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    innehåll: dokument/DOK-0001.md
    ---
    # fil: dokument/DOK-0001.md

    Fyll i [blanketten](../bilagor/larm.md).
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    innehåll: dokument/DOK-0001.md
    relaterat: [DOK-0002]
    ---
    id: DOK-0002
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ---
    # fil: dokument/DOK-0001.md

    Se också [rutinen för telemetri](DOK-0002).
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from kvalitet.model.finding import Fault, Severity
from kvalitet.model.register import Register
from kvalitet.views.lankar import carriers, is_placeholder, place

SEVERITY = Severity.ERROR
BASIS = None


def check(register: Register) -> Iterator[Fault]:
    """Links in the bodies that records carry, to what is not in the register."""
    for path, record in carriers(register).items():
        for link in register.bodies[path].links:
            words = _said(register, path, link.target)
            if words:
                yield Fault(path=path, record=record, span=link.span, message=words[0], help=words[1])


def _said(register: Register, body: str, target: str) -> tuple[str, str] | None:
    if is_placeholder(target):
        return "länken har ingen adress", "Skriv adressen, eller ta bort länken och behåll texten."
    leads = place(body, target)
    if leads is None or leads in register.files or _is_hidden(leads) or _is_record(register, target):
        return None
    if leads.startswith(("/", "..")):
        return (
            f'länken "{unquote(target)}" leder ut ur registret',
            "Lägg filen i registret, eller länka till webbadressen.",
        )
    return (
        f'länken "{target}" leder ingenstans: {leads} finns inte',
        "Rätta sökvägen, räknad från textens mapp, eller ta bort länken.",
    )


def _is_hidden(path: str) -> bool:
    # a hidden file may be there, though the register passes it over
    return posixpath.basename(path).startswith(".") and not path.startswith("..")


def _is_record(register: Register, target: str) -> bool:
    name = target.partition("#")[0]
    if name in register.by_address:
        return True
    return name in register.by_id or name.partition("/")[0] in register.rejected_ids
