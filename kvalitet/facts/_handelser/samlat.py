"""Deviations, complaints, inspections and risks seen together: by process, theme and unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.facts._base.omraden import complaints, deviations, inspections
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import OTHERS, UNSAID, UNSAID_LABEL
from kvalitet.facts._egenkontroller.kedja import outside
from kvalitet.facts._risker.gallande import Held, risks_in_force
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import alphabetical
from kvalitet.views.handelseanalyser import analyses_by_avvikelse
from kvalitet.views.orsaker import Orsak
from kvalitet.views.processer import Process

KEY = "samlad"
SOURCES: Mapping[str, str] = {
    "avvikelser": "Avvikelser",
    "klagomål": "Klagomål och synpunkter",
    "egenkontroller": "Resultat utanför målet",
    "risker": "Höga risker nu",
}
_OPERATION = "verksamhet"
_SEVERAL = 3
"""How many of the sources must speak of the same thing for it to be a pattern to look into."""
_WHOSE: Mapping[str, str] = {"process": "Processer", "enhet": "Verksamheter"}
"""The sides whose groups somebody can be asked to look into."""
_MOST, _FEW = 10, 5
"""How many groups have a row of their own at most, and how many always have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that one of the sources tells: its id, and the unit, processes and themes that it concerns."""

    id: str
    source: str
    unit: str
    processes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def patient_risks(reach: Reach) -> tuple[Held, ...]:
    """The risks in force for patients."""
    return tuple(held for held in risks_in_force(reach) if held.risk.perspektiv in {"", "patient"})


def signs(reach: Reach) -> tuple[Sign, ...]:
    """What was reported, complained of and found outside its target in the period, and the risks that are high."""
    return (*_deviations(reach), *_complaints(reach), *_inspections(reach), *_risks(reach))


def _themes(causes: Iterable[Orsak]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cause.orsaksomrade for cause in causes if cause.orsaksomrade))


def _named(process: str) -> tuple[str, ...]:
    return (process,) if process else ()


def _deviations(reach: Reach) -> Iterator[Sign]:
    analysed = analyses_by_avvikelse(reach.register)
    for view in deviations(reach):
        if reach.within(view.rapporterad, reach.period):
            causes = (*view.orsaker, *(cause for analysis in analysed.get(view.id, ()) for cause in analysis.orsaker))
            yield Sign(
                id=view.id,
                source="avvikelser",
                unit=view.record.unit or "",
                processes=_named(view.process),
                themes=_themes(causes),
            )


def _complaints(reach: Reach) -> Iterator[Sign]:
    for view in complaints(reach):
        if reach.within(view.mottagen, reach.period):
            yield Sign(
                id=view.id,
                source="klagomål",
                unit=view.record.unit or "",
                processes=_named(view.process),
                themes=_themes(view.orsaker),
            )


def _inspections(reach: Reach) -> Iterator[Sign]:
    processes = Process.live(reach.register)
    for view in inspections(reach):
        about = set(view.avser)
        concerned = tuple(p.id for p in processes if p.id in about or not about.isdisjoint(p.dokument))
        for held in outside(reach, view):
            yield Sign(
                id=f"{view.id}/{held.id}",
                source="egenkontroller",
                unit=held.enhet or view.enhet,
                processes=concerned,
            )


def _risks(reach: Reach) -> Iterator[Sign]:
    for held in patient_risks(reach):
        if held.is_high:
            yield Sign(
                id=held.address,
                source="risker",
                unit=held.view.enhet,
                processes=_named(held.view.process),
                themes=_themes(held.risk.orsaker),
            )


@dataclass(frozen=True, slots=True)
class Side:
    """A side to see the signs from: the end of the table's key, its words, and the groups of each with their names."""

    key: str
    caption: str
    heading: str
    groups: Callable[[Sign], tuple[str, ...]]
    name: Callable[[str], str]


def sides(reach: Reach) -> tuple[Side, ...]:
    """By process, by theme (the cause area) and by operation."""
    register = reach.register

    def process(name: str) -> str:
        record = register.by_id.get(name)
        return record.title if record else name

    def operation(sign: Sign) -> tuple[str, ...]:
        above = register.organisation.above(sign.unit)
        return (next((unit.id for unit in above if unit.level == _OPERATION), sign.unit),)

    return (
        Side("process", "Det samlade underlaget efter process", "Process", lambda sign: sign.processes, process),
        Side(
            "tema",
            "Det samlade underlaget efter tema",
            "Orsaksområde",
            lambda sign: sign.themes,
            lambda theme: register.label("orsaksomraden", theme),
        ),
        Side("enhet", "Det samlade underlaget efter enhet", "Enhet", operation, register.organisation.name),
    )


def grouped(side: Side, found: Iterable[Sign]) -> Mapping[str, tuple[Sign, ...]]:
    """The signs by group, those that most sources speak of first; those of none stand last, under an empty text."""
    groups: dict[str, list[Sign]] = {}
    for sign in found:
        for group in side.groups(sign) or ("",):
            groups.setdefault(group, []).append(sign)
    order = sorted(groups, key=lambda g: (not g, -_sources(groups[g]), -len(groups[g]), alphabetical(side.name(g))))
    return {group: tuple(groups[group]) for group in order}


def _foremost(groups: Mapping[str, Sequence[Sign]]) -> tuple[str, ...]:
    """The groups with a row: those that several sources speak of, or all where none is or they are few; ten at most."""
    named = [group for group in groups if group]
    several = [group for group in named if _sources(groups[group]) >= _SEVERAL]
    return tuple((several if several and len(named) > _FEW else named)[:_MOST])


def _sources(found: Iterable[Sign]) -> int:
    return len({sign.source for sign in found})


def side_table(side: Side, found: Iterable[Sign]) -> Table:
    """A row for each group with how much each source tells of it, and one for all."""
    all_signs = tuple(found)
    groups = grouped(side, all_signs)
    key = f"{KEY}.{side.key}"
    chosen = _foremost(groups)
    left = [signs for group, signs in groups.items() if group and group not in chosen]
    rows: list[tuple[Cell, ...]] = [(side.name(group), *_cells(f"{key}.{group}", groups[group])) for group in chosen]
    if left:
        rows.append((f"Övriga ({len(left)})", *_cells(f"{key}.{OTHERS}", (sign for signs in left for sign in signs))))
    if "" in groups:
        rows.append((UNSAID_LABEL, *_cells(f"{key}.{UNSAID}", groups[""])))
    if rows:
        rows.append(("Totalt", *_cells(KEY, all_signs)))
    return Table(
        key=key,
        caption=side.caption,
        headings=(side.heading, *SOURCES.values(), "Antal källor"),
        rows=tuple(rows),
        note="Det som flest källor talar om står först. Det som gäller flera räknas i varje rad, men en gång totalt."
        + (" Övriga är de som färre källor talar om." if left else ""),
        empty="Ingen av källorna visar något.",
    )


def _cells(key: str, found: Iterable[Sign]) -> tuple[Figure, ...]:
    rows = tuple(found)
    told = tuple(count(f"{key}.{source}", (s.id for s in rows if s.source == source)) for source in SOURCES)
    ids = tuple(sorted({sign.id for sign in rows}))
    return (*told, Figure(key=f"{key}.källor", value=_sources(rows), ids=ids))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Processes or operations that several sources speak of, by their names, those that most speak of first."""

    side: str
    names: tuple[str, ...]


def patterns(reach: Reach, found: Iterable[Sign]) -> Iterator[Pattern]:
    """The processes and the operations that at least three of the sources speak of; one operation alone is no news."""
    all_signs = tuple(found)
    for side in sides(reach):
        groups = grouped(side, all_signs)
        told = _foremost(groups) if tells_apart(side, groups) and side.key in _WHOSE else ()
        if names := tuple(side.name(group) for group in told if _sources(groups[group]) >= _SEVERAL):
            yield Pattern(_WHOSE[side.key], names)


def tells_apart(side: Side, groups: Mapping[str, Sequence[Sign]]) -> bool:
    """Whether a side has anything to set apart: the operation of a report about that operation has not."""
    return any(groups) if side.key != "enhet" else len(groups) > 1
