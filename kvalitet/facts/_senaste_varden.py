"""The latest value of an indicator, as a figure."""

from collections.abc import Iterable
from datetime import date

from kvalitet.model.figure import UNKNOWN, Cell, Figure
from kvalitet.model.register import Register
from kvalitet.views.indikatorer import Indikator

_DECIMALS = 1


def latest(register: Register, name: str, day: date) -> Cell:
    """The latest own value of an indicator that had come by a day, with its period; a dash where there is none."""
    record = register.by_id.get(name)
    if record is None or record.kind != Indikator.kind:
        return UNKNOWN
    view = Indikator(record, record.data)
    values = [v for v in view.series().get(("", ""), ()) if v.period.last <= day and v.number is not None and not v.few]
    if not values:
        return UNKNOWN
    last = values[-1]
    number = round(last.number or 0, _DECIMALS)
    unit = "%" if view.share else view.mattenhet
    address = f"{name}/{'.'.join(map(str, last.path))}"
    figure = Figure(
        key=f"indikatorer.{name}.senaste",
        value=number,
        ids=(address,),
        unit=unit,
        decimals=None if float(number).is_integer() else _DECIMALS,
    )
    return (figure, f", {last.period.label}")


def title_of(register: Register, name: str) -> str:
    """The title of an indicator, or its id where the register does not have it."""
    record = register.by_id.get(name)
    return record.title if record else name


def metrics(register: Register, names: Iterable[str], day: date) -> tuple[tuple[Cell, ...], ...]:
    """A row for each indicator: its title and its latest value."""
    return tuple((title_of(register, name), latest(register, name, day)) for name in dict.fromkeys(names))
