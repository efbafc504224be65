"""The cells of a table of indicators: name, outcome, target, and whether it is reached."""

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.granser import LEAST, MOST, bounded
from kvalitet.facts._indikatorer.varden import Rad, Varde
from kvalitet.model.dates import Period
from kvalitet.model.figure import UNKNOWN, Cell, Figure
from kvalitet.series.measured import letter_of
from kvalitet.views.indikatorer import LESS, MORE, Indikator

_SPANS = {"W": "veckorna", "M": "månaderna", "Q": "kvartalen", "T": "tertialen", "H": "halvåren"}
_VALUES = "värdena"
_BOUND = {MORE: LEAST, LESS: MOST}


def label(reach: Reach, line: Rad) -> str:
    """What a line is called: the indicator, with its unit or group where it is one of several."""
    name = line.indikator.record.title
    if line.unit:
        name = f"{name}, {reach.register.organisation.name(line.unit)}"
    return f"{name} ({line.group})" if line.group else name


def label_with_unit(reach: Reach, line: Rad) -> str:
    """What a line is called, with what its numbers are; a mean of several values is not to be read as their sum."""
    view = line.indikator
    said = [text for text in ("" if view.share else view.mattenhet, means_of(reach, line)) if text]
    return f"{label(reach, line)} ({', '.join(said)})" if said else label(reach, line)


def means_of(reach: Reach, line: Rad) -> str:
    """What the outcomes of a line are means of, "medel av kvartalen"; empty where they are weighted or single."""
    for year in reach.years(2):
        inside = [value for value in line.compared(year) if value.number is not None]
        if len(inside) > 1 and not any(value.whole for value in inside):
            letters = {letter_of(value.period) for value in inside}
            return f"medel av {_SPANS.get(letters.pop(), _VALUES) if len(letters) == 1 else _VALUES}"
    return ""


def verdict(reached: bool | None, *, has_target: bool) -> str:  # noqa: FBT001  # what was found, not an option
    """Whether a target is reached, in a word or two."""
    if not has_target:
        return "Inget mål"
    return "Kan inte bedömas" if reached is None else "Ja" if reached else "Nej"


def unit_of(view: Indikator) -> str:
    """What is written after the numbers of an indicator."""
    return "%" if view.share else ""


def figure_of(line: Rad, name: str, value: Varde | None) -> Figure:
    """A value as a number of the line."""
    key, unit = f"{line.key}.{name}", unit_of(line.indikator)
    if value is None or value.number is None:
        return Figure(key=key, value=None, unit=unit)
    decimals = 0 if whole_numbers(line) and float(value.number).is_integer() else 1
    return Figure(key=key, value=round(value.number, 6), ids=value.ids, unit=unit, decimals=decimals)


def whole_numbers(line: Rad) -> bool:
    """Whether the values of a line are whole numbers, as of cases: one of them is written without decimals."""
    return all(v.part is None and float(v.number or 0).is_integer() for v in line.values)


def outcome_figure(reach: Reach, line: Rad, period: Period) -> Figure:
    """The outcome of a period, the report's own or another."""
    return figure_of(line, f"utfall{reach.suffix(period)}", line.outcome(period))


def latest_cell(line: Rad) -> Cell:
    """The latest value with its period, or a dash."""
    value = line.latest
    return (figure_of(line, "senaste", value), f", {value.period.label}") if value else UNKNOWN


def target_cell(line: Rad) -> Cell:
    """The target with the way it is to be reached, or a dash."""
    view = line.indikator
    if view.mal_typ == "bättre_än_riket":
        return "bättre än riket"
    if view.malvarde is None:
        return UNKNOWN
    figure = Figure(key=f"{line.key}.mål", value=view.malvarde, ids=(view.id,), unit=unit_of(view))
    bound = _BOUND.get(view.riktning, "")
    return bounded(bound, figure) if bound else figure


def country_cell(reach: Reach, line: Rad) -> Cell:
    """The country's value of the report's period, else the latest there is with its period, or a dash."""
    view, key = line.indikator, f"{line.key}.riket"
    now = view.country(reach.period)
    if now is not None:
        return Figure(key=key, value=now, ids=(view.id,), unit=unit_of(view))
    latest = view.latest_country(reach.day)
    if latest is None:
        return UNKNOWN
    when, value = latest
    return (Figure(key=f"{key}.{when.text}", value=value, ids=(view.id,), unit=unit_of(view)), f" ({when.label})")
