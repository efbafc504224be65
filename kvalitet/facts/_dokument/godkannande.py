"""Whether governing documents are approved as they stand."""

from kvalitet.facts._base.words import day_text
from kvalitet.model.marks import fingerprint
from kvalitet.model.register import Register
from kvalitet.model.wording import capital
from kvalitet.views.dokument import Dokument
from kvalitet.views.granskningar import latest_approving


def changed_since(register: Register, view: Dokument) -> bool:
    """Whether the latest approving mark no longer fits what the document says; one without a print cannot tell."""
    latest = latest_approving(view.granskningar)
    if latest is None or not latest.fingeravtryck:
        return False
    return fingerprint(register, view.record, latest.fingeravtryck.partition(":")[0]) != latest.fingeravtryck


def approval_text(register: Register, view: Dokument) -> str:
    """The latest approving mark in words, with what is wrong with it."""
    latest = latest_approving(view.granskningar)
    if latest is None:
        return "Inte godkänt" if view.in_force else "–"
    # a mark is called as what it marks is not: godkänd, but ett godkänt dokument
    said = f"{capital(latest.steg.removesuffix('d'))}t {day_text(latest.datum)}"
    if not view.approved:
        return f"{said}, men då version {latest.version}"
    return f"{said}, ändrat sedan dess" if changed_since(register, view) else said
