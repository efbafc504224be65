"""What is to be asked or decided of indicators: analyses not written, actions not decided, limits passed."""

from collections.abc import Iterator, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import role_text
from kvalitet.facts._indikatorer.analyser import Analys, analyses
from kvalitet.facts._indikatorer.celler import label
from kvalitet.facts._indikatorer.missar import misses
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.model.figure import Cell, Table

TO_DO = "indikatorer.att_göra"
_SOON, _NEXT = "Snarast", "Till nästa möte"


def to_do(reach: Reach, found: Sequence[Rad]) -> Table:
    """What is to be asked of whom, the limits passed before the targets missed."""
    rows = tuple(row for line in found for row in _to_do(reach, line, analyses(reach, line)))
    return Table(
        key=TO_DO,
        caption="Indikatorer som väntar på analys eller på beslut",
        headings=("Vad", "Vem", "När"),
        rows=tuple(row for _, row in rows),
        ids=tuple(sorted({name for name, _ in rows})),
        empty="Inga indikatorer väntar på analys eller på beslut.",
    )


def _to_do(reach: Reach, line: Rad, written: Sequence[Analys]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    view, name = line.indikator, label(reach, line)
    acted = any(analys.actions for analys in written)
    told = role_text(reach.register, view.grans_till)
    if line.beyond and not any(a.taken and a.taken <= reach.day for a in written):
        yield view.id, (f"{name}: har passerat gränsen för eskalering. Besluta vad som görs.", told, _SOON)
    elif line.beyond and not acted:
        yield view.id, (f"{name}: har förts vidare, men ingen åtgärd är beslutad. Besluta vad som görs.", told, _SOON)
    if not misses(reach, line):
        return
    state = "når inte målet" if line.missed or line.beyond else f"nådde inte målet under {reach.span}"
    answers = role_text(reach.register, view.ansvarig)
    if not any(analys.text for analys in written):
        yield view.id, (f"{name}: {state} och är inte analyserad. Skriv en analys.", answers, _NEXT)
    elif not acted and not line.beyond:
        yield view.id, (f"{name}: {state}, och ingen åtgärd är beslutad. Besluta vad som görs.", answers, _NEXT)
