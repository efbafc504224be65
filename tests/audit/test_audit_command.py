"""The command audit, run as its users run it: forms, exit codes, what it says when it cannot judge, what it costs."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kvalitet.model.source import Source
from kvalitet.parse import Parsed, read
from kvalitet.pipeline import lives
from kvalitet.store.objects import Blob, read_blobs
from tests.audit.conftest import Audit, findings
from tests.audit.told import begun, go_on
from tests.cli.answers import TEXT, TEXT_OR_NULL, listed, whole
from tests.store.archive import Archive, fingerprint

NUMBER = "811218-9876"
DOCUMENT = "titel: Telemetri\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\n"
COMMIT = {"type": "string", "pattern": "^[0-9a-f]{40}$"}
PLAN = whole(
    {
        "leaks": listed(
            whole(
                {
                    "path": TEXT_OR_NULL,
                    "sorts": listed(TEXT),
                    "since": COMMIT,
                    "until": {"anyOf": [COMMIT, {"type": "null"}]},
                    "blobs": listed(COMMIT),
                }
            )
        ),
        "refs": listed(TEXT),
        "steps": listed(TEXT),
    }
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A register with two documents, one of which was deleted."""
    made = begun(tmp_path)
    first, second = f"id: DOK-0001\n{DOCUMENT}", f"id: DOK-0002\n{DOCUMENT.replace('kardiologi', 'hjartavdelningen')}"
    go_on(made, f"# incheckning 2026-03-02 av Eva Ek\n{first}---\n{second}")
    go_on(made, f"# incheckning 2026-04-02 av Bo Berg\n# borttagen\n{second}")
    return made


def told(ran_out: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran_out)
    return found


def test_what_was_found_is_told_with_when_by_whom_and_what_to_do(archive: Archive, audit: Audit) -> None:
    ran = audit(archive.root / "register", "--plain")
    commit = archive.git("rev-parse", "HEAD")[:10]
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "register/dokument/DOK-0002.yaml\n"
        f"    1:1   fel  KV912  DOK-0002  ”Telemetri” togs bort 2026-04-02 av Bo Berg "
        f"(incheckning {commit})\n"
        "          → Återställ filen ur historiken, sätt status till makulerad och skriv varför. "
        "Är den gallrad efter beslut, spara beslutet.\n"
        "          Eget mål: poster makuleras och raderas inte\n"
        "\n"
        "Vem som har något att göra\n"
        "Enhet             Ansvarig  Fel  Varningar\n"
        "Hjärtavdelningen  –           1          0\n"
        "\n"
        "Börja här\n"
        f"  1. DOK-0002 KV912 ”Telemetri” togs bort 2026-04-02 av Bo Berg (incheckning {commit}). "
        "Återställ filen ur historiken, sätt status till makulerad och skriv varför. "
        "Är den gallrad efter beslut, spara beslutet.\n"
        "\n"
        "1 fel, 0 varningar i 1 post, bedömt utan dagens datum.\n"
        "Läs mer om en kod med ”kvalitet explain KOD”.\n"
    )


def test_no_day_plays_a_part_and_the_answer_says_so(archive: Archive, audit: Audit) -> None:
    early = audit(archive.root / "register", "--format", "json", "--today", "2026-05-01").out
    assert early == audit(archive.root / "register", "--format", "json", "--today", "2036-05-01").out
    assert told(early)["today"] is None
    assert told(early)["register"]["commit"] == archive.git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("arguments", "code", "codes"),
    [
        ((), 1, ["KV912"]),
        (("--select", "KV911"), 0, []),
        (("--ignore", "kv912"), 0, []),
        (("--unit", "hjartavdelningen"), 1, ["KV912"]),
        (("--unit", "halso-och-sjukvard"), 1, ["KV912"]),
        (("--as-of", "2026-03-31"), 0, []),
    ],
)
def test_what_is_asked_for_is_what_is_told(
    archive: Archive, audit: Audit, arguments: tuple[str, ...], code: int, codes: list[str]
) -> None:
    ran = audit(archive.root / "register", "--format", "json", *arguments)
    assert (ran.code, [each["code"] for each in findings(ran)]) == (code, codes)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unit", "kardiolgi"), "Menade du kardiologi?"),
        (("--select", "KV99"), "KV99"),
        (("--format", "sarif", "--purge-plan"), "--purge-plan skrivs som text eller json, inte som sarif"),
    ],
)
def test_what_cannot_be_asked_for_is_said_in_one_line(
    archive: Archive, audit: Audit, arguments: tuple[str, ...], said: str
) -> None:
    ran = audit(archive.root / "register", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


def test_only_warnings_fail_where_that_is_asked_for(tmp_path: Path, audit: Audit) -> None:
    archive = begun(tmp_path)
    mark = "{av: kvalitetssamordnare/kardiologi, datum: 2026-03-02, steg: granskad}"
    go_on(archive, f"# incheckning 2026-09-02 av Eva Ek\nid: DOK-0001\n{DOCUMENT}granskningar: [{mark}]")
    assert audit(archive.root / "register").code == 0
    assert audit(archive.root / "register", "--fail-on", "warning").code == 1


def test_many_records_dated_late_in_one_commit_are_one_finding(tmp_path: Path, audit: Audit) -> None:
    archive = begun(tmp_path)
    mark = "granskningar: [{{av: kvalitetssamordnare/kardiologi, datum: 2026-0{}-02, steg: granskad}}]"
    for number in range(1, 6):
        text = f"id: DOK-000{number}\n{DOCUMENT}{mark.format(7 - number)}\n"
        archive.write(f"register/dokument/DOK-000{number}.yaml", text.encode())
    archive.commit("2026-10-02T12:00:00+02:00")
    (found,) = findings(audit(archive.root / "register", "--format", "json"))
    assert (found["code"], found["id"], found["field"]) == ("KV913", "DOK-0005", "granskningar.0.datum")
    assert found["message"].startswith("5 poster fick datum långt i efterhand 2026-10-02 av Test (incheckning ")
    assert found["message"].endswith("), det äldsta 2026-02-02: DOK-0001, DOK-0002, DOK-0003, DOK-0004 och DOK-0005")


def test_the_other_formats_hold_the_rules_on_history_alone(archive: Archive, audit: Audit, tmp_path: Path) -> None:
    sarif = told(audit(archive.root / "register", "--format", "sarif").out)
    rules = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
    assert rules[0] == "KV911"
    assert {code[:4] for code in rules} == {"KV91", "KV92"}
    assert '<testsuites name="kvalitet audit"' in audit(archive.root / "register", "--format", "junit").out
    audit(archive.root / "register", "--format", "gitlab", "--output", str(tmp_path / "fynd.json"))
    written = json.loads((tmp_path / "fynd.json").read_text("utf-8"))
    assert [each["check_name"] for each in written] == ["KV912-posten-har-tagits-bort"]


def test_what_is_not_committed_is_not_judged_and_that_is_said(archive: Archive, audit: Audit) -> None:
    (archive.root / "register/dokument/DOK-0001.yaml").unlink()
    ran = audit(archive.root / "register", "--format", "json")
    assert [each["id"] for each in findings(ran)] == ["DOK-0002"]
    assert ran.err == "kvalitet: granskar det som är incheckat: i registret finns ändringar som inte är det\n"


def test_a_record_that_is_put_back_is_not_gone(archive: Archive, audit: Audit) -> None:
    archive.git("revert", "--no-edit", "HEAD", when="2026-04-03T12:00:00+02:00")
    assert findings(audit(archive.root / "register", "--format", "json")) == []


def test_settings_that_cannot_be_read_stop_the_run(archive: Archive, audit: Audit) -> None:
    archive.write("register/kvalitet.yaml", b"krav: [\n")
    archive.commit("2026-05-02T12:00:00+02:00")
    ran = audit(archive.root / "register")
    assert (ran.code, ran.out) == (2, "")
    assert "kvalitet.yaml går inte att läsa, så det går inte att säga vad som krävs" in ran.err


def test_where_signing_is_demanded_and_nobodys_key_is_known_that_alone_is_told(archive: Archive, audit: Audit) -> None:
    settings = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\nkrav: {signering: {från: 2026-05-01}}\n"
    archive.write("register/kvalitet.yaml", settings.encode())
    archive.commit("2026-05-02T12:00:00+02:00")
    archive.write("register/dokument/DOK-0003.yaml", f"id: DOK-0003\n{DOCUMENT}".encode())
    archive.commit("2026-05-03T12:00:00+02:00")
    ran = audit(archive.root / "register", "--format", "json", "--select", "KV916")
    assert [(each["line"], each["field"]) for each in findings(ran)] == [(3, "krav.signering.från")]
    assert "filen signatarer saknas" in findings(ran)[0]["message"]


def test_a_commit_that_says_it_is_old_must_be_signed_all_the_same(archive: Archive, audit: Audit) -> None:
    settings = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\nkrav: {signering: {från: 2026-05-01}}\n"
    archive.write("register/kvalitet.yaml", settings.encode())
    archive.write("register/signatarer", b"")
    archive.commit("2026-05-02T12:00:00+02:00")
    archive.write("register/dokument/DOK-0003.yaml", f"id: DOK-0003\n{DOCUMENT}".encode())
    made = archive.commit("2026-04-20T12:00:00+02:00")
    ran = audit(archive.root / "register", "--format", "json", "--select", "KV913,KV916")
    said = [each["message"] for each in findings(ran) if made[:10] in each["message"]]
    assert len(said) == 2
    assert any("är osignerad" in message for message in said)
    assert any("men bygger på en från 2026-05-02" in message for message in said)


def test_outside_git_there_is_nothing_to_judge(archive: Archive, audit: Audit, tmp_path: Path) -> None:
    shutil.copytree(archive.root / "register", tmp_path / "utan")
    ran = audit(tmp_path / "utan")
    assert (ran.code, ran.out) == (2, "")
    assert "ligger inte i ett git-arkiv" in ran.err


def test_a_register_at_the_top_of_its_repository_is_judged_too(tmp_path: Path, audit: Audit) -> None:
    archive = Archive(tmp_path / "arkiv").init()
    for file in (begun(tmp_path / "annat").root / "register").iterdir():
        shutil.copy(file, archive.root)
    archive.write("dokument/DOK-0001.yaml", f"id: DOK-0001\n{DOCUMENT}".encode())
    archive.commit("2026-03-01T12:00:00+01:00")
    (archive.root / "dokument/DOK-0001.yaml").unlink()
    archive.commit("2026-03-02T12:00:00+01:00")
    found = findings(audit(archive.root, "--format", "json"))
    assert [(each["code"], each["path"]) for each in found] == [("KV912", "dokument/DOK-0001.yaml")]


def test_reading_the_past_writes_nothing(archive: Archive, audit: Audit) -> None:
    before = fingerprint(archive.root)
    audit(archive.root / "register")
    audit(archive.root / "register", "--purge-plan")
    assert fingerprint(archive.root) == before


def leak(archive: Archive) -> tuple[str, str]:
    """A number that came with one commit, on a branch too, and went with another."""
    archive.write("register/dokument/DOK-0001.yaml", f"id: DOK-0001\n# {NUMBER}\n{DOCUMENT}".encode())
    since = archive.commit("2026-05-01T12:00:00+02:00")
    archive.git("branch", "gren")
    archive.write("register/dokument/DOK-0001.yaml", f"id: DOK-0001\n{DOCUMENT}".encode())
    return since, archive.commit("2026-05-02T12:00:00+02:00")


def test_the_plan_says_where_the_number_is_and_what_to_do_and_not_what_it_says(archive: Archive, audit: Audit) -> None:
    since, until = leak(archive)
    archive.git("branch", "äldre", f"{since}~1")
    ran = audit(archive.root / "register", "--purge-plan", "--format", "json")
    plan = told(ran.out)["purge_plan"]
    jsonschema.validate(plan, PLAN)
    blob = archive.git("rev-parse", f"{since}:register/dokument/DOK-0001.yaml")
    (found,) = plan["leaks"]
    assert (ran.code, found["path"], found["sorts"]) == (1, "dokument/DOK-0001.yaml", ["personnummer"])
    assert (found["since"], found["until"], found["blobs"]) == (since, until, [blob])
    assert plan["refs"] == ["refs/heads/gren", "refs/heads/main"]
    text = audit(archive.root / "register", "--purge-plan")
    assert "1. Stoppa." in text.out
    assert f"kom in 2026-05-01 av Test (incheckning {since[:10]})" in text.out
    assert "9876" not in ran.out + ran.err + text.out + text.err


def test_without_a_number_there_is_no_plan(archive: Archive, audit: Audit) -> None:
    ran = audit(archive.root / "register", "--purge-plan")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Inga nummer som pekar ut en person finns i historiken. Det finns inget att gallra.\n"


def test_no_plan_is_made_of_a_shallow_clone(archive: Archive, audit: Audit, tmp_path: Path) -> None:
    archive.git("clone", "-q", "--depth", "1", archive.root.as_uri(), str(tmp_path / "ytlig"))
    ran = audit(tmp_path / "ytlig/register", "--purge-plan")
    assert (ran.code, ran.out) == (2, "")
    assert "ytlig klon" in ran.err


def test_git_is_started_a_handful_of_times_however_long_the_history(
    archive: Archive, audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "anrop"
    git = tmp_path / "bin/git"
    git.parent.mkdir()
    git.write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{git.parent}:{os.environ['PATH']}")
    audit(archive.root / "register")
    few = log.read_text(encoding="utf-8").count("\n")
    for number in range(10):
        archive.write("register/dokument/DOK-0001.yaml", f"id: DOK-0001\n# {number}\n{DOCUMENT}".encode())
        archive.commit("2026-05-01T12:00:00+02:00")
    log.unlink()
    audit(archive.root / "register")
    asked = log.read_text(encoding="utf-8")
    assert asked.count("\n") == few <= 12
    assert asked.count(" log ") == 2


def test_each_content_is_read_and_parsed_once(archive: Archive, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    register = archive.root / "register"
    for number in (0, 1, 0, 2):
        (register / "dokument/DOK-0001.yaml").write_text(f"id: DOK-0001\n# {number}\n{DOCUMENT}", encoding="utf-8")
        (register / "dokument/DOK-0009.yaml").write_text(f"id: DOK-0001\n# {number}\n{DOCUMENT}", encoding="utf-8")
        archive.write("register/bilagor/lista.txt", f"{number}\n".encode())
        archive.commit("2026-05-01T12:00:00+02:00")
    asked: list[str] = []
    parsed: list[bytes] = []

    def blobs_read(root: Path, blobs: Sequence[Blob]) -> Iterator[Source]:
        asked.extend(blob.id for blob in blobs)
        return read_blobs(root, blobs)

    def parsed_once(data: bytes) -> Parsed:
        parsed.append(data)
        return read(data)

    monkeypatch.setattr(lives, "read_blobs", blobs_read)
    monkeypatch.setattr(lives, "read", parsed_once)
    audit(register)
    today = {entry.split()[2] for entry in archive.git("ls-tree", "-r", "HEAD").splitlines()}
    assert len(asked) == len(set(asked))
    assert not today.intersection(asked)
    # the first of the one, two of both, and what was deleted
    assert len(parsed) == len(set(parsed)) == 4
