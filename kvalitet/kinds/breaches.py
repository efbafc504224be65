"""Every demand of a schema that a value breaks, by jsonschema: the reference the fast verdict is held to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kvalitet.kinds.formats import FORMATS
from kvalitet.model.value import FieldPath, Value

if TYPE_CHECKING:
    from jsonschema import FormatChecker, ValidationError
    from jsonschema.protocols import Validator

_OPEN_ENDED = frozenset({"items", "additionalProperties"})
_UNESCAPED_END = re.compile(r"(?<!\\)((?:\\\\)*)\$")


@dataclass(frozen=True, slots=True)
class Condition:
    """What made a demand hold: the schema's `if`, and the value that fits it."""

    when: Mapping[str, Any]
    value: Any


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken demand: the schema's keyword, what it demands, the value there and its place.

    `condition` is there when the demand holds because of what else stands in the record. Where
    the value is itself a key that may not be called so, `is_key` says it.
    """

    keyword: str
    demand: Any
    value: Any
    schema: Mapping[str, Any]
    place: FieldPath
    condition: Condition | None = None
    is_key: bool = False


def breaches(schema: Mapping[str, Any], value: Mapping[str, Value]) -> Iterator[Breach]:
    """The breaches of a value against a bundled schema; of alternatives, those of the likeliest."""
    errors = _validator()(dict(schema), format_checker=_format_checker()).iter_errors(value)
    for error in _leaves(errors):
        yield Breach(
            keyword=str(error.validator),
            demand=error.validator_value,
            value=error.instance,
            schema=error.schema if isinstance(error.schema, Mapping) else {},
            place=tuple(error.absolute_path),
            condition=_condition(schema, value, error),
            is_key="propertyNames" in error.absolute_schema_path,
        )


@cache
def _validator() -> "type[Validator]":
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    made: type[Validator] = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return made


def _pattern(_validator: object, pattern: str, value: object, _schema: object) -> Iterator["ValidationError"]:
    from jsonschema import ValidationError

    if isinstance(value, str) and not expression(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """A schema's pattern as Python has it; raises re.error for one that Python does not understand."""
    # in a schema $ is the very end and \d is ASCII; in Python $ stands before a last line break too
    return re.compile(_UNESCAPED_END.sub(r"\1\\Z", pattern), re.ASCII)


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


def _condition(root: Mapping[str, Any], value: Any, error: "ValidationError") -> Condition | None:  # noqa: ANN401
    """The innermost `if` on the way down to an error: its path names no `$ref`, so they are followed here."""
    node: Any = root
    here, trail = value, iter(error.absolute_path)
    found, named = None, False
    for step in error.absolute_schema_path:
        while isinstance(node, Mapping) and step not in node and "$ref" in node:
            node = root["$defs"][node["$ref"].rpartition("/")[2]]
        if named or step in _OPEN_ENDED:
            inner = next(trail, None)
            here = None if inner is None else here[inner]
        elif step == "then" and isinstance(node, Mapping):
            found = Condition(node["if"], here)
        named = step == "properties" and not named
        node = node[step]
    return found
