"""The command seal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON, columns
from kvalitet.cli._seals import seal_name, sealed_json
from kvalitet.cli._session import Session, session
from kvalitet.cli._verify_file import claims_in, read_document
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.seal import Seal
from kvalitet.model.wording import SHORT_ID, commit_text, counted, date_text, listing
from kvalitet.output.envelope import envelope, place
from kvalitet.output.page import one_line

if TYPE_CHECKING:
    from kvalitet.model.claims import Claims
    from kvalitet.pipeline.load import Loaded
    from kvalitet.pipeline.sealing import Seals, Stamped

_NAMED = 10


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAMN]", help="Sigillets namn, t.ex. ledningsgruppen-2026-12-10.", show_default=False),
    ] = None,
    *,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--document", metavar="FIL", help="Ett dokument från render att försegla. Går att upprepa."),
    ] = None,
    no_sign: Annotated[
        bool, typer.Option("--no-sign", help="Signera inte, även om det finns en nyckel att signera med.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="Visa sigillen som finns.")] = False,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Förseglar registret som det är incheckat, till exempel för ett möte: en tagg i git som säger hur det var.

    Taggen heter sigill/NAMN och flyttas aldrig. Den har antalet poster, fynden den dagen och vilka filer registret
    består av, så att ”kvalitet verify NAMN” senare kan visa att det var så. Den signeras om git har en nyckel
    (user.signingkey).

    Slutkod 0: gjort. 1: något är inte incheckat, eller gick inte att läsa. 2: körningen gick inte att göra.
    """
    from kvalitet.project import open_seals

    run = session(ctx)
    if list_:
        if name or documents or no_sign:
            raise KvalitetError("--list visar sigillen, och går inte att förena med namn, --document eller --no-sign.")
        emit(_listed(run, open_seals(run.folder, run.tree).all(), format_))
        return
    if name is None:
        raise KvalitetError("ange vad sigillet ska heta. De som finns visas med ”kvalitet seal --list”.")
    seals = open_seals(run.folder, run.tree)
    called = _name(seals, seal_name(name))
    seal = _sealed(run, seals, called, documents or [])
    signs = not no_sign and seals.can_sign
    seals.put(seal, sign=signs)
    told = (one_line(line) for line in _told(seal, signed=signs))
    emit(run.page().draw(*told) if format_ == "text" else _json(run, seals, seal))


def _name(seals: "Seals", name: str) -> str:
    if not seals.may_be_called(name):
        from kvalitet.pipeline.guard import hidden

        raise KvalitetError(
            f"”{hidden(name)}” kan inte vara namn på ett sigill. Skriv bokstäver, siffror och bindestreck, inga "
            "mellanslag och inget personnummer, till exempel ledningsgruppen-2026-12-10."
        )
    if seals.named(name):
        raise KvalitetError(f"sigillet {name} finns redan, och flyttas aldrig. Välj ett annat namn.")
    return name


def _sealed(run: Session, seals: "Seals", name: str, paths: Sequence[Path]) -> Seal:
    from kvalitet.pipeline.assess import assess
    from kvalitet.pipeline.sealing import document_of, sealed

    read = [(path, read_document(path)) for path in paths]
    held = [(path, data, claims_in(path, data)) for path, data in read]
    commit = run.archive.commit
    if run.tree.origin.dirty:
        raise RefusedError(
            f"registret förseglas inte: {run.tree.origin.prefix or 'registret'} har ändringar som inte är incheckade. "
            "Checka in dem, eller försegla en tidigare version med --as-of."
        )
    loaded = _committed(run, commit)
    tree = seals.tree(commit, loaded.register.origin.prefix)
    if tree is None:
        raise KvalitetError(f"registrets mapp finns inte i incheckning {commit[:SHORT_ID]}")
    for path, _, claims in held:
        _warn(run, path, claims, commit)
    found = {each.sha256: each for each in (document_of(data, claims) for _, data, claims in held)}
    return sealed(name, assess(loaded, run.today)[0], tree, found.values())


def _committed(run: Session, commit: str) -> "Loaded":
    """The register as committed: what git ignores may lie beside it on disk, and is not sealed."""
    from kvalitet.pipeline.load import load

    loaded = load(run.tree_at(commit))
    rejected = loaded.register.rejected
    if rejected:
        lines = [f"  {place(loaded.register, row.path)}" for row in rejected[:_NAMED]]
        lines += [f"  … och {len(rejected) - _NAMED} till"] if len(rejected) > _NAMED else []
        told = counted(len(rejected), "fil kunde", "filer kunde")
        raise RefusedError(
            "\n".join(
                [f"registret förseglas inte: {told} inte läsas in. Rätta felen som ”kvalitet check” visar.", *lines]
            )
        )
    return loaded


def _warn(run: Session, path: Path, claims: "Claims", commit: str) -> None:
    """Tells what a reader of the seal may not expect of a document."""
    if claims.draft:
        run.note(f"{path} är ett utkast")
    if claims.commit != commit or claims.dirty:
        made = commit_text(claims.commit, dirty=claims.dirty)
        run.note(f"{path} är inte gjord av den incheckning som förseglas ({commit[:SHORT_ID]}), utan av {made}")


def _told(seal: Seal, *, signed: bool) -> Iterator[str]:
    from kvalitet.pipeline.sealing import FINDINGS

    records = counted(sum(seal.records.values()), "post", "poster")
    findings = listing([counted(seal.findings[severity].number, *words) for severity, words in FINDINGS.items()])
    yield f"Sigillet {seal.name} är gjort, {'signerat' if signed else 'osignerat'}."
    yield f"Det gäller registret {date_text(seal.day)}, incheckning {seal.commit[:SHORT_ID]}."
    yield f"{records}. Fynd: {findings}."
    for each in seal.documents:
        yield f"Förseglat: {each.title} (sha256 {each.sha256})."
    yield f"Pröva det med ”kvalitet verify {seal.name}”. Dela det med ”git push origin sigill/{seal.name}”."


def _json(run: Session, seals: "Seals", seal: Seal) -> str:
    made = seals.named(seal.name)
    return envelope(run.tree.origin, run.today, seal=sealed_json(made, seal) if made else None)


def _listed(run: Session, found: Sequence["Stamped"], format_: str) -> str:
    if format_ == "json":
        return envelope(run.tree.origin, None, seals=[sealed_json(each, each.seal) for each in found if each.seal])
    if not found:
        return "Inga sigill finns. Gör ett med ”kvalitet seal NAMN”.\n"
    return columns(run.page(), ("Namn", "Dag", "Incheckning", "Signerat", "Dokument"), list(_rows(found)))


def _rows(found: Sequence["Stamped"]) -> Iterator[tuple[str, ...]]:
    for each in found:
        if each.seal is None:
            yield each.name, "inget sigill", (each.tag.commit or "–")[:SHORT_ID], "–", "–"
        else:
            seal, signed = each.seal, "ja" if each.tag.signed else "nej"
            yield each.name, seal.day.isoformat(), seal.commit[:SHORT_ID], signed, str(len(seal.documents))
