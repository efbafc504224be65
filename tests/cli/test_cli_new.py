"""`new`: a record with the next free id, of what is given, and only what the register may hold."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.parse import read
from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.store.archive import fingerprint

FIELDS = {
    "titel": "Nödsignalen på sal 4 hördes inte",
    "enhet": "hjartavdelningen",
    "rapporterande_enhet": "kardiologi",
    "typ": "tillbud",
    "händelsedatum": "igår",
    "rapporterad": "idag",
    "beskrivning": "Knappen trycktes in. Ingen signal gick fram, och patienten ropade.",
}
WRITTEN = """\
id: AVV-2026-0003
titel: Nödsignalen på sal 4 hördes inte
enhet: hjartavdelningen
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-11-21
rapporterad: 2026-11-22
beskrivning: Knappen trycktes in. Ingen signal gick fram, och patienten ropade.
"""
NEW = "avvikelser/2026/AVV-2026-0003.yaml"
SCHEMAS = schema_set(shipped.folder("schemas"))


@pytest.fixture(autouse=True)
def secrecy_and_references_count(register: Path) -> None:
    """The small register chooses few rules: here those that no record may break are among them."""
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV108, KV109, KV2, KV9")


@pytest.fixture
def new(kvalitet: Kvalitet) -> Kvalitet:
    def new(*arguments: str) -> Ran:
        return kvalitet("new", *arguments, "--no-input", "--today", TODAY, "--quiet")

    return new


def given(**other: str) -> list[str]:
    """The fields of a deviation, some of them others; an empty one is left out."""
    return [f"--set={key}={value}" for key, value in {**FIELDS, **other}.items() if value]


def test_a_record_is_written_in_its_place_in_the_order_of_the_schema(register: Path, new: Kvalitet) -> None:
    ran = new("avvikelse", *reversed(given()))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"AVV-2026-0003: {FIELDS['titel']}\n  register/{NEW}\n"
    assert (register / NEW).read_text(encoding="utf-8") == WRITTEN


def test_everything_that_is_lacking_is_named_at_once(register: Path, new: Kvalitet) -> None:
    before = fingerprint(register / "avvikelser")
    ran = new("avvikelse", "--set", "typ=risk")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: avvikelsen saknar titel, enhet, rapporterande_enhet, händelsedatum, rapporterad och beskrivning. "
        "Ange det med --set FÄLT=VÄRDE eller --from FIL. Se ”kvalitet schema avvikelse”.\n"
    )
    assert fingerprint(register / "avvikelser") == before


def test_what_the_status_demands_is_lacking_too_at_every_depth(new: Kvalitet) -> None:
    ran = new("avvikelse", *given(status="åtgärdas"), "--set", "åtgärder.A1.beskrivning=Byt knappen.")
    assert ran.code == 2
    assert "avvikelsen saknar ansvarig, påbörjad och åtgärder.A1.status. " in ran.err


@pytest.mark.parametrize("form", ["yaml", "json", "rad"])
def test_fields_come_from_a_file_and_the_command_line_goes_before_it(
    form: str, register: Path, new: Kvalitet, tmp_path: Path
) -> None:
    file = tmp_path / f"svar.{form}"
    fields = {
        **FIELDS,
        "titel": "En annan",
        "åtgärder": [{"beskrivning": "Byt.", "status": "Planerad", "senast": "1/12"}],
    }
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    text = (
        "\n".join(rows)
        if form == "yaml"
        else json.dumps(fields, ensure_ascii=False, indent=1 if form == "json" else None)
    )
    file.write_text(text, encoding="utf-8")
    ran = new("avvikelse", "--from", str(file), "--set", f"titel={FIELDS['titel']}")
    assert (ran.code, ran.err) == (0, "")
    actions = "åtgärder:\n  - id: A1\n    beskrivning: Byt.\n    senast: 2026-12-01\n    status: planerad\n"
    assert (register / NEW).read_text(encoding="utf-8") == WRITTEN + actions


REFUSED = {
    "no such choice": ({"typ": "tilbud"}, 'KV103 typ: "tilbud" är inte ett av valen. Menade du "tillbud"?'),
    "no such day": ({"händelsedatum": "31/2"}, 'KV105 händelsedatum: "31/2" är inte ett datum.'),
    "no such unit": ({"enhet": "kardiolog"}, "KV205 enhet: "),
    "no such record": ({"process": "PRO-0099"}, "KV203 process: "),
    "an impossible order": ({"rapporterad": "2026-11-20"}, "KV108 rapporterad: "),
    "a day to come": ({"händelsedatum": "2026-12-24", "rapporterad": "2026-12-24"}, "händelsedatum: "),
    "a number of a person": ({"beskrivning": "Gällde 811218-9876."}, "KV901 "),
}


@pytest.mark.parametrize(("other", "said"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_wrong_is_refused_with_the_finding(
    other: Mapping[str, str], said: str, register: Path, new: Kvalitet
) -> None:
    ran = new("avvikelse", *given(**other))
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.splitlines()[-1].startswith("kvalitet: inget har skrivits: rätta det som står ovan")
    assert "9876" not in ran.err
    assert sorted(path.name for path in (register / "avvikelser/2026").iterdir()) == [
        "AVV-2026-0001.yaml", "AVV-2026-0002.yaml",
    ]  # fmt: skip


def test_a_number_of_a_person_is_refused_whatever_rules_are_chosen(register: Path, new: Kvalitet) -> None:
    rewrite(register / "kvalitet.yaml", "KV108, KV109, KV2, KV9", "KV201")
    ran = new("avvikelse", *given(beskrivning="Gällde 811218-9876."), "--force", "Det är bråttom.")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "kvalitet: inget har skrivits: här står något som pekar ut en person (personnummer), "
        "och det får inte stå i registret. Skriv om utan det.\n"
    )
    assert not (register / NEW).exists()


def test_a_reason_lets_an_expired_document_through_and_stands_in_it(register: Path, new: Kvalitet) -> None:
    fields = [
        f"--set={each}"
        for each in (
            "titel=Larmrutin för sal 4", "enhet=kardiologi", "handlingstyp=rutin", "status=gällande", "version=1.0",
            "giltig_från=2024-01-01", "giltig_till=2025-01-01", "ansvarig=verksamhetschef/kardiologi",
        )
    ]  # fmt: skip
    refused = new("dokument", *fields)
    assert refused.code == 1
    assert "KV301 giltig_till: " in refused.err
    assert refused.err.endswith("eller skriv med --force MOTIV varför det ska stå så ändå.\n")
    ran = new("dokument", *fields, "--force", "Förs in i efterhand.")
    assert ran.code == 0
    text = (register / "dokument/DOK-0006.yaml").read_text(encoding="utf-8")
    assert f'kommentarer:\n  - datum: {TODAY}\n    text: "Skrivet trots KV301' in text


def test_a_trial_shows_the_file_and_writes_nothing(register: Path, kvalitet: Kvalitet) -> None:
    before = fingerprint(register)
    ran = kvalitet("new", "avvikelse", *given(), "--no-input", "--today", TODAY, "--dry-run")
    assert (ran.code, ran.out) == (0, WRITTEN)
    assert f"inget har skrivits (--dry-run); filen skulle bli register/{NEW}\n" in ran.err
    assert fingerprint(register) == before


def test_what_it_is_like_is_named_beside_the_result(register: Path, kvalitet: Kvalitet) -> None:
    like = given(titel="Tyst larm efter byte av telemetri", enhet="hjartavdelningen")
    ran = kvalitet("new", "avvikelse", *like, "--no-input", "--today", TODAY)
    assert ran.code == 0
    assert "kvalitet: liknar AVV-2026-0001 (2026-09-01): Larm [tyst] efter byte av telemetri\n" in ran.err
    assert "liknar" not in ran.out
    other = kvalitet("new", "avvikelse", *given(titel="Tyst larm", enhet="kardiologi"), "--no-input", "--today", TODAY)
    assert "liknar" not in other.err
    assert (register / NEW).exists()


WRONG = {
    "no such kind": (("avikelse",), "slaget ”avikelse” finns inte. Menade du avvikelse?"),
    "no such field": (("avvikelse", "--set", "titl=x"), "fältet ”titl” finns inte. Menade du titel"),
    "no equals sign": (("avvikelse", "--set", "titel"), "”titel” saknar likhetstecken."),
    "the id": (("avvikelse", "--set", "id=AVV-2026-0099"), "id går inte att ändra så här"),
    "the past": (("avvikelse", "--as-of", "2026-01-01"), "det går inte att ändra"),
    "a reason without words": (("avvikelse", "--force", "!"), "--force: skriv ett motiv"),
    "no such file": (("avvikelse", "--from", "borta.yaml"), "--from: borta.yaml finns inte."),
    "a folder": (("avvikelse", "--from", "register"), "--from: register går inte att läsa"),
    "a file with a fault": (("avvikelse", "--from", "fel.yaml"), "--from: fel.yaml, rad 3: "),
    "a file with an id": (("avvikelse", "--from", "id.yaml"), "--from: id.yaml anger id. Ta bort det"),
    "a hidden character": (("avvikelse", *given(titel="a\u202eb")), "värdet går inte att skriva: det osynliga"),
    "outside git": (("avvikelse", *given(), "--commit"), "registret ligger inte i ett git-arkiv"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_told_in_one_line(
    arguments: tuple[str, ...], said: str, register: Path, new: Kvalitet
) -> None:
    Path("fel.yaml").write_text('titel: Gällde\n"811218-9876": a\n"811218-9876": b\n', encoding="utf-8")
    Path("id.yaml").write_text("id: AVV-2026-0099\ntitel: x\n", encoding="utf-8")
    ran = new(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert "9876" not in ran.err
    assert not (register / NEW).exists()


def test_without_a_terminal_nothing_is_asked(kvalitet: Kvalitet, register: Path) -> None:
    ran = kvalitet("new", "avvikelse", "--today", TODAY, "--quiet")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "frågorna kan bara besvaras i en terminal. Kör med --no-input" in ran.err
    assert not (register / NEW).exists()


def test_a_folder_that_is_a_link_is_not_written_to(register: Path, new: Kvalitet, tmp_path: Path) -> None:
    (tmp_path / "annanstans").mkdir()
    (register / "processer").symlink_to(tmp_path / "annanstans")
    ran = new("process", "--set=titel=Larm", "--set=enhet=kardiologi", "--set=typ=stödprocess")
    assert ran.code == 2
    assert "processer är en länk" in ran.err
    assert list((tmp_path / "annanstans").iterdir()) == []


# --- every kind that ships ---

UNITS = """\
enheter:
  - {id: region-exempel, namn: Region Exempel, nivå: region}
  - id: kardiologi
    namn: Kardiologi
    nivå: verksamhet
    överordnad: region-exempel
    roller:
      - {id: verksamhetschef, innehav: [{innehavare: h-001, från: 2020-01-01}], mandat: [rutin]}
      - {id: chefläkare, innehav: [{innehavare: h-002, från: 2020-01-01}]}
"""
FIRST: Mapping[str, Mapping[str, Any]] = {
    "forum": {"ansvarig": "verksamhetschef/kardiologi", "frekvens": {"per_år": [4, 6]}, "start": "2026-12-01"},
    "revision": {"revisor": "Exempel revision"},
}
"""What the first status of a kind, or the example of another field, demands beside."""
SETTINGS = "vårdgivare: Region Exempel\nbörjar: 2026-11-01\n"


def examples(kind: str) -> dict[str, Any]:
    """What the schema of a kind demands at first, each with the schema's own example."""
    schema = SCHEMAS.schemas[kind]
    fields: dict[str, Any] = {}
    for key in schema["required"]:
        node = schema["properties"][key]
        while "$ref" in node:
            target = schema["$defs"][node["$ref"].rpartition("/")[2]]
            node = {**target, **{name: value for name, value in node.items() if name != "$ref"}}
        if key not in {"id", "status"}:
            fields[key] = "kardiologi" if node.get("x-enhet") else node["examples"][0]
    return fields


def test_every_kind_is_made_of_its_schemas_own_examples_and_stands_the_check(
    tmp_path: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "eget"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "kvalitet.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "organisation.yaml").write_text(UNITS, encoding="utf-8")
    for kind in sorted(SCHEMAS.kinds.values(), key=lambda kind: kind.name == "handelseanalys"):
        fields = examples(kind.name) | {**FIRST.get(kind.name, {})}
        if "avvikelser" in fields:
            fields["avvikelser"] = ["AVV-2026-0001"]
        file = tmp_path / "svar.json"
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
        ran = kvalitet("new", kind.name, "--from", str(file), "--no-input", "--today", TODAY)
        assert ran.code == 0, (kind.name, ran.err)
        name = f"{kind.prefix}-2026-0001" if kind.yearly else f"{kind.prefix}-0001"
        made = folder / kind.folder / ("2026" if kind.yearly else "") / f"{name}.yaml"
        value = read(made.read_bytes()).value
        assert value is not None
        assert value == {"id": name, "status": kind.statuses[0], **fields}
    told = json.loads(kvalitet("check", "--today", TODAY, "--format", "json").out)
    assert told["summary"]["rejected"] == 0
    assert told["summary"]["records"] == len(SCHEMAS.kinds)
    assert [finding for finding in told["findings"] if finding["severity"] == "error"] == []
    assert kvalitet("fmt", "--check").code == 0


OWN = {
    "title": "Brandsyn",
    "description": "Ett slag som registret har gjort själv.",
    "x-kvalitet": {"prefix": "BRA", "mapp": "sakerhet/brandsyner", "årsvis": True},
    "type": "object",
    "properties": {
        "id": {"title": "Id", "description": "Postens id.", "type": "string", "examples": ["BRA-2026-0001"]},
        "våning": {"title": "Våning", "description": "Vilken.", "type": "integer", "examples": [3]},
        "brister": {"title": "Brister", "description": "Om det fanns några.", "type": "boolean", "examples": [True]},
        "vilka": {"$ref": "gemensam.schema.json#/$defs/text"},
    },
    "required": ["id", "våning", "brister"],
    "additionalProperties": False,
    "allOf": [
        {"if": {"properties": {"brister": {"const": True}}, "required": ["brister"]}, "then": {"required": ["vilka"]}}
    ],
}


def test_a_kind_of_the_registers_own_needs_nothing_but_its_schema(register: Path, new: Kvalitet) -> None:
    (register / "schemas").mkdir()
    (register / "schemas/brandsyn.schema.json").write_text(json.dumps(OWN), encoding="utf-8")
    assert "brandsyn saknar våning och brister. " in new("brandsyn").err
    lacking = new("brandsyn", "--set", "vaning=3", "--set", "brister=ja")
    assert (lacking.code, "brandsyn saknar vilka. " in lacking.err) == (2, True)
    ran = new("brandsyn", "--set", "våning=3", "--set", "brister=ja", "--set", "vilka=En säng i vägen.")
    assert (ran.code, ran.out) == (0, "BRA-2026-0001\n  register/sakerhet/brandsyner/2026/BRA-2026-0001.yaml\n")
    assert (register / "sakerhet/brandsyner/2026/BRA-2026-0001.yaml").read_text(encoding="utf-8") == (
        "id: BRA-2026-0001\nvåning: 3\nbrister: true\nvilka: En säng i vägen.\n"
    )
