"""The options that every command takes, before and after its name; and the past that --as-of reads."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import READING, TODAY, WITHOUT_RECORDS, Kvalitet, Ran, copied, rewrite
from tests.store.archive import Archive

every_command = pytest.mark.parametrize("arguments", READING.values(), ids=READING.keys())
reading_records = pytest.mark.parametrize(
    "arguments",
    [each for name, each in READING.items() if name not in WITHOUT_RECORDS],
    ids=[name for name in READING if name not in WITHOUT_RECORDS],
)


@every_command
@pytest.mark.parametrize(
    "options",
    [
        ("--register", "register", "--today", "2026-01-31", "--no-cache", "--no-color", "--quiet", "--plain"),
        ("--plain", "--no-color", "--today=2026-01-31", "--register=register"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("register")
def test_shared_options_stand_before_or_after_the_command(
    arguments: tuple[str, ...], options: tuple[str, ...], kvalitet: Kvalitet
) -> None:
    command, *rest = arguments
    after = kvalitet(command, *options, *rest)
    assert after.code in {0, 1}
    assert after == kvalitet(*options, *arguments)
    assert after == kvalitet(*arguments, *options)


def test_the_register_is_chosen_wherever_one_stands(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    copied(tmp_path / "annat/register")
    rewrite(tmp_path / "annat/register/dokument/DOK-0002.yaml", "mellan skift", "på morgonen")
    monkeypatch.chdir(tmp_path / "annat")
    assert "på morgonen" in kvalitet("list", "dokument").out
    assert "mellan skift" in kvalitet("--register", str(register), "list", "dokument").out
    assert "mellan skift" in kvalitet("list", "dokument", "--register", "../register").out


@pytest.mark.usefixtures("register")
def test_the_day_is_an_argument(kvalitet: Kvalitet) -> None:
    last, passed = (kvalitet("check", "--today", day).out for day in ("2026-05-31", "2026-06-01"))
    assert "giltighetstiden gick ut 2026-05-31" not in last
    assert "giltighetstiden gick ut 2026-05-31, för 1 dag sedan" in passed


@pytest.mark.usefixtures("register")
def test_without_a_day_the_clock_in_the_registers_time_zone_is_read_once(
    monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    from datetime import UTC, datetime, tzinfo

    asked: list[tzinfo | None] = []

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            asked.append(tz)
            late = datetime(2026, 5, 31, 22, 30, tzinfo=UTC).astimezone(tz)
            return cls.combine(late.date(), late.timetz())

    monkeypatch.setattr("kvalitet.cli._session.datetime", Clock)
    assert json.loads(kvalitet("check", "--format", "json").out)["today"] == "2026-06-01"
    assert [str(zone) for zone in asked] == ["Europe/Stockholm"]


def test_plain_text_has_no_frames_and_no_excerpts(register: Path, kvalitet: Kvalitet) -> None:
    file = "register/dokument/DOK-0001.yaml"
    ran = kvalitet("check", file, "--today", TODAY, "--plain")
    assert register.is_dir()
    assert "│" not in ran.out
    assert "^" not in ran.out
    assert "DOK-0001  giltighetstiden gick ut 2026-05-31, för 175 dagar sedan" in ran.out


# The past


@pytest.fixture
def then_and_now(archive: Archive) -> tuple[str, str]:
    """Two commits: in the later one the expired document has been renewed and much else has changed."""
    first = archive.git("rev-parse", "HEAD")
    register = archive.root / "register"
    rewrite(register / "dokument/DOK-0001.yaml", "giltig_till: 2026-05-31", "giltig_till: 2028-05-31")
    rewrite(register / "dokument/DOK-0001.yaml", "Hjärtstopp på", "Larm och hjärtstopp på")
    rewrite(register / "avvikelser/2026/AVV-2026-0001.yaml", "Larm [tyst] efter", "Tyst larm efter")
    rewrite(register / "avvikelser/2026/AVV-2026-0001.yaml", "senast: 2026-11-10", "senast: 2027-03-31")
    # with the category come two more series that are too short
    rewrite(register / "avvikelser/2026/AVV-2026-0001.yaml", "typ: ", "kategori: fall\ntyp: ")
    (register / "avvikelser/2026/AVV-2026-0002.yaml").unlink()
    return first, archive.commit("2026-11-15T09:00:00+01:00")


@reading_records
@pytest.mark.parametrize("asked", ["2026-11-14", "revision"])
def test_every_reading_command_shows_the_state_then(
    arguments: tuple[str, ...],
    asked: str,
    then_and_now: tuple[str, str],
    archive: Archive,
    kvalitet: Kvalitet,
) -> None:
    now = kvalitet(*arguments, "--today", TODAY)
    moment = then_and_now[0] if asked == "revision" else asked
    ran = kvalitet(*arguments, "--today", TODAY, "--as-of", moment)
    archive.git("checkout", "-q", then_and_now[0])
    then = kvalitet(*arguments, "--today", TODAY)
    assert ran.out == then.out != now.out
    assert ran.code == then.code
    day = "2026-11-14" if asked == "2026-11-14" else "2026-11-01"
    assert ran.err.splitlines()[0].startswith(
        f"kvalitet: registret läses som det var {day} (incheckning {then_and_now[0][:10]}), med scheman och regler ur"
    )
    assert "".join(f"{line}\n" for line in ran.err.splitlines()[1:]) == then.err


@pytest.mark.usefixtures("then_and_now")
def test_quiet_says_nothing_of_the_past(kvalitet: Kvalitet) -> None:
    assert kvalitet("kinds", "--as-of", "2026-11-14", "--quiet").err == ""


@pytest.mark.usefixtures("then_and_now")
def test_the_day_of_the_past_is_the_day_to_judge_on_unless_another_is_asked_for(kvalitet: Kvalitet) -> None:
    def day(*options: str) -> object:
        return json.loads(kvalitet("check", "--format", "json", "--quiet", *options).out)["today"]

    assert day("--as-of", "2026-11-14") == "2026-11-14"
    assert day("--as-of", "HEAD~1") == "2026-11-01"
    assert day("--as-of", "HEAD~1", "--today", "2026-12-24") == "2026-12-24"


def test_the_past_is_told_with_its_commit_and_never_dirty(
    then_and_now: tuple[str, str], archive: Archive, kvalitet: Kvalitet
) -> None:
    archive.write("register/dokument/DOK-0009.yaml")

    def told(*options: str) -> object:
        return json.loads(kvalitet("kinds", "--format", "json", "--quiet", *options).out)["register"]

    assert told() == {"path": "register", "commit": then_and_now[1], "dirty": True}
    assert told("--as-of", "2026-11-14") == {"path": "register", "commit": then_and_now[0], "dirty": False}


def test_own_schemas_codes_and_settings_are_those_of_then(archive: Archive, kvalitet: Kvalitet) -> None:
    register = archive.root / "register"
    rewrite(register / "organisation.yaml", "namn: Hjärtavdelningen", "namn: Avdelning 7")
    rewrite(register / "kvalitet.yaml", "KV301, ", "")
    kvaser = json.loads((Path(__file__).parents[2] / "schemas/dokument.schema.json").read_text(encoding="utf-8"))
    kvaser["x-kvalitet"] |= {"prefix": "LOK", "mapp": "lokalt", "singular": "lokal", "plural": "lokala"}
    (register / "schemas").mkdir()
    (register / "schemas/lokal.schema.json").write_text(json.dumps(kvaser), encoding="utf-8")
    archive.commit("2026-11-15T09:00:00+01:00")
    now: Callable[..., Ran] = kvalitet
    then: Callable[..., Ran] = lambda *arguments: kvalitet(*arguments, "--as-of", "2026-11-14")  # noqa: E731
    for run, name, expired, known in ((now, "Avdelning 7", False, True), (then, "Hjärtavdelningen", True, False)):
        assert name in run("list", "dokument").out
        assert ("KV301" in run("check", "--today", TODAY).out) is expired
        assert ("\nlokal " in run("kinds").out) is known
        assert (run("schema", "lokal").code == 0) is known


@reading_records
@pytest.mark.parametrize("asked", ["2026-01-01", "HEAD"])
@pytest.mark.usefixtures("register")
def test_outside_git_there_is_no_past(arguments: tuple[str, ...], asked: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet(*arguments, "--as-of", asked)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: registret ligger inte i ett git-arkiv (")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2025-01-01", "det fanns ingen incheckning 2025-01-01: den första är från 2026-11-01"),
        ("ingen-gren", "”ingen-gren” är varken ett datum"),
        ("--help", "”--help” är varken ett datum"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_a_moment_that_never_was_is_told_in_one_line(asked: str, said: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", f"--as-of={asked}")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
