"""Faults made on purpose, to see that they are found: a test that cannot fail proves nothing."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet.facts._catalogue import report_files
from kvalitet.model.claims import differences
from kvalitet.model.document import Scope
from kvalitet.model.proof import Check, Outcome
from kvalitet.pipeline.assess import Request, assess
from kvalitet.pipeline.audit import audit
from kvalitet.pipeline.documents import made
from kvalitet.pipeline.load import load
from kvalitet.project import open_archive, open_tree
from kvalitet.render.formats import writer
from kvalitet.render.reading import claims_of
from kvalitet.selftest.answers import DAY, YEAR

if TYPE_CHECKING:
    from kvalitet.selftest.trial import SelfTest

ADDED: Mapping[str, tuple[bytes, str, str]] = {
    "unreadable": (b"\n\t- [\n", "KV0", "en fil som inte går att läsa"),
    "schema": ("\nokänt_fält: 1\n".encode(), "KV1", "ett fält som inte finns"),
    "secret": (b"\n# 811218-9876\n", "KV901", "ett personnummer"),
}
"""What is put last in a record's file, the family or rule that must find it, and what it is."""
_REPORT = "riskregister"
_CLOSED = re.compile(r"^status: avslutad$", re.MULTILINE)
_TITLE = re.compile(r"^titel: (?=\w)", re.MULTILINE)
_FIGURE = re.compile(rb'(?<="value":)([1-9][0-9]*)(?=,)')


def tamperings(test: "SelfTest") -> Iterator[Check]:
    """Whether each is found. The last of them stay in the repository."""
    for name, (text, code, what) in ADDED.items():
        yield _told(name, f"{what} hittas ({code})", found=_is_found_when_added(test, text, code))
    yield _told("figure", "en siffra som har ändrats i ett dokument hittas", found=_changed_figure_is_found(test))
    yield _told("closed", "en avslutad post som har ändrats hittas (KV911)", found=_changed_past_is_found(test))
    yield _told("moved_seal", "ett sigill som har flyttats hittas", found=_moved_seal_is_found(test))


def _told(name: str, what: str, *, found: bool) -> Check:
    outcome = Outcome.HOLDS if found else Outcome.BROKEN
    return Check(f"tampering_{name}", outcome, what if found else f"{what}: det gjorde det inte")


def _is_found_when_added(test: "SelfTest", text: bytes, code: str) -> bool:
    path = _closed(test)
    before = path.read_bytes()
    path.write_bytes(before + text)
    loaded = load(open_tree(test.place.register), known=test.loaded)
    findings = assess(loaded, DAY)[0].findings
    path.write_bytes(before)
    where = path.relative_to(test.place.root).as_posix()
    return any(each.code.startswith(code) and each.path == where for each in findings)


def _changed_figure_is_found(test: "SelfTest") -> bool:
    found = made(report_files()[_REPORT], test.loaded, test.assessment, Scope(YEAR))
    data = writer("md")(found.document(draft=True))
    forged = _FIGURE.sub(lambda match: str(int(match[1]) + 1).encode(), data, count=1)
    return forged != data and len(differences(claims_of(forged), found.facts.figures)) == 1


def _changed_past_is_found(test: "SelfTest") -> bool:
    path = _closed(test)
    path.write_bytes(_TITLE.sub("titel: Inte ", path.read_text("utf-8"), count=1).encode())
    test.place.commit("Ändra en avslutad post")
    loaded = load(open_tree(test.place.register))
    archive = open_archive(test.place.register, loaded.register.origin)
    findings = audit(loaded, archive, DAY, Request())[0].findings
    return [(each.code, each.id) for each in findings] == [("KV911", path.stem)]


def _moved_seal_is_found(test: "SelfTest") -> bool:
    """Puts the seal on the commit that tampered, as somebody would who wants it to cover that."""
    (stamped,) = test.seals.all()
    named = f"sigill/{stamped.tag.name}"
    arguments = ("tag", "--force", "--annotate", "--cleanup=verbatim", "--file=-", named, "HEAD")
    test.place.git(*arguments, given=stamped.tag.message.encode())
    return any(check.name == "place" and check.outcome is Outcome.BROKEN for check in test.tried_seal())


def _closed(test: "SelfTest") -> Path:
    """The file of the first deviation that is closed and whose title stands plain on its line."""
    files = sorted((test.place.register / "avvikelser").rglob("*.yaml"))
    texts = ((path, path.read_text("utf-8")) for path in files)
    return next(path for path, text in texts if _CLOSED.search(text) and _TITLE.search(text))
