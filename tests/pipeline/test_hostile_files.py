"""Whatever lies in a register's folder becomes a record or a finding: nothing raises, nothing is dropped."""

import errno
import json
import os
import socket
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.kinds import schema_set
from kvalitet.model.assessment import Assessment
from kvalitet.model.record import Rejected
from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.pipeline import carried, workers
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import Loaded, load
from kvalitet.store.worktree import WorkTree
from tests.trees import NOWHERE, MemoryTree

TODAY = date(2026, 11, 22)
GROUND = Path(__file__).parents[1] / "rules" / "grund"
RECORD = "avvikelser/2026/AVV-2026-0001.yaml"
VALID = """id: AVV-2026-0001
titel: Fall vid förflyttning till toaletten
enhet: hjartavdelningen
status: rapporterad
rapporterande_enhet: hjartavdelningen
typ: tillbud
händelsedatum: 2026-03-01
rapporterad: 2026-03-02
kategori: fall
beskrivning: Patienten halkade men föll inte.
"""
DOCUMENT = """id: DOK-0001
titel: Rutin för hjärtstopp på vårdavdelning
enhet: kardiologi
status: utkast
handlingstyp: rutin
innehåll: dokument/DOK-0001.md
"""
OWN_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Kvittens",
    "description": "Ett eget slag.",
    "x-kvalitet": {"prefix": "QVX", "mapp": "kvittenser", "årsvis": False},
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "titel": {"$ref": "gemensam.schema.json#/$defs/titel"},
        "slag": {"enum": ["a", "b"]},
    },
    "required": ["id"],
    "additionalProperties": False,
}

quickly = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def ground() -> Mapping[str, bytes]:
    """What every register needs: the organisation and the settings."""
    return {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}


@cache
def every_sort() -> Mapping[str, bytes]:
    """A file of every sort that a register holds: a record of each kind, code lists, a scale, a body, a schema."""
    register, schemas = shipped.folder("register"), shipped.folder("schemas")
    files = {name: (register / name).read_bytes() for name in ("organisation.yaml", "kvalitet.yaml")}
    for folder in folders():
        found = sorted((register / folder).rglob("*.yaml"))
        files |= {str(p.relative_to(register)): p.read_bytes() for p in found[:1]}
    body = "innehall/DOK-0001.md"
    files[body] = (register / body).read_bytes()
    for path in ("kodverk/kategorier.yaml", "kodverk/roller.yaml"):
        files[path] = (schemas / path).read_bytes()
    scale = min((schemas / "kodverk/skalor").glob("*.yaml"))
    files[f"kodverk/skalor/{scale.name}"] = scale.read_bytes()
    return files


def folders() -> tuple[str, ...]:
    return tuple(kind.folder for kind in SCHEMAS.kinds.values())


SCHEMAS = schema_set(shipped.folder("schemas"))


def is_owned(path: str) -> bool:
    return path.startswith(tuple(f"{folder}/" for folder in folders()))


def judged(tree: Tree, today: date = TODAY) -> tuple[Loaded, Assessment]:
    """A register read and judged, once it is seen that no file is lost and that every finding can be shown."""
    loaded = load(tree)
    assessment, _ = assess(loaded, today)
    register = loaded.register
    owned = [e.path for e in tree.entries() if e.path.endswith(".yaml") and is_owned(e.path)]
    hidden = [path for path in owned if any(step.startswith(".") for step in path.split("/"))]
    taken = Counter([record.path for record in register.records] + [row.path for row in register.rejected])
    assert {path for path in taken if is_owned(path) and path.endswith(".yaml")} == set(owned) - set(hidden)
    assert set(taken.values()) <= {1}
    assert {row.path for row in register.rejected} <= {fault.path for _, fault in loaded.faults}
    for finding in assessment.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message.isprintable() or "\u2009" in finding.message
        assert "\n" not in finding.message + finding.help
    fingerprints = Counter(finding.fingerprint for finding in assessment.findings)
    assert set(fingerprints.values()) <= {1}
    assert as_bytes(assessment)
    return loaded, assessment


def as_bytes(assessment: Assessment) -> bytes:
    rows = [*map(asdict, assessment.findings), *map(asdict, assessment.deadlines)]
    names = [(record.id, record.path) for record in assessment.register.records]
    rejected = [(row.path, row.id, row.kind, row.unit) for row in assessment.register.rejected]
    return json.dumps([rows, names, rejected], default=str, ensure_ascii=False).encode()


def codes(assessment: Assessment, path: str | None = None) -> list[str]:
    return [f.code for f in assessment.findings if path is None or f.path == f"register/{path}"]


def rejected_paths(loaded: Loaded) -> list[str]:
    return [row.path for row in loaded.register.rejected]


PLACES = st.sampled_from(sorted(every_sort()))


def test_the_register_to_be_broken_is_whole_to_begin_with() -> None:
    loaded, assessment = judged(MemoryTree(every_sort()))
    assert len(loaded.register.records) >= 8
    assert loaded.register.rejected == ()
    assert not [f for f in assessment.findings if f.code.startswith(("KV0", "KV1"))]


@quickly
@given(path=PLACES, data=st.binary(max_size=400))
def test_any_bytes_as_any_file_are_read(path: str, data: bytes) -> None:
    judged(MemoryTree({**every_sort(), path: data}))


@quickly
@given(path=PLACES, text=st.text(max_size=200), before=st.booleans())
def test_any_text_before_or_after_any_file_is_read(path: str, text: str, *, before: bool) -> None:
    data = every_sort()[path]
    added = text.encode()
    judged(MemoryTree({**every_sort(), path: added + data if before else data + added}))


SCALARS = (
    "", "null", "~", "true", "0", "-1", "999999999999999999", "9" * 400, "1e400", "0.1", "3.0", "''", '"x"', "[]", "{}",
    "[[]]", "[null]", "{a: 1}", "{id: A1}", "0001-01-01", "9999-12-31", "9999-12", "2024-02-29", "2023-02-29",
    "2026-13-45", "P9999Y", "P0D", "9999-W52", "2026-W53", "9999", "0000", "x" * 5000, '"\\U0001F600"', '"\\0"',
    "AVV-2026-0001", "A1", "/", "a/", "/b", "verksamhetschef/kardiologi", "4x4@1", "*a", "&a b", "!t x", "|", ">",
    "- a", "? a", "[" * 19 + "]" * 19, "[" * 30 + "]" * 30,
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change to the lines of a file: which, where, with what."""

    what: str
    at: int
    other: int
    scalar: str

    def made(self, lines: Sequence[str]) -> list[str]:
        if not lines:
            return [self.scalar]
        here, there = self.at % len(lines), self.other % len(lines)
        changed = list(lines)
        match self.what:
            case "delete":
                del changed[here]
            case "double":
                changed.insert(here, changed[there])
            case "swap":
                changed[here], changed[there] = changed[there], changed[here]
            case "cut":
                changed[here] = changed[here][: self.other % (len(changed[here]) + 1)]
            case "indent":
                changed[here] = f"  {changed[here]}"
            case "value":
                key, colon, _ = changed[here].partition(":")
                changed[here] = f"{key}{colon or ':'} {self.scalar}"
            case "item":
                changed.insert(here, f"{' ' * (self.other % 7)}- {self.scalar}")
            case _:
                changed = [f"{line.partition(':')[0]}:" for line in changed]
        return changed


CHANGES = st.builds(
    Change,
    what=st.sampled_from(("delete", "double", "swap", "cut", "indent", "value", "value", "value", "item", "nulls")),
    at=st.integers(0, 500),
    other=st.integers(0, 500),
    scalar=st.sampled_from(SCALARS),
)


@settings(quickly, max_examples=25)
@given(changes=st.lists(st.tuples(PLACES, CHANGES), min_size=1, max_size=8))
def test_any_change_to_the_lines_of_valid_files_is_read(changes: list[tuple[str, Change]]) -> None:
    files = {path: data.decode().splitlines() for path, data in every_sort().items()}
    for path, change in changes:
        files[path] = change.made(files[path])
    judged(MemoryTree({path: "\n".join(lines).encode() for path, lines in files.items()}))


def test_every_value_of_every_kind_may_be_empty() -> None:
    for path, data in every_sort().items():
        if path.endswith(".yaml"):
            emptied = "\n".join(line.partition(":")[0] + ":" for line in data.decode().splitlines())
            judged(MemoryTree({**every_sort(), path: emptied.encode()}))


def test_every_key_of_every_record_may_be_missing() -> None:
    parts = {path: tops(data) for path, data in every_sort().items() if path.endswith(".yaml")}
    for number in range(max(map(len, parts.values()))):
        lacking = {path: b"".join(p for n, p in enumerate(found) if n != number) for path, found in parts.items()}
        judged(MemoryTree({**every_sort(), **lacking}))


def tops(data: bytes) -> list[bytes]:
    """A file's text cut before each key at its top level."""
    lines = data.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if not line.startswith((b" ", b"-", b"#", b"\n"))]
    return [b"".join(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


# what a register brings itself


@quickly
@given(data=st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_as_a_schema_stop_the_run_in_one_line(data: bytes) -> None:
    with pytest.raises(KvalitetError) as caught:
        load(MemoryTree({**ground(), "schemas/kvittens.schema.json": data}))
    said = str(caught.value)
    assert said.startswith("schemas/kvittens.schema.json: ")
    assert len(said.splitlines()) == 1


def own(**changes: Any) -> bytes:  # noqa: ANN401  # any JSON
    return json.dumps({**OWN_SCHEMA, **{key.replace("x_", "x-"): value for key, value in changes.items()}}).encode()


def with_property(schema: object) -> bytes:
    return own(properties={**OWN_SCHEMA["properties"], "fält": schema})


def about(**changes: object) -> bytes:
    return own(x_kvalitet={**OWN_SCHEMA["x-kvalitet"], **changes})


A_REFERENCE = {"$ref": "#/$defs/a"}
UNFIT = {
    "a folder out of the register": (about(mapp="../x"), "mapp"),
    "a folder of another kind": (about(mapp="avvikelser"), "avvikelser"),
    "a folder that means something else": (about(mapp="kodverk"), "kodverk"),
    "a prefix of another kind": (about(prefix="AVV"), "AVV"),
    "a prefix that is a number": (about(prefix=3), "prefix"),
    "a file of which there is one": (own(x_kvalitet={"fil": "organisation.yaml"}), "x-kvalitet"),
    "no folder": (own(x_kvalitet={"prefix": "QVX"}), "x-kvalitet"),
    "nothing about itself": (own(x_kvalitet=[]), "x-kvalitet"),
    "statuses that are lists": (about(öppna=[[1]]), "öppna"),
    "a list of properties": (own(properties=[]), "properties"),
    "a property that is true": (with_property(schema=True), "fält"),
    "an unknown type": (with_property({"type": "datum"}), "fält"),
    "a pattern that nobody understands": (with_property({"pattern": "["}), "mönstret"),
    "a pattern that only one of two understands": (with_property({"pattern": "^\\p{Lu}$"}), "mönstret"),
    "a reference to nothing": (with_property({"$ref": "#/$defs/saknas"}), "saknas"),
    "a reference to the web": (with_property({"$ref": "https://example.com/x.json"}), "example"),
    "a reference to an unknown kind": (with_property({"type": "string", "x-ref": ["okänd"]}), "okänd"),
    "an annotation of the wrong type": (with_property({"type": "string", "x-material": 1}), "x-material"),
    "a definition that is itself": (
        own(properties={"a": A_REFERENCE}, **{"$defs": {"a": A_REFERENCE}}), "a innehåller",
    ),
    "definitions in a circle": (
        own(properties={"a": A_REFERENCE}, **{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"items": A_REFERENCE}}}),
        "a innehåller",
    ),
    "a definition that holds eight of itself": (
        own(properties={"a": A_REFERENCE}, **{"$defs": {"a": {"properties": dict.fromkeys("abcdefgh", A_REFERENCE)}}}),
        "a innehåller",
    ),
    "definitions that hold ten of the next": (
        own(
            properties={"a": {"$ref": "#/$defs/d0"}},
            **{"$defs": {
                f"d{n}": {"properties": {f"f{m}": {"$ref": f"#/$defs/d{n + 1}"} for m in range(10)}} for n in range(8)
            } | {"d8": {"type": "string"}}},
        ),
        "fält",
    ),
    "a definition that takes the place of a shared one": (
        own(properties={"a": {"$ref": "#/$defs/titel"}}, **{"$defs": {"titel": {"type": "integer"}}}),
        "titel",
    ),
    "levels beyond counting": (b'{"a":' * 800 + b"1" + b"}" * 800, "nivåer"),
    "more levels than can be read": (b"[" * 100_000, "JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_a_schema_that_cannot_be_used_stops_the_run_at_once(name: str) -> None:
    data, named = UNFIT[name]
    started = time.process_time()
    with pytest.raises(KvalitetError, match=named) as caught:
        load(MemoryTree({**ground(), "schemas/kvittens.schema.json": data}))
    assert len(str(caught.value).splitlines()) == 1
    assert time.process_time() - started < 5


def test_a_schema_of_the_register_s_own_makes_a_kind() -> None:
    files = {**ground(), "schemas/kvittens.schema.json": own(), "kvittenser/QVX-0001.yaml": b"id: QVX-0001\n"}
    loaded, _ = judged(MemoryTree(files))
    assert [record.kind for record in loaded.register.records] == ["kvittens"]


def test_two_schemas_with_one_name_stop_the_run() -> None:
    files = {**ground(), "schemas/kvittens.schema.json": own(), "schemas/inre/kvittens.schema.json": own()}
    with pytest.raises(KvalitetError, match=r"finns också i"):
        load(MemoryTree(files))


@quickly
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "titel", "z"]), inner),
        max_leaves=8,
    )
)
def test_any_record_of_an_own_kind_that_forgets_to_demand_an_id_is_read(value: object) -> None:
    record = json.dumps(value).encode()
    schema = own(required=[], properties={**OWN_SCHEMA["properties"], "id": {}}, additionalProperties=True)
    files = {**ground(), "schemas/kvittens.schema.json": schema, "kvittenser/QVX-0001.yaml": record}
    loaded = load(MemoryTree(files))
    assess(loaded, TODAY)
    assert len(loaded.register.records) + len(loaded.register.rejected) == 1


@pytest.mark.parametrize("year", ["", "årsvis"])
def test_the_tool_itself_sees_to_the_shape_of_an_id(year: str) -> None:
    schema = about(årsvis=bool(year))
    records = {f"kvittenser/{name}.yaml": f"id: {name}\n".encode() for name in ("QVX-0001", "QVX-2026-0001", "QVX-1")}
    loaded = load(MemoryTree({**ground(), "schemas/kvittens.schema.json": schema, **records}))
    assert [record.id for record in loaded.register.records] == ["QVX-2026-0001" if year else "QVX-0001"]
    assert {code for code, _ in loaded.faults} == {"KV106"}


# files that others are judged by


BROKEN = (b"\xff\x00", b"", b"x: [", b"okant: 1\n", b"a: 1\na: 2\n", b"- a\n")


@pytest.mark.parametrize("data", BROKEN)
def test_without_the_organisation_no_unit_is_called_unknown(data: bytes) -> None:
    files = {**every_sort(), "organisation.yaml": data}
    loaded, assessment = judged(MemoryTree(files))
    assert rejected_paths(loaded) == ["organisation.yaml"]
    assert loaded.register.rejected == (Rejected("organisation.yaml", None, "organisation", None),)
    assert codes(assessment, "organisation.yaml")
    assert not {"KV205", "KV801", "KV805"} & set(codes(assessment))


@pytest.mark.parametrize("data", BROKEN)
def test_without_the_settings_nothing_is_demanded_that_they_alone_demand(data: bytes) -> None:
    files = {**every_sort(), "kvalitet.yaml": data}
    loaded, assessment = judged(MemoryTree(files))
    assert rejected_paths(loaded) == ["kvalitet.yaml"]
    assert codes(assessment, "kvalitet.yaml")
    before = Counter(codes(judged(MemoryTree(every_sort()))[1]))
    # counted from no first day, what recurs may have more to say, but what refers and names has not
    assert not {code for code in Counter(codes(assessment)) - before if code.startswith(("KV2", "KV8"))}


@pytest.mark.parametrize("data", BROKEN)
@pytest.mark.parametrize("path", ["kodverk/kategorier.yaml", "kodverk/skalor/4x4.yaml"])
def test_without_a_code_list_no_code_is_called_unknown(path: str, data: bytes) -> None:
    using = VALID.replace("kategori: fall", "kategori: vår_egen\nskala: egen@1\nallvarlighetsgrad: 1")
    files = {**ground(), RECORD: using.encode()}
    assert "KV206" in codes(judged(MemoryTree(files))[1])
    loaded, assessment = judged(MemoryTree({**files, path: data}))
    assert rejected_paths(loaded) == [path]
    assert codes(assessment, path)
    assert "KV206" not in codes(assessment)


def test_two_lists_with_one_name_give_the_same_whatever_their_order() -> None:
    head = "kodverk: kategorier\ntitel: T\nbeskrivning: B\nkoder: [{id: fall, etikett: "
    files = {**ground(), "kodverk/a.yaml": f"{head}A}}]\n".encode(), "kodverk/b.yaml": f"{head}B}}]\n".encode()}
    backwards = dict(reversed(files.items()))
    labels = {load(MemoryTree(tree)).register.label("kategorier", "fall") for tree in (files, backwards)}
    labels |= {load(Shuffled(MemoryTree(files), (3, 2, 1, 0))).register.label("kategorier", "fall")}
    assert labels == {"B"}


# rejected records


def test_a_reference_to_a_rejected_record_is_not_dangling() -> None:
    citing = VALID.replace("kategori: fall", "relaterat: [AVV-2026-0002]").encode()
    broken = VALID.replace("AVV-2026-0001", "AVV-2026-0002").replace("typ: tillbud", "typ: okänd")
    other = "avvikelser/2026/AVV-2026-0002.yaml"
    assert "KV203" in codes(judged(MemoryTree({**ground(), RECORD: citing}))[1], RECORD)
    for data in (broken, broken.replace("id: AVV-2026-0002", "id: AVV-2026-2"), "id: [", ""):
        loaded, assessment = judged(MemoryTree({**ground(), RECORD: citing, other: data.encode()}))
        assert rejected_paths(loaded) == [other]
        assert "KV203" not in codes(assessment, RECORD)


def test_files_that_share_an_id_are_all_rejected_and_each_says_where_the_others_are() -> None:
    paths = [f"avvikelser/2026/AVV-2026-000{number}.yaml" for number in range(1, 6)]
    loaded, assessment = judged(MemoryTree({**ground(), **dict.fromkeys(paths, VALID.encode())}))
    assert rejected_paths(loaded) == paths
    assert [f.message for f in assessment.findings if f.path.endswith("0002.yaml")] == [
        f'id "AVV-2026-0001" finns också i {paths[0]}, {paths[2]}, {paths[3]} och 1 till'
    ]


@pytest.mark.parametrize(
    "name", ["avv-2026-0001", "AVV-2026-000１", "AVV-2026-0001 ", "AVV\u20112026-0001", "ÅVV-2026-0001"]
)
def test_an_id_that_only_looks_like_one_is_rejected_and_not_a_twin(name: str) -> None:
    other = "avvikelser/2026/tvilling.yaml"
    files = {**ground(), RECORD: VALID.encode(), other: VALID.replace("id: AVV-2026-0001", f'id: "{name}"').encode()}
    loaded, assessment = judged(MemoryTree(files))
    assert rejected_paths(loaded) == [other]
    assert "KV201" not in codes(assessment)


NAMES = (
    "med mellanslag.yaml", "😀.yaml", "ny\nrad.yaml", "AVV-2026-0001.YAML", "a\u030a.yaml", "å.yaml", "-rf.yaml",
    "*.yaml", "[x].yaml", "\x1b[31m.yaml", f"{'x' * 250}.yaml", "README.yaml", "readmission.yaml", "~.yaml",
    "a\\b.yaml", "AVV-2026-0001.yaml.yaml", "..yaml.yaml", "CON.yaml", "<b>.yaml", "a:b.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    register = on_disk(tmp_path)
    for folder in ("avvikelser/2026", "", "kodverk"):
        (register / folder).mkdir(parents=True, exist_ok=True)
        (register / folder / name).write_bytes(VALID.encode())
    loaded, _ = judged(disk(register))
    missing = [] if name.startswith(".") else [f"avvikelser/2026/{name}"]
    taken = [record.path for record in loaded.register.records] + rejected_paths(loaded)
    assert [path for path in taken if path.startswith("avvikelser/")] == missing


def test_a_name_that_is_not_utf_8_is_a_file_like_any_other(tmp_path: Path) -> None:
    register = on_disk(tmp_path)
    (register / "avvikelser").mkdir()
    for byte in (b"\xff", b"\xfe", b"\xe5"):
        try:
            Path(os.fsdecode(os.fsencode(register) + b"/avvikelser/" + byte + b".yaml")).write_bytes(b"x")
        except OSError:
            pytest.skip("the file system demands UTF-8")
    loaded, _ = judged(disk(register))
    assert len(loaded.register.rejected) == 3


# what is no plain file


def on_disk(folder: Path, **more: bytes) -> Path:
    register = folder / "register"
    for path, data in {**ground(), **more}.items():
        (register / path).parent.mkdir(parents=True, exist_ok=True)
        (register / path).write_bytes(data)
    return register


def disk(register: Path) -> WorkTree:
    return WorkTree(register, NOWHERE)


def test_folders_called_like_files_and_empty_folders_are_folders(tmp_path: Path) -> None:
    register = on_disk(tmp_path)
    (register / "avvikelser/2026/AVV-2026-0002.yaml").mkdir(parents=True)
    (register / "avvikelser/2027").mkdir()
    (register / RECORD).write_bytes(VALID.encode())
    (register / "avvikelser/2026/AVV-2026-0002.yaml/AVV-2026-0003.yaml").write_bytes(b"x")
    loaded, _ = judged(disk(register))
    assert [record.id for record in loaded.register.records] == ["AVV-2026-0001"]
    assert rejected_paths(loaded) == ["avvikelser/2026/AVV-2026-0002.yaml/AVV-2026-0003.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_pipes_and_sockets_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = on_disk(tmp_path)
    (register / "avvikelser").mkdir()
    os.mkfifo(register / "avvikelser/AVV-2026-0001.yaml")
    # the path of a socket may not be long
    monkeypatch.chdir(register / "avvikelser")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("AVV-2026-0002.yaml")
        loaded, _ = judged(disk(register))
    assert loaded.register.records == ()


@pytest.mark.parametrize(
    "target", ["/dev/zero", "/etc/passwd", "../../../etc/passwd", "AVV-2026-0002.yaml", ".", "..", "nowhere", "\n"]
)
def test_a_link_in_place_of_a_file_is_named_and_never_followed(tmp_path: Path, target: str) -> None:
    places = (RECORD, "avvikelser/2026/AVV-2026-0002.yaml", "organisation.yaml", "kodverk/kategorier.yaml")
    register = on_disk(tmp_path)
    (register / "organisation.yaml").unlink()
    for place in places:
        (register / place).parent.mkdir(parents=True, exist_ok=True)
        (register / place).symlink_to(target)
    loaded, assessment = judged(disk(register))
    assert rejected_paths(loaded) == sorted(places)
    assert all("KV007" in codes(assessment, place) for place in places)


def test_a_link_to_a_folder_is_not_gone_into(tmp_path: Path) -> None:
    register = on_disk(tmp_path)
    (register / "avvikelser").symlink_to(".")
    (register / "dokument").symlink_to("/")
    (register / "slinga").symlink_to("slinga")
    loaded, assessment = judged(disk(register))
    assert loaded.register.records == ()
    assert codes(assessment, "dokument") == ["KV007"]


@dataclass(frozen=True)
class Watched:
    """A tree that remembers which files were read."""

    tree: Tree
    seen: list[str] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        return self.tree.origin

    def entries(self) -> tuple[Entry, ...]:
        return self.tree.entries()

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        for source in self.tree.read(paths):
            self.seen.append(source.path)
            yield source


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("avvikelser/2026/AVV-2026-0002.yaml", "KV005"),
        ("organisation.yaml", "KV005"),
        ("kvalitet.yaml", "KV005"),
        ("kodverk/kategorier.yaml", "KV005"),
        ("dokument/DOK-0001.md", "KV005"),
        ("film.yaml", "KV006"),
    ],
)
def test_a_file_of_two_gibibytes_is_told_by_its_size_and_never_read(tmp_path: Path, path: str, code: str) -> None:
    register = on_disk(tmp_path, **{RECORD: VALID.encode(), "dokument/DOK-0001.yaml": DOCUMENT.encode()})
    (register / path).parent.mkdir(parents=True, exist_ok=True)
    with (register / path).open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    watched = Watched(disk(register))
    _, assessment = judged(watched)
    assert code in codes(assessment, path)
    assert path not in watched.seen
    assert RECORD in watched.seen


def test_a_schema_of_two_gibibytes_stops_the_run_unread(tmp_path: Path) -> None:
    register = on_disk(tmp_path)
    (register / "schemas").mkdir()
    with (register / "schemas/kvittens.schema.json").open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    watched = Watched(disk(register))
    with pytest.raises(KvalitetError, match=r"^schemas/kvittens\.schema\.json: schemat är större än 1 MiB"):
        load(watched)
    assert watched.seen == []


def test_a_file_without_permission_stops_the_run_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "avvikelser/ny\nrad.yaml"
    register = on_disk(tmp_path, **{name: b"x"})
    opened = os.open

    def refuse(path: Any, *arguments: Any, **named: Any) -> int:  # noqa: ANN401  # as os.open
        if os.fsencode(path).endswith(b"rad.yaml"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return opened(path, *arguments, **named)

    # root, whom tests may run as, is refused nothing
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(KvalitetError) as caught:
        load(disk(register))
    assert str(caught.value) == "avvikelser/ny rad.yaml gick inte att läsa: läsrättighet saknas"


def test_a_file_that_is_gone_when_it_is_to_be_read_stops_the_run_in_one_line(tmp_path: Path) -> None:
    register = on_disk(tmp_path, **{RECORD: VALID.encode()})
    tree = disk(register)
    assert len(tree.entries()) == 3
    (register / RECORD).unlink()
    with pytest.raises(KvalitetError, match=r"^avvikelser/2026/AVV-2026-0001\.yaml finns inte längre på disken"):
        load(tree)


# bodies


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"# Rutin\n", []),
        (b"\xff", ["KV003"]),
        ("# Rutin för hjärtstopp".encode("cp1252"), ["KV003"]),
        ("\ufeff# Rutin".encode(), ["KV003"]),
        (b"a" * (1024**2 + 1), ["KV005"]),
        (b"[" * 30_000, []),
        (b"> " * 50_000, []),
        (b"*a_ " * 10_000, []),
    ],
)
def test_any_body_is_read_within_bounds(data: bytes, expected: list[str]) -> None:
    files = {**ground(), "dokument/DOK-0001.yaml": DOCUMENT.encode(), "dokument/DOK-0001.md": data}
    started = time.process_time()
    loaded, assessment = judged(MemoryTree(files))
    assert [record.id for record in loaded.register.records] == ["DOK-0001"]
    assert [code for code in codes(assessment, "dokument/DOK-0001.md") if code.startswith("KV00")] == expected
    # the slowest takes two seconds; what grows as the square of its length takes minutes
    assert time.process_time() - started < 30


def test_a_body_too_large_to_be_read_belongs_to_the_record_that_carries_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "MAX_BODY", 1024**2)
    files = {
        **ground(),
        "dokument/DOK-0001.yaml": DOCUMENT.replace(".md", ".pdf").encode(),
        "dokument/DOK-0001.pdf": bytes(1024**2 + 1),
    }
    loaded, assessment = judged(MemoryTree(files))
    assert loaded.register.bodies == {}
    found = [f for f in assessment.findings if f.code == "KV005"]
    assert [(f.id, f.path) for f in found] == [("DOK-0001", "register/dokument/DOK-0001.pdf")]
    assert found[0].message == "filen är större än 1 MiB, som är gränsen för innehållet i en post"


# order, workers


@dataclass(frozen=True)
class Shuffled:
    """A tree that lists its files in another order."""

    tree: Tree
    order: tuple[int, ...]

    @property
    def origin(self) -> Origin:
        return self.tree.origin

    def entries(self) -> tuple[Entry, ...]:
        listed = self.tree.entries()
        return tuple(listed[index] for index in self.order)

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        return self.tree.read(paths)


def broken_and_whole() -> Mapping[str, bytes]:
    files = dict(every_sort())
    files |= {f"avvikelser/2026/AVV-2026-90{n:02}.yaml": VALID.replace("0001", f"90{n:02}").encode() for n in range(9)}
    files |= {
        "avvikelser/2026/AVV-2026-9101.yaml": VALID.encode(),
        "avvikelser/2026/AVV-2026-9102.yaml": VALID.encode(),
    }
    files |= {"avvikelser/2026/x.yaml": b"[", "spill.yaml": b"x", "dokument/fel.yml": b"x", "dokument/los.txt": b"x"}
    return files


@settings(quickly, max_examples=8)
@given(data=st.data())
def test_the_order_of_the_files_does_not_matter(data: st.DataObject) -> None:
    tree = MemoryTree(broken_and_whole())
    order = data.draw(st.permutations(range(len(tree.files))))
    _, expected = judged(tree)
    _, found = judged(Shuffled(tree, tuple(order)))
    assert as_bytes(found) == as_bytes(expected)


def many_workers(monkeypatch: pytest.MonkeyPatch, count: int = 3) -> None:
    monkeypatch.setattr(workers, "WORTHWHILE", 2)
    monkeypatch.setattr(workers, "_processors", lambda: count)


def test_forked_workers_read_what_one_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = as_bytes(judged(MemoryTree(broken_and_whole()))[1])
    for count in (2, 3, 7):
        many_workers(monkeypatch, count)
        assert as_bytes(judged(MemoryTree(broken_and_whole()))[1]) == alone


@pytest.mark.parametrize("death", ["exit", "raise", "half a message"])
def test_a_worker_that_dies_loses_nothing_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], death: str
) -> None:
    parent = os.getpid()
    send = workers._send

    def dying_send(work: Any, items: Any, sender: Connection) -> None:  # noqa: ANN401  # as workers._send
        if death == "half a message":
            # the length of what will never come
            os.write(sender.fileno(), b"\x00\x00\xff\xff\x00")
            os._exit(1)
        send(work, items, sender)

    def work(items: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            if death == "raise":
                raise RuntimeError
            os._exit(1)
        return [item * 2 for item in items]

    many_workers(monkeypatch)
    monkeypatch.setattr(workers, "_send", dying_send)
    assert workers.spread(work, range(100)) == [item * 2 for item in range(100)]
    assert capfd.readouterr() == ("", "")


def test_what_a_worker_is_refused_is_told_once_by_the_parent(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(items: Sequence[int]) -> list[int]:
        if 99 in items:
            raise KvalitetError("filen 99 gick inte att läsa")
        return list(items)

    many_workers(monkeypatch)
    with pytest.raises(KvalitetError, match="99"):
        workers.spread(work, range(100))
    assert capfd.readouterr() == ("", "")


# time


def timed(files: Mapping[str, bytes]) -> tuple[Loaded, Assessment, float]:
    started = time.process_time()
    loaded = load(MemoryTree(files))
    assessment, _ = assess(loaded, TODAY)
    return loaded, assessment, time.process_time() - started


def numbered(count: int, text: str) -> Mapping[str, bytes]:
    names = [f"AVV-2026-{number:05}" for number in range(count)]
    return {f"avvikelser/2026/{name}.yaml": text.replace("AVV-2026-0001", name).encode() for name in names}


@pytest.mark.parametrize("data", [b"", b"x", b"\xff", b"a: [", b"id: AVV-2026-0001\n"])
def test_five_thousand_small_invalid_files_take_seconds(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    # one process, so that all the time is seen
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    paths = [f"avvikelser/2026/AVV-2026-{number:05}.yaml" for number in range(5000)]
    loaded, assessment, took = timed({**ground(), **dict.fromkeys(paths, data)})
    assert len(loaded.register.rejected) == 5000
    assert len({f.path for f in assessment.findings if "AVV-" in f.path}) == 5000
    assert took < 30


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("typ: tillbud", "typ: tilbud"),
        ("beskrivning:", "beskrivnig:"),
        ("rapporterad: 2026-03-02", "rapporterad: 2026-13-02"),
        ("typ: tillbud", "typ: tillbud\nrelaterat: [AVV-2025-00001]"),
        ("enhet: hjartavdelningen", "enhet: hjartavdelning"),
        ("kategori: fall", "kategori: falll"),
    ],
)
def test_faults_cost_a_few_times_what_right_records_cost(
    monkeypatch: pytest.MonkeyPatch, right: str, wrong: str
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    clean, _, usual = timed({**ground(), **numbered(400, VALID)})
    assert len(clean.register.records) == 400
    _, assessment, took = timed({**ground(), **numbered(400, VALID.replace(right, wrong))})
    assert len({f.path for f in assessment.findings if "AVV-" in f.path}) == 400
    # by measure at most four times as long; the rest is for a busy machine
    assert took < 8 * usual + 1


def test_a_record_of_one_mebibyte_is_read_as_any_other() -> None:
    text = VALID + "slutsats: |\n" + "  ord\n" * 170_000
    assert 1_000_000 < len(text.encode()) <= 1024**2
    loaded, _, took = timed({**ground(), RECORD: text.encode()})
    assert len(loaded.register.records) == 1
    assert took < 30


FLOODS = {
    "unknown fields": "".join(f"k{number}: 1\n" for number in range(50_000)),
    "misspelt fields": "".join(f"beskrivnin{number}: 1\n" for number in range(40_000)),
    "wrong items": "åtgärder:\n" + "".join(f"- {{id: A{number}, x: 1}}\n" for number in range(10_000)),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_faults_in_one_file_is_told_in_part(name: str) -> None:
    loaded, assessment, took = timed({**ground(), RECORD: (VALID + FLOODS[name]).encode()})
    assert rejected_paths(loaded) == [RECORD]
    assert 0 < len(assessment.findings) <= 1000
    assert took < 20


def test_a_flood_of_references_that_lead_nowhere_is_told_in_whole() -> None:
    flood = "relaterat:\n" + "".join(f"- X-{number}\n" for number in range(10_000)) + f"- {'X' * 300_000}\n"
    loaded, assessment, took = timed({**ground(), RECORD: (VALID + flood).encode()})
    assert loaded.register.rejected == ()
    assert Counter(codes(assessment))["KV203"] == 10_001
    assert max(len(f.message) for f in assessment.findings) < 3000
    assert took < 20
