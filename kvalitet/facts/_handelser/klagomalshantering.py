"""How complaints and comments are dealt with: who was answered, what they led to, and what they are divided by."""

from collections.abc import Sequence
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._handelser.fordelning import Division, Happened, Way
from kvalitet.facts._handelser.klagomal import CATEGORIES, CHANNELS
from kvalitet.model.figure import Figure, count
from kvalitet.views.klagomal import Klagomal

_SORTS = {"klagomål": "Klagomål", "synpunkt": "Synpunkter"}


def divided(reach: Reach, views: Sequence[Klagomal], division: Division) -> Gathered:
    """The complaints by process, unit and word, and their categories by the way they came."""
    register = reach.register
    happened = [Happened(view.record, view.mottagen, view.process, view.slag) for view in views]
    ways = [
        (Happened(view.record, view.mottagen, view.process, view.kanal), register.top(CATEGORIES, view.kategori))
        for view in views
    ]
    labels = register.labels(CATEGORIES)
    return together(
        Gathered((division.crossed(reach, Way("kategori_kanal", "kategori och väg in", labels), ways, CHANNELS),)),
        division.by_process(reach, happened),
        division.by_level(reach, "verksamhet", happened),
        division.by_word(reach, happened),
        Gathered((division.by_unit(reach, happened, _SORTS),)),
    )


def handled(reach: Reach, views: Sequence[Klagomal]) -> tuple[Figure, ...]:
    """Of those received in the period: who heard that it had come, who was told of the end, what led to something."""
    received = [view for view in views if reach.within(view.mottagen, reach.period)]
    groups = {
        "bekräftade": [v for v in received if v.bekraftad and v.bekraftad <= reach.day],
        "återkopplade": [v for v in received if v.aterkoppling and v.aterkoppling <= reach.day],
        "på_träff": [v for v in received if (v.aterkoppling_till_arbetsplatsen or date.max) <= reach.day],
        "med_åtgärd": [v for v in received if any(a.is_open or a.is_done for a in v.atgarder)],
        "obesvarade": [v for v in received if v.claims_answer and not _settled(reach, v)],
    }
    return tuple(count(f"klagomål.{name}", (view.id for view in found)) for name, found in groups.items())


def _settled(reach: Reach, view: Klagomal) -> bool:
    """Whether whoever complained had an answer on the day, or the complaint had gone on to somebody else."""
    return any(day and day <= reach.day for day in (view.besvarad, view.overlamnad))
