"""The work that follows the improvement process: how far each has come, and how many there are in each phase."""

from collections.abc import Iterable, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text
from kvalitet.model.figure import UNKNOWN, Cell, Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.forbattringar import Etapp, Forbattring

LIST = "förbättringar.process"
PHASES = "förbättringar.faser"
_CODES = "faser"


def in_process(reach: Reach, views: Iterable[Forbattring]) -> tuple[Forbattring, ...]:
    """Those that have begun a phase by the day."""
    return tuple(view for view in views if furthest(reach, view.fas))


def furthest(reach: Reach, stages: Iterable[Etapp]) -> Etapp | None:
    """The phase or step that was begun last by the day; of those begun on one day the one written last."""
    begun = [stage for stage in stages if stage.begun and stage.begun <= reach.day]
    return max(enumerate(begun), key=lambda each: (each[1].begun, each[0]))[1] if begun else None


def process_tables(reach: Reach, views: Sequence[Forbattring]) -> tuple[Table, ...]:
    """How many there are in each phase, and each by itself."""
    return (_phases(reach, views), _each(reach, views))


def _phases(reach: Reach, views: Sequence[Forbattring]) -> Table:
    codes = reach.register.codes.get(_CODES)
    phases = [code for code in codes.codes.values() if code.parent is None] if codes else []
    now = {view.id: stage.kod for view in views if (stage := furthest(reach, view.fas))}
    rows: list[tuple[Cell, ...]] = [
        (code.label, count(f"{PHASES}.{code.id}", (name for name, kod in now.items() if kod == code.id)))
        for code in phases
    ]
    return Table(
        key=PHASES,
        caption="Arbeten i förbättringsprocessen efter fas",
        headings=("Fas", "Antal"),
        rows=(*rows, ("Totalt", count(f"{PHASES}.antal", now))) if views else (),
        note=f"Fasen är den som senast hade påbörjats {date_text(reach.day)}.",
        empty="Inget arbete följer förbättringsprocessens faser.",
    )


def _each(reach: Reach, views: Sequence[Forbattring]) -> Table:
    return Table(
        key=LIST,
        caption="Arbeten i förbättringsprocessen",
        headings=("Arbete", "Enhet", "Fas och steg", "Patientrepresentant", "Senaste avstämning"),
        rows=tuple(
            (
                view.record.title,
                reach.register.organisation.name(view.record.unit or ""),
                _stage(reach, view),
                "Ja" if any(m.uppdrag == "patientrepresentant" for m in view.processteam) else "Nej",
                _checked(reach, view),
            )
            for view in views
        ),
        ids=tuple(sorted(view.id for view in views)),
        empty="Inget arbete följer förbättringsprocessens faser.",
    )


def _stage(reach: Reach, view: Forbattring) -> str:
    phase, step = furthest(reach, view.fas), furthest(reach, view.steg)
    if phase is None:
        return UNKNOWN
    name = reach.register.label(_CODES, phase.kod)
    # the step of an earlier phase says nothing of this one
    within = step if step and step.kod.startswith(f"{phase.kod}_") else None
    since = f"sedan {day_text((within or phase).begun)}"
    return f"{name}, {reach.register.label(_CODES, within.kod).lower()}, {since}" if within else f"{name}, {since}"


def _checked(reach: Reach, view: Forbattring) -> str:
    checks = [(c.datum, c.lage) for c in view.avstamningar if c.datum and c.datum <= reach.day]
    if not checks:
        return "Ingen"
    when, outcome = max(checks)
    return f"{day_text(when)}: {outcome.replace('_', ' ')}" if outcome else day_text(when)
