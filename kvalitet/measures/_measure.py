"""What a measure is, and what it rests on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import ModuleType

from kvalitet.discovery import modules
from kvalitet.model.masking import Parts
from kvalitet.model.record import Record
from kvalitet.model.register import Register


class Shape(StrEnum):
    """What kind of number a measure is; the words of the machine output."""

    COUNT = "count"
    RATE = "rate"
    LEAD_TIME = "lead_time"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a measure counts, in Swedish: `records` says of which records, `dated` by which day.

    `codes` is the list that its categories stand in, empty where it has none; `process` whether its records
    name one. `beside` names a measure that this one is always shown together with, under the name `short`.
    `note` is what a reader of the number must know.
    """

    title: str
    records: str
    dated: str
    shape: Shape
    codes: str = ""
    process: bool = True
    beside: str = ""
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that counts: the record or the item behind it, its day and its place.

    `met` is whether it is in the numerator of a share; `pending` whether it may still be, this very day.
    `days` is how long it took, or, while `open`, has taken so far.
    """

    id: str
    day: date
    unit: str
    process: str
    category: str
    met: bool = True
    pending: bool = False
    days: int = 0
    open: bool = False


def observed(record: Record, day: date, item: str = "", *, met: bool = True) -> Observation:
    """An observation of a record, or of an item in it, for a count, a rate or a share."""
    return Observation(
        id=item or record.id,
        day=day,
        unit=record.unit or "",
        process=record.text("process"),
        category=record.text("kategori"),
        met=met,
    )


def fallen_due(  # noqa: PLR0913  # what a thing due is made of
    record: Record, due: date, done: date | None, day: date, item: str = "", *, last: date | None = None
) -> Iterator[Observation]:
    """An observation of what was due by the day, met where it was done by the due day or another that is given."""
    if due <= day:
        met = done is not None and done <= (last or due)
        yield replace(observed(record, due, item, met=met), pending=due == day and not met)


def timed(  # noqa: PLR0913  # what a length of time is made of
    record: Record, start: date, end: date | None, day: date, item: str = "", *, counts: date | None = None
) -> Observation:
    """An observation of how long something took from its start, open where it had not ended on the day.

    It counts on the day it began, or on another that is given.
    """
    still = end is None or end > day
    last = day if end is None or end > day else end
    return replace(observed(record, counts or start, item), days=max(0, (last - start).days), open=still)


def parts(shape: Shape, observations: Iterable[Observation]) -> Parts:
    """How many observations a reader can tell apart: those of a share that meet what is asked, and the others."""
    met = [observation.met for observation in observations]
    return (sum(met), len(met) - sum(met)) if shape is Shape.SHARE else (len(met),)


@dataclass(frozen=True, slots=True)
class MeasureFile:
    """A measure as its module gives it, by the module's name."""

    name: str
    measure: Measure
    observations: Callable[[Register, date], Iterable[Observation]]


def measure_files(package: str = "kvalitet.measures") -> Mapping[str, MeasureFile]:
    """Every measure by name: counts first, then rates, lead times and shares, each in name order."""
    found = sorted((_measure_file(module) for module in modules(package)), key=_order)
    return {file.name: file for file in found}


def _order(file: MeasureFile) -> tuple[int, str]:
    return list(Shape).index(file.measure.shape), file.name


def _measure_file(module: ModuleType) -> MeasureFile:
    return MeasureFile(module.__name__.rpartition(".")[2], module.MEASURE, module.observations)
