"""Whether work looks back at what has happened or ahead at what may, and what the actions change."""

from collections.abc import Iterator
from itertools import chain

from kvalitet.facts._base.omraden import actions, analyses, complaints, deviations, inspections
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison
from kvalitet.facts._planer.atgarder import STATE_HEADINGS, state_cells
from kvalitet.model.dates import Period
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.views.atgarder import Atgard, answers_to
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.ronder import Rond

KEY = "samlad.blick"
TARGETS = "samlad.åtgärder"
_BACK = ("negativ_händelse", "klagomål")
_ORDER = {
    "negativ_händelse": "Negativa händelser (har hänt)",
    "klagomål": "Klagomål och synpunkter (har hänt)",
    "tillbud": "Tillbud och risker som rapporterades",
    "riskanalys": "Riskanalyser",
    "egenkontroll": "Egenkontroller, tillfällen",
    "rond": "Patientsäkerhetsronder och dialoger",
    "förslag": "Förbättringsförslag och uppdrag",
}
_SHARE = 100


def outlook(reach: Reach) -> Gathered:
    """What was reported and made by kind beside the period before, with the share of it that looks ahead."""
    wanted = Comparison(
        key=KEY,
        caption="Det som har hänt, och det som görs innan något händer",
        heading="Slag",
        note="Räknas efter dagen då det rapporterades, kom in eller gjordes. En större andel som blickar framåt tyder "
        "på ett mer förebyggande arbete, men färre rapporter är i sig inget gott tecken.",
        empty="Inget har rapporterats eller gjorts.",
        total=f"{KEY}.antal",
        years=2,
        order=_ORDER,
        always=True,
    )
    found = comparison(reach, wanted, _events(reach))
    figures = {figure.key: figure for figure in found.figures}
    shares = tuple(_share(reach, figures, year) for year in reach.years(2))
    return Gathered(found.tables, (*found.figures, *shares))


def _share(reach: Reach, figures: dict[str, Figure], year: Period) -> Figure:
    key = f"{KEY}.andel_framåt{reach.suffix(year)}"
    total = figures[f"{KEY}.antal{reach.suffix(year)}"]
    ahead = [figures[f"{KEY}.{kind}{reach.suffix(year)}"] for kind in _ORDER if kind not in _BACK]
    if not total.value:
        return Figure(key=key, value=None, unit="%")
    value = _SHARE * sum(figure.value or 0 for figure in ahead) / total.value
    return Figure(key=key, value=round(value, 6), ids=total.ids, unit="%", decimals=0)


def _events(reach: Reach) -> list[Event]:
    return list(chain(_told(reach), _made(reach)))


def _told(reach: Reach) -> Iterator[Event]:
    for deviation in deviations(reach):
        kind = "negativ_händelse" if deviation.typ == "negativ_händelse" else "tillbud"
        yield Event(deviation.id, deviation.rapporterad, kind)
    for complaint in complaints(reach):
        yield Event(complaint.id, complaint.mottagen, "klagomål")


def _made(reach: Reach) -> Iterator[Event]:
    for analysis in analyses(reach):
        yield Event(analysis.id, analysis.datum, "riskanalys")
    for view in inspections(reach):
        for held in view.genomforanden:
            if not held.enhet or reach.covers(held.enhet):
                yield Event(f"{view.id}/{held.id}", held.datum, "egenkontroll")
    for walk in Rond.live(reach.register):
        if walk.held and reach.covers(walk.enhet):
            yield Event(walk.id, walk.datum, "rond")
    for proposal in Forbattring.live(reach.register):
        if reach.covers(proposal.record.unit):
            yield Event(proposal.id, proposal.inlamnad, "förslag")


_NAMES = {
    "dokument": "Rutiner och andra styrande dokument",
    "process": "Processer",
    "verksamhet": "Verksamheten i övrigt",
}


_UNCHANGED = "Ingen av åtgärderna ändrar ledningssystemet. "


def targets(reach: Reach) -> Table:
    """The actions decided in the period by what they change: a document, a process, or how work is done otherwise."""
    decided = [a for a in actions(reach) if reach.within(answers_to(reach.register, a), reach.period)]
    rows: list[tuple[Cell, ...]] = [
        (name, *state_cells(f"{TARGETS}.{kind}", (a for a in decided if _target(reach, a) == kind), reach.day))
        for kind, name in _NAMES.items()
        if kind == "verksamhet" or any(_target(reach, a) == kind for a in decided)
    ]
    total: tuple[Cell, ...] = ("Totalt", *state_cells(TARGETS, decided, reach.day))
    return Table(
        key=TARGETS,
        caption=f"Åtgärder med anledning av något från {reach.period.label}, efter vad de ändrar",
        headings=("Ändrar", *STATE_HEADINGS),
        rows=(*rows, total) if decided else (),
        note=(
            f"{_UNCHANGED if len(rows) == 1 else ''}En åtgärd ändrar ledningssystemet när den avser ett dokument eller "
            f"en process. {reach.state_note}"
        ),
        empty=f"Inga åtgärder är beslutade efter något från {reach.period.label}.",
    )


def _target(reach: Reach, action: Atgard) -> str:
    kinds = {record.kind for name in action.avser if (record := reach.register.by_id.get(name))}
    return next((kind for kind in ("dokument", "process") if kind in kinds), "verksamhet")
