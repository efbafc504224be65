"""What `check` is asked to report on, and what is set aside."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite

ALL = ["KV103", "KV203", "KV301", "KV303", "KV401", "KV401"]
Checked = Callable[..., dict[str, Any]]


@pytest.fixture
def checked(kvalitet: Kvalitet) -> Checked:
    def checked(*options: str, today: str = TODAY) -> dict[str, Any]:
        ran = kvalitet("check", "--format", "json", "--today", today, "--quiet", *options)
        data: dict[str, Any] = json.loads(ran.out)
        return {**data, "codes": sorted(f["code"] for f in data["findings"]), "code": ran.code}

    return checked


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ALL),
        (("--select", "KV3"), ["KV301", "KV303"]),
        (("--select", "KV30,KV401"), ["KV301", "KV303", "KV401", "KV401"]),
        (("--select", "kv3, KV1"), ["KV103", "KV301", "KV303"]),
        (("--select", "KV"), ALL),
        (("--ignore", "KV3"), ["KV103", "KV203", "KV401", "KV401"]),
        (("--ignore", "KV1,KV2,KV301"), ["KV303", "KV401", "KV401"]),
        (("--select", "KV3", "--ignore", "KV303"), ["KV301"]),
    ],
    ids=str,
)
def test_codes_are_chosen_by_their_beginnings(options: tuple[str, ...], codes: list[str], checked: Checked) -> None:
    found = checked(*options)
    assert found["codes"] == codes
    assert found["summary"]["suppressed"]["filtered"] == len(ALL) - len(codes)
    assert found["summary"]["records"] == 7


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("select", "limit", "code"),
    [
        ("KV401", "error", 0),
        ("KV401", "warning", 1),
        ("KV401", "info", 1),
        ("KV301", "error", 1),
        ("KV302", "info", 0),
    ],
)
def test_fail_on_decides_the_exit_code_alone(select: str, limit: str, code: int, checked: Checked) -> None:
    found = checked("--select", select, "--fail-on", limit)
    assert found["code"] == code
    assert found["findings"] == checked("--select", select)["findings"]


def test_an_info_fails_the_run_only_where_infos_are_asked_to(register: Path, checked: Checked) -> None:
    rewrite(register / "dokument/DOK-0002.yaml", "giltig_till: 2028-01-14", "giltig_till: 2027-03-31")
    assert checked("--select", "KV302")["codes"] == ["KV302"]
    assert [checked("--select", "KV302", "--fail-on", limit)["code"] for limit in ("warning", "info")] == [0, 1]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        ("region-exempel", ALL),
        ("kardiologi", ["KV103", "KV301", "KV401"]),
        ("hjartavdelningen", ["KV103", "KV401"]),
        ("ogonmottagningen", ["KV203", "KV303", "KV401"]),
    ],
)
def test_a_unit_has_its_subunits_with_it(unit: str, codes: list[str], checked: Checked) -> None:
    found = checked("--unit", unit)
    assert found["codes"] == codes
    assert found["summary"]["suppressed"]["filtered"] == len(ALL) - len(codes)


# Paths


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("stand", "paths", "codes"),
    [
        (".", ("register",), ALL),
        (".", ("register/",), ALL),
        (".", ("register/dokument",), ["KV103", "KV301", "KV303"]),
        (".", ("register/dokument/DOK-0001.yaml",), ["KV301"]),
        (".", ("register/dokument/DOK-0001.yaml", "register/klagomal"), ["KV203", "KV301", "KV401"]),
        ("register", (".",), ALL),
        ("register", ("dokument/DOK-0001.yaml",), ["KV301"]),
        ("register/dokument", ("DOK-0001.yaml",), ["KV301"]),
        ("register/dokument", ("../avvikelser/2026",), ["KV401"]),
        ("register/dokument", ("..",), ALL),
        (".", ("register/dokument/DOK-0002.yaml",), []),
    ],
)
def test_paths_are_seen_from_where_one_stands(
    stand: str, paths: tuple[str, ...], codes: list[str], monkeypatch: pytest.MonkeyPatch, checked: Checked
) -> None:
    monkeypatch.chdir(stand)
    assert checked(*paths)["codes"] == codes
    assert checked(*(str(Path(path).resolve()) for path in paths))["codes"] == codes


@pytest.mark.usefixtures("register")
def test_a_file_given_by_path_is_judged_in_the_whole_register(checked: Checked) -> None:
    found = checked("register/klagomal/2026/KLA-2026-0001.yaml")
    assert "KV203" in found["codes"]
    assert found["summary"]["records"] == 7


def test_a_name_is_not_the_beginning_of_another(register: Path, checked: Checked) -> None:
    (register / "dokument/DOK-0001").mkdir()
    assert checked("register/dokument/DOK-0001")["codes"] == []


# Without the clock


def days(kvalitet: Kvalitet, *options: str) -> list[Ran]:
    return [kvalitet("check", "--no-clock", "--today", day, *options) for day in ("2026-01-01", TODAY, "2031-12-31")]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("form", ["text", "json"])
def test_without_the_clock_every_day_gives_the_same_bytes(form: str, kvalitet: Kvalitet) -> None:
    first, *others = days(kvalitet, "--format", form, "--statistics")
    assert others == [first, first]


@pytest.mark.usefixtures("register")
def test_without_the_clock_nothing_is_found_that_time_alone_made_true(checked: Checked) -> None:
    found = checked("--no-clock")
    assert found["codes"] == ["KV103", "KV203", "KV303"]
    assert [f["clock"] for f in found["findings"]] == [False, False, False]
    assert found["today"] is None
    assert found["summary"]["suppressed"] == {"exempt": 0, "baseline": 0, "since": 0, "filtered": 0}


def test_an_exemption_that_runs_out_does_not_turn_an_unchanged_commit_red(register: Path, kvalitet: Kvalitet) -> None:
    text = (register / "dokument/DOK-0003.yaml").read_text(encoding="utf-8").partition("granskningar:")[0]
    (register / "dokument/DOK-0003.yaml").write_text(text.replace("regel: KV301", "regel: KV303"), encoding="utf-8")
    first, *others = days(kvalitet, "register/dokument/DOK-0003.yaml")
    assert first.code == 0
    assert others == [first, first]
    assert kvalitet("check", "register/dokument/DOK-0003.yaml", "--select", "KV303", "--today", "2027-01-01").code == 1


# Exemptions


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("today", "exempt", "codes"), [("2026-12-31", 1, []), ("2027-01-01", 0, ["KV301"]), ("2026-08-31", 0, ["KV302"])]
)
def test_an_exemption_holds_to_the_end_of_its_last_day(
    today: str, exempt: int, codes: list[str], checked: Checked
) -> None:
    found = checked("register/dokument/DOK-0003.yaml", today=today)
    assert found["codes"] == codes
    assert found["summary"]["suppressed"]["exempt"] == exempt


@pytest.mark.usefixtures("register")
def test_an_exemption_is_for_its_rule_and_its_record_alone(register: Path, checked: Checked) -> None:
    rewrite(register / "dokument/DOK-0003.yaml", "regel: KV301", "regel: KV302")
    assert checked("register/dokument/DOK-0003.yaml")["codes"] == ["KV301"]


def test_what_the_files_themselves_break_is_never_exempt(register: Path, checked: Checked) -> None:
    exemptions = "".join(
        f"  - {{regel: {code}, motiv: Vi vill inte., beslutat_av: enhetschef/ogonmottagningen, till: 2027-12-31}}\n"
        for code in ("KV103", "KV203", "KV401")
    )
    for path in ("klagomal/2026/KLA-2026-0001.yaml", "dokument/DOK-0004.yaml"):
        file = register / path
        file.write_text(file.read_text(encoding="utf-8") + f"undantag:\n{exemptions}", encoding="utf-8")
    found = checked("register/klagomal", "register/dokument/DOK-0004.yaml")
    assert found["codes"] == ["KV103", "KV203"]
    assert found["summary"]["suppressed"]["exempt"] == 2


# Text alone


def test_infos_are_shown_in_text_only_when_asked_for(register: Path, kvalitet: Kvalitet, checked: Checked) -> None:
    rewrite(register / "dokument/DOK-0002.yaml", "giltig_till: 2028-01-14", "giltig_till: 2027-03-31")
    hushed, told = (kvalitet("check", "--today", TODAY, *more).out for more in ((), ("--info",)))
    assert "KV302" not in hushed
    assert "1 upplysning visas med --info" in hushed
    assert re.search(r"^ +9:14 +upplysning  KV302  DOK-0002  ", told, re.MULTILINE)
    assert "visas med --info" not in told
    assert "KV302" in checked()["codes"]


@pytest.mark.usefixtures("register")
def test_statistics_count_the_findings_of_each_rule(kvalitet: Kvalitet) -> None:
    out = kvalitet("check", "--today", TODAY, "--statistics").out
    assert (
        "Antal  Kod    Regel\n"
        "    2  KV401  atgard-forsenad\n"
        "    1  KV103  inte-bland-valen\n"
        "    1  KV203  hanvisning-leder-ingenstans\n"
        "    1  KV301  giltighetstid-passerad\n"
        "    1  KV303  gallande-utan-godkannande\n\n"
    ) in out
    assert "Antal  Kod" not in kvalitet("check", "--today", TODAY).out
