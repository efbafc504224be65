"""Which records a report counts: those of patient safety, or those of the safety area asked for."""

from kvalitet.facts._base.reach import Reach
from kvalitet.model.register import Item
from kvalitet.views.atgarder import Atgard
from kvalitet.views.avvikelser import PATIENTSAKERHET, Avvikelse
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.indikatorer import Indikator
from kvalitet.views.klagomal import Klagomal
from kvalitet.views.processer import Process
from kvalitet.views.riskanalyser import Riskanalys

PATIENT_SAFETY = "patientsäkerhet"
BESIDE = frozenset({"arbetsmiljö", "miljö", "brandsäkerhet"})
"""Safety areas that a narrative of patient safety leaves out."""
CARE = frozenset({None, PATIENT_SAFETY})
"""The areas whose deviations may have harmed a patient; so may those of a process."""
BY_AREA = frozenset({Avvikelse.kind, Klagomal.kind, Egenkontroll.kind, Riskanalys.kind, Genomgang.kind})
"""The kinds whose records belong to a safety area, or a process."""
PERSPECTIVES = {PATIENT_SAFETY: "patient", "arbetsmiljö": "medarbetare", "miljö": "miljö"}
"""The perspective of the risks that belong to an area; other areas have none of their own."""


def process(reach: Reach) -> str | None:
    """The process that is asked for in the place of an area, or None."""
    asked = reach.register.by_id.get(reach.scope.area or "")
    return asked.id if asked and asked.kind == Process.kind else None


def concerns_patients(reach: Reach) -> bool:
    """Whether what the report counts is care: patient safety, or a process."""
    return reach.scope.area in CARE or process(reach) is not None


def counted_here(reach: Reach) -> str:
    """A sentence that says which deviations count, for where others are left out."""
    if process(reach):
        return "Här räknas bara de som hör till processen och rör patientsäkerheten."
    if reach.scope.area is None:
        return (
            "Här räknas de som lagarna om hälso- och sjukvård och tandvård gäller, inom vilket säkerhetsområde de än "
            "hör till, men inte de som bara rör till exempel arbetsmiljön, miljön eller socialtjänsten."
        )
    if reach.scope.area == PATIENT_SAFETY:
        return (
            "Här räknas bara de som hör till säkerhetsområdet patientsäkerhet och som lagarna om hälso- och sjukvård "
            "och tandvård gäller."
        )
    return "Här räknas bara de som hör till säkerhetsområdet."


def side(reach: Reach, view: Avvikelse | Klagomal) -> str:
    """The process that something belongs to where the report is about one, else its area."""
    if process(reach) or isinstance(view, Klagomal):
        return view.process
    return view.omrade or PATIENT_SAFETY


def deviations(reach: Reach) -> tuple[Avvikelse, ...]:
    """The deviations within reach, cancelled ones left out."""
    live = Avvikelse.live(reach.register)
    return tuple(view for view in live if reach.covers(view.record.unit) and _in_area(reach, view))


def _in_area(reach: Reach, view: Avvikelse) -> bool:
    area = reach.scope.area
    in_care = not view.lagrum or view.lagrum in PATIENTSAKERHET
    if area is None:
        return in_care
    if process(reach):
        return in_care and view.process == area
    if area == PATIENT_SAFETY:
        return in_care and view.omrade in {"", PATIENT_SAFETY}
    return view.omrade == area


def complaints(reach: Reach) -> tuple[Klagomal, ...]:
    """The complaints and comments within reach, cancelled ones left out; they all concern patient safety."""
    if not concerns_patients(reach):
        return ()
    wanted = process(reach)
    found = (view for view in Klagomal.live(reach.register) if reach.covers(view.record.unit))
    return tuple(view for view in found if wanted is None or view.process == wanted)


def inspections(reach: Reach) -> tuple[Egenkontroll, ...]:
    """The inspections of which some unit is within reach, those merely planned left out."""
    return tuple(
        view
        for view in Egenkontroll.all(reach.register)
        if view.status != "planerad" and reach.covers(view.enhet, *view.enheter) and _inspects(reach, view)
    )


def _inspects(reach: Reach, view: Egenkontroll) -> bool:
    area = reach.scope.area
    if area is None:
        return view.omrade not in BESIDE
    if process(reach):
        return area in view.avser
    return view.omrade == area or (area == PATIENT_SAFETY and not view.omrade)


def indicators(reach: Reach) -> tuple[Indikator, ...]:
    """The indicators of the area: of patient safety those that name a focus area, of others those inspected in it.

    Without an area all but those that are inspected in one that a narrative of patient safety leaves out.
    """
    return tuple(view for view in Indikator.all(reach.register) if _measures(reach, view))


def _measures(reach: Reach, view: Indikator) -> bool:
    area = reach.scope.area
    feeding = reach.register.by_id.get(view.hamtas_fran)
    inspected = Egenkontroll(feeding, feeding.data).omrade if feeding and feeding.kind == Egenkontroll.kind else ""
    if area is None:
        return inspected not in BESIDE
    if process(reach):
        return area in view.processer
    if area == PATIENT_SAFETY:
        return bool(view.fokusomrade) and inspected not in BESIDE
    return inspected == area


def perspective(reach: Reach) -> str | None:
    """The perspective of the risks that count, or None where risks cannot be told apart by area."""
    return "patient" if process(reach) else PERSPECTIVES.get(reach.scope.area or PATIENT_SAFETY)


def analyses(reach: Reach) -> tuple[Riskanalys, ...]:
    """The risk analyses made within reach that hold a risk of the area, or none yet; cancelled ones left out."""
    wanted = perspective(reach)
    about = process(reach)
    made = (view for view in Riskanalys.live(reach.register) if view.made)
    found = (view for view in made if reach.covers(view.record.unit) and wanted)
    found = (view for view in found if about is None or view.process == about)
    return tuple(v for v in found if not v.risker or any(r.perspektiv in {"", wanted} for r in v.risker))


def actions(reach: Reach) -> tuple[Atgard, ...]:
    """The actions that count: those that answer to something the report counts."""
    register = reach.register
    counted = {
        Avvikelse.kind: {view.record.id for view in deviations(reach)},
        Klagomal.kind: {view.record.id for view in complaints(reach)},
        Egenkontroll.kind: {view.record.id for view in inspections(reach)},
        Riskanalys.kind: {view.record.id for view in analyses(reach)},
        Genomgang.kind: {view.record.id for view in _reviews(reach)},
    }
    found = (item for item in register.items(Atgard.shape) if item.record.id in counted.get(item.record.kind, ()))
    return tuple(Atgard.of_item(item) for item in found if _of_area(reach, item))


def _reviews(reach: Reach) -> tuple[Genomgang, ...]:
    area = reach.scope.area or PATIENT_SAFETY
    found = (view for view in Genomgang.all(reach.register) if reach.covers(view.enhet) and view.subject == area)
    return tuple(view for view in found if not reach.register.is_cancelled(view.record))


def _of_area(reach: Reach, item: Item) -> bool:
    """Whether an action of a risk belongs to the area; those of a whole analysis follow the analysis."""
    match item.path:
        case ("risker", int() as index, *_):
            risk = Riskanalys(item.record, item.record.data).risker[index]
            return risk.perspektiv in {"", perspective(reach)}
        case _:
            return True
