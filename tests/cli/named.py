"""A register that names DOK-0001 and AVV-2026-0001 in every way there is."""

from pathlib import Path

from tests.cli.commands import rewrite

ROUTINE = "dokument/DOK-0001.yaml"
CHECKLIST = "dokument/DOK-0002.yaml"
DEVIATION = "avvikelser/2026/AVV-2026-0001.yaml"
TEXT = "innehall/DOK-0001.md"
OTHER_TEXT = "innehall/DOK-0002.md"
BODY = """# Överrapportering

Följ [rutinen](DOK-0001.md#larm), [samma](<DOK-0001.md>), [posten](DOK-0001) och [filen](../dokument/DOK-0001.yaml).
Se DOK-0001 och DOK-0001.md, men inte DOK-00012, XDOK-0001, DOK-0001.pdf eller `DOK-0001`.
Bilden ![larm](DOK-0001-larm.png "DOK-0001") och [nätet](https://example.se/DOK-0001) och [ref].

```
DOK-0001 i kod: [x](DOK-0001.md)
```

[ref]: DOK-0001.md
"""
BODY_AFTER = """# Överrapportering

Följ [rutinen](DOK-0042.md#larm), [samma](<DOK-0042.md>), [posten](DOK-0042) och [filen](../dokument/DOK-0042.yaml).
Se DOK-0042 och DOK-0042.md, men inte DOK-00012, XDOK-0001, DOK-0001.pdf eller `DOK-0001`.
Bilden ![larm](DOK-0042-larm.png "DOK-0042") och [nätet](https://example.se/DOK-0001) och [ref].

```
DOK-0001 i kod: [x](DOK-0001.md)
```

[ref]: DOK-0042.md
"""


def filled(register: Path) -> Path:
    """The small register, with every way to name DOK-0001 and AVV-2026-0001 in it."""
    (register / "innehall").mkdir()
    (register / TEXT).write_text("# Larm\n\nSe [posten](DOK-0001).\n", encoding="utf-8")
    (register / "innehall/DOK-0001-larm.png").write_bytes(b"\x89PNG")
    (register / OTHER_TEXT).write_text(BODY, encoding="utf-8")
    rewrite(
        register / ROUTINE,
        "giltig_till: 2026-05-31\n",
        "giltig_till: 2026-05-31\ninnehåll: innehall/DOK-0001.md  # DOK-0001\n"
        "bilagor: ['innehall/DOK-0001-larm.png']\n",
    )
    rewrite(
        register / CHECKLIST,
        "giltig_från",
        'innehåll: innehall/DOK-0002.md\nbygger_på:\n  - dokument: "DOK-0001"   # DOK-0001 sedan 2024\ngiltig_från',
    )
    rewrite(register / DEVIATION, "beskrivning: Larmet", "beskrivning: Enligt DOK-0001 ska larmet")
    return register
