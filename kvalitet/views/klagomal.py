"""Complaints and comments."""

from kvalitet.views.atgarder import Atgard
from kvalitet.views.orsaker import Orsak
from kvalitet.views.view import FirstDay, Flag, Parts, Text, View


class Klagomal(View):
    """A complaint or a comment, with what the sender was told and when."""

    kind = "klagomal"

    status = Text("status")
    slag = Text("slag")
    kalla = Text("källa")
    kanal = Text("kanal")
    kategori = Text("kategori")
    process = Text("process")
    mottagen = FirstDay("mottagen")
    upptagen = FirstDay("upptagen")
    bekraftad = FirstDay("bekräftad")
    yttrande_senast = FirstDay("yttrande_senast")
    informerad_om_drojsmal = FirstDay("informerad_om_dröjsmål")
    besvarad = FirstDay("besvarad", "datum")
    forklaring = Flag("besvarad", "förklaring")
    avsedda_atgarder = Flag("besvarad", "avsedda_åtgärder")
    overlamnad = FirstDay("överlämnad", "datum")
    aterkoppling = FirstDay("återkoppling", "avsändare")
    aterkoppling_till_arbetsplatsen = FirstDay("återkoppling", "arbetsplatsträff")
    avslutad = FirstDay("avslutad")
    avvikelse = Text("avvikelse")
    orsaker = Parts(Orsak, "orsaker")
    atgarder = Parts(Atgard, "åtgärder")
    regler_fran = FirstDay("regler_från")

    @property
    def claims_answer(self) -> bool:
        """Whether it is a complaint whose sender has a right to an answer (PSL 3 kap. 8 b §)."""
        return self.slag == "klagomål" and self.kalla in {"patient", "närstående"}
