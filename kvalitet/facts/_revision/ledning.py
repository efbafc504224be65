"""Questions 8 and 9 of the audit: the management's reviews, what is lacking, and the plan to reach it."""

import re
from collections.abc import Iterable

from kvalitet.facts._base.words import day_text
from kvalitet.facts._planer.planer import plans
from kvalitet.facts._processer.processer import core
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, Question, State, of_all, share, speaks_of, telling
from kvalitet.facts._revision.styrning import SYSTEM
from kvalitet.model.dates import day
from kvalitet.model.figure import Cell, Figure, count
from kvalitet.model.finding import BasisType, Finding, Severity
from kvalitet.model.value import texts, value_at
from kvalitet.model.wording import capital, listing
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.handlingsplaner import Handlingsplan
from kvalitet.views.revisioner import Revision


def held(seen: Audit) -> tuple[Genomgang, ...]:
    """The reviews held in the period, in units within reach or above them."""
    found = (view for view in Genomgang.all(seen.register) if view.held and seen.live(view.record))
    return tuple(view for view in found if seen.governs(view.enhet) and seen.happened(view.datum))


def of_processes(seen: Audit) -> Answer:
    """How many core processes the management has gone through."""
    key, found = "genomgång_av_kärnprocesser", core(seen)
    by_process = {view.record.text("process"): view for view in held(seen)}
    done = [view for view in found if view.id in by_process]
    met, total = count(f"{key}.genomgångna", (v.id for v in done)), count(f"{key}.kärnprocesser", (v.id for v in found))
    if not found:
        return Answer(State.UNKNOWN, "Registret har inga kärnprocesser att gå igenom.", (met, total))
    reason = f"{of_all(met, total, 'kärnprocess', 'kärnprocesser')} har haft en genomgång under {seen.period.label}."
    rows = [
        (
            True,
            seen.shown_by(by_process[view.id].record, f"genomgång av {view.id}", by_process[view.id].datum),
        )
        if view.id in by_process
        else (False, seen.shown_by(view.record, "ingen genomgång"))
        for view in found
    ]
    return Answer(share(met, total), reason, (met, total), telling(rows))


def of_areas(seen: Audit) -> Answer:
    """How many of the safety areas the management has gone through."""
    key, areas, found = "genomgång_av_säkerhetsområden", _areas(seen), held(seen)
    done = [area for area in areas if any(view.omrade == area for view in found)]
    lacking = [seen.register.label("sakerhetsomraden", area).lower() for area in areas if area not in done]
    met, total = count(f"{key}.genomgångna", done), count(f"{key}.områden", areas)
    if not areas:
        return Answer(State.UNKNOWN, "Registret har inga säkerhetsområden att gå igenom.", (met, total))
    reason = (
        f"{of_all(met, total, 'säkerhetsområde', 'säkerhetsområden')} har haft en genomgång under {seen.period.label}."
    )
    if lacking:
        reason += f" Där saknas {listing(lacking)}."
    evidence = tuple(
        seen.shown_by(view.record, seen.register.label("sakerhetsomraden", view.omrade), view.datum)
        for view in found
        if view.omrade in areas
    )
    return Answer(share(met, total), reason, (met, total), evidence)


def _areas(seen: Audit) -> tuple[str, ...]:
    """The areas that the care provider demands reviews of, or all of them."""
    demanded = value_at(seen.register.settings.demanded("genomgångar"), ("områden",))
    if isinstance(demanded, list):
        return tuple(texts(demanded))
    codes = seen.register.codes.get("sakerhetsomraden")
    return tuple(code.id for code in codes.codes.values() if code.valid(seen.day)) if codes else ()


def led_to(seen: Audit) -> Answer:
    """How many reviews led to a decision or an action."""
    key, found = "genomgång_leder_till_beslut", held(seen)
    fruitful = [view for view in found if view.beslut or view.atgarder]
    met, total = count(f"{key}.med_beslut", (v.id for v in fruitful)), count(f"{key}.hållna", (v.id for v in found))
    decisions = count(f"{key}.beslut", (f"{view.id}/{row.id}" for view in found for row in view.beslut))
    actions = count(f"{key}.åtgärder", (action.address for view in found for action in view.atgarder))
    numbers = (met, total, decisions, actions)
    if not found:
        return Answer(State.UNKNOWN, f"Ingen genomgång hölls under {seen.period.label}.", numbers)
    reason = (
        f"{of_all(met, total, 'genomgång', 'genomgångar')} ledde till beslut eller åtgärder: "
        f"{decisions.counted('beslut', 'beslut')} och {actions.counted('åtgärd', 'åtgärder')}."
    )
    rows = [(view in fruitful, seen.shown_by(view.record, _outcome(key, view), view.datum)) for view in found]
    return Answer(share(met, total), reason, numbers, telling(rows))


def _outcome(key: str, view: Genomgang) -> Cell:
    decisions = count(f"{key}.{view.id}.beslut", (f"{view.id}/{row.id}" for row in view.beslut))
    actions = count(f"{key}.{view.id}.åtgärder", (action.address for action in view.atgarder))
    return ("beslut: ", decisions, ", åtgärder: ", actions)


def lawful(seen: Audit) -> Answer:
    """What the check of the register finds against laws and regulations."""
    found = [row for row in seen.findings if _against_law(row) and seen.governs(row.unit)]
    number = count("krav_i_lag.brister", (row.fingerprint for row in found))
    records = count("krav_i_lag.poster", (row.id or row.path for row in found))
    if not any(seen.governs(record.unit) for record in seen.register.records):
        return Answer(State.UNKNOWN, "Registret har inga poster att pröva.", (number, records))
    reason = capital(f"{number.counted('brist', 'brister')} mot lag eller föreskrift visas av registrets kontroll")
    if not found:
        return Answer(State.PRESENT, f"{reason}.", (number, records))
    reason += f", i {records.counted('post', 'poster')}."
    return Answer(State.PARTLY, reason, (number, records), tuple(_finding(seen, row) for row in found))


def _against_law(row: Finding) -> bool:
    legal = row.basis is not None and row.basis.type in {BasisType.LAG, BasisType.FÖRESKRIFT}
    return legal and row.severity in {Severity.ERROR, Severity.WARNING}


_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def _sentence(message: str) -> str:
    """What a rule says of a record, as a sentence with its days in words."""
    told = _ISO.sub(lambda found: day_text(day(found.group())) if day(found.group()) else found.group(), message)
    return f"{capital(told.rstrip('.'))}."


def _finding(seen: Audit, row: Finding) -> Evidence:
    record = seen.register.by_id.get(row.id or "")
    basis = row.basis.ref if row.basis else ""
    return Evidence(
        row.id or row.rule,
        record.title if record else "Registret som helhet",
        f"{_sentence(row.message)} {basis}",
        row.due,
        row.path,
    )


def planned(seen: Audit) -> Answer:
    """Whether a decided plan is about the management system, or actions after audits at least."""
    key = "plan_för_ledningssystemet"
    found = [view for view in plans(seen, seen.period) if _about_system(view)]
    audits = [v for v in Revision.all(seen.register) if v.reported and _handed_over(seen, v)]
    actions = [a for v in audits for row in v.rekommendationer for a in row.atgarder if a.is_open or a.is_done]
    plan, left = count(f"{key}.planer", (v.id for v in found)), count(f"{key}.åtgärder", (a.address for a in actions))
    reason = (
        f"{capital(plan.counted('handlingsplan', 'handlingsplaner'))} som gällde under {seen.period.label} handlar om "
        f"ledningssystemet. Efter revisioner finns {left.counted('åtgärd', 'åtgärder')}."
    )
    evidence = (
        *(seen.shown_by(view.record, "plan för ledningssystemet", view.beslutad) for view in found),
        *_after_audits(seen, audits),
    )
    state = State.PRESENT if found else State.PARTLY if actions else State.MISSING
    return Answer(state, reason, (plan, left), evidence)


def _handed_over(seen: Audit, view: Revision) -> bool:
    return seen.governs(view.record.unit) and (view.datum is None or view.datum <= seen.day)


def _after_audits(seen: Audit, audits: Iterable[Revision]) -> Iterable[Evidence]:
    for view in audits:
        actions = [action.address for row in view.rekommendationer for action in row.atgarder]
        if actions:
            number: Figure = count(f"plan_för_ledningssystemet.{view.id}.åtgärder", actions)
            yield seen.shown_by(view.record, ("åtgärder efter rekommendationer: ", number), view.datum)


def _about_system(view: Handlingsplan) -> bool:
    return speaks_of(view.titel, *SYSTEM) or speaks_of(view.data.get("nyckelord"), *SYSTEM)


QUESTIONS = (
    Question("genomgång_av_kärnprocesser", ("genomgang", "process"), of_processes),
    Question("genomgång_av_säkerhetsområden", ("genomgang",), of_areas),
    Question("genomgång_leder_till_beslut", ("genomgang",), led_to),
    Question("krav_i_lag_och_föreskrift", ("*",), lawful),
    Question("plan_för_ledningssystemet", ("handlingsplan", "revision"), planned),
)
