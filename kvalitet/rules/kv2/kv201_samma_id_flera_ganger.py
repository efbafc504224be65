"""Samma id används flera gånger.

Två poster har samma id, eller två delar i en post, till exempel två åtgärder, har samma. Ingen av dem tas in, för det
går inte att veta vilken som menas.

Varför: Andra poster, protokoll och beslut hänvisar med id. Ett id som betyder två saker gör alla hänvisningar osäkra.

Gör så här: Ge den post eller del som kom sist ett nytt id som aldrig har använts, och döp om postens fil likadant.

Fel:
    # fil: dokument/DOK-0001.yaml
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ---
    # fil: dokument/DOK-0001-kopia.yaml
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ---
    id: DOK-0002
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
