"""What is taken in as a record, what is rejected by name, and that a kind is a schema file and nothing more."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kvalitet.model.record import Rejected
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import Loaded, load
from tests.trees import MemoryTree

TODAY = date(2026, 11, 22)
AVV = """id: AVV-2026-0001
titel: Fall vid förflyttning
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
beskrivning: Patienten halkade men föll inte.
"""
PLACE = "avvikelser/2026/AVV-2026-0001.yaml"
TWINS = """  - {id: A1, beskrivning: Byt golvmatta., status: planerad}
  - {id: A1, beskrivning: Sätt upp en skylt., status: planerad}
"""
GROUND = {
    "kvalitet.yaml": "vårdgivare: Region Exempel\nbörjar: 2023-01-01\n",
    "organisation.yaml": (
        "enheter:\n  - id: kardiologi\n    namn: Kardiologi\n    nivå: verksamhet\n"
        "    roller:\n      - id: verksamhetschef\n"
    ),
}


def loaded(files: Mapping[str, str], links: Mapping[str, str] | None = None) -> Loaded:
    every = {**GROUND, **files}
    return load(MemoryTree({path: text.encode() for path, text in every.items()}, links or {}))


def codes(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Code and path of what is said of the files and their form."""
    found = assess(loaded(files), TODAY)[0].findings
    return [(f.code, f.path.removeprefix("register/")) for f in found if f.code.startswith(("KV0", "KV1", "KV2"))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (AVV.replace("titel: Fall", "titel: Fall:"), "KV001"),
        (f"{AVV}titel: En gång till\n", "KV002"),
        (AVV.replace("föll", "fo\u0308ll"), "KV003"),
        (AVV.replace("enhet: kard", "enhet: &a kard", 1), "KV004"),
        (f"{AVV}nyckelord: {'[' * 20}x{']' * 20}\n", "KV005"),
        (f"{AVV}---\n{AVV}", "KV008"),
        (AVV.replace("typ: tillbud", "<<<<<<< a\ntyp: risk\n=======\ntyp: tillbud\n>>>>>>> b"), "KV009"),
        (AVV.replace("typ: tillbud\n", ""), "KV101"),
        (AVV.replace("typ: tillbud", "typ: tillbud\ndiarienummer: 3.10"), "KV102"),
        (AVV.replace("tillbud", "incident"), "KV103"),
        (f"{AVV}orsak: okänd\n", "KV104"),
        (AVV.replace("2026-03-02", "2026-03-32"), "KV105"),
        (AVV.replace("enhet: kardiologi", "enhet: Kardiologi", 1), "KV106"),
        (AVV.replace("status: rapporterad", "status: makulerad"), "KV107"),
        (
            f"{AVV}åtgärder:\n{TWINS}",
            "KV201",
        ),
    ],
)
def test_what_cannot_be_read_or_breaks_its_schema_is_rejected_by_name(text: str, code: str) -> None:
    register = loaded({PLACE: text}).register
    assert register.records == ()
    assert register.rejected == (Rejected(PLACE, "AVV-2026-0001", "avvikelse", "kardiologi"),) or (
        # the unit is kept as far as it can be read
        code in {"KV001", "KV106"} and register.rejected[0].id == "AVV-2026-0001"
    )
    assert codes({PLACE: text}) == [(code, PLACE)]


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("avvikelser/2025/AVV-2026-0001.yaml", AVV, "KV006"),
        ("avvikelser/AVV-2026-0001.yaml", AVV, "KV006"),
        (PLACE, f"{AVV}bilagor: [bilagor/borta.pdf]\n", "KV007"),
        (PLACE, AVV.replace("rapporterad: 2026-03-02", "rapporterad: 2026-02-02"), "KV108"),
        (PLACE, AVV.replace("rapporterad: 2026", "rapporterad: 2027"), "KV109"),
        ("avvikelser/2026/AVV-2026-0002.yaml", AVV, "KV202"),
        (PLACE, f"{AVV}relaterat: [DOK-0001]\n", "KV203"),
        (PLACE, AVV.replace("rapporterande_enhet: kardiologi", "rapporterande_enhet: akuten"), "KV205"),
        (PLACE, f"{AVV}kategori: fal\n", "KV206"),
        (PLACE, f"{AVV}dokument: AVV-2026-0001\n", "KV207"),
    ],
)
def test_what_is_wrong_in_what_a_valid_record_says_does_not_reject_it(path: str, text: str, code: str) -> None:
    register = loaded({path: text}).register
    assert [record.id for record in register.records] == ["AVV-2026-0001"]
    assert register.rejected == ()
    assert codes({path: text}) == [(code, path)]


def test_two_files_with_one_id_are_both_rejected_and_neither_is_dangling() -> None:
    other = "avvikelser/2026/AVV-2026-0001-b.yaml"
    third = AVV.replace("0001", "0002") + "relaterat: [AVV-2026-0001]\n"
    files = {PLACE: AVV, other: AVV, "avvikelser/2026/AVV-2026-0002.yaml": third}
    assert [row.path for row in loaded(files).register.rejected] == [other, PLACE]
    assert codes(files) == [("KV201", other), ("KV201", PLACE)]


def test_a_record_in_the_folder_of_another_kind_is_one_fault_and_keeps_its_own_kind() -> None:
    path = "klagomal/2026/AVV-2026-0001.yaml"
    assert codes({path: AVV}) == [("KV006", path)]
    assert loaded({path: AVV}).register.rejected == (Rejected(path, "AVV-2026-0001", "avvikelse", "kardiologi"),)


def test_a_link_in_place_of_a_record_is_rejected_and_not_followed() -> None:
    register = loaded({}, {PLACE: "AVV-2026-0002.yaml"}).register
    assert register.rejected == (Rejected(PLACE, "AVV-2026-0001", "avvikelse", None),)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("avvikelser/2026/AVV-2026-0001.yml", "avvikelse"),
        ("avvikelser/2026/AVV-2026-0001.YAML", "avvikelse"),
        ("kodverk/egna.yml", "kodverk"),
        ("anteckningar/AVV-2026-0001.yaml", None),
        ("AVV-2026-0001.yaml", None),
        ("Readmission till avdelningen.yaml", None),
    ],
)
def test_yaml_with_the_wrong_ending_or_in_no_place_is_rejected(path: str, kind: str | None) -> None:
    (row,) = loaded({path: AVV}).register.rejected
    assert (row.path, row.kind) == (path, kind)
    assert codes({path: AVV}) == [("KV006", path)]


@pytest.mark.parametrize("path", ["README", "avvikelser/readme.md", ".github/ci.yaml", "avvikelser/.AVV.yaml.x1"])
def test_what_is_none_of_the_registers_business_is_passed_over(path: str) -> None:
    assert codes({path: "- inte en post\n"}) == []
    assert loaded({path: "- inte en post\n"}).register.rejected == ()


def test_a_readme_is_there_to_be_linked_to_and_a_hidden_file_is_not() -> None:
    files = loaded({"dokument/README.md": "Så här.\n", "dokument/.utkast.md": "Nej.\n"}).register.files
    assert "dokument/README.md" in files
    assert "dokument/.utkast.md" not in files


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {f"avvikelser/2026/AVV-2026-000{n}.yaml": AVV.replace("0001", f"000{n}") for n in range(1, 6)}
    forwards = loaded(files).register
    backwards = loaded(dict(reversed(files.items()))).register
    assert forwards.records == backwards.records
    assert [record.id for record in forwards.records] == [f"AVV-2026-000{n}" for n in range(1, 6)]


OWN: dict[str, Any] = {
    "title": "Hygienrond",
    "description": "En rond med hygiensjuksköterska, som vårdgivaren själv har hittat på.",
    "x-kvalitet": {
        "prefix": "HYG", "mapp": "egna/hygienronder", "årsvis": True, "singular": "hygienrond",
        "plural": "hygienronder", "bestämd": "hygienronden", "öppna": ["planerad"], "avslutade": ["klar"],
        "makulerade": [],
    },
    "type": "object",
    "properties": {
        "id": {"title": "Id", "type": "string", "pattern": "^HYG-[0-9]{4}-[0-9]{4,}$"},
        "titel": {"$ref": "gemensam.schema.json#/$defs/titel"},
        "enhet": {"$ref": "gemensam.schema.json#/$defs/enhet"},
        "status": {"title": "Status", "enum": ["planerad", "klar"]},
        "datum": {"$ref": "gemensam.schema.json#/$defs/datum", "x-datum": True, "x-förfluten": True},
        "föregående": {"title": "Föregående", "type": "string", "x-ref": ["hygienrond"], "x-hierarki": True},
        "åtgärder": {"$ref": "gemensam.schema.json#/$defs/atgarder"},
        "relaterat": {"$ref": "gemensam.schema.json#/$defs/relaterat"},
    },
    "required": ["id", "titel", "enhet", "status", "datum"],
    "additionalProperties": False,
}  # fmt: skip
HYG = """id: HYG-2026-0001
titel: Hygienrond på kardiologen
enhet: kardiologi
status: planerad
datum: 2026-05-04
åtgärder:
  - id: A1
    beskrivning: Flytta handspriten närmare dörren.
    status: planerad
"""
OWN_PLACE = "egna/hygienronder/2026/HYG-2026-0001.yaml"


def with_own_kind(files: Mapping[str, str]) -> dict[str, str]:
    return {"schemas/hygienrond.schema.json": json.dumps(OWN), **files}


def test_a_schema_file_is_all_that_a_kind_of_ones_own_needs() -> None:
    files = with_own_kind({OWN_PLACE: HYG, PLACE: f"{AVV}relaterat: [HYG-2026-0001]\n"})
    register = loaded(files).register
    assert [record.id for record in register.of("hygienrond")] == ["HYG-2026-0001"]
    assert [item.address for item in register.items("atgard")] == ["HYG-2026-0001/A1"]
    assert [mention.record.id for mention in register.referrers("HYG-2026-0001")] == ["AVV-2026-0001"]
    assert register.date_of(register.by_id["HYG-2026-0001"]) == date(2026, 5, 4)
    assert register.is_open(register.by_id["HYG-2026-0001"])
    assert codes(files) == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (OWN_PLACE, HYG.replace("planerad\ndatum", "påbörjad\ndatum"), "KV103"),
        (OWN_PLACE, HYG.replace("datum: 2026", "datum: 2027"), "KV109"),
        (OWN_PLACE, HYG.replace("enhet: kardiologi", "enhet: akuten"), "KV205"),
        (OWN_PLACE, f"{HYG}föregående: HYG-2025-0007\n", "KV203"),
        (OWN_PLACE, f"{HYG}föregående: HYG-2026-0001\n", "KV208"),
        ("egna/hygienronder/2025/HYG-2026-0001.yaml", HYG, "KV006"),
        ("egna/hygienronder/2026/HYG-2026-0002.yaml", HYG, "KV202"),
    ],
)
def test_a_kind_of_ones_own_is_judged_as_any_other(path: str, text: str, code: str) -> None:
    assert codes(with_own_kind({path: text})) == [(code, path)]
