"""What lex Maria and the other cases show when they are counted: how many, how soon, of what causes, with what done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.maskering import Where, counts, unit_mask
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._handelser.arenden import TYPES, Case
from kvalitet.facts._planer.atgarder import by_strength
from kvalitet.model.dates import days_on
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Mask, Table
from kvalitet.model.masking import Path
from kvalitet.model.wording import capital
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv5 import kv505_lex_maria_sen_eller_ofullstandig as kv505
from kvalitet.stats.survival import Time, quantile
from kvalitet.views.arenden import LEX_MARIA

CASES = "lex_maria.ärenden"
TIMES = "lex_maria.tider"
ACTIONS = "åtgärder.ärenden"
_DATED = (
    "Anmälningar enligt lex Maria räknas efter dagen då de gjordes, övriga ärenden efter dagen då de öppnades. "
    "Makulerade räknas inte med."
)


def case_facts(reach: Reach, seen: Sequence[Case], everywhere: Sequence[Case]) -> Gathered:
    """The cases by type, the deviations behind them by category, the causes by area."""
    register = reach.register
    areas, categories = register.labels("orsaksomraden"), register.labels("kategorier", tops=True)

    def by_type(cases: Iterable[Case]) -> Iterator[Event]:
        return (Event(case.id, case.day, case.arende.typ, case.unit) for case in cases)

    def by_cause(cases: Iterable[Case]) -> Iterator[Event]:
        for case in cases:
            for cause in case.orsaker:
                yield Event(f"{cause.record.id}/{cause.id}", case.day, cause.orsaksomrade, case.unit)

    def by_category(cases: Iterable[Case]) -> Iterator[Event]:
        for case in cases:
            for view in case.avvikelser:
                yield Event(view.id, case.day, register.top("kategorier", view.kategori), case.unit)

    def compared(way: _Way, found: Callable[[Iterable[Case]], Iterable[Event]]) -> Gathered:
        wanted = Comparison(
            key=f"lex_maria.{way.key}",
            caption=f"Lex Maria och andra ärenden efter {way.what}",
            heading=way.heading or capital(way.what),
            note=way.note,
            shared=way.shared,
            empty=way.empty,
            total=f"lex_maria.{way.key}.antal",
            everywhere=tuple(found(everywhere)),
            order=way.order,
        )
        return comparison(reach, wanted, list(found(seen)))

    return together(
        compared(_Way("ärenden", "slag", dict(TYPES), _NO_CASES, shared=(_DATED,)), by_type),
        compared(_Way("orsaker", "orsaksområde", areas, _NO_CAUSES, note=_CAUSES), by_cause),
        compared(
            _Way("kategorier", "huvudkategori", categories, _NO_DEVIATIONS, "Kategori", _BEHIND, (_DATED,)),
            by_category,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to divide the cases: the end of the table's key, the word for it, the groups with labels, and the notes.

    `empty` is what is said where there is nothing to divide: cases whose causes nobody has written are cases still.
    """

    key: str
    what: str
    order: Mapping[str, str]
    empty: str
    heading: str = ""
    note: str = ""
    shared: tuple[str, ...] = ()


_NO_CASES = "Inga ärenden har anmälts eller öppnats."
_NO_CAUSES = "Inga orsaker är beskrivna."
_NO_DEVIATIONS = "Inga avvikelser finns bakom ärendena."
_BEHIND = "Avvikelser bakom ärendena."
_CAUSES = (
    "Antal orsaker. De räknas ur händelseanalysen där en sådan är gjord, annars ur avvikelsen, och till samma år som "
    "ärendet."
)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step on the way of a notification: its name, the days from and to, and the target in days, if any."""

    code: str
    label: str
    start: Callable[[Case], date | None]
    end: Callable[[Case], date | None]
    target: int | None = None


def _reported(case: Case) -> date | None:
    return min((view.rapporterad for view in case.avvikelser if view.rapporterad), default=None)


def _steps(reach: Reach) -> tuple[_Step, ...]:
    def target(name: str) -> int:
        return int(rule_file(kv505).threshold(name, reach.register.settings))

    return (
        _Step("rapport", "Från händelse till rapport", lambda case: case.arende.handelsedatum, _reported),
        _Step("beslut", "Från rapport till beslut att anmäla", _reported, lambda case: case.arende.beslutad),
        _Step(
            "anmälan",
            "Från beslut till anmälan",
            lambda case: case.arende.beslutad,
            lambda case: case.arende.anmald,
            target("dagar_till_anmälan"),
        ),
        _Step(
            "utredning",
            "Från beslut till inskickad utredning",
            lambda case: case.arende.beslutad,
            lambda case: case.arende.utredning_inskickad,
            target("dagar_till_utredning"),
        ),
    )


def lead_times(reach: Reach, seen: Iterable[Case], everywhere: Iterable[Case]) -> Gathered:
    """How soon each step was taken for what was notified in the period, against the care provider's own targets."""

    def notified(found: Iterable[Case]) -> list[Case]:
        return [c for c in found if c.arende.typ == LEX_MARIA and reach.within(c.arende.anmald, reach.period)]

    chosen = notified(seen)
    mask = unit_mask(reach, (Where(case.unit) for case in notified(everywhere)))
    rows = tuple(_row(reach, step, chosen, mask) for step in _steps(reach))
    table = Table(
        key=TIMES,
        caption=f"Tider för händelser anmälda enligt lex Maria {reach.period.label}",
        headings=("Steg", "Mål", "Ärenden", "Inom målet", "Inte inom målet", "Median, dagar"),
        rows=rows if chosen or mask else (),
        note="Målen är vårdgivarens egna: anmälan görs snarast (PSL 3 kap. 5 §). Medianen är den tid inom vilken "
        "hälften var klara. Den visas inte när antalet ärenden inte visas.",
        empty="Ingen händelse är anmäld enligt lex Maria.",
    )
    return Gathered((table,), tuple(cell for row in rows for cell in row if isinstance(cell, Figure)))


def _row(reach: Reach, step: _Step, chosen: Iterable[Case], mask: Mask | None) -> tuple[Cell, ...]:
    own: dict[Path, list[str]] = {("inom",): [], ("inte",): [], ("väntar",): []}
    times = []
    for case in chosen:
        start, end = step.start(case), step.end(case)
        if start is None or (end is None and step.target is None):
            continue
        done = end is not None and end <= reach.day
        last = end if end and done else reach.day
        times.append(Time(max(0, (last - start).days), not done))
        own[(_place(start, last, step.target, done=done),)].append(case.id)
    key = f"{TIMES}.{step.code}"
    keys: dict[str, Path] = {f"{key}.antal": (), f"{key}.inom": ("inom",), f"{key}.inte": ("inte",)}
    number, within, late = counts(reach, own, keys, mask)
    median = quantile(times, 0.5) if times and number.mask is None else None
    judged = (within, late) if step.target is not None else (_unknown(within), _unknown(late))
    goal = f"{step.target} dagar" if step.target is not None else UNKNOWN
    ids = number.ids if median is not None else ()
    return (step.label, goal, number, *judged, Figure(key=f"tider.{key}.median", value=median, ids=ids, decimals=0))


def _unknown(figure: Figure) -> Figure:
    return Figure(key=figure.key, value=None)


def _place(start: date, last: date, target: int | None, *, done: bool) -> str:
    """Whether a step was taken within the target, was not, or still may be."""
    if target is None or last <= days_on(start, target):
        return "inom" if done else "väntar"
    return "inte"


def action_table(reach: Reach, chosen: Iterable[Case]) -> Table:
    """The actions that the cases led to, by strength and state."""
    return by_strength(
        reach,
        [action for case in chosen for action in case.atgarder],
        ACTIONS,
        f"Åtgärder efter ärendena {reach.period.label}, efter styrka och läge",
        "Åtgärder i ärendena, avvikelserna och händelseanalyserna.",
    )
