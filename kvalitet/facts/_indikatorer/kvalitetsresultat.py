"""Quality by process and by dimension of good care, and the units that measure nothing of their own."""

from collections.abc import Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import role_text
from kvalitet.facts._indikatorer.indikatorer import state_table
from kvalitet.facts._indikatorer.varden import Rad, parts
from kvalitet.facts._planer.atgarder import EFFECTS, state_text
from kvalitet.model.figure import UNKNOWN, Cell, Table, count
from kvalitet.model.wording import capital
from kvalitet.views.processer import Process

BY_PROCESS = "processer.mått"
FOLLOWED = "indikatorer.förra_årets_åtgärder"
UNMEASURED = "verksamheter.utan_mått"
_LEVEL = "verksamhet"
_NO_DIMENSION = "ingen_dimension"


def by_dimension(reach: Reach, found: Sequence[Rad]) -> tuple[Table, ...]:
    """A table of the indicators of each dimension of good care, in the order of the code list."""
    codes = reach.register.codes.get("dimensioner")
    labels = {code.id: f"{code.label} vård" for code in codes.codes.values()} if codes else {}
    groups: dict[str, list[Rad]] = {name: [] for name in (*labels, _NO_DIMENSION)}
    for line in found:
        dimension = line.indikator.dimension
        groups[dimension if dimension in labels else _NO_DIMENSION].append(line)
    names = {**labels, _NO_DIMENSION: "Utan angiven dimension"}
    return tuple(
        state_table(reach, lines, f"indikatorer.{name}.läge", f"{names[name]} {reach.period.label}")
        for name, lines in groups.items()
        if lines
    )


def by_process(reach: Reach, found: Sequence[Rad]) -> Table:
    """The core processes: how many indicators each has, and how many reach their target and beat the country."""
    live = (view for view in Process.all(reach.register) if not reach.register.is_cancelled(view.record))
    core = [view for view in live if view.is_core and (reach.units is None or reach.covers(view.record.unit))]
    measured = [view for view in core if any(view.id in line.indikator.processer for line in found)]
    without = [view.record.title for view in core if view not in measured]
    lacking = f"Ingen indikator följs i {'kärnprocessen' if len(without) == 1 else 'kärnprocesserna'} "
    lacking += f"{'; '.join(without)}: registret visar inte vilka resultat {'den' if len(without) == 1 else 'de'} ger."
    return Table(
        key=BY_PROCESS,
        caption=f"Kärnprocesserna och deras mått {reach.period.label}",
        headings=("Process", "Indikatorer", "Varav patientens svar", "Når målet", "Når inte målet", "Bättre än riket"),
        rows=tuple(
            _process(reach, view, [line for line in found if view.id in line.indikator.processer]) for view in measured
        ),
        note=lacking if without else "",
        empty=lacking if without else f"{'Registret' if reach.units is None else 'Enheten'} har inga kärnprocesser.",
    )


def _process(reach: Reach, view: Process, lines: Sequence[Rad]) -> tuple[Cell, ...]:
    key = f"processer.{view.id}"
    outcomes = [(line, outcome) for line in lines if (outcome := line.outcome(reach.period))]
    return (
        view.record.title,
        count(f"{key}.indikatorer", (line.indikator.id for line in lines)),
        count(f"{key}.patientens_svar", (line.indikator.id for line in lines if line.indikator.asks_patients)),
        count(f"{key}.når_målet", (line.indikator.id for line, now in outcomes if line.reached(now) is True)),
        count(f"{key}.missar_målet", (line.indikator.id for line, now in outcomes if line.reached(now) is False)),
        count(f"{key}.bättre_än_riket", (line.indikator.id for line, now in outcomes if line.better(now) is True)),
    )


def followed(reach: Reach, found: Sequence[Rad]) -> Table:
    """What became of the actions that the analyses of the period before decided."""
    before = reach.years(2)[1]
    indicators = {line.indikator.id: line.indikator for line in found}.values()
    rows = [
        (view, action)
        for view in indicators
        for analys in view.analyser
        if analys.datum and analys.datum in before
        for action in analys.atgarder
    ]
    return Table(
        key=FOLLOWED,
        caption=f"Åtgärder som beslutades efter analyser av indikatorer {before.label}, och vad det blev av dem",
        headings=("Åtgärd", "Indikator", "Ansvarig", "Läge", "Effekt"),
        rows=tuple(
            (
                action.beskrivning,
                view.record.title,
                role_text(reach.register, action.ansvarig),
                state_text(action, reach.day),
                EFFECTS.get(action.effekt, UNKNOWN),
            )
            for view, action in rows
        ),
        ids=tuple(sorted(action.address for _, action in rows)),
        empty=f"Efter analyser av indikatorer {before.label} beslutades inga åtgärder att följa upp.",
    )


def unmeasured(reach: Reach, found: Sequence[Rad]) -> Table:
    """The operations that have no value of an indicator of their own, nor of a unit below them."""
    organisation = reach.register.organisation
    beside = (part.unit for line in found for part in parts(reach, line.indikator))
    measured = {*(unit for line in found for unit in (line.indikator.enhet, line.unit)), *beside}
    units = [
        unit
        for unit in organisation.units.values()
        if unit.level == _LEVEL and unit.exists(reach.day) and reach.covers(unit.id)
    ]
    rows = [unit for unit in units if measured.isdisjoint(organisation.under(unit.id))]
    return Table(
        key=UNMEASURED,
        caption="Verksamheter utan egna värden för någon indikator",
        headings=("Verksamhet", "Hör till"),
        rows=tuple((capital(unit.name), organisation.name(unit.parent) if unit.parent else UNKNOWN) for unit in rows),
        note="Varken verksamheten eller någon av dess enheter har ett eget värde, bara det som gäller en större enhet.",
        empty="Alla verksamheter har egna värden för minst en indikator." if units else "",
    )
