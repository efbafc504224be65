"""Samma externa ärende finns två gånger.

Två poster av samma slag anger samma ärende i samma andra system. Sannolikt har ärendet förts över två gånger. Den post
som har det högre numret pekas ut. Två ärenden av olika typ får ha samma nummer, liksom poster av olika slag.

Varför: Dubbletter räknas två gånger i statistiken, och det som görs i den ena syns inte i den andra. Kravet är
vårdgivarens eget.

Gör så här: Behåll den post som är mest komplett och makulera den andra, med dubblett som motiv. Är det två olika
ärenden, rätta numret.

Fel:
    id: KLA-2026-0001
    titel: Lång väntan på provsvar
    enhet: kardiologi
    status: mottaget
    slag: klagomål
    källa: patient
    kanal: direkt
    mottagen: 2026-10-02
    beskrivning: Svaret kom efter sju veckor.
    extern: {system: Synergi, ärende_id: "2026-48213"}
    ---
    id: KLA-2026-0002
    titel: Väntan på provsvar
    enhet: kardiologi
    status: mottaget
    slag: klagomål
    källa: patient
    kanal: direkt
    mottagen: 2026-10-02
    beskrivning: Svaret kom efter sju veckor.
    extern: {system: synergi, ärende_id: "2026-48213"}
Rätt:
    id: KLA-2026-0001
    titel: Lång väntan på provsvar
    enhet: kardiologi
    status: mottaget
    slag: klagomål
    källa: patient
    kanal: direkt
    mottagen: 2026-10-02
    beskrivning: Svaret kom efter sju veckor.
    extern: {system: Synergi, ärende_id: "2026-48213"}
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at

SEVERITY = Severity.WARNING
BASIS = own_target("varje ärende räknas en gång")


def check(register: Register) -> Iterator[Fault]:
    """Every record that is of the same case in another system as one before it of the same kind."""
    first: dict[tuple[str, ...], Record] = {}
    for record in register.records:
        key = None if register.is_cancelled(record) else _case(record)
        if key is None:
            continue
        other = first.setdefault(key, record)
        if other is not record:
            case = value_at(record.data, ("extern", "ärende_id"))
            yield fault(
                record,
                "extern",
                "ärende_id",
                message=f"ärendet {case} finns redan som {other.id}",
                help="Makulera den post som är minst komplett, eller rätta numret om det är två olika ärenden.",
            )


def _case(record: Record) -> tuple[str, ...] | None:
    """The case as it compares: systems differ in case and spaces, never in what they name."""
    named = [value_at(record.data, ("extern", key)) for key in ("system", "ärende_id")]
    words = ["".join(value.split()).casefold() for value in named if isinstance(value, str)]
    if len(words) != len(named) or not all(words):
        return None
    # an authority keeps one number for a notification and for the supervision that follows
    return (record.kind, record.text("typ") if record.kind == "arende" else "", *words)
