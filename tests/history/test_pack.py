"""The pack for auditors: what is in it, that it can be verified as it says itself, and that it shows no person."""

import csv
import hashlib
import io
import json
import shlex
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.commands import Kvalitet, Ran, rewrite
from tests.history.conftest import in_folder
from tests.history.test_verify_seal import allow, new_key
from tests.store.archive import Archive, fingerprint

pytestmark = pytest.mark.usefixtures("known_to_git")

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"
DOCUMENT = "register/dokument/DOK-0005.yaml"
BODY = "register/innehall/rutin.md"
NUMBER = "811218-9876"
WHAT = ("render", "revisionsunderlag", "--year", "2026", "--quiet")


def packed(kvalitet: Kvalitet, path: Path, *more: str) -> dict[str, bytes]:
    ran = kvalitet(*WHAT, "--pack", str(path), *more)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return parts(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def with_a_text(archive: Archive, text: str) -> None:
    """Gives the document a body."""
    archive.write(BODY, text.encode())
    file = archive.root / DOCUMENT
    file.write_text(file.read_text(encoding="utf-8") + "innehåll: innehall/rutin.md\n", encoding="utf-8")


def test_it_holds_the_document_and_what_it_rests_on(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    with_a_text(archive, "# Rutin\n")
    archive.commit("2026-09-03T14:05:00+02:00", "Skriv rutinen")
    found = packed(kvalitet, tmp_path / "paket.zip")
    folders = {name.partition("/")[0] for name in found}
    assert folders == {"LÄSMIG.txt", "SHA256SUMS", "dokument", "fynd.json", "git", "historik", "poster"}
    for name, data in found.items():
        if name.startswith("poster/"):
            assert data == (archive.root / "register" / name.removeprefix("poster/")).read_bytes()
    assert "poster/innehall/rutin.md" in found
    named = found["dokument/revisionsunderlag-2026.md"].decode()
    ids = {Path(name).stem for name in found if name.startswith("historik/")}
    assert ids == {"AVV-2026-0001", "AVV-2026-0002", "DOK-0005", "KLA-2026-0001"}
    assert ids == {Path(name).stem for name in found if name.startswith("poster/") and name.endswith(".yaml")}
    assert [name for name in ids if name not in named] == []


def test_what_is_in_it_is_what_the_commands_say(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    archive.commit("2026-09-03T14:05:00+02:00", "Ta upp avvikelsen")
    found = packed(kvalitet, tmp_path / "paket.zip")
    history = found["historik/AVV-2026-0001.csv"].decode()
    assert history == kvalitet("history", "AVV-2026-0001", "--format", "csv").out
    last = list(csv.DictReader(io.StringIO(history)))[-1]
    assert (last["Fält"], last["Från"], last["Till"]) == ("status", "åtgärdas", "utreds")
    assert found["fynd.json"].decode() == kvalitet("check", "--format", "json").out
    for form in ("md", "html"):
        kvalitet(*WHAT, "--output", str(tmp_path / f"a.{form}"))
        assert found[f"dokument/revisionsunderlag-2026.{form}"] == (tmp_path / f"a.{form}").read_bytes()


def test_every_part_has_its_sum(kvalitet: Kvalitet, tmp_path: Path) -> None:
    found = packed(kvalitet, tmp_path / "paket.zip")
    rows = [line.split("  ", 1) for line in found.pop("SHA256SUMS").decode().splitlines()]
    assert {name: digest for digest, name in rows} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }


def test_it_is_the_same_bytes_from_another_clone_and_from_the_past(
    archive: Archive, kvalitet: Kvalitet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kvalitet("seal", "möte")
    before = fingerprint(archive.root)
    packed(kvalitet, tmp_path / "ett.zip")
    assert fingerprint(archive.root) == before
    Archive(tmp_path).git("clone", "-q", archive.root.as_uri(), "klon")
    packed(in_folder(tmp_path / "klon/register", capsys), tmp_path / "två.zip")
    commit = archive.git("rev-parse", "HEAD")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-12-01T12:00:00+01:00")
    packed(kvalitet, tmp_path / "tre.zip", "--as-of", commit)
    one, two, three = ((tmp_path / f"{name}.zip").read_bytes() for name in ("ett", "två", "tre"))
    assert one == two == three


def test_the_pack_is_verified_as_it_says_itself(
    archive: Archive, kvalitet: Kvalitet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key(tmp_path / "nyckel")
    archive.git("config", "gpg.format", "ssh")
    archive.git("config", "user.signingkey", str(key))
    allow(archive, tmp_path, key)
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    archive.git("commit", "-q", "-a", "-S", "-m", "Ta upp avvikelsen")
    kvalitet("seal", "möte")
    found = packed(kvalitet, tmp_path / "PAKET.zip")
    with zipfile.ZipFile(tmp_path / "PAKET.zip") as pack:
        pack.extractall(tmp_path / "PAKET")
    monkeypatch.chdir(tmp_path)
    said = [line.strip() for line in found["LÄSMIG.txt"].decode().splitlines()]
    lines = [line for line in said if line.startswith(("git ", "kvalitet "))]
    assert [line for line in lines if "diff" in line] == ["git diff --no-index --stat PAKET NYTT"]
    commands = [shlex.split(line) for line in lines if "diff" not in line]
    told = [_told(archive, kvalitet, *words) for words in commands]
    assert [(words, ran) for words, ran in zip(commands, told, strict=True) if ran.code] == []
    out = {" ".join(words[:3]): ran.out for words, ran in zip(commands, told, strict=True)}
    assert "Filen är, byte för byte" in out["kvalitet verify PAKET/dokument/revisionsunderlag-2026.html"]
    assert "signaturen håller: eva@example.se" in out["kvalitet verify möte"]
    (blob,) = {ran.out for words, ran in zip(commands, told, strict=True) if "PAKET/poster" in str(words)}
    assert blob == next(ran.out for words, ran in zip(commands, told, strict=True) if words[1] == "rev-parse")
    pack_ids = next(
        ran.out.split() for words, ran in zip(commands, told, strict=True) if "nytt.zip" in words and words[0] == "git"
    )
    assert pack_ids[0] == pack_ids[1]
    assert {words[1] for words in commands} >= {"verify-commit", "verify-tag"}


def _told(archive: Archive, kvalitet: Kvalitet, program: str, *words: str) -> Ran:
    """What a command of the text says, from where the archive is known."""
    if program == "kvalitet":
        return kvalitet(*words)
    ran = subprocess.run(
        ["git", f"--git-dir={archive.root / '.git'}", *words], capture_output=True, text=True, check=False
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_the_commit_and_its_seals_are_there_as_git_has_them(
    archive: Archive, kvalitet: Kvalitet, tmp_path: Path
) -> None:
    kvalitet("seal", "före")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    commit = archive.commit("2026-09-03T14:05:00+02:00")
    kvalitet("seal", "på")
    rewrite(archive.root / DEVIATION, "typ: risk", "typ: tillbud")
    archive.commit("2026-10-03T14:05:00+02:00")
    kvalitet("seal", "efter")
    archive.git("tag", "sigill/tagg")
    found = packed(kvalitet, tmp_path / "paket.zip", "--as-of", commit)
    assert {name for name in found if name.startswith("git/")} == {
        "git/incheckning.txt",
        "git/sigill/efter.txt",
        "git/sigill/på.txt",
    }
    assert found["git/incheckning.txt"].decode().rstrip("\n") == archive.git("cat-file", "commit", commit)
    assert found["git/sigill/på.txt"].decode().rstrip("\n") == archive.git("cat-file", "tag", "sigill/på")
    text = found["LÄSMIG.txt"].decode()
    assert "5. Incheckningen är inte signerad." in text
    assert "kvalitet verify efter\n" in text
    assert "verify-tag" not in text


def test_nothing_in_it_shows_a_number_of_a_person(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    with_a_text(archive, f"# Rutin\n\nGällde {NUMBER}.\n")
    rewrite(archive.root / DEVIATION, "typ: tillbud", f"typ: tillbud\nslutsats: Gällde {NUMBER}.")
    archive.commit(message=f"Om {NUMBER}")
    archive.git("tag", "-a", "-m", f"Om {NUMBER}", "v1")
    kvalitet("seal", "möte")
    whole = archive.git("for-each-ref", "--format=%(contents)", "refs/tags/sigill/möte") + "\n"
    told = whole.replace("Sigill möte", f"Sigill om {NUMBER}")
    archive.git("tag", "-a", "--cleanup=verbatim", "-F", "-", f"sigill/om-{NUMBER}", given=told.encode())
    found = packed(kvalitet, tmp_path / "paket.zip")
    data = (tmp_path / "paket.zip").read_bytes()
    assert b"9876" not in data
    assert "Täckta uppgifter om personer finns i" in found["LÄSMIG.txt"].decode()
    assert any(name.startswith("git/sigill/om-") for name in found)
    assert "slutsats" in found["historik/AVV-2026-0001.csv"].decode()


def test_a_file_that_is_no_text_is_left_out_and_named(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    with_a_text(archive, "")
    (archive.root / BODY).unlink()
    rewrite(archive.root / DOCUMENT, "innehall/rutin.md", "innehall/rutin.pdf")
    archive.write("register/innehall/rutin.pdf", b"%PDF-1.7\n\x00\xff")
    archive.commit()
    found = packed(kvalitet, tmp_path / "paket.zip")
    assert [name for name in found if name.endswith(".pdf")] == []
    assert "Inte med: innehall/rutin.pdf." in found["LÄSMIG.txt"].decode()


def test_uncommitted_work_is_refused(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    ran = kvalitet(*WHAT, "--pack", str(tmp_path / "paket.zip"))
    assert (ran.code, ran.out) == (1, "")
    assert "har ändringar som inte är incheckade" in ran.err
    assert not (tmp_path / "paket.zip").exists()


def test_it_is_refused_as_the_report_is(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    archive.write(DEVIATION, b"id: [\n")
    archive.commit()
    ran = kvalitet(*WHAT, "--pack", str(tmp_path / "paket.zip"))
    assert (ran.code, ran.out) == (1, "")
    assert "skrivs inte" in ran.err
    assert not (tmp_path / "paket.zip").exists()
    text = packed(kvalitet, tmp_path / "paket.zip", "--draft")["LÄSMIG.txt"].decode()
    assert text.startswith("Revisionsunderlag 2026: paket för granskning (utkast)\n")
    assert " --draft --as-of " in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("render", "patientsakerhetsberattelse", "--year", "2026"), "finns bara för rapporter till revisorer"),
        (("render", "revisionsunderlag", "--year", "2026", "--to", "pdf"), "går inte att förena med --to"),
        (("render", "revisionsunderlag", "--year", "2026", "--output", "x"), "går inte att förena med --output"),
        (("render", "--all", "--year", "2026"), "går inte att förena med --all"),
    ],
)
def test_what_it_cannot_be_joined_with_is_one_line(
    arguments: tuple[str, ...], said: str, kvalitet: Kvalitet, tmp_path: Path
) -> None:
    ran = kvalitet(*arguments, "--pack", str(tmp_path / "paket.zip"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert not (tmp_path / "paket.zip").exists()


def test_a_unit_is_told_to_those_who_make_it_again(kvalitet: Kvalitet, tmp_path: Path) -> None:
    found = packed(kvalitet, tmp_path / "paket.zip", "--unit", "kardiologi")
    assert "dokument/revisionsunderlag-2026-kardiologi.md" in found
    assert "render revisionsunderlag --year 2026 --unit kardiologi --as-of " in found["LÄSMIG.txt"].decode()


def test_a_place_that_cannot_be_written_is_one_line(kvalitet: Kvalitet, tmp_path: Path) -> None:
    ran = kvalitet(*WHAT, "--pack", str(tmp_path / "borta/paket.zip"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "Välj en annan plats med --pack." in ran.err


def test_findings_are_those_of_the_day(kvalitet: Kvalitet, tmp_path: Path) -> None:
    found = packed(kvalitet, tmp_path / "paket.zip", "--today", "2026-03-01")
    assert json.loads(found["fynd.json"])["today"] == "2026-03-01"
    assert "--today 2026-03-01 --pack" in found["LÄSMIG.txt"].decode()


def test_the_moment_of_a_commit_is_not_taken_for_a_number_of_a_person(
    archive: Archive, kvalitet: Kvalitet, tmp_path: Path
) -> None:
    # 1701049841 seconds: written as a number of a person, its last digit would be right
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("1701049841 +0100", f"Om {NUMBER}")
    told = packed(kvalitet, tmp_path / "paket.zip")["git/incheckning.txt"].decode()
    assert told.count(" 1701049841 +0100\n") == 2
    assert "9876" not in told
