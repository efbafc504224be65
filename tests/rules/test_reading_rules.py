"""What the reader itself refuses (KV0), held to raw files: bytes that no fixture of several documents can hold.

Each file in `kv0/CODE/` is put at a place in a small register. Files that an editor or git could
put right by themselves are called `.bin`, and a link's target stands in a `.txt`.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kvalitet.model.assessment import Assessment
from kvalitet.model.finding import Finding
from kvalitet.parse import MAX_BYTES
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.rules.catalogue import rule_files
from tests.rules.fixtures import GROUND, TODAY
from tests.trees import MemoryTree

HERE = Path(__file__).parent / "kv0"
ID = "AVV-2026-0001"
PLACE = f"avvikelser/2026/{ID}.yaml"

# where the fault stands, as line and column counted by hand in the file
EXPECTED: Mapping[str, tuple[int, int]] = {
    "001/kolon_i_texten.yaml": (2, 12),
    "001/citat_som_inte_stangs.yaml": (2, 8),
    "001/indragen_med_tabb.bin": (11, 1),
    "001/skevt_indrag.yaml": (4, 8),
    "001/lista_utan_slut.yaml": (11, 10),
    "002/titel_tva_ganger.yaml": (10, 1),
    "002/nyckel_i_en_del.yaml": (14, 5),
    "003/latin-1.bin": (2, 18),
    "003/utf-16.bin": (1, 1),
    "003/bom.bin": (1, 1),
    "003/o_i_tva_delar.bin": (2, 18),
    "003/styrtecken.bin": (9, 28),
    "003/riktningstecken.bin": (2, 17),
    "003/teckenkod_i_citat.yaml": (9, 14),
    "004/ankare.yaml": (3, 8),
    "004/alias.yaml": (5, 22),
    "004/tagg.yaml": (8, 14),
    "004/sammanslagning.yaml": (10, 1),
    "005/tjugoen_nivaer.yaml": (10, 31),
    "006/fel_andelse.yml": (1, 1),
    "006/ingen_mappen_ager.yaml": (1, 1),
    "006/avvikelse_bland_klagomal.yaml": (1, 5),
    "006/organisation.yml": (1, 1),
    "007/lank_ut.txt": (1, 1),
    "007/lank_i_stallet_for_post.txt": (1, 1),
    "008/tom.yaml": (1, 1),
    "008/bara_kommentar.yaml": (1, 1),
    "008/lista.yaml": (1, 1),
    "008/ensamt_varde.yaml": (1, 1),
    "008/tva_dokument.yaml": (10, 1),
    "009/olost_sammanslagning.bin": (4, 1),
}

# the others are put at the proper place of the record
PLACES: Mapping[str, str] = {
    "006/fel_andelse.yml": f"avvikelser/2026/{ID}.yml",
    "006/ingen_mappen_ager.yaml": f"anteckningar/{ID}.yaml",
    "006/avvikelse_bland_klagomal.yaml": f"klagomal/2026/{ID}.yaml",
    "006/organisation.yml": "gammalt/organisation.yml",
}

READER = [code for code in rule_files() if code.startswith("KV0")]


def judged(path: str, data: bytes, *, link: bool = False) -> Assessment:
    ground = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    tree = MemoryTree({**ground, path: data})
    if link:
        tree = MemoryTree(ground, links={path: data.decode()})
    return assess(load(tree), TODAY)[0]


def told_of(assessment: Assessment) -> list[Finding]:
    """What is said of the files and their form: the families on what they contain have their own tests."""
    return [f for f in assessment.findings if f.code.startswith(("KV0", "KV1", "KV2"))]


def found(assessment: Assessment) -> list[tuple[str, str, int, int]]:
    return [(f.code, f.path.removeprefix("register/"), f.line, f.column) for f in told_of(assessment)]


def test_every_raw_file_has_its_place_in_the_table_and_every_code_a_file() -> None:
    present = {p.relative_to(HERE).as_posix() for p in HERE.glob("[0-9]*/*")}
    assert present == set(EXPECTED)
    assert {f"KV{name[:3]}" for name in EXPECTED} == set(READER)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_raw_file_gives_its_code_alone_at_its_place_and_is_rejected_by_name(name: str) -> None:
    path = PLACES.get(name, PLACE)
    assessment = judged(path, (HERE / name).read_bytes(), link=name.startswith("007"))
    assert found(assessment) == [(f"KV{name[:3]}", path, *EXPECTED[name])]
    ((row, finding),) = zip(assessment.register.rejected, told_of(assessment), strict=True)
    expected_id = Path(path).name.partition(".")[0]
    assert (row.path, row.id, finding.id) == (path, expected_id, expected_id)
    assert not assessment.register.records


@pytest.mark.parametrize("path", sorted((HERE / "lamnas").iterdir()), ids=lambda path: path.name)
def test_what_only_looks_wrong_is_taken_in(path: Path) -> None:
    assessment = judged(PLACE, path.read_bytes())
    assert found(assessment) == []
    assert [record.id for record in assessment.register.records] == [ID]


def padded(size: int) -> bytes:
    record = (HERE / "lamnas" / "dokumentstart.yaml").read_bytes()
    return record + b"#" * (size - len(record) - 1) + b"\n"


def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_more() -> None:
    assert found(judged(PLACE, padded(MAX_BYTES))) == []
    assert found(judged(PLACE, padded(MAX_BYTES + 1))) == [("KV005", PLACE, 1, 1)]


def test_twenty_levels_are_read_and_judged_by_the_schema_instead() -> None:
    text = (HERE / "005" / "tjugoen_nivaer.yaml").read_text(encoding="utf-8")
    shallower = text.replace("[" * 20, "[" * 19).replace("]" * 20, "]" * 19)
    assert [code for code, *_ in found(judged(PLACE, shallower.encode()))] == ["KV102"]


def test_a_record_in_the_folder_of_another_year_is_a_warning_and_stays() -> None:
    path = f"avvikelser/2025/{ID}.yaml"
    assessment = judged(path, (HERE / "006" / "fel_andelse.yml").read_bytes())
    assert found(assessment) == [("KV006", path, 1, 5)]
    assert [f.severity.value for f in told_of(assessment)] == ["warning"]
    assert [record.id for record in assessment.register.records] == [ID]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("avvikelser/2026/bild.png", True),
        ("avvikelser/lista.txt", True),
        ("avvikelser/2026/README.md", False),
        ("avvikelser/.gitkeep", False),
        (f"avvikelser/2026/.{ID}.yaml.x1", False),
        ("bilagor/bild.png", False),
    ],
)
def test_a_file_among_the_records_that_no_record_names_is_a_warning(path: str, *, told: bool) -> None:
    assessment = judged(path, b"\x89PNG")
    assert found(assessment) == ([("KV006", path, 1, 1)] if told else [])
    assert all(f.severity.value == "warning" and f.id is None for f in told_of(assessment))


DOCUMENT = "id: DOK-0001\ntitel: Rutin\nenhet: kardiologi\nstatus: utkast\nhandlingstyp: rutin\n"


def judged_files(files: Mapping[str, str]) -> Assessment:
    ground = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    return assess(load(MemoryTree({**ground, **{path: text.encode() for path, text in files.items()}})), TODAY)[0]


def test_what_a_body_links_to_is_named() -> None:
    files = {
        "dokument/DOK-0001.yaml": f"{DOCUMENT}innehåll: dokument/DOK-0001.md\n",
        "dokument/DOK-0001.md": "![Flödet](bilder/flode.svg)\n",
        "dokument/bilder/flode.svg": "<svg/>",
        "dokument/bilder/gammal.svg": "<svg/>",
    }
    assert found(judged_files(files)) == [("KV006", "dokument/bilder/gammal.svg", 1, 1)]


def test_a_rejected_neighbour_may_be_the_one_that_names_a_file() -> None:
    files = {"dokument/DOK-0001.yaml": DOCUMENT.replace("utkast", "okänd"), "dokument/DOK-0001.md": "Text.\n"}
    assert [code for code, *_ in found(judged_files(files))] == ["KV103"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("bilagor/lista.md", None),
        ("bilagor/borta.md", "finns inte i registret"),
        ("../bilagor/lista.md", "leder ut ur registret"),
        ("bilagor/../../lista.md", "leder ut ur registret"),
        ("/bilagor/lista.md", "är absolut"),
        ("C:/bilagor/lista.md", "är absolut"),
        ("bilagor\\lista.md", "finns inte i registret"),
        ("./bilagor/lista.md", "finns inte i registret"),
    ],
)
def test_an_attachment_is_a_file_inside_the_register(path: str, told: str | None) -> None:
    record = f"{DOCUMENT}bilagor:\n  - '{path}'\n"
    assessment = judged_files({"dokument/DOK-0001.yaml": record, "bilagor/lista.md": "Lista.\n"})
    assert found(assessment) == ([("KV007", "dokument/DOK-0001.yaml", 7, 5)] if told else [])
    assert all(told is not None and told in f.message for f in told_of(assessment))
    assert [record.id for record in assessment.register.records] == ["DOK-0001"]


def test_a_path_written_in_another_way_is_answered_with_the_right_one() -> None:
    record = f"{DOCUMENT}bilagor: [bilagor\\lista.md]\n"
    assessment = judged_files({"dokument/DOK-0001.yaml": record, "bilagor/lista.md": "Lista.\n"})
    assert [f.help for f in told_of(assessment)] == ['Menade du "bilagor/lista.md"?']


def test_a_path_that_is_like_no_other_is_not_answered_with_itself() -> None:
    assessment = judged_files({"dokument/DOK-0001.yaml": f"{DOCUMENT}bilagor: [bilagor/borta.md]\n"})
    assert [f.help for f in told_of(assessment)] == ["Lägg dit filen, rätta sökvägen eller ta bort raden."]


def test_a_missing_logotype_is_told_in_the_settings() -> None:
    settings = "vårdgivare: Region Exempel\nbörjar: 2023-01-01\nhusstil:\n  logotyp: bilder/logga.svg\n"
    assert found(judged_files({"kvalitet.yaml": settings})) == [("KV007", "kvalitet.yaml", 4, 12)]
