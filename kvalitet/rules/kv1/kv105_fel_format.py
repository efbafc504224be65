"""Datumet, perioden eller intervallet är inte rätt skrivet.

Datum skrivs ÅÅÅÅ-MM-DD och måste finnas i almanackan, perioder som 2026-Q2 eller 2026-04 och intervall som P3M.

Varför: Frister räknas från datumen. Ett datum som inte går att läsa gör att ingen varnas i tid.

Gör så här: Skriv om värdet i den form som meddelandet visar.

Fel:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-02-30
    beskrivning: Patienten halkade men föll inte.
Rätt:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
"""

from kvalitet.model.finding import Severity

SEVERITY = Severity.ERROR
BASIS = None
