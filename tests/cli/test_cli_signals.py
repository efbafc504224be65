"""What `signals` tells: the answer first, then each pattern, and how many series were looked at."""

import csv
import io
import json
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import faults
from tests.cli.commands import TODAY, Kvalitet
from tests.cli.test_cli_text import ESCAPE, on_terminal

APART = (0, 71, 64, 83, 58, 76, 69, 80, 62, 74, 67, 79, 21, 26, 17, 25, 14, 23, 19, 30, 22, 18)
NAME = "Fall, Hjärtavdelningen [bold] | <b>"
IDS = [f"AVV-2026-9{number:03}" for number in range(12, 23)]

TEXT = (
    "1 av 2 serier visar ett mönster som slumpen sällan ger.\n\n"
    f"{NAME}\n"
    "    Tätare från och med 2026-03-02: lång serie, få korsningar och utanför gränserna.\n"
    "    Tiden mellan händelserna, eftersom de är sällsynta: 16 händelser på 22 månader."
    " T-diagram, eftersom serien är tiden mellan händelser."
    " Styrgränserna är preliminära: de vilar på 15 mätpunkter, och först 20 ger säkra gränser.\n"
    "    Ta reda på vad som ändrades omkring 2026-03-02: hände det oftare, eller rapporterade fler?"
    " Bedöm händelserna tillsammans.\n"
)


@pytest.fixture
def falls(register: Path) -> Path:
    """The small register with falls that come closer from March 2026, and a value far out in an indicator."""
    file = register / "organisation.yaml"
    text = file.read_text(encoding="utf-8")
    assert "namn: Hjärtavdelningen" in text
    file.write_text(text.replace("namn: Hjärtavdelningen", 'namn: "Hjärtavdelningen [bold] | <b>"'), encoding="utf-8")
    for number, gone in enumerate(accumulate(APART), 1):
        day = date(2024, 1, 9) + timedelta(days=gone)
        place = register / "avvikelser" / str(day.year)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"AVV-{day.year}-9{number:03}.yaml").write_text(
            f"id: AVV-{day.year}-9{number:03}\ntitel: Fall\nenhet: hjartavdelningen\n"
            f"rapporterande_enhet: hjartavdelningen\nstatus: rapporterad\ntyp: negativ_händelse\nkategori: fall\n"
            f"händelsedatum: {day}\nrapporterad: {day}\nbeskrivning: Patienten hittades på golvet.\n",
            encoding="utf-8",
        )
    values = (12, 14, 11, 13, 12, 15, 13, 11, 14, 12, 13, 40, 12, 14, 11, 13)
    months = [f"{2025 + n // 12}-{n % 12 + 1:02}" for n in range(len(values))]
    rows = "".join(f"  - {{period: {month}, värde: {value}}}\n" for month, value in zip(months, values, strict=True))
    (register / "indikatorer").mkdir()
    (register / "indikatorer" / "IND-0001.yaml").write_text(
        "id: IND-0001\ntitel: Dagar till svar\nenhet: ogonmottagningen\nstatus: aktiv\n"
        "ansvarig: enhetschef/ogonmottagningen\n"
        f"definition: Medianen.\nmåttenhet: dagar\nstart: 2025-01-01\nriktning: lägre_är_bättre\nvärden:\n{rows}",
        encoding="utf-8",
    )
    return register


def rows(kvalitet: Kvalitet, *options: str) -> Any:  # noqa: ANN401  # any JSON
    data = json.loads(kvalitet("signals", "--format", "json", "--today", TODAY, "--quiet", *options).out)
    assert faults("signals", data) == []
    return data


@pytest.mark.usefixtures("falls")
def test_the_answer_stands_first_and_how_many_were_looked_at_last(kvalitet: Kvalitet) -> None:
    out = kvalitet("signals", "--today", TODAY).out
    assert out[: len(TEXT)] == TEXT
    assert " serier prövades. Utan någon förändring skulle ungefär 0," in out
    assert "Av mönstren väntas högst 5 procent bero på slumpen.\n" in out
    assert "1 serie till har en möjlig signal, som slumpen kan förklara. Visa med --all.\n" in out
    assert "Dagar till svar" not in out


@pytest.mark.usefixtures("falls")
def test_all_shows_possible_signals_too_and_ids_what_is_behind(kvalitet: Kvalitet) -> None:
    out = kvalitet("signals", "--all", "--ids", "--today", TODAY).out
    assert "\nMöjliga signaler, som slumpen kan förklara\n\nDagar till svar, " in out
    assert f"    Bakom signalen: {', '.join(IDS[:-1])} och {IDS[-1]}.\n" in out
    assert "    Bakom signalen: IND-0001/värden.11.\n" in out
    assert "--all" not in out


@pytest.mark.usefixtures("falls")
def test_json_has_the_same_with_what_is_behind(kvalitet: Kvalitet) -> None:
    data = rows(kvalitet, "--all")
    pattern, possible = data["signals"]
    assert data["series"]["patterns"] == data["series"]["possible"] == 1
    assert (pattern["level"], pattern["name"], pattern["direction"], pattern["since"]) == (
        "pattern",
        NAME,
        "up",
        "2026-03-02",
    )
    assert (pattern["chart"], pattern["category"], pattern["unit"], pattern["ids"]) == (
        "t",
        "fall",
        "hjartavdelningen",
        IDS,
    )
    assert (possible["level"], possible["id"], possible["ids"]) == ("possible", "IND-0001", ["IND-0001/värden.11"])
    assert len(rows(kvalitet)["signals"]) == 1


@pytest.mark.usefixtures("falls")
def test_csv_has_one_line_for_each_signal(kvalitet: Kvalitet) -> None:
    out = kvalitet("signals", "--format", "csv", "--ids", "--today", TODAY, "--quiet").out
    heading, row = list(csv.reader(io.StringIO(out)))
    told = dict(zip(heading, row, strict=True))
    assert (told["Nivå"], told["Serie"], told["Riktning"], told["Från"]) == ("mönster", NAME, "tätare", "2026-03-02")
    assert told["Poster"].split() == IDS


@pytest.mark.usefixtures("falls")
def test_a_unit_is_told_of_alone(kvalitet: Kvalitet) -> None:
    assert rows(kvalitet, "--unit", "ogonmottagningen", "--all")["signals"][0]["id"] == "IND-0001"
    assert rows(kvalitet, "--unit", "hjartavdelningen")["signals"][0]["unit"] == "hjartavdelningen"
    assert rows(kvalitet, "--unit", "ogonmottagningen")["signals"] == []


@pytest.mark.usefixtures("falls")
def test_status_tells_of_the_patterns(kvalitet: Kvalitet) -> None:
    out = kvalitet("status", "--today", TODAY).out
    assert "\n1 av 2 serier visar ett mönster som slumpen sällan ger. Se ”kvalitet signals”.\n" in out
    data = json.loads(kvalitet("status", "--format", "json", "--today", TODAY).out)
    assert data["series"] == rows(kvalitet)["series"]


@pytest.mark.usefixtures("register")
def test_a_register_with_too_little_to_judge_says_so(kvalitet: Kvalitet) -> None:
    out = kvalitet("signals", "--today", TODAY).out
    assert out.startswith("Ingen serie har tillräckligt många värden för att skilja slump från mönster.\n")
    assert rows(kvalitet)["signals"] == []


@pytest.mark.usefixtures("falls")
def test_a_terminal_of_eighty_columns_is_kept_to() -> None:
    out = ESCAPE.sub("", on_terminal(("signals", "--all", "--ids", "--today", TODAY), 80))
    assert max(map(len, out.splitlines())) <= 80
    assert NAME in out
