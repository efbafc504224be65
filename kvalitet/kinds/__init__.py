"""Kinds from schemas: the one door to jsonschema and jsonschema-rs."""

from kvalitet.kinds.explain import explain
from kvalitet.kinds.gaps import Gap, gaps
from kvalitet.kinds.schemas import SchemaSet, schema_set
from kvalitet.kinds.verdict import Verdicts

__all__ = ["Gap", "SchemaSet", "Verdicts", "explain", "gaps", "schema_set"]
