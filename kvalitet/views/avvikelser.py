"""Deviations."""

from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak
from kvalitet.views.view import FirstDay, Mapped, Parts, Text, Texts, View, Whole

PATIENTSAKERHET = frozenset({"hsl", "tandvård"})
"""The fields of law in which the patient safety act speaks of vårdskada."""


class Avvikelse(View):
    """A deviation: what happened, how deep it was investigated and what came of it."""

    kind = "avvikelse"

    status = Text("status")
    typ = Text("typ")
    omrade = Text("område")
    kategori = Text("kategori")
    skala = Text("skala")
    allvarlighetsgrad = Whole("allvarlighetsgrad")
    utfall = Text("vårdskadebedömning", "utfall")
    skadan_bedomd = FirstDay("vårdskadebedömning", "datum")
    lex_maria = Text("lex_maria", "beslut")
    lex_maria_bedomd = FirstDay("lex_maria", "bedömd")
    beror = Texts("berör")
    lagrum = Text("lagrum")
    utredningsniva = Text("utredningsnivå")
    slutsats = Text("slutsats")
    orsaker = Parts(Orsak, "orsaker")
    atgarder = Parts(Atgard, "åtgärder")
    vardskadebedomning = Mapped("vårdskadebedömning")
    effekt = Mapped("effekt")
    rapporterad = FirstDay("rapporterad")
    avslutad = FirstDay("avslutad")
    cheflakare_dialog = FirstDay("chefläkare_dialog")
    importerad = FirstDay("importerad")
    regler_fran = FirstDay("regler_från")
