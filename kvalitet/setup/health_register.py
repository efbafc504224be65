"""The register's own set-up: the settings in force, its own kinds, and what an editor is told of them."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kvalitet import __version__
from kvalitet.model.register import Register
from kvalitet.model.settings import Settings
from kvalitet.model.wording import counted, first_of, listing, number_text
from kvalitet.output.envelope import place as seen_from_root
from kvalitet.pipeline.load import schemas_of
from kvalitet.pipeline.places import own_schemas
from kvalitet.rules.catalogue import rule_files
from kvalitet.setup.health import Check, Patient, Status, sentence
from kvalitet.setup.plan import editor_schemas
from kvalitet.setup.texts import SCHEMA_FOLDER

AREA = "Registret"
_EDITOR = "Redigeraren"
_COMPLETE = "Kör ”kvalitet init” i registrets mapp: det lägger till det som saknas, och rör inget som finns."


def register(seen: Patient) -> Iterator[Check]:
    """The checks of the register's set-up; one that cannot be read at all is the last."""
    if seen.loaded is None:
        yield Check(AREA, "register", Status.ERROR, str(seen.unreadable), "Rätta det, och kör sedan ”kvalitet check”.")
        return
    found = seen.loaded.register
    yield _records(found)
    yield from _settings(found)
    yield _own_kinds(seen)
    yield _editor(seen)


def _records(found: Register) -> Check:
    told = counted(len(found.records), "post", "poster")
    # settings that cannot be read have a line of their own
    rejected = [row for row in found.rejected if row.path != found.settings.path]
    if not rejected:
        return Check(AREA, "register", Status.OK, f"{told}, och alla går att läsa in")
    names = first_of([seen_from_root(found, row.path) for row in rejected], 2)
    lost = counted(len(rejected), "fil kan", "filer kan")
    return Check(AREA, "register", Status.ERROR, f"{told}, men {lost} inte läsas in: {names}", "Kör ”kvalitet check”.")


def _settings(found: Register) -> Iterator[Check]:
    settings = found.settings
    if not settings.known:
        yield Check(AREA, "settings", Status.ERROR, "kvalitet.yaml följer inte sitt schema, så inget i den gäller",
                    "Kör ”kvalitet check kvalitet.yaml” i registrets mapp.")  # fmt: skip
        return
    place = seen_from_root(found, settings.path)
    yield Check(AREA, "settings", Status.OK, f"{place} gäller: {settings.provider}, från och med {settings.starts}")
    try:
        ZoneInfo(settings.timezone)
        yield Check(AREA, "timezone", Status.OK, f"tidszonen är {settings.timezone}")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Check(
            AREA, "timezone", Status.ERROR, f"tidszonen {settings.timezone} finns inte, så svensk tid gäller",
            "Rätta tidszon i kvalitet.yaml, till exempel till Europe/Stockholm.",
        )  # fmt: skip
    yield Check(AREA, "thresholds", Status.OK, _thresholds(settings))
    yield Check(AREA, "rules", Status.OK, _rules(settings))


def _thresholds(settings: Settings) -> str:
    changed = [
        f"{code} {each.name} {_number(chosen[each.name])} (annars {_number(each.default)})"
        for code, file in rule_files().items()
        if (chosen := settings.thresholds.get(code))
        for each in file.thresholds
        if each.name in chosen and chosen[each.name] != each.default
    ]
    if not changed:
        return "alla trösklar har sina förvalda värden"
    return f"{counted(len(changed), 'tröskel är ändrad', 'trösklar är ändrade')}: {', '.join(changed)}"


def _number(value: object) -> str:
    return number_text(value) if isinstance(value, int | float) else str(value)


def _rules(settings: Settings) -> str:
    said = [
        f"bara {listing(sorted(settings.selected))} tillämpas" if settings.selected else "",
        f"{listing(sorted(settings.ignored))} tillämpas inte" if settings.ignored else "",
        f"{listing(sorted(settings.severities))} har ett annat allvar" if settings.severities else "",
    ]
    return "; ".join(part for part in said if part) or "alla regler tillämpas, med sitt förvalda allvar"


def _own_kinds(seen: Patient) -> Check:
    own = own_schemas(seen.tree.entries())
    if not own:
        return Check(AREA, "schemas", Status.OK, f"inga egna scheman: de som följer med {__version__} gäller")
    return Check(
        AREA, "schemas", Status.OK,
        f"{counted(len(own), 'eget schema', 'egna scheman')} ({first_of(own)}) utöver dem som följer med {__version__}",
    )  # fmt: skip


def _editor(seen: Patient) -> Check:
    root = seen.place.root
    path = root / ".vscode/settings.json"
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    named = re.findall(rf"{re.escape(SCHEMA_FOLDER)}/[\w.-]+\.schema\.json", text)
    if not named:
        what = "säger inget om registrets scheman" if text else "saknas"
        how = f"Skriv in dem under yaml.schemas, med filerna i {SCHEMA_FOLDER}/." if text else _COMPLETE
        return Check(_EDITOR, "editor", Status.ADVICE, f".vscode/settings.json {what}: fält och val visas inte", how)
    wanted = editor_schemas(root, schemas_of(seen.tree))
    missing = [path.name for path in wanted if not path.is_file()]
    if missing:
        return Check(_EDITOR, "editor", Status.ADVICE,
                     f"i {SCHEMA_FOLDER}/ saknas {first_of(missing, 2)}", _COMPLETE)  # fmt: skip
    unnamed = [path.name for path in wanted if f"{SCHEMA_FOLDER}/{path.name}" not in named]
    if unnamed:
        return Check(
            _EDITOR, "editor", Status.ADVICE, f".vscode/settings.json säger inget om {first_of(unnamed, 2)}",
            "Skriv in det under yaml.schemas, som de andra.",
        )  # fmt: skip
    stale = [path.name for path, text in wanted.items() if path.read_bytes() != text.encode()]
    if stale:
        return Check(
            _EDITOR, "editor", Status.ADVICE,
            f"scheman i {SCHEMA_FOLDER}/ är inte de som gäller i {__version__}: {first_of(stale, 2)}",
            sentence(f"Ta bort mappen {SCHEMA_FOLDER} och kör ”kvalitet init” i registrets mapp"),
        )  # fmt: skip
    return Check(_EDITOR, "editor", Status.OK, "redigeraren visar fält och val enligt de scheman som gäller")
