"""A lesson on one page, for others to learn from: nothing that points out a unit, a patient or a colleague."""

from collections.abc import Iterator

from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._catalogue import Report
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period
from kvalitet.model.document import Facts, Gap, Scope
from kvalitet.model.figure import Table
from kvalitet.model.wording import capital
from kvalitet.views.lardomar import Lardom

REPORT = Report(
    title="Lärdomsblad",
    purpose="en lärdom på en sida, utan uppgifter som pekar ut någon",
    audience="arbetsplatsträffar och alla som kan dra nytta av lärdomen",
    due="när lärdomen är klar att spridas",
    demands=(),
    takes=(),
    about=Lardom.kind,
)

_GOOD = "gott_exempel"


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """A lesson. In whose unit it was learnt is told to auditors alone."""
    within = reach(assessment, scope)
    register = within.register
    record = register.by_id[scope.record or ""]
    lesson = Lardom(record, record.data)
    unit = register.organisation.name(record.unit or "") if scope.auditor else within.unit_name
    return Facts(
        title=record.title,
        scope=scope,
        unit=unit,
        # to whom it has been told, and that it has, is told as it stands today
        day=within.today,
        status=lesson.status,
        tables=(_sources(within, lesson),),
        gaps=tuple(_gaps(within, lesson)),
        details={
            "learnt": lesson.vad_larde_vi,
            "happened": lesson.vad_hande,
            "good": lesson.slag == _GOOD,
            "area": register.label("orsaksomraden", lesson.orsaksomrade) if lesson.orsaksomrade else "",
            "told": tuple(_told(within, lesson)),
            "responsible": role_text(register, record.role),
        },
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each lesson of the year."""
    return tuple(Scope(year, record=view.id) for view in Lardom.live(assessment.register) if view.datum in year)


def _told(within: Reach, lesson: Lardom) -> Iterator[tuple[str, str]]:
    """To whom the lesson was told, and when."""
    for row in sorted(lesson.spridning, key=lambda row: (row.datum or within.today, row.path)):
        forum = within.register.by_id.get(row.forum)
        yield row.malgrupp or (forum.title if forum else ""), day_text(row.datum)


def _sources(within: Reach, lesson: Lardom) -> Table:
    """The records that the lesson was drawn from."""
    records = [within.register.by_id[name] for name in lesson.fran if name in within.register.by_id]
    return Table(
        key="lärdom.underlag",
        caption="Det som lärdomen bygger på",
        headings=("Post", "Slag", "Dag"),
        rows=tuple(
            (
                record.title,
                capital(within.register.kinds[record.kind].singular),
                day_text(within.register.date_of(record)),
            )
            for record in records
        ),
        ids=tuple(sorted(record.id for record in records)),
        empty="Det är inte angivet vad lärdomen bygger på.",
    )


def _gaps(within: Reach, lesson: Lardom) -> Iterator[Gap]:
    place = f"{within.register.origin.prefix}/{lesson.record.path}"
    if not lesson.vad_larde_vi:
        yield Gap("lärdomen saknas", f"{place}, vad_lärde_vi", "Skriv vad andra kan lära.")
    if not lesson.vad_hande:
        yield Gap("det är inte beskrivet vad som hände", f"{place}, vad_hände", "Skriv det utan att peka ut någon.")
