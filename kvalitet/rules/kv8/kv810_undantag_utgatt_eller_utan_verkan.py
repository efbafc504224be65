"""Undantaget har gått ut, saknar skäl eller har ingen verkan.

Ett undantag i en post sätter en regel åt sidan för just den posten. Det prövas på fyra sätt: om sista dagen har
passerat, om motiv, beslutsfattare eller slutdatum saknas (då gäller undantaget inte), om regeln över huvud taget går
att göra undantag från, och om regeln har något att säga om posten. För en regel som beror på tiden räcker det att den
har något att säga i dag eller den sista dag som undantaget gäller, så ett undantag kan beslutas i förväg. Makulerade
poster prövas inte, och avslutade bara när regeln säger något om dem.

Varför: Ett undantag är ett beslut om att leva med en brist en tid. När tiden är ute ska bristen bedömas på nytt, och
ett undantag som inget döljer döljer nästa fel utan att någon har beslutat om det.

Gör så här: Åtgärda bristen, eller låt den som beslutade besluta igen och skriv ett nytt slutdatum. Behövs undantaget
inte, ta bort det: vad som har gällt finns kvar i historiken.

Fel:
    id: DOK-0003
    titel: Lån av medicinteknik
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.1"
    giltig_från: 2024-09-01
    giltig_till: 2026-08-31
    undantag:
      - regel: KV301
        motiv: Rutinen ersätts när den nya upphandlingen är klar.
        beslutat_av: verksamhetschef/kardiologi
        till: 2026-10-31
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2024-08-20, steg: godkänd, version: "1.1"}
Rätt:
    id: DOK-0003
    titel: Lån av medicinteknik
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.1"
    giltig_från: 2024-09-01
    giltig_till: 2026-08-31
    undantag:
      - regel: KV301
        motiv: Rutinen ersätts när den nya upphandlingen är klar.
        beslutat_av: verksamhetschef/kardiologi
        till: 2026-12-31
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2024-08-20, steg: godkänd, version: "1.1"}
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kvalitet.model.exemption import Exemption, exemptions, may_be_exempted
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, listing
from kvalitet.rules.judged import Judged

SEVERITY = Severity.WARNING
BASIS = own_target("ett undantag har skäl, beslut och slutdatum, och tas bort när det inte behövs")

_OWN = "KV810"
_WORDS = {"motiv": "motiv", "beslutat_av": "beslutsfattare", "till": "slutdatum"}
_REMOVE = "Ta bort undantaget."


def check(register: Register, judged: Judged) -> Iterator[Fault]:
    """Every exemption that has ended, is incomplete or sets nothing aside: at most one fault for each."""
    for record in register.records:
        if register.is_cancelled(record):
            continue
        finished = record.status in register.kinds[record.kind].closed
        for exemption in exemptions(record):
            if not finished:
                yield from _faults(exemption, judged)
            elif judged.speaks(exemption.code, record):
                # what a rule of time says of a finished record is itself made true by time
                timely = judged.timely[exemption.code]
                yield from (replace(found, clock=found.clock or timely) for found in _faults(exemption, judged))


def _faults(exemption: Exemption, judged: Judged) -> Iterator[Fault]:
    code, today = exemption.code, judged.today
    if not may_be_exempted(code):
        yield _idle(exemption, f"från {code} går det inte att göra undantag", "Rätta felet, och ta bort undantaget.")
    elif code not in judged.known:
        yield _idle(exemption, f"regeln {code} finns inte", "Rätta koden, eller ta bort undantaget.")
    elif exemption.lacks:
        yield _incomplete(exemption)
    elif _structural(code, judged) and not judged.speaks(code, exemption.record):
        yield _idle(exemption, f"{code} har inget att säga om posten", _REMOVE)
    elif today and exemption.until and exemption.has_ended(today):
        yield _ended(exemption, exemption.until, today, again=judged.speaks(code, exemption.record))
    elif exemption.until and _never_speaks(exemption, exemption.until, judged):
        until = f"{code} har inget att säga om posten, varken nu eller {exemption.until}"
        yield replace(_idle(exemption, until, _REMOVE), clock=True)


def _structural(code: str, judged: Judged) -> bool:
    """Whether what the rule says of the record is the same whatever the day; what it says itself cannot be judged."""
    return code != _OWN and judged.was_asked(code) and not judged.timely[code]


def _never_speaks(exemption: Exemption, until: date, judged: Judged) -> bool:
    code, record = exemption.code, exemption.record
    if code == _OWN or not judged.was_asked(code) or judged.speaks(code, record):
        return False
    return not judged.will_speak(code, record, until)


def _idle(exemption: Exemption, why: str, advice: str) -> Fault:
    message = f"undantaget har ingen verkan: {why}"
    return fault(exemption.record, *exemption.path, "regel", message=message, help=advice)


def _incomplete(exemption: Exemption) -> Fault:
    missing = listing([_WORDS[name] for name in exemption.lacks])
    place = (*exemption.path, exemption.lacks[0])
    message = f"undantaget från {exemption.code} saknar {missing} och gäller därför inte"
    return fault(exemption.record, *place, message=message, help=f"Skriv {missing}, eller ta bort undantaget.")


def _ended(exemption: Exemption, until: date, today: date, *, again: bool) -> Fault:
    tail = ", och regeln tillämpas igen" if again else ""
    found = fault(
        exemption.record,
        *exemption.path,
        "till",
        message=f"undantaget från {exemption.code} gick ut {until}, {ago(until, today)}{tail}",
        help=(
            f"Åtgärda det som {exemption.code} säger, eller låt {exemption.decided_by} besluta om ett nytt slutdatum."
            if again
            else _REMOVE
        ),
    )
    return replace(found, clock=True, due=until, role=exemption.decided_by)
