"""Kinds for tests of what is said of them by their form alone."""

from kvalitet.model.kind import Field, Kind


def made(prefix: str, *, yearly: bool, fields: tuple[Field, ...] = ()) -> Kind:
    """A kind with a prefix and statuses of its own."""
    return Kind(
        name=prefix.lower(),
        title=prefix,
        description="",
        singular="post",
        plural="poster",
        definite="posten",
        prefix=prefix,
        folder=prefix.lower(),
        yearly=yearly,
        statuses=("ny", "struken"),
        open=frozenset({"ny"}),
        closed=frozenset(),
        cancelled=frozenset({"struken"}),
        fields=fields,
    )
