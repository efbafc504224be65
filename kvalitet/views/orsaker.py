"""Causes, in records of any kind: what contributed to an event or lies behind a risk."""

from kvalitet.views.view import Part, Text


class Orsak(Part):
    """One cause. `motiv` says why no action meets it."""

    shape = "orsak"

    id = Text("id")
    orsaksomrade = Text("orsaksområde")
    motiv = Text("motiv")
