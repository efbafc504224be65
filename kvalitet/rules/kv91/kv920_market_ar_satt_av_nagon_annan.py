"""Märket är satt av någon annan.

Registret kräver signering, och ett granskningsmärke är incheckat med en giltig signatur av någon som inte hade rollen
som märket nämner den dagen. Vem som hade rollen står i organisation.yaml, under innehav. Signaturen hör ihop med den
genom innehavarens beteckning i filen signatarer, eller genom nyckelns fingeravtryck under nyckel i innehavet. Har
rollen ingen innehavare den dagen prövas märket inte här, och är incheckningen inte rätt signerad är det KV916 som
säger till.

Varför: Ett märke säger att en viss roll står för innehållet. Det gäller bara om det var den rollen som satte det.
Om signering krävs har vårdgivaren själv bestämt.

Gör så här: Låt den som har rollen själv sätta sitt märke och signera incheckningen. Har rollen bytt innehavare, rätta
organisation.yaml. Trädde en ersättare in, skriv ersättarens roll i av och den andra i ersättare_för.

Fel:
    # incheckning 2026-02-02 av Eva Ek
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      signering:
        från: 2026-03-01
    ---
    # incheckning 2026-03-02 av Eva Ek
    # signerad h-004
    id: PRO-0001
    titel: Hjärtsvikt
    enhet: kardiologi
    status: identifierad
    typ: kärnprocess
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2026-03-02, steg: godkänd}
Rätt:
    # incheckning 2026-02-02 av Eva Ek
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      signering:
        från: 2026-03-01
    ---
    # incheckning 2026-03-02 av Bo Berg
    # signerad h-003
    id: PRO-0001
    titel: Hjärtsvikt
    enhet: kardiologi
    status: identifierad
    typ: kärnprocess
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2026-03-02, steg: godkänd}
"""

from collections.abc import Iterator

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Past, Signature, State, Trace, path_of, told

SEVERITY = Severity.ERROR
BASIS = own_target("ett märke sätts av den roll som det nämner")


def history(past: Past) -> Iterator[Fault]:
    """A fault for each mark in a signed commit that somebody else than its role has signed."""
    for trace in past.traces:
        signature = past.signatures.get(trace.commit.id)
        for index, mark in trace.marks if signature and signature.holds else ():
            if signature and _is_anothers(past, signature, mark):
                yield _told(trace, index, mark, signature)


def _is_anothers(past: Past, signature: Signature, mark: State) -> bool:
    role, when = mark.get("av"), day(mark.get("datum"))
    held = past.register.organisation.held(role, when) if isinstance(role, str) and when else ()
    return bool(held) and not any(t.holder == signature.signer or t.signs_with(signature.key) for t in held)


def _told(trace: Trace, index: int, mark: State, signature: Signature) -> Fault:
    return Fault(
        path=trace.record.path,
        record=trace.record,
        field=path_of(trace.record.data, f"granskningar.{index}.av"),
        message=f'märket "{mark.get("steg")}" {mark.get("datum")} nämner {mark.get("av")}, '
        f"men är signerat av {signature.signer}, {told(trace.commit)}",
        help="Låt den som har rollen sätta sitt märke och signera det, eller rätta vem som har rollen.",
    )
