"""The year's improvement work: proposals and assignments by effect area and unit, what was tried, what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import UNSAID_LABEL, together
from kvalitet.facts._base.words import day_text, role_text, word
from kvalitet.facts._catalogue import Report
from kvalitet.facts._processer.forbattringsarbeten import chart_tables, lacking, work_prose, work_section
from kvalitet.facts._processer.forbattringslage import concerns, improvement_facts
from kvalitet.facts._processer.kunskapsstod import SUPPORTS, support_tables, supports, undecided
from kvalitet.facts._processer.team import in_process, process_tables
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import first_day
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.kunskapsstod import Kunskapsstod

REPORT = Report(
    title="Förbättringsarbete",
    purpose="årets förbättringsförslag och utvecklingsuppdrag, vad som har prövats och vad det ledde till",
    audience="verksamhetschefen och ledningsgruppen",
    due="en gång om året, inför ledningens genomgång",
)

_KEY = "förbättringar"
_OPERATION = "verksamhet"
_SMALL = "förslag"
_RANK = {"stor": 0, "medel": 1, "liten": 2, "": 3}


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The improvement work of a year, of the whole care provider or of one unit with its subunits."""
    within = reach(assessment, scope)
    views = tuple(v for v in Forbattring.live(within.register) if within.covers(v.record.unit) and _known(within, v))
    current = tuple(view for view in views if concerns(within, view))
    works = tuple(view for view in current if view.slag != _SMALL)
    sections = tuple(section for view in works if (section := work_section(within, view)))
    found = improvement_facts(within)
    charts = together(*(chart_tables(within, view) for view in works))
    received = supports(within)
    tables = (
        *found.tables,
        _by_area(within, views, current),
        _by_unit(within, views, current),
        _to_do(within, current, received),
        _priorities(current),
        *process_tables(within, in_process(within, current)),
        *support_tables(within, received),
        *charts.tables,
    )
    return Facts(
        title=f"{REPORT.title} {scope.period.label}: {within.unit_name}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=tables,
        diagrams=charts.diagrams,
        loose=(
            *found.figures,
            *(count(f"{_KEY}.{name}", (v.id for v in views if holds(within, v))) for name, holds in _STATES.items()),
            count(SUPPORTS, (view.id for view in received)),
        ),
        sections=sections,
        prose=tuple(text for view in works for text in work_prose(within, view)),
        details={
            "any": bool(current) or any(_handed_in(within, view) for view in views),
            "quiet": tuple(_quiet(within, views)),
            "spread": tuple(_spread(within, view) for view in works if _told(within, view)),
        },
    )


def _known(within: Reach, view: Forbattring) -> bool:
    return view.inlamnad is not None and view.inlamnad <= within.day


def _handed_in(within: Reach, view: Forbattring) -> bool:
    return within.within(view.inlamnad, within.period)


def _introduced(within: Reach, view: Forbattring) -> bool:
    return within.within(view.inford, within.period)


def _closed(within: Reach, view: Forbattring) -> bool:
    return view.status == "avslutat" and within.within(view.avslutad, within.period)


_STATES: Mapping[str, Callable[[Reach, Forbattring], bool]] = {
    "inlämnade": _handed_in,
    "införda": _introduced,
    "avslutade": _closed,
    "avslagna": lambda within, view: view.status == "avslaget" and within.within(view.avslutad, within.period),
    "pågår": lambda within, view: view.status == "pågår" and concerns(within, view),
    "väntar": lambda within, view: (
        view.status == _SMALL and concerns(within, view) and not (view.upptagen and view.upptagen <= within.day)
    ),
}

_HEADINGS = ("Inlämnade", "Pågår", "Införda", "Avslutade")


def _cells(within: Reach, key: str, views: Iterable[Forbattring]) -> tuple[Figure, ...]:
    chosen = tuple(views)
    return tuple(
        count(f"{key}.{name}", (view.id for view in chosen if _STATES[name](within, view)))
        for name in ("inlämnade", "pågår", "införda", "avslutade")
    )


def _by_area(within: Reach, views: Sequence[Forbattring], current: Sequence[Forbattring]) -> Table:
    codes = within.register.codes.get("effektomraden")
    key = f"{_KEY}.effektområde"
    rows: list[tuple[Cell, ...]] = [
        (code.label, *_cells(within, f"{key}.{code.id}", (v for v in views if code.id in v.effektomrade)))
        for code in (codes.codes.values() if codes else ())
    ]
    unsaid = [view for view in views if not view.effektomrade]
    if unsaid:
        rows.append((UNSAID_LABEL, *_cells(within, f"{key}.ej_angivet", unsaid)))
    return Table(
        key=key,
        caption=f"Förbättringar {within.period.label} efter effektområde",
        headings=("Effektområde", *_HEADINGS),
        rows=tuple(rows) if current or views else (),
        note=f"Samma förbättring kan ha flera effektområden, så raderna går inte att lägga ihop. {_counted_by(within)}",
        empty="Inga förbättringar finns.",
    )


def _counted_by(within: Reach) -> str:
    return (
        f"Inlämnade, införda och avslutade räknas efter dagen då det hände, till och med {date_text(within.day)}. "
        f"Vad som pågår är det som står i registret {date_text(within.today)}."
    )


def _operations(within: Reach) -> Iterator[str]:
    units = within.register.organisation.units.values()
    return (u.id for u in units if u.level == _OPERATION and u.exists(within.day) and within.covers(u.id))


def _by_unit(within: Reach, views: Sequence[Forbattring], current: Sequence[Forbattring]) -> Table:
    """A row for each operation with anything to count, and one for what belongs to none of them."""
    key, organisation = f"{_KEY}.verksamhet", within.register.organisation
    branches = {unit: organisation.under(unit) for unit in _operations(within)}
    rows: list[tuple[Cell, ...]] = [
        (organisation.name(unit), *_cells(within, f"{key}.{unit}", (v for v in views if v.record.unit in branch)))
        for unit, branch in branches.items()
    ]
    rows = [row for row in rows if any(isinstance(cell, Figure) and cell.some for cell in row)]
    rest = [v for v in views if not any(v.record.unit in branch for branch in branches.values())]
    if rest:
        rows.append(("Övriga enheter" if branches else within.unit_name, *_cells(within, f"{key}.övriga", rest)))
    return Table(
        key=key,
        caption=f"Förbättringar {within.period.label} efter verksamhet",
        headings=("Verksamhet", *_HEADINGS),
        rows=tuple(rows) if current or views else (),
        note=_counted_by(within),
        empty="Inga förbättringar finns.",
    )


def _quiet(within: Reach, views: Sequence[Forbattring]) -> Iterator[str]:
    """The operations from which nothing was handed in."""
    organisation = within.register.organisation
    places = {a.id for v in views if _handed_in(within, v) for a in organisation.above(v.record.unit or "")}
    return (organisation.name(unit) for unit in _operations(within) if unit not in places)


def _to_do(within: Reach, current: Sequence[Forbattring], received: Sequence[Kunskapsstod]) -> Table:
    rows = [(view.record, what) for view in current for what in lacking(within, view)]
    rows += [(view.record, what) for view in received for what in undecided(within, view)]
    return Table(
        key=f"{_KEY}.att_göra",
        caption="Arbeten och kunskapsstöd som behöver något för att komma vidare",
        headings=("Arbete eller kunskapsstöd", "Enhet", "Vad som fattas", "Ansvarig"),
        rows=tuple(
            (
                record.title,
                within.register.organisation.name(record.unit or ""),
                capital(what),
                role_text(within.register, record.role),
            )
            for record, what in rows
        ),
        ids=tuple(sorted({record.id for record, _ in rows})),
        empty="Inget fattas.",
    )


def _priorities(current: Sequence[Forbattring]) -> Table:
    """What gives most for least stands first."""
    waiting = [v for v in current if v.status in {_SMALL, "prioriterat"} and (v.nytta or v.arbetsinsats)]
    waiting.sort(key=lambda v: (_RANK[v.nytta], -_RANK[v.arbetsinsats], v.inlamnad or date.min, v.id))
    return Table(
        key=f"{_KEY}.prioritering",
        caption="Nytta mot arbetsinsats för det som inte är påbörjat",
        headings=("Förslag", "Nytta", "Arbetsinsats", "Inlämnat"),
        rows=tuple(
            (
                v.record.title,
                word(v.nytta) if v.nytta else UNKNOWN,
                word(v.arbetsinsats) if v.arbetsinsats else UNKNOWN,
                day_text(v.inlamnad),
            )
            for v in waiting
        ),
        ids=tuple(sorted(v.id for v in waiting)),
        note="Störst nytta för minst arbetsinsats står först.",
    )


def _told(within: Reach, view: Forbattring) -> bool:
    return any(within.within(first_day(row.get("datum")), within.period) for row in view.spridning)


def _spread(within: Reach, view: Forbattring) -> str:
    return f"{view.record.title} ({within.register.organisation.name(view.record.unit or '')})"
