"""Decisions of the board and the management."""

from kvalitet.views.view import FirstDay, Text, View, Whole


class Beslut(View):
    """A decision, with the year whose goals it sets and the day from which it changes something, where it does."""

    kind = "beslut"

    instans = Text("instans")
    datum = FirstDay("datum")
    konsekvens = Text("patientsäkerhetskonsekvens", "bedömning")
    malkonflikt = Text("patientsäkerhetskonsekvens", "målkonflikt")
    forandring_fran = FirstDay("förändring_från")
    malar = Whole("målår")

    @property
    def made(self) -> bool:
        """Whether the decision is taken and stands."""
        return self.record.status == "fattat"
