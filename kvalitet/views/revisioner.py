"""Audits and self-assessments."""

from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Part, Parts, Text, View


class Rekommendation(Part):
    """What the auditor proposes, what was answered and what is done."""

    shape = "rekommendation"

    id = Text("id")
    text = Text("text")
    ansvarig = Text("ansvarig")
    svar = Text("svar")
    besvarad = FirstDay("besvarad")
    atgarder = Parts(Atgard, "åtgärder")


class Revision(View):
    """An audit, with its report's day and the recommendations in it."""

    kind = "revision"

    status = Text("status")
    datum = FirstDay("datum")
    svar_senast = FirstDay("svar_senast")
    regler_fran = FirstDay("regler_från")
    rekommendationer = Parts(Rekommendation, "rekommendationer")

    @property
    def reported(self) -> bool:
        """Whether the report has been handed over."""
        return self.status in {"rapporterad", "åtgärdas", "avslutad"}
