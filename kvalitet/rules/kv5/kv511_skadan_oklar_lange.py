"""Skadan oklar länge.

I en öppen avvikelse är det fortfarande oklart om patienten fick en vårdskada, eller kunde ha fått det, när målet har
passerat. Tiden räknas från dagen då bedömningen skrevs in.

Varför: Så länge skadan är oklar går det inte att avgöra vad patienten har rätt att få veta (PSL 3 kap. 8 §) eller om
händelsen ska anmälas (PSL 3 kap. 5 §). Tiden är vårdgivarens eget mål.

Gör så här: Bedöm skadan på nytt när utredningen har kommit längre, och skriv in utfallet och den nya dagen. Går det
inte att avgöra, skriv varför i motiv när avvikelsen avslutas.

Fel:
    id: AVV-2026-0001
    titel: Övervakningen var bortkopplad
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-06-01
    rapporterad: 2026-06-01
    påbörjad: 2026-06-02
    beskrivning: Signalen saknades i två timmar.
    vårdskadebedömning:
      utfall: oklart
      datum: 2026-06-08
Rätt:
    id: AVV-2026-0001
    titel: Övervakningen var bortkopplad
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-06-01
    rapporterad: 2026-06-01
    påbörjad: 2026-06-02
    beskrivning: Signalen saknades i två timmar.
    vårdskadebedömning:
      utfall: ingen
      kunde_ha_blivit: vårdskada
      datum: 2026-07-06
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur länge en skada får vara oklar")

UNCLEAR = "oklart"


def deadlines(
    register: Register, *, dagar: Annotated[int, "så många dagar efter bedömningen får skadan vara oklar"] = 60
) -> Iterator[Deadline]:
    """The target day for settling what harm was done, in each open deviation where that is unclear."""
    for avvikelse in Avvikelse.all(register):
        judged = avvikelse.skadan_bedomd
        happened = avvikelse.utfall == UNCLEAR
        unclear = happened or avvikelse.kunde_ha_blivit == UNCLEAR
        if judged is None or not unclear or not register.is_open(avvikelse.record):
            continue
        what = "om patienten fick en vårdskada" if happened else "vad händelsen hade kunnat leda till"
        yield Deadline(
            due=days_on(max(judged, avvikelse.regler_fran or judged), dagar),
            what=f"det avgörs enligt målet {what}",
            passed=f"det är oklart {what}, vilket enligt målet skulle ha avgjorts senast",
            help="Bedöm skadan på nytt, och skriv in utfallet och den nya dagen.",
            path=avvikelse.record.path,
            field=avvikelse.at("vårdskadebedömning", "utfall" if happened else "kunde_ha_blivit"),
            record=avvikelse.record,
        )
