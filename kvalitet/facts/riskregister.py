"""The risk register: all risks in force before and after actions, which are high, and what is done about them."""

from collections.abc import Iterator, Sequence
from datetime import date

from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.words import day_text, role_text, word
from kvalitet.facts._catalogue import Report
from kvalitet.facts._planer.atgarder import due_text, state_text
from kvalitet.facts._risker.gallande import (
    KEY,
    Cut,
    Held,
    accepted,
    analyses_in_force,
    awaiting,
    grave_and_unmet,
    late,
    risk_cells,
    risk_table,
    risks_in_force,
    unmet,
)
from kvalitet.facts._risker.matris import Placed, Words, matrices
from kvalitet.facts._risker.varden import left, place, value, value_before, value_now
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import months_on
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.atgarder import Atgard
from kvalitet.views.riskanalyser import Riskanalys

REPORT = Report(
    title="Riskregister",
    purpose="alla risker i kraft på riskmatrisen före och efter åtgärder, vilka som är höga och vad som görs åt dem",
    audience="ledningsgruppen, och den som ansvarar för riskerna",
    due="vid varje genomgång av riskerna, och inför ledningens genomgång",
    demands=(),
    takes=("year", "unit"),
)

_OPERATION = "verksamhet"
_VULNERABILITY = "risk_och_sårbarhet"
_EVERY = 36
"""The months within which the vulnerability of each operation is to be analysed anew."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The risks in force on the last day of a year, or today while the year lasts, in a unit or all of them."""
    within = reach(assessment, scope)
    held = risks_in_force(within)
    judged = [each for each in held if each.judged]
    on_scale = matrices(
        within,
        [Placed(h.address, h.view.skala, (h.risk.sannolikhet or 0, h.risk.konsekvens or 0), place(within, h.risk))
         for h in judged],
        Words(f"{KEY}.matris", "risker", date_text(within.day), f"de som är i kraft {date_text(within.day)}"),
    )  # fmt: skip
    high = sorted((h for h in held if h.is_high), key=lambda h: (-value_now(within, h.risk), h.address))
    views = analyses_in_force(within)
    return Facts(
        title=f"{REPORT.title}: {within.unit_name}, {date_text(within.day)}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            _high(within, high),
            *(risk_table(within, cut, held) for cut in _cuts(within)),
            _everything(within, held),
            _analyses(within, views),
            *on_scale.tables,
        ),
        diagrams=on_scale.diagrams,
        loose=(
            *risk_cells(within, KEY, held),
            count(f"{KEY}.obedömda", (h.address for h in held if not h.judged)),
            count(f"{KEY}.omprövade", (h.address for h in held if h.again)),
            count(f"{KEY}.sänkta", (h.address for h in held if h.was_high and not h.is_high)),
            count(f"{KEY}.allvarliga_utan_svar", (h.address for h in held if grave_and_unmet(within, h))),
            count(f"{KEY}.godtagna", (h.address for h in held if h.is_high and accepted(within, h))),
            *_of_analyses(views),
        ),
        details={
            "matrices": on_scale.diagrams,
            "unmet": tuple(_named(within, h) for h in high if unmet(within, h)),
            "grave": tuple(_named(within, h) for h in held if grave_and_unmet(within, h)),
            "awaiting": tuple(_named(within, h) for h in high if awaiting(within, h)),
            "late": tuple(_named(within, h) for h in high if late(within, h)),
            "unanalysed": tuple(_operations(within, views)),
            "unvulnerable": tuple(_operations(within, [v for v in views if _vulnerability(within, v)])),
        },
    )


def _cuts(within: Reach) -> tuple[Cut, ...]:
    register = within.register

    def process(name: str) -> str:
        record = register.by_id.get(name)
        return record.title if record else name

    return (
        Cut("enhet", "Risker efter enhet", "Enhet", lambda h: h.view.enhet, register.organisation.name),
        Cut("process", "Risker efter process", "Process", lambda h: h.view.process, process),
        Cut("perspektiv", "Risker efter vem eller vad de rör", "Perspektiv", lambda h: h.risk.perspektiv, word),
    )


def _named(within: Reach, held: Held) -> str:
    who = role_text(within.register, held.risk.record.role)
    unit = within.register.organisation.name(held.view.enhet)
    return f"{held.risk.beskrivning.rstrip('.')} ({unit}; ansvarig: {who})"


def _high(within: Reach, high: Sequence[Held]) -> Table:
    return Table(
        key=f"{KEY}.höga",
        caption=f"Höga risker {date_text(within.day)} och vad som görs åt dem",
        headings=("Risk", "Enhet", "Före", "Nu", "Vad som görs"),
        rows=tuple(
            (
                held.risk.beskrivning,
                within.register.organisation.name(held.view.enhet),
                value(held.risk, "före", value_before(held.risk)),
                value(held.risk, "nu", value_now(within, held.risk)),
                _done(within, held),
            )
            for held in high
        ),
        note="Riskvärdet är sannolikheten gånger konsekvensen, före åtgärder och vid den senaste bedömningen. En risk "
        "är hög från och med vårdgivarens egen gräns.",
        empty="Ingen risk når vårdgivarens gräns för hög risk.",
    )


def _done(within: Reach, held: Held) -> str:
    told = [_action(within, action) for action in held.actions]
    if accepted(within, held):
        told.append(f"Godtagen {day_text(held.risk.accepterad_datum)}" if held.risk.accepterad_datum else "Godtagen")
    return ". ".join(told) or "Ingen åtgärd är beslutad"


def _action(within: Reach, action: Atgard) -> str:
    what, state = action.beskrivning.rstrip("."), state_text(action, within.day).lower()
    if action.is_done:
        return f"{what} ({state})"
    return f"{what} ({role_text(within.register, action.ansvarig)}, senast {due_text(action)}, {state})"


def _everything(within: Reach, held: Sequence[Held]) -> Table:
    rows = sorted(held, key=lambda h: (-value_now(within, h.risk), h.address))
    return Table(
        key=f"{KEY}.alla",
        caption=f"Alla risker i kraft {date_text(within.day)}",
        headings=("Risk", "Analys", "Status", "Före", "Efter"),
        rows=tuple(
            (
                h.risk.beskrivning,
                h.view.record.title,
                capital(h.risk.status.replace("_", " ")) or UNKNOWN,
                value(h.risk, "före", value_before(h.risk) or None),
                left(within, h.risk),
            )
            for h in rows
        ),
        note="De högsta står först. Ett streck under ”Efter” betyder att risken inte är bedömd på nytt. Statusen är "
        f"den som står i registret {date_text(within.today)}.",
        empty="Inga risker är i kraft.",
    )


def _analyses(within: Reach, views: Sequence[Riskanalys]) -> Table:
    name = within.register.organisation.name
    return Table(
        key=f"{KEY}.analyser",
        caption="Riskanalyserna som riskerna kommer ur",
        headings=("Analys", "Enhet", "Slag", "Gjord", "Patient med", "Uppföljning"),
        rows=tuple(
            (
                view.record.title,
                name(view.enhet),
                word(view.slag) if view.slag else UNKNOWN,
                day_text(view.datum),
                word(view.patientmedverkan) if view.patientmedverkan else "Ej angivet",
                _follow_up(within, view),
            )
            for view in sorted(views, key=lambda v: (v.datum or date.min, v.id), reverse=True)
        ),
        ids=tuple(sorted(view.id for view in views)),
        empty="Ingen riskanalys är i kraft.",
    )


def _follow_up(within: Reach, view: Riskanalys) -> Cell:
    done, due = view.uppfoljning_utford, view.uppfoljning_senast
    if done and done <= within.day:
        return f"Gjord {day_text(done)}"
    if due is None:
        return "Inte planerad"
    return f"{'Försenad, skulle ha gjorts' if due < within.day else 'Senast'} {day_text(due)}"


def _of_analyses(views: Sequence[Riskanalys]) -> Iterator[Figure]:
    yield count(f"{KEY}.analyser.antal", (v.id for v in views))
    yield count(
        f"{KEY}.analyser.med_patient",
        (v.id for v in views if v.patientmedverkan in {"patient", "närstående", "företrädare"}),
    )
    for sort in ("förändring", "proaktiv", _VULNERABILITY):
        yield count(f"{KEY}.analyser.{sort}", (v.id for v in views if v.slag == sort))


def _vulnerability(within: Reach, view: Riskanalys) -> bool:
    recent = view.datum is not None and months_on(view.datum, _EVERY) >= within.day
    return view.slag == _VULNERABILITY and recent


def _operations(within: Reach, views: Sequence[Riskanalys]) -> Iterator[str]:
    """The operations within reach where none of the analyses was made, nor in a unit of theirs."""
    organisation = within.register.organisation
    places = {above.id for view in views for above in organisation.above(view.enhet)}
    for unit in organisation.units.values():
        if unit.level == _OPERATION and unit.exists(within.day) and within.covers(unit.id) and unit.id not in places:
            yield unit.name
