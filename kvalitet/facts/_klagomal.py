"""Complaints and comments: from whom, about what, and how many were answered."""

from collections.abc import Mapping, Sequence

from kvalitet.facts._maskering import counts, unit_mask
from kvalitet.facts._omraden import complaints, concerns_patients
from kvalitet.facts._reach import Reach
from kvalitet.facts._tally import Comparison, Event, Gathered, comparison, together
from kvalitet.facts._words import word
from kvalitet.model.figure import Figure, Mask
from kvalitet.model.masking import Path
from kvalitet.views.klagomal import Klagomal

TOTAL = "klagomål.antal"
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
    counted = {v.record.id for v in complaints(reach.everywhere)}
    # who has the report about everything can take that of a process from it
    everywhere = tuple(
        Event(v.record.id, v.mottagen, (v.record.unit or "") if v.record.id in counted else "")
        for v in complaints(reach.everything)
    )
    of_unit = unit_mask(reach, (event.group for event in everywhere if reach.within(event.day, reach.period)))
    codes = reach.register.codes.get("klagomalskategorier")
    by_source, by_channel, by_category = (
        Comparison(
            key=f"klagomål.{by}",
            caption=f"Klagomål och synpunkter efter {caption}",
            heading=heading,
            shared=(COUNTED_BY,),
            empty=EMPTY,
            total=TOTAL,
            everywhere=everywhere,
            years=2,
            order=order,
        )
        for by, caption, heading, order in (
            ("källa", "avsändare", "Avsändare", {code: word(code) for code in _SOURCES}),
            ("kanal", "väg in", "Väg in", CHANNELS),
            ("kategori", "huvudkategori", "Kategori", _tops(reach)),
        )
    )
    return together(
        Gathered(figures=_answered(reach, views, of_unit)),
        comparison(reach, by_source, [Event(v.record.id, v.mottagen, v.kalla) for v in views]),
        comparison(reach, by_channel, [Event(v.record.id, v.mottagen, v.kanal) for v in views]),
        comparison(
            reach,
            by_category,
            [Event(v.record.id, v.mottagen, codes.top(v.kategori) if codes and v.kategori else "") for v in views],
        ),
    )


def category_figures(reach: Reach) -> Mapping[str, str]:
    """The keys of the figures of this year's main categories, with the labels of the categories."""
    return {f"klagomål.kategori.{code}": label for code, label in _tops(reach).items()}


def _tops(reach: Reach) -> Mapping[str, str]:
    codes = reach.register.codes.get("klagomalskategorier")
    return {c.id: c.label for c in codes.codes.values() if codes.top(c.id) == c.id} if codes else {}


def _answered(reach: Reach, views: Sequence[Klagomal], of_unit: Mask | None) -> tuple[Figure, ...]:
    """How many of those received were complaints, comments, and complaints answered on the day."""
    received = [view for view in views if reach.within(view.mottagen, reach.period)]
    own: dict[Path, list[str]] = {_ANSWERED: [], _UNANSWERED: [], ("synpunkt",): []}
    for view in received:
        answered = _ANSWERED if view.besvarad and view.besvarad <= reach.day else _UNANSWERED
        place = answered if view.slag == "klagomål" else (view.slag,)
        own.setdefault(place, []).append(view.record.id)
    places = {
        "klagomål.klagomål": _ANSWERED[:1],
        "klagomål.synpunkter": ("synpunkt",),
        "klagomål.besvarade": _ANSWERED,
    }
    return counts(reach, own, places, of_unit)
