"""Improvement work: how much was proposed, and how what went on or was finished in the period stands."""

from kvalitet.facts._base.omraden import process
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._base.words import word
from kvalitet.model.figure import Table
from kvalitet.model.wording import date_text
from kvalitet.views.forbattringar import Forbattring

KEYS = ("förbättringar.slag", "förbättringar.lista")
_SORTS = {
    "förslag": "Förslag",
    "utvecklingsuppdrag": "Utvecklingsuppdrag",
    "förbättringsarbete": "Lokalt förbättringsarbete",
    "processteam": "Processteam",
}
_RESTING = frozenset({"avslutat", "avslaget"})


def improvement_facts(reach: Reach) -> Gathered:
    """Proposals and work by sort and year, and the work that went on or was finished in the period."""
    asked = process(reach)
    views = [view for view in Forbattring.all(reach.register) if reach.covers(view.record.unit)]
    views = [view for view in views if asked is None or view.process == asked]
    wanted = Comparison(
        key=KEYS[0],
        caption="Förslag och förbättringsarbeten",
        heading="Slag",
        shared=("Räknas efter dagen då förslaget lämnades in.",),
        empty="Inga förslag eller förbättringsarbeten har lämnats in.",
        total="förbättringar.antal",
        years=2,
        order=_SORTS,
    )
    by_sort = comparison(reach, wanted, [Event(v.id, v.inlamnad, v.slag) for v in views])
    going_on = [view for view in views if concerns(reach, view)]
    return together(by_sort, Gathered((_list(reach, going_on),)))


def concerns(reach: Reach, view: Forbattring) -> bool:
    """Whether it had been handed in by the day, and rested not before the period."""
    if view.inlamnad is None or view.inlamnad > reach.day:
        return False
    if view.status in _RESTING:
        return view.avslutad is not None and view.avslutad >= reach.period.first
    return True


def _list(reach: Reach, views: list[Forbattring]) -> Table:
    ordered = sorted(views, key=lambda view: (view.status, view.id))
    return Table(
        key=KEYS[1],
        caption=f"Förbättringar som pågick eller avslutades {reach.period.label}",
        headings=("Förbättring", "Enhet", "Slag", "Läge"),
        rows=tuple(
            (
                view.record.title,
                reach.register.organisation.name(view.record.unit or ""),
                _SORTS.get(view.slag, word(view.slag)),
                word(view.status),
            )
            for view in ordered
        ),
        ids=tuple(sorted(view.id for view in ordered)),
        note=f"Läget är det som står i registret {date_text(reach.today)}.",
        empty="Inget förbättringsarbete pågick.",
    )
