"""Cases with an outside body."""

from collections.abc import Mapping

from kvalitet.model.register import Register
from kvalitet.views.atgarder import Atgard
from kvalitet.views.view import FirstDay, Flag, Parts, Text, Texts, View

LEX_MARIA = "lex_maria"
LEX_SARAH = "lex_sarah"


class Arende(View):
    """A case: what it rests on, when it was decided to notify, and when what was sent."""

    kind = "arende"

    status = Text("status")
    typ = Text("typ")
    handelsedatum = FirstDay("händelsedatum")
    oppnad = FirstDay("öppnad")
    beslutad = FirstDay("beslutad")
    anmald = FirstDay("anmäld")
    utredning_inskickad = FirstDay("utredning_inskickad")
    yttrande_senast = FirstDay("yttrande_senast")
    yttrande_inskickat = FirstDay("yttrande_inskickat")
    beslutsdatum = FirstDay("beslutsdatum")
    kritik = Flag("kritik")
    avvikelser = Texts("avvikelser")
    atgarder = Parts(Atgard, "åtgärder")
    avslutad = FirstDay("avslutad")
    importerad = FirstDay("importerad")
    regler_fran = FirstDay("regler_från")

    @property
    def closed_before_import(self) -> bool:
        """Whether it was closed in another system: what that one never asked for cannot be asked of it here."""
        return bool(self.importerad and self.avslutad and self.avslutad <= self.importerad)


def arenden_by_avvikelse(register: Register, typ: str) -> Mapping[str, tuple[Arende, ...]]:
    """The cases of a type, cancelled ones apart, by the id of each deviation that they name."""
    found: dict[str, list[Arende]] = {}
    for arende in Arende.all(register):
        if arende.typ == typ and not register.is_cancelled(arende.record):
            for name in arende.avvikelser:
                found.setdefault(name, []).append(arende)
    return {name: tuple(arenden) for name, arenden in found.items()}
