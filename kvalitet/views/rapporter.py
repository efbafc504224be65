"""Reports: the prose and the life of a document that is due."""

from datetime import date

from kvalitet.views.view import FirstDay, Mapped, Part, Parts, PeriodField, Text, Texts, View

BERATTELSE = "patientsäkerhetsberättelse"
"""The type of the narrative that the law demands every year."""

FORENKLAD = "patientsäkerhetsberättelse_förenklad"
"""What the headings of the narrative are for where a small care provider has chosen the fewer ones."""

_DRAWN_UP = frozenset({"upprättad", "fastställd"})


class Lamnad(Part):
    """An occasion on which a report was handed over."""

    shape = "lamnad"

    datum = FirstDay("datum")


class Presenterad(Part):
    """A meeting at which a report was gone through."""

    shape = "presenterad"

    datum = FirstDay("datum")


class Rapport(View):
    """The prose of a report by heading, and the days on which it was drawn up, adopted and published."""

    kind = "rapport"

    titel = Text("titel")
    enhet = Text("enhet")
    status = Text("status")
    typ = Text("typ")
    period = PeriodField("period")
    avsnitt = Mapped("avsnitt")
    upprattad = FirstDay("upprättad")
    instans = Text("fastställd", "instans")
    faststalld = FirstDay("fastställd", "datum")
    paragraf = Text("fastställd", "paragraf")
    tillganglig = FirstDay("tillgänglig", "datum")
    plats = Text("tillgänglig", "plats")
    bilagor = Texts("bilagor")
    lamnad = Parts(Lamnad, "lämnad")
    presenterad = Parts(Presenterad, "presenterad")

    @property
    def drawn_up(self) -> bool:
        """Whether the report is said to be finished."""
        return self.status in _DRAWN_UP

    def day_of(self, step: str) -> date | None:
        """The first day of a step in the report's life: upprättad, fastställd, tillgänglig, lämnad, presenterad."""
        if step == "lämnad":
            return min((part.datum for part in self.lamnad if part.datum), default=None)
        if step == "presenterad":
            return min((part.datum for part in self.presenterad if part.datum), default=None)
        return {"upprättad": self.upprattad, "fastställd": self.faststalld, "tillgänglig": self.tillganglig}.get(step)
