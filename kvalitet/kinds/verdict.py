"""The fast verdict on a record: valid or not, by jsonschema-rs. Why not is told elsewhere."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from kvalitet.errors import KvalitetError
from kvalitet.kinds.formats import FORMATS
from kvalitet.model.value import Value

_OUTRIGHT = frozenset({"properties", "required", "additionalProperties", "dependentRequired"})
_MANY = 1000


class Verdicts:
    """One compiled validator a schema, made when first asked for."""

    def __init__(self, schemas: Mapping[str, dict[str, Any]]) -> None:
        self._schemas = schemas
        self._compiled: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def compile(self, name: str) -> jsonschema_rs.Draft202012Validator:
        """The validator of a schema; raises KvalitetError where the schema itself is not valid."""
        if name not in self._compiled:
            try:
                self._compiled[name] = jsonschema_rs.Draft202012Validator(
                    self._schemas[name], validate_formats=True, formats=FORMATS
                )
            except (jsonschema_rs.ValidationError, ValueError) as error:
                reason = str(error).splitlines()[0]
                raise KvalitetError(f"schemat {name} är inte giltigt ({reason}). Rätta schemat.") from error
        return self._compiled[name]

    def narrowed(self, name: str, value: Mapping[str, Value]) -> Mapping[str, Any]:
        """A schema without what a value is right by, to explain the rest with: that takes much less time.

        What the value breaks, it still breaks. Where nothing seems to be wrong, the schema is whole.
        """
        schema = self._schemas[name]
        errors = tuple(islice(self.compile(name).iter_errors(value), _MANY))
        if len(errors) in {0, _MANY} or "unevaluatedProperties" in schema:
            return schema
        at = {error.instance_path[0] for error in errors if error.instance_path}
        properties = {key: demand if key in at else {} for key, demand in schema.get("properties", {}).items()}
        # a path through $defs does not tell where it came from
        plain = all(error.schema_path[0] in _OUTRIGHT for error in errors)
        kept = {key: demand for key, demand in schema.items() if not (plain and key == "allOf")}
        return {**kept, "properties": properties}

    def is_valid(self, name: str, value: Value) -> bool:
        """Whether a value is valid by a schema."""
        return self.compile(name).is_valid(value)
