"""The formats that the schemas use, judged alike by both validators."""

from collections.abc import Callable
from datetime import date

from kvalitet.model.dates import after, day, first_day, period


def _is_period(value: object) -> bool:
    return not isinstance(value, str) or period(value) is not None


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or day(value) is not None


def _is_day_or_month(value: object) -> bool:
    return not isinstance(value, str) or first_day(value) is not None


def _is_interval(value: object) -> bool:
    return not isinstance(value, str) or after(date(2000, 1, 1), value) is not None


FORMATS: dict[str, Callable[[object], bool]] = {
    "date": _is_day,
    "datum-eller-manad": _is_day_or_month,
    "period": _is_period,
    "intervall": _is_interval,
}
