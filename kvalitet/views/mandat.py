"""Mandates: which roles may approve what, and marks that are put by a role without one."""

from collections.abc import Mapping

from kvalitet.model.finding import Fault, fault
from kvalitet.model.organisation import Organisation
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.wording import first_of
from kvalitet.views.granskningar import Granskning

Mandated = Mapping[str, tuple[str, ...]]
"""The roles that may approve each type of document and kind of record."""


def mandated(organisation: Organisation) -> Mandated:
    """The mandates of an organisation, the roles in the order of its file."""
    found: dict[str, tuple[str, ...]] = {}
    for post in organisation.posts():
        for what in post.mandate:
            found[what] = (*found.get(what, ()), post.name)
    return found


def without_mandate(register: Register, mark: Granskning, roles: Mandated) -> Fault | None:
    """What is wrong with a mark whose role may not approve the record; None where nobody's mandate is told."""
    record = mark.record
    what = record.text("handlingstyp") if record.kind == "dokument" else record.kind
    allowed = roles.get(what, ())
    acting = mark.ersattare_for or mark.av
    # a role that the organisation does not have is a fault of its own
    if not allowed or acting in allowed or register.organisation.post(acting) is None:
        return None
    label = (
        register.label("handlingstyper", what).lower() if record.kind == "dokument" else register.kinds[what].singular
    )
    return fault(
        record,
        *mark.at("av"),
        message=f'märket "{mark.steg}" {mark.datum} är satt av {_acting(mark)}, som saknar mandat för {label}',
        help=f"Låt {_nearest(register.organisation, record, allowed)} godkänna, eller rätta organisation.yaml.",
    )


def _acting(mark: Granskning) -> str:
    return f"{mark.av} i stället för {mark.ersattare_for}" if mark.ersattare_for else mark.av


def _nearest(organisation: Organisation, record: Record, roles: tuple[str, ...]) -> str:
    """The role with a mandate that stands nearest above the record's unit, else those there are."""
    for unit in organisation.above(record.unit or ""):
        for role in roles:
            if role.endswith(f"/{unit.id}"):
                return role
    return f"någon som har mandat ({first_of(roles)})"
