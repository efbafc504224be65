"""A seal: what a register was on a day, as a person reads it in a git tag and as the tool reads it back.

The text has a heading, a sentence and `nyckel: värde` lines; a document has lines of its own, set in. A value that
would not come back as it is, such as one with a line break, is written as a JSON string.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.model import dates
from kvalitet.model.finding import Severity
from kvalitet.model.wording import date_text

FORM = "kvalitet-sigill 1"
"""What the manifest says of its own form."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "fel",
    Severity.WARNING: "varningar",
    Severity.INFO: "upplysningar",
}
"""What the findings of each severity are called in the manifest."""

_LINE = re.compile(r"( {2})?([a-zåäö]+): (.+)")
_DIGEST = r"sha256:([0-9a-f]{64})"
_TALLY = re.compile(rf"([0-9]{{1,9}}), {_DIGEST}")
_COUNT = re.compile(r"(\S+) ([0-9]{1,9})")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION = "kvalitet "
_HERE = "."
_YES = "ja"

_Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of findings and the SHA-256 of their fingerprints, whatever order they come in."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDocument:
    """A document by the SHA-256 of its bytes, with what it says of itself: report, title and scope."""

    sha256: str
    report: str
    title: str
    period: str
    unit: str | None = None
    area: str | None = None
    record: str | None = None
    auditor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What is sealed. `commit` and `tree` are git's ids; `tree` is that of the register's folder, `prefix`.

    `records` counts by kind, `findings` by severity, as judged on the day by the version.
    """

    name: str
    day: date
    version: str
    commit: str
    prefix: str
    tree: str
    records: Mapping[str, int]
    findings: Mapping[Severity, Tally]
    documents: tuple[SealedDocument, ...] = ()


def tally(fingerprints: Iterable[str]) -> Tally:
    """The number of findings with a digest of their fingerprints."""
    found = sorted(fingerprints)
    return Tally(len(found), hashlib.sha256("\n".join(found).encode()).hexdigest())


def written(seal: Seal) -> str:
    """The seal as the message of a tag, ended by a line break."""
    lines = [
        f"Sigill {_plain(seal.name)}",
        "",
        f"Så var kvalitetsregistret {date_text(seal.day)}. Pröva det med ”kvalitet verify {_plain(seal.name)}”.",
        "",
        *(f"{key}: {_plain(value)}" for key, value in _pairs(seal)),
    ]
    for document in seal.documents:
        (_, first), *rest = _document_pairs(document)
        lines += [f"dokument: {first}", *(f"  {key}: {_plain(value)}" for key, value in rest)]
    return "".join(f"{line}\n" for line in lines)


def read_back(text: str) -> Seal | None:
    """The seal that a message holds; None for a message that is none."""
    _, mark, manifest = text.partition(f"\nform: {FORM}\n")
    try:
        return _seal([_line(line) for line in manifest.split("\n")[:-1]]) if mark else None
    except (ValueError, KeyError):
        return None


def _pairs(seal: Seal) -> _Pairs:
    yield "form", FORM
    yield "namn", seal.name
    yield "dag", seal.day.isoformat()
    yield "verktyg", f"{_VERSION}{seal.version}"
    yield "incheckning", seal.commit
    yield "mapp", seal.prefix or _HERE
    yield "träd", seal.tree
    for kind, number in seal.records.items():
        yield "poster", f"{kind} {number}"
    for severity, name in SEVERITIES.items():
        found = seal.findings[severity]
        yield name, f"{found.number}, sha256:{found.digest}"


def _document_pairs(document: SealedDocument) -> _Pairs:
    yield "dokument", f"sha256:{document.sha256}"
    yield "rapport", document.report
    yield "titel", document.title
    yield "period", document.period
    named = (("enhet", document.unit), ("område", document.area), ("post", document.record))
    yield from ((key, value) for key, value in named if value is not None)
    if document.auditor:
        yield "granskning", _YES


def _plain(value: str) -> str:
    """The value as it stands where it comes back so, else as a JSON string."""
    as_it_is = value and value.isprintable() and value == value.strip() and not value.startswith('"')
    return value if as_it_is else json.dumps(value)


def _line(line: str) -> tuple[bool, str, str]:
    """Whether a line is set in, its key and its value."""
    inside, key, value = _matched(_LINE, line)
    return bool(inside), key, str(json.loads(value)) if value.startswith('"') else value


def _seal(lines: Sequence[tuple[bool, str, str]]) -> Seal:
    """Raises ValueError or KeyError where something is missing, written twice or of the wrong form."""
    documents: list[list[tuple[str, str]]] = []
    own: list[tuple[str, str]] = []
    for inside, key, value in lines:
        if key == "dokument" and not inside:
            documents.append([])
        elif inside != bool(documents):
            raise ValueError(key)
        (documents[-1] if documents else own).append((key, value))
    said = _each_once((key, value) for key, value in own if key != "poster")
    records = _each_once(_matched(_COUNT, value) for key, value in own if key == "poster")
    day = dates.day(said["dag"])
    commit, tree = said["incheckning"], said["träd"]
    if day is None or not (_COMMIT.fullmatch(commit) and _COMMIT.fullmatch(tree)) or not _is_inside(said["mapp"]):
        raise ValueError(commit)
    return Seal(
        name=said["namn"],
        day=day,
        version=said["verktyg"].removeprefix(_VERSION),
        commit=commit,
        prefix="" if said["mapp"] == _HERE else said["mapp"],
        tree=tree,
        records={kind: int(number) for kind, number in records.items()},
        findings={severity: _tally(said[name]) for severity, name in SEVERITIES.items()},
        documents=tuple(map(_document, documents)),
    )


def _document(lines: Iterable[tuple[str, str]]) -> SealedDocument:
    said = _each_once(lines)
    return SealedDocument(
        sha256=_matched(re.compile(_DIGEST), said["dokument"])[0],
        report=said["rapport"],
        title=said["titel"],
        period=said["period"],
        unit=said.get("enhet"),
        area=said.get("område"),
        record=said.get("post"),
        auditor=said.get("granskning") == _YES,
    )


def _tally(text: str) -> Tally:
    number, digest = _matched(_TALLY, text)
    return Tally(int(number), digest)


def _matched(pattern: re.Pattern[str], text: str) -> Sequence[str]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return match.groups()


def _each_once(pairs: Iterable[Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(key)
        found[key] = value
    return found


def _is_inside(folder: str) -> bool:
    """Whether a folder, as written, lies in the repository."""
    return not folder.startswith("/") and ".." not in folder.split("/")
