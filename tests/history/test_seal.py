"""Seals: made of real repositories, read in git, and refused where the register is not what is committed."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kvalitet import __version__
from kvalitet.model.seal import read_back
from tests.cli.answers import COUNT, DAY, FLAG, TEXT, TEXT_OR_NULL, answer, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.history.conftest import in_folder
from tests.store.archive import Archive, fingerprint

pytestmark = pytest.mark.usefixtures("known_to_git")

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"
NUMBER = "811218-9876"
NOTHING = {"type": "null"}
HASH = {"type": "string", "pattern": "^[0-9a-f]{40}$"}
DIGEST = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
TALLY = whole({"number": COUNT, "digest": DIGEST})
SEAL = whole(
    {
        "name": TEXT,
        "tag": TEXT,
        "day": DAY,
        "version": TEXT,
        "commit": HASH,
        "path": {"type": "string"},
        "tree": HASH,
        "signed": FLAG,
        "made": {"type": "string", "format": "date-time"},
        "records": {"type": "object", "additionalProperties": COUNT},
        "findings": whole({"error": TALLY, "warning": TALLY, "info": TALLY}),
        "documents": listed(
            whole(
                {
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "report": TEXT,
                    "title": TEXT,
                    "period": TEXT,
                    "unit": TEXT_OR_NULL,
                    "area": TEXT_OR_NULL,
                    "record": TEXT_OR_NULL,
                    "auditor": FLAG,
                }
            )
        ),
    }
)


def message(archive: Archive, name: str) -> str:
    return archive.git("for-each-ref", "--format=%(contents)", f"refs/tags/sigill/{name}") + "\n"


def checked(kvalitet: Kvalitet, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kvalitet("check", "--format", "json", *arguments).out)
    return found


def test_a_seal_says_what_was_sealed_and_how_to_prove_it(archive: Archive, kvalitet: Kvalitet) -> None:
    ran = kvalitet("seal", "möte-2026")
    commit = archive.git("rev-parse", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Sigillet möte-2026 är gjort, osignerat.\n"
        f"Det gäller registret den 22 november 2026, incheckning {commit[:10]}.\n"
        "7 poster. Fynd: 4 fel, 2 varningar och 0 upplysningar.\n"
        "Pröva det med ”kvalitet verify möte-2026”. Dela det med ”git push origin sigill/möte-2026”.\n"
    )


def test_the_manifest_is_read_in_git(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    head, _, digests = message(archive, "möte").partition("fel: ")
    assert head == (
        "Sigill möte\n"
        "\n"
        "Så var kvalitetsregistret den 22 november 2026. Pröva det med ”kvalitet verify möte”.\n"
        "\n"
        "form: kvalitet-sigill 1\n"
        "namn: möte\n"
        "dag: 2026-11-22\n"
        f"verktyg: kvalitet {__version__}\n"
        f"incheckning: {archive.git('rev-parse', 'HEAD')}\n"
        "mapp: register\n"
        f"träd: {archive.git('rev-parse', 'HEAD:register')}\n"
        "poster: avvikelse 2\n"
        "poster: dokument 4\n"
        "poster: klagomal 1\n"
    )
    assert [line.partition(",")[0] for line in digests.splitlines()] == ["4", "varningar: 2", "upplysningar: 0"]


def test_the_findings_are_those_of_check_by_number_and_digest(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    seal = read_back(message(archive, "möte"))
    assert seal is not None
    for severity, found in seal.findings.items():
        prints = sorted(f["fingerprint"] for f in checked(kvalitet)["findings"] if f["severity"] == severity.value)
        assert found.number == len(prints)
        assert found.digest == hashlib.sha256("\n".join(prints).encode()).hexdigest()


def test_nothing_but_the_tag_is_written(archive: Archive, kvalitet: Kvalitet) -> None:
    before = {path: path.read_bytes() for path in archive.root.rglob("*") if path.is_file()}
    assert kvalitet("seal", "möte").code == 0
    after = {path: path.read_bytes() for path in archive.root.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    tag = archive.git("rev-parse", "refs/tags/sigill/möte")
    assert {path.relative_to(archive.root).as_posix() for path in after.keys() - before.keys()} == {
        ".git/refs/tags/sigill/möte",
        f".git/objects/{tag[:2]}/{tag[2:]}",
    }


def test_an_answer_in_json_has_exactly_its_keys(archive: Archive, kvalitet: Kvalitet) -> None:
    made = json.loads(kvalitet("seal", "möte", "--format", "json").out)
    jsonschema.validate(
        made, answer(register=True, day=True, summary=NOTHING, seal=SEAL), format_checker=jsonschema.FormatChecker()
    )
    assert (made["seal"]["commit"], made["seal"]["records"]) == (
        archive.git("rev-parse", "HEAD"),
        {"avvikelse": 2, "dokument": 4, "klagomal": 1},
    )
    listed_ = json.loads(kvalitet("seal", "--list", "--format", "json").out)
    jsonschema.validate(listed_, answer(register=True, day=False, summary=NOTHING, seals=listed(SEAL)))
    assert listed_["seals"] == [made["seal"]]


@pytest.mark.parametrize("how", ["changed", "staged", "new"])
def test_uncommitted_work_is_refused(how: str, archive: Archive, kvalitet: Kvalitet) -> None:
    if how == "new":
        archive.write("register/avvikelser/2026/AVV-2026-0099.yaml")
    else:
        rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    if how == "staged":
        archive.git("add", "-A")
    ran = kvalitet("seal", "möte")
    assert (ran.code, ran.out) == (1, "")
    assert "har ändringar som inte är incheckade" in ran.err
    assert archive.git("tag") == ""


def test_what_is_written_beside_the_register_does_not_matter(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write("ut/rapport.md")
    assert kvalitet("seal", "möte").code == 0


def test_a_register_with_rejected_records_is_refused_and_they_are_named(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write(DEVIATION, b"id: [\n")
    archive.commit()
    ran = kvalitet("seal", "möte")
    assert (ran.code, ran.out) == (1, "")
    assert "1 fil kunde inte läsas in" in ran.err
    assert DEVIATION in ran.err
    assert archive.git("tag") == ""


def test_what_git_ignores_is_not_sealed(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write(".gitignore", b"AVV-2026-0099.yaml\n")
    archive.commit()
    archive.write("register/avvikelser/2026/AVV-2026-0099.yaml", b"id: [\n")
    assert kvalitet("seal", "möte").code == 0
    assert "poster: avvikelse 2\n" in message(archive, "möte")


@pytest.mark.parametrize(
    "name", ["", "med mellanslag", "a..b", "a.lock", "kolon:", "a/", ".a", f"om-{NUMBER}", "a\nb", "a~1"]
)
def test_a_name_that_cannot_be_is_one_line(name: str, archive: Archive, kvalitet: Kvalitet) -> None:
    ran = kvalitet("seal", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "kan inte vara namn på ett sigill" in ran.err
    assert "9876" not in ran.err
    assert archive.git("tag") == ""


def test_a_name_that_every_command_would_take_for_an_option_is_none(archive: Archive, kvalitet: Kvalitet) -> None:
    ran = kvalitet("seal", "--", "-möte")
    assert (ran.code, ran.out) == (2, "")
    assert "”-möte” kan inte vara namn på ett sigill." in ran.err
    assert archive.git("tag") == ""


def test_a_seal_is_never_moved(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    before = archive.git("rev-parse", "refs/tags/sigill/möte")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit()
    # the name as a Mac writes it, and with the prefix that git shows
    for name in ("möte", "mo\u0308te", "sigill/möte"):
        ran = kvalitet("seal", name)
        assert (ran.code, ran.out) == (2, "")
        assert "finns redan, och flyttas aldrig" in ran.err
    assert archive.git("rev-parse", "refs/tags/sigill/möte") == before


def test_without_a_name_of_ones_own_git_says_nothing_in_english(
    archive: Archive, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.git("config", "--unset", "user.name")
    archive.git("config", "--unset", "user.email")
    archive.git("config", "user.useConfigOnly", "true")
    monkeypatch.delenv("EMAIL", raising=False)
    ran = kvalitet("seal", "möte")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "git vet inte vem du är" in ran.err


def test_an_earlier_state_may_be_sealed(archive: Archive, kvalitet: Kvalitet) -> None:
    first = archive.git("rev-parse", "HEAD")
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-09-03T14:05:00+02:00")
    archive.write("register/avvikelser/2026/ofärdig.yaml")
    assert kvalitet("seal", "möte", "--as-of", "2026-02-01").code == 0
    assert archive.git("rev-parse", "sigill/möte^{commit}") == first


def test_outside_git_there_are_no_seals(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = in_folder(Path(shutil.copytree(archive.root / "register", tmp_path / "utan")), capsys)
    for arguments in (("seal", "möte"), ("seal", "--list")):
        ran = outside(*arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "ligger inte i ett git-arkiv" in ran.err
    assert "finns inte, varken som fil eller som sigill" in outside("verify", "möte").err


def test_before_the_first_commit_there_is_nothing_to_seal(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.git("update-ref", "-d", "HEAD")
    ran = in_folder(archive.root / "register", capsys)("seal", "möte")
    assert (ran.code, ran.out) == (2, "")
    assert "inga incheckningar ännu" in ran.err


def test_seals_are_listed_with_day_commit_and_whether_they_are_signed(archive: Archive, kvalitet: Kvalitet) -> None:
    assert kvalitet("seal", "--list").out == "Inga sigill finns. Gör ett med ”kvalitet seal NAMN”.\n"
    kvalitet("seal", "b-möte")
    archive.git("tag", "sigill/a-tagg")
    archive.git("tag", "-a", "-m", "version", "v1")
    before = fingerprint(archive.root)
    commit = archive.git("rev-parse", "HEAD")[:10]
    assert [line.split() for line in kvalitet("seal", "--list").out.splitlines()] == [
        ["Namn", "Dag", "Incheckning", "Signerat", "Dokument"],
        ["a-tagg", "inget", "sigill", "–", "–", "–"],
        ["b-möte", "2026-11-22", commit, "nej", "0"],
    ]
    assert fingerprint(archive.root) == before


@pytest.mark.parametrize("more", [("möte",), ("--no-sign",), ("--document", "x")])
def test_a_list_and_a_seal_are_not_made_at_once(more: tuple[str, ...], kvalitet: Kvalitet) -> None:
    ran = kvalitet("seal", "--list", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "--list visar sigillen" in ran.err


def test_a_seal_must_have_a_name(kvalitet: Kvalitet) -> None:
    ran = kvalitet("seal")
    assert (ran.code, ran.out) == (2, "")
    assert "ange vad sigillet ska heta" in ran.err


def test_a_tag_that_nobody_could_have_made_yet_is_listed_all_the_same(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    raw = archive.git("cat-file", "tag", "sigill/möte").replace(" 1773140400 +0100", " 999999999999 +0100") + "\n"
    assert " 999999999999 " in raw
    made = archive.git("hash-object", "-t", "tag", "-w", "--literally", "--stdin", given=raw.encode())
    archive.git("update-ref", "refs/tags/sigill/möte", made)
    found = json.loads(kvalitet("seal", "--list", "--format", "json").out)
    assert [seal["made"] for seal in found["seals"]] == [None]
    assert kvalitet("verify", "möte").code == 0


def test_a_tag_in_another_encoding_is_listed_all_the_same(archive: Archive, kvalitet: Kvalitet) -> None:
    text = "Sigill möte\n\nform: kvalitet-sigill 1\nnamn: möte\n".encode("latin-1") + b"\x00\xff\n"
    archive.git("tag", "-a", "--cleanup=verbatim", "-F", "-", "sigill/x", given=text.replace(b"\x00", b""))
    ran = kvalitet("seal", "--list")
    assert (ran.code, "inget sigill" in ran.out) == (0, True)


def test_a_name_in_the_way_of_another_is_one_line(archive: Archive, kvalitet: Kvalitet) -> None:
    kvalitet("seal", "möte")
    ran = kvalitet("seal", "möte/2")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "git kunde inte göra sigillet möte/2" in ran.err
    assert archive.git("tag") == "sigill/möte"
