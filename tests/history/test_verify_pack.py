"""A pack put to the proof: made again from the repository, and held against what somebody hands over."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kvalitet import __version__
from tests.cli.answers import DAY, FLAG, TEXT, answer, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.history.test_pack import DEVIATION, WHAT, parts
from tests.store.archive import Archive, fingerprint

pytestmark = pytest.mark.usefixtures("known_to_git")

NUMBER = "811218-9876"
NAMES = ["sums", "document", "records", "history", "findings", "git", "readme", "ancestry"]
CHECKS = listed(
    whole(
        {
            "check": {"enum": [*NAMES, "other"]},
            "outcome": {"enum": ["holds", "broken", "unjudged"]},
            "message": TEXT,
        }
    )
)
PACK = whole({"report": TEXT, "commit": TEXT, "day": DAY, "version": TEXT})


@pytest.fixture
def pack(kvalitet: Kvalitet, tmp_path: Path) -> Path:
    kvalitet("seal", "möte")
    path = tmp_path / "paket.zip"
    assert kvalitet(*WHAT, "--pack", str(path)).code == 0
    return path


def tried(kvalitet: Kvalitet, path: Path) -> tuple[int, dict[str, str], dict[str, str]]:
    """The exit code, the outcomes and the messages of the checks, by name."""
    ran = kvalitet("verify", str(path), "--format", "json")
    assert ran.err == ""
    found: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(
        found, answer(register=True, day=True, summary={"type": "null"}, pack=PACK, checks=CHECKS, holds=FLAG)
    )
    assert found["holds"] is (ran.code == 0)
    outcomes = {row["check"]: row["outcome"] for row in found["checks"]}
    return ran.code, outcomes, {row["check"]: row["message"] for row in found["checks"]}


def broken(kvalitet: Kvalitet, path: Path) -> dict[str, str]:
    code, outcomes, told = tried(kvalitet, path)
    assert code == 1
    return {name: told[name] for name, outcome in outcomes.items() if outcome == "broken"}


def rewritten(path: Path, changed: dict[str, bytes | None], *, sums: bool = True) -> None:
    """The pack with files changed, added or taken away; with `sums`, by somebody who can count too."""
    files = {name: data for name, data in {**parts(path), **changed}.items() if data is not None}
    if sums:
        own = {name: data for name, data in files.items() if name != "SHA256SUMS"}
        told = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in own.items())
        files = {**own, "SHA256SUMS": told.encode()}
    with zipfile.ZipFile(path, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)


def test_a_pack_that_nothing_has_befallen_holds(archive: Archive, kvalitet: Kvalitet, pack: Path) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-12-01T12:00:00+01:00")
    kvalitet("seal", "senare")
    before = fingerprint(archive.root)
    code, outcomes, _ = tried(kvalitet, pack)
    assert (code, outcomes) == (0, dict.fromkeys(NAMES, "holds"))
    assert fingerprint(archive.root) == before


def test_what_holds_is_said_in_plain_words(archive: Archive, kvalitet: Kvalitet, pack: Path) -> None:
    commit = archive.git("rev-parse", "HEAD")[:10]
    assert kvalitet("verify", str(pack), "--today", "2027-03-01").out == (
        f"Paketet ”Revisionsunderlag 2026”: gjort den 22 november 2026 av incheckning {commit}\n"
        "  håller            14 filer har den SHA-256 som står i SHA256SUMS\n"
        "  håller            dokumentet: 2 filer, byte för byte registrets\n"
        "  håller            posterna: 4 filer, byte för byte registrets\n"
        "  håller            historiken: 4 filer, byte för byte registrets\n"
        "  håller            fynden: 1 fil, byte för byte registrets\n"
        "  håller            incheckningen och sigillen: 2 filer, byte för byte registrets\n"
        "  håller            läsanvisningen: 1 fil, byte för byte registrets\n"
        f"  håller            historiken är obruten fram till incheckning {commit}\n"
        "\n"
        "Allt håller.\n"
    )


@pytest.mark.parametrize(("name", "check"), [
    ("dokument/revisionsunderlag-2026.html", "document"),
    ("poster/avvikelser/2026/AVV-2026-0001.yaml", "records"),
    ("historik/AVV-2026-0001.csv", "history"),
    ("fynd.json", "findings"),
    ("git/sigill/möte.txt", "git"),
    ("LÄSMIG.txt", "readme"),
])  # fmt: skip
def test_a_part_altered_by_one_byte_is_found(name: str, check: str, kvalitet: Kvalitet, pack: Path) -> None:
    data = parts(pack)[name]
    rewritten(pack, {name: data[:-2] + b"#" + data[-1:]})
    told = broken(kvalitet, pack)
    assert told.keys() == {check}
    assert told[check].endswith(f"{name} skiljer sig")


def test_sums_that_do_not_hold_are_found(kvalitet: Kvalitet, pack: Path) -> None:
    rewritten(pack, {"fynd.json": b"{}\n"}, sums=False)
    assert broken(kvalitet, pack).keys() == {"sums", "findings"}


def test_what_is_missing_and_what_is_too_much_is_found(kvalitet: Kvalitet, pack: Path) -> None:
    rewritten(pack, {"historik/DOK-0005.csv": None, "poster/dokument/DOK-0099.yaml": b"id: x\n", "hej.txt": b"hej\n"})
    told = broken(kvalitet, pack)
    assert told == {
        "history": "historiken: historik/DOK-0005.csv saknas i paketet",
        "records": "posterna: poster/dokument/DOK-0099.yaml ger registret inte",
        "other": "annat: hej.txt ger registret inte",
    }


def test_a_seal_that_has_been_taken_away_since_is_found(archive: Archive, kvalitet: Kvalitet, pack: Path) -> None:
    archive.git("tag", "-d", "sigill/möte")
    assert broken(kvalitet, pack).keys() == {"git", "readme"}


def test_a_history_that_has_been_rewritten_is_found(archive: Archive, kvalitet: Kvalitet, pack: Path) -> None:
    archive.git("commit", "-q", "--amend", "-m", "Börja registret på nytt")
    assert broken(kvalitet, pack).keys() == {"ancestry"}


def test_what_another_version_writes_otherwise_does_not_break_a_pack(kvalitet: Kvalitet, pack: Path) -> None:
    mine, other = f'"version":"{__version__}"'.encode(), b'"version":"9.0"'
    document = parts(pack)["dokument/revisionsunderlag-2026.md"]
    assert mine in document
    rewritten(pack, {"dokument/revisionsunderlag-2026.md": document.replace(mine, other), "fynd.json": b"{}\n"})
    code, outcomes, told = tried(kvalitet, pack)
    assert (code, outcomes["document"], outcomes["findings"]) == (0, "unjudged", "unjudged")
    assert "kvalitet 9.0 gjorde paketet" in told["findings"]
    rewritten(pack, {"poster/avvikelser/2026/AVV-2026-0001.yaml": b"id: x\n"})
    assert broken(kvalitet, pack).keys() == {"records"}, "what is committed is the same for every version"


def test_a_commit_that_the_repository_lacks_is_one_line(archive: Archive, kvalitet: Kvalitet, pack: Path) -> None:
    head = archive.git("rev-parse", "HEAD")
    document = parts(pack)["dokument/revisionsunderlag-2026.md"]
    rewritten(pack, {"dokument/revisionsunderlag-2026.md": document.replace(head.encode(), b"0" * 40)})
    ran = kvalitet("verify", str(pack))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("how", ["empty", "compressed", "twice", "cut", "no document"])
def test_a_zip_file_that_is_no_pack_is_one_line(how: str, kvalitet: Kvalitet, tmp_path: Path) -> None:
    path = tmp_path / "annat.zip"
    manner = zipfile.ZIP_DEFLATED if how == "compressed" else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", manner) as made:
        if how != "empty":
            made.writestr("SHA256SUMS", b"0" * 5000)
        if how == "twice":
            with pytest.warns(UserWarning, match="Duplicate"):
                made.writestr("SHA256SUMS", b"")
    if how == "cut":
        data = path.read_bytes()
        path.write_bytes(data[:10] + data[60:])
    ran = kvalitet("verify", str(path))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_number_of_a_person_in_a_pack_is_never_shown(kvalitet: Kvalitet, pack: Path) -> None:
    document = parts(pack)["dokument/revisionsunderlag-2026.md"].replace(b'"title":"', f'"title":"{NUMBER} '.encode())
    rewritten(pack, {"dokument/revisionsunderlag-2026.md": document, f"poster/{NUMBER}.yaml": NUMBER.encode()})
    for form in ("text", "json"):
        ran = kvalitet("verify", str(pack), "--format", form)
        assert ran.code == 1
        assert "9876" not in ran.out + ran.err
