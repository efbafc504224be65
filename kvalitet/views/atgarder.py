"""Actions, in records of any kind, and the activities of plans: what is to be done, by whom, by when."""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.dates import day, first_day
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, value_at
from kvalitet.model.wording import ago, shortened
from kvalitet.views.view import FirstDay, Flag, LastDay, Part, Parts, Text, Texts

OPEN = frozenset({"planerad", "pågår"})
GIST = 70


class Atgard(Part):
    """An action, with the follow-up of its effect."""

    shape = "atgard"

    id = Text("id")
    beskrivning = Text("beskrivning")
    avser = Texts("avser")
    ansvarig = Text("ansvarig")
    senast = LastDay("senast")
    status = Text("status")
    klar = FirstDay("klar")
    styrka = Text("styrka")
    uppfoljning_senast = LastDay("uppföljning", "senast")
    uppfoljning_utford = FirstDay("uppföljning", "utförd")
    effekt = Text("uppföljning", "effekt")

    noun = "åtgärden"

    @property
    def is_open(self) -> bool:
        """Whether the action remains to be done."""
        return self.status in OPEN

    @property
    def begins(self) -> date | None:
        """The day on which it is to begin, where it has one."""
        return None

    @property
    def is_done(self) -> bool:
        """Whether the action is carried out, whatever its effect was."""
        return self.status == "klar"

    @property
    def address(self) -> str:
        """The action's name in the whole register: RIS-2025-0003/A4."""
        return f"{self.record.id}/{self.id}"

    @property
    def name(self) -> str:
        """The action as a message names it: "åtgärden A4"."""
        return f"{self.noun} {self.id}"

    @property
    def gist(self) -> str:
        """What is to be done, short enough for a row in a list."""
        return shortened(self.beskrivning, GIST).rstrip(".")

    @property
    def due(self) -> date | None:
        """The day by which something must happen, or None where none is set."""
        return self.senast

    @property
    def due_path(self) -> FieldPath:
        """Where that day stands."""
        return self.at("senast")

    def standing(self, today: date) -> str:
        """How it stands, in words: done when and with what effect, late or to come, or called off."""
        if self.is_done:
            effect = f", effekt {self.effekt.replace('_', ' ')}" if self.effekt else ""
            return f"klar {self.klar}{effect}" if self.klar else f"klar{effect}"
        if not self.is_open or self.due is None:
            return self.status
        ought, should_have = self.verbs
        late = f"försenad, skulle ha {should_have}" if self.due < today else f"{self.status}, ska {ought}"
        return f"{late} {self.due}, {ago(self.due, today)}"

    @property
    def verbs(self) -> tuple[str, str]:
        """What must happen by the day, and what should have happened: "vara klar", "varit klar"."""
        return "vara klar", "varit klar"

    @property
    def counts_from(self) -> date:
        """The day before which an imported record's dates are old arrears and not judged."""
        return day(self.record.data.get("regler_från")) or date.min


class Avstamning(Part):
    """How an activity stood on a day."""

    shape = "avstamning"

    datum = FirstDay("datum")
    lage = Text("läge")


class Aktivitet(Atgard):
    """An activity of a plan. A standing one has a next check in place of a last day."""

    shape = "aktivitet"

    start = FirstDay("start")
    lopande = Flag("löpande")
    nasta_avstamning = LastDay("nästa_avstämning")
    bidrar_till = Text("bidrar_till")
    avstamningar = Parts(Avstamning, "avstämningar")

    noun = "aktiviteten"

    @property
    def begins(self) -> date | None:
        """The day on which it is to begin, where it has one."""
        return self.start

    @property
    def awaits_check(self) -> bool:
        """Whether what is due next is a check rather than the activity's end."""
        return self.nasta_avstamning is not None and bool(self.lopande or self.senast is None)

    @property
    def verbs(self) -> tuple[str, str]:
        """What must happen by the day, and what should have happened."""
        return ("stämmas av", "stämts av") if self.awaits_check else super().verbs

    @property
    def due(self) -> date | None:
        """The next check of a standing activity, else its last day."""
        return self.nasta_avstamning if self.awaits_check else self.senast

    @property
    def due_path(self) -> FieldPath:
        """Where that day stands."""
        return self.at("nästa_avstämning") if self.awaits_check else self.at("senast")

    @property
    def checked(self) -> date | None:
        """The day of the latest check, or None."""
        return max((a.datum for a in self.avstamningar if a.datum), default=None)


def answers_to(register: Register, action: Atgard) -> date | None:
    """The day of the nearest thing around an action, from which it can have been planned.

    An occasion's own day before the record's: the report, the analysis, the inspection, the review.
    """
    for length in range(len(action.path) - 1, 0, -1):
        near = first_day(value_at(action.record.data, (*action.path[:length], "datum")))
        if near:
            return near
    return register.date_of(action.record)


def all_actions(register: Register) -> tuple[Atgard, ...]:
    """Every action and activity in records that are not cancelled or repealed."""
    return register.once(all_actions, lambda: tuple(_all_actions(register)))


def _all_actions(register: Register) -> Iterator[Atgard]:
    for view in (Atgard, Aktivitet):
        for item in register.items(view.shape):
            if not register.is_cancelled(item.record):
                yield view.of_item(item)
