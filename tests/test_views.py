"""Views declare what the schemas give: fields that exist, of the types they are read as."""

import inspect

import pytest

from kvalitet import shipped
from kvalitet.discovery import modules
from kvalitet.kinds import schema_set
from kvalitet.model.kind import EACH, Field, Pattern
from kvalitet.views.view import Part, Parts, View, ViewField

SCHEMAS = schema_set(shipped.folder("schemas"))
PARTS = [
    value
    for module in modules("kvalitet.views")
    for value in vars(module).values()
    if inspect.isclass(value) and issubclass(value, Part) and value.__module__ == module.__name__
    if value not in {Part, View}
]


def roots(part: type[Part]) -> list[tuple[str, Pattern]]:
    """Where a view's fields are counted from: (schema, pattern), one for each place the part stands in."""
    if issubclass(part, View):
        return [(part.kind, ())]
    return [
        (name, field.pattern)
        for name in SCHEMAS.schemas
        for field in SCHEMAS.fields_of(name).fields
        if part.shape and field.shape == part.shape and "object" in field.types
    ]


def declared(part: type[Part]) -> dict[str, ViewField[object] | Parts[Part]]:
    members = {name: inspect.getattr_static(part, name) for name in dir(part)}
    return {name: value for name, value in members.items() if isinstance(value, ViewField | Parts)}


def field_of(schema: str, pattern: Pattern) -> Field:
    found = SCHEMAS.fields_of(schema).by_pattern.get(pattern)
    assert found is not None, f"{schema} has no field {'.'.join(pattern)}"
    return found


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_view_declares_fields_that_the_schema_has_with_the_types_it_reads(part: type[Part]) -> None:
    places = roots(part)
    assert places, f"{part.__name__} stands nowhere: give it the kind or the shape it is a view of"
    for schema, pattern in places:
        for name, view_field in declared(part).items():
            found = field_of(schema, (*pattern, *view_field.keys))
            if isinstance(view_field, Parts):
                rows = field_of(schema, (*pattern, *view_field.keys, EACH))
                assert "array" in found.types
                assert rows.shape == view_field.part.shape, f"{part.__name__}.{name}"
            else:
                assert view_field.types.intersection(found.types or ("string",)), f"{part.__name__}.{name}"
                assert not view_field.formats or found.format in view_field.formats, f"{part.__name__}.{name}"
