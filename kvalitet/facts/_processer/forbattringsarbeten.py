"""Pieces of improvement work one by one: what is measured, what was tried and learnt, the gaps, the result."""

from collections.abc import Iterator
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._base.words import day_text
from kvalitet.facts._indikatorer.celler import label, latest_cell, unit_of
from kvalitet.facts._indikatorer.diagram import drawn
from kvalitet.facts._indikatorer.varden import Rad, rader
from kvalitet.facts._planer.atgarder import actions_told
from kvalitet.model.document import Section
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.wording import capital, date_text
from kvalitet.views.forbattringar import Forbattring, Matt, Varv
from kvalitet.views.indikatorer import Indikator

_LEVEL = 3
_SMALL = "förslag"
_STEPS = ("agera", "studera", "gora", "planera")
_NAMES = {"gora": "göra"}


def work_section(reach: Reach, view: Forbattring) -> Section | None:
    """What the register tells of a piece of work; None where that is nothing."""
    lines = tuple(line for measure in view.matt for line in _lines(reach, measure))
    charts = together(*(drawn(reach, line, label(reach, line)) for line in lines))
    section = Section(
        id=view.id,
        title=view.record.title,
        level=_LEVEL,
        prose="\n\n".join(text for _, text in work_prose(reach, view)),
        tables=tuple(_tables(reach, view)),
        diagrams=charts.diagrams,
    )
    return section if section.says_something else None


def chart_tables(reach: Reach, view: Forbattring) -> Gathered:
    """The numbers of the charts of a piece of work."""
    return together(
        *(drawn(reach, line, label(reach, line)) for measure in view.matt for line in _lines(reach, measure))
    )


def work_prose(reach: Reach, view: Forbattring) -> Iterator[tuple[str, str]]:
    """The texts of a piece of work, each with the place it stands in; the result once there is one by the day."""
    place = f"{reach.register.origin.prefix}/{view.record.path}"
    told = (
        ("nuläge", "Nuläge", view.nulage),
        ("önskat_läge", "Önskat läge", view.onskat_lage),
        ("resultat", "Resultat", view.resultat if _has_come(reach, view) else ""),
    )
    for field, heading, text in told:
        if text.strip():
            yield f"{place}, {field}", f"**{heading}.** {text.strip()}"


def _has_come(reach: Reach, view: Forbattring) -> bool:
    """Whether the change was made or the work closed by the day, as far as it has a day."""
    return min((day for day in (view.inford, view.avslutad) if day), default=reach.day) <= reach.day


def _lines(reach: Reach, measure: Matt) -> tuple[Rad, ...]:
    record = reach.register.by_id.get(measure.indikator)
    if record is None or record.kind != Indikator.kind:
        return ()
    return rader(reach.everywhere, Indikator(record, record.data))


def _tables(reach: Reach, view: Forbattring) -> Iterator[Table]:
    if view.matt:
        yield _measures(reach, view)
    trials = [trial for trial in view.pdsa if begun(trial) is None or (begun(trial) or reach.day) <= reach.day]
    if trials:
        yield _trials(reach, view, trials)
    if view.gap:
        yield _gaps(reach, view)


def _measures(reach: Reach, view: Forbattring) -> Table:
    latest = [_latest(reach, measure) for measure in view.matt]
    known = any(cell != UNKNOWN for cell in latest)
    rows = tuple(
        (
            _named(reach, measure),
            _number(reach, view, index, "utgångsvärde"),
            _number(reach, view, index, "mål"),
            *((latest[index],) if known else ()),
        )
        for index, measure in enumerate(view.matt)
    )
    notes = (
        ("Ett streck betyder att registret inte har något värde.", any(UNKNOWN in row for row in rows)),
        ("Senaste värde finns där måttet är en indikator.", known and UNKNOWN in latest),
    )
    return Table(
        key=f"förbättringar.{view.id}.mått",
        caption=f"Vad som mäts: {view.record.title}",
        headings=("Mått", "Utgångsvärde", "Mål", *(("Senaste värde",) if known else ())),
        rows=rows,
        ids=(view.id,),
        note=" ".join(note for note, needed in notes if needed),
    )


def _named(reach: Reach, measure: Matt) -> str:
    record = reach.register.by_id.get(measure.indikator)
    return measure.beskrivning or (record.title if record else measure.indikator) or UNKNOWN


def _number(reach: Reach, view: Forbattring, index: int, name: str) -> Cell:
    """Where a measure began or is to end; with the unit of the indicator that it is, where it is one."""
    measure = view.matt[index]
    value = measure.malvarde if name == "mål" else measure.utgangsvarde
    if value is None or isinstance(value, str):
        return value or UNKNOWN
    record = reach.register.by_id.get(measure.indikator)
    unit = unit_of(Indikator(record, record.data)) if record and record.kind == Indikator.kind else ""
    key = f"förbättringar.{view.id}.mått.{index + 1}.{name}"
    return Figure(key=key, value=value, ids=(view.id,), unit=unit)


def _latest(reach: Reach, measure: Matt) -> Cell:
    found = _lines(reach, measure)
    return latest_cell(found[0]) if found else UNKNOWN


def begun(trial: Varv) -> date | None:
    """The first day known of a trial."""
    return min((day for day in (trial.planera, trial.gora, trial.studera, trial.agera) if day), default=None)


def _trials(reach: Reach, view: Forbattring, trials: list[Varv]) -> Table:
    return Table(
        key=f"förbättringar.{view.id}.pdsa",
        caption=f"Vad som har prövats: {view.record.title}",
        headings=("Prov", "Har kommit till", "Vad det visade", "Vad det ledde till"),
        rows=tuple(
            (
                trial.fraga or trial.id,
                _reached(reach, trial),
                _told(reach, trial.studera, trial.lardom),
                _told(reach, trial.agera, trial.foljd),
            )
            for trial in trials
        ),
        ids=tuple(sorted(f"{view.id}/{trial.id}" for trial in trials)),
    )


def _reached(reach: Reach, trial: Varv) -> str:
    """The furthest step that has come by the day, with its day."""
    for step in _STEPS:
        when: date | None = getattr(trial, step)
        if when and when <= reach.day:
            return f"{capital(_NAMES.get(step, step))} {day_text(when)}"
    return "Planera"


def _told(reach: Reach, when: date | None, text: str) -> str:
    return text if text and (when is None or when <= reach.day) else UNKNOWN


def _gaps(reach: Reach, view: Forbattring) -> Table:
    return Table(
        key=f"förbättringar.{view.id}.gap",
        caption=f"Gapen och vad som görs åt dem: {view.record.title}",
        headings=("Gap", "Beslut", "Åtgärder"),
        rows=tuple(
            (gap.beskrivning, gap.beslut or "Inget beslut", actions_told(gap.atgarder, reach.day) or UNKNOWN)
            for gap in view.gap
        ),
        ids=tuple(sorted(f"{view.id}/{gap.id}" for gap in view.gap)),
        note=f"Åtgärdernas läge avser {date_text(reach.day)}.",
    )


def lacking(reach: Reach, view: Forbattring) -> Iterator[str]:
    """What a piece of work lacks, as a reader would say it."""
    if view.status == _SMALL and not (view.upptagen and view.upptagen <= reach.day):
        yield "är inte upptaget"
    if view.under_way and view.slag != _SMALL and not view.matt:
        yield "har inget mått, så det går inte att se om ändringen är en förbättring"
    unstudied = [trial for trial in view.pdsa if trial.agera and trial.agera <= reach.day and not trial.studera]
    if unstudied:
        yield "har ändrat arbetssätt efter ett prov som inte är utvärderat"
    undecided = [gap for gap in view.gap if not gap.beslut and not gap.atgarder]
    if undecided and view.under_way:
        yield "har gap utan beslut"
