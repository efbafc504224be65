"""Godkänt av den som skrev.

Den som satte märket som godkänner ett dokument är också den som checkade in det som godkändes: innehållet eller texten
sedan förra godkännandet. Har organisation.yaml e-postadressen till den som hade rollen jämförs den med den som skrev,
annars jämförs den som checkade in märket. Dokument med importerad räknas inte, och inte det som fanns när registret
började.

Varför: Fyra ögon ser det som två har vant sig vid. Den som själv har skrivit läser det hon menade. Kravet är
vårdgivarens eget.

Gör så här: Låt någon annan som har mandat läsa, godkänna och själv checka in sitt märke. Kräver ni inte fyra ögon,
ignorera regeln i kvalitet.yaml.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    version: "1.0"
    ---
    # incheckning 2026-03-04 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-03-04
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2026-03-04, steg: godkänd}
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    version: "1.0"
    ---
    # incheckning 2026-03-04 av Bo Berg
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-03-04
    granskningar:
      - {av: verksamhetschef/kardiologi, datum: 2026-03-04, steg: godkänd}
"""

from collections.abc import Iterator, Mapping

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.history import Commit
from kvalitet.model.past import Life, State, Turn, told
from kvalitet.views.granskningar import APPROVING

SEVERITY = Severity.WARNING
BASIS = own_target("den som skriver godkänner inte själv")

_IMPORTED = "importerad"
# whoever approves gives the version its number
_VERSION = "version"


def history(life: Life) -> Iterator[Fault]:
    """A fault for each approval of a document by somebody who wrote what was approved."""
    if life.kind.name != "dokument":
        return
    wrote: dict[str, Commit] = {}
    since = -1
    for turn in life.turns:
        for order, commit in _texts(life, turn, since):
            wrote[_author(commit)] = commit
            since = max(since, order)
        if any(life.is_material(change, turn) for change in turn.changes if change.field != _VERSION):
            wrote[_author(turn.commit)] = turn.commit
        marks = [mark for mark in turn.marks if mark.get("steg") in APPROVING]
        if marks:
            if not (turn.commit.id in life.founding or (turn.after or {}).get(_IMPORTED)):
                yield from _own(life, turn, marks[-1], wrote)
            wrote = {}


def _texts(life: Life, turn: Turn, since: int) -> Iterator[tuple[int, Commit]]:
    """The commits after the one of an order, and no later than this turn's, that changed the text."""
    body = (turn.after or {}).get("innehåll")
    for order, commit, _ in life.touches(body) if isinstance(body, str) else ():
        if since < order <= turn.order:
            yield order, commit


def _own(life: Life, turn: Turn, mark: State, wrote: Mapping[str, Commit]) -> Iterator[Fault]:
    approvers = _addresses(life, mark) or {_author(turn.commit)}
    written = [commit for author, commit in wrote.items() if author in approvers]
    if written:
        where = f", {told(written[-1])}" if written[-1].id != turn.commit.id else " i samma incheckning"
        yield life.fault(
            f"granskningar.{turn.place_of(mark, life.record)}.av",
            f'märket "{mark.get("steg")}" {mark.get("datum")} sattes {told(turn.commit)}, '
            f"av samma person som skrev det som godkändes{where}",
            "Låt någon annan som har mandat läsa, godkänna och själv checka in sitt märke.",
        )


def _addresses(life: Life, mark: State) -> set[str]:
    """The e-mail of those who held the role that approves, as far as the organisation tells it."""
    role, when = mark.get("av"), day(mark.get("datum"))
    held = life.register.organisation.held(role, when) if isinstance(role, str) and when else ()
    return {tenure.address.casefold() for tenure in held if tenure.address}


def _author(commit: Commit) -> str:
    return (commit.author_address or commit.author).casefold()
