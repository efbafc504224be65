"""`stats`: what is compared, what is shown of it and what is hidden."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite

MASKED_NOTE = "kvalitet: siffrorna är omaskerade: också det som vilar på några få poster visas\n"


def stats(kvalitet: Kvalitet, *options: str) -> Ran:
    return kvalitet("stats", "--quiet", "--today", TODAY, *options)


def figures(ran: Ran, row: int = 0) -> dict[str, dict[str, Any]]:
    """The figures of a place, the whole first, by their keys without dimension and place."""
    (measure,) = json.loads(ran.out)["measures"]
    return {".".join(f["key"].split(".")[:2]): f for f in measure["rows"][row]["figures"]}


@pytest.mark.usefixtures("register")
def test_the_year_until_today_is_compared_with_the_same_part_of_the_year_before(kvalitet: Kvalitet) -> None:
    answer = json.loads(stats(kvalitet, "--format", "json").out)
    assert answer["period"] == {"text": "2026", "first": "2026-01-01", "last": "2026-11-22"}
    assert answer["previous_period"] == {"text": "2025", "first": "2025-01-01", "last": "2025-11-22"}
    assert (answer["running"], answer["by"], answer["unit"]) == (True, "enhet", None)
    assert answer["masking"] == {"applied": True, "fewest": 5}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "now", "before"),
    [
        (("--year", "2025"), ("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")),
        (("--period", "2026-Q3"), ("2026-07-01", "2026-09-30"), ("2026-04-01", "2026-06-30")),
        (("--period", "2026-q4"), ("2026-10-01", "2026-11-22"), ("2026-07-01", "2026-08-22")),
        (("--period", "2026-11"), ("2026-11-01", "2026-11-22"), ("2026-10-01", "2026-10-22")),
        # the day is a Sunday: the week is whole
        (("--period", "2026-W47"), ("2026-11-16", "2026-11-22"), ("2026-11-09", "2026-11-15")),
    ],
)
def test_a_period_is_compared_with_the_one_before_it(
    options: tuple[str, ...], now: tuple[str, str], before: tuple[str, str], kvalitet: Kvalitet
) -> None:
    answer = json.loads(stats(kvalitet, *options, "--format", "json").out)
    found = [(answer[name]["first"], answer[name]["last"]) for name in ("period", "previous_period")]
    assert found == [now, before]


@pytest.mark.usefixtures("register")
def test_what_rests_on_a_few_is_hidden_until_somebody_asks_for_it(kvalitet: Kvalitet) -> None:
    hidden = figures(stats(kvalitet, "--measure", "avvikelser", "--format", "json"))["avvikelser.antal"]
    assert (hidden["value"], hidden["records"], hidden["masked"], hidden["ids"]) == (None, None, True, None)
    shown = figures(stats(kvalitet, "--measure", "avvikelser", "--format", "json", "--auditor"))["avvikelser.antal"]
    assert (shown["value"], shown["records"], shown["masked"], shown["ids"]) == (2, 2, False, None)
    named = figures(stats(kvalitet, "--measure", "avvikelser", "--format", "json", "--ids"))
    assert named["avvikelser.antal"]["ids"] == ["AVV-2026-0001", "AVV-2026-0002"]
    assert named["avvikelser.antal"]["met_ids"] is None
    assert named["avvikelser_tillbud.andel"]["met_ids"] == ["AVV-2026-0001"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("option", ["--ids", "--auditor"])
def test_unmasked_figures_say_so_beside_the_result_and_on_it(option: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet("stats", "--today", TODAY, option)
    assert MASKED_NOTE in ran.err
    quiet = stats(kvalitet, option)
    assert quiet.err == ""
    assert "OMASKERAT: " in quiet.out
    plain = kvalitet("stats", "--today", TODAY)
    assert "omaskerade" not in plain.err
    assert "OMASKERAT" not in plain.out
    assert "AVV-" not in plain.out


@pytest.mark.usefixtures("register")
def test_a_count_is_never_shown_without_how_severe_it_was(kvalitet: Kvalitet) -> None:
    expected = ["avvikelser.antal", "avvikelser_takt.takt", "avvikelser_allvarliga.andel", "avvikelser_tillbud.andel"]
    for asked in ("avvikelser", "avvikelser-allvarliga", "AVVIKELSER_TAKT"):
        assert list(figures(stats(kvalitet, "--measure", asked, "--format", "json"))) == expected


@pytest.mark.usefixtures("register")
def test_measures_can_be_chosen_and_a_unit_with_its_subunits(kvalitet: Kvalitet) -> None:
    options = ("--measure", "klagomal", "--measure", "avvikelser", "--format", "json", "--auditor")
    answer = json.loads(stats(kvalitet, *options, "--unit", "kardiologi").out)
    values = {m["measure"]: m["rows"][0]["figures"][0]["value"] for m in answer["measures"]}
    assert values == {"avvikelser": 2, "klagomal": 0}
    assert [row["path"] for row in answer["measures"][0]["rows"]] == [[], ["hjartavdelningen"]]
    assert answer["unit"] == "kardiologi"


@pytest.mark.usefixtures("register")
def test_a_lead_time_counts_what_is_open_as_open(kvalitet: Kvalitet) -> None:
    options = ("--measure", "tid-rapport-till-avslutad", "--format", "json", "--auditor")
    found = figures(stats(kvalitet, *options))
    # closed after 44 days, and open for 82
    assert found["tid_rapport_till_avslutad.median"]["value"] == 44
    assert found["tid_rapport_till_avslutad.percentil_90"]["state"] == "not_reached"
    assert "inte nått" in stats(kvalitet, *options[:2], "--auditor").out


@pytest.mark.usefixtures("register")
def test_csv_has_a_row_for_each_figure_with_plain_numbers(kvalitet: Kvalitet) -> None:
    ran = stats(kvalitet, "--measure", "avvikelser", "--period", "2026-10", "--format", "csv", "--auditor")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["key"] for row in rows} >= {"avvikelser.antal", "avvikelser.antal.enhet.hjartavdelningen"}
    whole = rows[0]
    assert (whole["group"], whole["group_label"], whole["by"]) == ("", "Region Exempel", "enhet")
    # a minus sign is a number here and no formula
    assert (whole["value"], whole["previous"], whole["difference"]) == ("0", "1", "-1")
    assert (whole["masked"], whole["state"], whole["ids"]) == ("false", "known", "")


def test_a_register_may_let_everything_be_shown(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "kvalitet.yaml", "börjar: 2025-01-01", "börjar: 2025-01-01\nmaskering: {minsta: 1}")
    ran = stats(kvalitet, "--measure", "avvikelser", "--format", "json")
    assert figures(ran)["avvikelser.antal"]["value"] == 2
    assert json.loads(ran.out)["masking"] == {"applied": True, "fewest": 1}


@pytest.mark.usefixtures("register")
def test_a_rising_count_has_no_colour_and_no_verdict(kvalitet: Kvalitet) -> None:
    out = stats(kvalitet, "--measure", "avvikelser", "--period", "2026", "--auditor").out
    line = next(row for row in out.splitlines() if row.startswith("Region Exempel"))
    assert line.split()[-4:] == ["2", "0", "+2", "2"]
    assert "Fler rapporter kan betyda att fler rapporterar." in out
