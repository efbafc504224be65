"""Kinds from schemas: the one door to jsonschema and jsonschema-rs."""

from kvalitet.kinds.explain import explain
from kvalitet.kinds.schemas import SchemaSet, schema_set
from kvalitet.kinds.verdict import Verdicts

__all__ = ["SchemaSet", "Verdicts", "explain", "schema_set"]
