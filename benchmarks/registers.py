"""Makes registers of any size to measure on: `python -m benchmarks.registers FOLDER COUNT [FAULTY | SOURCE]`.

The records are valid deviations of 1-1.5 KB, different in every word that a checker looks at;
the same seed gives the same bytes. So many as FAULTY says, spread evenly, have one fault each built
in, of the sorts in `FAULTS` in turn; the rest of the bytes are the same. With a SOURCE, a register
to copy, its records of all kinds are there so many times over that they are at least COUNT: rules
on other kinds are measured on those.
"""

import random
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

SEED = 20261122
WORDS = [
    "avdelning",
    "läkemedel",
    "dos",
    "rutin",
    "pass",
    "överlämning",
    "patient",
    "ordination",
    "journal",
    "kontroll",
    "signering",
    "larm",
    "pump",
    "förråd",
    "etikett",
    "provsvar",
    "remiss",
    "hemgång",
    "nattskift",
    "handledning",
    "introduktion",
    "bemanning",
    "vårdplats",
    "samordning",
]
CATEGORIES = ("fall", "läkemedel", "trycksår", "nutrition")
STATUSES = ("rapporterad", "utreds", "åtgärdas")

ORGANISATION = """enheter:
  - id: region-exempel
    namn: Region Exempel
    nivå: region
"""
UNIT = """  - id: enhet-{0}
    namn: Enhet {0}
    nivå: enhet
    överordnad: region-exempel
    roller:
      - id: enhetschef
        innehav: [{{innehavare: h-{0}, från: 2020-01-01}}]
"""
UNITS = 25

FAULTS = (
    ("KV101", "^titel: .*\n", ""),
    ("KV102", "^allvarlighetsgrad: .*", "allvarlighetsgrad: hög"),
    ("KV103", "^status: .*", "status: påbörjad"),
    ("KV104", "^nyckelord:", "nykelord:"),
    ("KV105", "^händelsedatum: .*", "händelsedatum: 2026-13-45"),
    ("KV203", "avser: .O1.", "avser: [O7]"),
    ("KV205", "^enhet: .*", "enhet: enhet-borta"),
    ("KV206", "^kategori: .*", "kategori: fallskada_x"),
    ("KV001", "^berör: .*", "berör: [patient"),
    ("KV401", "2098-12-", "2026-10-"),
)
"""Each sort of fault with the rule that sees it, what stands in a valid record, and what is put there instead."""


def make(folder: Path, count: int, faulty: int = 0) -> None:
    chance = random.Random(SEED)
    folder.mkdir(parents=True)
    (folder / "kvalitet.yaml").write_text("vårdgivare: Region Exempel\nbörjar: 2020-01-01\n", encoding="utf-8")
    units = "".join(UNIT.format(number) for number in range(UNITS))
    (folder / "organisation.yaml").write_text(ORGANISATION + units, encoding="utf-8")
    for number in range(count):
        year = 2026
        place = folder / "avvikelser" / str(year)
        place.mkdir(parents=True, exist_ok=True)
        name = f"AVV-{year}-{number + 1:05}"
        text = record(chance, name, year)
        # the running number of the next faulty one rises by one so many times in all
        nth = number * faulty // count
        if (number + 1) * faulty // count > nth:
            text = spoilt(text, nth)
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")


def spoilt(text: str, number: int) -> str:
    _, there, instead = FAULTS[number % len(FAULTS)]
    return re.sub(there, instead, text, count=1, flags=re.MULTILINE)


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def record(chance: random.Random, name: str, year: int) -> str:
    unit = f"enhet-{chance.randrange(UNITS)}"
    month, day = chance.randint(1, 9), chance.randint(1, 27)
    text = "\n".join(f"  {sentence(chance, 9)}" for _ in range(4))
    return f"""id: {name}
titel: {sentence(chance, 6)[:-1]}
enhet: {unit}
rapporterande_enhet: {unit}
status: {chance.choice(STATUSES)}
ansvarig: enhetschef/{unit}
typ: {chance.choice(("negativ_händelse", "tillbud", "risk"))}
händelsedatum: {year}-{month:02}-{day:02}
rapporterad: {year}-{month:02}-{day + 1:02}
påbörjad: {year}-{month + 1:02}-{day:02}
kategori: {chance.choice(CATEGORIES)}
berör: [patient]
lagrum: hsl
nyckelord: [{chance.choice(WORDS)}, {chance.choice(WORDS)}]
allvarlighetsgrad: {chance.randint(1, 2)}
sannolikhet: {chance.randint(1, 4)}
skala: 4x4@1
beskrivning: |
{text}
orsaker:
  - id: O1
    orsaksområde: kommunikation_och_information
    beskrivning: {sentence(chance, 10)}
åtgärder:
  - id: A1
    beskrivning: {sentence(chance, 12)}
    avser: [O1]
    ansvarig: enhetschef/{unit}
    senast: 2098-12-{day:02}
    status: planerad
  - id: A2
    beskrivning: {sentence(chance, 8)}
    avser: [O1]
    ansvarig: enhetschef/{unit}
    senast: 2099-06-30
    status: pågår
"""


ID = re.compile(r"\b([A-Z]{3}-(?:[0-9]{4}-)?)([0-9]{4})\b(?!-[0-9])")
STEP = 1000
"""So many ids of a kind and year are left between one copy and the next."""
OUTER = re.compile(r"^( *(?:dokument_id|system): .*)$|(ärende_id: )\"?([^\"\n}]*)\"?", re.MULTILINE)
"""What names a thing in another system: each copy has its own."""
MARKED = re.compile(r"^ *fingeravtryck: .*\n|, fingeravtryck: [^,}\n]*", re.MULTILINE)
"""The fingerprint of a mark: one of the original would not fit a copy, whose ids are others."""
ORGANISATIONS = 30
"""So many copies there are: the file of the organisation may be no larger than 1 MiB."""
UNIT_ID = re.compile(r"^  - id: ([a-z0-9-]+)$", re.MULTILINE)


def multiply(source: Path, folder: Path, count: int) -> int:
    """Copies a register, then its units and records under new ids, until there are at least so many records.

    Returns how many times over the whole is there, `ORGANISATIONS` times at most: each copy is a care organisation of
    its own beside the others. What is lacking then is made up of deviations that are in order and name no other record.
    """
    shutil.copytree(source, folder)
    organisation = (source / "organisation.yaml").read_text(encoding="utf-8")
    units = UNIT_ID.findall(organisation)
    named = [path for path in sorted(source.rglob("*")) if path.is_file() and ID.search(path.name)]
    records = sum(path.suffix == ".yaml" for path in named)
    copies = min(max(1, -(-count // records)), ORGANISATIONS)
    rows = organisation.partition("enheter:\n")[2]
    for copy in range(1, copies):
        with (folder / "organisation.yaml").open("a", encoding="utf-8") as file:
            file.write(moved(rows, copy, units))
        for path in named:
            place = folder / moved(path.relative_to(source).as_posix(), copy, ())
            place.write_text(moved(path.read_text(encoding="utf-8"), copy, units), encoding="utf-8")
    quiet = [(path, text) for path in named if is_quiet(text := path.read_text(encoding="utf-8"))]
    for number in range(max(0, count - records * copies)):
        path, text = quiet[number % len(quiet)]
        copy = copies + number // len(quiet)
        place = folder / moved(path.relative_to(source).as_posix(), copy, ())
        place.write_text(moved(text, copy, units, copy % copies), encoding="utf-8")
    return copies


def is_quiet(text: str) -> bool:
    """Whether a text is a deviation that was looked into in brief and closed, and names no other record."""
    return (
        text.startswith("id: AVV-")
        and "\nutredningsnivå: förenklad\n" in text
        and "\navslutad: " in text
        and (len(ID.findall(text)) == 1 and "extern:" not in text and "\n  rapportör: " in text)
    )


def moved(text: str, copy: int, units: Sequence[str], whose: int | None = None) -> str:
    """A text with every id in it moved to those of a copy, and every unit to that of the copy, or of another."""
    whose = copy if whose is None else whose
    text = ID.sub(lambda found: f"{found[1]}{int(found[2]) + STEP * copy:04}", text)
    text = MARKED.sub("", text)
    text = OUTER.sub(lambda found: f"{found[1]}, nummer {copy}" if found[1] else f'{found[2]}"{found[3]}/{copy}"', text)
    # a unit's id stands alone, after a role, in a list or as a key; in running text it is no whole word of its own
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.sub(rf"(?<![\w-])({names})(?![\w-])", rf"\1-{whose}", text) if units and whose else text


if __name__ == "__main__":
    folder, count, *more = sys.argv[1:]
    if more and not more[0].isdecimal():
        multiply(Path(more[0]), Path(folder), int(count))
    else:
        make(Path(folder), int(count), *map(int, more))
