"""Every demand of a schema that a value breaks, by jsonschema: the reference the fast verdict is held to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kvalitet.kinds.formats import FORMATS
from kvalitet.model.value import FieldPath, Value

if TYPE_CHECKING:
    from jsonschema import FormatChecker, ValidationError


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken demand: the schema's keyword, what it demands, the value there and its place.

    `conditional` says that the demand holds because of what else stands in the record.
    """

    keyword: str
    demand: Any
    value: Any
    schema: Mapping[str, Any]
    place: FieldPath
    conditional: bool


def breaches(schema: Mapping[str, Any], value: Mapping[str, Value]) -> Iterator[Breach]:
    """The breaches of a value against a bundled schema; of alternatives, those of the likeliest."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(dict(schema), format_checker=_format_checker()).iter_errors(value)
    for error in _leaves(errors):
        yield Breach(
            keyword=str(error.validator),
            demand=error.validator_value,
            value=error.instance,
            schema=error.schema if isinstance(error.schema, Mapping) else {},
            place=tuple(error.absolute_path),
            conditional="then" in error.absolute_schema_path,
        )


@cache
def _format_checker() -> "FormatChecker":
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    for name, judge in FORMATS.items():
        checker.checks(name)(judge)
    return checker


def _leaves(errors: Iterable["ValidationError"]) -> Iterator["ValidationError"]:
    for error in errors:
        if error.validator in {"anyOf", "oneOf"} and error.context:
            yield from _likeliest(error.context)
        elif error.context:
            yield from _leaves(error.context)
        else:
            yield error


def _likeliest(context: Iterable["ValidationError"]) -> Iterator["ValidationError"]:
    branches: dict[object, list[ValidationError]] = {}
    for error in context:
        branches.setdefault(error.relative_schema_path[0], []).append(error)
    yield from _leaves(min(branches.values(), key=_misfit))


def _misfit(errors: Iterable["ValidationError"]) -> tuple[bool, int]:
    found = list(errors)
    return (any(e.validator == "type" and not e.relative_path for e in found), len(found))
