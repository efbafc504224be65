"""Commits and seals signed with OpenPGP: held to the keys in the register and to who has which role when."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kvalitet.cli import run
from tests.audit.conftest import Audit, findings
from tests.audit.told import begun
from tests.outside import program
from tests.store.archive import Archive, isolate

SETTINGS = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\nkrav: {signering: {från: 2026-02-01}}\n"
MADE = "20260101T120000"
SIGNED = "20260310T120000"
NAMES = {"bo": "none", "eva": "none", "okand": "none", "utgangen": "2026-06-30"}
"""The keys by whose they are, and when each expires."""


class Ring:
    """Keys of OpenPGP in a folder of their own; every time in it is a given one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gpg = program("gpg")

    def run(self, *arguments: str, when: str = MADE) -> str:
        call = [self.gpg, "--homedir", str(self.folder), "--batch", "--faked-system-time", f"{when}!", *arguments]
        return subprocess.run(call, check=True, capture_output=True, text=True).stdout

    def make(self, name: str, expires: str) -> None:
        self.run("--passphrase", "", "--quick-gen-key", f"{name} <{name}@example.se>", "ed25519", "sign", expires)

    def fingerprint(self, name: str) -> str:
        rows = self.run("--with-colons", "--list-keys", f"{name}@example.se").splitlines()
        return next(row.split(":")[9] for row in rows if row.startswith("fpr:"))

    def public(self, *names: str) -> bytes:
        return "".join(self.run("--armor", "--export", f"{name}@example.se") for name in names).encode("ascii")

    def signing(self, archive: Archive, name: str, when: str = SIGNED) -> None:
        """Has git sign with a key, at a time."""
        script = self.folder / f"gpg-{when}"
        script.write_text(
            f'#!/bin/sh\nexec "{self.gpg}" --homedir "{self.folder}" --faked-system-time "{when}!" "$@"\n', "ascii"
        )
        script.chmod(0o755)
        archive.git("config", "gpg.format", "openpgp")
        archive.git("config", "gpg.program", str(script))
        archive.git("config", "user.signingkey", self.fingerprint(name))


@pytest.fixture(scope="module")
def ring() -> Iterator[Ring]:
    # the agent's socket must have a short path
    folder = Path(tempfile.mkdtemp(prefix="kv-"))
    made = Ring(folder)
    for name, expires in NAMES.items():
        made.make(name, expires)
    yield made
    subprocess.run([program("gpgconf"), "--homedir", str(folder), "--kill", "all"], check=False, capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def kept(ring: Ring, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that demands signatures; Bo heads cardiology, Eva did so until March 2026, one key expires in June."""
    folder = tmp_path_factory.mktemp("pgp")
    with pytest.MonkeyPatch.context() as settings:
        isolate(settings)
        archive = begun(folder)
        units = (archive.root / "register/organisation.yaml").read_text("utf-8")
        old = "innehav: [{innehavare: h-003, från: 2023-01-01}]"
        assert units.count(old) == 1
        bo = " ".join(ring.fingerprint("bo")[i : i + 4] for i in range(0, 40, 4)).lower()
        new = (
            f"innehav: [{{innehavare: h-004, från: 2023-01-01, till: 2026-02-28, nyckel: {ring.fingerprint('eva')}}}, "
            f"{{innehavare: h-003, från: 2026-03-01, nyckel: {bo}}}, "
            f"{{innehavare: h-006, från: 2026-03-01, nyckel: {ring.fingerprint('utgangen')}}}]"
        )
        archive.write("register/organisation.yaml", units.replace(old, new).encode())
        archive.write("register/kvalitet.yaml", SETTINGS.encode())
        archive.write("register/signatarer.asc", ring.public("bo", "eva", "utgangen"))
        archive.commit("2026-01-10T12:00:00+01:00")
    return archive.root


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Archive:
    shutil.copytree(kept, tmp_path / "arkiv")
    return Archive(tmp_path / "arkiv")


def committed(archive: Archive, day: str, *, mark: str = "", sign: bool = True) -> str:
    marks = f"granskningar: [{{av: {mark}, datum: {day}, steg: granskad}}]\n" if mark else ""
    record = "id: PRO-0001\ntitel: Hjärtsvikt\nenhet: kardiologi\nstatus: identifierad\ntyp: kärnprocess\n"
    archive.write("register/processer/PRO-0001.yaml", f"{record}{marks}".encode())
    archive.git("add", "-A")
    archive.git("commit", "-q", "-S" if sign else "--no-gpg-sign", "-m", "x", when=f"{day}T12:00:00+01:00")
    return archive.git("rev-parse", "HEAD")


def said(audit: Audit, archive: Archive) -> list[tuple[str, str]]:
    ran = audit(archive.root / "register", "--format", "json")
    return [(each["code"], each["message"]) for each in findings(ran)]


def test_a_commit_signed_by_the_holder_of_a_listed_key_is_signed(archive: Archive, ring: Ring, audit: Audit) -> None:
    ring.signing(archive, "bo")
    committed(archive, "2026-03-10", mark="verksamhetschef/kardiologi")
    assert said(audit, archive) == []


def test_a_mark_signed_by_somebody_else_than_its_role_is_found(archive: Archive, ring: Ring, audit: Audit) -> None:
    ring.signing(archive, "bo")
    committed(archive, "2026-03-10", mark="kvalitetssamordnare/kardiologi")
    ((code, message),) = said(audit, archive)
    assert code == "KV920"
    assert "är signerat av h-003" in message


NOT_SIGNED = {
    "nobody's key": ("okand", "är signerad med en nyckel som inte är en av registrets"),
    "the key of one who has left": (
        "eva",
        "är signerad med en nyckel som inte är en av registrets eller inte gällde då",
    ),
}


@pytest.mark.parametrize("whose", NOT_SIGNED)
def test_a_key_that_does_not_count_signs_nothing(whose: str, archive: Archive, ring: Ring, audit: Audit) -> None:
    name, expected = NOT_SIGNED[whose]
    ring.signing(archive, name)
    committed(archive, "2026-03-10")
    ((code, message),) = said(audit, archive)
    assert (code, message.endswith(expected)) == ("KV916", True)


def test_what_was_signed_before_its_key_expired_stays_signed(archive: Archive, ring: Ring, audit: Audit) -> None:
    ring.signing(archive, "utgangen")
    committed(archive, "2026-03-10")
    assert said(audit, archive) == []


def test_what_says_it_is_made_after_its_key_expired_is_not_signed(archive: Archive, ring: Ring, audit: Audit) -> None:
    ring.signing(archive, "utgangen")
    committed(archive, "2026-07-01")
    ((code, message),) = said(audit, archive)
    assert code == "KV916"
    assert message.endswith("är signerad med en nyckel som hade gått ut")


def test_a_forged_commit_is_found(archive: Archive, ring: Ring, audit: Audit) -> None:
    ring.signing(archive, "bo")
    content = archive.git("cat-file", "commit", committed(archive, "2026-03-10")).replace("\n\nx", "\n\ny")
    made = archive.git("hash-object", "-t", "commit", "-w", "--stdin", given=f"{content}\n".encode())
    archive.git("update-ref", "refs/heads/main", made)
    ((code, message),) = said(audit, archive)
    assert code == "KV916"
    assert message.endswith("har en signatur som inte stämmer med innehållet")


def test_the_keyring_of_who_runs_it_does_not_count(
    archive: Archive, ring: Ring, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.signing(archive, "okand")
    committed(archive, "2026-03-10")
    monkeypatch.setenv("GNUPGHOME", str(ring.folder))
    assert [code for code, _ in said(audit, archive)] == ["KV916"]


UNREADABLE = {
    "no keys": (b"inga nycklar\n", "registrets PGP-nycklar går inte att läsa"),
    "a private key": (
        b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----\n",
        "står en hemlig nyckel: byt nyckel genast",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_keys_that_cannot_be_used_stop_the_run(what: str, archive: Archive, ring: Ring, audit: Audit) -> None:
    content, expected = UNREADABLE[what]
    archive.write("register/signatarer.asc", content)
    ring.signing(archive, "bo")
    committed(archive, "2026-03-10")
    ran = audit(archive.root / "register")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert expected in ran.err


@pytest.mark.parametrize(("name", "code"), [("bo", 0), ("okand", 1)])
def test_a_seal_is_held_to_the_same_keys(
    name: str, code: int, archive: Archive, ring: Ring, capfd: pytest.CaptureFixture[str]
) -> None:
    archive.git("config", "user.name", "Test")
    archive.git("config", "user.email", "test@example.se")
    # by git's own settings both are good
    ring.signing(archive, name)
    committed(archive, "2026-03-10")
    asked = ["--register", str(archive.root / "register"), "--today", "2026-03-10"]
    assert run([*asked, "seal", "möte"]) == 0
    capfd.readouterr()
    assert run([*asked, "verify", "möte"]) == code
    told = capfd.readouterr().out
    assert ("signaturen håller: bo <bo@example.se>" in told) is (code == 0)
    assert ("signaturen är gjord med en nyckel som inte står bland de godkända" in told) is (code == 1)
