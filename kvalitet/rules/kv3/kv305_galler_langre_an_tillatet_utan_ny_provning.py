"""Gäller längre än tillåtet utan ny prövning.

Så länge sedan är det som ett dokument som står som gällande senast godkändes, fastställdes eller prövades och lämnades
oförändrat att tiden för ny prövning har gått ut. Den räknas från märket, men tidigast från den dag dokumentet började
gälla och från den dag registret började. En handlingstyp kan ha en egen tid: den står som översyn i kodverket
handlingstyper. Tar dokumentets egen giltighetstid slut först räcker den.

Varför: Kunskap, utrustning och organisation förändras även när ingen har skrivit om rutinen. Den som prövar med jämna
mellanrum upptäcker det. Hur lång tiden är har vårdgivaren själv bestämt.

Gör så här: Pröva dokumentet. Behövs ingen ändring, lägg till ett märke i steget oförändrad med motiv. Annars ge ut en
ny version eller upphäv det.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-02-01
    granskningar:
      - av: chefläkare/halso-och-sjukvard
        datum: 2024-01-24
        steg: godkänd
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-02-01
    granskningar:
      - av: chefläkare/halso-och-sjukvard
        datum: 2024-01-24
        steg: godkänd
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-21
        steg: oförändrad
        motiv: Rutinen följs och de nationella rekommendationerna är desamma.
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument, review_due
from kvalitet.views.granskningar import latest_approving

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens tid för ny prövning av styrande dokument")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "antal månader som ett dokument får gälla utan ny prövning"] = 24,
) -> Iterator[Deadline]:
    """The day by which each document in force is to be looked at anew, where it does not end before that."""
    for dokument in Dokument.all(register):
        mark = latest_approving(dokument.granskningar) if dokument.in_force else None
        if mark is None or mark.datum is None:
            continue
        starts = (mark.datum, dokument.giltig_fran, register.settings.starts)
        due = review_due(register, dokument.handlingstyp, max(day for day in starts if day), månader)
        if due and (dokument.giltig_till is None or due < dokument.giltig_till):
            yield Deadline(
                due=due,
                what="prövas på nytt",
                passed=f"prövades senast {mark.datum} och skulle enligt målet ha prövats på nytt senast",
                help="Pröva dokumentet: lägg till märket oförändrad med motiv, ge ut en ny version eller upphäv det.",
                path=dokument.record.path,
                field=mark.at("datum"),
                record=dokument.record,
            )
