"""Walk-rounds and dialogues on patient safety."""

from kvalitet.views.view import FirstDay, Text, View


class Rond(View):
    """A walk-round: where, when, and the day by which the next one is to be."""

    kind = "rond"

    status = Text("status")
    enhet = Text("enhet")
    datum = FirstDay("datum")
    nasta = FirstDay("nästa")

    @property
    def held(self) -> bool:
        """Whether it has been carried out."""
        return self.status == "genomförd"

    @property
    def planned(self) -> bool:
        """Whether it is booked and neither held nor called off."""
        return self.status == "planerad"
