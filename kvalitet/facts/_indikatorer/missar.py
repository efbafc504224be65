"""The indicators that miss their target, and what was done about it."""

from collections.abc import Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._indikatorer.analyser import Analys, analyses
from kvalitet.facts._indikatorer.celler import label
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.wording import date_text
from kvalitet.views.atgarder import Atgard

MISSED = "indikatorer.missade"
_HEADINGS = ("Indikator", "Värden i rad som inte når målet", "Analys", "Fört vidare till", "Åtgärder")
_LACKING, _UNDECIDED = "Saknas", "Inga beslutade"
_NOTHING = (_LACKING, UNKNOWN, _UNDECIDED)
_UNANSWERED = "Ingen av dem är analyserad, förd vidare eller har en beslutad åtgärd."


def misses(reach: Reach, line: Rad) -> bool:
    """Whether the line missed its target in the period, or does by its latest value, or is beyond its limit."""
    return bool(line.missed) or line.beyond or missed_over(reach, line)


def missed_over(reach: Reach, line: Rad) -> bool:
    """Whether the line missed its target over the whole period."""
    now = line.outcome(reach.period)
    return now is not None and line.reached(now) is False


def missed_table(reach: Reach, found: Sequence[Rad]) -> Table:
    """The lines that miss their target: since when, why, who was told, and what is done."""
    missing = [line for line in found if misses(reach, line)]
    rows = tuple(_missing_row(reach, line) for line in missing)
    # where nothing is done about any of them, that is said once
    answered = any(row[2:] != _NOTHING for row in rows)
    told = len(_HEADINGS) if answered else len(_HEADINGS) - len(_NOTHING)
    table = Table(
        key=MISSED,
        caption="Indikatorer som inte når målet, och vad som görs",
        headings=_HEADINGS,
        rows=rows,
        note=(
            f"Här står de som inte nådde målet under {reach.span}, inte gör det med sitt senaste värde eller har "
            f"passerat gränsen för eskalering. Läget avser {date_text(reach.day)}."
            + (_left_out(reach) if answered else f" {_UNANSWERED}")
        ),
        ids=tuple(sorted({line.indikator.id for line in missing})),
        empty=_none_missed(reach, found),
    )
    return table.only(range(told))


def _left_out(reach: Reach) -> str:
    return " Analyserna visas inte i sin helhet här, eftersom de kan röra enskilda." if reach.scope.masks else ""


def _none_missed(reach: Reach, found: Sequence[Rad]) -> str:
    if not found:
        return ""
    reached = any((now := line.outcome(reach.period)) and line.reached(now) for line in found)
    if reached:
        return "Alla indikatorer med ett mål som går att bedöma når det."
    return "Ingen indikator har ett utfall och ett mål som går att bedöma."


def _missing_row(reach: Reach, line: Rad) -> tuple[Cell, ...]:
    written = analyses(reach, line)
    ids = tuple(sorted({name for value in line.missed for name in value.ids}))
    row = Figure(key=f"{line.key}.i_rad", value=len(line.missed), ids=ids)
    since = f", sedan {line.missed[0].period.label}" if line.missed else ", det senaste når målet"
    return (
        label(reach, line),
        (row, since),
        analysis_text(reach, written),
        _escalated(reach, line, written),
        "; ".join(_action(reach, action) for analys in written for action in analys.actions) or _UNDECIDED,
    )


def analysis_text(reach: Reach, written: Sequence[Analys]) -> str:
    """The latest analysis; in the open rendition, which may not tell of single persons, that there is one."""
    latest = next((analys for analys in written if analys.text), None)
    if latest is None:
        return _LACKING
    return f"Skriven {day_text(latest.day)}" if reach.scope.masks else latest.text


def _escalated(reach: Reach, line: Rad, written: Sequence[Analys]) -> str:
    taken = next((a for a in written if a.taken and a.taken <= reach.day), None)
    if taken:
        return f"{role_text(reach.register, taken.told)}, {day_text(taken.taken)}"
    if line.beyond:
        return f"Ska föras vidare till {role_text(reach.register, line.indikator.grans_till)}"
    return UNKNOWN


def _action(reach: Reach, action: Atgard) -> str:
    return f"{action.beskrivning.rstrip('.')} ({state_on(action, reach.day)}, senast {day_text(action.senast)})"
