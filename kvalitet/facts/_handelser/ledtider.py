"""How long things took and how large a share was done in time: measures of the period and of the one before."""

from collections.abc import Iterable
from dataclasses import replace

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.measures._breakdown import Compared, State, Wanted, breakdown
from kvalitet.measures._measure import MeasureFile, Shape, measure_files
from kvalitet.measures._quantities import QUANTITIES
from kvalitet.measures._spans import spans
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.model.wording import date_text


def measured(reach: Reach, names: Iterable[str], key: str, caption: str) -> Gathered:
    """The measures by their names, each number with that of the period before and how many it rests on.

    The numbers stand under the names of the measures: `tid_rapport_till_avslutad.median`. They are unknown where
    the period has not begun.
    """
    files = [measure_files()[name] for name in names]
    if reach.today < reach.period.first:
        return _not_begun(files, key, caption)
    wanted = Wanted(by="enhet", spans=spans(reach.period, reach.today), unit=reach.scope.unit, masked=reach.scope.masks)
    rows: list[tuple[Cell, ...]] = []
    for measure in files:
        whole = breakdown(reach.register, measure, (), wanted).rows[0]
        rows.extend(_row(compared) for compared in whole.numbers)
    before = wanted.spans.before
    running = f" till och med {date_text(before.last)}" if before and wanted.spans.running else ""
    headings = ("Mått", reach.period.label, f"{before.label}{running}" if before else "Perioden före", "Vilar på")
    table = Table(
        key=key,
        caption=caption,
        headings=headings,
        rows=tuple(rows),
        note="En tid är den inom vilken hälften, eller nio av tio, var klara; det som fortfarande pågår är medräknat. "
        f"Båda perioderna bedöms på sin sista dag{', lika långt in på året' if running else ''}. Ett streck visar att "
        "så många ännu inte är klara, eller att inget finns att räkna.",
    )
    return Gathered((table,), tuple(figure for row in rows for figure in row if isinstance(figure, Figure)))


def _not_begun(files: Iterable[MeasureFile], key: str, caption: str) -> Gathered:
    empty = Table(key=key, caption=caption, headings=("Mått",), rows=(), empty="Perioden har inte börjat.")
    pairs = ((file, quantity) for file in files for quantity in QUANTITIES[file.measure.shape])
    return Gathered((empty,), tuple(Figure(key=f"{file.name}.{quantity.name}", value=None) for file, quantity in pairs))


def _row(compared: Compared) -> tuple[Cell, ...]:
    title, quantity, shape = compared.measure.measure.title, compared.quantity, compared.measure.measure.shape
    # a share says what it is in its title, and its percent stands after the number
    label, unit = (title, quantity.unit) if shape is Shape.SHARE else (f"{title}: {quantity.label}", "")
    now, before = (replace(value.figure, unit=unit) for value in (compared.now, compared.before))
    resting = compared.now.records if compared.now.state is not State.MASKED else None
    return label, now, before, Figure(key=f"{now.key}.underlag", value=resting, ids=now.ids)
