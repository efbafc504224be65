"""Rollen är vakant utan ersättare.

En roll är vakant i dag och ingen träder in: ersättare saknas, eller är själv vakant. Det gäller vakanser som står i
organisationen, och roller där den senaste innehavaren har slutat medan öppna poster fortfarande väntar på rollen. Om
en roll utan uppgift om innehavare sägs ingenting: ett register utan namn är inget fel.

Varför: Det som ligger på en vakant roll blir liggande: dokument, åtgärder och beslut som bara den rollen får fatta.
Att varje roll har en innehavare eller en ersättare är vårdgivarens eget krav.

Gör så här: Utse en ersättare, eller skriv in den nya innehavaren. Behövs rollen inte längre, flytta det som ligger på
den och ta bort rollen.

Fel:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            vakant: [{från: 2026-09-01, kommentar: Rekrytering pågår.}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
Rätt:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            vakant: [{från: 2026-09-01, kommentar: Rekrytering pågår.}]
            ersättare: enhetschef/kardiologi
          - id: enhetschef
            innehav: [{innehavare: h-005, från: 2023-01-01}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, counted
from kvalitet.views.atgarder import all_actions
from kvalitet.views.vakanser import Vakans, vacancies

SEVERITY = Severity.WARNING
BASIS = own_target("varje roll har en innehavare eller en ersättare")


def check(register: Register, today: date) -> Iterator[Fault]:
    """Every role that is vacant on the day and that nobody stands in for."""
    waiting = _waiting(register)
    for vacancy in vacancies(register.organisation, today):
        name = vacancy.post.name
        if not vacancy.covered and (vacancy.said or waiting[name]):
            yield Fault(
                path=register.organisation.path,
                field=vacancy.path,
                demand=f"innehavare:{name}",
                message=_message(vacancy, today, waiting[name]),
                help=f"Skriv in en {'annan ' if vacancy.deputy else ''}ersättare eller den nya innehavaren.",
                unit=vacancy.post.unit,
                role=name,
            )


def _waiting(register: Register) -> Counter[str]:
    """How many open records wait for each role, by their own responsibility or by an action in them."""
    pairs = {(record.id, record.role) for record in register.records if register.is_open(record)}
    pairs |= {(action.record.id, action.ansvarig) for action in all_actions(register) if action.is_open}
    return Counter(role for _, role in pairs if role)


def _message(vacancy: Vakans, today: date, waiting: int) -> str:
    name = vacancy.post.name
    since = f"blev vakant {vacancy.since}, {ago(vacancy.since, today)}" if vacancy.since else "är vakant"
    deputy = f"även ersättaren {vacancy.deputy} är vakant" if vacancy.deputy else "ingen ersättare är utsedd"
    works = f"; rollen svarar för {counted(waiting, 'öppen post', 'öppna poster')}" if waiting else ""
    return f"{name} {since}, och {deputy}{works}"
