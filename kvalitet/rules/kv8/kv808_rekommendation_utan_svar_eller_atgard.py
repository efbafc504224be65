"""Rekommendationen har varken svar eller åtgärd.

En revision har lämnat en rekommendation som ingen har besvarat och som inte har fått någon åtgärd. Tiden är den dag då
revisorn vill ha svar. Står ingen dag gäller målet i dagar från det att rapporten lämnades.

Varför: En rekommendation som blir liggande återkommer i nästa granskning. Att varje rekommendation får ett svar eller
en åtgärd är vårdgivarens eget krav. Svaret får vara nej, med skäl.

Gör så här: Skriv ett svar, med skälen om rekommendationen inte följs, eller lägg till en åtgärd med ansvarig och tid.

Fel:
    id: REV-2026-0001
    titel: Internrevision av läkemedelshanteringen
    enhet: halso-och-sjukvard
    status: rapporterad
    ansvarig: chefläkare/halso-och-sjukvard
    slag: intern
    revisor: Regionens internrevision
    datum: 2026-09-06
    omfattning: Förråd och ordination på tre avdelningar.
    svar_senast: 2026-11-06
    rekommendationer:
      - id: R1
        text: Räkna narkotiska läkemedel varje vecka.
Rätt:
    id: REV-2026-0001
    titel: Internrevision av läkemedelshanteringen
    enhet: halso-och-sjukvard
    status: rapporterad
    ansvarig: chefläkare/halso-och-sjukvard
    slag: intern
    revisor: Regionens internrevision
    datum: 2026-09-06
    omfattning: Förråd och ordination på tre avdelningar.
    svar_senast: 2026-11-06
    rekommendationer:
      - id: R1
        text: Räkna narkotiska läkemedel varje vecka.
        svar: Räkningen införs från årsskiftet.
        besvarad: 2026-11-02
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import shortened
from kvalitet.views.revisioner import Rekommendation, Revision

SEVERITY = Severity.WARNING
BASIS = own_target("rekommendationer får svar eller åtgärd")

GIST = 70


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "antal dagar efter rapporten då rekommendationer utan svarsdag ska ha svar"] = 90,
) -> Iterator[Deadline]:
    """The answer to each recommendation of every audit that has been reported."""
    for revision in Revision.all(register):
        if not revision.reported or revision.datum is None:
            continue
        due = revision.svar_senast or days_on(revision.datum, dagar)
        for row in revision.rekommendationer if due >= (revision.regler_fran or date.min) else ():
            yield _deadline(revision, row, due)


def _deadline(revision: Revision, row: Rekommendation, due: date) -> Deadline:
    target = "" if revision.svar_senast else " enligt målet"
    return Deadline(
        due=due,
        done=_done(revision, row),
        what=f"rekommendationen {row.id} ska ha svar eller åtgärd: {shortened(row.text, GIST).rstrip('.')}",
        passed=f"rekommendationen {row.id} skulle{target} ha fått svar eller åtgärd senast",
        help="Skriv ett svar, med skälen om rekommendationen inte följs, eller lägg till en åtgärd.",
        path=revision.record.path,
        field=row.at("text"),
        record=revision.record,
        role=row.ansvarig or None,
    )


def _done(revision: Revision, row: Rekommendation) -> date | None:
    """The day of the answer; where only the answer or an action stands, the report's day says that there is one."""
    if row.besvarad or not (row.svar or row.atgarder):
        return row.besvarad
    return revision.datum
