"""Reports: the prose and the life of a document that is due."""

from kvalitet.views.view import FirstDay, Mapped, PeriodField, Text, View


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
