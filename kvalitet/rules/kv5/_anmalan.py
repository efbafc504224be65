"""What lex Maria and lex Sarah have in common: a decision to notify, a notification and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.model.wording import listing
from kvalitet.views.arenden import LEX_MARIA, Arende, arenden_by_avvikelse
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.handelseanalyser import Handelseanalys, analyses_by_avvikelse

NOTIFY = ("anmälts", "anmälas")
NOTICE = "så många dagar före målet sägs det till att det är nära"


@dataclass(frozen=True, slots=True)
class Anmalan:
    """A kind of notification: the type that its cases have, and its name in messages."""

    typ: str
    name: str

    def cases(self, register: Register) -> Iterator[Arende]:
        """The cases of the type that are not cancelled."""
        for arende in Arende.all(register):
            if arende.typ == self.typ and not register.is_cancelled(arende.record):
                yield arende

    def notifications(self, register: Register, days: int, notice: int) -> Iterator[Deadline]:
        """The target day for notifying each event that has been decided on, counted from the decision."""
        for arende in self.cases(register):
            if arende.beslutad and (arende.anmald or not is_over(register, arende)):
                yield target(
                    arende.record,
                    arende.at("beslutad"),
                    days_on(max(arende.beslutad, arende.regler_fran or arende.beslutad), days),
                    arende.anmald,
                    act=(f"händelsen anmäls enligt {self.name}", "händelsen är inte anmäld till IVO", *NOTIFY),
                    advice="Gör anmälan och skriv dagen i anmäld.",
                    notice=notice,
                )

    def decisions(self, register: Register, days: int, notice: int) -> Iterator[Deadline]:
        """The target day for notifying what a deviation says is to be notified though no case names it."""
        if register.misses(Arende.kind):
            return
        cases = arenden_by_avvikelse(register, self.typ)
        for avvikelse in Avvikelse.all(register):
            decided = self._decided(avvikelse)
            if not decided or avvikelse.id in cases or register.is_cancelled(avvikelse.record):
                continue
            if not avvikelse.closed_before_import:
                yield target(
                    avvikelse.record,
                    avvikelse.at(self.typ, "bedömd"),
                    days_on(max(decided, avvikelse.regler_fran or decided), days),
                    None,
                    act=(
                        f"händelsen anmäls enligt {self.name}",
                        "det finns inget ärende",
                        *NOTIFY,
                    ),
                    advice="Gör anmälan, och skriv in ärendet med avvikelsens id under avvikelser.",
                    notice=notice,
                )

    def thin_analyses(self, register: Register) -> Iterator[Fault]:
        """Finished event analyses behind a case that say nothing of repeat risk or of earlier similar events."""
        by_avvikelse = analyses_by_avvikelse(register)
        seen: set[str] = set()
        for arende in self.cases(register):
            for analys in (a for name in arende.avvikelser for a in by_avvikelse.get(name, ())):
                missing = tuple(_missing(analys))
                if missing and analys.id not in seen:
                    seen.add(analys.id)
                    yield fault(
                        analys.record,
                        "status",
                        message=f"underlag till {self.name} ({arende.id}) utan {listing(missing)}",
                        help="Komplettera analysen, och skicka tillägget till IVO om utredningen redan är lämnad.",
                    )

    def _decided(self, avvikelse: Avvikelse) -> date | None:
        maria = self.typ == LEX_MARIA
        decision = avvikelse.lex_maria if maria else avvikelse.lex_sarah
        judged = avvikelse.lex_maria_bedomd if maria else avvikelse.lex_sarah_bedomd
        return judged if decision == "anmäls" else None


def is_over(register: Register, arende: Arende) -> bool:
    """Whether the case has been decided by the body that tries it, or is closed."""
    return arende.status == "beslutat" or not register.is_open(arende.record)


def target(  # noqa: PLR0913  # what a deadline is made of
    record: Record,
    field: FieldPath,
    due: date,
    done: date | None,
    *,
    act: tuple[str, str, str, str],
    advice: str,
    notice: int,
) -> Deadline:
    """A target day, told `notice` days before it too.

    `act` says what is to be done, what is not, and the verb as "skickats" and "skickas".
    """
    what, state, should_have, ought = act
    return Deadline(
        due=due,
        done=done,
        what=f"{what} enligt målet",
        passed=f"{state} och skulle enligt målet ha {should_have} senast",
        near=f"{state} och ska enligt målet {ought} senast",
        notice=((notice, Severity.WARNING),),
        help=advice,
        path=record.path,
        field=field,
        record=record,
    )


def _missing(analys: Handelseanalys) -> Iterator[str]:
    if not analys.carried_out or analys.closed_before_import:
        return
    if not analys.upprepningsrisk:
        yield "bedömd risk för upprepning"
    if not analys.tidigare_liknande:
        yield "sökning efter tidigare liknande händelser"
