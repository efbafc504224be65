"""Loads a register from a tree: every valid record, and the rejected ones by name."""

import gc
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.kinds import SchemaSet, Verdicts, schema_set
from kvalitet.model.codes import CodeList, Scale, code_list, scale
from kvalitet.model.finding import Fault
from kvalitet.model.organisation import Organisation, organisation
from kvalitet.model.record import Record, Rejected
from kvalitet.model.register import Register
from kvalitet.model.settings import Settings, settings
from kvalitet.model.source import Source, Tree
from kvalitet.model.value import Value
from kvalitet.model.wording import number_text
from kvalitet.parse import MAX_BYTES, read
from kvalitet.pipeline.carried import bodies
from kvalitet.pipeline.guard import GuardedTree, guarded
from kvalitet.pipeline.intake import Draft, Intake, Reported
from kvalitet.pipeline.places import Places, own_schemas, places
from kvalitet.pipeline.texts import looked_through
from kvalitet.pipeline.workers import spread

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register with the faults that its readers saw, and the tree it came from.

    `drafts` are the files of records as read by `schemas`, by path. `secretive` are the files in which
    something was blocked out, or in whose path.
    """

    tree: GuardedTree
    register: Register
    faults: tuple[Reported, ...]
    drafts: Mapping[str, Draft] = field(default_factory=dict, repr=False)
    schemas: SchemaSet | None = field(default=None, repr=False)
    secretive: tuple[str, ...] = ()


def load(tree: Tree, *, known: Loaded | None = None) -> Loaded:
    """The register of a tree, read under guard. Raises KvalitetError only for what stops the run.

    A file that `known` has read already, the same bytes at the same place by the same schemas, is
    not read again.
    """
    with _collector_paused():
        tree = guarded(tree)
        schemas = schemas_of(tree)
        found = places(tree.entries(), schemas)
        intake = Intake(tree, schemas, Verdicts(schemas.schemas))
        for name in schemas.kinds:
            intake.verdicts.compile(name)
        special = {d.path: d for d in intake.drafts([*found.singletons.items(), *found.catalogues.items()])}
        drafts = _drafts(intake, found, known)
        twins = _twins(drafts)
        faults = [fault for draft in (*special.values(), *drafts) for fault in draft.faults]
        faults += [*twins.values(), *_misplaced(found)]
        register, unread = _register(tree, schemas, found, special, drafts, frozenset(twins))
        faults += unread
        secretive = _secretive(tree, (*special.values(), *drafts))
        return Loaded(tree, register, tuple(faults), {draft.path: draft for draft in drafts}, schemas, secretive)


def _drafts(intake: Intake, found: Places, known: Loaded | None) -> list[Draft]:
    """A draft of each record's file, in the order of their paths."""
    shared = _shared(intake, found, known) if known else {}
    read = spread(intake.drafts, sorted((path, kind) for path, kind in found.records.items() if path not in shared))
    return sorted([*shared.values(), *read], key=lambda draft: draft.path)


def _shared(intake: Intake, found: Places, known: Loaded) -> Mapping[str, Draft]:
    if known.schemas is None or known.schemas.schemas != intake.schemas.schemas:
        return {}
    blobs = {entry.path: entry.blob for entry in intake.tree.entries() if entry.blob}
    return {
        path: draft for path, draft in known.drafts.items() if path in found.records and blobs.get(path) == draft.blob
    }


def _secretive(tree: GuardedTree, drafts: Sequence[Draft]) -> tuple[str, ...]:
    read = {draft.path for draft in drafts if draft.blob}
    others = tree.read(path for path in looked_through(tree.entries()) if path not in read)
    found = {draft.path for draft in drafts if draft.blocked} | {source.path for source in others if source.blocked}
    return tuple(sorted(found | tree.renamed))


def schemas_of(tree: Tree) -> SchemaSet:
    """The shipped schemas with the register's own."""
    tree = guarded(tree)
    entries = tree.entries()
    paths = own_schemas(entries)
    large = [entry.path for entry in entries if entry.size > MAX_BYTES and entry.path in paths]
    if large:
        raise KvalitetError(f"{large[0]}: schemat är större än 1 MiB. Dela upp det.")
    own: dict[str, Source] = {}
    for source in tree.read(paths):
        name = posixpath.basename(source.path)
        if name in own:
            raise KvalitetError(f"{source.path}: schemat finns också i {own[name].path}. Ta bort det ena.")
        own[name] = source
    folder = shipped.folder("schemas")
    return schema_set(folder, own) if own else _shipped_schemas(folder)


@cache
def _shipped_schemas(folder: Path) -> SchemaSet:
    """The schemas that ship, read once however many registers are: they are the same for all."""
    return schema_set(folder)


@cache
def _shipped_codes(folder: Path) -> tuple[Mapping[str, Value], ...]:
    """The code lists and scales that ship, read once."""
    parsed = (read(path.read_bytes()).value for path in sorted(folder.glob("kodverk/**/*.yaml")))
    return tuple(value for value in parsed if value)


@contextmanager
def _collector_paused() -> Iterator[None]:
    # records are many, small and long-lived: collecting among them triples the time to load
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _register(  # noqa: PLR0913, PLR0917  # the pieces of a register
    tree: Tree,
    schemas: SchemaSet,
    found: Places,
    special: Mapping[str, Draft],
    drafts: Sequence[Draft],
    twins: frozenset[str],
) -> tuple[Register, tuple[Reported, ...]]:
    records = tuple(
        Record(str(d.data["id"]), d.schema, d.path, d.blob, d.data)
        for d in drafts
        if d.data is not None and not d.faults and d.path not in twins
    )
    refused = [_rejected(d) for d in drafts if d.faults or d.path in twins]
    refused += [Rejected(draft.path, None, draft.schema, None) for draft in special.values() if draft.faults]
    refused += [Rejected(path, _stem(path), kind, None) for path, kind in _in_the_way(found)]
    valid = {path: draft.data for path, draft in special.items() if draft.data is not None and not draft.faults}
    codes, scales = _catalogues(found, valid)
    carried, unread = bodies(tree, schemas.kinds, records, found.files)
    register = Register(
        origin=tree.origin,
        kinds=schemas.kinds,
        records=tuple(sorted(records, key=lambda record: (record.kind, record.id))),
        rejected=tuple(sorted(refused, key=lambda rejected: rejected.path)),
        organisation=_organisation(valid),
        settings=_settings(valid),
        codes=codes,
        scales=scales,
        files=found.files,
        bodies=carried,
    )
    return register, unread


def _in_the_way(found: Places) -> Iterator[tuple[str, str | None]]:
    """The files that could have been records but cannot be read as such; a link of another sort is none."""
    yield from found.stray.items()
    yield from ((path, kind) for path, kind in found.links_out.items() if path.lower().endswith((".yaml", ".yml")))


def _organisation(valid: Mapping[str, Mapping[str, Value]]) -> Organisation:
    name = "organisation.yaml"
    return organisation(name, valid[name]) if name in valid else Organisation(name, known=False)


def _settings(valid: Mapping[str, Mapping[str, Value]]) -> Settings:
    name = "kvalitet.yaml"
    return settings(name, valid[name]) if name in valid else Settings(name, known=False)


def _rejected(draft: Draft) -> Rejected:
    data = draft.data or {}
    name, unit = data.get("id"), data.get("enhet")
    return Rejected(
        draft.path,
        name if isinstance(name, str) else _stem(draft.path),
        draft.schema,
        unit if isinstance(unit, str) else None,
        data,
    )


def _stem(path: str) -> str:
    return posixpath.basename(path).partition(".")[0]


def _twins(drafts: Sequence[Draft]) -> dict[str, Reported]:
    by_id: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.data is not None and isinstance(draft.data.get("id"), str):
            by_id.setdefault(str(draft.data["id"]), []).append(draft)
    found = {}
    for name, sharing in by_id.items():
        paths = sorted(draft.path for draft in sharing)
        for draft in sharing if len(sharing) > 1 else ():
            others = _few([path for path in paths[: _NAMED + 1] if path != draft.path], len(paths) - 1)
            fault = Fault(
                path=draft.path,
                field=("id",),
                message=f'id "{name}" finns också i {others}',
                help="Ge den ena posten ett nytt id, och döp om dess fil likadant.",
            )
            found[draft.path] = ("KV201", fault)
    return found


def _few(paths: list[str], count: int) -> str:
    shown = ", ".join(paths[:_NAMED])
    return shown if count <= _NAMED else f"{shown} och {number_text(count - _NAMED)} till"


def _misplaced(found: Places) -> Iterator[Reported]:
    for path, kind in found.stray.items():
        where = "filändelsen ska vara .yaml" if kind else "filen ligger där inga poster hör hemma"
        advice = "Byt filändelse till .yaml." if kind else "Flytta den till mappen för sitt slag, eller ta bort den."
        yield "KV006", Fault(path=path, message=where, help=advice)
    for path in found.links_out:
        yield (
            "KV007",
            Fault(
                path=path,
                message="en länk som leder ut ur registret eller står i stället för en post",
                help="Ersätt länken med en vanlig fil.",
            ),
        )


def _catalogues(
    found: Places, valid: Mapping[str, Mapping[str, Value]]
) -> tuple[Mapping[str, CodeList], Mapping[str, Scale]]:
    data = list(_shipped_codes(shipped.folder("schemas")))
    data += [valid[path] for path in sorted(found.catalogues) if path in valid]
    scales = {made.id: made for made in (scale(row) for row in data if "skala" in row)}
    lists: dict[str, CodeList] = {}
    for made in (code_list(row) for row in data if "kodverk" in row):
        shipped_codes = lists[made.name].codes if made.name in lists else {}
        lists[made.name] = CodeList(made.name, made.title, {**shipped_codes, **made.codes})
    return lists, scales
