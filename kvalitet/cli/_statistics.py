"""The forms of statistics: tables for people, JSON and CSV for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kvalitet.cli._formats import as_csv
from kvalitet.measures._breakdown import Breakdown, Compared, Row, State, Value, Wanted
from kvalitet.measures._measure import Measure, Shape
from kvalitet.model.dates import Period
from kvalitet.model.figure import UNKNOWN, Figure
from kvalitet.model.register import Register
from kvalitet.model.wording import capital, number_text
from kvalitet.output.envelope import envelope, iso
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_BY = {"enhet": "enhet", "process": "process", "kategori": "kategori", "period": "månad eller kvartal"}
_MARGIN = 2
_NUMBERS = ("Nu", "Före", "Skillnad", "Underlag")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Measures as they were asked for, with the ids behind the numbers or without."""

    wanted: Wanted
    breakdowns: tuple[Breakdown, ...]
    ids: bool


def as_text(register: Register, page: Page, found: Statistics) -> str:
    """Each measure with what it counts and a table; first what is compared."""
    return page.draw(*_text(register, page, found))


def _text(register: Register, page: Page, found: Statistics) -> Iterator["RenderableType"]:
    for sentence in _opening(register, found.wanted):
        yield page.indented(words(sentence), 0)
    for each in found.breakdowns:
        yield ""
        yield page.indented(words(each.measure.measure.title, "bold"), 0)
        for sentence in _about(each):
            yield page.indented(words(sentence, "dim"), 0)
        yield ""
        yield from _table(page, each)
        for sentence in _remarks(each, found.wanted, register.settings.fewest):
            yield page.indented(words(sentence), 0)
        if found.ids:
            yield ""
            yield from _ids(page, each)


def _opening(register: Register, wanted: Wanted) -> Iterator[str]:
    spans, starts = wanted.spans, register.settings.starts
    where = register.organisation.name(wanted.unit) if wanted.unit else "Hela registret"
    same = "samma del av perioden före, " if spans.running else ""
    against = f" jämfört med {same}{_days(spans.before)}" if spans.before else ""
    yield f"{where}, {_days(spans.now)}{against}. Läget är det på varje periods sista dag."
    formed = register.organisation.formed(wanted.unit) if wanted.unit else None
    if formed and spans.before and formed > spans.before.first and formed > (starts or formed.min):
        yield f"{where} finns från och med {formed}: det som var före dess räknas till andra enheter."
    if starts and spans.before and starts > spans.before.first:
        yield f"Registret började {starts}: det finns inget att jämföra med före den dagen."
    yield "Skillnader mellan andelar är i procentenheter."
    if wanted.masked:
        yield f"Siffror som vilar på färre än {register.settings.fewest} poster visas bara på en grövre nivå."
    else:
        yield "OMASKERAT: också det som vilar på några få poster visas. Sprid det inte vidare."


def _days(period: Period) -> str:
    return f"{period.first}–{period.last}"


def _about(each: Breakdown) -> Iterator[str]:
    measure = each.measure.measure
    yield f"Omfattar {measure.records}." if measure.shape is not Shape.SHARE else f"{capital(measure.records)}."
    yield f"Räknas efter {measure.dated}."
    for beside in _beside(each):
        if beside.records != measure.records:
            yield f"{capital(beside.short.partition(',')[0])}: {beside.records}."
    yield from (told.note for told in (measure, *_beside(each)) if told.note)


def _beside(each: Breakdown) -> tuple[Measure, ...]:
    seen = {number.measure.name: number.measure.measure for number in each.rows[0].numbers}
    return tuple(measure for name, measure in seen.items() if name != each.measure.name)


def _table(page: Page, each: Breakdown) -> Iterator["Text"]:
    """A line for each number; where the page is too narrow, the places' names have lines of their own."""
    from rich.cells import cell_len

    names = [one_line(f"{'  ' * len(row.path)}{row.label}").plain for row in each.rows]
    lines = [(name, tuple(_cells(row, each.rows[0]))) for name, row in zip(names, each.rows, strict=True)]
    wide = [
        max(map(cell_len, column))
        for column in zip(("", *_NUMBERS), *(c for _, rows in lines for c in rows), strict=True)
    ]
    first = max(cell_len(name) for name in (each.heading, *names))
    beside = page.width is None or first + sum(wide) + 2 * len(wide) <= page.width
    margin = first if beside else _MARGIN
    if not beside:
        yield words(each.heading, "bold")
    yield words(_line(each.heading if beside else "", margin, ("", *_NUMBERS), wide), "bold")
    for row, (name, numbers) in zip(each.rows, lines, strict=True):
        if not beside:
            yield page.indented(words(name.strip()), 2 * len(row.path))
        for index, cells in enumerate(numbers):
            yield words(_line(name if beside and index == 0 else "", margin, cells, wide))


def _cells(row: Row, whole: Row) -> Iterator[tuple[str, ...]]:
    for number, above in zip(row.numbers, whole.numbers, strict=True):
        records = UNKNOWN if number.now.records is None else number_text(number.now.records)
        shown = (_cell(number.now, above.now), _cell(number.before, above.before))
        yield (number.label, *shown, number.difference.text, records)


def _line(name: str, margin: int, cells: Sequence[str], wide: Sequence[int]) -> str:
    from rich.cells import cell_len

    def pad(text: str, width: int) -> str:
        return " " * (width - cell_len(text))

    label, *numbers = cells
    left = [name + pad(name, margin), label + pad(label, wide[0])]
    return "  ".join([*left, *(pad(text, width) + text for text, width in zip(numbers, wide[1:], strict=True))])


def _cell(value: Value, whole: Value) -> str:
    match value.state:
        case State.MASKED:
            return "maskerat" if whole.state is State.MASKED else "ingår ovan"
        case State.NOT_REACHED:
            return "inte nått"
        case _:
            return value.figure.text


def _remarks(each: Breakdown, wanted: Wanted, fewest: int) -> Iterator[str]:
    numbers = [number for row in each.rows for number in row.numbers]
    if not each.divided:
        yield f"Måttet går inte att dela upp efter {_BY[wanted.by]}."
    if any(State.MASKED in {number.now.state, number.before.state} for number in each.rows[0].numbers):
        yield f"”maskerat”: någon del av siffran vilar på färre än {fewest} poster, och det finns ingen grövre nivå."
    if each.coarse:
        yield f"En del visas på en grövre nivå, för att det vilar på färre än {fewest} poster."
    if any(value.state is State.NOT_REACHED for number in numbers for value in (number.now, number.before)):
        yield "”inte nått”: så stor del är ännu inte klar, och det öppna räknas som öppet."


def _ids(page: Page, each: Breakdown) -> Iterator["Text"]:
    yield words("Posterna bakom siffrorna", "bold")
    for row in each.rows:
        for number in _one_each(row):
            for when, value in (("nu", number.now), ("före", number.before)):
                if value.figure.ids:
                    head = f"{row.label}, {number.label.partition(',')[0]}, {when}: "
                    yield page.indented(words(f"{head}{_named(number, value)}"), 2, hanging=2)


def _one_each(row: Row) -> Iterator[Compared]:
    """One number of each measure; a rate rests on what the count beside it does."""
    seen: set[str] = set()
    for number in row.numbers:
        measure = number.measure
        if measure.name not in seen and not (seen and measure.measure.shape is Shape.RATE):
            yield number
        seen.add(measure.name)


def _named(number: Compared, value: Value) -> str:
    if number.measure.measure.shape is not Shape.SHARE:
        return ", ".join(value.figure.ids)
    met = set(value.met)
    others = [name for name in value.figure.ids if name not in met]
    return f"ja {', '.join(value.met) or UNKNOWN}; nej {', '.join(others) or UNKNOWN}"


def as_json(register: Register, today: date, found: Statistics) -> str:
    """The statistics in the envelope."""
    wanted = found.wanted
    return envelope(
        register,
        today,
        period=_period(wanted.spans.now),
        previous_period=_period(wanted.spans.before) if wanted.spans.before else None,
        running=wanted.spans.running,
        by=wanted.by,
        unit=wanted.unit,
        masking={"applied": wanted.masked, "fewest": register.settings.fewest},
        measures=[_measure(each, ids=found.ids) for each in found.breakdowns],
    )


def _period(period: Period) -> dict[str, object]:
    return {"text": period.text, "first": iso(period.first), "last": iso(period.last)}


def _measure(each: Breakdown, *, ids: bool) -> dict[str, object]:
    measure = each.measure.measure
    return {
        "measure": each.measure.name,
        "title": measure.title,
        "shape": measure.shape.value,
        "records": measure.records,
        "counted_by": measure.dated,
        "divided": each.divided,
        "coarsened": each.coarse,
        "rows": [
            {
                "path": list(row.path),
                "label": row.label,
                "figures": [_figure(number, ids=ids) for number in row.numbers],
            }
            for row in each.rows
        ],
    }


def _figure(number: Compared, *, ids: bool) -> dict[str, object]:
    now, before = number.now, number.before
    share = ids and number.measure.measure.shape is Shape.SHARE
    return {
        "key": now.figure.key,
        "measure": number.measure.name,
        "label": number.label,
        "unit": number.quantity.unit,
        "value": _number(now.figure),
        "previous": _number(before.figure),
        "difference": _number(number.difference),
        "state": now.state.value,
        "previous_state": before.state.value,
        "masked": now.state is State.MASKED,
        "records": now.records,
        "previous_records": before.records,
        "ids": list(now.figure.ids) if ids else None,
        "met_ids": list(now.met) if share else None,
        "previous_ids": list(before.figure.ids) if ids else None,
        "previous_met_ids": list(before.met) if share else None,
    }


def _number(figure: Figure) -> float | None:
    """The number as it is shown: a share to a tenth, a count and a day whole."""
    if figure.value is None:
        return None
    return round(figure.value, figure.decimals) if figure.decimals else round(figure.value)


def as_rows(found: Statistics) -> str:
    """The statistics as CSV, a row for each number, with the keys of the JSON as headings."""
    rows = []
    for each in found.breakdowns:
        for row in each.rows:
            for number in row.numbers:
                figure = _figure(number, ids=found.ids)
                rows.append({"group": "/".join(row.path), "group_label": row.label, "by": found.wanted.by, **figure})
    return as_csv(tuple(rows[0]), [tuple(map(_csv, row.values())) for row in rows])


def _csv(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value)
