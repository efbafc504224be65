"""Nothing of what points out a person is ever printed: not by any command, in any format, from any place."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet, rewrite

NUMBER = "811218-9876"
LONG = "19811218-9876"
CONTACTS = ("070-123 45 67", "eva.andersson@example.se", "Anna Andersson")

DEVIATION = """id: {id}
titel: {titel}
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-10-12
rapporterad: 2026-10-12
beskrivning: {text}
"""

HOSTILE = {
    "value": DEVIATION.format(id="AVV-2026-0011", titel=f"Dos till {NUMBER}", text="Fel dos."),
    "comment": DEVIATION.format(id="AVV-2026-0012", titel="Dos", text=f"Fel dos. # gällde {LONG}"),
    "key": DEVIATION.format(id="AVV-2026-0013", titel="Dos", text="Fel dos.") + f'"{NUMBER}": kvinna\n',
    "block": DEVIATION.format(id="AVV-2026-0014", titel="Dos", text="|\n  Fel dos.\n  1981 12 18-9876 mår bra."),
    "escaped": DEVIATION.format(id="AVV-2026-0015", titel='"Dos till 8112\\x318\\u002d9876"', text="Fel dos."),
    "folded": DEVIATION.format(id="AVV-2026-0016", titel="Dos", text=">\n  Fel dos till 811218-\n  9876 igår."),
    "continued": DEVIATION.format(id="AVV-2026-0017", titel='"Dos till 811218-\\\n  9876"', text="Fel dos."),
    "broken": DEVIATION.format(id="AVV-2026-0018", titel=f"Dos: till: {NUMBER}", text="[Fel dos"),
    "refused": DEVIATION.format(id="AVV-2026-0019", titel="Dos", text="Fel.").replace("tillbud", NUMBER),
    "id": DEVIATION.format(id=NUMBER, titel="Dos", text="Fel dos."),
    "reference": DEVIATION.format(id="AVV-2026-0021", titel="Dos", text="Fel.") + f"ansvarig: x/{NUMBER}\n",
    "date": DEVIATION.format(id="AVV-2026-0022", titel="Dos", text="Fel.").replace("2026-10-12", LONG),
    "number": DEVIATION.format(id="AVV-2026-0023", titel="Dos", text="Fel.") + "allvarlighetsgrad: 8112189876\n",
    "conflict": DEVIATION.format(id="AVV-2026-0024", titel="Dos", text=f"\n<<<<<<< a\n{NUMBER}\n=======\n>>>>>>> b"),
    "twins": DEVIATION.format(id="AVV-2026-0025", titel="Dos", text="Fel.") + f'"{NUMBER}": a\n"{NUMBER}": b\n',
    "contacts": DEVIATION.format(id="AVV-2026-0026", titel=f"Patienten {CONTACTS[2]}", text=" ".join(CONTACTS[:2])),
}

BODY = f"# Syfte\n\nSe {NUMBER}, 811218\\-**9876** och 811218&#45;9876.\n\n## {LONG}\n\n[länk]({LONG}.md)\n"

COMMANDS = (
    ("check", "--info"),
    ("check", "--info", "--plain"),
    ("check", "--info", "--format", "json"),
    ("check", "--statistics", "--no-clock"),
    ("due",),
    ("due", "--format", "json"),
    ("status",),
    ("status", "--format", "json"),
    ("list", "avvikelse"),
    ("list", "dokument", "--format", "json"),
    ("list", "avvikelse", "--format", "json"),
    ("kinds",),
    ("schema", "egen"),
    *(("show", f"AVV-2026-00{number}") for number in range(11, 27)),
    ("show", "AVV-2026-0011", "--format", "json"),
    ("show", "AVV-2026-0027"),
    ("show", "DOK-0001"),
    ("show", "DOK-0001", "--format", "json"),
    ("show", "EGN-0001"),
    ("render", "patientsakerhetsberattelse", "--year", "2026", "--draft"),
    ("render", "patientsakerhetsberattelse", "--year", "2026", "--draft", "--to", "json"),
    ("render", "patientsakerhetsberattelse", "--year", "2026", "--draft", "--to", "html"),
)

OWN_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": f"Egen post, {NUMBER}",
    "description": "Uppfunnen av 811218\u20119876.",
    "x-kvalitet": {
        "prefix": "EGN",
        "mapp": "egna",
        "årsvis": False,
        "singular": "egen",
        "plural": "egna",
        "bestämd": "den egna",
        "öppna": ["ny"],
        "avslutade": [],
        "makulerade": [],
    },
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "titel": {"type": "string"},
        "status": {"enum": ["ny"]},
        "namn": {"const": NUMBER},
    },
    "additionalProperties": False,
}


@pytest.fixture
def hostile(register: Path) -> Path:
    """The small register with a number in every place where there can be one."""
    folder = register / "avvikelser" / "2026"
    for name, text in HOSTILE.items():
        number = re.search(r"^id: (AVV-\S+)", text)
        (folder / f"{number[1] if number else name}.yaml").write_text(text, encoding="utf-8")
    named = DEVIATION.format(id="AVV-2026-0027", titel="Dos", text="Fel dos.") + f"bilagor: [bilagor/{LONG}/a.txt]\n"
    (folder / f"{NUMBER}.yaml").write_text(named, encoding="utf-8")
    (folder / "820101-1239.yml").write_text(named, encoding="utf-8")
    (folder / "AVV-2026-0028.yaml").write_bytes(HOSTILE["value"].replace("0011", "0028").encode("cp1252"))
    (folder / "AVV-2026-0029.yaml").write_bytes(HOSTILE["value"].replace("0011", "0029").encode("utf-16"))
    attachment = register / "bilagor" / LONG / "a.txt"
    attachment.parent.mkdir(parents=True)
    attachment.write_text(f"{NUMBER}\nMvh {CONTACTS[2]}\n", encoding="utf-8")
    (register / "bilagor" / "lista.csv").write_bytes("nr;ålder\n198112189876;44\n".encode("cp1252"))
    (register / "innehall").mkdir(exist_ok=True)
    (register / "innehall" / "DOK-0009.md").write_text(BODY, encoding="utf-8")
    document = (register / "dokument" / "DOK-0001.yaml").read_text(encoding="utf-8")
    carrying = re.sub("DOK-0001", "DOK-0009", document) + f"# {LONG}\n"
    carrying = re.sub("^innehåll: .*\n", "", carrying, flags=re.MULTILINE) + "innehåll: innehall/DOK-0009.md\n"
    (register / "dokument" / "DOK-0009.yaml").write_text(carrying, encoding="utf-8")
    rewrite(register / "dokument" / "DOK-0001.yaml", "titel: ", f"titel: {NUMBER} ")
    with (register / "organisation.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - id: {NUMBER}\n    namn: Enhet {LONG}\n    nivå: enhet\n    överordnad: saknas-{NUMBER}\n")
    with (register / "kvalitet.yaml").open("a", encoding="utf-8") as file:
        file.write(f"# {NUMBER}\nokänt: {LONG}\n")
    (register / "schemas").mkdir()
    (register / "schemas" / "egen.schema.json").write_text(json.dumps(OWN_SCHEMA), encoding="utf-8")
    (register / "egna").mkdir()
    (register / "egna" / "EGN-0001.yaml").write_text(f"id: EGN-0001\ntitel: '{NUMBER}'\nstatus: ny\nnamn: x\n")
    (register / "templates").mkdir()
    shipped = Path(__file__).parents[2] / "templates" / "patientsakerhetsberattelse.md"
    own = shipped.read_text(encoding="utf-8") + f"\nFrågor om {NUMBER}\n"
    (register / "templates" / "patientsakerhetsberattelse.md").write_text(own, encoding="utf-8")
    return register


def leaks(text: str) -> list[str]:
    """What of the numbers and contacts stands in an output, however it is written."""
    readable = text.replace("\\u2011", "-")
    only_digits = re.sub(r"[^0-9\n]", "", readable)
    found = [number for number in ("8112189876", "8201011239") if number in only_digits]
    found += [part for part in ("9876", "811218", "1239.ym") if part in readable]
    return found + [contact for contact in CONTACTS if contact in readable]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_what_points_out_a_person(
    kvalitet: Kvalitet, hostile: Path, command: tuple[str, ...]
) -> None:
    assert hostile.is_dir()
    ran = kvalitet(*command, "--today", TODAY)
    assert ran.out or ran.err
    assert not leaks(ran.out + "\n" + ran.err)


def test_not_even_a_run_that_cannot_go_on_says_it(
    kvalitet: Kvalitet, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KVALITET_DEBUG", "1")
    (register / "schemas").mkdir()
    (register / "schemas" / f"{LONG}.schema.json").write_text(f'{{"{NUMBER}": {NUMBER}', encoding="utf-8")
    ran = kvalitet("check", "--today", TODAY)
    assert ran.code == 2
    assert not leaks(ran.out + "\n" + ran.err)


def test_check_says_where_it_stands_and_what_it_is(kvalitet: Kvalitet, hostile: Path) -> None:
    assert hostile.is_dir()
    told = json.loads(kvalitet("check", "--today", TODAY, "--select", "KV9", "--format", "json").out)["findings"]
    found = {(row["code"], row["path"].rpartition("/")[2], row["line"], row["column"]) for row in told}
    # lines and columns counted by hand
    assert found >= {
        ("KV901", "AVV-2026-0011.yaml", 2, 17),
        ("KV901", "AVV-2026-0012.yaml", 9, 32),
        ("KV901", "AVV-2026-0013.yaml", 10, 2),
        ("KV901", "AVV-2026-0014.yaml", 11, 3),
        ("KV901", "AVV-2026-0015.yaml", 2, 18),
        ("KV901", "AVV-2026-0016.yaml", 10, 16),
        ("KV901", "AVV-2026-0018.yaml", 2, 19),
        ("KV902", "AVV-2026-0026.yaml", 2, 18),
        ("KV902", "AVV-2026-0026.yaml", 9, 14),
        ("KV902", "AVV-2026-0026.yaml", 9, 28),
        ("KV901", "AVV-2026-0028.yaml", 2, 17),
        ("KV901", "AVV-2026-0029.yaml", 2, 17),
        ("KV901", "███████████.yaml", 1, 1),
        ("KV901", "███████████.yml", 1, 1),
        ("KV901", "a.txt", 1, 1),
        ("KV902", "a.txt", 2, 5),
        ("KV901", "lista.csv", 2, 1),
        ("KV901", "DOK-0009.md", 3, 4),
    }
    assert {name for code, name, _, _ in found if code == "KV901"} >= {
        *("organisation.yaml", "kvalitet.yaml", "egen.schema.json", "patientsakerhetsberattelse.md"),
        *("DOK-0001.yaml", "DOK-0009.yaml", "EGN-0001.yaml"),
    }
    assert {row["message"] for row in told if row["code"] == "KV901"} == {
        "ett personnummer står här",
        "ett personnummer står i namnet på filen eller mappen",
    }
    assert len({row["fingerprint"] for row in told}) == len(told)


def test_a_file_can_be_asked_for_by_its_true_name(kvalitet: Kvalitet, hostile: Path) -> None:
    asked = hostile / "avvikelser" / "2026" / "820101-1239.yml"
    told = json.loads(kvalitet("check", str(asked), "--today", TODAY, "--format", "json").out)["findings"]
    assert {row["path"].rpartition("/")[2] for row in told} == {"███████████.yml"}
