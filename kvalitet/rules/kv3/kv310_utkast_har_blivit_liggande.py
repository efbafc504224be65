"""Ett utkast har blivit liggande.

Ett dokument är fortfarande ett utkast fast det har gått längre tid än målet sedan arbetet började. Dagen räknas från
påbörjad, eller om den saknas från det första granskningsmärket, men tidigast från den dag registret började. Har
utkastet en dag i giltig_från ska det vara klart till den, och detsamma gäller nästa version av ett gällande dokument.

Varför: Det som utkastet skulle reglera är oreglerat tills det gäller, eller regleras av något som borde ha ersatts.
Hur länge ett utkast får ligga har vårdgivaren själv bestämt.

Gör så här: Gör klart utkastet och låt godkänna det. Behövs det inte längre, sätt status upphävd med datum och skäl.

Fel:
    id: DOK-0001
    titel: Rutin för tidig hemgång efter kranskärlsröntgen
    enhet: kardiologi
    status: utkast
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    påbörjad: 2026-01-12
Rätt:
    id: DOK-0001
    titel: Rutin för tidig hemgång efter kranskärlsröntgen
    enhet: kardiologi
    status: utkast
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    påbörjad: 2026-10-12
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur länge ett utkast får ligga")


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "antal dagar efter det att arbetet började då ett dokument ska vara klart"] = 180,
) -> Iterator[Deadline]:
    """The day by which each draft, and each next version, is to be done."""
    for dokument in Dokument.all(register):
        if dokument.in_force and dokument.nasta_giltig_fran:
            yield _by_own_day(dokument, dokument.nasta_giltig_fran, "nästa", "giltig_från")
        if dokument.status == "utkast" and dokument.giltig_fran:
            yield _by_own_day(dokument, dokument.giltig_fran, "giltig_från")
            continue
        begun = _begun(dokument) if dokument.status == "utkast" else None
        if begun:
            start, field = begun
            yield Deadline(
                due=days_on(max(start, register.settings.starts or start), dagar),
                what="utkastet görs klart",
                passed=f"utkastet påbörjades {start} och skulle enligt målet ha blivit klart senast",
                help="Gör klart utkastet och låt godkänna det, eller upphäv det om det inte behövs.",
                path=dokument.record.path,
                field=field,
                record=dokument.record,
            )


def _by_own_day(dokument: Dokument, due: date, *field: str) -> Deadline:
    what = "nästa version" if len(field) > 1 else "utkastet"
    return Deadline(
        due=due,
        what=f"{what} godkänns före sin första dag",
        passed=f"{what} är inte godkän{'d' if len(field) > 1 else 't'}, men skulle ha börjat gälla",
        help="Gör klart texten och låt godkänna den, eller flytta fram giltig_från.",
        path=dokument.record.path,
        field=dokument.at(*field),
        record=dokument.record,
    )


def _begun(dokument: Dokument) -> tuple[date, FieldPath] | None:
    if dokument.paborjad:
        return dokument.paborjad, dokument.at("påbörjad")
    marks = [(mark.datum, mark.at("datum")) for mark in dokument.granskningar if mark.datum]
    return min(marks, key=lambda mark: mark[0], default=None)
