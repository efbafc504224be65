"""The fast verdict on a record: valid or not, by jsonschema-rs. Why not is told elsewhere."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from kvalitet.errors import KvalitetError
from kvalitet.kinds.formats import FORMATS
from kvalitet.model.value import Value


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

    def is_valid(self, name: str, value: Value) -> bool:
        """Whether a value is valid by a schema."""
        return self.compile(name).is_valid(value)
