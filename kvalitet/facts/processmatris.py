"""The core processes by the dimensions of good care: what is measured and what is not, and what each process has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kvalitet.facts._base.att_besluta import Decision, decision, decision_below
from kvalitet.facts._base.reach import Reach, only_now, reach
from kvalitet.facts._catalogue import Report
from kvalitet.facts._indikatorer.matt import level_table, measure_table, sourceless_table, stray_table
from kvalitet.facts._processer.andelar import share_figures, share_table
from kvalitet.facts._processer.luckor import gap_table
from kvalitet.facts._processer.processer import Equipped, by_title, equipped, processes
from kvalitet.model.assessment import Assessment
from kvalitet.model.codes import Code
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure, Table, count

REPORT = Report(
    title="Processmatris",
    purpose="vad som mäts i varje kärnprocess och på vilka sidor av god vård, och vad processerna har och saknar",
    audience="ledningen och processägarna",
    due="när mål och mått för nästa år väljs",
    demands=(),
)

_KEY = "processmatris"
_LIST = "dimensioner"

occasions = only_now


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The core processes and the dimensions, with the measures in use where they meet."""

    found: tuple[Equipped, ...]
    dimensions: tuple[Code, ...]

    def cell(self, each: Equipped, dimension: Code) -> Figure:
        ids = (view.id for view in each.indicators if view.dimension == dimension.id)
        return count(f"{_KEY}.{each.process.id}.{dimension.id}", ids)

    def squares(self) -> Iterator[tuple[str, Figure]]:
        for each in self.found:
            for dimension in self.dimensions:
                yield f"{each.process.id}/{dimension.id}", self.cell(each, dimension)

    def unmeasured(self) -> tuple[Code, ...]:
        """The dimensions that no core process is measured by."""
        return tuple(d for d in self.dimensions if not any(self.cell(each, d).some for each in self.found))


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The matrix of a unit's core processes, or of all, as they stand today."""
    within = reach(assessment, scope)
    found = tuple(equipped(within, view) for view in by_title(processes(within)))
    core = tuple(each for each in found if each.process.is_core)
    matrix = _Matrix(core, _dimensions(within))
    gaps, stray = gap_table(within, core, "kärnprocesser"), stray_table(within)
    decide = tuple(_decide(matrix, gaps, stray))
    return Facts(
        title=within.titled(REPORT.title),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            gaps,
            _matrix(matrix),
            share_table(within, found, f"{_KEY}.andelar"),
            measure_table(within, core),
            stray,
            sourceless_table(within),
            level_table(within),
        ),
        loose=(*share_figures(within, found), *_squares(matrix), *(each.figure for each in decide)),
        details={
            "some": bool(core),
            "decide": decide,
        },
    )


def _dimensions(within: Reach) -> tuple[Code, ...]:
    codes = within.register.codes.get(_LIST)
    return tuple(code for code in (codes.codes.values() if codes else ()) if code.valid(within.day))


def _decide(matrix: _Matrix, gaps: Table, stray: Table) -> Iterator[Decision]:
    """What is measured nowhere, what the processes lack, and the measures that no process has."""
    bare = [each.process for each in matrix.found if not each.indicators]
    sides = matrix.unmeasured()
    yield from decision(
        "Kärnprocesser utan mått",
        "Bestäm vad som ska mätas.",
        (process.record.title for process in bare),
        count(f"{_KEY}.utan_mått", (process.id for process in bare)),
    )
    yield from decision(
        "Sidor av god vård som ingen kärnprocess mäts på",
        "Bestäm om något ska mätas, och i vilken process.",
        (code.label for code in sides),
        count(f"{_KEY}.sidor_utan_mått", (code.id for code in sides)),
    )
    yield from decision_below(
        "Kärnprocesser där något fattas",
        "Ge den som svarar en dag då det ska finnas.",
        count(f"{_KEY}.med_luckor", gaps.ids),
    )
    yield from decision(
        "Mått utan process",
        "Skriv in den process som måttet hör till, eller bestäm att det står för sig.",
        (str(row[0]) for row in stray.rows),
        count(f"{_KEY}.mått_utan_process", stray.ids),
    )


def _squares(matrix: _Matrix) -> tuple[Figure, Figure]:
    squares = tuple(matrix.squares())
    return (
        count(f"{_KEY}.rutor", (name for name, _ in squares)),
        count(f"{_KEY}.rutor.fyllda", (name for name, number in squares if number.some)),
    )


def _matrix(matrix: _Matrix) -> Table:
    def row(each: Equipped) -> Sequence[Figure]:
        return tuple(matrix.cell(each, dimension) for dimension in matrix.dimensions)

    return Table(
        key=_KEY,
        caption="Mått i bruk i varje kärnprocess, efter sida av god vård",
        headings=("Kärnprocess", *(code.label for code in matrix.dimensions)),
        rows=tuple((each.process.record.title, *row(each)) for each in matrix.found),
        note="En nolla betyder att inget mäts där. Mått som är planerade eller avvecklade räknas inte.",
    )
