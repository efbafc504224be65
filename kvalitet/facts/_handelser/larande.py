"""What was learnt and practised: cases of others, event analyses, training, and walk-rounds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kvalitet.facts._base.omraden import deviations, process, side
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._handelser.arenden import TYPES
from kvalitet.facts._indikatorer.granser import LEAST, bounded
from kvalitet.model.dates import Period
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.wording import capital
from kvalitet.views.arenden import LEX_MARIA, Arende
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.handelseanalyser import Handelseanalys
from kvalitet.views.lardomar import Lardom
from kvalitet.views.ronder import Rond
from kvalitet.views.utbildningar import Utbildning, Utbildningsresultat

_CASES = {
    **{code: label for code, label in TYPES.items() if code != LEX_MARIA},
    "läkemedelsverket": "Anmälningar till Läkemedelsverket",
}
_SUPERVISED = frozenset({"ivo_klagomål", "ivo_tillsyn", LEX_MARIA})
_TOOK_PART = {
    "patient": "Patienten",
    "närstående": "En närstående",
    "båda": "Båda",
    "avböjde": "Erbjöds men avböjde",
    "ej_tillfrågad": "Tillfrågades inte",
}
_ROUNDS = {"rond": "Patientsäkerhetsronder", "dialog": "Patientsäkerhetsdialoger"}


def case_facts(reach: Reach) -> Gathered:
    """Cases of the supervisory authority, the insurer and others; lex Maria is counted by its judgements."""
    views = [v for v in Arende.live(reach.register) if v.typ in _CASES]
    wanted = Comparison(
        key="ärenden.typ",
        caption="Ärenden efter slag",
        heading="Ärende",
        shared=("Ärenden räknas efter dagen då de öppnades. Anmälningar enligt lex Maria står för sig.",),
        empty="Inga ärenden hos IVO, Löf eller Läkemedelsverket har öppnats.",
        total="ärenden.antal",
        order=_CASES,
    )
    return _after_deviations(reach, wanted, [(v, v.oppnad, v.typ) for v in views])


def supervision_facts(reach: Reach) -> Gathered:
    """The decisions of the supervisory authority, with or without criticism."""
    views = [v for v in Arende.live(reach.register) if v.typ in _SUPERVISED]
    wanted = Comparison(
        key="ärenden.ivo",
        caption="Ärenden efter IVO:s beslut",
        heading="Beslut",
        shared=("Beslut räknas efter dagen då de fattades, också om anmälningar enligt lex Maria.",),
        empty="IVO har inte fattat något beslut.",
        total="ärenden.ivo.antal",
        order={"kritik": "Med kritik", "utan_kritik": "Utan kritik"},
        what="IVO:s beslut",
        by="innehåll",
    )
    return _after_deviations(reach, wanted, [(v, v.beslutsdatum, _criticism(v)) for v in views])


def _criticism(view: Arende) -> str:
    return "kritik" if view.kritik else "utan_kritik"


def lesson_facts(reach: Reach) -> Gathered:
    """The lessons that were spread, by what they were drawn from."""
    wanted = Comparison(
        key="lärdomar.slag",
        caption="Lärdomar som har spridits",
        heading="Lärdom av",
        shared=("Räknas efter dagen då lärdomen först spreds.",),
        empty="Inga lärdomar har spridits.",
        total="lärdomar.antal",
        order={"händelse": "Något som hände", "gott_exempel": "Ett gott exempel"},
    )
    found = [view for view in Lardom.live(reach.register) if reach.covers(view.record.unit)]
    return comparison(reach, wanted, [Event(v.id, v.spread, v.slag) for v in found])


def event_analysis_facts(reach: Reach) -> Gathered:
    """The event analyses whose reports were handed in, by whether the patient or a relative took part."""
    views = [v for v in Handelseanalys.live(reach.register) if v.carried_out]
    wanted = Comparison(
        key="händelseanalyser.medverkan",
        caption="Händelseanalyser efter vem som fick berätta sin del",
        heading="Patient eller närstående",
        shared=("Händelseanalyser räknas efter dagen då de slutfördes. Makulerade räknas inte med.",),
        empty="Ingen händelseanalys har slutförts.",
        total="händelseanalyser.antal",
        order=_TOOK_PART,
    )
    return _after_deviations(reach, wanted, [(v, v.carried_out_on, v.deltog) for v in views])


def _after_deviations(
    reach: Reach, wanted: Comparison, found: Sequence[tuple[Arende | Handelseanalys, date | None, str]]
) -> Gathered:
    """What comes after deviations, each with its day and group: it belongs to the areas of those that it names.

    What names none belongs to every review of an area, and to none of a process.
    """
    areas = {each.id: side(reach, each) for each in Avvikelse.all(reach.register)}
    counted = {view.id for view in deviations(reach.everywhere)}
    unnamed = process(reach) is None

    def placed(view: Arende | Handelseanalys, day: date | None, group: str) -> Event:
        own = sorted({areas[name] for name in view.avvikelser if name in areas})
        return Event(view.id, day, group, view.record.unit or "", "+".join(own))

    def follows(view: Arende | Handelseanalys) -> bool:
        if not view.avvikelser or reach.scope.area is None:
            return unnamed
        return not counted.isdisjoint(view.avvikelser)

    here = [Event(v.id, day, group) for v, day, group in found if reach.covers(v.record.unit) and follows(v)]
    return comparison(reach, replace(wanted, everywhere=tuple(placed(*each) for each in found)), here)


def round_facts(reach: Reach) -> Gathered:
    """Walk-rounds and dialogues held."""
    wanted = Comparison(
        key="ronder.slag",
        caption="Patientsäkerhetsronder och dialoger",
        heading="Slag",
        shared=("Räknas efter dagen då de hölls.",),
        empty="Inga patientsäkerhetsronder eller dialoger har hållits.",
        total="ronder.antal",
        order=_ROUNDS,
    )
    held = [view for view in Rond.all(reach.register) if view.held and reach.covers(view.enhet)]
    return comparison(reach, wanted, [Event(v.id, v.datum, v.record.text("slag")) for v in held])


def training_facts(reach: Reach) -> Gathered:
    """How many of those concerned had taken each compulsory course, by the latest account of each unit."""
    rows = tuple(row for view in Utbildning.all(reach.register) if (row := _training(reach, view)))
    table = Table(
        key="utbildningar.läge",
        caption=f"Obligatoriska utbildningar {reach.period.label}",
        headings=("Utbildning", "Genomfört", capital(reach.years(2)[1].label), capital(reach.period.label), "Mål"),
        rows=rows,
        note=f"Andelen av alla som berörs, enligt varje enhets senaste redovisning under {reach.span}.",
        empty=f"Ingen utbildning har redovisats under {reach.span}.",
    )
    return Gathered((table, _by_unit(reach)))


def _by_unit(reach: Reach) -> Table:
    """The same, unit by unit, so that each manager can follow up."""
    rows = tuple(row for view in Utbildning.all(reach.register) for row in _units(reach, view))
    return Table(
        key="utbildningar.enheter",
        caption=f"Obligatoriska utbildningar {reach.period.label}: enheterna var för sig",
        headings=("Utbildning", "Enhet", "Genomfört", "Andel"),
        rows=rows,
        note="Andelen av alla som berörs på enheten, enligt dess senaste redovisning.",
    )


def _units(reach: Reach, view: Utbildning) -> Iterator[tuple[Cell, ...]]:
    for row in _latest(reach, view, reach.period):
        if row.enhet:
            key = f"utbildningar.{view.id}.{row.enhet}"
            done = Figure(key=f"{key}.genomfört", value=row.genomfort, ids=_addresses((row,)))
            told: Cell = (done, " av ", Figure(key=f"{key}.berörda", value=row.antal, ids=_addresses((row,))))
            name = reach.register.organisation.name(row.enhet)
            yield (view.record.title, name, told, _share(f"{key}.andel", (row,)))


def _training(reach: Reach, view: Utbildning) -> tuple[Cell, ...] | None:
    this, before = reach.years(2)
    now, then = _latest(reach, view, this), _latest(reach, view, before)
    if not now and not then:
        return None
    key = f"utbildningar.{view.id}"
    target = UNKNOWN if view.minst is None else bounded(LEAST, Figure(key=f"{key}.mål", value=view.minst, unit="%"))
    parts: Cell = UNKNOWN
    if now:
        ids = _addresses(now)
        done = Figure(key=f"{key}.genomfört", value=sum(row.genomfort or 0 for row in now), ids=ids)
        parts = (done, " av ", Figure(key=f"{key}.berörda", value=sum(row.antal or 0 for row in now), ids=ids))
    shares = (_share(f"{key}.andel{reach.suffix(year)}", rows) for year, rows in ((before, then), (this, now)))
    return (view.record.title, parts, *shares, target)


def _latest(reach: Reach, view: Utbildning, year: Period) -> tuple[Utbildningsresultat, ...]:
    """The latest account of each unit within reach in a year, of those that had come by the day described."""
    found: dict[str, Utbildningsresultat] = {}
    for row in _accounts(reach, view, year):
        before = found.get(row.enhet)
        if before is None or (before.period and row.period and row.period > before.period):
            found[row.enhet] = row
    return tuple(found.values())


def _accounts(reach: Reach, view: Utbildning, year: Period) -> Iterator[Utbildningsresultat]:
    for row in view.genomforande:
        inside = row.period and year.first <= row.period.first and row.period.last <= min(year.last, reach.day)
        told = row.antal and row.genomfort is not None
        if inside and told and reach.covers(row.enhet or view.enhet):
            yield row


def _addresses(rows: tuple[Utbildningsresultat, ...]) -> tuple[str, ...]:
    return tuple(sorted(f"{row.record.id}/{'.'.join(map(str, row.path))}" for row in rows))


def _share(key: str, rows: tuple[Utbildningsresultat, ...]) -> Figure:
    if not rows:
        return Figure(key=key, value=None)
    share = 100 * sum(row.genomfort or 0 for row in rows) / sum(row.antal or 0 for row in rows)
    return Figure(key=key, value=round(share, 6), ids=_addresses(rows), unit="%", decimals=0)


def learning_facts(reach: Reach) -> Gathered:
    """All of it."""
    parts = (case_facts, supervision_facts, event_analysis_facts, lesson_facts, training_facts, round_facts)
    return together(*(part(reach) for part in parts))
