"""Actions: which were decided in the year, how they stand, and what the finished ones gave."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kvalitet.facts._base.omraden import actions
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID, UNSAID_LABEL, Gathered
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import alphabetical, capital, date_text
from kvalitet.views.atgarder import Aktivitet, Atgard, answers_to

_OF_PERSONS = frozenset({"avvikelse", "klagomal"})
"""The kinds whose records tell of what somebody was met with: their actions are not told one by one to the public."""
_LEFT_OUT = "Åtgärder med anledning av enskilda avvikelser och klagomål visas inte, för att ingen ska kunna pekas ut."
STATES = ("klar", "pågår", "planerad", "försenad", "avbruten")
_UNEVALUATED = "inte_utvärderad"
EFFECTS: Mapping[str, str] = {
    "uppnådd": "Uppnådd",
    "delvis": "Delvis uppnådd",
    "ej_uppnådd": "Inte uppnådd",
    "ej_bedömbar": "Går inte att bedöma",
    _UNEVALUATED: "Ännu inte utvärderad",
}


def state_on(action: Atgard, day: date) -> str:
    """How an action stood on a day: one of STATES.

    What was to begin later had not begun. What has no date (begun, broken off) is taken as it stands in the register.
    """
    if action.status == "avbruten":
        return "avbruten"
    if action.status == "klar" and (action.klar is None or action.klar <= day):
        return "klar"
    if action.due is not None and action.due < day:
        return "försenad"
    yet_to_come = action.begins is not None and action.begins > day
    return "planerad" if yet_to_come or action.status == "planerad" else "pågår"


def state_cells(key: str, rows: Iterable[Atgard], day: date) -> tuple[Figure, ...]:
    """A figure for each state, and one for all."""
    groups = defaultdict(list)
    named = [(action.address, state_on(action, day)) for action in rows]
    for address, state in named:
        groups[state].append(address)
    return (*(count(f"{key}.{s}", groups[s]) for s in STATES), count(f"{key}.antal", (address for address, _ in named)))


STATE_HEADINGS = ("Klara", "Pågår", "Planerade", "Försenade", "Avbrutna", "Totalt")


def action_facts(reach: Reach) -> Gathered:
    """Actions decided in the year by origin, the effects of those finished, and the strong ones among them."""
    counted = actions(reach)
    decided = [a for a in counted if reach.within(answers_to(reach.register, a), reach.period)]
    finished = [a for a in counted if a.is_done and reach.within(a.klar, reach.period)]
    tables = (_by_origin(reach, decided), _effects(reach, finished), _strong(reach, finished))
    numbers = (
        *state_cells("åtgärder", decided, reach.day),
        count("åtgärder.genomförda", (a.address for a in finished)),
    )
    return Gathered(tables, numbers)


def _by_origin(reach: Reach, decided: Sequence[Atgard]) -> Table:
    by_kind: dict[str, list[Atgard]] = defaultdict(list)
    for action in decided:
        by_kind[action.record.kind].append(action)
    rows: list[tuple[Cell, ...]] = [
        (capital(reach.register.kinds[kind].plural), *state_cells(f"åtgärder.{kind}", found, reach.day))
        for kind, found in sorted(by_kind.items(), key=lambda pair: alphabetical(reach.register.kinds[pair[0]].plural))
    ]
    if rows:
        rows.append(("Totalt", *state_cells("åtgärder", decided, reach.day)))
    return Table(
        key="åtgärder.läge",
        caption=f"Åtgärder med anledning av något från {reach.period.label}, efter vad de svarar mot",
        headings=("Svarar mot", *STATE_HEADINGS),
        rows=tuple(rows),
        note=(
            f"En åtgärd räknas till {reach.span} då händelsen rapporterades, klagomålet togs emot, analysen eller "
            f"kontrollen gjordes eller genomgången hölls. {reach.state_note}"
        ),
        empty=f"Inga åtgärder är beslutade efter något från {reach.period.label}.",
    )


def _effects(reach: Reach, finished: Sequence[Atgard]) -> Table:
    def effect(action: Atgard) -> str:
        told = action.uppfoljning_utford is None or action.uppfoljning_utford <= reach.day
        return action.effekt if action.effekt and told else _UNEVALUATED

    rows = [
        (label, count(f"åtgärder.effekt.{code}", (a.address for a in finished if effect(a) == code)))
        for code, label in EFFECTS.items()
    ]
    total = ("Totalt", count("åtgärder.genomförda", (action.address for action in finished)))
    return Table(
        key="åtgärder.effekt",
        caption=f"Åtgärder som blev klara {reach.period.label}, efter effekt",
        headings=("Effekt", "Antal"),
        rows=(*rows, total) if finished else (),
        note=f"Räknas efter dagen då åtgärden blev klar. Utvärderingar gjorda till och med {date_text(reach.day)}.",
        empty="Ingen åtgärd har blivit klar.",
    )


def _strong(reach: Reach, finished: Sequence[Atgard]) -> Table:
    strong = sorted((a for a in finished if a.styrka == "stark"), key=lambda a: (a.klar or date.min, a.address))
    masks = reach.scope.masks
    told = [a for a in strong if not (masks and a.record.kind in _OF_PERSONS)]
    note = "En stark åtgärd bygger bort risken i stället för att be någon vara mer uppmärksam."
    empty = "Ingen åtgärd som bedömts som stark har blivit klar"
    left_out = f"{empty}, utöver dem som kan höra till enskilda händelser. {_LEFT_OUT}" if masks else f"{empty}."
    return Table(
        key="åtgärder.starka",
        caption=f"Starka åtgärder som blev klara {reach.period.label}",
        headings=("Åtgärd", "Med anledning av", "Klar", "Effekt"),
        rows=tuple((a.beskrivning, a.record.title, day_text(a.klar), EFFECTS[a.effekt or _UNEVALUATED]) for a in told),
        ids=tuple(sorted(a.address for a in told)),
        # the same words whether any are left out: that there is one would tell as much as a number
        note=f"{note} {_LEFT_OUT}" if masks else note,
        # where none at all is finished, that is said already
        empty=left_out if finished else "",
    )


_STRENGTHS: Mapping[str, str] = {"stark": "Starka", "medel": "Medelstarka", "svag": "Svaga", "": UNSAID_LABEL}


def by_strength(reach: Reach, decided: Iterable[Atgard], key: str, caption: str, note: str) -> Table:
    """Actions by strength and state, each once."""
    found = {action.address: action for action in decided}.values()
    rows: list[tuple[Cell, ...]] = []
    for strength, label in _STRENGTHS.items():
        if some := [action for action in found if action.styrka == strength]:
            rows.append((label, *state_cells(f"{key}.{strength or UNSAID}", some, reach.day)))
    if rows:
        rows.append(("Totalt", *state_cells(key, found, reach.day)))
    return Table(
        key=key,
        caption=caption,
        headings=("Styrka", *STATE_HEADINGS),
        rows=tuple(rows),
        note=f"{note} {reach.state_note}",
        empty="Ingen åtgärd är beslutad.",
    )


def of_events(reach: Reach, decided: Iterable[tuple[date | None, Atgard]], whose: str) -> Gathered:
    """The actions after events, each with the event's day: those of the period by strength, those finished by effect.

    `whose` is the events in the plural.
    """
    rows = tuple(decided)
    mine = [action for day, action in rows if reach.within(day, reach.period)]
    finished = [action for _, action in rows if action.is_done and reach.within(action.klar, reach.period)]
    table = by_strength(
        reach,
        mine,
        "åtgärder.styrka",
        f"Åtgärder efter {whose} {reach.period.label}, efter styrka och läge",
        f"En åtgärd räknas till {reach.span} som händelsen eller klagomålet räknas till.",
    )
    figures = (*state_cells("åtgärder.styrka", mine, reach.day), count("åtgärder.genomförda", _addresses(finished)))
    return Gathered((table, _effects(reach, finished)), figures)


def _addresses(rows: Iterable[Atgard]) -> Iterator[str]:
    return (action.address for action in rows)


def plan_of_action(reach: Reach, planned: Sequence[Atgard], key: str, caption: str) -> Table:
    """The actions one by one: what, who, when, and how they stand today."""
    return Table(
        key=key,
        caption=caption,
        headings=("Åtgärd", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                action.beskrivning,
                role_text(reach.register, action.ansvarig),
                due_text(action),
                state_text(action, reach.today),
            )
            for action in planned
        ),
        ids=tuple(sorted(action.address for action in planned)),
        note=f"Läget avser {date_text(reach.today)}.",
        empty="Inga åtgärder är beslutade.",
    )


def due_text(action: Atgard, told_until: date = date.max) -> str:
    """When an action is to be done; a standing activity has its next check, unless that is after what is told of."""
    if isinstance(action, Aktivitet) and action.awaits_check:
        if (action.due or date.max) > told_until:
            return "löpande"
        return f"löpande, nästa avstämning {day_text(action.due)}"
    return day_text(action.due)


def state_text(action: Atgard, day: date) -> str:
    """The state of an action as a label, with the day it was done where it is known."""
    state = state_on(action, day)
    done = f" {day_text(action.klar)}" if state == "klar" and action.klar else ""
    return f"{capital(state)}{done}"


def actions_told(actions: Iterable[Atgard], day: date) -> str:
    """Actions in one text, each with how it stood on a day; empty where there are none."""
    return ". ".join(f"{each.beskrivning.rstrip('.')} ({state_text(each, day).lower()})" for each in actions)
