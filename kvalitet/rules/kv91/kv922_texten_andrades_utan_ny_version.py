"""Texten ändrades utan ny version.

Texten till ett gällande dokument, filen som innehåll pekar ut, har ändrats men dokumentets version är densamma. Får
dokumentet en ny version inom några dagar räknas det inte, och inte heller texten till en version som är under arbete
(nästa).

Varför: Den som har läst version 2.0 ska kunna lita på att det är samma text som andra menar med version 2.0. Annars går
det inte att säga efteråt vad som gällde när något hände. Kravet är vårdgivarens eget.

Gör så här: Ge texten en ny version, skriv under ändringar vad som skiljer och låt den godkännas. Var ändringen ett
misstag, återställ texten. Arbeta med nästa version i en egen fil, under nästa.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    # fil: innehall/telemetri.md
    # text: Kontrollera larmgränserna vid varje byte.
    ---
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-03-02
    innehåll: innehall/telemetri.md
    ---
    # incheckning 2026-05-04 av Eva Ek
    # fil: innehall/telemetri.md
    # text: Kontrollera larmgränserna en gång per dygn.
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    # fil: innehall/telemetri.md
    # text: Kontrollera larmgränserna vid varje byte.
    ---
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-03-02
    innehåll: innehall/telemetri.md
    ---
    # incheckning 2026-05-04 av Eva Ek
    # fil: innehall/telemetri.md
    # text: Kontrollera larmgränserna en gång per dygn.
    ---
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.1"
    giltig_från: 2026-05-04
    innehåll: innehall/telemetri.md
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.history import Commit
from kvalitet.model.past import Life, State, told

SEVERITY = Severity.WARNING
BASIS = own_target("en version av ett dokument har en enda text")

_BODY, _VERSION, _IN_FORCE = "innehåll", "version", "gällande"


def history(
    life: Life,
    *,
    dagar: Annotated[int, "så många dagar får det gå från att texten ändras till att dokumentet får en ny version"] = 7,
) -> Iterator[Fault]:
    """A fault for each commit that changed the text of a document in force and left its version as it was."""
    bodies = dict.fromkeys(_text(turn.after, _BODY) for turn in life.turns)
    for body in bodies if life.kind.name == "dokument" else ():
        for order, commit, touch in life.touches(body) if body else ():
            if touch.after and any(touch.before) and _stays(life, order, commit, body, dagar):
                yield life.fault(
                    _BODY,
                    f"texten ändrades {told(commit)}, men versionen är fortfarande "
                    f"{_text(_state(life, order), _VERSION) or 'utan nummer'}",
                    "Ge texten en ny version och låt den godkännas, eller återställ den.",
                )


def _stays(life: Life, order: int, commit: Commit, body: str, days: int) -> bool:
    """Whether the document was in force with that text before the commit, and kept its version long after."""
    before, after = _state(life, order - 1), _state(life, order)
    if not all(_text(state, _BODY) == body and _text(state, "status") == _IN_FORCE for state in (before, after)):
        return False
    later = (turn for turn in life.turns if turn.order > order and (turn.day - commit.committed.date()).days <= days)
    versions: Sequence[str] = [_text(after, _VERSION), *(_text(turn.after, _VERSION) for turn in later)]
    return all(version == _text(before, _VERSION) for version in versions)


def _state(life: Life, order: int) -> State | None:
    """What the record held after the commit of that order."""
    return next((turn.after for turn in reversed(life.turns) if turn.order <= order), None)


def _text(state: State | None, key: str) -> str:
    found = (state or {}).get(key)
    return found if isinstance(found, str) else ""
