"""The command show."""

from collections.abc import Iterator
from typing import Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._drawing import Drawing
from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.marks import fingerprint
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import address
from kvalitet.model.wording import ascii_form
from kvalitet.output.envelope import envelope, place


def command(
    ctx: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Postens id, t.ex. AVV-2026-0001.", show_default=False)
    ],
    *,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar en post: vad som är att göra, vad den hänvisar till och vad som hänvisar till den.

    Sist står det fingeravtryck som ett granskningsmärke på posten, så som den är nu, ska ha.
    """
    run = session(ctx)
    register = run.register
    _told_if_rejected(register, record_id)
    record = register.by_id[choose(record_id, register.by_id, "posten", "Se ”kvalitet list SLAG”.")]
    mark = fingerprint(register, record)
    if format_ == "json":
        emit(
            envelope(
                register,
                None,
                id=record.id,
                kind=record.kind,
                path=place(register, record.path),
                blob=record.blob,
                fingerprint=mark,
                data=dict(record.data),
                references=[{"field": f, "target": t} for f, t, _ in _references(register, record)],
                referrers=[{"id": i, "field": f} for i, f, _ in _referrers(register, record)],
            )
        )
        return
    page = run.page()
    findings = [finding for finding in run.assess()[0].findings if finding.id == record.id]
    drawing = Drawing(page, register, record, run.today)
    emit(page.draw(*drawing.whole(list(_references(register, record)), list(_referrers(register, record)), findings)))


def _told_if_rejected(register: Register, asked: str) -> None:
    for row in register.rejected:
        if ascii_form(row.id or "") == ascii_form(asked):
            path = place(register, row.path)
            raise KvalitetError(f"posten {row.id} kunde inte läsas in. Se vad som är fel med ”kvalitet check {path}”.")


def _references(register: Register, record: Record) -> Iterator[tuple[str, str, str]]:
    for mention in register.mentions:
        name = mention.value.partition("/")[0]
        # an item of the same record is no reference out of it
        if mention.record is record and mention.field.refs and "-" in name:
            target = register.by_id.get(name)
            yield address(record.data, mention.path), mention.value, target.title if target else ""


def _referrers(register: Register, record: Record) -> Iterator[tuple[str, str, str]]:
    for mention in register.referrers(record.id):
        yield mention.record.id, address(mention.record.data, mention.path), mention.record.title
