"""Questions 1 and 2 of the audit: what the management system is made of, its reports, and the demands of the law."""

from collections.abc import Iterator, Sequence
from datetime import date

from kvalitet.facts._base.omraden import analyses, complaints, deviations, inspections
from kvalitet.facts._base.words import day_text
from kvalitet.facts._dokument.lagkrav import backing, governing, requirements, reviewed
from kvalitet.facts._revision.dokument import covered
from kvalitet.facts._revision.fragor import Answer, Audit, Question, State, of_all, share, telling
from kvalitet.model.figure import Figure, count
from kvalitet.model.record import Record
from kvalitet.model.wording import date_text, listing
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.lagkrav import Lagkrav
from kvalitet.views.rapporter import BERATTELSE, Rapport

_YEARS = 3
_Dated = tuple[Record, date | None]


def described(seen: Audit) -> Answer:
    """Whether a document about the management system is in force."""
    return covered(seen, "beskrivning_av_systemet", "ledningssystem")


def noted(seen: Audit) -> Answer:
    """Of how many sorts of work the period has a record."""
    sorts = [(name, [row for row in rows if seen.happened(row[1])]) for name, rows in _work(seen)]
    counted = [count(f"{name}.antal", (record.id for record, _ in rows)) for name, rows in sorts]
    there = [name for name, rows in sorts if rows]
    lacking = [name for name, rows in sorts if not rows]
    met = count("arbetet_antecknat.slag", there)
    total = count("arbetet_antecknat.alla_slag", (name for name, _ in sorts))
    reason = f"Registret har poster från {seen.period.label} om {of_all(met, total, 'slags arbete', 'slags arbete')}."
    if lacking:
        reason += f" Där saknas {listing(lacking)}."
    evidence = [
        seen.shown_by(record, (f"senaste posten om {name}; antal: ", figure), day)
        for (name, rows), figure in zip(sorts, counted, strict=True)
        if rows
        for record, day in [max(rows, key=lambda row: (row[1] or date.min, row[0].id))]
    ]
    return Answer(share(met, total), reason, (*counted, met, total), tuple(evidence))


def _work(seen: Audit) -> Iterator[tuple[str, Sequence[_Dated]]]:
    yield "avvikelser", [(view.record, view.rapporterad) for view in deviations(seen)]
    yield "klagomål", [(view.record, view.mottagen) for view in complaints(seen)]
    yield "riskanalyser", [(view.record, view.datum) for view in analyses(seen)]
    yield "egenkontroller", [(v.record, g.datum) for v in inspections(seen) for g in v.genomforanden]
    held = [view for view in Genomgang.all(seen.register) if view.held and seen.covers(view.enhet)]
    yield "genomgångar", [(view.record, view.datum) for view in held]
    work = [view for view in Forbattring.all(seen.register) if seen.covers(view.record.unit)]
    yield "förbättringsarbeten", [(view.record, view.inlamnad) for view in work if seen.live(view.record)]


def safety_narrative(seen: Audit) -> Answer:
    """Whether the narrative of patient safety was drawn up for each year, and in time (PSL 3 kap. 10 §)."""
    key = "årlig_patientsäkerhetsberättelse"
    answer, drawn = _yearly(seen, key, BERATTELSE)
    late = [report for report in drawn if not _in_time(report)]
    timely = count(f"{key}.i_tid", (report.id for report in drawn if _in_time(report)))
    if not drawn:
        return answer
    state = State.PARTLY if late else answer.state
    reason = f"{answer.reason} {timely.text} av dem upprättades senast den 1 mars."
    return Answer(state, reason, (*answer.figures, timely), answer.evidence)


def quality_narrative(seen: Audit) -> Answer:
    """Whether a narrative of quality was drawn up for each year (SOSFS 2011:9 7 kap. 1 §, general advice)."""
    return _yearly(seen, "årlig_kvalitetsberättelse", "kvalitetsberättelse")[0]


def _yearly(seen: Audit, key: str, sort: str) -> tuple[Answer, list[Rapport]]:
    years = _due(seen)
    found = {
        view.period.text: view
        for view in reversed(Rapport.all(seen.register))
        if view.typ == sort and view.period and seen.governs(view.enhet) and _drawn(seen, view)
    }
    drawn = [found[year] for year in years if year in found]
    met, total = count(f"{key}.upprättade", (view.id for view in drawn)), Figure(key=f"{key}.år", value=len(years))
    if not years:
        return Answer(
            State.UNKNOWN, "Registret började så sent att ingen berättelse skulle ha varit klar.", (total,)
        ), []
    starts = seen.register.settings.starts
    since = f", registret började {date_text(starts)}" if starts and starts.year > seen.day.year - _YEARS else ""
    reason = f"{of_all(met, total, 'år', 'år')} ({listing(years)}{since}) har en upprättad {sort}."
    evidence = tuple(
        seen.shown_by(view.record, f"avser {view.period.label if view.period else ''}, {_life(view)}", view.upprattad)
        for view in drawn
    )
    return Answer(share(met, total), reason, (met, total), evidence), drawn


def _due(seen: Audit) -> list[str]:
    """The latest years whose narrative had to be ready by the day, of those that the register answers for."""
    starts = seen.register.settings.starts
    years = (seen.day.year - back for back in range(_YEARS, 0, -1))
    return [str(year) for year in years if date(year + 1, 3, 1) < seen.day and (starts is None or starts.year <= year)]


def _drawn(seen: Audit, view: Rapport) -> bool:
    return view.upprattad <= seen.day if view.upprattad else view.drawn_up


def _in_time(view: Rapport) -> bool:
    last = date(view.period.last.year + 1, 3, 1) if view.period else date.min
    return view.upprattad is not None and view.upprattad <= last


def _life(view: Rapport) -> str:
    steps = [("upprättad", view.upprattad), ("fastställd", view.faststalld), ("tillgänglig", view.tillganglig)]
    return listing([f"{name} {day_text(day)}" for name, day in steps if day]) or "upprättad, utan angiven dag"


def listed(seen: Audit) -> Answer:
    """Whether there are requirements of the law, each with its review made in time."""
    found = requirements(seen)
    current = [view for view in found if reviewed(view, seen.today)]
    total = count("lagkravslista.gällande", (view.id for view in found))
    met = count("lagkravslista.granskade", (view.id for view in current))
    if not found:
        return Answer(State.MISSING, "Registret har inga gällande lagkrav.", (total, met))
    rows = [(view in current, seen.shown_by(view.record, _review_text(seen, view), view.granskad)) for view in found]
    state = State.PRESENT if len(current) == len(found) else State.PARTLY
    reason = f"{of_all(met, total, 'gällande lagkrav', 'gällande lagkrav')} har granskats i tid."
    return Answer(state, reason, (total, met), telling(rows))


def _review_text(seen: Audit, view: Lagkrav) -> str:
    if view.granskad is None:
        return "är inte granskat"
    following = f", nästa {day_text(view.nasta_granskning)}" if view.nasta_granskning else ""
    late = "" if reviewed(view, seen.today) else ", som har passerat"
    return f"granskat {day_text(view.granskad)}{following}{late}"


def fulfilled(seen: Audit) -> Answer:
    """For how many requirements something in force sees to it that they are met, and they are judged to be."""
    found = requirements(seen)
    used = governing(seen)
    backed = [view for view in found if backing(seen, view, used)]
    judged = [view for view in found if view.bedomning == "uppfyllt"]
    total = count("lagkrav_uppfylls.gällande", (view.id for view in found))
    routines = count("lagkrav_uppfylls.med_stöd", (view.id for view in backed))
    well = count("lagkrav_uppfylls.uppfyllda", (view.id for view in judged))
    if not found:
        return Answer(State.UNKNOWN, "Registret har inga gällande lagkrav att pröva.", (total, routines, well))
    both = [view for view in backed if view in judged]
    state = State.PRESENT if len(both) == len(found) else State.PARTLY if backed else State.MISSING
    reason = (
        f"{of_all(routines, total, 'gällande lagkrav', 'gällande lagkrav')} har ett gällande dokument eller en aktiv "
        f"egenkontroll, och {of_all(well, total, 'lagkrav', 'lagkrav')} har bedömningen uppfyllt."
    )
    rows = [
        (view in both, seen.shown_by(view.record, _met_by(view, backing(seen, view, used)), view.granskad))
        for view in found
    ]
    return Answer(state, reason, (total, routines, well), telling(rows))


def _met_by(view: Lagkrav, by: Sequence[str]) -> str:
    judged = {"uppfyllt": "bedömt som uppfyllt", "delvis": "bedömt som delvis uppfyllt", "ej": "bedömt som ej uppfyllt"}
    return f"{judged.get(view.bedomning, 'inte bedömt')}; stöd i {listing(by) if by else 'inget som gäller'}"


QUESTIONS = (
    Question("beskrivning_av_systemet", ("dokument",), described),
    Question(
        "arbetet_antecknat",
        ("avvikelse", "klagomal", "riskanalys", "egenkontroll", "genomgang", "forbattring"),
        noted,
    ),
    Question("årlig_patientsäkerhetsberättelse", ("rapport",), safety_narrative),
    Question("årlig_kvalitetsberättelse", ("rapport",), quality_narrative),
    Question("lagkravslista", ("lagkrav",), listed),
    Question("lagkrav_uppfylls", ("lagkrav", "dokument", "egenkontroll"), fulfilled),
)
