"""En hänvisning leder ingenstans.

Posten hänvisar till ett id som inte finns i registret, eller till en del som inte finns i den post som nämns. En
hänvisning till en post som finns men inte går att läsa räknas inte hit: då är det den posten som ska rättas.

Varför: Sambandet mellan händelse, orsak, åtgärd och rutin är det som gör att det går att följa arbetet från början
till slut. En hänvisning som inte leder någonstans bryter kedjan utan att det märks.

Gör så här: Rätta id:t. Har posten fått ett nytt id, skriv det; har den aldrig funnits, ta bort hänvisningen.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    relaterat:
      - DOK-0020
    ---
    id: DOK-0002
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    relaterat:
      - DOK-0002
    ---
    id: DOK-0002
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

import re
from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.register import Mention, Register
from kvalitet.views.hanvisningar import Outcome, follow, likely, wanted

SEVERITY = Severity.ERROR
BASIS = None

_MOST = 500
_LOCAL = re.compile(r"[A-Z]{1,3}[0-9]{1,4}")


def check(register: Register) -> Iterator[Fault]:
    """References to what is not there, with the nearest id that is."""
    asked = 0
    for mention in register.mentions:
        if not mention.field.refs or register.is_cancelled(mention.record):
            continue
        if follow(register, mention) is Outcome.NOWHERE:
            # so many at once have one cause, and each question takes its time
            near = likely(register, mention) if asked < _MOST else None
            asked += 1
            meant = f'Menade du "{near}"?' if near else f"Här ska stå {wanted(register, mention)}."
            yield fault(mention.record, *mention.path, message=_said(register, mention), help=meant)


def _said(register: Register, mention: Mention) -> str:
    name, slash, part = mention.value.partition("/")
    begun = f'hänvisningen "{mention.value}" leder ingenstans'
    if slash and name in register.by_id:
        return f"{begun}: {name} har ingen del {part}"
    if _LOCAL.fullmatch(mention.value):
        return f"{begun}: posten har ingen del {name}"
    return f"{begun}: ingen post har id {name}"
