"""Indicators: outcome beside target, country and the period before, what was done where the target was missed."""

from collections.abc import Iterator, Sequence

from kvalitet.facts._base.omraden import indicators
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._base.words import day_text
from kvalitet.facts._indikatorer.celler import (
    country_cell,
    label,
    label_with_unit,
    latest_cell,
    outcome_figure,
    target_cell,
    verdict,
)
from kvalitet.facts._indikatorer.diagram import drawn
from kvalitet.facts._indikatorer.enheter import UNEVEN, missing_units, named, unevenly_reached
from kvalitet.facts._indikatorer.missar import missed_table
from kvalitet.facts._indikatorer.varden import Rad, Varde, parts, rader
from kvalitet.model.dates import day, period
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.indikatorer import LESS, Indikator

KEY = "indikatorer.läge"
_COUNTRY = "Riket"
CHANGED = "indikatorer.ändrade"
LOST = "indikatorer.bortfall"
TOGETHER = "En andel eller kvot är summan av täljarna genom summan av nämnarna, och av andra värden tas medelvärdet."
_LACKING = "Ett streck betyder att uppgiften saknas eller vilar på för få."


def lines(reach: Reach) -> tuple[Rad, ...]:
    """The indicators within reach, each as it is followed there, in the order of their ids."""
    return tuple(line for view in indicators(reach) if _current(reach, view) for line in rader(reach, view))


def _current(reach: Reach, view: Indikator) -> bool:
    """Whether the indicator was followed in the period: begun, and not ended before it."""
    if view.start and view.start > reach.day:
        return False
    return view.active or bool(view.avvecklad and view.avvecklad >= reach.period.first)


def indicator_facts(reach: Reach, found: Sequence[Rad]) -> Gathered:
    """How the indicators stand together, what was done where the target was missed, and which are new or ended."""
    table = state_table(reach, found, KEY, f"Indikatorer {reach.period.label}")
    return together(Gathered((table,)), missed_and_changed(reach, found))


def missed_and_changed(reach: Reach, found: Sequence[Rad]) -> Gathered:
    """The same for a report that shows how they stand area by area."""
    return together(Gathered((missed_table(reach, found),)), lost_and_changed(reach, found))


def lost_and_changed(reach: Reach, found: Sequence[Rad]) -> Gathered:
    """Which values are missing, which indicators are new or ended, and how many there are of each standing."""
    return Gathered((*_lost(reach, found), *_changed(reach)), _numbers(reach, found))


def area_facts(reach: Reach, found: Sequence[Rad], key: str, name: str) -> Gathered:
    """The indicators of an area, each with its chart where there are values enough, and its units side by side."""
    table = state_table(reach, found, f"indikatorer.{key}.läge", f"Indikatorer {reach.period.label}: {name}")
    return together(Gathered((table,)), *(one for line in found for one in shown(reach, line)))


def shown(reach: Reach, line: Rad) -> Iterator[Gathered]:
    """The chart of a line where there are values enough, and its units side by side where they are several."""
    yield drawn(reach, line, label(reach, line))
    beside = parts(reach, line.indikator) if not line.unit else ()
    if beside:
        yield Gathered((_units(reach, line, beside),))


def state_table(reach: Reach, found: Sequence[Rad], key: str, caption: str) -> Table:
    """A row for each line: the outcome and that of the period before, target, country, whether it is reached."""
    this, before = reach.years(2)
    broken = any(line.since > before.first for line in found if line.there)
    headings = ("Indikator", capital(before.label), capital(this.label), "Mål", _COUNTRY, "Målet nås", "Senaste värde")
    rows = [_row(reach, line) for line in found]
    place = headings.index(_COUNTRY)
    # a column of dashes takes the room of the others
    told = [n for n in range(len(headings)) if n != place or any(row[n] != UNKNOWN for row in rows)]
    table = Table(
        key=key,
        caption=caption,
        headings=headings,
        rows=tuple(rows),
        shared=(
            f"Utfallet räknas på alla värden under {reach.span} till och med {date_text(reach.day)}. {TOGETHER}",
            _LACKING,
        ),
        note="Värden från före ett tidsseriebrott är inte med." if broken else "",
        empty="Inga indikatorer följs.",
    )
    return table.only(told)


def _row(reach: Reach, line: Rad) -> tuple[Cell, ...]:
    this, before = reach.years(2)
    return (
        label_with_unit(reach, line),
        outcome_figure(reach, line, before),
        outcome_figure(reach, line, this),
        target_cell(line),
        country_cell(reach, line),
        _verdict(reach, line),
        latest_cell(line),
    )


def _verdict(reach: Reach, line: Rad) -> str:
    now = line.outcome(reach.period)
    reached = line.reached(now) if now else None
    said = verdict(reached, has_target=bool(line.indikator.mal_typ))
    units = missing_units(reach, line) if reached else ()
    return f"{said}, men inte på {named(reach, units)}" if units else said


def _numbers(reach: Reach, found: Sequence[Rad]) -> tuple[Figure, ...]:
    """How many indicators are followed, reach their target, miss it, cannot be judged and are taken further."""
    judged: dict[str, list[bool | None]] = {}
    for line in found:
        now = line.outcome(reach.period)
        judged.setdefault(line.indikator.id, []).append(line.reached(now) if now else None)
    groups = {name: _together(verdicts) for name, verdicts in judged.items()}
    aimless = {line.indikator.id for line in found if not line.indikator.mal_typ}
    return (
        count("indikatorer.antal", judged),
        count("indikatorer.når_målet", (name for name, said in groups.items() if said is True)),
        count(UNEVEN, (each.id for each in unevenly_reached(reach, found) if groups[each.id])),
        count("indikatorer.missar_målet", (name for name, said in groups.items() if said is False)),
        count("indikatorer.utan_mål", (name for name in groups if name in aimless)),
        count(
            "indikatorer.utan_bedömning",
            (name for name, said in groups.items() if said is None and name not in aimless),
        ),
        count("indikatorer.utanför_gränsen", (line.indikator.id for line in found if line.beyond)),
    )


def _together(verdicts: Sequence[bool | None]) -> bool | None:
    """Whether an indicator reaches its target at all units: not where one misses it, unknown where one is."""
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _units(reach: Reach, line: Rad, beside: Sequence[Rad]) -> Table:
    """The units that an inspection or a training is measured at, from the least good."""
    view = line.indikator
    this, before = reach.years(2)
    better = view.riktning != LESS
    found = sorted(beside, key=lambda each: (_rank(each.outcome(this), better=better), each.unit))
    rows = tuple(
        (
            reach.register.organisation.name(each.unit),
            outcome_figure(reach, each, before),
            outcome_figure(reach, each, this),
            latest_cell(each),
        )
        for each in found
    )
    lacking = any(cell == UNKNOWN or (isinstance(cell, Figure) and not cell.known) for row in rows for cell in row)
    return Table(
        key=f"{line.key}.enheter",
        caption=f"{view.record.title}: enheterna var för sig",
        headings=("Enhet", capital(before.label), capital(this.label), "Senaste värde"),
        rows=rows,
        note="Enheten med det minst goda utfallet står först.",
        shared=(_LACKING,) if lacking else (),
    )


def _rank(value: Varde | None, *, better: bool) -> tuple[bool, float]:
    number = value.number if value else None
    if number is None:
        return True, 0
    return False, number if better else -number


def _lost(reach: Reach, found: Sequence[Rad]) -> tuple[Table, ...]:
    """The values declared missing in the period, with the cause; no table where there are none."""
    rows = tuple(dict.fromkeys(row for line in found for row in _gaps(reach, line)))
    if not rows:
        return ()
    return (
        Table(
            key=LOST,
            caption=f"Värden som saknas {reach.period.label}",
            headings=("Indikator", "Period", "Orsak", "Väntas åter"),
            rows=rows,
            ids=tuple(sorted({line.indikator.id for line in found if tuple(_gaps(reach, line))})),
            note="Ett värde som saknas räknas aldrig som noll.",
        ),
    )


def _gaps(reach: Reach, line: Rad) -> Iterator[tuple[Cell, ...]]:
    for row in line.indikator.databortfall:
        when = period(row.get("period"))
        if when and when.first <= reach.day and when.last >= reach.period.first and when.first <= reach.period.last:
            yield (
                line.indikator.record.title,
                when.label,
                str(row.get("orsak", "")),
                day_text(day(row.get("väntas_åter"))),
            )


def _changed(reach: Reach) -> tuple[Table, ...]:
    """The indicators begun or ended in the period, with the motive; no table where there are none."""
    rows = tuple(_changes(reach))
    if not rows:
        return ()
    return (
        Table(
            key=CHANGED,
            caption=f"Indikatorer som har införts eller avvecklats {reach.period.label}",
            headings=("Indikator", "Ändring", "Dag", "Skäl"),
            rows=tuple(row for _, row in rows),
            ids=tuple(sorted({name for name, _ in rows})),
        ),
    )


def _changes(reach: Reach) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    for view in indicators(reach):
        if not rader(reach, view):
            continue
        if reach.within(view.start, reach.period) and view.status != "planerad":
            yield view.id, (view.record.title, "Införd", day_text(view.start), UNKNOWN)
        if reach.within(view.avvecklad, reach.period):
            yield (
                view.id,
                (view.record.title, "Avvecklad", day_text(view.avvecklad), view.motiv or "Inget skäl angivet"),
            )
