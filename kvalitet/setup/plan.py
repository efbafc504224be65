"""What a register and its repository should hold from the start, and what of it is there already."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kvalitet import shipped
from kvalitet.kinds import SchemaSet
from kvalitet.model.kind import Kind
from kvalitet.project import SETTINGS_FILE
from kvalitet.setup import texts
from kvalitet.setup.answers import Answers
from kvalitet.setup.place import Place

_KEEP = ".gitkeep"


class State(Enum):
    """How a wanted file stands to what lies there."""

    MISSING = "missing"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file as it should be; `what` says what it is for, the same for those that are told of together."""

    path: Path
    data: bytes
    what: str
    executable: bool = False

    def state(self, root: Path) -> State:
        """Whether it is there. What a link leads to is not looked at: nothing is written through it."""
        if any(above.is_symlink() for above in _between(self.path, root)):
            return State.OTHER
        if not os.path.lexists(self.path):
            return State.MISSING
        if self.path.is_symlink() or not self.path.is_file():
            return State.OTHER
        return State.SAME if self.path.read_bytes() == self.data else State.OTHER


def _between(path: Path, root: Path) -> Iterator[Path]:
    """The folders from the root down to a file, the root not among them."""
    for above in path.parents:
        if above == root or not above.is_relative_to(root):
            return
        yield above


SETTINGS, UNITS, README = "registrets inställningar", "enheter och roller", "för den som sköter registret"
GIT, FOLDERS, SCHEMAS = "regler för git", "mappar för posterna", "scheman för redigeraren"
EDITOR, PIPELINE = "inställningar för redigeraren", "kontroll på servern"


def wanted(place: Place, answers: Answers, schemas: SchemaSet) -> tuple[Wanted, ...]:
    """Every file but the hook, in the order they are told of."""
    folder, root = place.folder, place.root
    made = [
        _text(folder / SETTINGS_FILE, texts.settings_file(answers), SETTINGS),
        _text(folder / "organisation.yaml", texts.organisation_file(answers), UNITS),
        _text(folder / "README.md", texts.readme(answers, schemas.kinds.values()), README),
        *rules_for_git(folder),
    ]
    made += [Wanted(folder / kind.folder / _KEEP, b"", FOLDERS) for kind in _unused(place, schemas)]
    for name, source in ((".github/workflows/register.yml", "github.yml"), (".gitlab-ci.yml", "gitlab.yml")):
        made.append(_text(root / name, texts.running(shipped.starter(source).decode(), place.within), PIPELINE))
    return (*made, *for_editor(place, schemas))


def rules_for_git(folder: Path) -> tuple[Wanted, ...]:
    """The files that tell git how to treat those of the register."""
    names = ("gitattributes", "gitignore")
    return tuple(Wanted(folder / f".{name}", shipped.starter(name), GIT) for name in names)


def for_editor(place: Place, schemas: SchemaSet) -> Iterator[Wanted]:
    """The settings of the editor, and the schemas that they point at."""
    yield _text(place.root / ".vscode/settings.json", texts.editor_settings(schemas, place.within), EDITOR)
    yield _text(place.root / ".vscode/extensions.json", texts.EXTENSIONS, EDITOR)
    for name, text in editor_schemas(place.root, schemas).items():
        yield _text(name, text, SCHEMAS)


def editor_schemas(root: Path, schemas: SchemaSet) -> Mapping[Path, str]:
    """The schemas for editors by where they lie."""
    return {root / texts.SCHEMA_FOLDER / name: text for name, text in texts.schema_files(schemas).items()}


def _unused(place: Place, schemas: SchemaSet) -> Iterator[Kind]:
    """The kinds whose folders hold nothing but what keeps them."""
    for kind in schemas.kinds.values():
        folder = place.folder / kind.folder
        if not folder.is_dir() or all(name == _KEEP for name in os.listdir(folder)):  # noqa: PTH208  # names alone
            yield kind


def _text(path: Path, text: str, what: str) -> Wanted:
    return Wanted(path, text.encode(), what)
