"""Places an observation in a tree: units, processes, categories, or the months and quarters of a period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from kvalitet.measures._measure import Measure, Observation
from kvalitet.model.dates import Period, add_months, period
from kvalitet.model.masking import Path
from kvalitet.model.register import Register
from kvalitet.views.processer import Process

DIMENSIONS = ("enhet", "process", "kategori", "period")
UNSAID = "ej_angivet"

_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A way to divide: where an observation of a period belongs, what the places are called and their order.

    `length` is how many days of a period a place has. `whole` is what the undivided is called.
    """

    heading: str
    whole: str
    place: Callable[[Observation, Period], Path]
    label: Callable[[str], str]
    order: Mapping[str, int] = field(default_factory=dict)
    length: Callable[[Path, Period], int] = lambda _, span: (span.last - span.first).days + 1

    def rank(self, path: Path) -> tuple[tuple[int, str], ...]:
        """What a place is sorted by: under the one above it, in its list's order, what is not in it last."""
        return tuple((self.order.get(key, len(self.order)), key) for key in path)


def divides(measure: Measure, by: str) -> bool:
    """Whether a measure's observations can be told apart by a dimension."""
    return {"process": measure.process, "kategori": bool(measure.codes)}.get(by, True)


def dimension(register: Register, measure: Measure, by: str, now: Period, unit: str | None) -> Dimension:
    """The dimension of that name for a measure, in a unit with its subunits (None: all)."""
    match by:
        case "enhet":
            return _units(register, unit)
        case "process":
            return _processes(register)
        case "kategori":
            return _categories(register, measure.codes)
        case _:
            return _periods(now)


def unit_path(register: Register, unit: str, under: str | None = None) -> Path:
    """The units from the one below `under` down to a unit; a unit that stands over all others stands for the whole."""
    if not unit:
        return (UNSAID,)
    chain = [each.id for each in reversed(register.organisation.above(unit))] or [unit]
    top = under or _top(register)
    return tuple(chain[chain.index(top) + 1 :] if top in chain else chain)


def _top(register: Register) -> str | None:
    tops = [unit.id for unit in register.organisation.units.values() if not unit.parent]
    return tops[0] if len(tops) == 1 else None


def _units(register: Register, unit: str | None) -> Dimension:
    organisation = register.organisation
    top = unit or _top(register)
    return Dimension(
        heading="Enhet",
        whole=organisation.name(top) if top else "Totalt",
        place=lambda observation, _: unit_path(register, observation.unit, unit),
        label=lambda key: _label(key, organisation.name(key)),
        order=dict(zip(organisation.units, count(), strict=False)),
    )


def _processes(register: Register) -> Dimension:
    processes = {view.id: view for view in Process.all(register)}

    def above(name: str) -> str:
        return processes[name].overordnad if name in processes else ""

    return Dimension(
        heading="Process",
        whole="Totalt",
        place=lambda observation, _: _branch(observation.process, above),
        label=lambda key: _label(key, processes[key].record.title if key in processes else key),
    )


def _categories(register: Register, name: str) -> Dimension:
    codes = register.codes.get(name)
    known = codes.codes if codes else {}

    def above(code: str) -> str:
        return (known[code].parent or "") if code in known else ""

    return Dimension(
        heading="Kategori",
        whole="Totalt",
        place=lambda observation, _: _branch(observation.category, above),
        label=lambda key: _label(key, codes.label(key) if codes else key),
        order=dict(zip(known, count(), strict=False)),
    )


def _branch(name: str, above: Callable[[str], str]) -> Path:
    """A name under those above it, the highest first; a circle ends where it closes."""
    path: list[str] = []
    here = name or UNSAID
    while here and here not in path:
        path.append(here)
        here = above(here)
    return tuple(reversed(path))


def _label(key: str, label: str) -> str:
    return "Ej angivet" if key == UNSAID else label


def _periods(now: Period) -> Dimension:
    """The quarters and months of a period; those of the period before stand at the same places."""

    def place(observation: Observation, span: Period) -> Path:
        first, here = span.first, observation.day
        return _months(now, 12 * (here.year - first.year) + here.month - first.month)

    def length(path: Path, span: Period) -> int:
        first, last = span.first, span.last
        days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
        months = (12 * (day.year - first.year) + day.month - first.month for day in days)
        return sum(_months(now, month)[: len(path)] == path for month in months)

    return Dimension(heading="Period", whole=now.label, place=place, label=_period_label, length=length)


def _months(now: Period, index: int) -> Path:
    """Where the month of that number from the period's first belongs: its quarter and itself."""
    letter = now.text[5:6]
    if letter == "W" or letter.isdigit():
        return ()
    month = add_months(now.first, index)
    name = f"{month:%Y-%m}"
    return (f"{month:%Y}-Q{(month.month - 1) // _QUARTER + 1}", name) if letter in {"", "H"} else (name,)


def _period_label(key: str) -> str:
    named = period(key)
    return named.label if named else key
