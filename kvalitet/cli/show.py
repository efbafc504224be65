"""The command show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._choices import ascii_form, choose
from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.kind import Field
from kvalitet.model.marks import fingerprint
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Value, address
from kvalitet.model.wording import capital
from kvalitet.output.envelope import envelope, place
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


def command(
    ctx: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Postens id, t.ex. AVV-2026-0001.", show_default=False)
    ],
    *,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar en post med allt den hänvisar till och allt som hänvisar till den.

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
    emit(page.draw(*_page(page, register, record), "", _label("Fingeravtryck"), f"  {mark}"))


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


def _absent(register: Register, target: str) -> str:
    return "kunde inte läsas in" if target.partition("/")[0] in register.rejected_ids else "finns inte"


def _label(text: str) -> "Text":
    return words(text, "bold")


def _page(page: Page, register: Register, record: Record) -> Iterator["RenderableType"]:
    kind = register.kinds[record.kind]
    unit = register.organisation.name(record.unit) if record.unit else "–"
    yield page.indented(one_line(f"{record.id}  {record.title}", "bold"), 0, hanging=2)
    about = f"{capital(kind.singular)} · {record.status} · {unit} · {place(register, record.path)}"
    yield page.indented(one_line(about, "dim"), 0)
    yield ""
    for key, value in record.data.items():
        if key not in {"id", "titel", "enhet", "status"}:
            yield from _field(page, register, record, (key,), value, 0)
    out = [(target, title, field) for field, target, title in _references(register, record)]
    back = [(name, title, field) for name, field, title in _referrers(register, record)]
    for heading, rows in (("Hänvisar till", out), ("Nämns i", back)):
        if rows:
            yield ""
            yield _label(heading)
        for name, title, field in rows:
            line = (
                words(f"{name}  ", "bold") + one_line(title or _absent(register, name)) + words(f"  ({field})", "dim")
            )
            yield page.indented(line, 2, hanging=2)


def _field(  # noqa: PLR0913, PLR0917  # a place in a record on a page
    page: Page, register: Register, record: Record, path: FieldPath, value: Value, depth: int
) -> Iterator["RenderableType"]:
    field = register.kinds[record.kind].field_at(path)
    heading = _label(_heading(field, path))
    if isinstance(value, dict):
        yield page.indented(heading, 2 * depth)
        for key, inner in value.items():
            yield from _field(page, register, record, (*path, key), inner, depth + 1)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        yield page.indented(heading, 2 * depth)
        for index, item in enumerate(value):
            name = item.get("id") if isinstance(item, dict) else None
            yield page.indented(words(str(name or index + 1), "bold cyan"), 2 * depth + 2)
            rows = item.items() if isinstance(item, dict) else ()
            for key, inner in rows:
                if key != "id":
                    yield from _field(page, register, record, (*path, index, key), inner, depth + 2)
    else:
        text = heading + words(f": {_words(register, field, value)}")
        yield page.indented(text, 2 * depth, hanging=2)


def _heading(field: Field | None, path: FieldPath) -> str:
    return field.title if field and field.title else str(path[-1])


def _words(register: Register, field: Field | None, value: Value) -> str:
    match value:
        case list():
            return ", ".join(_words(register, field, item) for item in value)
        case bool():
            return "ja" if value else "nej"
        case None:
            return "–"
        case str() if field:
            return _named(register, field, value)
        case _:
            return str(value)


def _named(register: Register, field: Field, value: str) -> str:
    """A text that names something, with what it names; any other as it stands."""
    if field.codelist:
        return register.label(field.codelist, value)
    if field.unit:
        return register.organisation.name(value)
    if field.refs and value in register.by_id:
        return f"{value} {register.by_id[value].title}"
    return value.rstrip("\n")
