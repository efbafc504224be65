"""What rests on a few records is not to be read, nor worked out, in any figure of a breakdown."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.cli._statistics import Statistics, as_json, as_rows, as_text
from kvalitet.measures._breakdown import Breakdown, State, Value, Wanted, breakdown
from kvalitet.measures._measure import Measure, MeasureFile, Observation, Shape
from kvalitet.measures._spans import spans
from kvalitet.model.dates import year_of
from kvalitet.output.page import Page
from tests.facts.small import TODAY, changed, loaded
from tests.measures.small import content, counted, numbers, whole

FEWEST = 5
SPANS = spans(year_of(2025), TODAY)
UNITS = ("region-alm", "varden", "medicin", "avdelning-1", "mottagningen", "okand-enhet", "")

groups = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from((2024, 2025)), st.integers(0, 7), st.integers(0, 7)), max_size=6
)


def measured(shape: Shape, found: Sequence[Observation], beside: str = "") -> MeasureFile:
    measure = Measure(title="Prov", records="prov", dated="dagen då", shape=shape, codes="kategorier", beside=beside)
    return MeasureFile(f"prov_{shape.value}", measure, lambda _register, day: [o for o in found if o.day <= day])


def observations(rows: Iterable[tuple[str, int, int, int]]) -> Iterator[Observation]:
    for index, (unit, year, met, other) in enumerate(rows):
        for number in range(met + other):
            yield Observation(
                id=f"AVV-{year}-{index}{number:02}",
                day=date(year, 1 + number % 12, 9),
                unit=unit,
                process="",
                category=("fall_annat", "fall", "läkemedel_ordination", "")[number % 4],
                met=number < met,
                days=number,
                open=number % 3 == 0,
            )


def divided(found: Sequence[Observation], by: str, unit: str | None = None) -> Breakdown:
    count, *others = [measured(shape, found) for shape in Shape]
    wanted = Wanted(by=by, spans=SPANS, unit=unit)
    return breakdown(loaded().register, count, others, wanted)


def small(number: int) -> bool:
    return 0 < number < FEWEST


def sizes(value: Value) -> tuple[int, ...] | None:
    """The parts that a reader can tell apart, or None where nothing is shown."""
    if value.state is State.MASKED:
        assert (value.figure.value, value.figure.ids, value.records, value.met) == (None, (), None, ())
        return None
    records = value.records or 0
    return (len(value.met), records - len(value.met)) if ".andel" in value.figure.key else (records,)


@settings(deadline=None)
@given(groups, st.sampled_from(("enhet", "kategori", "period", "process")), st.sampled_from((None, "medicin")))
def test_no_figure_and_no_difference_between_figures_rests_on_a_few(
    rows: list[tuple[str, int, int, int]], by: str, unit: str | None
) -> None:
    found = divided(list(observations(rows)), by, unit)
    for index in range(len(found.rows[0].numbers)):
        for side in ("now", "before"):
            shown = {row.path: sizes(getattr(row.numbers[index], side)) for row in found.rows}
            for path, parts in shown.items():
                if parts is None:
                    continue
                assert not any(map(small, parts))
                below = [parts for other, parts in shown.items() if other[:-1] == path and other]
                known = [parts for parts in below if parts is not None]
                assert len(known) in {0, len(below)} or all(not any(parts) for parts in known)
                taken = [sum(column) for column in zip(*known, strict=True)] or [0] * len(parts)
                assert not any(small(all_ - some) for all_, some in zip(parts, taken, strict=True))


@settings(deadline=None)
@given(groups)
def test_a_place_is_named_only_where_something_can_be_read(rows: list[tuple[str, int, int, int]]) -> None:
    found = divided(list(observations(rows)), "enhet")
    for row in found.rows[1:]:
        assert any(n.now.records or n.before.records for n in row.numbers), row.path


def rows_of(text: str) -> list[dict[str, Any]]:
    return [figure for measure in json.loads(text)["measures"] for row in measure["rows"] for figure in row["figures"]]


@settings(deadline=None, max_examples=30)
@given(groups)
def test_no_form_tells_more_than_another(rows: list[tuple[str, int, int, int]]) -> None:
    register = loaded().register
    found = Statistics(Wanted(by="enhet", spans=SPANS), (divided(list(observations(rows)), "enhet"),), ids=False)
    for figure in rows_of(as_json(register, TODAY, found)):
        assert figure["ids"] is None
        assert not figure["masked"] or (figure["value"], figure["records"], figure["difference"]) == (None, None, None)
        assert not small(figure["records"] or 0)
        assert not small(figure["previous_records"] or 0)
    for text in (as_rows(found), as_text(register, Page(), found), as_text(register, Page(width=60), found)):
        assert "AVV-" not in text


def test_where_a_unit_is_too_small_its_parent_stands_for_it() -> None:
    found = divided(list(observations([("avdelning-1", 2025, 9, 0), ("mottagningen", 2025, 3, 0)])), "enhet")
    assert {row.path[-1] for row in found.rows if row.path} == {"varden", "medicin"}
    assert numbers(found)["varden", "medicin"][0] == 12
    assert found.coarse


def test_a_place_that_had_something_and_has_nothing_is_zero_and_not_hidden() -> None:
    rows = [("avdelning-1", 2024, 6, 0), ("mottagningen", 2024, 6, 0), ("avdelning-1", 2025, 6, 0)]
    found = divided(list(observations(rows)), "enhet")
    assert numbers(found)["varden", "medicin", "mottagningen"][0] == 0


def test_a_unit_asked_for_alone_is_shown_only_where_its_place_among_all_would_be() -> None:
    rows = list(observations([("avdelning-1", 2025, 9, 0), ("mottagningen", 2025, 3, 0)]))
    # 12 in medicin and 9 in avdelning-1 would leave 3
    assert whole(divided(rows, "enhet", "medicin"))[0].now.figure.value == 12
    assert whole(divided(rows, "enhet", "avdelning-1"))[0].now.state is State.MASKED


def test_the_small_register_as_a_whole_is_too_small() -> None:
    (number,) = whole(counted("avvikelser", masked=True))
    assert number.now.state is State.MASKED
    assert [row.path for row in counted("avvikelser", masked=True).rows] == [()]


@pytest.mark.parametrize(("fewest", "shown"), [(1, True), (2, False)])
def test_a_register_chooses_how_few_is_a_few(fewest: int, *, shown: bool) -> None:
    own = changed(
        "kvalitet.yaml", "börjar: 2024-01-01", f"börjar: 2024-01-01\nmaskering: {{minsta: {fewest}}}", content()
    )
    found = counted("avvikelser", masked=True, found=own)
    assert (("varden", "medicin", "mottagningen") in numbers(found)) == shown


def test_rows_stand_in_the_order_of_the_tree_and_of_its_lists() -> None:
    rows = list(observations([(unit, 2025, 5, 0) for unit in reversed(UNITS)]))
    assert [row.label for row in divided(rows, "enhet").rows] == [
        "Region Alm",
        "Hälso- och sjukvården",
        "Medicin",
        "Avdelning 1",
        "Mottagningen",
        "Ej angivet",
        "okand-enhet",
    ]
