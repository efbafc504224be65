"""Loads a register from a tree: every valid record, and the rejected ones by name."""

import gc
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kvalitet import shipped
from kvalitet.bodies import body
from kvalitet.kinds import SchemaSet, Verdicts, schema_set
from kvalitet.model.codes import CodeList, Scale, code_list, scale
from kvalitet.model.finding import Fault
from kvalitet.model.kind import matches
from kvalitet.model.organisation import Organisation, organisation
from kvalitet.model.record import Record, Rejected
from kvalitet.model.register import Body, Register
from kvalitet.model.settings import Settings, settings
from kvalitet.model.source import Tree
from kvalitet.model.value import Value
from kvalitet.parse import read
from kvalitet.pipeline.intake import Draft, Intake, Reported
from kvalitet.pipeline.places import Places, own_schemas, places
from kvalitet.pipeline.workers import spread


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register with the faults that its readers saw, and the tree it came from."""

    tree: Tree
    register: Register
    faults: tuple[Reported, ...]


def load(tree: Tree) -> Loaded:
    """The register of a tree. Raises KvalitetError only for what stops the run."""
    with _collector_paused():
        schemas = schemas_of(tree)
        found = places(tree.entries(), schemas)
        intake = Intake(tree, schemas, Verdicts(schemas.schemas))
        for name in schemas.kinds:
            intake.verdicts.compile(name)
        special = {d.path: d for d in intake.drafts([*found.singletons.items(), *found.catalogues.items()])}
        drafts = spread(intake.drafts, sorted(found.records.items()))
        twins = _twins(drafts)
        faults = [fault for draft in (*special.values(), *drafts) for fault in draft.faults]
        faults += [*twins.values(), *_misplaced(found)]
        register = _register(tree, schemas, found, special, drafts, frozenset(twins))
        return Loaded(tree, register, tuple(faults))


def schemas_of(tree: Tree) -> SchemaSet:
    """The shipped schemas with the register's own."""
    own = {posixpath.basename(s.path): s for s in tree.read(own_schemas(tree.entries()))}
    return schema_set(shipped.folder("schemas"), own)


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
) -> Register:
    records = tuple(
        Record(str(d.data["id"]), d.schema, d.path, d.blob, d.data)
        for d in drafts
        if d.data is not None and not d.faults and d.path not in twins
    )
    refused = [_rejected(d) for d in drafts if d.faults or d.path in twins]
    refused += [Rejected(path, _stem(path), kind, None) for path, kind in {**found.stray, **found.links_out}.items()]
    valid = {path: draft.data for path, draft in special.items() if draft.data is not None and not draft.faults}
    codes, scales = _catalogues(found, valid)
    return Register(
        origin=tree.origin,
        kinds=schemas.kinds,
        records=tuple(sorted(records, key=lambda record: (record.kind, record.id))),
        rejected=tuple(sorted(refused, key=lambda rejected: rejected.path)),
        organisation=_organisation(valid),
        settings=_settings(valid),
        codes=codes,
        scales=scales,
        files=found.files,
        bodies=_bodies(tree, schemas, records, found.files),
    )


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
        for draft in sharing if len(sharing) > 1 else ():
            others = ", ".join(sorted(d.path for d in sharing if d is not draft))
            fault = Fault(
                path=draft.path,
                field=("id",),
                message=f'id "{name}" finns också i {others}',
                help="Ge den ena posten ett nytt id, och döp om dess fil likadant.",
            )
            found[draft.path] = ("KV201", fault)
    return found


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
    shipped_files = sorted(shipped.folder("schemas").glob("kodverk/**/*.yaml"))
    parsed = (read(path.read_bytes()).value for path in shipped_files)
    data: list[Mapping[str, Value]] = [value for value in parsed if value]
    data += [valid[path] for path in found.catalogues if path in valid]
    scales = {made.id: made for made in (scale(row) for row in data if "skala" in row)}
    lists: dict[str, CodeList] = {}
    for made in (code_list(row) for row in data if "kodverk" in row):
        shipped_codes = lists[made.name].codes if made.name in lists else {}
        lists[made.name] = CodeList(made.name, made.title, {**shipped_codes, **made.codes})
    return lists, scales


def _bodies(tree: Tree, schemas: SchemaSet, records: Sequence[Record], files: frozenset[str]) -> Mapping[str, Body]:
    wanted = {
        value
        for record in records
        for field in schemas.kinds[record.kind].fields
        if field.attachment and field.material
        for _, value in matches(record.data, field.pattern)
        if isinstance(value, str) and value in files
    }
    return {source.path: body(source) for source in tree.read(sorted(wanted))}
