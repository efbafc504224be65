"""A seal put to the proof: on real repositories, with keys made for the test, after all that may befall it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.answers import FLAG, TEXT, answer, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.history.conftest import in_folder
from tests.history.test_seal import SEAL, message
from tests.outside import program
from tests.store.archive import Archive, fingerprint

pytestmark = pytest.mark.usefixtures("known_to_git")

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"
NUMBER = "811218-9876"
CHECKS = listed(
    whole(
        {
            "check": {"enum": ["signature", "place", "tree", "records", "findings", "ancestry", "document"]},
            "outcome": {"enum": ["holds", "broken", "unjudged"]},
            "message": TEXT,
        }
    )
)
GOOD = [
    ("signature", "unjudged"),
    ("place", "holds"),
    ("tree", "holds"),
    ("records", "holds"),
    ("findings", "holds"),
    ("findings", "holds"),
    ("findings", "holds"),
    ("ancestry", "holds"),
]


@pytest.fixture
def key(archive: Archive, tmp_path: Path) -> Path:
    """A key that git signs with, among those that are allowed."""
    made = new_key(tmp_path / "nyckel")
    archive.git("config", "gpg.format", "ssh")
    archive.git("config", "user.signingkey", str(made))
    allow(archive, tmp_path, made)
    return made


def new_key(path: Path) -> Path:
    subprocess.run(
        [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "eva@example.se", "-f", str(path)], check=True
    )
    return path


def allow(archive: Archive, folder: Path, key: Path) -> None:
    public = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").split()
    (folder / "godkända").write_text(f"eva@example.se {public[0]} {public[1]}\n", encoding="utf-8")
    archive.git("config", "gpg.ssh.allowedSignersFile", str(folder / "godkända"))


def tried(kvalitet: Kvalitet, *arguments: str) -> tuple[int, list[tuple[str, str]], dict[str, str]]:
    """The exit code, the outcome of each check, and the messages of those that do not hold."""
    ran = kvalitet("verify", *arguments, "--format", "json")
    assert ran.err == ""
    found: dict[str, Any] = json.loads(ran.out)
    shape = answer(register=True, day=True, summary={"type": "null"}, seal=SEAL, checks=CHECKS, holds=FLAG)
    jsonschema.validate(found, shape)
    assert found["holds"] is (ran.code == 0)
    rows = [(row["check"], row["outcome"]) for row in found["checks"]]
    return ran.code, rows, {row["check"]: row["message"] for row in found["checks"] if row["outcome"] != "holds"}


def broken(kvalitet: Kvalitet, *arguments: str) -> dict[str, str]:
    """The messages of what does not hold: something must not."""
    code, rows, told = tried(kvalitet, *arguments)
    names = {name for name, outcome in rows if outcome == "broken"}
    assert (code, bool(names)) == (1, True)
    return {name: told[name] for name in names}


def put(archive: Archive, name: str, text: str, on: str = "HEAD", *more: str) -> None:
    """A tag by somebody else's hand, moved there by force."""
    archive.git("tag", "-f", "-a", "--cleanup=verbatim", "-F", "-", *more, f"sigill/{name}", on, given=text.encode())


def test_a_seal_that_nothing_has_befallen_holds(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-12-01T12:00:00+01:00")
    before = fingerprint(archive.root)
    assert tried(kvalitet, "möte")[:2] == (0, GOOD)
    assert tried(kvalitet, "sigill/möte")[:2] == (0, GOOD)
    assert fingerprint(archive.root) == before


def test_what_holds_is_said_in_plain_words(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    commit = archive.git("rev-parse", "HEAD")[:10]
    tree = archive.git("rev-parse", "HEAD:register")[:10]
    assert kvalitet("verify", "möte").out == (
        f"Sigillet möte: registret den 22 november 2026, incheckning {commit}\n"
        "  kan inte bedömas  sigillet är inte signerat: den som får skriva i git-arkivet kan ha gjort det\n"
        f"  håller            taggen sitter på incheckning {commit}, som den gjordes för\n"
        f"  håller            registrets filer är, byte för byte, de förseglade (register, träd {tree})\n"
        "  håller            7 poster, lika många av varje slag när de räknas om\n"
        "  håller            4 fel, samma fynd när registret bedöms på nytt\n"
        "  håller            2 varningar, samma fynd när registret bedöms på nytt\n"
        "  håller            0 upplysningar nu heller\n"
        f"  håller            historiken är obruten fram till incheckning {commit}\n"
        "\n"
        "Allt som kan bedömas håller; 1 sak kan inte bedömas.\n"
    )


def test_another_day_is_not_the_sealed_one(kvalitet: Kvalitet) -> None:
    """What time makes true is judged on the sealed day, whenever that is asked."""
    kvalitet("seal", "möte")
    assert tried(kvalitet, "möte", "--today", "2030-01-01")[:2] == (0, GOOD)


def test_a_signature_by_an_allowed_key_holds(kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    assert "är gjort, signerat." in kvalitet("seal", "möte").out
    code, rows, told = tried(kvalitet, "möte")
    assert (code, rows[0], told) == (0, ("signature", "holds"), {})
    out = kvalitet("verify", "möte").out
    assert "signaturen håller: eva@example.se" in out
    assert out.endswith("\nAllt håller.\n")
    assert " ja " in kvalitet("seal", "--list").out


def test_git_proves_the_signature_too(archive: Archive, kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    kvalitet("seal", "möte")
    archive.git("verify-tag", "sigill/möte")


def test_a_key_may_be_left_unused(kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    assert "är gjort, osignerat." in kvalitet("seal", "möte", "--no-sign").out
    assert tried(kvalitet, "möte")[:2] == (0, GOOD)


def test_a_key_that_cannot_be_used_makes_no_seal(archive: Archive, kvalitet: Kvalitet, key: Path) -> None:
    key.unlink()
    key.with_name("nyckel.pub").unlink()
    ran = kvalitet("seal", "möte")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "gör det osignerat med --no-sign" in ran.err
    assert archive.git("tag") == ""


def test_a_signature_by_a_stranger_does_not_hold(
    archive: Archive, kvalitet: Kvalitet, key: Path, tmp_path: Path
) -> None:
    assert key.exists()
    archive.git("config", "user.signingkey", str(new_key(tmp_path / "annans")))
    kvalitet("seal", "möte")
    assert broken(kvalitet, "möte") == {
        "signature": "signaturen är gjord med en nyckel som inte står bland de godkända"
    }


def test_a_signature_that_cannot_be_tried_here_is_neither(archive: Archive, kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    kvalitet("seal", "möte")
    archive.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    code, rows, told = tried(kvalitet, "möte")
    assert (code, rows) == (0, GOOD)
    assert "kan inte prövas här" in told["signature"]


def test_a_signed_manifest_that_somebody_has_changed_is_found(archive: Archive, kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    kvalitet("seal", "möte")
    raw = archive.git("cat-file", "tag", "sigill/möte")
    changed = raw.replace("poster: avvikelse 2", "poster: avvikelse 1") + "\n"
    made = archive.git("hash-object", "-t", "tag", "-w", "--stdin", given=changed.encode())
    archive.git("update-ref", "refs/tags/sigill/möte", made)
    told = broken(kvalitet, "möte")
    assert told.keys() == {"signature", "records"}
    assert told["signature"] == "signaturen håller inte"
    assert told["records"] == "antalet poster skiljer sig: avvikelse 1 i sigillet, 2 omräknat"


def test_a_tag_moved_by_force_is_found(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    sealed = archive.git("rev-parse", "HEAD")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    moved = archive.commit()
    put(archive, "möte", message(archive, "möte"))
    told = broken(kvalitet, "möte")
    assert told.keys() == {"place", "tree"}
    assert told["place"] == f"taggen sitter på incheckning {moved[:10]}, men gäller {sealed[:10]}"
    assert "registrets filer är inte de förseglade" in told["tree"]


def test_a_tag_put_in_the_place_of_another_is_found(archive: Archive, kvalitet: Kvalitet, key: Path) -> None:
    assert key.exists()
    kvalitet("seal", "ett")
    kvalitet("seal", "två")
    archive.git("update-ref", "refs/tags/sigill/två", archive.git("rev-parse", "refs/tags/sigill/ett"))
    assert broken(kvalitet, "två") == {"place": "taggen är en annan än den som gjordes: den hette ett"}


@pytest.mark.parametrize("how", ["lightweight", "message", "tree"])
def test_a_tag_that_holds_no_seal_is_one_line(how: str, archive: Archive, kvalitet: Kvalitet) -> None:
    if how == "lightweight":
        archive.git("tag", "sigill/möte")
    else:
        put(archive, "möte", "Möte\n", "HEAD" if how == "message" else "HEAD^{tree}")
    ran = kvalitet("verify", "möte")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "taggen sigill/möte är inget sigill" in ran.err


def test_a_manifest_on_something_that_is_no_commit_does_not_hold(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    put(archive, "möte", message(archive, "möte"), "HEAD^{tree}")
    assert broken(kvalitet, "möte").keys() == {"place", "tree"}


def test_a_history_that_has_been_rewritten_is_found(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    archive.git("commit", "-q", "--amend", "-m", "Börja registret på nytt")
    told = broken(kvalitet, "möte")
    assert told.keys() == {"ancestry"}
    assert "historiken är omskriven" in told["ancestry"]


def test_a_seal_holds_for_the_past_that_led_from_it(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-12-01T12:00:00+01:00")
    kvalitet("seal", "möte")
    code, _, told = tried(kvalitet, "möte", "--as-of", "2026-02-01", "--quiet")
    assert (code, "som läses nu, bygger inte på" in told["ancestry"]) == (1, True)


def test_a_shallow_clone_cannot_tell(
    archive: Archive, kvalitet: Kvalitet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kvalitet("seal", "möte")
    for kind in ("risk", "negativ_händelse"):
        (archive.root / DEVIATION).write_text(
            (archive.root / DEVIATION).read_text(encoding="utf-8") + f"# {kind}\n", encoding="utf-8"
        )
        archive.commit()
    Archive(tmp_path).git("clone", "-q", "--depth", "1", archive.root.as_uri(), "ytlig")
    clone = Archive(tmp_path / "ytlig")
    clone.git("fetch", "-q", "--depth", "1", "origin", "tag", "sigill/möte")
    code, rows, told = tried(in_folder(clone.root / "register", capsys), "möte")
    assert (code, rows[-1]) == (0, ("ancestry", "unjudged"))
    assert "git fetch --unshallow" in told["ancestry"]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("fel: 4,", "fel: 5,", "5 fel i sigillet, 4 när registret bedöms på nytt"),
    ("fel: 4, sha256:", "fel: 4, sha256:0", "4 fel, lika många men andra när registret bedöms på nytt"),
])  # fmt: skip
def test_findings_that_are_not_those_of_the_register_are_found(
    old: str, new: str, said: str, archive: Archive, kvalitet: Kvalitet
) -> None:
    kvalitet("seal", "möte")
    text = message(archive, "möte")
    start = text.index(old) + len(old)
    cut = 1 if new.endswith("0") else 0
    put(archive, "möte", text.replace(old, new)[: start + len(new) - len(old)] + text[start + cut :])
    assert broken(kvalitet, "möte") == {"findings": said}


def test_another_version_that_judges_otherwise_does_not_break_a_seal(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    text = message(archive, "möte")
    put(archive, "möte", text.replace("fel: 4,", "fel: 5,").replace("verktyg: kvalitet ", "verktyg: kvalitet 9."))
    code, rows, told = tried(kvalitet, "möte")
    assert (code, [row for row in rows if row[1] == "broken"]) == (0, [])
    assert "5 fel i sigillet, 4 när registret bedöms på nytt: kvalitet 9." in told["findings"]
    assert "säger inget om sigillet" in told["findings"]


def test_a_register_that_has_moved_since_is_read_where_it_lay(
    archive: Archive, kvalitet: Kvalitet, capsys: pytest.CaptureFixture[str]
) -> None:
    kvalitet("seal", "möte")
    archive.git("mv", "register", "kvalitetsregister")
    archive.commit()
    assert tried(in_folder(archive.root / "kvalitetsregister", capsys), "möte")[:2] == (0, GOOD)


def test_a_register_that_is_the_whole_repository_is_sealed_as_such(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = Archive(Path(shutil.copytree(archive.root / "register", tmp_path / "ensamt"))).init()
    alone.git("config", "user.name", "Eva Ek")
    alone.git("config", "user.email", "eva@example.se")
    alone.commit()
    there = in_folder(alone.root, capsys)
    assert there("seal", "möte").code == 0
    assert "\nmapp: .\n" in message(alone, "möte")
    ran = there("verify", "möte")
    assert (ran.code, "de förseglade (arkivets översta mapp, träd " in ran.out) == (0, True)


def test_a_repository_of_longer_ids_has_seals_too(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    longer = Archive(tmp_path / "sha256").init("--object-format=sha256")
    shutil.copytree(archive.root / "register", longer.root / "register")
    longer.git("config", "user.name", "Eva Ek")
    longer.git("config", "user.email", "eva@example.se")
    longer.commit()
    there = in_folder(longer.root / "register", capsys)
    assert there("seal", "möte").code == 0
    assert there("verify", "möte").code == 0


# Documents


@pytest.fixture
def document(kvalitet: Kvalitet, tmp_path: Path) -> Path:
    path = tmp_path / "underlag.md"
    arguments = ("render", "revisionsunderlag", "--year", "2026", "--draft", "--output", str(path))
    assert kvalitet(*arguments, "--quiet").code == 0
    return path


def test_a_sealed_document_is_the_sealed_one(archive: Archive, kvalitet: Kvalitet, document: Path) -> None:
    ran = kvalitet("seal", "möte", "--document", str(document))
    assert ran.code == 0
    assert f"{document} är ett utkast" in ran.err
    sha256 = subprocess.run([program("sha256sum"), str(document)], capture_output=True, text=True, check=True).stdout
    assert message(archive, "möte").endswith(
        f"dokument: sha256:{sha256.split()[0]}\n"
        "  rapport: revisionsunderlag\n"
        "  titel: Revisionsunderlag 2026\n"
        "  period: 2026\n"
        "  granskning: ja\n"
    )
    code, rows, told = tried(kvalitet, "möte", "--document", str(document))
    assert (code, rows[-1], "document" in told) == (0, ("document", "holds"), False)
    assert "Sigillet har också 1 dokument." in kvalitet("verify", "möte").out


def test_a_document_altered_by_one_byte_is_found(kvalitet: Kvalitet, document: Path) -> None:
    kvalitet("seal", "möte", "--document", str(document))
    data = document.read_bytes()
    place = data.index(b"Revisionsunderlag")
    document.write_bytes(data[:place] + b"r" + data[place + 1 :])
    assert broken(kvalitet, "möte", "--document", str(document)) == {
        "document": f"{document} är inte det förseglade ”Revisionsunderlag 2026”: filen är ändrad, eller gjord på nytt"
    }


def test_a_document_that_was_not_sealed_is_said(kvalitet: Kvalitet, document: Path, tmp_path: Path) -> None:
    kvalitet("seal", "möte")
    other = tmp_path / "annat.txt"
    other.write_text("hej", encoding="utf-8")
    for path in (document, other):
        assert broken(kvalitet, "möte", "--document", str(path)) == {
            "document": f"{path} är inget av de förseglade dokumenten"
        }


def test_a_document_of_another_commit_is_sealed_with_a_note(
    archive: Archive, kvalitet: Kvalitet, document: Path
) -> None:
    before = archive.git("rev-parse", "HEAD")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    after = archive.commit()
    err = kvalitet("seal", "möte", "--document", str(document)).err
    assert f"inte gjord av den incheckning som förseglas ({after[:10]}), utan av incheckning {before[:10]}" in err


def test_only_documents_of_the_tool_are_sealed(archive: Archive, kvalitet: Kvalitet, tmp_path: Path) -> None:
    (tmp_path / "annat.txt").write_text("hej", encoding="utf-8")
    for name, said in (("annat.txt", "bär inga siffror från kvalitet"), ("borta.md", "finns inte")):
        ran = kvalitet("seal", "möte", "--document", str(tmp_path / name))
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err
    assert archive.git("tag") == ""


def test_a_file_takes_no_documents_beside_it(kvalitet: Kvalitet, document: Path) -> None:
    ran = kvalitet("verify", str(document), "--document", str(document))
    assert (ran.code, ran.out) == (2, "")
    assert "--document hör till ett sigill" in ran.err


def test_a_number_of_a_person_in_a_tag_is_never_shown(archive: Archive, kvalitet: Kvalitet, document: Path) -> None:
    document.write_text(
        document.read_text(encoding="utf-8").replace('"title":"Rev', f'"title":"{NUMBER} Rev'), encoding="utf-8"
    )
    kvalitet("seal", "möte", "--document", str(document))
    assert "9876" not in message(archive, "möte")
    text = message(archive, "möte").replace("titel: ", f"titel: {NUMBER} ").replace("klagomal", NUMBER)
    put(archive, "möte", text.replace("namn: möte", f"namn: {NUMBER}"))
    put(archive, NUMBER, text)
    for arguments in (
        ("verify", "möte", "--document", str(document)),
        ("verify", "möte", "--format", "json"),
        ("verify", NUMBER, "--format", "json"),
        ("seal", "--list"),
        ("seal", "--list", "--format", "json"),
    ):
        ran = kvalitet(*arguments)
        assert "9876" not in ran.out + ran.err, arguments
        assert ran.out, arguments
