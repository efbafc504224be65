"""Resultat utanför målet utan analys eller åtgärd.

Den senaste gången en egenkontroll gjordes på en enhet nådde resultatet inte målet, men det finns varken en analys eller
en åtgärd. Avbrutna åtgärder räknas inte. Äldre resultat är historia, och avslutade egenkontroller lämnas.

Varför: En mätning som ingen drar slutsatser av förbättrar ingenting. Målet har verksamheten själv satt.

Gör så här: Skriv under genomförandet varför resultatet blev som det blev, eller lägg till en åtgärd.

Fel:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    frekvens:
      intervall: P3M
    start: 2026-01-01
    mål:
      minst: 90
    genomföranden:
      - id: G1
        datum: 2026-10-14
        antal: 40
        uppfyllda: 34
Rätt:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    frekvens:
      intervall: P3M
    start: 2026-01-01
    mål:
      minst: 90
    genomföranden:
      - id: G1
        datum: 2026-10-14
        antal: 40
        uppfyllda: 34
        analys: Brister vid byte av handskar mellan patienter, mest när beläggningen var hög.
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import number_text
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande

SEVERITY = Severity.WARNING
BASIS = own_target("egenkontrollens eget mål")
PERCENT = 100
DECIMALS = 2


def check(register: Register) -> Iterator[Fault]:
    """One fault for each inspection and unit whose latest result misses the target unexplained, at the result."""
    for egenkontroll in Egenkontroll.all(register):
        for held in _latest(egenkontroll) if register.is_open(egenkontroll.record) else ():
            missed = _missed(egenkontroll, held)
            meant = any(atgard.is_open or atgard.is_done for atgard in held.atgarder)
            if missed and not held.analys and not meant:
                yield Fault(
                    path=held.record.path,
                    record=held.record,
                    field=held.at("värde" if egenkontroll.mattenhet else "uppfyllda"),
                    message=f"resultatet {held.datum} är {missed}, utan analys eller åtgärd",
                    help="Skriv varför resultatet blev som det blev, eller lägg till en åtgärd.",
                    unit=held.enhet or None,
                    role=egenkontroll.analys or None,
                )


def _latest(egenkontroll: Egenkontroll) -> tuple[Genomforande, ...]:
    """The latest occasion at each unit; of two on one day, the one written last."""
    latest: dict[str, Genomforande] = {}
    for held in sorted(egenkontroll.genomforanden, key=lambda held: held.datum or date.min):
        latest[held.enhet] = held
    return tuple(latest.values())


def _missed(egenkontroll: Egenkontroll, held: Genomforande) -> str:
    """The result and the target that it misses, in words; empty where it holds or cannot be told."""
    unit, counts = egenkontroll.mattenhet or "%", ""
    value = held.varde
    if not egenkontroll.mattenhet:
        value = PERCENT * held.uppfyllda / held.antal if held.antal and held.uppfyllda is not None else None
        counts = f" ({_number(held.uppfyllda or 0)} av {_number(held.antal or 0)})"
    if value is None:
        return ""
    shown = f"{_number(value)} {unit}{counts}"
    if egenkontroll.minst is not None and value < egenkontroll.minst:
        return f"{shown}, under målet minst {_number(egenkontroll.minst)} {unit}"
    if egenkontroll.hogst is not None and value > egenkontroll.hogst:
        return f"{shown}, över målet högst {_number(egenkontroll.hogst)} {unit}"
    return ""


def _number(value: float) -> str:
    """The number without needless decimals."""
    return number_text(int(value) if value == int(value) else round(value, DECIMALS))
