"""Godkänt utan mandat, eller utan att någon annan har sett det.

Det senaste märket som godkänner är satt av en roll som inte har mandat för handlingstypen eller slaget av post, eller
av den som själv svarar för innehållet eller ensam har granskat det. Mandaten står i organisation.yaml. Har ingen roll
mandat för typen prövas det inte, och en ersättare får använda mandatet hos den som märket säger att hon eller han
trädde in för. Fyra ögon krävs bara för dokument. Poster som är avslutade prövas inte.

Varför: Ett godkännande betyder något när det kommer från den som får besluta, och när fler än en har läst. Vem som
får besluta och om fyra ögon krävs har vårdgivaren själv bestämt.

Gör så här: Låt den som har mandat godkänna och skriv in ett nytt märke. Fattade en ersättare beslutet, skriv vem
under ersättare_för. Är mandatet fel beskrivet, rätta organisation.yaml. Tillåter ni att den som svarar för ett dokument
själv godkänner det, sätt tröskeln skild_ansvarig till 0.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
    granskningar:
      - av: kvalitetssamordnare/kardiologi
        datum: 2026-01-19
        steg: godkänd
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
    granskningar:
      - av: kvalitetssamordnare/kardiologi
        datum: 2026-01-12
        steg: granskad
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.organisation import Organisation
from kvalitet.model.register import Register
from kvalitet.views.granskningar import Granskning, granskningar_of, latest_approving
from kvalitet.views.mandat import mandated, without_mandate

SEVERITY = Severity.WARNING
BASIS = own_target("den som har mandat godkänner, och någon annan har granskat")

_Holders = frozenset[str]


def check(
    register: Register,
    *,
    skild_granskare: Annotated[int, "1 om någon annan än den som godkänner ska ha granskat, 0 om det inte krävs"] = 1,
    skild_ansvarig: Annotated[
        int, "1 om den som svarar för innehållet inte själv får godkänna, 0 om det är tillåtet"
    ] = 1,
) -> Iterator[Fault]:
    """Every record whose latest approval comes from the wrong role."""
    roles = mandated(register.organisation)
    for record in register.records:
        if "granskningar" not in record.data or not register.is_open(record):
            continue
        marks = granskningar_of(record)
        latest = latest_approving(marks)
        found = without_mandate(register, latest, roles) if latest else None
        # a head of operations decides the own plan: two pairs of eyes are asked of documents alone
        if latest and not found and record.kind == "dokument":
            found = _owner(register.organisation, latest) if skild_ansvarig else None
            found = found or (_reviewer(register.organisation, latest, marks) if skild_granskare else None)
        if found:
            yield found


def _owner(organisation: Organisation, mark: Granskning) -> Fault | None:
    owner = mark.record.role
    if not owner or not mark.datum or not _same(organisation, owner, mark.av, mark.datum):
        return None
    return fault(
        mark.record,
        *mark.at("av"),
        message=f'märket "{mark.steg}" {mark.datum} är satt av den som svarar för innehållet, {_both(mark.av, owner)}',
        help="Låt någon annan som har mandat godkänna.",
    )


def _reviewer(organisation: Organisation, mark: Granskning, marks: tuple[Granskning, ...]) -> Fault | None:
    before = [m.datum for m in marks if m.approves and m.datum and mark.datum and m.datum < mark.datum]
    begun = max(before, default=date.min)
    # of versions that are named, only those of the approved one tell of it
    reviews = [
        m
        for m in marks
        if m.steg == "granskad"
        and m.datum
        and m.datum > begun
        and (not m.version or not mark.version or m.version == mark.version)
    ]
    if not reviews or not all(m.datum and _same(organisation, m.av, mark.av, m.datum) for m in reviews):
        return None
    return fault(
        mark.record,
        *mark.at("av"),
        message=f"granskat och godkänt {mark.datum} av en och samma, {_both(mark.av, reviews[-1].av)}",
        help="Låt någon annan granska, och godkänn därefter på nytt.",
    )


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} (som också är {other})"


def _same(organisation: Organisation, one: str, other: str, when: date) -> bool:
    """Whether two roles were one person on a day. A role with two holders may have been either."""
    first, second = _holders(organisation, one, when), _holders(organisation, other, when)
    return len(first) <= 1 if one == other else len(first) == 1 and first == second


def _holders(organisation: Organisation, role: str, when: date) -> _Holders:
    return frozenset(tenure.holder for tenure in organisation.held(role, when) if tenure.holder)
