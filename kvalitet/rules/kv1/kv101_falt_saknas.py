"""Ett fält som alltid behövs saknas.

Varje slag av post har några fält utan vilka posten inte går att förstå, till exempel titel, enhet och status. Ett av
dem saknas. Posten tas inte in förrän det står där.

Varför: En post utan enhet eller status går inte att följa upp och kommer inte med i någon sammanställning.

Gör så här: Lägg till fältet. Vad det ska innehålla visar kommandot kvalitet schema.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    status: utkast
    handlingstyp: rutin
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
