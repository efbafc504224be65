"""Ett fält som något annat i posten kräver saknas.

I början krävs bara lite av en post. När status går framåt, eller när vissa fält fylls i, krävs mer: ett gällande
dokument måste ha version och giltighetsdag, en klar åtgärd ett datum.

Varför: Status säger att ett steg är taget. Utan uppgiften som hör till steget går det inte att visa att det stämmer.

Gör så här: Fyll i fältet, eller backa det som kräver det.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    handlingstyp: rutin
    ansvarig: verksamhetschef/kardiologi
    version: "1.0"
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    handlingstyp: rutin
    ansvarig: verksamhetschef/kardiologi
    version: "1.0"
    giltig_från: 2026-02-01
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
