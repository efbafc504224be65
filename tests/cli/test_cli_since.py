"""`check --since`: only what was not there at a revision, both judged on one day."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kvalitet.pipeline import workers
from tests.cli.commands import TODAY, Kvalitet, copied, rewrite
from tests.store.archive import Archive

Checked = Callable[..., dict[str, Any]]
ALL = ["KV103", "KV203", "KV301", "KV303", "KV401", "KV401"]
EXPIRED = "giltig_till: 2028-01-14", "giltig_till: 2026-06-30"


@pytest.fixture
def checked(kvalitet: Kvalitet) -> Checked:
    def checked(*options: str, today: str = TODAY) -> dict[str, Any]:
        ran = kvalitet("check", "--format", "json", "--today", today, *options)
        data: dict[str, Any] = json.loads(ran.out)
        places = sorted((f["code"], f["id"]) for f in data["findings"])
        suppressed = data["summary"]["suppressed"]
        return {
            "places": places,
            "since": suppressed["since"],
            "suppressed": suppressed,
            "code": ran.code,
            "err": ran.err,
        }

    return checked


@pytest.mark.usefixtures("archive")
def test_what_was_there_already_is_counted_and_not_told(archive: Archive, checked: Checked) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    found = checked("--since", "HEAD")
    assert found["places"] == [("KV301", "DOK-0002")]
    assert found["suppressed"] == {"exempt": 1, "baseline": 0, "since": len(ALL), "filtered": 0}
    assert found["code"] == 1


def test_nothing_new_ends_with_0_whatever_is_old(archive: Archive, checked: Checked) -> None:
    sha = archive.git("rev-parse", "HEAD")
    found = checked("--since", "HEAD")
    assert (found["places"], found["since"], found["code"]) == ([], len(ALL), 0)
    assert (
        f"kvalitet: visar bara det som inte fanns i incheckning {sha[:10]} (2026-11-01), bedömt samma dag\n"
        in found["err"]
    )


def test_a_large_register_is_judged_beside_with_the_same_answer(
    archive: Archive, checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    alone = checked("--since", "HEAD")
    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    assert checked("--since", "HEAD") == alone


@pytest.mark.parametrize("revision", ["HEAD~1", "2026-11-14", "first"])
def test_a_revision_is_a_name_an_id_or_a_date(revision: str, archive: Archive, checked: Checked) -> None:
    first = archive.git("rev-parse", "HEAD")
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    archive.commit("2026-11-15T09:00:00+01:00")
    asked = first if revision == "first" else revision
    assert checked("--since", asked)["places"] == [("KV301", "DOK-0002")]
    assert checked("--since", "HEAD")["places"] == []


def test_one_mended_and_another_broken_is_seen(archive: Archive, checked: Checked) -> None:
    rewrite(archive.root / "register/dokument/DOK-0001.yaml", "giltig_till: 2026-05-31", "giltig_till: 2028-05-31")
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    assert checked("--since", "HEAD")["places"] == [("KV301", "DOK-0002")]


@pytest.mark.usefixtures("archive")
def test_what_time_has_made_true_since_is_no_news(checked: Checked) -> None:
    # DOK-0002 runs out in 2028, unchanged: the commit of 2026 is judged in 2030 too
    found = checked("--since", "HEAD", today="2030-01-01")
    assert found["places"] == []
    assert found["since"] > len(ALL)


@pytest.mark.usefixtures("archive")
def test_without_the_clock_both_are_judged_without_it(archive: Archive, checked: Checked) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    assert checked("--since", "HEAD", "--no-clock")["suppressed"]["since"] == 3
    assert checked("--since", "HEAD", "--no-clock")["places"] == []


def test_each_is_judged_by_its_own_settings_and_exemptions(archive: Archive, checked: Checked) -> None:
    rewrite(archive.root / "register/kvalitet.yaml", "KV401, ", "")
    archive.commit()
    rewrite(archive.root / "register/kvalitet.yaml", "KV403, ", "KV401, KV403, ")
    rewrite(archive.root / "register/dokument/DOK-0003.yaml", "regel: KV301", "regel: KV302")
    found = checked("--since", "HEAD")["places"]
    assert found == [("KV301", "DOK-0003"), ("KV401", "AVV-2026-0001"), ("KV401", "KLA-2026-0001")]


def test_each_is_judged_by_its_own_schemas(archive: Archive, checked: Checked) -> None:
    schema = json.loads((Path(__file__).parents[2] / "schemas/dokument.schema.json").read_text(encoding="utf-8"))
    schema["x-kvalitet"] |= {"prefix": "LOK", "mapp": "lokalt", "singular": "lokal", "plural": "lokala"}
    archive.write("register/schemas/lokal.schema.json", json.dumps(schema).encode())
    text = (archive.root / "register/dokument/DOK-0002.yaml").read_text(encoding="utf-8")
    archive.write("register/lokalt/LOK-0001.yaml", text.replace("DOK-0002", "LOK-0001").encode())
    archive.commit()
    assert checked("--since", "HEAD")["places"] == []
    # the same bytes of the record, by a schema that demands more
    schema["properties"]["titel"] = {**schema["properties"]["titel"], "maxLength": 20}
    archive.write("register/schemas/lokal.schema.json", json.dumps(schema).encode())
    assert checked("--since", "HEAD")["places"] == [("KV106", "LOK-0001")]


def test_a_register_that_has_moved_is_the_same_register(archive: Archive, checked: Checked) -> None:
    archive.git("mv", "register", "kvalitetsregister")
    archive.commit()
    rewrite(archive.root / "kvalitetsregister/dokument/DOK-0002.yaml", *EXPIRED)
    found = checked("--since", "HEAD~1", "--register", "kvalitetsregister")
    assert (found["places"], found["since"]) == ([("KV301", "DOK-0002")], len(ALL))


def test_a_register_that_was_not_there_is_all_new(archive: Archive, checked: Checked) -> None:
    empty = archive.git("rev-parse", "HEAD")
    shutil.rmtree(archive.root / "register")
    archive.write("README.md")
    before = archive.commit("2026-11-02T12:00:00+01:00")
    copied(archive.root / "register")
    archive.commit("2026-11-03T12:00:00+01:00")
    found = checked("--since", before)
    assert [code for code, _ in found["places"]] == ALL
    assert found["since"] == 0
    assert f"registret fanns inte i incheckning {before[:10]} (2026-11-02): allt räknas som nytt" in found["err"]
    assert checked("--since", empty)["places"] == []


def test_which_of_two_registers_has_moved_is_not_guessed(archive: Archive, checked: Checked) -> None:
    archive.git("mv", "register", "a")
    copied(archive.root / "b")
    archive.commit()
    archive.git("mv", "a", "c")
    archive.git("mv", "b", "d")
    archive.commit()
    assert checked("--since", "HEAD~1", "--register", "c")["since"] == 0


def test_a_shallow_clone_that_lacks_the_revision_says_what_to_do(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    first = archive.git("rev-parse", "HEAD")
    archive.commit()
    archive.git("clone", "-q", "--depth=1", archive.root.as_uri(), str(tmp_path / "ytlig"))
    monkeypatch.chdir(tmp_path / "ytlig")
    ran = kvalitet("check", "--since", first)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"kvalitet: --since: ”{first}” är varken ett datum (ÅÅÅÅ-MM-DD) eller en gren")
    assert "git fetch --unshallow” (i GitHub Actions: fetch-depth: 0, i GitLab: GIT_DEPTH: 0)" in ran.err


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("asked", ["ingen-gren", "--help", "", "0" * 40])
def test_a_revision_that_is_none_is_told_in_one_line(asked: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", f"--since={asked}")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: --since: ")


@pytest.mark.usefixtures("register")
def test_outside_git_there_is_no_before(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--since", "HEAD")
    assert (
        ran.code,
        ran.out,
        ran.err.splitlines()[-1].startswith("kvalitet: --since: registret ligger inte i ett git-arkiv"),
    ) == (2, "", True)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--staged", "--since", "HEAD"), "--staged och --since"),
        (("--as-of", "HEAD", "--since", "HEAD"), "--as-of och --since"),
        (("--as-of", "HEAD", "--staged"), "--as-of och --staged"),
        (("--as-of", "HEAD", "--staged", "--since", "HEAD"), "--as-of, --staged och --since"),
    ],
)
def test_as_of_staged_and_since_exclude_one_another(options: tuple[str, ...], named: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"kvalitet: {named} går inte att ange tillsammans: de läser registret från olika håll\n"
