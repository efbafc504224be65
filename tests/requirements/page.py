"""The page that shows the table to a reader: which requirements the register meets, and where."""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet import shipped
from kvalitet.kinds import schema_set
from tests.requirements.table import NOWHERE, TABLE, Row, rows

ROWS_IN_ALL = 477
"""How many rows the requirements have, those included that ask for a check or a report alone."""

SOURCES = {
    40: "Rutin för ständiga förbättringar",
    91: "Vägledning i systematiskt förbättringsarbete",
    121: "Regional och lokal förbättringsprocess",
    298: "Regional handlingsplan för ökad patientsäkerhet 2025–2030",
    ROWS_IN_ALL: "Revision av ett ledningssystem mot SOSFS 2011:9",
}
"""What the rows come from, by the number of the last row."""

_INTRODUCTION = """\
# Kraven och var registret uppfyller dem

Fem källor beskriver vad en vårdgivare behöver ha ordning på: en rutin, en vägledning, en förbättringsprocess, en
handlingsplan och en revision. De är uppdelade i {in_all} rader. {asked} av dem gäller något som måste finnas antecknat
någonstans, de övriga bara en kontroll eller en sammanställning.

| rader | antal |
| --- | --: |
| i allt | {in_all} |
| gäller en uppgift | {asked} |
| finns i registret | {held} |
| finns inte, av valda skäl | {absent} |

Varje uppgift har ett ställe. Där flera fält nämns är de delar av samma uppgift, och när de ligger i olika slag av
poster säger anmärkningen hur de hör ihop. `avvikelse.åtgärder.senast` är fältet `senast` i varje åtgärd i en avvikelse;
`kvalitet schema avvikelse` visar alla fält. `kodverk:kategorier` är en lista med koder. `kvalitet` och `organisation`
är registrets inställningar och dess enheter och roller.
"""

_TABLE_HEAD = "| rad | uppgift | finns i | anmärkning |\n| --: | --- | --- | --- |\n"


def requirements_page() -> bytes:
    """What `docs/krav.md` should hold."""
    titles = {name: schema["title"] for name, schema in schema_set(shipped.folder("schemas")).schemas.items()}
    return page(rows(TABLE.read_text(encoding="utf-8")), titles).encode()


def page(listed: Iterable[Row], titles: Mapping[str, str]) -> str:
    """The page in Markdown; `titles` are those of the schemas, by name.

    Raises KeyError for a place whose schema has no title.
    """
    table = tuple(listed)
    held = sum(bool(row.places) for row in table)
    counts = {"in_all": ROWS_IN_ALL, "asked": len(table), "held": held, "absent": len(table) - held}
    parts = [_INTRODUCTION.format(**counts), _by_schema(table, titles), *_by_source(table)]
    return "\n".join(parts)


def _by_schema(table: tuple[Row, ...], titles: Mapping[str, str]) -> str:
    named = [{way.partition(".")[0] for way in row.fields} for row in table]
    counted = {name: sum(name in names for names in named) for name in sorted(set().union(*named))}
    lines = (f"| {titles[name]} | `{name}` | {count} |\n" for name, count in counted.items())
    codes = sum(bool(row.codelists) for row in table)
    head = "## Hur kraven fördelar sig\n\n| slag | namn | rader |\n| --- | --- | --: |\n"
    return head + "".join(lines) + f"| Listor med koder | `kodverk:…` | {codes} |\n"


def _by_source(table: tuple[Row, ...]) -> Iterator[str]:
    first = 1
    for last, source in SOURCES.items():
        lines = (_line(row) for row in table if first <= row.number <= last)
        yield f"## {source} (rad {first}–{last})\n\n{_TABLE_HEAD}" + "".join(lines)
        first = last + 1


def _line(row: Row) -> str:
    places = ", ".join(f"`{place}`" for place in row.places) or NOWHERE
    return f"| {row.number} | {row.fact} | {places} | {row.remark} |\n".replace("|  |", "| |")
