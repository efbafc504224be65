"""Tiden har skjutits upp gång på gång.

Dagen då något senast ska vara gjort har flyttats fram fler gånger än vårdgivaren tillåter. Det gäller åtgärder,
aktiviteter, deras uppföljning och nästa avstämning, så länge posten är öppen och det inte är gjort.

Varför: Den som bara ser dagens datum ser inte att det var ett annat i våras. Det som flyttas gång på gång behöver
antingen hjälp för att bli gjort eller ett beslut om att inte göra det. Gränsen är vårdgivarens egen.

Gör så här: Ta upp det med den som är ansvarig. Ge det som behövs för att det ska bli gjort, dela upp det, eller avbryt
det med ett motiv.

Fel:
    # incheckning 2026-02-02 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-03-31}
    ---
    # incheckning 2026-03-30 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-04-30}
    ---
    # incheckning 2026-04-29 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-05-31}
    ---
    # incheckning 2026-05-29 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-09-30}
Rätt:
    # incheckning 2026-02-02 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-03-31}
    ---
    # incheckning 2026-03-30 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: planerad, senast: 2026-04-30}
    ---
    # incheckning 2026-04-29 av Eva Ek
    id: RON-2026-0001
    titel: Rond på hjärtavdelningen
    enhet: kardiologi
    status: planerad
    slag: rond
    datum: 2026-10-01
    åtgärder:
      - {id: A1, beskrivning: Byt larmet., status: klar, klar: 2026-04-28, senast: 2026-04-30}
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.history import Commit
from kvalitet.model.past import Life, path_of, told
from kvalitet.model.value import value_at
from kvalitet.model.wording import counted

SEVERITY = Severity.WARNING
BASIS = own_target("gränsen för hur många gånger något får skjutas upp")

_LIMITS = frozenset({"senast", "nästa_avstämning"})
_DONE = frozenset({"klar", "avbruten"})


def history(life: Life, *, gånger: Annotated[int, "så många gånger får en tid skjutas upp"] = 2) -> Iterator[Fault]:
    """A fault for each date that has been moved forward once too often, and is still waited for."""
    if life.record.id not in life.register.by_id or not life.register.is_open(life.record):
        return
    moved: dict[str, list[tuple[str, Commit]]] = {}
    for turn in life.turns:
        for change in turn.changes:
            old, new = day(change.before), day(change.after)
            if change.field.rpartition(".")[2] in _LIMITS and old and new and new > old:
                moved.setdefault(change.field, []).append((str(change.before), turn.commit))
    for name, moves in moved.items():
        if len(moves) > gånger and _is_waited_for(life, name):
            first, last = moves[0], moves[-1]
            yield life.fault(
                name,
                f"uppskjuten {counted(len(moves), 'gång', 'gånger')}, från {first[0]}; senast {told(last[1])}",
                "Ta upp det med den som är ansvarig: ge det som behövs, dela upp det, eller avbryt det med ett motiv.",
            )


def _is_waited_for(life: Life, name: str) -> bool:
    """Whether the date is still there, and what it is for neither done nor called off."""
    path = path_of(life.record.data, name)
    data = life.record.data
    if len(path) != len(name.split(".")) or value_at(data, path) is None:
        return False
    around = value_at(data, path[:-1])
    if "uppföljning" in path:
        return isinstance(around, dict) and not around.get("utförd")
    return not (isinstance(around, dict) and around.get("status") in _DONE)
