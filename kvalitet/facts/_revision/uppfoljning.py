"""Question 7 of the audit: whether what may go wrong is found, and whether anything comes of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from kvalitet.facts._base.omraden import deviations, inspections
from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts, under_way
from kvalitet.facts._egenkontroller.kedja import improves, outside
from kvalitet.facts._revision.dokument import covered
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, Question, State, of_all, share, telling
from kvalitet.model.figure import Figure, count
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande
from kvalitet.views.indikatorer import Indikator
from kvalitet.views.utbildningar import Utbildning

_ENOUGH = 10
"""The points that a series must have before a change in it is told from chance."""


def routines(seen: Audit) -> Answer:
    """Whether deviations and proposals have documents in force."""
    return covered(seen, "rutiner_för_avvikelser", "avvikelsehantering", "ständiga_förbättringar")


def routines_for_risks(seen: Audit) -> Answer:
    """Whether risks have a document in force."""
    return covered(seen, "rutiner_för_risker", "riskanalys")


def _closed(seen: Audit) -> tuple[Avvikelse, ...]:
    return tuple(view for view in deviations(seen) if seen.happened(view.avslutad))


def _told(seen: Audit, view: Avvikelse) -> date | None:
    """The day on which the one who reported was told what came of it, where it had come by the day described."""
    when = view.aterkoppling_till_rapportor
    return when if when and when <= seen.day else None


def _came_of(view: Avvikelse) -> bool:
    return bool(view.slutsats) or _acted(view)


def _acted(view: Avvikelse) -> bool:
    return any(action.is_open or action.is_done for action in view.atgarder)


def put_to_use(seen: Audit) -> Answer:
    """How many of the deviations closed have a result and feedback to the one who reported."""
    key, closed = "avvikelser_används", _closed(seen)
    told = [view for view in closed if _told(seen, view)]
    both = [view for view in told if _came_of(view)]
    total, met = count(f"{key}.avslutade", (v.id for v in closed)), count(f"{key}.båda", (v.id for v in both))
    acted = count(f"{key}.med_åtgärd", (view.id for view in closed if _acted(view)))
    numbers = (total, met, acted)
    if not closed:
        return Answer(State.UNKNOWN, f"Ingen avvikelse avslutades under {seen.period.label}.", numbers)
    reason = (
        f"{of_all(met, total, 'avvikelse', 'avvikelser')} som avslutades under {seen.period.label} har både en åtgärd "
        f"eller slutsats och återkoppling till den som rapporterade. Åtgärder beslutades för {acted.text} av dem."
    )
    rows = [(view in both, seen.shown_by(view.record, _result(seen, view), view.avslutad)) for view in closed]
    return Answer(share(met, total), reason, numbers, telling(rows))


def _result(seen: Audit, view: Avvikelse) -> str:
    result = "har åtgärd" if _acted(view) else "har slutsats" if view.slutsats else "saknar åtgärd och slutsats"
    told = _told(seen, view)
    return f"{result}, {f'återkoppling {day_text(told)}' if told else 'ingen återkoppling'}"


def told_apart(seen: Audit) -> Answer:
    """How many of the deviations closed were judged as a single event or as a fault of the system."""
    key, closed = "slump_eller_mönster", _closed(seen)
    judged = [view for view in closed if view.bedomning]
    systemic = [view for view in closed if view.bedomning == "systemfel"]
    total, met = count(f"{key}.avslutade", (v.id for v in closed)), count(f"{key}.bedömda", (v.id for v in judged))
    numbers = (total, met, count(f"{key}.systemfel", (view.id for view in systemic)))
    if not closed:
        return Answer(State.UNKNOWN, f"Ingen avvikelse avslutades under {seen.period.label}.", numbers)
    reason = (
        f"{of_all(met, total, 'avvikelse', 'avvikelser')} som avslutades under {seen.period.label} har bedömts, varav "
        f"{numbers[2].text} som systemfel."
    )
    rows = [
        (
            view in judged,
            seen.shown_by(view.record, word(view.bedomning) if view.bedomning else "inte bedömd", view.avslutad),
        )
        for view in closed
    ]
    return Answer(share(met, total), reason, numbers, telling(rows))


def made(seen: Audit) -> Answer:
    """How many of the planned occasions were held, and how many inspections have a method."""
    views = [view for view in inspections(seen) if under_way(seen, view)]
    found = inspection_facts(seen)
    planned, held, *_ = found.figures
    with_method = count("egenkontroller.med_metod", (view.id for view in views if view.record.text("metod")))
    total = count("egenkontroller.alla", (view.id for view in views))
    numbers = (planned, held, with_method, total)
    if not views:
        return Answer(State.MISSING, "Registret har inga egenkontroller.", numbers)
    by_key = {figure.key: figure for figure in found.figures}
    rows = [row for view in views if (row := _as_planned(seen, view, by_key))]
    done = held.text if held.some else "inget"
    reason = (
        f"{planned.counted('tillfälle var planerat', 'tillfällen var planerade')} under {seen.period.label} och "
        f"{done} genomfördes, och {of_all(with_method, total, 'egenkontroll', 'egenkontroller')} har en "
        "bestämd metod."
    )
    if not planned.some:
        reason = f"Inget tillfälle var planerat under {seen.period.label}, och {done} genomfördes."
    return Answer(_made_state(numbers, {good for good, _ in rows}), reason, numbers, telling(rows))


def _made_state(numbers: tuple[Figure, ...], good: set[bool]) -> State:
    planned, held, *_ = numbers
    if not held.some:
        return State.MISSING if planned.some else State.UNKNOWN
    return State.PRESENT if good == {True} else State.PARTLY


def _as_planned(seen: Audit, view: Egenkontroll, by_key: Mapping[str, Figure]) -> tuple[bool, Evidence] | None:
    """Whether an inspection has a method and was made as often as planned; None for one that ended before."""
    planned = by_key.get(f"egenkontroller.{view.id}.planerade")
    held = by_key.get(f"egenkontroller.{view.id}.genomföranden")
    if planned is None or held is None:
        return None
    sort = view.record.text("metod")
    method = seen.register.label("metoder", sort) if sort else "metod saknas"
    shows = (f"{method}; genomförda tillfällen: ", held, " av ", planned)
    good = bool(sort) and (held.value or 0) >= (planned.value or 0)
    days = [g.datum for g in view.genomforanden if seen.happened(g.datum) and g.datum]
    return good, seen.shown_by(view.record, shows, max(days, default=None))


def improved(seen: Audit) -> Answer:
    """How many of the results outside their targets led to an action."""
    key = "egenkontroller_förbättrar"
    found = [(view, held) for view in inspections(seen) for held in outside(seen, view)]
    met = count(f"{key}.med_åtgärd", (f"{v.id}/{g.id}" for v, g in found if improves(g)))
    total = count(f"{key}.utanför_målet", (f"{v.id}/{g.id}" for v, g in found))
    if not found:
        return Answer(State.UNKNOWN, f"Inget resultat från {seen.period.label} låg utanför sitt mål.", (met, total))
    rows = [
        (
            improves(held),
            seen.shown_by(view.record, "ledde till åtgärd" if improves(held) else _unacted(held), held.datum, held.id),
        )
        for view, held in found
    ]
    reason = f"{of_all(met, total, 'resultat', 'resultat')} utanför målet har lett till en åtgärd."
    return Answer(share(met, total), reason, (met, total), telling(rows))


def _unacted(held: Genomforande) -> str:
    return "har analyserats men ingen åtgärd är beslutad" if held.analys else "varken analys eller åtgärd"


def measured(seen: Audit) -> Answer:
    """How many of the active indicators have points enough for a change to be told from chance."""
    key = "mätdata_används"
    active = [view for view in Indikator.all(seen.register) if view.active and seen.governs(view.enhet)]
    points = {view: _points(seen, view) for view in active}
    met = count(f"{key}.tillräckliga", (view.id for view, days in points.items() if len(days) >= _ENOUGH))
    total = count(f"{key}.indikatorer", (view.id for view in active))
    if not active:
        return Answer(State.MISSING, "Registret har inga aktiva indikatorer.", (met, total))
    indicators = of_all(met, total, "aktiv indikator", "aktiva indikatorer")
    reason = f"{indicators} har värden nog för att skilja en förändring från slump."
    rows = [
        (
            len(days) >= _ENOUGH,
            seen.shown_by(view.record, ("värden: ", _number(key, view, days)), max(days, default=None)),
        )
        for view, days in points.items()
    ]
    return Answer(share(met, total), reason, (met, total), telling(rows))


def _number(key: str, view: Indikator, days: Sequence[date]) -> Figure:
    return Figure(key=f"{key}.{view.id}.värden", value=len(days), ids=(view.id,))


def _points(seen: Audit, view: Indikator) -> Sequence[date]:
    """The days of the longest series of values by the day described."""
    if view.hamtas_fran:
        return _fed(seen, view.hamtas_fran)
    series = [[p.period.last for p in points if p.number is not None] for points in view.series().values()]
    return max(([day for day in days if day <= seen.day] for days in series), key=len, default=[])


def _fed(seen: Audit, source: str) -> list[date]:
    """The days of the values that another record gives an indicator."""
    record = seen.register.by_id.get(source)
    if record is None:
        return []
    occasions = (g.datum for g in Egenkontroll(record, record.data).genomforanden)
    accounts = (row.period.last for row in Utbildning(record, record.data).genomforande if row.period)
    days = occasions if record.kind == Egenkontroll.kind else accounts
    return [day for day in days if day and day <= seen.day]


QUESTIONS = (
    Question("rutiner_för_avvikelser", ("dokument",), routines),
    Question("avvikelser_används", ("avvikelse",), put_to_use),
    Question("rutiner_för_risker", ("dokument",), routines_for_risks),
    Question("egenkontroller_görs", ("egenkontroll",), made),
    Question("egenkontroller_förbättrar", ("egenkontroll",), improved),
    Question("mätdata_används", ("indikator", "egenkontroll", "utbildning"), measured),
    Question("slump_eller_mönster", ("avvikelse",), told_apart),
)
