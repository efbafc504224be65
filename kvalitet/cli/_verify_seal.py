"""Puts a seal to the proof, for the command verify."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet.cli._checks import breaks, drawn, rows, verdict
from kvalitet.cli._seals import seal_name, sealed_json
from kvalitet.cli._session import Session
from kvalitet.cli._verify_file import read_document
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.proof import Check
from kvalitet.model.wording import SHORT_ID, counted, date_text
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page, one_line, words
from kvalitet.project import open_seals
from kvalitet.repository import find_root

if TYPE_CHECKING:
    from rich.text import Text

    from kvalitet.model.seal import Seal
    from kvalitet.pipeline.sealing import Stamped


def verify_seal(run: Session, asked: str, documents: Sequence[Path], format_: str) -> int:
    """Says what of a seal holds and what does not: 1 where something does not.

    Raises KvalitetError where there is no such seal, and for a document that cannot be read.
    """
    from kvalitet.pipeline.sealing import Trial

    given = [(str(path), read_document(path)) for path in documents]
    found = _found(run, asked)
    seal = found.seal
    if seal is None:
        raise KvalitetError(
            f"taggen sigill/{found.name} är inget sigill: den är inte gjord av ”kvalitet seal”, eller ändrad sedan dess"
        )
    checks = tuple(Trial(open_seals(run.folder, run.tree), found.tag, seal, run.tree.origin).checks(given))
    if format_ == "json":
        told = sealed_json(found, seal)
        emit(envelope(run.tree.origin, run.today, seal=told, checks=rows(checks), holds=not breaks(checks)))
    else:
        page = run.page()
        emit(page.draw(*_text(page, found, seal, checks)))
    return int(breaks(checks))


def _found(run: Session, asked: str) -> "Stamped":
    name = seal_name(asked)
    found = open_seals(run.folder, run.tree).named(name) if find_root(run.folder) else None
    if found is None:
        raise KvalitetError(
            f"{asked} finns inte, varken som fil eller som sigill. Ange ett dokument som ”kvalitet render” har "
            "skrivit, eller ett sigill ur ”kvalitet seal --list”."
        )
    return found


def _text(page: Page, found: "Stamped", seal: "Seal", checks: Sequence[Check]) -> "Iterator[Text]":
    yield one_line(
        f"Sigillet {found.name}: registret {date_text(seal.day)}, incheckning {seal.commit[:SHORT_ID]}", "bold"
    )
    yield from drawn(page, checks)
    yield words("")
    tried = sum(each.name == "document" for each in checks)
    if seal.documents and not tried:
        whole = counted(len(seal.documents), "dokument", "dokument")
        yield words(f"Sigillet har också {whole}. Ett dokument prövas med --document FIL.")
    yield words(verdict(checks), "bold")
