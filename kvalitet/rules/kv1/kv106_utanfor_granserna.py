"""Värdet ligger utanför gränserna eller är fel skrivet.

Texten är tom eller för lång, talet för stort eller för litet, listan för kort, eller så följer värdet inte det
mönster som gäller, till exempel för id, enheter och roller.

Varför: Enheter och roller måste vara skrivna på samma sätt överallt för att det ska gå att se vem som svarar för vad.

Gör så här: Skriv värdet som exemplet i meddelandet. En roll skrivs med snedstreck före enheten, aldrig med någons
namn.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ansvarig: verksamhetschefen på kardiologi
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ansvarig: verksamhetschef/kardiologi
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
