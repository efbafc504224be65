"""From inspection to effect: which results were outside their targets, what they were led to, and what that gave."""

from collections.abc import Iterator, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._egenkontroller.egenkontroller import held_at, places
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande

KEY = "egenkontroller.kedja"
_PERCENT = 100


def improves(held: Genomforande) -> bool:
    """Whether an occasion led to an action that is not broken off."""
    return any(action.is_open or action.is_done for action in held.atgarder)


def outside(reach: Reach, view: Egenkontroll) -> Iterator[Genomforande]:
    """The occasions of the period whose result does not reach the target."""
    for held in view.genomforanden:
        value = _value(view, held)
        here = reach.covers(held.enhet) if held.enhet else True
        low = value is not None and view.minst is not None and value < view.minst
        high = value is not None and view.hogst is not None and value > view.hogst
        if here and reach.within(held.datum, reach.period) and (low or high):
            yield held


def _value(view: Egenkontroll, held: Genomforande) -> float | None:
    if view.mattenhet:
        return held.varde
    return _PERCENT * held.uppfyllda / held.antal if held.antal and held.uppfyllda is not None else None


def _address(held: Genomforande) -> str:
    return f"{held.record.id}/{held.id}"


def chain_cells(reach: Reach, key: str, views: Sequence[Egenkontroll]) -> tuple[Figure, ...]:
    """Occasions; those outside the target, analysed and acted on; and actions, those done and those with effect."""
    held = [g for v in views for unit in places(reach, v) for g in held_at(reach, v, unit, reach.period)]
    missed = [g for v in views for g in outside(reach, v)]
    actions = [a for g in held for a in g.atgarder if a.is_open or a.is_done]
    done = [a for a in actions if a.is_done and (a.klar is None or a.klar <= reach.day)]
    reached = [a for a in done if a.effekt == "uppnådd" and (a.uppfoljning_utford or reach.day) <= reach.day]
    return (
        count(f"{key}.tillfällen", map(_address, held)),
        count(f"{key}.utanför", map(_address, missed)),
        count(f"{key}.analyserade", (_address(g) for g in missed if g.analys)),
        count(f"{key}.med_åtgärd", (_address(g) for g in missed if improves(g))),
        count(f"{key}.åtgärder", (a.address for a in actions)),
        count(f"{key}.klara", (a.address for a in done)),
        count(f"{key}.effekt", (a.address for a in reached)),
    )


def chain_table(reach: Reach, views: Sequence[Egenkontroll]) -> Table:
    """A row for each inspection that was made in the period, and one for all."""
    rows: list[tuple[Cell, ...]] = []
    for view in views:
        cells = chain_cells(reach, f"{KEY}.{view.id}", (view,))
        if cells[0].some:
            rows.append((view.record.title, *cells))
    if rows:
        rows.append(("Totalt", *chain_cells(reach, KEY, views)))
    return Table(
        key=KEY,
        caption=f"Från kontroll till effekt, {reach.period.label}",
        headings=(
            "Egenkontroll",
            "Tillfällen",
            "Utanför målet",
            "Av dem analyserade",
            "Av dem med åtgärd",
            "Åtgärder",
            "Klara",
            "Effekt uppnådd",
        ),
        rows=tuple(rows),
        note=f"Tillfällen räknas efter dagen då kontrollen gjordes. Alla åtgärder från {reach.span}s kontroller "
        f"räknas, också de som inte följer av ett resultat utanför målet; avbrutna räknas inte. {reach.state_note}",
        empty=f"Ingen egenkontroll gjordes under {reach.span}.",
    )
