"""Filen går inte att läsa som YAML.

Ett kolon på fel plats, ett citattecken som aldrig stängs eller ett skevt indrag gör att innehållet inte kan tolkas.
Posten räknas då inte med någonstans förrän felet är rättat, men den glöms inte bort: varje kommando nämner den.

Varför: Det som inte går att läsa går inte heller att granska, följa upp eller redovisa.

Gör så här: Gå till raden och kolumnen i meddelandet. Sätt värden som innehåller kolon följt av mellanslag inom
citattecken, stäng de citattecken som öppnas och dra in med mellanslag, aldrig med tabb.

Fel:
    id: DOK-0001
    titel: Hjärtstopp: rutin på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    id: DOK-0001
    titel: "Hjärtstopp: rutin på vårdavdelning"
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
