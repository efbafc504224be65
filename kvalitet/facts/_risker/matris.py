"""The risks of the year on their scale: how many in each cell, before actions and by the latest judgement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kvalitet.charts.risk_matrix import Band, RiskMatrix, Step, risk_matrix
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.model.codes import Scale
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text

KEY = "risker.matris"
"""What the keys of the matrices begin with; the scale comes after."""

Place = tuple[int, int]
"""A cell: the values of likelihood and consequence."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A risk with its scale and the cells it stands in: before actions, and by the latest judgement."""

    address: str
    scale: str
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Words:
    """What the matrices are called: the beginning of their keys, "risker för patienter", a time, and which these are.

    `which` goes on after "Riskerna är": "de som bedömdes i periodens riskanalyser".
    """

    key: str
    risks: str
    when: str
    which: str


def matrices(reach: Reach, placed: Iterable[Placed], words: Words) -> Gathered:
    """A matrix for each scale that the risks are judged on, with its numbers as a table."""
    by_scale: dict[str, list[Placed]] = {}
    for risk in placed:
        by_scale.setdefault(risk.scale, []).append(risk)
    known = [reach.register.scales[name] for name in sorted(by_scale) if name in reach.register.scales]
    several = len(known) > 1
    return together(*(_matrix(reach, scale, by_scale[scale.id], words, several=several) for scale in known))


def _matrix(reach: Reach, scale: Scale, placed: Iterable[Placed], words: Words, *, several: bool) -> Gathered:
    key = f"{words.key}.{scale.id}"
    which = f" ({scale.title})" if several else ""
    found = tuple(placed)
    before = _counts(f"{key}.före", scale, {risk.address: risk.before for risk in found})
    after = _counts(f"{key}.efter", scale, {risk.address: risk.after for risk in found})
    drawn = RiskMatrix(
        key=key,
        title=f"{capital(words.risks)} före och efter åtgärder, {words.when}{which}",
        likelihood=tuple(Step(step.value, step.label) for step in scale.likelihood),
        consequence=tuple(Step(step.value, step.label) for step in scale.consequence),
        bands=tuple(Band(*band) for band in scale.bands),
        before=_numbers(before),
        after=_numbers(after),
    )
    table = Table(
        key=key,
        caption=f"Antal {words.risks} före → efter åtgärder, i varje ruta av riskmatrisen{which}",
        headings=("Sannolikhet × konsekvens", *(f"{step.value} {step.label}" for step in scale.consequence)),
        rows=tuple(_rows(scale, before, after)),
        note=(
            f"Riskerna är {words.which}. Efter åtgärder är den senaste bedömningen gjord till och med "
            f"{date_text(reach.day)}; en risk som inte är bedömd på nytt står kvar i sin ruta."
        ),
    )
    return Gathered((table,), diagrams=(risk_matrix(drawn),))


def _counts(key: str, scale: Scale, places: Mapping[str, Place]) -> Mapping[Place, Figure]:
    """A figure for each cell, the empty ones too."""
    return {
        (up.value, along.value): count(
            f"{key}.{up.value}x{along.value}",
            (address for address, place in places.items() if place == (up.value, along.value)),
        )
        for up in scale.likelihood
        for along in scale.consequence
    }


def _numbers(figures: Mapping[Place, Figure]) -> Mapping[Place, int]:
    return {place: int(figure.value or 0) for place, figure in figures.items()}


def _rows(scale: Scale, before: Mapping[Place, Figure], after: Mapping[Place, Figure]) -> Iterator[tuple[Cell, ...]]:
    for up in reversed(scale.likelihood):
        cells = ((up.value, along.value) for along in scale.consequence)
        yield (
            f"{up.value} {up.label}",
            *((before[cell], "\u00a0→\u00a0", after[cell], f" (värde\u00a0{cell[0] * cell[1]})") for cell in cells),
        )
