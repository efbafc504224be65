"""Says in Swedish why a value breaks its schema, as faults KV101-KV107."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any

from kvalitet.kinds.breaches import Breach, breaches
from kvalitet.kinds.conditions import because
from kvalitet.kinds.demands import Said, said_of_value, shortened
from kvalitet.model.finding import Fault
from kvalitet.model.value import FieldPath, Value
from kvalitet.model.wording import listing

_PRECEDENCE = ("KV102", "KV105", "KV103", "KV106", "KV104", "KV107", "KV101")
_FEW = 12
_MOST = 200
"""As many faults as are told of one file: more would help nobody, and take their time."""


def explain(schema: Mapping[str, Any], value: Mapping[str, Value], *, path: str) -> tuple[tuple[str, Fault], ...]:
    """The faults of a value against a bundled schema, each with its code; empty when it is valid.

    One fault for each place and cause, in the order of the places: a misspelt field is not missing too.
    """
    told: dict[FieldPath, Said] = {}
    misspelt = set[FieldPath]()
    everything = chain.from_iterable(_places(breach) for breach in breaches(schema, value))
    for place in islice(everything, _MOST):
        known = told.get(place.path)
        if known is None or _PRECEDENCE.index(place.said[0]) < _PRECEDENCE.index(known[0]):
            told[place.path] = place.said
        if place.meant is not None:
            misspelt.add(place.meant)
    return tuple(
        (code, Fault(path=path, field=field, message=message, help=advice))
        for field, (code, message, advice) in sorted(told.items(), key=lambda pair: _order(pair[0]))
        if not (field in misspelt and code in {"KV101", "KV107"})
    )


def _order(path: FieldPath) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, str), step) for step in path]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is wrong, what is said of it, and the field that was likely meant."""

    path: FieldPath
    said: Said
    meant: FieldPath | None = None


def _places(breach: Breach) -> Iterable[_Place]:
    if breach.is_key:
        return (_Place((*breach.place, str(breach.value)), _bad_key(breach)),)
    sayer = _OF_FIELDS.get(breach.keyword)
    return sayer(breach) if sayer else (_Place(breach.place, said_of_value(breach)),)


def _missing(breach: Breach) -> Iterable[_Place]:
    for key in breach.demand:
        if key in breach.value:
            continue
        if breach.condition is None:
            said = ("KV101", f'fältet "{key}" saknas', f'Lägg till fältet "{key}".')
        else:
            advice = f'Lägg till fältet "{key}", eller ändra det som kräver det.'
            said = ("KV107", f'fältet "{key}" behövs{because(breach.condition)}', advice)
        yield _Place((*breach.place, key), said)


def _dependent(breach: Breach) -> Iterable[_Place]:
    for present, needed in breach.demand.items():
        for key in needed:
            if present in breach.value and key not in breach.value:
                message = f'fältet "{key}" behövs när "{present}" står'
                advice = f'Lägg till fältet "{key}", eller ta bort "{present}".'
                yield _Place((*breach.place, key), ("KV107", message, advice))


def _unknown(breach: Breach) -> Iterable[_Place]:
    known = list(breach.schema.get("properties", {}))
    free = [key for key in known if key not in breach.value]
    for key in breach.value:
        if key in known:
            continue
        near = get_close_matches(key.lower(), free, n=1, cutoff=0.7)
        said = ("KV104", f'fältet "{shortened(key)}" finns inte här', _instead(near, known))
        yield _Place((*breach.place, key), said, (*breach.place, near[0]) if near else None)


def _instead(near: list[str], known: list[str]) -> str:
    if near:
        return f'Menade du "{near[0]}"?'
    if not known:
        return "Ta bort det. Här finns inga fält att fylla i."
    if len(known) > _FEW:
        return "Ta bort det, eller flytta det dit det hör. Vilka fält som finns visar `kvalitet schema`."
    return f"Ta bort det, eller flytta det dit det hör. Fälten här är {listing(known)}."


def _bad_key(breach: Breach) -> Said:
    _, message, advice = said_of_value(breach)
    return "KV104", f"nyckeln kan inte heta så: {message}", advice


_OF_FIELDS: Mapping[str, Callable[[Breach], Iterable[_Place]]] = {
    "required": _missing,
    "dependentRequired": _dependent,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
}
