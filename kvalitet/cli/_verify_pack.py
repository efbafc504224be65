"""Puts a pack for auditors to the proof, for the command verify: it is made again, and held against what is there."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet import __version__
from kvalitet.cli._checks import breaks, drawn, rows, verdict
from kvalitet.cli._pack import README, SEALS, pack
from kvalitet.cli._session import Session
from kvalitet.cli._verify_file import claims_in, read_document
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.facts._catalogue import report_files
from kvalitet.model.claims import Claims
from kvalitet.model.proof import Check, Outcome
from kvalitet.model.wording import SHORT_ID, counted, date_text, first_of
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page, one_line, words
from kvalitet.pipeline.guard import hidden
from kvalitet.pipeline.pack import SUMS, summed, unpacked

if TYPE_CHECKING:
    from rich.text import Text

_NAMED = 3
_PARTS: Mapping[str, tuple[str, str]] = {
    "dokument": ("document", "dokumentet"),
    "poster": ("records", "posterna"),
    "historik": ("history", "historiken"),
    "fynd.json": ("findings", "fynden"),
    "git": ("git", "incheckningen och sigillen"),
    README: ("readme", "läsanvisningen"),
}
"""What stands in a folder, or alone: for machines and in words."""

_OTHER = ("other", "annat")
_GIVEN = frozenset({"poster", "git"})
"""What no version of the tool makes otherwise: it stands so in the repository."""


def verify_pack(run: Session, path: Path, format_: str) -> int:
    """Says what of a pack holds and what does not: 1 where something does not.

    Raises KvalitetError for a file that is no pack, and where the repository lacks its commit.
    """
    files = unpacked(str(path), read_document(path))
    claims = _claims(path, files)
    checks = (_sums(files), *_parts(files, _again(run, files, claims), claims), _ancestry(run, claims))
    if format_ == "json":
        told = {"report": hidden(claims.report), "commit": claims.commit, "day": claims.judged.isoformat()}
        told["version"] = hidden(claims.version)
        emit(envelope(run.tree.origin, run.today, pack=told, checks=rows(checks), holds=not breaks(checks)))
    else:
        page = run.page()
        emit(page.draw(*_text(page, claims, checks)))
    return int(breaks(checks))


def _claims(path: Path, files: Mapping[str, bytes]) -> Claims:
    found = next((name for name in files if name.startswith("dokument/") and name.endswith(".md")), None)
    claims = claims_in(path, files[found] if found else b"")
    if claims.report not in report_files() or claims.commit is None:
        raise KvalitetError(f"{path} är inget paket som ”kvalitet render --pack” har skrivit.")
    return claims


def _again(run: Session, files: Mapping[str, bytes], claims: Claims) -> Mapping[str, bytes]:
    """The files of the same pack, made of the commit and with the seals that it names."""
    asked = {"as_of": claims.commit, "today": claims.judged.isoformat(), "quiet": True}
    then = Session({**run.options, **asked})
    seals = frozenset(name.removeprefix(SEALS).removesuffix(".txt") for name in files if name.startswith(SEALS))
    made = pack(then, report_files()[claims.report], claims.scope, draft=claims.draft, seals=seals)
    return unpacked("paketet", made.data())


def _sums(files: Mapping[str, bytes]) -> Check:
    own = {name: data for name, data in files.items() if name != SUMS}
    if files[SUMS] == summed(own):
        return Check("sums", Outcome.HOLDS, f"{counted(len(own), 'fil', 'filer')} har den SHA-256 som står i {SUMS}")
    return Check(
        "sums", Outcome.BROKEN, f"filerna har inte den SHA-256 som står i {SUMS}, eller är inte de som står där"
    )


def _parts(there: Mapping[str, bytes], again: Mapping[str, bytes], claims: Claims) -> Iterator[Check]:
    """How each part is beside the one that the register gives."""
    names = sorted({*there, *again} - {SUMS})
    tops = {name: name.partition("/")[0] for name in names}
    for top in (*_PARTS, *sorted({*tops.values()} - _PARTS.keys())):
        part = [name for name in names if tops[name] == top]
        if part:
            yield _part(top, part, there, again, claims)


def _part(
    top: str, part: Sequence[str], there: Mapping[str, bytes], again: Mapping[str, bytes], claims: Claims
) -> Check:
    name, words_ = _PARTS.get(top, _OTHER)
    wrong = {
        "skiljer sig": [each for each in part if each in there and each in again and there[each] != again[each]],
        "saknas i paketet": [each for each in part if each not in there],
        "ger registret inte": [each for each in part if each not in again],
    }
    told = "; ".join(
        f"{first_of([hidden(each) for each in some], _NAMED)} {how}" for how, some in wrong.items() if some
    )
    if not told:
        return Check(name, Outcome.HOLDS, f"{words_}: {counted(len(part), 'fil', 'filer')}, byte för byte registrets")
    if claims.version == __version__ or top in _GIVEN:
        return Check(name, Outcome.BROKEN, f"{words_}: {told}")
    other = f"kvalitet {hidden(claims.version)} gjorde paketet, {__version__} prövar det, så det säger inget om paketet"
    return Check(name, Outcome.UNJUDGED, f"{words_}: {told}: {other}")


def _ancestry(run: Session, claims: Claims) -> Check:
    from kvalitet.pipeline.sealing import ancestry
    from kvalitet.project import open_seals

    return ancestry(open_seals(run.folder, run.tree).root, claims.commit, run.tree.origin.commit)


def _text(page: Page, claims: Claims, checks: Sequence[Check]) -> "Iterator[Text]":
    made = f"gjort {date_text(claims.judged)} av incheckning {(claims.commit or '')[:SHORT_ID]}"
    yield one_line(f"Paketet ”{hidden(claims.title)}”: {made}", "bold")
    yield from drawn(page, checks)
    yield words("")
    yield words(verdict(checks), "bold")
