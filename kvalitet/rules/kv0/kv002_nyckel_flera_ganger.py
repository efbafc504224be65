"""Samma nyckel står flera gånger.

Två rader på samma nivå börjar med samma nyckel. Det går inte att veta vilken som gäller, så posten tas inte in.

Varför: Många program tar tyst den sista raden. Då försvinner en uppgift utan att någon märker det.

Gör så här: Behåll den rad som gäller och ta bort den andra. Ska båda uppgifterna vara med, skriv dem i samma värde
eller i en lista.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    titel: Rutin för hjärtlarm
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
