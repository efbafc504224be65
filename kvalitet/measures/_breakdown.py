"""A measure in two periods, divided by a dimension, with what rests on a few records hidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kvalitet.measures._dimensions import Dimension, dimension, divides, unit_path
from kvalitet.measures._measure import MeasureFile, Observation, parts
from kvalitet.measures._quantities import QUANTITIES, Quantity
from kvalitet.measures._spans import Spans
from kvalitet.model.dates import Period
from kvalitet.model.figure import Figure
from kvalitet.model.masking import Path, coarsened, visible
from kvalitet.model.register import Register


class State(StrEnum):
    """What a number is worth; the words of the machine output."""

    KNOWN = "known"
    MASKED = "masked"
    NOT_REACHED = "not_reached"
    NO_RECORDS = "no_records"
    BEFORE_REGISTER = "before_register"


@dataclass(frozen=True, slots=True)
class Value:
    """A number, what it is worth, and how many records it rests on (None where that is not told).

    `met` are those of the figure's ids that are in the numerator of a share.
    """

    figure: Figure
    state: State
    records: int | None = None
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of a measure now and before, and by how much it differs (unknown where one of them is)."""

    measure: MeasureFile
    quantity: Quantity
    now: Value
    before: Value
    difference: Figure

    @property
    def label(self) -> str:
        """What the number is called beside others, with its unit."""
        return self.measure.measure.short or self.quantity.label


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a breakdown, with the numbers of the measure and of those beside it."""

    path: Path
    label: str
    numbers: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A measure by a dimension, the whole first. `divided` is false where the measure cannot be divided so.

    `coarse` is whether something stands on a coarser level than where it belongs, because it rests on a few;
    where there is no coarser level, the number of the whole is masked.
    """

    measure: MeasureFile
    heading: str
    divided: bool
    coarse: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How to divide, over which periods, in which unit with its subunits (None: all), hiding a few or not."""

    by: str
    spans: Spans
    unit: str | None = None
    masked: bool = True


@dataclass(frozen=True, slots=True)
class _Side:
    """A measure in one period: the observations at each place, alone and with those below it, by id.

    `shown` are the places that may be shown; None means all.
    """

    file: MeasureFile
    period: Period | None
    own: Mapping[Path, Sequence[Observation]]
    below: Mapping[Path, Sequence[Observation]]
    shown: frozenset[Path] | None = None

    def shows(self, path: Path) -> bool:
        """Whether the place may be shown."""
        return self.shown is None or path in self.shown


def breakdown(register: Register, file: MeasureFile, beside: Iterable[MeasureFile], wanted: Wanted) -> Breakdown:
    """The measure with those beside it, by the dimension that is wanted."""
    divided = divides(file.measure, wanted.by)
    tree = dimension(register, file.measure, wanted.by, wanted.spans.now, wanted.unit)
    if not divided:
        tree = replace(tree, place=lambda _, __: ())
    periods = (wanted.spans.now, wanted.spans.before)
    sides = [(_side(register, each, periods[0], wanted, tree), _side(register, each, periods[1], wanted, tree))
             for each in (file, *beside)]  # fmt: skip
    if wanted.masked:
        places = {place for pair in sides for side in pair for place in _upwards(side.own)}
        sides = [(_hiding(register, a, places, wanted), _hiding(register, b, places, wanted)) for a, b in sides]
    return Breakdown(
        file,
        tree.heading,
        divided,
        any(_coarse(side) for pair in sides for side in pair),
        tuple(_rows(sides, tree, wanted)),
    )


def _side(register: Register, file: MeasureFile, period: Period | None, wanted: Wanted, tree: Dimension) -> _Side:
    formed = register.organisation.formed(wanted.unit) if wanted.unit else None
    if period is None or any(day and period.last < day for day in (register.settings.starts, formed)):
        return _Side(file, None, {}, {})
    within = register.organisation.under(wanted.unit) if wanted.unit else None
    own: dict[Path, list[Observation]] = {}
    below: dict[Path, list[Observation]] = {}
    for each in sorted(_observed(register, file, period, wanted.spans.today), key=lambda each: each.id):
        if within is None or each.unit in within:
            place = tree.place(each, period)
            own.setdefault(place, []).append(each)
            for path in _upwards((place,)):
                below.setdefault(path, []).append(each)
    return _Side(file, period, own, below)


def _observed(register: Register, file: MeasureFile, period: Period, today: date) -> Iterator[Observation]:
    """What counts in a period. What may still be done today is neither in time nor late yet."""
    for each in file.observations(register, period.last):
        if each.day in period and not (each.pending and period.last == today):
            yield each


def _upwards(places: Iterable[Path]) -> Iterator[Path]:
    for path in places:
        yield from (path[:length] for length in range(len(path) + 1))


def _hiding(register: Register, side: _Side, places: Iterable[Path], wanted: Wanted) -> _Side:
    """The side with what may be shown of it; nothing of a unit that all units' breakdown would not show."""
    fewest = register.settings.fewest
    if wanted.unit and side.period and not _unit_shown(register, side.file, side.period, wanted):
        return replace(side, shown=frozenset())
    shape = side.file.measure.shape
    sizes = {**dict.fromkeys(places, parts(shape, ())), **{path: parts(shape, own) for path, own in side.own.items()}}
    return replace(side, shown=visible(sizes, fewest))


def _unit_shown(register: Register, file: MeasureFile, period: Period, wanted: Wanted) -> bool:
    shape, here = file.measure.shape, unit_path(register, wanted.unit or "")
    own: dict[Path, list[Observation]] = {here: []}
    for each in _observed(register, file, period, wanted.spans.today):
        own.setdefault(unit_path(register, each.unit), []).append(each)
    sizes = {path: parts(shape, found) for path, found in own.items()}
    return here in visible(sizes, register.settings.fewest)


def _coarse(side: _Side) -> bool:
    sizes = {path: parts(side.file.measure.shape, own) for path, own in side.own.items()}
    return bool(side.shown) and coarsened(sizes, side.shown or frozenset())


def _rows(sides: Sequence[tuple[_Side, _Side]], tree: Dimension, wanted: Wanted) -> Iterator[Row]:
    # a place where nothing can be read must not be named: that it is there would say that it is not empty
    seen = {path for pair in sides for side in pair for path in _upwards(side.own) if side.shows(path)}
    for path in sorted({(), *seen}, key=tree.rank):
        numbers = tuple(
            _compared(now, before, quantity, path, tree, wanted)
            for now, before in sides
            for quantity in QUANTITIES[now.file.measure.shape]
        )
        yield Row(path, tree.label(path[-1]) if path else tree.whole, numbers)


def _compared(  # noqa: PLR0913, PLR0917  # a number stands where all of these meet
    now: _Side, before: _Side, quantity: Quantity, path: Path, tree: Dimension, wanted: Wanted
) -> Compared:
    key = f"{now.file.name}.{quantity.name}" + (f".{wanted.by}.{path[-1]}" if path else "")
    pair = (_value(now, quantity, path, key, tree), _value(before, quantity, path, f"{key}.före", tree))
    new, old = pair[0].figure.value, pair[1].figure.value
    change = None if new is None or old is None else new - old
    difference = Figure(key=f"{key}.skillnad", value=change, decimals=quantity.decimals, signed=True)
    return Compared(now.file, quantity, *pair, difference)


def _value(side: _Side, quantity: Quantity, path: Path, key: str, tree: Dimension) -> Value:
    nothing = Figure(key=key, value=None, decimals=quantity.decimals)
    if side.period is None:
        return Value(nothing, State.BEFORE_REGISTER)
    if not side.shows(path):
        return Value(nothing, State.MASKED)
    found = side.below.get(path, ())
    number = quantity.make(found, max(1, tree.length(path, side.period)))
    ids = tuple(each.id for each in found)
    figure = replace(nothing, value=number, ids=ids)
    if number is not None:
        return Value(figure, State.KNOWN, len(ids), tuple(each.id for each in found if each.met))
    return Value(figure, State.NOT_REACHED if found else State.NO_RECORDS, len(ids))
