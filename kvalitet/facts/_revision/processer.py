"""Question 5 of the audit: processes and routines, as far as they had come on the day described."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kvalitet.facts._dokument.gallande import in_force
from kvalitet.facts._egenkontroller.egenkontroller import under_way
from kvalitet.facts._processer.processer import SORTS, core, leaders_lacking, processes, reached, standing
from kvalitet.facts._revision.dokument import shown
from kvalitet.facts._revision.fragor import Answer, Audit, Question, State, of_all, share, speaks_of, telling
from kvalitet.model.dates import first_day
from kvalitet.model.figure import Cell, count
from kvalitet.model.value import value_at
from kvalitet.model.wording import capital, listing
from kvalitet.views.beslut import Beslut
from kvalitet.views.dokument import Dokument
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande
from kvalitet.views.processer import Process

_WORDS = ("processorientering", "processer", "processtyrning")
_CORE = ("kärnprocess", "kärnprocesser")


def decided(seen: Audit) -> Answer:
    """Whether a decision or a document says that work is run in processes; adopted processes alone say it in part."""
    key = "beslut_om_processer"
    made = [v for v in Beslut.all(seen.register) if v.made and v.datum and v.datum <= seen.day]
    decisions = [v for v in made if seen.governs(v.record.unit) and speaks_of(v.data.get("nyckelord"), *_WORDS)]
    papers = [v for v in in_force(seen) if speaks_of(v.data.get("nyckelord"), *_WORDS)]
    adopted = [view for view in processes(seen) if reached(seen, view, "fastställd")]
    said = count(f"{key}.poster", (v.id for v in (*decisions, *papers)))
    indirect = count(f"{key}.fastställda", (v.id for v in adopted))
    state = State.PRESENT if said.some else State.PARTLY if adopted else State.MISSING
    papers_said = capital(said.counted("beslut eller dokument", "beslut eller dokument"))
    adopted_said = indirect.counted("process har", "processer har")
    reason = f"{papers_said} om processer finns i registret, och {adopted_said} fastställts."
    evidence = (
        *(seen.shown_by(view.record, "beslut om processer", view.datum) for view in decisions),
        *(shown(seen, view) for view in papers),
        *(seen.shown_by(v.record, "fastställd", first_day(v.data.get("fastställd"))) for v in adopted),
    )
    return Answer(state, reason, (said, indirect), evidence)


def mapped(seen: Audit) -> Answer:
    """Whether there are processes of each sort."""
    found = processes(seen)
    groups = {sort: count(f"processkarta.{sort}", (v.id for v in found if v.typ == sort)) for sort in SORTS}
    there = [sort for sort, number in groups.items() if number.some]
    state = State.PRESENT if len(there) == len(SORTS) else State.PARTLY if found else State.MISSING
    told = [number.counted(sort, SORTS[sort]) for sort, number in groups.items()]
    evidence = tuple(
        seen.shown_by(view.record, f"{view.typ}, {standing(seen, view)[0]}", standing(seen, view)[1])
        for sort in SORTS
        for view in found
        if view.typ == sort
    )
    return Answer(state, f"Registret har {listing(told)}.", tuple(groups.values()), evidence)


def _of_core(
    seen: Audit,
    key: str,
    lacks: Callable[[Process], Iterable[str]],
    has: str,
) -> Answer:
    """For how many core processes nothing is lacking; `has` is what they then have, as a reader would say it."""
    found = {view: tuple(lacks(view)) for view in core(seen)}
    met = count(f"{key}.uppfyllda", (view.id for view, lacking in found.items() if not lacking))
    total = count(f"{key}.kärnprocesser", (view.id for view in found))
    if not found:
        return Answer(State.UNKNOWN, "Registret har inga kärnprocesser att pröva.", (met, total))
    rows = [
        (
            not lacking,
            seen.shown_by(
                view.record,
                f"saknar {listing(lacking)}" if lacking else f"har {has}",
                standing(seen, view)[1],
            ),
        )
        for view, lacking in found.items()
    ]
    return Answer(share(met, total), f"{of_all(met, total, *_CORE)} har {has}.", (met, total), telling(rows))


def owned(seen: Audit) -> Answer:
    """How many core processes have an owner and a leader, neither post vacant."""

    def lacks(view: Process) -> Iterable[str]:
        return leaders_lacking(seen, view)

    return _of_core(seen, "processägare_och_processledare", lacks, "både ägare och ledare")


def described(seen: Audit) -> Answer:
    """How many core processes are described, every activity with a document in force whose text can be read."""
    readable = {view.id for view in in_force(seen) if view.innehall or view.plats}

    def lacks(view: Process) -> Iterable[str]:
        if not reached(seen, view, "beskriven"):
            yield "beskrivning"
        if not view.aktiviteter:
            yield "aktiviteter"
        elif all(readable.isdisjoint(part.dokument) for part in view.aktiviteter):
            yield "rutiner som går att nå"
        elif any(readable.isdisjoint(part.dokument) for part in view.aktiviteter):
            yield "rutiner som går att nå för en del av aktiviteterna"

    return _of_core(seen, "kärnprocesser_beskrivna", lacks, "en beskrivning med rutiner för varje aktivitet")


def required(seen: Audit) -> Answer:
    """How many core processes have requirements of quality."""

    def lacks(view: Process) -> Iterable[str]:
        return () if view.kvalitetskrav else ("kvalitetskrav",)

    return _of_core(seen, "kvalitetskrav_på_kärnprocesser", lacks, "minst ett kvalitetskrav")


def suited(seen: Audit) -> Answer:
    """How many documents in force were tried in everyday work and could stay as they were."""
    outcomes = {"behåll": "kunde behållas", "revidera": "behövde ändras", "utgår": "behövdes inte"}
    return _tried(
        seen, "anpassade_till_verksamheten", _Trial("utfall", outcomes, {"behåll"}, "har utfallet att det kan behållas")
    )


def useful(seen: Audit) -> Answer:
    """For how many documents in force the usefulness was judged, and nowhere to be poor."""
    words = {name: f"användbarheten bedömd som {name}" for name in ("god", "godtagbar", "bristfällig")}
    return _tried(
        seen,
        "användbara",
        _Trial("användbarhet", words, {"god", "godtagbar"}, "har en användbarhet som är god eller godtagbar"),
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """What of a document's latest trial is asked: the field, its outcomes in words, the good ones, what they mean."""

    field: str
    words: Mapping[str, str]
    good: Collection[str]
    passed: str


def _tried(seen: Audit, key: str, trial: _Trial) -> Answer:
    governing = in_force(seen)
    found = {v: str(value_at(v.data, ("prövning", trial.field)) or "") for v in governing if _has_been_tried(seen, v)}
    tried = {view: outcome for view, outcome in found.items() if outcome}
    met = count(f"{key}.godkända", (view.id for view, outcome in tried.items() if outcome in trial.good))
    judged = count(f"{key}.prövade", (view.id for view in tried))
    total = count(f"{key}.gällande", (view.id for view in governing))
    numbers = (met, judged, total)
    if not tried:
        return Answer(State.UNKNOWN, "Inget gällande dokument har prövats i det avseendet.", numbers)
    state = State.PRESENT if met.value == total.value else State.PARTLY if met.some else State.MISSING
    documents = of_all(judged, total, "gällande dokument", "gällande dokument")
    reason = f"{documents} har prövats, och {met.text} av dem {trial.passed}."
    rows = [(o in trial.good, seen.shown_by(v.record, trial.words.get(o, o), v.provad)) for v, o in tried.items()]
    return Answer(state, reason, numbers, telling(rows))


def _has_been_tried(seen: Audit, view: Dokument) -> bool:
    return view.provad is not None and view.provad <= seen.day


def followed(seen: Audit) -> Answer:
    """How many of the inspections of a document or a process that went on in the period were made in it."""
    key = "följsamhet"
    active = [view for view in Egenkontroll.all(seen.register) if _goes_on(seen, view) and _of_routine(seen, view)]
    made = {view: [g for g in view.genomforanden if seen.happened(g.datum)] for view in active}
    met = count(f"{key}.gjorda", (view.id for view, held in made.items() if held))
    total = count(f"{key}.egenkontroller", (view.id for view in active))
    if not active:
        return Answer(State.MISSING, "Ingen aktiv egenkontroll avser ett dokument eller en process.", (met, total))
    reason = (
        f"{of_all(met, total, 'egenkontroll', 'egenkontroller')} av dokument och processer gjordes minst en gång under "
        f"{seen.period.label}."
    )
    rows = [
        (
            bool(held),
            seen.shown_by(view.record, _held(seen, held, view), max((g.datum for g in held if g.datum), default=None)),
        )
        for view, held in made.items()
    ]
    return Answer(share(met, total), reason, (met, total), telling(rows))


def _held(seen: Audit, held: Iterable[Genomforande], view: Egenkontroll) -> Cell:
    number = count(f"följsamhet.{view.id}", (f"{view.id}/{occasion.id}" for occasion in held))
    return (f"avser {listing(view.avser)}; tillfällen {seen.period.label}: ", number)


def _goes_on(seen: Audit, view: Egenkontroll) -> bool:
    """Whether an inspection was to be made in the period: one that has ended since was so too."""
    return (view.active or view.avslutad is not None) and under_way(seen, view)


def _of_routine(seen: Audit, view: Egenkontroll) -> bool:
    records = seen.register.by_id
    kinds = {records[name].kind for name in view.avser if name in records}
    return seen.covers(view.enhet, *view.enheter) and not {"dokument", "process"}.isdisjoint(kinds)


QUESTIONS = (
    Question("beslut_om_processer", ("beslut", "dokument", "process"), decided),
    Question("processkarta", ("process",), mapped),
    Question("processägare_och_processledare", ("process",), owned),
    Question("kärnprocesser_beskrivna", ("process", "dokument"), described),
    Question("kvalitetskrav_på_kärnprocesser", ("process",), required),
    Question("anpassade_till_verksamheten", ("dokument",), suited),
    Question("användbara", ("dokument",), useful),
    Question("följsamhet", ("egenkontroll", "dokument", "process"), followed),
)
