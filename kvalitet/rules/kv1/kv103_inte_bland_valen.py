"""Värdet är inte ett av valen.

Fältet har ett fast antal val, och det som står är inget av dem. Ofta är det en annan böjning eller ett mellanslag i
stället för ett understreck.

Varför: Posterna kan bara räknas och jämföras om samma sak alltid skrivs på samma sätt.

Gör så här: Välj ett av valen i meddelandet. Saknas ett val som behövs, ta upp det med den som förvaltar registret.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: Utkast
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
