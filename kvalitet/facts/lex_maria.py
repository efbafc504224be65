"""The year's notifications under lex Maria, and the other cases after harm: why it happened and what was done.

Notifications, complaints at the supervising authority and claims at the insurer are told together, so that what they
have in common can be seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kvalitet.facts._base.maskering import Where, counts, unit_mask
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._base.words import day_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.arenden import TYPES, Case, cases
from kvalitet.facts._handelser.avvikelser import lex_maria_facts
from kvalitet.facts._handelser.lardomar import lesson_table
from kvalitet.facts._handelser.lex_maria import ACTIONS, action_table, case_facts, lead_times
from kvalitet.facts._planer.atgarder import plan_of_action, state_cells
from kvalitet.model.assessment import Assessment
from kvalitet.model.deadline import Due
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure, Mask, Table
from kvalitet.model.masking import Path
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv5 import kv505_lex_maria_sen_eller_ofullstandig as kv505
from kvalitet.views.arenden import Arende

REPORT = Report(
    title="Lex Maria",
    purpose="årets anmälningar och övriga ärenden efter vårdskador: tider, orsaker, åtgärder och lärdomar",
    audience="ledningsgruppen, nämnden och alla som ska dra lärdom",
    due="senast den sista februari året efter",
)

_AREA = "lex_maria.orsaker."
_TODAY = f"{ACTIONS}.i_dag"
"""The keys of the actions as they stand today: what is to be done is told of today, whichever year is told of."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The cases of a year, of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    seen, everywhere = cases(within), cases(within.everywhere)
    chosen = tuple(case for case in seen if within.within(case.day, within.period))
    of_unit = unit_mask(within, (Where(case.unit) for case in everywhere if within.within(case.day, within.period)))
    # what was done and learnt is told openly, but not where it would say that the unit has a case
    told = () if of_unit else chosen
    found = together(
        case_facts(within, seen, everywhere),
        lead_times(within, seen, everywhere),
        lex_maria_facts(within),
        Gathered(
            (action_table(within, told), _lessons(within, told)),
            (
                *state_cells(ACTIONS, (a for case in told for a in case.atgarder), within.day),
                *state_cells(_TODAY, (a for case in told for a in case.atgarder), within.today),
                *_taught(within, chosen, of_unit),
            ),
        ),
        _waiting(within, assessment.deadlines),
    )
    tables = (*found.tables, *(() if scope.masks else (_cases(within, chosen), _open_actions(within, chosen))))
    return Facts(
        title=f"{REPORT.title} {scope.period.label}" + (f": {within.unit_name}" if scope.unit else ""),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=tables,
        loose=found.figures,
        details={
            "untold": within.untold,
            "nothing": not chosen and not of_unit,
            "hidden": of_unit is not None,
            "undivided": _undivided(found.tables),
            "shows_all": not scope.masks,
            "commonest": _commonest(within, found.figures),
        },
    )


def _commonest(within: Reach, figures: Iterable[Figure]) -> Mapping[str, str]:
    """The commonest areas of causes this year, where they may be shown: the key of the number and the label."""
    codes = within.register.codes.get("orsaksomraden")
    rows = {figure.key.removeprefix(_AREA): figure for figure in figures if figure.key.startswith(_AREA)}
    found = {code: figure for code, figure in rows.items() if codes and code in codes.codes and figure.value}
    most = max((figure.value or 0 for figure in found.values()), default=0)
    return {f.key: codes.label(code) for code, f in found.items() if codes and f.value == most}


def _undivided(tables: Iterable[Table]) -> bool:
    """Whether neither causes nor categories may be shown one by one, so that nothing but their sums is left."""
    divided = [table for table in tables if table.key in {"lex_maria.orsaker", "lex_maria.kategorier"}]
    return any(table.withheld for table in divided) and not any(table.rows for table in divided)


def _taught(within: Reach, chosen: Sequence[Case], of_unit: Mask | None) -> tuple[Figure, ...]:
    """How many of the cases have led to a lesson that was told, and how many have not."""
    own: dict[Path, list[str]] = {("med",): [], ("utan",): []}
    for case in chosen:
        own[("med" if case.spread else "utan",)].append(case.id)
    keys: dict[str, Path] = {"lex_maria.med_lärdom": ("med",), "lex_maria.utan_lärdom": ("utan",)}
    return counts(within, own, keys, of_unit)


def _lessons(within: Reach, chosen: Iterable[Case]) -> Table:
    """What was learnt of the cases, once each."""
    found = {lesson.id: lesson for case in chosen for lesson in case.lardomar}
    return lesson_table(within, found.values(), "lärdomar.ärenden", f"Lärdomar av ärendena {within.period.label}")


def _waiting(within: Reach, deadlines: Iterable[Due]) -> Gathered:
    """The notifications and investigations that are still to be sent today."""
    code = rule_file(kv505).rule.code
    waiting = [due for due in deadlines if due.code == code and due.done is None and not due.cancelled and due.id]
    here = [due for due in waiting if within.covers(due.unit)]
    own: dict[Path, list[str]] = {
        ("sen",): [due.id for due in here if due.id and due.due < within.today],
        ("väntar",): [due.id for due in here if due.id and due.due >= within.today],
    }
    mask = unit_mask(within, (Where(due.unit or "") for due in waiting))
    figures = counts(within, own, {"lex_maria.att_göra": (), "lex_maria.försenade": ("sen",)}, mask)
    if within.scope.masks:
        return Gathered(figures=figures)
    table = Table(
        key="lex_maria.att_göra.lista",
        caption="Anmälningar och utredningar som inte är skickade",
        headings=("Händelse", "Enhet", "Det som ska göras", "Senast"),
        rows=tuple(
            (_title(within, due), within.register.organisation.name(due.unit or ""), due.what, day_text(due.due))
            for due in here
        ),
        ids=tuple(sorted(due.id or "" for due in here)),
        empty="Alla händelser som ska anmälas är anmälda, och utredningarna är skickade.",
    )
    return Gathered((table,), figures)


def _title(within: Reach, due: Due) -> str:
    record = within.register.by_id.get(due.id or "")
    return record.title if record else ""


def _cases(within: Reach, chosen: Iterable[Case]) -> Table:
    """The cases one by one."""
    ordered = sorted(chosen, key=lambda case: (case.day or date.max, case.id))
    return Table(
        key="lex_maria.lista",
        caption=f"Ärenden {within.period.label}, ett för ett",
        headings=("Ärende", "Slag", "Enhet", "Händelse", "Anmält eller öppnat", "Avgjort"),
        rows=tuple(
            (
                case.arende.record.title,
                TYPES[case.arende.typ],
                within.register.organisation.name(case.unit),
                day_text(case.arende.handelsedatum),
                day_text(case.day),
                _decided(case.arende),
            )
            for case in ordered
        ),
        ids=tuple(sorted(case.id for case in ordered)),
        empty="Inga ärenden.",
    )


def _decided(arende: Arende) -> str:
    criticised = ", med kritik" if arende.kritik else ""
    return f"{day_text(arende.beslutsdatum)}{criticised if arende.beslutsdatum else ''}"


def _open_actions(within: Reach, chosen: Iterable[Case]) -> Table:
    found = {action.address: action for case in chosen for action in case.atgarder if action.is_open}
    ordered = sorted(found.values(), key=lambda action: (action.due or date.max, action.address))
    table = plan_of_action(within, ordered, f"{ACTIONS}.kvar", "Åtgärder som inte är klara")
    return replace(table, empty="Ingen åtgärd efter ärendena återstår.")
