"""The plan of inspections: what is inspected when by whom, what became of it, and what nobody inspects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from kvalitet.charts.year_entries import Done
from kvalitet.charts.year_wheel import YearWheel, year_wheel
from kvalitet.facts._base.att_besluta import Decision, decision, decision_below
from kvalitet.facts._base.ofta import often
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._egenkontroller.arshjul import STATES, Turn, entries, occasions_in, turns
from kvalitet.facts._egenkontroller.avtal import contract_table, contracted, uninspected
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts, places
from kvalitet.facts._egenkontroller.kedja import KEY as CHAIN
from kvalitet.facts._egenkontroller.kedja import chain_cells, chain_table, improves, outside
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Table, count
from kvalitet.model.register import Register
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande
from kvalitet.views.processer import Process

REPORT = Report(
    title="Egenkontrollplan",
    purpose="årshjulet: vad som kontrolleras när och av vem, utfallet mot planen, och vad kontrollerna har lett till",
    audience="ledningsgruppen, och de som gör egenkontrollerna",
    due="när årets plan läggs, och vid uppföljningen av den",
)

_KEY = "egenkontrollplan"
_AREAS = "sakerhetsomraden"


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The inspections of a year, in all safety areas, of the whole care provider or a unit with its subunits."""
    within = reach(assessment, scope)
    views = _inspections(within)
    made = [view for view in views if view.status != "planerad"]
    held = turns(within, made)
    found = inspection_facts(within, made)
    left = [(view, g) for view in made for g in outside(within, view) if not improves(g)]
    without = _without(within, views)
    decide = (*_uninspected(within, without), *_not_followed(held, left))
    wheel = year_wheel(
        YearWheel(
            key=f"{_KEY}.årshjul",
            title=f"Egenkontroller {scope.period.label}",
            entries=entries(within, held),
        )
    )
    return Facts(
        title=f"{REPORT.title} {scope.period.label}: {within.unit_name}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            _plan(within, views, held),
            _missed(within, held),
            _unimproved(within, left),
            contract_table(within, held),
            chain_table(within, made),
            *found.tables,
        ),
        diagrams=(wheel,) if held else (),
        loose=(
            *found.figures,
            *chain_cells(within, CHAIN, made),
            count(f"{_KEY}.egenkontroller", (view.id for view in views)),
            *(occasions_in(f"{_KEY}.{key}", held, state) for key, state in STATES.items()),
            count(f"{_KEY}.utan_åtgärd", (f"{view.id}/{g.id}" for view, g in left)),
            *(count(f"{_KEY}.{key}", ids) for key, ids in without.items()),
        ),
        details={
            "decide": tuple(decide),
            "wheel": held != (),
            "contracted": any(contracted(within)),
        },
    )


def _without(within: Reach, views: Sequence[Egenkontroll]) -> dict[str, tuple[str, ...]]:
    """What nobody inspects: safety areas, core processes, and units that others run."""
    return {
        "områden_utan": _areas_without(within, views),
        "processer_utan": _processes_without(within, views),
        "avtal_utan": tuple(uninspected(within, views)),
    }


def _uninspected(within: Reach, without: Mapping[str, tuple[str, ...]]) -> Iterator[Decision]:
    register = within.register
    ask = "Besluta om en egenkontroll, eller att ingen behövs."
    for key, what, name in (
        ("områden_utan", "Säkerhetsområden utan egenkontroll", partial(register.label, _AREAS)),
        ("processer_utan", "Kärnprocesser utan egenkontroll", lambda process: register.by_id[process].title),
        ("avtal_utan", "Enheter på avtal utan egenkontroll", register.organisation.name),
    ):
        ids = without[key]
        yield from decision(what, ask, map(name, ids), count(f"{_KEY}.{key}", ids))


def _not_followed(held: Sequence[Turn], left: Sequence[tuple[Egenkontroll, Genomforande]]) -> Iterator[Decision]:
    """What was missed, and what was found and led to nothing."""
    yield from decision_below(
        "Missade tillfällen",
        "Ta reda på vad som hindrade, och bestäm vad som ska tas igen.",
        occasions_in(f"{_KEY}.missade", held, Done.MISSED),
    )
    yield from decision_below(
        "Resultat utanför målet utan åtgärd",
        "Besluta om en åtgärd, eller att ingen behövs.",
        count(f"{_KEY}.utan_åtgärd", (f"{view.id}/{g.id}" for view, g in left)),
    )


def _inspections(within: Reach) -> tuple[Egenkontroll, ...]:
    """The inspections within reach that are to be made, or were, on some day of the year."""
    return tuple(
        view
        for view in Egenkontroll.live(within.register)
        if within.covers(view.enhet, *view.enheter)
        and (view.avslutad is None or view.avslutad >= within.period.first)
        and (view.start is None or view.start <= within.period.last)
    )


def _plan(within: Reach, views: Sequence[Egenkontroll], held: Sequence[Turn]) -> Table:
    # when the year is over nothing more is to come
    ahead = within.day < within.period.last
    columns = 5 if ahead or any(view.status == "planerad" for view in views) else 4
    return Table(
        key=f"{_KEY}.plan",
        caption=f"Vad som kontrolleras {within.period.label}",
        headings=("Egenkontroll", "Hur", "Var", "Samlar in", "Nästa senast")[:columns],
        rows=tuple(
            (
                view.record.title,
                _how(within, view),
                _where(within, view),
                role_text(within.register, view.insamling or view.ansvarig),
                _next(within, view, held),
            )[:columns]
            for view in views
        ),
        ids=tuple(sorted(view.id for view in views)),
        note="Där ingen samlar in enligt registret står den som ansvarar.",
        empty=f"Ingen egenkontroll är planerad {within.period.label}.",
    )


def _how(within: Reach, view: Egenkontroll) -> str:
    method = within.register.label("metoder", view.metod) if view.metod else "Metod saknas"
    return f"{method}, {often(view.intervall, view.minst_per_ar)}"


def _where(within: Reach, view: Egenkontroll) -> str:
    units = places(within, view)
    name = within.register.organisation.name
    return ", ".join(name(unit) for unit in units) or name(view.enhet)


def _next(within: Reach, view: Egenkontroll, held: Sequence[Turn]) -> str:
    """The first day of those to come, or what stands in its way."""
    if view.status == "planerad":
        return f"börjar {day_text(view.start)}"
    waiting = [turn.day for turn in held if turn.view.id == view.id and turn.state is Done.PLANNED]
    return day_text(min(waiting)) if waiting else f"inget mer {within.period.label}"


def _missed(within: Reach, held: Sequence[Turn]) -> Table:
    """What was missed, the latest of each inspection and unit only where it is still to be made up for."""
    gone = [turn for turn in held if turn.state is Done.MISSED]
    by_place: dict[tuple[str, str], list[Turn]] = {}
    for turn in gone:
        by_place.setdefault((turn.view.id, turn.unit), []).append(turn)
    rows = [
        (
            found[0].view.record.title,
            within.register.organisation.name(unit),
            ", ".join(day_text(turn.day) for turn in found),
            role_text(within.register, found[0].view.insamling or found[0].view.ansvarig),
        )
        for (_, unit), found in by_place.items()
    ]
    return Table(
        key=f"{_KEY}.missade",
        caption=f"Missade tillfällen {within.period.label}",
        headings=("Egenkontroll", "Enhet", "Skulle ha gjorts senast", "Samlar in"),
        rows=tuple(rows),
        ids=tuple(sorted({turn.view.id for turn in gone})),
        note="Ett tillfälle är missat när kontrollen inte hade gjorts när nästa skulle göras, eller inte är gjord än "
        "trots att anståndet har gått ut.",
        empty="Inget tillfälle är missat.",
    )


def _unimproved(within: Reach, left: Sequence[tuple[Egenkontroll, Genomforande]]) -> Table:
    rows = sorted(left, key=lambda row: (row[1].datum or date.min, row[0].id, row[1].id), reverse=True)
    return Table(
        key=f"{_KEY}.utan_åtgärd",
        caption=f"Resultat utanför målet utan åtgärd, {within.period.label}",
        headings=("Egenkontroll", "Enhet", "Gjord", "Analys"),
        rows=tuple(
            (
                view.record.title,
                within.register.organisation.name(g.enhet or view.enhet),
                day_text(g.datum),
                g.analys or "Saknas",
            )
            for view, g in rows
        ),
        ids=tuple(sorted(f"{view.id}/{g.id}" for view, g in left)),
        empty="Varje resultat utanför målet har lett till en åtgärd.",
    )


def _active(views: Iterable[Egenkontroll]) -> Iterator[Egenkontroll]:
    return (view for view in views if view.active)


def _areas_without(within: Reach, views: Sequence[Egenkontroll]) -> tuple[str, ...]:
    """The safety areas without an active inspection: those that the management is to review, else all of them."""
    codes = within.register.codes.get(_AREAS)
    inspected = {view.omrade for view in _active(views)}
    known = [c.id for c in codes.codes.values() if c.valid(within.day)] if codes else []
    wanted = _demanded(within.register) or known
    return tuple(area for area in wanted if area in known and area not in inspected)


def _demanded(register: Register) -> list[str]:
    reviews = register.settings.demanded("genomgångar")
    areas = reviews.get("områden") if isinstance(reviews, dict) else None
    return [area for area in areas if isinstance(area, str)] if isinstance(areas, list) else []


def _processes_without(within: Reach, views: Sequence[Egenkontroll]) -> tuple[str, ...]:
    """The core processes within reach that no active inspection concerns, nor any document of their steps."""
    inspected = {name for view in _active(views) for name in view.avser}
    return tuple(
        process.id
        for process in Process.live(within.register)
        if process.is_core
        and within.covers(process.record.unit)
        and inspected.isdisjoint({process.id, *process.dokument})
    )
