"""Lagkravet är inte uppfyllt.

Ett gällande lagkrav är bedömt som delvis eller inte uppfyllt, eller så anges inget i bruk som uppfyller det. Pågår en
åtgärd för kravet blir det en upplysning. Som något i bruk räknas gällande dokument och aktiva egenkontroller, även en
egenkontroll som själv anger kravet. Att ett dokument har gått ut, är upphävt eller bara är ett utkast har egna regler
(KV301, KV204 och KV316) och sägs inte en gång till här.

Varför: Ett känt gap mot en bestämmelse ska ha en åtgärd, och det som sägs vara uppfyllt ska gå att visa. Bedömningen är
vårdgivarens egen.

Gör så här: Lägg till en åtgärd med ansvarig och tid, eller bedöm kravet på nytt. Skriv under uppfylls_av vilka
dokument och egenkontroller som gör att kravet är uppfyllt.

Fel:
    id: LAG-0001
    titel: Samlad tid för egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    bedömning: ej
    granskad: 2026-03-10
    nästa_granskning: 2027-03-10
Rätt:
    id: LAG-0001
    titel: Egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    uppfylls_av: [DOK-0001]
    bedömning: uppfyllt
    granskad: 2026-03-10
    nästa_granskning: 2027-03-10
    ---
    id: DOK-0001
    titel: Rutin för egenkontroll
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-01-15
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, listing
from kvalitet.views.atgarder import all_actions
from kvalitet.views.dokument import Dokument
from kvalitet.views.lagkrav import Lagkrav

SEVERITY = Severity.WARNING
BASIS = own_target("varje lagkrav är uppfyllt eller har en åtgärd")

_SHORT = {"ej": "kravet är inte uppfyllt", "delvis": "kravet är bara delvis uppfyllt"}
_HELP = "Skriv under uppfylls_av vilka gällande dokument och aktiva egenkontroller som uppfyller kravet."


def check(register: Register) -> Iterator[Fault]:
    """Every requirement in force that is judged not to be met, or that nothing in use is said to meet."""
    works = _open_actions(register)
    for krav in Lagkrav.all(register):
        if krav.in_force and krav.bedomning in _SHORT:
            yield _not_met(krav, works.get(krav.id, []))
        elif krav.in_force and not _met(register, krav):
            named = f" ({listing(krav.uppfylls_av)} används inte)" if krav.uppfylls_av else ""
            yield fault(
                krav.record,
                *krav.at("uppfylls_av" if krav.uppfylls_av else "krav"),
                message=f"inget i bruk anges som uppfyller kravet{named}",
                help=_HELP,
            )


def coming(register: Register, today: date) -> Iterator[Fault]:
    """Every requirement in force that is met only by documents which begin later."""
    documents = {dokument.id: dokument for dokument in Dokument.all(register)}
    for krav in Lagkrav.all(register):
        named = [documents.get(name) for name in krav.uppfylls_av]
        begins = [d.giltig_fran for d in named if d and d.in_force and d.giltig_fran and d.giltig_fran > today]
        alone = krav.in_force and krav.bedomning not in _SHORT and not _inspected(register, krav)
        if alone and begins and len(begins) == len(named):
            first = min(begins)
            yield fault(
                krav.record,
                *krav.at("uppfylls_av"),
                message=f"det som uppfyller kravet börjar gälla först {first}, {ago(first, today)}",
                help=_HELP,
            )


def _open_actions(register: Register) -> Mapping[str, list[str]]:
    """The open actions for each requirement: those in it, and those elsewhere that say they mend it."""
    found: dict[str, list[str]] = {}
    for action in all_actions(register):
        if action.is_open:
            own = {action.record.id} if action.record.kind == Lagkrav.kind else set[str]()
            for target in {*own, *action.avser}:
                found.setdefault(target, []).append(action.id if target in own else action.address)
    return found


def _not_met(krav: Lagkrav, works: Collection[str]) -> Fault:
    when = f" enligt bedömningen {krav.granskad}" if krav.granskad else ""
    goes_on = f"; {listing(sorted(works))} pågår" if works else " och ingen åtgärd pågår"
    found = fault(
        krav.record,
        *krav.at("bedömning"),
        message=f"{_SHORT[krav.bedomning]}{when}{goes_on}",
        help="Bedöm kravet på nytt när åtgärden är klar."
        if works
        else "Lägg till en åtgärd med ansvarig och tid, eller bedöm kravet på nytt.",
    )
    return replace(found, severity=Severity.INFO) if works else found


def _met(register: Register, krav: Lagkrav) -> bool:
    """Whether something in use meets it, or what is named has a fault that another rule tells."""
    for name in krav.uppfylls_av:
        record = register.by_id.get(name)
        if record is None or record.kind != "egenkontroll" or record.status == "aktiv":
            return True
    return _inspected(register, krav)


def _inspected(register: Register, krav: Lagkrav) -> bool:
    """Whether an active inspection says that it checks the requirement, or one that could not be read may."""
    named = [mention.record for mention in register.referrers(krav.id) if mention.field.key == "avser"]
    own = [register.by_id.get(name) for name in krav.uppfylls_av]
    inspections = [record for record in (*named, *own) if record and record.kind == "egenkontroll"]
    return register.misses("egenkontroll") or any(record.status == "aktiv" for record in inspections)
