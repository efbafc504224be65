"""Question 7 c of the audit: whether risks are analysed everywhere and ahead of changes."""

from collections.abc import Sequence

from kvalitet.facts._base.omraden import analyses
from kvalitet.facts._base.words import word
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, Question, State, of_all
from kvalitet.model.figure import count
from kvalitet.model.organisation import Unit
from kvalitet.views.beslut import Beslut
from kvalitet.views.riskanalyser import Riskanalys

_KEY = "riskanalyser_görs"
_LEVEL = "verksamhet"


def analysed(seen: Audit) -> Answer:
    """In how many operations risks were analysed of their own accord, and ahead of how many changes."""
    found = [view for view in analyses(seen) if view.slag and seen.happened(view.datum, seen.window)]
    units, changes = _operations(seen), _changes(seen)
    proactive = {above for view in found if view.slag == "proaktiv" for above in _places(seen, view)}
    by_unit = count(f"{_KEY}.verksamheter_med", (unit.id for unit in units if unit.id in proactive))
    all_units = count(f"{_KEY}.verksamheter", (unit.id for unit in units))
    ahead = count(f"{_KEY}.förändringar_med", (view.id for view in changes if _ahead(seen, view)))
    all_changes = count(f"{_KEY}.förändringar", (view.id for view in changes))
    total = count(f"{_KEY}.antal", (view.id for view in found))
    reason = f"Registret har {total.counted('riskanalys', 'riskanalyser')} från {seen.window.text}."
    if units:
        reason += f" {of_all(by_unit, all_units, 'verksamhet', 'verksamheter')} har gjort en proaktiv analys."
    if changes:
        reason += f" {of_all(ahead, all_changes, 'beslutad förändring', 'beslutade förändringar')} hade analyserats."
    whole = by_unit.value == all_units.value and ahead.value == all_changes.value
    state = State.MISSING if not found else State.PRESENT if whole else State.PARTLY
    return Answer(state, reason, (total, by_unit, all_units, ahead, all_changes), _evidence(seen, found, changes))


def _operations(seen: Audit) -> tuple[Unit, ...]:
    units = seen.register.organisation.units.values()
    return tuple(unit for unit in units if unit.level == _LEVEL and unit.exists(seen.day) and seen.covers(unit.id))


def _places(seen: Audit, view: Riskanalys) -> tuple[str, ...]:
    return tuple(unit.id for unit in seen.register.organisation.above(view.enhet))


def _changes(seen: Audit) -> tuple[Beslut, ...]:
    made = (view for view in Beslut.all(seen.register) if view.made and view.forandring_fran)
    return tuple(view for view in made if seen.covers(view.record.unit) and seen.happened(view.datum))


def _ahead(seen: Audit, view: Beslut) -> bool:
    """Whether an analysis for the decision had been made when it was taken."""
    made = [v.datum for v in Riskanalys.live(seen.register) if v.made and v.beslut == view.id]
    return any(day and view.datum and day <= view.datum for day in made)


def _evidence(seen: Audit, found: Sequence[Riskanalys], changes: Sequence[Beslut]) -> tuple[Evidence, ...]:
    without = [view for view in changes if not _ahead(seen, view)]
    return (
        *(seen.shown_by(view.record, "förändring utan riskanalys före beslutet", view.datum) for view in without),
        *(seen.shown_by(view.record, word(view.slag), view.datum) for view in reversed(found)),
    )


QUESTIONS = (Question(_KEY, ("riskanalys", "beslut"), analysed),)
