"""Writes a calendar of whole days (iCalendar, RFC 5545). icalendar stops here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import icalendar

_EPOCH = date(2000, 1, 1)
_AHEAD = timedelta(days=14)


class Status(StrEnum):
    """Whether an entry stands or has been called off."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A day in a calendar. `uid` is ASCII and stays the same when the day is moved; `alarm`: remind before."""

    uid: str
    day: date
    summary: str
    description: str
    categories: tuple[str, ...]
    status: Status
    alarm: bool


def write(entries: Iterable[Entry], *, name: str, product: str, today: date) -> str:
    """The calendar as text with CRLF: the same entries on the same day give the same bytes.

    An entry is newer than the one with its uid of any day before: programs that hold that one take
    the new one in its place.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//kvalitet//{product}//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # NAME is RFC 7986; X-WR-CALNAME is what programs had before it
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, today))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(entry: Entry, today: date) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("sequence", max(0, (today - _EPOCH).days))
    event.add("dtstart", entry.day)
    if entry.day < date.max:
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", entry.status.value)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("categories", list(entry.categories))
    if entry.alarm:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> "icalendar.Alarm":
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -_AHEAD)
    alarm.add("description", entry.summary)
    return alarm
