"""Värdet är av fel typ.

Fältet ska till exempel vara en text, en lista eller ett tal, men det som står läses som något annat. Oftast saknas
citattecken om ett nummer som ska vara text, eller ett streck framför ett ensamt värde i en lista.

Varför: Ett versionsnummer utan citattecken läses som ett tal: då blir 3.10 samma sak som 3.1, och fel version kan se
ut att gälla.

Gör så här: Sätt citattecken om nummer som är namn och inte mängder. Skriv värdena i en lista på egna rader med streck
framför.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    version: 3.10
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    version: "3.10"
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
