"""Filen innehåller en olöst sammanslagning.

Två personer har ändrat samma rader, och git har lämnat båda versionerna i filen mellan <<<<<<< och >>>>>>>.

Varför: Innan någon har valt mellan versionerna går det inte att säga vad som gäller.

Gör så här: Läs båda versionerna, behåll det som ska gälla och ta bort raderna med <<<<<<<, ======= och >>>>>>>.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    <<<<<<< HEAD
    status: utkast
    =======
    status: upphävd
    >>>>>>> översyn
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
