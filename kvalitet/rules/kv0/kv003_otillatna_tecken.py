r"""Filen innehåller tecken som inte får stå där.

Filen är inte sparad som UTF-8, innehåller styrtecken eller osynliga riktningstecken, eller har bokstäver som å, ä och
ö skrivna i två delar (inte i normalformen NFC).

Varför: Fel teckenkodning gör å, ä och ö oläsliga. Osynliga tecken kan visa något annat än det som står, och delade
bokstäver gör att två likadana ord inte är lika när posterna söks igenom.

Gör så här: Spara om filen som UTF-8 i textredigeraren. Ta bort tecknet på den plats som meddelandet pekar ut, och
skriv om raden från tangentbordet om tecknet inte syns.

Fel:
    id: DOK-0001
    titel: "Rutin för hjärtstopp\u202E på vårdavdelning"
    enhet: kardiologi
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
