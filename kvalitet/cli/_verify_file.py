"""Puts a document that render has written to the proof, for the command verify."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kvalitet import __version__
from kvalitet.cli._formats import columns
from kvalitet.cli._session import Session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.facts._catalogue import report_files
from kvalitet.model.claims import Claim, Claims, Difference, differences
from kvalitet.model.figure import UNKNOWN
from kvalitet.model.wording import counted, number_text
from kvalitet.output.envelope import envelope
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.documents import Made, made

_ENDINGS = {b"%PDF": "pdf", b"PK": "docx"}


def verify_file(run: Session, file: Path, format_: str) -> int:
    """Says whether the figures of a document hold, and whether its bytes are the register's: 1 where they do not.

    Raises KvalitetError for a file that cannot be read or is no such document.
    """
    data = read_document(file)
    claims = claims_in(file, data)
    then = _then(run, claims)
    wrong = differences(claims, then.facts.figures)
    same = _same_bytes(then, claims, data)
    now = made(then.file, run.loaded, assess(run.loaded, run.today)[0], claims.scope)
    moved = differences(claims, now.facts.figures)
    if format_ == "json":
        told: dict[str, object] = {"report": claims.report, "commit": claims.commit, "day": claims.judged.isoformat()}
        told["auditor"] = claims.scope.auditor
        emit(
            envelope(
                now.loaded.register,
                run.today,
                document={**told, "version": claims.version, "dirty": claims.dirty, "unchanged": same},
                figures=len(claims.figures),
                wrong=[_row(each) for each in wrong],
                moved=[_row(each) for each in moved],
            )
        )
    else:
        emit("".join(f"{line}\n" for line in _lines(run, claims, wrong, moved, same=same)))
    return int(bool(wrong) or same is False)


def read_document(path: Path) -> bytes:
    """The bytes of a document. Raises KvalitetError for a file that is not there or too large."""
    from kvalitet.render.reading import LARGEST

    if not path.is_file():
        raise KvalitetError(f"{path} finns inte. Ange ett dokument som ”kvalitet render” har skrivit.")
    if path.stat().st_size > LARGEST:
        raise KvalitetError(f"{path} är större än {LARGEST // 1024**2} MiB. Ange ett dokument från ”kvalitet render”.")
    return path.read_bytes()


def claims_in(path: Path, data: bytes) -> Claims:
    """What a document says of itself. Raises KvalitetError, with its name, for a file that is none."""
    from kvalitet.render.reading import claims_of

    try:
        return claims_of(data)
    except KvalitetError as error:
        raise KvalitetError(f"{path} {error}" if str(error).startswith("bär") else str(error)) from error


def _then(run: Session, claims: Claims) -> Made:
    """The report made again of the commit that the document names."""
    from kvalitet.pipeline.load import load

    files = report_files()
    if claims.report not in files:
        raise KvalitetError(
            f"rapporten {claims.report} finns inte i kvalitet {__version__}. Se ”kvalitet render --list”."
        )
    if claims.commit is None:
        raise KvalitetError(
            "dokumentet är gjort av ett register utan versionshistorik, så siffrorna kan inte räknas om."
        )
    loaded = load(run.tree_at(claims.commit))
    return made(files[claims.report], loaded, assess(loaded, claims.judged)[0], claims.scope)


def _same_bytes(then: Made, claims: Claims, data: bytes) -> bool | None:
    """Whether the register gives the very same file; None where another version or uncommitted work made it."""
    from kvalitet.render.formats import writer

    if claims.version != __version__ or claims.dirty:
        return None
    form = next((name for start, name in _ENDINGS.items() if data.startswith(start)), None)
    form = form or ("html" if data.startswith(b"<!DOCTYPE html>") else "md")
    return writer(form)(then.document(draft=claims.draft)) == data


def _lines(
    run: Session, claims: Claims, wrong: Sequence[Difference], moved: Sequence[Difference], *, same: bool | None
) -> Iterator[str]:
    from kvalitet.model.wording import date_text

    yield f"{claims.title}: gjord {date_text(claims.judged)} av incheckning {(claims.commit or '')[:10]}."
    held = len(claims.figures) - sum(each.key in claims.figures for each in wrong)
    whole = counted(len(claims.figures), "siffra", "siffror")
    yield f"{held} av {whole} håller när de räknas om ur den incheckningen."
    if wrong:
        yield from _table(run, "Räknas om", wrong)
    yield {
        True: "Filen är, byte för byte, den som registret ger.",
        False: "Filen är inte den som registret ger: den är ändrad efter att den skrevs.",
        None: _unjudged(claims),
    }[same]
    if not moved:
        yield f"Inga siffror har ändrats till och med {date_text(run.today)}."
        return
    yield f"{counted(len(moved), 'siffra', 'siffror')} har en annan uppgift i registret {date_text(run.today)}:"
    yield from _table(run, "Nu", moved)


def _unjudged(claims: Claims) -> str:
    if claims.dirty:
        return "Dokumentet gjordes med ändringar som inte var incheckade, så texten kan inte prövas."
    return f"Dokumentet gjordes med kvalitet {claims.version}, så texten kan inte prövas med {__version__}."


def _table(run: Session, heading: str, rows: Sequence[Difference]) -> Iterator[str]:
    cells = [(each.key, _number(each.claimed), _number(each.found)) for each in rows]
    yield columns(run.page(), ("Siffra", "I dokumentet", heading), cells).rstrip("\n")


def _number(claim: Claim | None) -> str:
    if claim is None or (claim.value is None and not claim.masked):
        return UNKNOWN
    return "visas inte" if claim.value is None else number_text(claim.value)


def _row(each: Difference) -> dict[str, object]:
    pair = {"document": each.claimed, "register": each.found}
    numbers = {where: claim.value if claim else None for where, claim in pair.items()}
    masked = {where: bool(claim and claim.masked) for where, claim in pair.items()}
    return {"key": each.key, **numbers, "masked": masked}
