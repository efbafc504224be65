"""Kunskapsstöd inte omhändertaget.

Ett mottaget kunskapsstöd har ingen gapanalys i tid, en som är gammal utan att stödet har införts, eller en som gjordes
före den version som posten gäller. Ett gap saknar beslut fast gapanalysen är gjord för en tid sedan eller införandet
har börjat. Stödet står som infört fast kriterierna saknas eller inte är uppfyllda, eller så har dagen passerat då det
skulle följas upp. Kunskapsstöd som avvaktar eller inte införs lämnas, eftersom de har ett motiv.

Varför: Ett kunskapsstöd gör nytta först när det syns i mötet med patienten. Ett gap som ingen beslutar om blir kvar,
och ett stöd som kallas infört utan prövning försvinner ur sikte. Tiderna och kriterierna är vårdgivarens egna.

Gör så här: Gör gapanalysen, eller gör om den. Besluta om varje gap: åtgärda, avvakta eller avstå. Skriv in när varje
kriterium uppfylldes, eller sätt tillbaka status till införs.

Fel:
    id: KUN-0001
    titel: Vårdförlopp för hjärtsvikt
    enhet: kardiologi
    status: infört
    ansvarig: verksamhetschef/kardiologi
    utgivare: Nationellt programområde för hjärt- och kärlsjukdomar
    mottagen: 2025-03-10
    infört: 2026-09-01
    kriterier:
      - {id: K1, beskrivning: Alla får en skriftlig plan vid utskrivning., uppfyllt: 2026-08-20}
      - {id: K2, beskrivning: Minst 80 procent får ett återbesök inom två veckor.}
Rätt:
    id: KUN-0001
    titel: Vårdförlopp för hjärtsvikt
    enhet: kardiologi
    status: infört
    ansvarig: verksamhetschef/kardiologi
    utgivare: Nationellt programområde för hjärt- och kärlsjukdomar
    mottagen: 2025-03-10
    infört: 2026-09-01
    kriterier:
      - {id: K1, beskrivning: Alla får en skriftlig plan vid utskrivning., uppfyllt: 2026-08-20}
      - {id: K2, beskrivning: Minst 80 procent får ett återbesök inom två veckor., uppfyllt: 2026-08-28}
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from kvalitet.model.dates import days_on, months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.model.wording import listing
from kvalitet.views.kunskapsstod import Gaprad, Kunskapsstod

SEVERITY = Severity.WARNING
BASIS = own_target("kunskapsstöd tas om hand i tid, och kallas infört först när kriterierna är uppfyllda")
RECEIVED = frozenset({"mottaget", "prioriteras", "gapanalys"})
BEFORE = RECEIVED | {"införs"}
DECIDE = "Besluta om varje gap: åtgärda, avvakta eller avstå."


class _Words(NamedTuple):
    """What a deadline says: what is to be done, that it is late, and what to do then."""

    what: str
    passed: str
    help: str


ANALYSE = _Words(
    "gapanalysen görs",
    "en gapanalys skulle enligt målet ha gjorts",
    "Gör gapanalysen, eller sätt status avvaktar eller införs_inte med ett motiv.",
)
RENEW = _Words(
    "gapanalysen görs om",
    "gapanalysen är gammal och skulle enligt målet ha gjorts om",
    "Gör om gapanalysen, eller sätt status avvaktar eller införs_inte med ett motiv.",
)
FOLLOW_UP = _Words(
    "det införda följs upp",
    "det införda skulle ha följts upp",
    "Pröva om det införda fortfarande tillämpas, och bestäm nästa dag för uppföljning.",
)


def check(register: Register) -> Iterator[Fault]:
    """Every support introduced without its criteria, analysed too early, or under way with undecided gaps."""
    for support in Kunskapsstod.all(register):
        if not register.is_open(support.record) or support.status == "avvaktar":
            continue
        if support.introduced:
            yield from _criteria(support)
        if support.introduced or support.status == "införs":
            yield from _gaps(support)
        if support.analyserad and support.beslutad and support.analyserad < support.beslutad:
            yield fault(
                support.record,
                *support.at("gapanalys", "datum"),
                message=f"gapanalysen gjordes {support.analyserad}, före den version som beslutades {support.beslutad}",
                help="Gör om gapanalysen mot den version som gäller.",
            )


def deadlines(
    register: Register,
    *,
    månader_till_gapanalys: Annotated[int, "så många månader efter mottagandet ska en gapanalys vara gjord"] = 6,
    dagar_till_beslut: Annotated[int, "så många dagar efter gapanalysen ska varje gap ha ett beslut"] = 60,
    månader: Annotated[int, "så många månader räknas en gapanalys som aktuell innan stödet är infört"] = 24,
) -> Iterator[Deadline]:
    """The analysis of each support received, the decisions on its gaps, and its follow-up."""
    for support in Kunskapsstod.all(register):
        starts = max(register.settings.starts or date.min, support.regler_fran or date.min)
        analysed, undecided = support.analyserad, _undecided(support)
        if support.status in RECEIVED and analysed is None and support.mottagen:
            due = months_on(max(support.mottagen, starts), månader_till_gapanalys)
            yield _deadline(support, support.at("mottagen"), due, ANALYSE)
        if support.status in BEFORE and analysed:
            due = months_on(max(analysed, starts), månader)
            yield _deadline(support, support.at("gapanalys", "datum"), due, RENEW)
        if support.status in RECEIVED and analysed and undecided:
            due = days_on(max(analysed, starts), dagar_till_beslut)
            names = _gap_names(undecided)
            words = _Words(
                f"{names} får ett beslut", f"{names} saknar beslut och skulle enligt målet ha haft det", DECIDE
            )
            yield _deadline(support, undecided[0].at("gap"), due, words)
        if support.introduced and support.foljs_upp_senast:
            yield _deadline(support, support.at("följs_upp_senast"), support.foljs_upp_senast, FOLLOW_UP)


def _deadline(support: Kunskapsstod, field: FieldPath, due: date, words: _Words) -> Deadline:
    return Deadline(
        due=due,
        what=words.what,
        passed=f"{words.passed} senast",
        help=words.help,
        path=support.record.path,
        field=field,
        record=support.record,
    )


def _criteria(support: Kunskapsstod) -> Iterator[Fault]:
    unmet = [criterion for criterion in support.kriterier if criterion.uppfyllt is None]
    if support.kriterier and not unmet:
        return
    names = listing([criterion.id for criterion in unmet])
    one = "kriteriet" if len(unmet) == 1 else "kriterierna"
    yield fault(
        support.record,
        *(unmet[0].at("id") if unmet else support.at("infört")),
        message=f"står som infört men {one} {names} är inte {'uppfyllt' if len(unmet) == 1 else 'uppfyllda'}"
        if unmet
        else "står som infört men har inga kriterier för det",
        help="Skriv in när varje kriterium uppfylldes, eller sätt tillbaka status till införs.",
    )


def _gaps(support: Kunskapsstod) -> Iterator[Fault]:
    undecided = _undecided(support)
    if undecided:
        yield fault(
            support.record,
            *undecided[0].at("gap"),
            message=f"{_gap_names(undecided)} saknar beslut fast införandet har börjat",
            help=DECIDE,
        )


def _undecided(support: Kunskapsstod) -> tuple[Gaprad, ...]:
    return tuple(row for row in support.rader if row.gap and not row.beslut)


def _gap_names(rows: Sequence[Gaprad]) -> str:
    return f"{'gapet' if len(rows) == 1 else 'gapen'} {listing([row.id for row in rows])}"
