"""Lessons learnt."""

from datetime import date

from kvalitet.views.view import FirstDay, Part, Parts, Text, Texts, View


class Spridning(Part):
    """One occasion on which a lesson was told."""

    shape = "lardomsspridning"

    datum = FirstDay("datum")
    forum = Text("forum")
    malgrupp = Text("målgrupp")


class Lardom(View):
    """A lesson: what it was drawn from, and when it was spread."""

    kind = "lardom"

    status = Text("status")
    slag = Text("slag")
    datum = FirstDay("datum")
    fran = Texts("från")
    vad_hande = Text("vad_hände")
    vad_larde_vi = Text("vad_lärde_vi")
    orsaksomrade = Text("orsaksområde")
    spridning = Parts(Spridning, "spridning")

    @property
    def spread(self) -> date | None:
        """The day on which it was first told, or None."""
        return min((row.datum for row in self.spridning if row.datum), default=None)
