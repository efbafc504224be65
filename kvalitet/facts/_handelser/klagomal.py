"""Complaints and comments: from whom, about what, and how many were answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kvalitet.facts._base.maskering import Where, counts, unit_mask
from kvalitet.facts._base.omraden import complaints, concerns_patients, side
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._base.words import word
from kvalitet.model.figure import Figure
from kvalitet.model.masking import Path
from kvalitet.views.klagomal import Klagomal

TOTAL = "klagomål.antal"
CATEGORIES = "klagomalskategorier"
_ANSWERED = ("klagomål", "besvarat")
_UNANSWERED = ("klagomål", "obesvarat")
EMPTY = "Inga klagomål eller synpunkter har kommit in."
COUNTED_BY = "Klagomål och synpunkter räknas efter dagen då de togs emot. Makulerade räknas inte med."
CHANNELS = {"direkt": "Direkt till vården", "patientnämnd": "Via patientnämnden", "IVO": "Via IVO"}
_SOURCES = (
    "patient",
    "närstående",
    "personal",
    "vårdgivare",
    "socialtjänst_lss",
    "myndighet",
    "förening",
    "annan",
)


def complaint_facts(reach: Reach) -> Gathered:
    """Complaints and comments by source, category and channel, with the year before, and how many were answered.

    Nothing for another area than patient safety.
    """
    if not concerns_patients(reach):
        return Gathered()
    views = complaints(reach)
    # who has the report about everything can take that of a process from it
    everywhere = {view: side(reach, view) for view in complaints(reach.everything)}
    ways = (
        _Way("källa", "avsändare", "Avsändare", {code: word(code) for code in _SOURCES}, lambda view: view.kalla),
        _Way("kanal", "väg in", "Väg in", CHANNELS, lambda view: view.kanal),
        _Way(
            "kategori",
            "huvudkategori",
            "Kategori",
            reach.register.labels(CATEGORIES, tops=True),
            lambda view: reach.register.top(CATEGORIES, view.kategori),
        ),
    )
    return together(
        Gathered(figures=_answered(reach, views, everywhere)), *(_by(reach, views, everywhere, way) for way in ways)
    )


_Everywhere = Mapping[Klagomal, str]
"""All complaints and comments, also those beyond reach, each with its process."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to divide: the end of the table's key, the words for it, the groups with labels, and the group of one."""

    key: str
    what: str
    heading: str
    order: Mapping[str, str]
    group: Callable[[Klagomal], str]


def _by(reach: Reach, views: Sequence[Klagomal], everywhere: _Everywhere, way: _Way) -> Gathered:
    wanted = Comparison(
        key=f"klagomål.{way.key}",
        caption=f"Klagomål och synpunkter efter {way.what}",
        heading=way.heading,
        shared=(COUNTED_BY,),
        empty=EMPTY,
        total=TOTAL,
        everywhere=tuple(
            Event(view.id, view.mottagen, way.group(view), view.record.unit or "", area)
            for view, area in everywhere.items()
        ),
        years=2,
        order=way.order,
    )
    return comparison(reach, wanted, [Event(view.id, view.mottagen, way.group(view)) for view in views])


def category_figures(reach: Reach) -> Mapping[str, str]:
    """The keys of the figures of this year's main categories, with the labels of the categories."""
    return {f"klagomål.kategori.{code}": label for code, label in reach.register.labels(CATEGORIES, tops=True).items()}


def _answered(reach: Reach, views: Sequence[Klagomal], everywhere: _Everywhere) -> tuple[Figure, ...]:
    """How many of those received were complaints, comments, and complaints answered on the day."""

    def place(view: Klagomal) -> Path:
        answered = _ANSWERED if view.besvarad and view.besvarad <= reach.day else _UNANSWERED
        return answered if view.slag == "klagomål" else (view.slag,)

    own: dict[Path, list[str]] = {_ANSWERED: [], _UNANSWERED: [], ("synpunkt",): []}
    for view in views:
        if reach.within(view.mottagen, reach.period):
            own.setdefault(place(view), []).append(view.id)
    places = {
        "klagomål.klagomål": _ANSWERED[:1],
        "klagomål.synpunkter": ("synpunkt",),
        "klagomål.besvarade": _ANSWERED,
    }
    among = [
        Where(view.record.unit or "", area, "/".join(place(view)))
        for view, area in everywhere.items()
        if reach.within(view.mottagen, reach.period)
    ]
    of_unit = unit_mask(reach, (replace(where, part="") for where in among))
    return counts(reach, own, places, of_unit, among)
