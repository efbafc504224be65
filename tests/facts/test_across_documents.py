"""Who lays all open documents of a year beside each other learns no small number of persons by any sum or difference.

Every document of the whole, of each unit and of each area gives equations between the numbers of deviations of a unit,
an area and a kind. A number that follows from them is one that was published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from kvalitet.render.formats import md
from tests.facts.small import NARRATIVE, REVIEW, TODAY, assessment, files, rendered

SMALL = range(1, 5)
PARENTS: Mapping[str, str | None] = {
    "varden": None,
    "medicin": "varden",
    "avdelning-1": "medicin",
    "mottagningen": "medicin",
    "kirurgi": "varden",
}
AREAS = ("patientsäkerhet", "medicintekniska_utrustningar", "informationssäkerhet")
KINDS = {
    "typ": ("negativ_händelse", "tillbud", "risk"),
    "kategori": ("fall", "läkemedel", "trycksår"),
    "läge": ("avslutade", "öppna"),
}
LEAVES = {"fall": "fall_annat", "läkemedel": "läkemedel_ordination", "trycksår": "trycksår_grad_1"}

Atom = tuple[str, str, str]
"""A unit itself, an area and a kind."""


@dataclass(frozen=True)
class Reported:
    """A deviation, and how it falls in each breakdown."""

    unit: str
    area: str
    kinds: Mapping[str, str]
    year: int = 2025


def under(unit: str | None) -> frozenset[str]:
    """A unit with all below it; the whole for none."""
    return frozenset(each for each in PARENTS if unit is None or unit in chain(each))


def chain(unit: str) -> Iterator[str]:
    here: str | None = unit
    while here:
        yield here
        here = PARENTS[here]


def reported(seed: int) -> tuple[Reported, ...]:
    """Deviations of a year: mostly enough of a kind to be shown, here and there a few."""
    chance = Random(seed)  # noqa: S311  # cases for a test
    found = []
    for unit, area in product(PARENTS, AREAS):
        if area == AREAS[0] or chance.random() < 0.5:
            for typ in KINDS["typ"]:
                for _ in range(chance.choice((0, 0, 2, 5, 6, 9)) if area == AREAS[0] else chance.choice((0, 0, 3, 6))):
                    kinds = {"typ": typ, "kategori": chance.choice(KINDS["kategori"][: 1 + seed % 3])}
                    found.append(Reported(unit, area, kinds | {"läge": chance.choice(KINDS["läge"])}))
    return tuple(found)


def content_with(found: Sequence[Reported]) -> Mapping[str, bytes]:
    """The files of the small register with these deviations and no others."""
    content = {path: data for path, data in files().items() if not path.startswith(("avvikelser/", "klagomal/"))}
    head, _, tail = content["organisation.yaml"].decode().partition("  - id: medicin\n")
    kirurgi = "  - id: kirurgi\n    namn: Kirurgi\n    nivå: verksamhet\n    överordnad: varden\n    roller:\n"
    kirurgi += "      - id: verksamhetschef\n        innehav: [{innehavare: h-009, från: 2020-01-01}]\n"
    content["organisation.yaml"] = f"{head}{kirurgi}  - id: medicin\n{tail}".encode()
    for number, each in enumerate(found, 1):
        name = f"AVV-{each.year}-{number:04}"
        day = date(each.year, 1, 2) + timedelta(days=number)
        closed = each.kinds["läge"] == "avslutade"
        rows = [
            f"id: {name}",
            f"titel: Händelse {number}",
            f"enhet: {each.unit}",
            f"rapporterande_enhet: {each.unit}",
            f"status: {'avslutad' if closed else 'utreds'}",
            "ansvarig: chefläkare/varden",
            f"typ: {each.kinds['typ']}",
            f"händelsedatum: {day}",
            f"rapporterad: {day}",
            "beskrivning: Något hände.",
            "lagrum: hsl",
            f"område: {each.area}",
            f"kategori: {LEAVES.get(each.kinds['kategori'], each.kinds['kategori'])}",
            f"påbörjad: {day}",
            *([f"avslutad: {day}"] if closed else []),
            "skala: 4x4@1",
            "allvarlighetsgrad: 1",
        ]
        content[f"avvikelser/{each.year}/{name}.yaml"] = "\n".join((*rows, "")).encode()
    return content


def written(found: Sequence[Reported]) -> Assessment:
    """The small register with these deviations and no others, judged."""
    return assessment(content_with(found), TODAY)


def scopes() -> Iterator[tuple[str, Scope]]:
    """Every document that an outsider can have."""
    for unit in (None, *PARENTS):
        yield NARRATIVE, Scope(year_of(2025), unit)
        yield from ((REVIEW, Scope(year_of(2025), unit, area)) for area in AREAS)


Equations = list[tuple[frozenset[Atom], int]]


def published(judged: Assessment, way: str) -> Equations:
    """The numbers that the documents tell of a breakdown, each with the atoms that it is the sum of."""
    found: Equations = []
    for report, scope in scopes():
        figures = gathered(report_files()[report], judged, scope).figures
        keys: dict[str, Sequence[str]] = {"avvikelser.antal": KINDS[way]}
        keys |= {f"avvikelser.{kind}" if way == "läge" else f"avvikelser.{way}.{kind}": (kind,) for kind in KINDS[way]}
        areas = (scope.area,) if scope.area else AREAS
        for key, kinds in keys.items():
            value = figures[key].value if key in figures else None
            if value is not None:
                found.append((frozenset(product(under(scope.unit), areas, kinds)), int(value)))
    return found


def asked(way: str) -> Iterator[frozenset[Atom]]:
    """The sets whose number could point someone out: of a unit, alone or with what is below it, or of all others."""
    units = [under(unit) for unit in PARENTS] + [frozenset({unit}) for unit in PARENTS]
    units += [under(None) - some for some in units]
    areas = [*((area,) for area in AREAS), AREAS, AREAS[1:], (AREAS[0], AREAS[2]), AREAS[:2]]
    kinds = [*((kind,) for kind in KINDS[way]), KINDS[way], *(tuple(set(KINDS[way]) - {k}) for k in KINDS[way])]
    yield from {frozenset(product(*each)) for each in product(units, areas, kinds)} - {frozenset()}


class Solved:
    """What follows from equations: their row space, by elimination."""

    def __init__(self, equations: Equations) -> None:
        # a count of none tells that each part of it is none
        none = {atom for atoms, value in equations if value == 0 for atom in atoms}
        self.none = none
        self.rows: dict[Atom, dict[Atom, Fraction]] = {}
        for atoms, _ in equations:
            left = self.reduced(atoms)
            if left:
                pivot = min(left)
                row = {atom: value / left[pivot] for atom, value in left.items()}
                self.rows = {key: _without(old, pivot, row) for key, old in self.rows.items()} | {pivot: row}

    def reduced(self, atoms: frozenset[Atom]) -> dict[Atom, Fraction]:
        """What of a sum does not follow."""
        left = {atom: Fraction(1) for atom in atoms - self.none}
        for pivot, row in self.rows.items():
            left = _without(left, pivot, row)
        return left


def _without(row: dict[Atom, Fraction], pivot: Atom, other: Mapping[Atom, Fraction]) -> dict[Atom, Fraction]:
    factor = row.get(pivot, Fraction(0))
    if not factor:
        return row
    found = {atom: row.get(atom, Fraction(0)) - factor * other.get(atom, Fraction(0)) for atom in {*row, *other}}
    return {atom: value for atom, value in found.items() if value}


def leaks(found: Sequence[Reported], equations: Equations, way: str) -> list[frozenset[Atom]]:
    """The sets that point someone out and whose number follows from what is published."""
    solved = Solved(equations)

    def size(atoms: frozenset[Atom]) -> int:
        return sum((each.unit, each.area, each.kinds[way]) in atoms for each in found)

    return [atoms for atoms in asked(way) if size(atoms) in SMALL and not solved.reduced(atoms)]


def test_what_follows_from_published_numbers_is_found() -> None:
    everything = frozenset(product(PARENTS, AREAS, KINDS["typ"]))
    ward = frozenset(product(["avdelning-1"], AREAS, KINDS["typ"]))
    rest = Solved([(everything, 12), (everything - ward, 9)])
    assert not rest.reduced(ward)
    assert rest.reduced(frozenset(product(["avdelning-1"], AREAS, ["risk"])))


@pytest.mark.parametrize("seed", range(8))
def test_the_open_documents_of_a_year_together_tell_no_small_number(seed: int) -> None:
    found = reported(seed)
    judged = written(found)
    for way, kinds in KINDS.items():
        equations = published(judged, way)
        for atoms, value in equations:
            assert value == sum((e.unit, e.area, e.kinds[way]) in atoms for e in found), "the test counts as they do"
        assert leaks(found, equations, way) == []
        assert len({atoms for atoms, _ in equations}) > len(kinds), "something is published"


def few(count: int, unit: str = "mottagningen", kategori: str = "fall", year: int = 2025) -> tuple[Reported, ...]:
    """So many deviations of a unit that differ in nothing."""
    kinds = {"typ": "tillbud", "kategori": kategori, "läge": "avslutade"}
    return (Reported(unit, AREAS[0], kinds, year),) * count


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        # the year before is hidden: no row is there for its sake
        (few(20) + few(2, year=2024), few(20) + few(2, kategori="läkemedel", year=2024), None),
        (few(20) + few(2, year=2024), few(20) + few(3, kategori="okänd", year=2024), None),
        # the year itself is hidden
        (few(1) + few(9, year=2024), few(4, kategori="trycksår") + few(9, year=2024), None),
        # a unit that has some is hidden as one that has none
        (few(20, "varden") + few(3), few(20, "varden") + few(3, "avdelning-1"), "mottagningen"),
        (few(20, "varden") + few(3, year=2024), few(20, "varden") + few(3, "avdelning-1", year=2024), "avdelning-1"),
        (few(20, "varden") + few(9) + few(3, "medicin"), few(29, "varden") + few(3, "medicin"), "mottagningen"),
    ],
)
def test_two_registers_that_differ_in_what_is_hidden_give_the_same_open_text(
    one: tuple[Reported, ...], other: tuple[Reported, ...], unit: str | None
) -> None:
    areas = ((NARRATIVE, None), (REVIEW, AREAS[0]))
    for (report, area), year in product(areas, (2025, 2026)):
        scope = Scope(year_of(year), unit, area)
        texts = [md.write(rendered(report, scope, content_with(found), draft=True)) for found in (one, other)]
        assert texts[0] == texts[1]
        assert "färre än".encode() in texts[0] or b"visas inte" in texts[0]


def of_two_years(seed: int) -> tuple[Reported, ...]:
    """Deviations of two years, few of some category here and there."""
    chance = Random(seed)  # noqa: S311  # cases for a test
    places = product(("varden", "avdelning-1", "mottagningen"), KINDS["kategori"], (2024, 2025))
    return tuple(
        each for unit, kategori, year in places for each in few(chance.choice((0, 3, 5, 6, 7, 9)), unit, kategori, year)
    )


def told_of(judged: Assessment, year: int) -> Equations:
    """The numbers of a year by category that the narratives of it and of the years after tell."""
    found: Equations = []
    for told, unit in product((year, year + 1, year + 2), (None, *PARENTS)):
        figures = gathered(report_files()[NARRATIVE], judged, Scope(year_of(told), unit)).figures
        ends = "" if told == year else f".{year}"
        keys: dict[str, Sequence[str]] = {"avvikelser.antal": KINDS["kategori"]}
        keys |= {f"avvikelser.kategori.{kind}": (kind,) for kind in KINDS["kategori"]}
        for key, kinds in keys.items():
            figure = figures.get(f"{key}{ends}")
            if figure and figure.value is not None:
                found.append((frozenset(product(under(unit), AREAS, kinds)), int(figure.value)))
    return found


@pytest.mark.parametrize(
    "found",
    [
        # each year by itself joins falls with another category: those of both years joined otherwise told them
        (
            *(*few(3, year=2024), *few(6, kategori="läkemedel", year=2024), *few(7, kategori="trycksår", year=2024)),
            *(*few(8), *few(20, kategori="läkemedel"), *few(5, kategori="trycksår")),
        ),
        *(of_two_years(seed) for seed in range(4)),
    ],
)
def test_the_narratives_of_several_years_together_tell_no_small_number(found: tuple[Reported, ...]) -> None:
    judged = written(found)
    for year in (2024, 2025):
        equations = told_of(judged, year)
        assert equations
        assert leaks([each for each in found if each.year == year], equations, "kategori") == []
