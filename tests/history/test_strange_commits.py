"""Commits as git lets anybody make them: no date that there can be, words in another encoding than they say."""

import json

import pytest

from tests.cli.commands import Kvalitet, rewrite
from tests.store.archive import Archive

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"
WHEN = "2026-11-01T12:00:00+01:00"


def recommitted(archive: Archive, before: str, after: bytes) -> str:
    """The last commit with something else in its object, by whoever writes objects by other means than `git commit`."""
    held = archive.git("cat-file", "commit", "HEAD").encode() + b"\n"
    assert before.encode() in held
    changed = held.replace(before.encode(), after)
    commit = archive.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=changed)
    archive.git("update-ref", "HEAD", commit)
    return commit


@pytest.fixture
def changed(archive: Archive) -> Archive:
    rewrite(archive.root / "register/kvalitet.yaml", "KV201, KV203", "KV2, KV9")
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    archive.commit(WHEN, "Utred larmet på avdelningen")
    return archive


@pytest.mark.usefixtures("known_to_git")
@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("999999999999999 +0000", "9000-01-01T00:00:00+00:00"),
        ("253402300799 +0000", "9000-01-01T00:00:00+00:00"),
        ("18446744073709551616 +0100", "9000-01-01T00:00:00+00:00"),
        ("igår +0100", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_a_date_that_cannot_be_stops_no_reading_of_the_past(
    date: str, told: str, changed: Archive, kvalitet: Kvalitet
) -> None:
    commit = recommitted(changed, " 1793530800 +0100", f" {date}".encode())
    ran = kvalitet("history", "AVV-2026-0001", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    step = json.loads(ran.out)["history"][-1]
    assert step["commit"] == commit
    assert step["committed"].replace("Z", "+00:00")[:10] == told[:10]
    assert kvalitet("audit", "--quiet").code == 0
    assert kvalitet("changes", "HEAD~1..HEAD").code == 0
    assert kvalitet("check", "--as-of", "2026-12-01", "--quiet").err == ""


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("UTF-16", "Utred larmet på avdelningen".encode()),
        ("ISO-8859-1", "Utred larmet på avdelningen".encode("latin-1")),
    ],
)
def test_what_a_commit_says_is_read_whatever_encoding_it_tells(
    encoding: str, words: bytes, changed: Archive, kvalitet: Kvalitet
) -> None:
    recommitted(changed, "\n\nUtred larmet på avdelningen", f"\nencoding {encoding}\n\n".encode() + words)
    ran = kvalitet("history", "AVV-2026-0001", "--format", "json")
    assert json.loads(ran.out)["history"][-1]["subject"] == "Utred larmet på avdelningen"
    assert kvalitet("audit", "--quiet").code == 0


def test_an_encoding_hides_no_number_of_a_person_from_the_audit(changed: Archive, kvalitet: Kvalitet) -> None:
    recommitted(changed, "\n\nUtred larmet på avdelningen", b"\nencoding UTF-16\n\nUtred 811218-9876")
    ran = kvalitet("audit", "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert "KV917" in {each["code"] for each in found}
    assert "9876" not in ran.out + ran.err
