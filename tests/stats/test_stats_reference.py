"""The charts against numbers that R computed: see `_meta` in spc_reference.json."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from kvalitet.stats import charts
from kvalitet.stats.anhoj import crossings_demanded, longest_allowed
from kvalitet.stats.chart import Chart, Signal
from kvalitet.stats.points import WHOLE, Phasing, Point

REFERENCE: dict[str, Any] = json.loads((Path(__file__).parent / "spc_reference.json").read_text(encoding="utf-8"))
PRECISION = 1e-9

FUNCTIONS: dict[str, Callable[..., Chart]] = {
    "run": charts.run_chart,
    "i": charts.i_chart,
    "mr": charts.mr_chart,
    "c": charts.c_chart,
    "u": charts.u_chart,
    "up": charts.u_prime_chart,
    "p": charts.p_chart,
    "pp": charts.p_prime_chart,
    "g": charts.g_chart,
    "t": charts.t_chart,
}
PHASINGS = {
    "": WHOLE,
    "screened": WHOLE,
    "freeze12": Phasing(freeze=12),
    "part12": Phasing(breaks=(12,)),
    "part12_18": Phasing(breaks=(12, 18)),
    "exclude7": Phasing(exclude=(6,)),
}
WITH_DENOMINATORS = {("own_trycksar", "run")}

RESULTS = [(series, name) for series, held in REFERENCE["datasets"].items() for name in held["results"]]


def series_of(name: str) -> tuple[Point, ...]:
    data = dict(REFERENCE["datasets"][name]["data"])
    below = data.pop("d", None)
    (above,) = data.values()
    return tuple(Point(str(i), y, below[i] if below else None) for i, y in enumerate(above))


def without_denominators(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(Point(point.label, point.y) for point in points)


def chart_of(series: str, name: str) -> Chart:
    kind, _, way = name.partition("_")
    points = series_of(series)
    if kind == "run" and (series, kind) not in WITH_DENOMINATORS:
        points = without_denominators(points)
    draw = FUNCTIONS[kind]
    if way == "screened":
        draw = partial(draw, screened=True)
    chart = draw(points, PHASINGS[way])
    return chart.scaled(1000) if kind in {"u", "up"} else chart


def same(found: Sequence[float | None], expected: Sequence[float | None]) -> bool:
    return len(found) == len(expected) and all(
        one is other if one is None or other is None else isclose(one, other, rel_tol=PRECISION, abs_tol=1e-15)
        for one, other in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(("series", "name"), RESULTS, ids=lambda part: part)
def test_every_point_lies_where_the_reference_has_it(series: str, name: str) -> None:
    expected = REFERENCE["datasets"][series]["results"][name]["points"]
    marks = chart_of(series, name).marks
    assert same([mark.y for mark in marks], expected["y"])
    assert same([mark.centre for mark in marks], expected["cl"])
    assert same([mark.lower for mark in marks], expected["lcl"])
    assert same([mark.upper for mark in marks], expected["ucl"])


@pytest.mark.parametrize(("series", "name"), RESULTS, ids=lambda part: part)
def test_every_phase_has_the_runs_and_signals_of_the_reference(series: str, name: str) -> None:
    kind = name.partition("_")[0]
    parts = chart_of(series, name).parts
    expected = REFERENCE["datasets"][series]["results"][name]["parts"]
    assert len(parts) == len(expected)
    for part, known in zip(parts, expected, strict=True):
        assert part.runs.useful == known["n_useful"]
        assert part.runs.longest == known["longest_run"]
        assert part.runs.longest_allowed == known["longest_run_max"]
        assert part.runs.crossings == known["crossings"]
        assert part.runs.crossings_demanded == known["crossings_min"]
        assert bool({Signal.SHIFT, Signal.CROSSINGS} & set(part.signals)) == known["runs_signal"]
        beyond = known["sigma_signals"]
        assert [i + 1 for i in part.beyond] == (beyond if isinstance(beyond, list) else [beyond])
        counted = sum(mark.y is not None and not mark.excluded for mark in part.marks)
        assert counted == known["n_obs"] - (kind == "mr")
        assert same([part.centre], [known["cl"]])
        assert same([part.marks[0].lower, part.marks[0].upper], [known["lcl_first"], known["ucl_first"]])
        assert same([part.marks[-1].lower, part.marks[-1].upper], [known["lcl_last"], known["ucl_last"]])


def test_the_reference_covers_every_chart() -> None:
    assert {name.partition("_")[0] for _, name in RESULTS} == set(FUNCTIONS)


def test_the_run_limits_are_those_of_the_reference() -> None:
    table = REFERENCE["anhoej_limits"]
    assert table["n"] == list(range(2, 101))
    assert [longest_allowed(n) for n in table["n"]] == table["longest_run_max"]
    assert [crossings_demanded(n) for n in table["n"]] == table["crossings_min"]


def listed(value: float | list[float], length: int) -> list[float]:
    return value if isinstance(value, list) else [value] * length


@pytest.mark.parametrize(
    ("name", "series", "draw", "phasing"),
    [
        ("own_ledtid_xbar_one_MR", "own_ledtid", charts.i_chart, WHOLE),
        ("own_ledtid_xbar_one_freeze12", "own_ledtid", charts.i_chart, Phasing(freeze=12)),
        ("own_fall_u", "own_fall", charts.u_chart, WHOLE),
        ("own_fall_c", "own_fall", charts.c_chart, WHOLE),
        ("own_trycksar_p", "own_trycksar", charts.p_chart, WHOLE),
    ],
)
def test_a_second_tool_has_the_same_lines(
    name: str, series: str, draw: Callable[[tuple[Point, ...], Phasing], Chart], phasing: Phasing
) -> None:
    known = REFERENCE["qcc"][name]
    chart = draw(series_of(series), phasing)
    length = len(chart.marks)
    assert same([chart.parts[0].centre], [known["center"]])
    assert same([mark.lower for mark in chart.marks], listed(known["lcl"], length))
    assert same([mark.upper for mark in chart.marks], listed(known["ucl"], length))
    assert [i + 1 for i in chart.parts[0].beyond] == known["rules"]["WE1"] == known["rules"]["N1"]


@pytest.mark.parametrize(
    ("name", "phasing", "screened"),
    [
        ("own_ledtid_unscreened", WHOLE, False),
        ("own_ledtid_screened", WHOLE, True),
        ("own_ledtid_fix12", Phasing(freeze=12), False),
        ("own_ledtid_rebase13", Phasing(breaks=(12,)), True),
    ],
)
def test_a_third_tool_differs_by_its_rounded_constant_alone(name: str, phasing: Phasing, *, screened: bool) -> None:
    known = REFERENCE["nhs_plot_the_dots"][name]
    marks = charts.i_chart(series_of("own_ledtid"), phasing, screened=screened).marks
    their_constant, ours = 2.66, 3 / 1.128
    for mark, mean, lower, upper in zip(marks, known["mean"], known["lpl"], known["upl"], strict=True):
        assert mark.centre is not None
        assert mark.lower is not None
        assert mark.upper is not None
        theirs = [
            mark.centre - (mark.centre - mark.lower) / ours * their_constant,
            mark.centre + (mark.upper - mark.centre) / ours * their_constant,
        ]
        assert same([mark.centre, *theirs], [mean, lower, upper])
