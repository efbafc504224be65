"""Enskild händelse eller systemfel inte bedömt.

En avvikelse är utredd, men det framgår inte om orsakerna hör till just det tillfället eller till hur arbetet är ordnat.

Varför: Är det ett systemfel kan det hända igen, på den egna enheten och på andra. Utan bedömningen går det inte att
skilja ett mönster från en tillfällighet. Bedömningen är vårdgivarens eget krav.

Gör så här: Välj enskild_händelse eller systemfel i bedömning. Titta på liknande avvikelser innan du väljer.

Fel:
    id: AVV-2026-0001
    titel: Fel patient kallades till arbetsprov
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: kardiologi
    typ: negativ_händelse
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    påbörjad: 2026-10-06
    utredd: 2026-10-30
    beskrivning: Kallelsen gick till en patient med samma födelsedag.
Rätt:
    id: AVV-2026-0001
    titel: Fel patient kallades till arbetsprov
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: kardiologi
    typ: negativ_händelse
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    påbörjad: 2026-10-06
    utredd: 2026-10-30
    bedömning: systemfel
    beskrivning: Kallelsen gick till en patient med samma födelsedag.
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på bedömning av det som utretts")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each deviation that is investigated but not judged, at the day or the status that says so."""
    for avvikelse in Avvikelse.all(register):
        # one that was closed without a level has not been investigated: KV501 says so
        closed = not register.is_open(avvikelse.record) and bool(avvikelse.utredningsniva)
        investigated = bool(avvikelse.utredd) or closed
        left_alone = avvikelse.closed_before_import or register.is_cancelled(avvikelse.record)
        if investigated and not avvikelse.bedomning and not left_alone:
            since = f"utredd {avvikelse.utredd}" if avvikelse.utredd else "avslutad"
            yield fault(
                avvikelse.record,
                "utredd" if avvikelse.utredd else "status",
                message=f"{since}, men inte bedömd som enskild händelse eller systemfel",
                help="Välj enskild_händelse eller systemfel i bedömning.",
            )
