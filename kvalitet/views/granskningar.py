"""Review marks: who has seen and approved what, when."""

from kvalitet.views.view import FirstDay, Part, Text

APPROVING = frozenset({"godkänd", "oförändrad", "fastställd"})


class Granskning(Part):
    """A review mark in a record of any kind."""

    shape = "granskning"

    av = Text("av")
    datum = FirstDay("datum")
    steg = Text("steg")
    version = Text("version")
    fingeravtryck = Text("fingeravtryck")

    @property
    def approves(self) -> bool:
        """Whether the mark says that the record may be in force."""
        return self.steg in APPROVING
