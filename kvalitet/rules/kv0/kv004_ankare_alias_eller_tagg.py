"""Filen använder ankare, alias eller taggar.

YAML låter en del av filen hänvisa till en annan (& och *), slå ihop nycklar (<<) och ange typer (!). Registret
använder inget av det.

Varför: Den som läser raden ska se vad som gäller utan att leta någon annanstans i filen, och en rättelse på ett
ställe ska inte ändra något på ett annat.

Gör så här: Skriv ut värdet på varje plats. Sätt citattecken om värdet om tecknet hör till texten.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: &klinik kardiologi
    status: utkast
    handlingstyp: rutin
    gäller_för:
      - *klinik
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    gäller_för:
      - kardiologi
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
