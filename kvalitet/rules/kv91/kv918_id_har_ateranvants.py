"""Ett id har återanvänts.

En post har tagits bort och en annan, med en annan titel, har fått samma id. Eller så har en del i en post, till exempel
en åtgärd eller en risk, tagits bort och en annan har fått dess id. Att återställa det som togs bort räknas inte.

Varför: Protokoll, beslut och andra poster hänvisar med id, också långt senare. Ett id som har betytt två saker gör att
ingen kan veta vilken som menades. Kravet är vårdgivarens eget.

Gör så här: Ge det som kom sist ett id som aldrig har använts, och återställ det som togs bort som makulerat eller
avbrutet.

Fel:
    # incheckning 2026-03-02 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    åtgärder:
      - {id: A1, beskrivning: Skilj hyllorna åt., status: planerad}
    ---
    # incheckning 2026-03-20 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    ---
    # incheckning 2026-04-10 av Bo Berg
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    åtgärder:
      - {id: A1, beskrivning: Märk hyllorna tydligare., status: planerad}
Rätt:
    # incheckning 2026-03-02 av Eva Ek
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    åtgärder:
      - {id: A1, beskrivning: Skilj hyllorna åt., status: planerad}
    ---
    # incheckning 2026-04-10 av Bo Berg
    id: AVV-2026-0001
    titel: Förväxlade läkemedel
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Två läkemedel låg på samma hylla.
    åtgärder:
      - {id: A1, beskrivning: Skilj hyllorna åt., status: avbruten, motiv: Hyllan är borta.}
      - {id: A2, beskrivning: Märk hyllorna tydligare., status: planerad}
"""

import json
from collections.abc import Iterator, Mapping

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.past import Life, State, Turn, told
from kvalitet.model.value import Value
from kvalitet.model.wording import shortened

SEVERITY = Severity.ERROR
BASIS = own_target("ett id betyder samma sak för alltid")

_SAYING = ("beskrivning", "titel", "text", "vad", "namn")
_TITLE = 60


def history(life: Life) -> Iterator[Fault]:
    """A fault where the record's id, or that of an item in it, has come back as another's."""
    removed: dict[str, tuple[str, str]] = {}
    gone: State | None = None
    for turn in life.turns:
        if turn.after is None:
            gone = turn.was or gone
            removed = {}
        elif turn.was is None and gone is not None:
            yield from _another(life, turn, gone)
            gone = None
        elif turn.was is not None:
            yield from _items(life, turn, removed)


def _another(life: Life, turn: Turn, gone: State) -> Iterator[Fault]:
    old, new = gone.get("titel"), (turn.after or {}).get("titel")
    if old != new:
        yield life.fault(
            "id",
            f"id användes redan för ”{shortened(str(old), _TITLE)}”, som togs bort, "
            f"och gavs till en annan post {told(turn.commit)}",
            "Ge posten ett id som aldrig har använts, och återställ den som togs bort som makulerad.",
        )


def _items(life: Life, turn: Turn, removed: dict[str, tuple[str, str]]) -> Iterator[Fault]:
    """What came back in this commit as something else; `removed` then knows what it took away."""
    befores = [dict(_of(state)) for state in turn.before if state is not None]
    after = dict(_of(turn.after or {}))
    for item, (name, said) in after.items():
        if item in removed and not any(item in before for before in befores) and removed.pop(item)[1] != said:
            yield life.fault(
                f"{name}.id",
                f"{item} användes redan för något annat, som togs bort, och gavs till något nytt {told(turn.commit)}",
                f"Ge det nya ett id som aldrig har använts i {life.record.id}, och återställ det som togs bort.",
            )
    for before in befores:
        removed.update({item: found for item, found in before.items() if item not in after})


def _of(value: Value | State, name: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """Each item with an id, in lists however deep: its id, with its dotted name and what it says."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _of(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for index, row in enumerate(value):
            item = row.get("id") if isinstance(row, dict) else None
            place = f"{name}.{item if isinstance(item, str) else index}"
            if isinstance(row, dict) and isinstance(item, str):
                yield item, (place, _said(row))
            yield from _of(row, place)


def _said(row: State) -> str:
    spoken = next((row[key] for key in _SAYING if isinstance(row.get(key), str)), None)
    return str(spoken) if spoken else json.dumps(row, ensure_ascii=False, sort_keys=True)
