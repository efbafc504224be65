"""En avslutad post har ändrats i efterhand.

Något som betyder något för vad posten säger har ändrats, lagts till eller tagits bort sedan den avslutades: titel,
beskrivning, bedömning eller datum för det som hände. Det gäller också en post som har öppnats, ändrats och avslutats
igen med samma dag som förut. Att följa upp en åtgärd efteråt är rätt arbete: att den blir klar, avbryts eller visar
effekt får skrivas in där inget stod, men det som en gång har skrivits får inte skrivas om. Giltighetstider,
kommentarer, nyckelord och granskningsmärken räknas inte.

Varför: En avslutad post är det som verksamheten stod för när beslutet togs. Den som granskar i efterhand måste kunna
lita på att ingen har skrivit om den. Kravet är vårdgivarens eget.

Gör så här: Var ändringen ett misstag, återställ texten. Har något nytt kommit fram, öppna posten igen genom att ändra
status, rätta den och avsluta den med den nya dagen, eller skriv en daterad kommentar.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: genomförd
    ansvarig: verksamhetschef/kardiologi
    slag: rond
    datum: 2026-03-02
    deltagare: [verksamhetschef/kardiologi]
    iakttagelser:
      - id: I1
        beskrivning: Larmet hörs inte i korridoren.
    ---
    # incheckning 2026-09-10 av Bo Berg
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: genomförd
    ansvarig: verksamhetschef/kardiologi
    slag: rond
    datum: 2026-03-02
    deltagare: [verksamhetschef/kardiologi]
    iakttagelser:
      - id: I1
        beskrivning: Larmet hörs, men svagt.
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: genomförd
    ansvarig: verksamhetschef/kardiologi
    slag: rond
    datum: 2026-03-02
    deltagare: [verksamhetschef/kardiologi]
    iakttagelser:
      - id: I1
        beskrivning: Larmet hörs inte i korridoren.
    ---
    # incheckning 2026-09-10 av Bo Berg
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: genomförd
    ansvarig: verksamhetschef/kardiologi
    slag: rond
    datum: 2026-03-02
    deltagare: [verksamhetschef/kardiologi]
    iakttagelser:
      - id: I1
        beskrivning: Larmet hörs inte i korridoren.
    kommentarer:
      - datum: 2026-09-10
        text: Larmet är utbytt och hörs nu.
"""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.model.change import Change, changes
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Life, State, Turn, told
from kvalitet.model.wording import first_of

SEVERITY = Severity.ERROR
BASIS = own_target("det som har avslutats skrivs inte om")

_CLOSINGS = ("avslutad", "avslutat", "avvecklad", "fastställd")
"""The fields that hold the day on which a record was closed; in a report it stands inside how it was adopted."""
_PROGRESS = frozenset({"klar", "motiv"})
_FOLLOW_UP = frozenset({"uppföljning", "effekt"})
_ACTIONS = frozenset({"åtgärder", "aktiviteter"})
_PLANNED = "senast"
_HELP = (
    "Se vad som ändrades med ”kvalitet history {id}” och återställ det. Har något nytt kommit fram, öppna posten, "
    "rätta den och avsluta den med den nya dagen, eller skriv en daterad kommentar."
)


def history(life: Life) -> Iterator[Fault]:
    """A fault for each commit that changed what a closed record says."""
    last: State | None = None
    for turn in life.turns:
        closed = _is_closed(life, turn.after)
        if closed and _is_closed(life, turn.was):
            yield from _told(life, turn, turn.changes, "ändrades")
        elif closed and last is not None and turn.after and _closing(turn.after) == _closing(last):
            yield from _told(life, turn, changes(last, turn.after), "öppnades, ändrades och avslutades igen")
        if closed:
            last = turn.after


def _is_closed(life: Life, state: State | None) -> bool:
    return state is not None and state.get("status") in life.kind.closed


def _closing(state: State) -> list[object]:
    """The day on which a record was closed, whatever its kind calls it; of some kinds there is none."""
    found = [state.get(name) for name in _CLOSINGS]
    return [value.get("datum") if isinstance(value, Mapping) else value for value in found]


def _told(life: Life, turn: Turn, made: Iterable[Change], what: str) -> Iterator[Fault]:
    names = [each.field for each in made if life.is_material(each, turn) and not _is_progress(each)]
    if names:
        yield life.fault(
            names[0], f"avslutad, men {first_of(names)} {what} {told(turn.commit)}", _HELP.format(id=life.record.id)
        )


def _is_progress(change: Change) -> bool:
    """Whether an action has come further: that is told where nothing stood."""
    *above, name = change.field.split(".")
    if name == _PLANNED and not _FOLLOW_UP.isdisjoint(above):
        return True
    followed = not _FOLLOW_UP.isdisjoint((*above, name))
    done = name in _PROGRESS and not _ACTIONS.isdisjoint(above)
    return change.before is None and (followed or done)
