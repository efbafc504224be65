"""What a workplace has before it: its new and closed events, proposals, lessons and changed documents."""

from collections.abc import Iterable, Iterator
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._base.words import day_text, role_text, word
from kvalitet.facts._planer.atgarder import EFFECTS
from kvalitet.model.figure import UNKNOWN, Table, count
from kvalitet.model.record import Record
from kvalitet.model.wording import capital, listing
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.dokument import Andring, Dokument
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.klagomal import Klagomal
from kvalitet.views.lardomar import Lardom


def events(reach: Reach) -> tuple[Avvikelse, ...]:
    """The deviations that happened in the unit or were reported from it, of all areas, cancelled ones left out."""
    live = Avvikelse.live(reach.register)
    return tuple(view for view in live if reach.covers(view.record.unit, view.rapporterande_enhet))


def new_events(reach: Reach) -> Gathered:
    """The deviations reported in the period, the latest first."""
    found = [view for view in events(reach) if reach.within(view.rapporterad, reach.period)]
    table = _listed(
        reach,
        "avvikelser.nya",
        "Avvikelser rapporterade",
        ("Avvikelse", "Rapporterad", "Enhet", "Typ", "Kategori", "Läge"),
        [(view.rapporterad, view.record, _event(reach, view)) for view in found],
    )
    return Gathered((table,), (count("avvikelser.nya", table.ids),))


def _event(reach: Reach, view: Avvikelse) -> tuple[str, ...]:
    category = reach.register.label("kategorier", view.kategori) if view.kategori else UNKNOWN
    unit = reach.register.organisation.name(view.record.unit or "")
    return view.record.title, day_text(view.rapporterad), unit, word(view.typ), category, word(view.status)


def closed_events(reach: Reach) -> Gathered:
    """The deviations closed in the period with what came of them, and how many of them have not been talked over."""
    found = [view for view in events(reach) if reach.within(view.avslutad, reach.period)]
    table = _listed(
        reach,
        "avvikelser.avslutade",
        "Avvikelser avslutade",
        ("Avvikelse", "Avslutad", "Vad vi kom fram till och gjorde", "Effekt", "Togs upp på träff"),
        [(view.avslutad, view.record, _outcome(view)) for view in found],
    )
    untold = (view.id for view in found if view.aterkoppling_till_arbetsplatsen is None)
    return Gathered((table,), (count("avvikelser.avslutade", table.ids), count("avvikelser.ej_återkopplade", untold)))


def _outcome(view: Avvikelse) -> tuple[str, ...]:
    done = " ".join(action.beskrivning for action in view.atgarder if action.is_done)
    effects = {action.effekt or view.effekt_resultat for action in view.atgarder if action.is_done}
    judged = [label for code, label in EFFECTS.items() if code in effects]
    return (
        view.record.title,
        day_text(view.avslutad),
        " ".join(text for text in (view.slutsats, done) if text) or UNKNOWN,
        capital(listing([label.lower() for label in judged])) or UNKNOWN,
        day_text(view.aterkoppling_till_arbetsplatsen),
    )


def new_complaints(reach: Reach) -> Gathered:
    """The complaints and comments received in the period, the latest first."""
    views = (view for view in Klagomal.live(reach.register) if reach.covers(view.record.unit))
    found = [view for view in views if reach.within(view.mottagen, reach.period)]
    table = _listed(
        reach,
        "klagomål.nya",
        "Klagomål och synpunkter mottagna",
        ("Klagomål eller synpunkt", "Mottaget", "Från", "Läge"),
        [(v.mottagen, v.record, (v.record.title, day_text(v.mottagen), word(v.kalla), word(v.status))) for v in found],
    )
    return Gathered((table,), (count("klagomål.nya", table.ids),))


def unpresented(reach: Reach) -> Gathered:
    """The proposals and other improvement work that has not been presented yet and still is open."""
    register = reach.register
    views = (view for view in Forbattring.live(register) if reach.covers(view.record.unit))
    found = [view for view in views if view.presenterad is None and register.is_open(view.record)]
    table = _listed(
        reach,
        "förslag.ej_presenterade",
        "Förslag som inte är presenterade",
        ("Förslag", "Inlämnat", "Läge", "Ansvarig"),
        [
            (
                v.inlamnad,
                v.record,
                (v.record.title, day_text(v.inlamnad), word(v.status), role_text(register, v.record.role)),
            )
            for v in found
        ],
        dated=False,
    )
    return Gathered((table,), (count("förslag.ej_presenterade", table.ids),))


def lessons_told(reach: Reach) -> Gathered:
    """The lessons of the period, whoever learnt them: they are meant for others. Drafts are left out."""
    found = [view for view in Lardom.live(reach.register) if view.status != "utkast" and _of_period(reach, view)]
    table = _listed(
        reach,
        "lärdomar",
        "Lärdomar att prata om",
        ("Lärdom", "Vad den säger"),
        [(view.datum, view.record, (view.record.title, view.vad_larde_vi)) for view in found],
    )
    return Gathered((table,), (count("lärdomar", table.ids),))


def _of_period(reach: Reach, view: Lardom) -> bool:
    return any(reach.within(day, reach.period) for day in (view.datum, *(row.datum for row in view.spridning)))


def changed_documents(reach: Reach) -> Gathered:
    """The versions decided in the period of documents in force that apply to the unit."""
    near = _near(reach)
    rows = [
        (change.datum, view.record, _change(view, change))
        for view in Dokument.all(reach.register)
        if view.in_force and near.intersection(view.galler_for or (view.record.unit or "",))
        for change in view.andringar
        if reach.within(change.datum, reach.period)
    ]
    headings = ("Dokument", "Ändrat", "Gäller från", "Vad som är nytt")
    table = _listed(reach, "dokument.ändrade", "Dokument ändrade", headings, rows)
    return Gathered((table,), (count("dokument.ändrade", table.ids),))


def _near(reach: Reach) -> frozenset[str]:
    """The unit with its subunits, and those above it: what is decided for these applies to it."""
    organisation = reach.register.organisation
    return frozenset({*(reach.units or ()), *(unit.id for unit in organisation.above(reach.scope.unit or ""))})


def _change(view: Dokument, change: Andring) -> tuple[str, ...]:
    latest = change.version == view.version
    return (
        view.record.title,
        day_text(change.datum),
        day_text(view.giltig_fran) if latest else UNKNOWN,
        change.beskrivning or UNKNOWN,
    )


_Row = tuple[date | None, Record, tuple[str, ...]]


def _listed(  # noqa: PLR0913  # what a list in a table is made of
    reach: Reach, key: str, caption: str, headings: tuple[str, ...], rows: Iterable[_Row], *, dated: bool = True
) -> Table:
    """A table of records, the latest first."""
    ordered = sorted(rows, key=lambda row: (-(row[0] or date.min).toordinal(), row[1].id))
    return Table(
        key=key,
        caption=f"{caption} {reach.period.label}" if dated else caption,
        headings=headings,
        rows=tuple(cells for _, _, cells in ordered),
        ids=tuple(sorted({record.id for _, record, _ in ordered})),
    )


def busy_units(reach: Reach) -> Iterator[str]:
    """The workplaces to which something happened in the period, in the organisation's order."""
    views = (
        *((view.record.unit, (view.rapporterad, view.avslutad)) for view in Avvikelse.live(reach.register)),
        *((view.record.unit, (view.mottagen,)) for view in Klagomal.live(reach.register)),
    )
    busy = {unit for unit, days in views if any(reach.within(day, reach.period) for day in days)}
    for unit in reach.register.organisation.units.values():
        if unit.level == "enhet" and unit.id in busy:
            yield unit.id
