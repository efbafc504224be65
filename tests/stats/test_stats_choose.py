"""Which chart a series gets, and what is said of it."""

from itertools import cycle, islice
from math import asin, pi, sqrt

import pytest

from kvalitet.stats.chart import ChartKind
from kvalitet.stats.charts import draw
from kvalitet.stats.choose import Choice, Measure, choose
from kvalitet.stats.points import Phasing, Point
from kvalitet.stats.sampling import overdispersed

UNEVEN = (3, 7, 4, 8, 5, 6, 2, 9)


def series(length: int, values: tuple[float | None, ...] = UNEVEN, bases: tuple[float, ...] = ()) -> list[Point]:
    below: list[float | None] = list(islice(cycle(bases), length)) if bases else [None] * length
    return [Point(str(i), y, n) for i, (y, n) in enumerate(zip(islice(cycle(values), length), below, strict=True))]


@pytest.mark.parametrize(
    ("measure", "points", "kind", "why"),
    [
        (Measure.COUNT, series(24), "c", "C-diagram, eftersom serien är antal händelser per period."),
        (
            Measure.RATE,
            series(24, bases=(400, 500, 450)),
            "u",
            "U-diagram, eftersom serien är antal i förhållande till en bas som varierar mellan perioderna.",
        ),
        (
            Measure.RATE,
            series(24, bases=(400,)),
            "c",
            "C-diagram, eftersom basen är lika stor i alla perioder, så att antalen kan jämföras direkt.",
        ),
        (Measure.SHARE, series(24, bases=(40,)), "p", "P-diagram, eftersom serien är andelar av ett känt antal."),
        (Measure.VALUE, series(24), "i", "I-diagram, eftersom serien är ett mätvärde per period."),
        (
            Measure.CASES_BETWEEN,
            series(24),
            "g",
            "G-diagram, eftersom serien är antalet fall mellan händelser.",
        ),
        (Measure.TIME_BETWEEN, series(24), "t", "T-diagram, eftersom serien är tiden mellan händelser."),
        (
            Measure.TIME_BETWEEN,
            series(24, (3, 0, 7, 4)),
            "g",
            "G-diagram, eftersom serien är tiden mellan händelser och några av dem har skett samtidigt.",
        ),
        (
            Measure.TIME_BETWEEN,
            series(24, (3.5, 0, 7, 4)),
            "run",
            (
                "Seriediagram, eftersom några händelser har skett samtidigt, "
                "och ett T-diagram kräver att tid har gått mellan dem."
            ),
        ),
    ],
)
def test_a_series_gets_the_chart_of_its_kind(measure: Measure, points: list[Point], kind: str, why: str) -> None:
    choice = choose(measure, points)
    assert choice.kind.value == kind
    assert choice.why == why
    assert choice.judged
    assert not choice.preliminary
    assert len(draw(choice.kind, points).marks) == len(points)


def test_a_rate_over_equal_denominators_is_drawn_as_its_counts() -> None:
    assert choose(Measure.RATE, series(24, bases=(400,))).measure is Measure.COUNT
    assert choose(Measure.RATE, series(24, bases=(400, 401))).measure is Measure.RATE


def test_denominators_that_differ_between_phases_are_not_equal() -> None:
    points = series(24, bases=(400,))[:14] + series(10, bases=(500,))
    assert choose(Measure.RATE, points, Phasing(breaks=(14,))).kind is ChartKind.U


@pytest.mark.parametrize(
    ("length", "why"),
    [
        (10, "Seriediagram utan styrgränser, eftersom gränser inte kan vila på 10 mätpunkter: minst 12 behövs."),
        (11, "Seriediagram utan styrgränser, eftersom gränser inte kan vila på 11 mätpunkter: minst 12 behövs."),
        (
            12,
            (
                "I-diagram, eftersom serien är ett mätvärde per period. Styrgränserna är preliminära: "
                "de vilar på 12 mätpunkter, och först 20 ger säkra gränser."
            ),
        ),
        (
            19,
            (
                "I-diagram, eftersom serien är ett mätvärde per period. Styrgränserna är preliminära: "
                "de vilar på 19 mätpunkter, och först 20 ger säkra gränser."
            ),
        ),
        (20, "I-diagram, eftersom serien är ett mätvärde per period."),
    ],
)
def test_the_number_of_points_decides_how_much_is_said(length: int, why: str) -> None:
    choice = choose(Measure.VALUE, [Point(str(i), i if i % 2 else -i) for i in range(1, length + 1)])
    assert choice.why == why
    assert choice.preliminary == (12 <= length < 20)
    assert choice.judged


def test_fewer_than_ten_useful_points_are_too_few_however_many_there_are() -> None:
    choice = choose(Measure.VALUE, series(11, (1, 9, 1, 9, 1, 9, 1, 9, 1, 5, 5)))
    assert choice.why == (
        "Seriediagram utan bedömning, eftersom serien bara har 9 användbara mätpunkter: "
        "minst 10 behövs för att skilja slump från mönster."
    )
    assert (choice.kind, choice.judged, choice.preliminary) == (ChartKind.RUN, False, False)


def test_a_series_without_useful_points_says_so() -> None:
    expected = "Seriediagram utan bedömning, eftersom serien saknar användbara mätpunkter: minst 10 behövs för att "
    for points in ([], series(30, (5,)), series(30, (None,)), series(1)):
        choice = choose(Measure.VALUE, points)
        assert choice.why == expected + "skilja slump från mönster."
        assert (choice.kind, choice.judged) == (ChartKind.RUN, False)


def test_one_useful_point_is_written_in_the_singular() -> None:
    assert "bara har 1 användbar mätpunkt: " in choose(Measure.VALUE, series(3, (5, 5, 9))).why


def test_excluded_points_and_gaps_are_not_counted() -> None:
    points = series(14)
    assert choose(Measure.VALUE, points).judged
    assert not choose(Measure.VALUE, points, Phasing(exclude=range(5))).judged
    assert not choose(Measure.VALUE, [Point("gap", None) if i < 5 else p for i, p in enumerate(points)]).judged


def test_the_fullest_phase_decides() -> None:
    assert choose(Measure.COUNT, series(30), Phasing(breaks=(6,))).kind is ChartKind.C
    assert not choose(Measure.COUNT, series(16), Phasing(breaks=(8,))).judged


def test_limits_frozen_on_few_points_are_preliminary() -> None:
    assert choose(Measure.COUNT, series(30), Phasing(freeze=14)).preliminary
    assert choose(Measure.COUNT, series(30), Phasing(freeze=11)).kind is ChartKind.RUN


@pytest.mark.parametrize(
    ("measure", "points", "expected"),
    [
        (
            Measure.COUNT,
            series(24, (0, 0, 1)),
            Choice(
                kind=ChartKind.T,
                measure=Measure.TIME_BETWEEN,
                judged=False,
                preliminary=False,
                why="T-diagram över tiden mellan händelserna, eftersom de är sällsynta: 16 av 24 perioder har 0.",
            ),
        ),
        (
            Measure.RATE,
            series(24, (0, 0, 0, 2), (300, 310)),
            Choice(
                kind=ChartKind.T,
                measure=Measure.TIME_BETWEEN,
                judged=False,
                preliminary=False,
                why="T-diagram över tiden mellan händelserna, eftersom de är sällsynta: 18 av 24 perioder har 0.",
            ),
        ),
        (
            Measure.SHARE,
            series(24, (0, 0, 1), (30,)),
            Choice(
                kind=ChartKind.G,
                measure=Measure.CASES_BETWEEN,
                judged=False,
                preliminary=False,
                why="G-diagram över antalet fall mellan händelserna, eftersom de är sällsynta: "
                "16 av 24 perioder har 0.",
            ),
        ),
        (
            Measure.SHARE,
            series(24, (30, 30, 29), (30,)),
            Choice(
                kind=ChartKind.G,
                measure=Measure.CASES_BETWEEN,
                judged=False,
                preliminary=False,
                why="G-diagram över antalet fall mellan undantagen, eftersom de är sällsynta: "
                "16 av 24 perioder når 100 procent.",
            ),
        ),
    ],
)
def test_rare_events_are_followed_by_what_lies_between_them(
    measure: Measure, points: list[Point], expected: Choice
) -> None:
    assert choose(measure, points) == expected


def test_half_of_the_periods_at_the_end_of_the_scale_is_not_rare_yet() -> None:
    assert choose(Measure.COUNT, series(24, (0, 3))).kind is ChartKind.C
    assert choose(Measure.SHARE, series(24, (0, 3), (30,))).kind is ChartKind.P
    assert choose(Measure.SHARE, series(24, (30, 27), (30,))).kind is ChartKind.P


def test_two_events_have_something_between_them() -> None:
    two = tuple(int(i in {7, 12}) for i in range(24))
    assert choose(Measure.COUNT, series(24, two)).kind is ChartKind.T
    assert choose(Measure.SHARE, series(24, two, (30,))).kind is ChartKind.G
    assert choose(Measure.SHARE, series(24, tuple(30 - y for y in two), (30,))).kind is ChartKind.G


def test_events_that_have_nothing_between_them_are_too_few() -> None:
    points = [Point(str(i), int(i == 7)) for i in range(24)]
    assert choose(Measure.COUNT, points).kind is ChartKind.RUN


LARGE_AND_WILD = series(24, (200, 320, 240, 380, 210, 300), (20000, 21000, 22000))


def test_a_large_series_that_varies_more_than_chance_gets_a_prime_chart() -> None:
    rate, share = (choose(measure, LARGE_AND_WILD) for measure in (Measure.RATE, Measure.SHARE))
    assert (rate.kind, rate.measure) == (ChartKind.U_PRIME, Measure.RATE)
    assert (share.kind, share.measure) == (ChartKind.P_PRIME, Measure.SHARE)
    assert rate.why.startswith(
        "U′-diagram, eftersom antalen varierar mer än slumpen ensam förklarar när basen är stor: spridningen är "
    )
    assert share.why.startswith("P′-diagram, eftersom andelarna varierar mer än slumpen ensam förklarar ")


def test_a_prime_chart_takes_many_points_large_denominators_and_more_than_chance() -> None:
    small = [Point(point.label, point.y, 999) for point in LARGE_AND_WILD]
    calm = series(24, (250, 254, 248, 252), (20000, 20100))
    assert choose(Measure.RATE, LARGE_AND_WILD[:19]).kind is ChartKind.U
    assert choose(Measure.SHARE, small).kind is ChartKind.P
    assert choose(Measure.RATE, calm).kind is ChartKind.U
    assert choose(Measure.SHARE, calm).kind is ChartKind.P


@pytest.mark.parametrize("count", [2, 5, 24, 60, 400])
def test_the_bound_of_overdispersion_is_two_standard_errors_of_a_sigma_from_moving_ranges(count: int) -> None:
    # of |a − b| for standard normals: its mean, its variance, its covariance with the next one
    mean, variance = 2 / sqrt(pi), 2 - 4 / pi
    shared = 4 / pi * (sqrt(3) / 2 + asin(1 / 2) / 2 - 1)
    ranges = count - 1
    error = sqrt(ranges * variance + 2 * (ranges - 1) * shared) / ranges / mean
    assert overdispersed(1 + 2.001 * error, count)
    assert not overdispersed(1 + 1.999 * error, count)


@pytest.mark.parametrize(
    ("measure", "point", "fault"),
    [
        (Measure.SHARE, Point("b", 5, 4), "b: the numerator 5"),
        (Measure.RATE, Point("b", 5), "b: the denominator is None"),
        (Measure.RATE, Point("b", 5, 0), "b: the denominator is 0"),
        (Measure.COUNT, Point("b", 1.5), "b: 1.5 is not a count"),
        (Measure.COUNT, Point("b", 1, 9), "b: only rates, shares and measured values have a denominator"),
        (Measure.CASES_BETWEEN, Point("b", -1), "b: -1 is not a count"),
        (Measure.TIME_BETWEEN, Point("b", -1), "b: a t chart takes times over zero"),
        (Measure.VALUE, Point("b", float("nan")), "b: nan is not a number"),
    ],
)
def test_what_no_chart_of_the_kind_can_take_is_refused(measure: Measure, point: Point, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        choose(measure, [Point("a", None), point])
