"""Två datum står i en ordning som är omöjlig.

Något är avslutat före det att det började, eller har en sista dag före den första. En månad räknas som hela månaden:
den som överlappar det andra datumet är inte fel.

Varför: Handläggningstider räknas mellan datumen. Står de i fel ordning blir tiderna fel, och det går inte att se vad
som hände när.

Gör så här: Kontrollera båda datumen mot underlaget och rätta det som är fel. Ofta är det årtalet.

Fel:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-02-03
    beskrivning: Patienten halkade men föll inte.
Rätt:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kvalitet.model.dates import first_day, last_day
from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.kind import EACH, Field, Pattern, matches
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Value, value_at

SEVERITY = Severity.ERROR
BASIS = None

ORGANISATION: tuple[Pattern, ...] = (
    ("enheter", EACH, "till"),
    ("enheter", EACH, "roller", EACH, "innehav", EACH, "till"),
    ("enheter", EACH, "roller", EACH, "vakant", EACH, "till"),
)
"""The dates in the organisation's file that may not come before the `från` beside them."""

_HELP = "Kontrollera båda datumen och rätta det som är fel."
_Wrong = tuple[FieldPath, str]


def check(register: Register) -> Iterator[Fault]:
    """Dates that come before one that they cannot come before, each once."""
    dated = {name: [f for f in kind.fields if f.earliest] for name, kind in register.kinds.items()}
    for record in register.records:
        if not register.is_cancelled(record):
            for path, message in _of_record(record.data, dated[record.kind]):
                yield fault(record, *path, message=message, help=_HELP)
    organisation = register.organisation
    for pattern in ORGANISATION:
        for path, message in _wrong(organisation.data, pattern, ("från",)):
            yield Fault(path=organisation.path, field=path, message=message, help=_HELP)


def _of_record(data: Mapping[str, Value], fields: list[Field]) -> Iterator[_Wrong]:
    for field in fields:
        yield from _wrong(data, field.pattern, field.earliest)


def _wrong(data: Mapping[str, Value], pattern: Pattern, siblings: tuple[str, ...]) -> Iterator[_Wrong]:
    for path, value in matches(data, pattern):
        end = last_day(value)
        starts = [(first_day(written), name, written) for name, written in _beside(data, path, siblings)]
        later = [(start, name, written) for start, name, written in starts if end and start and end < start]
        if later:
            _, name, written = max(later, key=_start)
            yield path, f"{path[-1]} ({value}) ligger före {name} ({written})"


def _beside(data: Mapping[str, Value], path: FieldPath, names: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    for name in names:
        yield name, value_at(data, (*path[:-1], name))


def _start(found: tuple[date | None, str, Value]) -> date:
    return found[0] or date.min
